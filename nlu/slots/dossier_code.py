"""Dossier numbers, however they are typed on a phone.

From the issuing unit ("H48") the digits that follow are read chunk by chunk: groups of the unit, the day,
the serial number. What stands between the chunks hardly matters, and O, I, L stand for 0, 1, 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlu.entities.slot import Scene, Slot
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed
from nlu.tables import table

_UNIT: Final = re.compile(r"(?<![0-9])([GH])[ .]?([0-9OIL]{2})|(?<![0-9A-Z.])([A-FI-Y])([0-9]{2})(?=[.-])")
_NO_LETTER: Final = re.compile(r"(?<![0-9A-Z.-])([0-9]{2}[.][0-9]{2,3}-[0-9]{6}-[0-9]{4,6})(?![0-9-])")
"""All but the letter of the issuing unit, which nearly always is the H of a province."""
_PRINTED_PREFIX: Final = re.compile(r"(?<![0-9A-Z.])(?:(?:[0-9OIL]{2,3}|[A-Z]{2})[.]){1,3}$")
_TYPED_PREFIX: Final = re.compile(
    r"(?<![0-9A-Z])[0O]{3}[ .-]{0,2}[0-9OIL]{2}[ .-]{0,2}[0-9A-Z]{2}[ .-]{0,2}$"
)
_CHUNK: Final = re.compile(r"([ ]{0,2}[.,/:-]{0,2}[ ]{0,2}| (?:CHAM|GACH(?: NGANG)?) )([0-9OIL]+)")
_DIGITS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LIKE: Final = {ord(dash): "-" for dash in "‐‑‒–—―−_~"} | dict(zip(map(ord, "НОІΗΟΙ"), "HOIHOI", strict=True))
"""Dashes, and Cyrillic and Greek letters that look like H, O, I."""
_LONGEST_TAIL: Final = 48


@dataclass(frozen=True, kw_only=True)
class _Tail:
    groups: tuple[str, ...]
    day: str
    serial: str
    end: int


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    text = typed.bare.upper().translate(_LIKE)
    if len(text) != len(typed.bare):
        return
    after = 0
    for unit in _UNIT.finditer(text):
        if unit.start() < after:
            continue
        entity = _read(text, unit)
        if entity is not None:
            after = entity.end
            yield entity
    for match in _NO_LETTER.finditer(text):
        if _is_day(match[1].split("-")[1]):
            value = f"H{match[1]}"
            yield Entity(
                name=EntityName.DOSSIER_CODE, value=value, start=match.start(), end=match.end(), sure=False
            )


def _read(text: str, unit: re.Match[str]) -> Entity | None:
    letter = unit[1] or unit[3]
    number = (unit[2] or unit[4]).translate(_DIGITS)
    tail = _tail(text, unit.end())
    if tail is None:
        return None
    prefix, start = _prefix(text, unit.start())
    body = ".".join((*prefix, letter + number, *tail.groups))
    code = f"{body}-{tail.day}-{tail.serial.zfill(4)}"
    if not any(pattern.fullmatch(code) for pattern in _patterns()):
        return None
    sure = len(tail.serial) >= 4
    return Entity(name=EntityName.DOSSIER_CODE, value=code, start=start, end=tail.end, sure=sure)


def _tail(text: str, at: int) -> _Tail | None:
    """Groups, day and serial from `at` on; None when no day with a number after it is there."""
    runs = _runs(text, at)
    return _tail_of(text, runs, most=1) or _tail_of(text, runs, most=3)


def _tail_of(text: str, runs: list[tuple[str, int]], *, most: int) -> _Tail | None:
    """The day in one run, or typed in up to `most` pieces."""
    groups: list[str] = []
    for i, (chunk, end) in enumerate(runs):
        for last in range(i + 1, min(i + most + 1, len(runs))):
            parts = [run for run, _ in runs[i:last]]
            if _is_day_in(parts) and len(runs[last][0]) <= 8:
                serial, serial_end = _serial(text, runs, last)
                return _Tail(groups=tuple(groups), day="".join(parts), serial=serial, end=serial_end)
        if (glued := _glued(chunk)) is not None:
            group, day, serial = glued
            return _Tail(groups=(*groups, *([group] if group else [])), day=day, serial=serial, end=end)
        if len(chunk) > 4 or len(groups) == 6:
            return None
        groups.append(chunk)
    return None


def _serial(text: str, runs: list[tuple[str, int]], at: int) -> tuple[str, int]:
    """The run at `at`, with the next one where only a space parts the four digits: "00 07"."""
    serial, end = runs[at]
    if len(serial) < 4 and at + 1 < len(runs):
        rest, rest_end = runs[at + 1]
        if len(serial) + len(rest) == 4 and rest_end - end == len(rest) + 1 and text[end] == " ":
            return serial + rest, rest_end
    return serial, end


def _runs(text: str, at: int) -> list[tuple[str, int]]:
    """Each run of digits with its end."""
    runs: list[tuple[str, int]] = []
    limit = at + _LONGEST_TAIL
    while (match := _CHUNK.match(text, at, limit)) is not None:
        digits = match[2]
        if match.end() < len(text) and text[match.end()].isalpha():
            digits = digits.rstrip("OIL")
        if not any(char.isdigit() for char in digits):
            break
        at = match.start(2) + len(digits)
        runs.append((digits.translate(_DIGITS), at))
        if len(digits) < len(match[2]):
            break
    return runs


def _glued(chunk: str) -> tuple[str, str, str] | None:
    """A group, a day and a four-digit serial written without anything between them."""
    group, day, serial = chunk[:-10], chunk[-10:-4], chunk[-4:]
    return (group, day, serial) if 10 <= len(chunk) <= 14 and _is_day(day) else None


def _is_day(digits: str) -> bool:
    """YYMMDD or YYYYMMDD of these decades."""
    if len(digits) == 8 and digits.startswith("20"):
        digits = digits[2:]
    if len(digits) != 6:
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return 15 <= year <= 45 and 1 <= month <= 12 and 1 <= day <= 31


def _is_day_in(parts: list[str]) -> bool:
    """A day in one run, or six digits typed in pieces; the group "20" before a day is not its century."""
    if len(parts) == 1:
        return _is_day(parts[0])
    day = "".join(parts)
    return len(day) == 6 and max(map(len, parts)) < 6 and _is_day(day)


def _prefix(text: str, unit_start: int) -> tuple[tuple[str, ...], int]:
    before = text[max(0, unit_start - 14) : unit_start]
    match = _PRINTED_PREFIX.search(before) or _TYPED_PREFIX.search(before)
    if match is None:
        return (), unit_start
    groups = re.findall(r"[0-9A-Z]+", match[0])
    if len(groups) == 1 and len(groups[0]) == 7:
        groups = [groups[0][:3], groups[0][3:5], groups[0][5:]]
    read = tuple(
        g.translate(_DIGITS) if any(c.isdigit() for c in g) or set(g) == {"O"} else g for g in groups
    )
    return read, unit_start - len(match[0])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["regex"]) for row in table("code_patterns")["pattern"])


SLOT: Final = Slot(find=_find, rank=10)
