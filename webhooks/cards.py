"""`motcua nlu card` and `nlu train`: what a model was made of and how it scored, in words."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from nlu.card import Card, Exam
from webhooks.retraining import Retrained
from webhooks.terminal import facts, out, print_json, side, table, written

FIGURES: Final = {
    "exact": "Đúng cả dãy ý định",
    "macro_f1": "F1 trung bình các ý định",
    "procedure_top1": "Thủ tục đúng đứng đầu",
    "procedure_top3": "Thủ tục đúng trong ba",
    "direct": "Trả lời thẳng về thủ tục",
    "direct_wrong": "Trả lời thẳng mà sai",
    "asked_right": "Hỏi lại có đúng thủ tục",
}
MOST_AUTHORS: Final = 8
_NOT_EXAMINED: Final = {"Chấm": "chưa chấm: motcua nlu train --evaluate TỆP"}


def card_json(file: Path, card: Card) -> dict[str, Any]:
    return {"file": str(file), **asdict(card)}


def show_card(file: Path, card: Card) -> None:
    told: dict[str, object] = {
        "Tệp": file.name,
        "Huấn luyện lúc": card.made_at,
        **(_NOT_EXAMINED if card.exam is None else _exam(card.exam)),
        "Dạng mô hình (FORMAT)": str(card.format),
        "Dấu vân dữ liệu": card.data,
        "Thủ tục": card.procedures,
        "Câu": card.sentences,
        "… gán nhãn tại đây": card.own,
        f"Của {len(card.by_author)} người viết": _authors(card),
    }
    out().print(facts(None, told))


def _authors(card: Card) -> str:
    """Those who wrote most; all of them are in --json."""
    ranked = sorted(card.by_author.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{name} {written(count)}" for name, count in ranked[:MOST_AUTHORS])
    rest = len(ranked) - MOST_AUTHORS
    return f"{told} và {rest} người khác (xem --json)" if rest > 0 else told


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
                "worse": list(done.worse),
            }
        )
        return
    _compared(done)
    if done.file is None:
        fell = ", ".join(FIGURES[name].lower() for name in done.worse)
        side().print(
            f"Không thay mô hình, bản mới chấm kém hơn về: {fell}. Mô hình đang dùng giữ nguyên.\n"
            "Xem lại các câu vừa thêm, hoặc thêm --force nếu vẫn muốn thay."
        )
    else:
        out().print(f"Đã huấn luyện trên {done.card.procedures} thủ tục, {seconds} giây: {done.file}")


def _compared(done: Retrained) -> None:
    new, before = done.card.exam, done.before
    if new is None:
        return
    rows = [
        (
            told,
            "chưa biết" if before is None else _share(getattr(before, name)),
            _share(getattr(new, name)),
            "kém hơn" if name in done.worse else "",
        )
        for name, told in FIGURES.items()
    ]
    title = f"Chấm trên {new.file}, {written(new.messages)} tin"
    out().print(table(title, ("Phần trăm", "Đang dùng", "Bản mới", ""), rows))


def _exam(exam: Exam) -> dict[str, object]:
    about = "" if exam.procedure_messages is None else f", {written(exam.procedure_messages)} về thủ tục"
    told: dict[str, object] = {"Chấm trên": f"{exam.file}, {written(exam.messages)} tin{about}"}
    return told | {f"… {name}": _share(getattr(exam, key)) for key, name in FIGURES.items()}


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")
