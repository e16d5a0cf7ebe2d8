"""`motcua nlu explain`: why a message was understood as it was, for people and for programs."""

from dataclasses import asdict
from typing import Any

from rich.console import Console

from nlu.meaning import Meaning
from nlu.parse import as_json
from nlu.why import Candidate, Why
from webhooks.terminal import facts, out, table

_KINDS = {
    "w": "chữ",
    "a": "chữ có dấu",
    "c": "mảnh",
    "^": "mở đầu",
    "$": "kết thúc",
    "@": "đang nói về",
    "k": "loại",
}
_WORDLESS = (
    "Tin không có chữ nào để đọc (trống, hoặc chỉ có dấu và hình): coi là ngoài phạm vi, "
    "trợ lý hỏi lại người gửi cần gì."
)


def why_json(why: Why) -> dict[str, Any]:
    told = asdict(why)
    told["meaning"] = as_json(why.meaning, elapsed_ms=0.0)
    del told["meaning"]["elapsed_ms"]
    told["wordless"] = _is_wordless(why)
    return told


def show_why(why: Why) -> None:
    console = out()
    if _is_wordless(why):
        console.print(_WORDLESS)
        return
    console.print(facts(None, _facts(why)))
    _show_intents(console, why)
    _show_procedures(console, why)
    _show_entities(console, why.meaning)


def _is_wordless(why: Why) -> bool:
    """Nothing decided it: no rule, no rating in stars, and no word that the readers could weigh."""
    decided = why.rule is not None or why.meaning.clear or why.meaning.entities
    return not decided and not any(char.isalnum() for char in why.words)


def _facts(why: Why) -> dict[str, object]:
    meaning = why.meaning
    told: dict[str, object] = {
        "Máy đọc là": why.words,
        "Viết lại có dấu": meaning.restored,
        "Kết luận": ", ".join(f"{guess.name} {guess.confidence:.2f}" for guess in meaning.intents),
        "Đủ rõ để trả lời": "có" if meaning.clear else f"chưa, hỏi lại: {', '.join(meaning.intent_options)}",
    }
    if why.rule:
        told["Theo quy tắc về dạng câu"] = f"{why.rule} (các bộ đọc dưới đây không quyết định)"
    label, sure = why.second
    told["Bộ đọc thứ hai"] = f"{label} {sure:.2f}" + ("" if why.agreed else " (khác bộ đọc thứ nhất)")
    told["Cặp chữ quen"] = f"{why.known:.0%}"
    if why.lifts:
        told["Cộng thêm"] = ", ".join(f"{name} {value:+.1f}" for name, value in why.lifts.items())
    return told


def _show_intents(console: Console, why: Why) -> None:
    rows = [(one.name, f"{one.chance:.2f}", f"{one.margin:+.2f}", _features(one)) for one in why.candidates]
    title = "Ý định: khả năng có hỏi; điểm (trên 0 là nghiêng về có)"
    console.print(table(title, ("Ý định", "Khả năng", "Điểm", "Vì"), rows))
    if why.clauses:
        parts = [(part.words, part.name, f"{part.margin:+.2f}") for part in why.clauses]
        console.print(table("Từng vế", ("Nghiêng về", "Điểm", "Vế"), [(b, c, a) for a, b, c in parts]))


def _features(one: Candidate) -> str:
    return _told(one.features)


def _told(features: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{_feature(feature)} {value:+.2f}" for feature, value in features)


def _feature(feature: str) -> str:
    if feature.startswith("len"):
        return f"dài {feature[3:]} chữ"
    if feature.startswith(("known", "strange")):
        return "cặp chữ quen" if feature.startswith("known") else "cặp chữ lạ"
    kind = _KINDS.get(feature[0], "")
    return f'{kind} "{feature[1:]}"'


def _show_procedures(console: Console, why: Why) -> None:
    meaning = why.meaning
    if not meaning.procedures:
        return
    rows = [
        (
            guess.code,
            f"{guess.confidence:.2f}",
            guess.name,
            _told(why.procedures.get(guess.code, ())),
        )
        for guess in meaning.procedures
    ]
    console.print(table("Thủ tục", ("Mã", "Tin cậy", "Tên", "Vì"), rows))
    if meaning.procedure_clear:
        console.print("Trả lời thẳng về thủ tục đầu.")
    elif why.family:
        console.print(f"Câu chỉ gọi tên một nhóm {len(why.family)} thủ tục: hỏi lại {_listed(meaning)}.")
    else:
        console.print(f"Chưa đủ chắc về thủ tục: hỏi lại {_listed(meaning)}.")


def _listed(meaning: Meaning) -> str:
    return ", ".join(meaning.options) or "ý muốn gì"


def _show_entities(console: Console, meaning: Meaning) -> None:
    if meaning.entities:
        found = [
            (
                entity.name,
                entity.value,
                meaning.text[entity.start : entity.end],
                "" if entity.sure else "đoán",
            )
            for entity in meaning.entities
        ]
        console.print(table(None, ("Thực thể", "Giá trị", "Trong câu", ""), found))
