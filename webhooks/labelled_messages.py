"""Reading files of labelled messages for `motcua nlu evaluate` and `nlu train --evaluate`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from nlu.card import digest_of
from nlu.judging.labelled import Case, case_of
from nlu.meaning import Awaiting, EntityName, IntentName
from webhooks.labelled_rows import rows_of
from webhooks.terminal import OperatorError

SHAPE: Final = (
    'mỗi dòng: {"text": "...", "intents": ["procedure.fee"], "procedures": ["1.001193"], '
    '"entities": {}, "style": "...", "context": null}'
)


@dataclass(frozen=True, kw_only=True)
class KeptSet:
    """`digest` of the file as it was when it was read."""

    file: str
    digest: str
    cases: tuple[Case, ...]


def kept_set_of(file: Path) -> KeptSet:
    return KeptSet(file=file.name, digest=digest_of(file.read_bytes()), cases=tuple(cases_of(file)))


def cases_of(file: Path) -> Iterator[Case]:
    """Raises OperatorError naming the line and the field that is not as it should be."""
    for number, row in rows_of(file, SHAPE):
        wrong = next(_wrong(row), None)
        if wrong is not None:
            raise OperatorError(f"{file.name}, dòng {number}: {wrong}", SHAPE)
        yield case_of(row, f"{file.name}:{number}")


def _wrong(row: dict[str, Any]) -> Iterator[str]:
    if not isinstance(row.get("text"), str):
        yield _missing(row, "text", "chuỗi")
    yield from _wrong_intents(row)
    if not _is_list_of_words(row.get("procedures") or []):
        yield '"procedures" phải là danh sách mã thủ tục (chuỗi)'
    yield from _wrong_entities(row.get("entities"))
    for name in ("style", "author"):
        if not isinstance(row.get(name), str | None):
            yield f'"{name}" phải là chuỗi'
    yield from _wrong_context(row.get("context"))
    if not _is_moment(row.get("sent_at")):
        yield '"sent_at" phải là thời điểm ISO, ví dụ "2026-11-22T09:00:00+07:00"'


def _wrong_intents(row: dict[str, Any]) -> Iterator[str]:
    given = row.get("intents")
    if not isinstance(given, list) or not given:
        yield _missing(row, "intents", "danh sách có ít nhất một ý định")
    else:
        yield from _unknown('"intents"', given, IntentName)


def _wrong_entities(given: object) -> Iterator[str]:
    if given is None:
        return
    if not isinstance(given, dict):
        yield '"entities" phải là đối tượng {"tên": giá trị}'
        return
    yield from _unknown('"entities"', given, EntityName)
    for name, value in given.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
            yield f'"entities"."{name}" phải là chuỗi, số nguyên, hoặc danh sách của chúng'


def _wrong_context(given: object) -> Iterator[str]:
    if given is None:
        return
    if not isinstance(given, dict):
        yield '"context" phải là null hoặc đối tượng'
        return
    for name in ("procedure", "dossier_code", "awaiting"):
        if not isinstance(given.get(name), str | None):
            yield f'"context"."{name}" phải là chuỗi'
    if given.get("awaiting") is not None:
        yield from _unknown('"context"."awaiting"', [given["awaiting"]], Awaiting)


def _unknown(where: str, given: Iterable[object], known: type[StrEnum]) -> Iterator[str]:
    """Names that the closed set does not hold, with the nearest that it does."""
    names = [member.value for member in known]
    for name in given:
        if name not in names:
            near = get_close_matches(str(name), names, n=1)
            yield f"{where} có nhãn lạ {str(name)!r}" + (f", có phải {near[0]!r}?" if near else "")


def _missing(row: dict[str, Any], name: str, what: str) -> str:
    return f'"{name}" phải là {what}' if name in row else f'thiếu "{name}"'


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_moment(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False
