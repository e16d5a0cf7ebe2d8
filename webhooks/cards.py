"""`motcua nlu card` and `nlu train`: what a model was made of and how it scored, in words."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from nlu.card import Card, Exam
from webhooks.retraining import Retrained
from webhooks.terminal import facts, out, print_json, side


def card_json(file: Path, card: Card) -> dict[str, Any]:
    return {"file": str(file), **asdict(card)}


def show_card(file: Path, card: Card) -> None:
    told: dict[str, object] = {
        "Tệp": file.name,
        "Huấn luyện lúc": card.made_at,
        "Dạng mô hình (FORMAT)": str(card.format),
        "Dấu vân dữ liệu": card.data,
        "Thủ tục": card.procedures,
        "Câu": card.sentences,
        "… gán nhãn tại đây": card.own,
        "Theo người viết": ", ".join(f"{name} {count}" for name, count in card.by_author.items()),
        "Chấm": "chưa chấm" if card.exam is None else _exam(card.exam),
    }
    out().print(facts(None, told))


def show_retrained(done: Retrained, seconds: float, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "file": str(done.file or ""),
                "procedures": done.card.procedures,
                "seconds": seconds,
                "accepted": done.file is not None,
                "scores": None if done.card.exam is None else asdict(done.card.exam),
                "before": None if done.before is None else asdict(done.before),
            }
        )
        return
    _compared(done)
    if done.file is None:
        side().print(
            "Không thay mô hình: bản mới chấm kém hơn quá 0,3 điểm. Mô hình đang dùng giữ nguyên.\n"
            "Xem lại các câu vừa thêm, hoặc thêm --force nếu vẫn muốn thay."
        )
    else:
        out().print(f"Đã huấn luyện trên {done.card.procedures} thủ tục, {seconds} giây: {done.file}")


def _compared(done: Retrained) -> None:
    if done.card.exam is None:
        return
    before = "chưa biết" if done.before is None else _exam(done.before)
    out().print(facts(None, {"Đang dùng": before, "Bản mới": _exam(done.card.exam)}))


def _exam(exam: Exam) -> str:
    return (
        f"{exam.file}, {exam.messages} tin: cả dãy {100 * exam.exact:.1f}, "
        f"F1 ý định {100 * exam.macro_f1:.1f}, thủ tục đúng đầu {100 * exam.procedure_top1:.1f}"
    )
