"""Time limits out of the rows of the ways of filing.

The portal lists a time for each row, but rows are as often cases as ways (domain reference §0, trap 7:
land registration shows 18, 4 and 18 days). So one value is asserted only where every row agrees and no
description says otherwise; anything else is kept as text.
"""

import re
from collections.abc import Iterable, Sequence

from knowledge.procedures.portal_cells.prose import flat, unbulleted
from knowledge.procedures.portal_cells.ways import UNKNOWN, WayRow
from knowledge.procedures.procedure import Filing, Flag, Source, TimeFact
from vietnam.duration import TimeLimit, TimeUnit
from vietnam.text import fold

_CELL = re.compile(r"(?P<amount>\d+(?:\.\d)?) (?P<unit>Ngày làm việc|Ngày|Giờ|Tháng)")
_UNITS = {"Ngày làm việc": TimeUnit.WORKDAY, "Ngày": TimeUnit.DAY, "Tháng": TimeUnit.MONTH}
"""Hours are kept as text: the portal does not say whether the office must be open for them to run."""

_DURATION = re.compile(
    r"(?<!sau )(?<!tu )(?<!luc )(?<!truoc )(?<![\d/.,])(?P<amount>\d{1,3}(?:[.,]5)?) ?(?:\([^)\d]*\) ?)?"
    r"(?P<unit>ngay lam viec|ngay|gio|thang|nam|tuan|phut)\b(?! ?\d)"
)
"""In folded text. Dates ("11 tháng 11 năm 2016") and hours of the clock ("sau 15 giờ") are no durations."""

_AT_ONCE = re.compile(r"\bngay sau khi nhan\b|\bngay khi\b|\btrong ngay\b|\btuc thoi\b")
_CASE_WORDS = re.compile(r"\b(?:truong hop|doi voi|neu|cap moi|cap lai|cap doi|gia han)\b")
_LONGEST_CASE = 200


def read_times(rows: Sequence[WayRow], source: Source) -> tuple[TimeFact, ...]:
    timed = [row for row in rows if _CELL.fullmatch(row.time)]
    facts = list(_valued(timed, source)) if timed else []
    bare = [row for row in rows if row.time.isdigit()]
    if bare:
        facts.append(_bare(bare, source))
    silent = [row for row in rows if not row.time[:1].isdigit() and _durations(row.description)]
    if silent and not facts:
        text = flat(_joined(row.description for row in silent))
        facts.append(TimeFact(text=text, source=source, flag=Flag.NOT_SPLIT))
    return tuple(facts)


def _valued(rows: Sequence[WayRow], source: Source) -> Iterable[TimeFact]:
    if len({row.time for row in rows}) == 1:
        yield _agreed(rows, source)
    elif _rows_are_cases(rows):
        yield from _by_case(rows, source)
    else:
        descriptions = [row.description for row in rows if _durations(row.description)]
        text = _joined([*(_spoken(row.time) for row in rows), *descriptions])
        yield TimeFact(text=text, source=source, flag=Flag.SEVERAL_VALUES)


def _agreed(rows: Sequence[WayRow], source: Source) -> TimeFact:
    time = rows[0].time
    others = [row.description for row in rows if _says_otherwise(row)]
    if others:
        text = _joined([_spoken(time), *others])
        return TimeFact(text=text, source=source, flag=Flag.SEVERAL_VALUES)
    return TimeFact(text=_spoken(time), source=source, limit=_limit(time), filing=())


def _rows_are_cases(rows: Sequence[WayRow]) -> bool:
    """The same way with several times, and every row says for which case it is."""
    repeated = len({row.filing for row in rows}) < len(rows)
    told = all(_case(row) and not _says_otherwise(row) for row in rows)
    apart = len({(row.filing, _case(row)) for row in rows}) == len(rows)
    return repeated and told and apart and len(_times_by_case(rows)) == len({_case(row) for row in rows})


def _by_case(rows: Sequence[WayRow], source: Source) -> Iterable[TimeFact]:
    for case, time in _times_by_case(rows):
        yield TimeFact(text=_spoken(time), source=source, case=case, limit=_limit(time))


def _times_by_case(rows: Sequence[WayRow]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((_case(row), row.time) for row in rows))


def _case(row: WayRow) -> str:
    case = unbulleted(row.description)
    return case if len(case) <= _LONGEST_CASE and _CASE_WORDS.search(fold(case)) else ""


def _bare(rows: Sequence[WayRow], source: Source) -> TimeFact:
    descriptions = [row.description for row in rows if _durations(row.description)]
    text = _joined([*(row.time for row in rows), *descriptions])
    ways = {row.filing for row in rows}
    filing = tuple(way for way in Filing if way in ways)
    return TimeFact(text=text, source=source, flag=Flag.BARE_NUMBER, filing=filing)


def _says_otherwise(row: WayRow) -> bool:
    match = _CELL.fullmatch(row.time)
    assert match is not None
    stated = (match["amount"], fold(match["unit"]))
    if _AT_ONCE.search(fold(row.description)):
        return True
    return any(said != stated for said in _durations(row.description))


def _durations(text: str) -> set[tuple[str, str]]:
    found = _DURATION.finditer(fold(text))
    return {(match["amount"].replace(",", ".").lstrip("0") or "0", match["unit"]) for match in found}


def _limit(time: str) -> TimeLimit | None:
    match = _CELL.fullmatch(time)
    if match is None or match["unit"] not in _UNITS or "." in match["amount"] or match["amount"] == "0":
        return None
    return TimeLimit(amount=int(match["amount"]), unit=_UNITS[match["unit"]])


def _spoken(time: str) -> str:
    return "" if time == UNKNOWN else time.lower()


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(flat(part) for part in parts if part))
