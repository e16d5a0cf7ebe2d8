"""The misread messages of an evaluation, one by one: what was wrong, where it stands in the file."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from nlu.judging.labelled import Seen
from webhooks.terminal import out

WRONG: Final = {"intents": "ý định", "order": "thứ tự ý định", "procedure": "thủ tục"}


def error_rows(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    return [
        {
            "where": one.case.where,
            "text": one.case.text,
            "context": {
                name: value
                for name in ("procedure", "dossier_code", "awaiting")
                if (value := getattr(one.case.context, name)) is not None
            },
            "wrong": _wrong(one),
            "wanted": list(one.case.intents),
            "found": [[guess.name.value, guess.confidence] for guess in one.meaning.intents],
            "clear": one.meaning.clear,
            "procedures": sorted(one.case.procedures),
            "found_procedures": [[guess.code, guess.confidence] for guess in one.meaning.procedures[:3]],
            "procedure_clear": one.meaning.procedure_clear,
        }
        for one in seen
    ]


def show_errors(seen: Sequence[Seen], *, of: int, names: Mapping[str, str]) -> None:
    """`of`: how many there are in all. `names` of procedures by code."""
    if not seen:
        return
    out().print(
        f"\nĐọc sai {of} tin; {len(seen)} tin nặng nhất (trả lời luôn mà sai trước, càng chắc càng trước):"
    )
    for one, row in zip(seen, error_rows(seen), strict=True):
        _show(one, row, names)


def _show(one: Seen, row: Mapping[str, Any], names: Mapping[str, str]) -> None:
    console = out()
    console.print(f"\n{row['text']}")
    console.print(f"  {row['where']}: sai {' và '.join(WRONG[name] for name in row['wrong'])}")
    if row["context"]:
        about = ", ".join(_named(value, names) for value in row["context"].values())
        console.print(f"  đang nói về: {about}")
    if not one.exact:
        found = ", ".join(f"{name} {_share(confidence)}" for name, confidence in row["found"])
        console.print(f"  đúng ra: {', '.join(row['wanted'])}")
        console.print(f"  hiểu là: {found}" + ("" if row["clear"] else " (hỏi lại)"))
    if "procedure" in row["wrong"]:
        told = "; ".join(
            f"{_named(guess.code, names)} {_share(guess.confidence)}" for guess in one.meaning.procedures[:3]
        )
        console.print(f"  thủ tục đúng: {'; '.join(_named(code, names) for code in row['procedures'])}")
        console.print(f"  tìm được: {told or '–'}" + ("" if row["procedure_clear"] else " (hỏi lại)"))


def _wrong(one: Seen) -> list[str]:
    """Names of `WRONG`."""
    wrong = []
    if not one.exact:
        same = sorted(one.intents) == sorted(one.case.intents)
        wrong.append("order" if same else "intents")
    if one.case.procedures and one.place != 1:
        wrong.append("procedure")
    return wrong


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{code} {names[code]}" if code in names else code


def _share(confidence: float) -> str:
    return f"{confidence:.2f}".replace(".", ",")
