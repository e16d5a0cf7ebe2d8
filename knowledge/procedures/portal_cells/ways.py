"""The table "ways of filing × time × fee × description", whose cells the portal's page text runs together.

`Trực tuyến7 Ngày làm việc50,000 VNĐ(lệ phí)Nộp hồ sơ…Trực tiếp1Miễn phí`. A row starts where a way of
filing is followed, with nothing between, by a time cell and a fee cell: prose that mentions "trực tiếp"
never looks so.
"""

import re
from dataclasses import dataclass

from knowledge.procedures.procedure import Filing

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
UNKNOWN = "Không có thông tin"
FREE = "Miễn phí"

_WAYS = {"Trực tuyến": Filing.ONLINE, "Dịch vụ bưu chính": Filing.POST, "Trực tiếp": Filing.COUNTER}
_BULLET_LENGTH = 3
_AMOUNT = r"\d{1,3}(?:,\d{3})*(?:\.\d+)? (?:Việt Nam Đồng|VNĐ|USD)"
_FEE = rf"(?:{FREE}|{UNKNOWN}|{_AMOUNT})"
_WORDS_FOR_NO_TIME = r"Không(?: quy định| phải trả kết quả cho người nộp thuế)?\s?"
_ROW = re.compile(
    rf"(?P<way>{'|'.join(_WAYS)})"
    rf"(?P<time>\d{{1,3}}(?:\.\d)? (?:Ngày làm việc|Ngày|Giờ|Tháng)"
    rf"|{UNKNOWN}|{_WORDS_FOR_NO_TIME}|\d{{1,3}}?)"
    rf"(?P<fee>{_FEE})"
)


@dataclass(frozen=True, kw_only=True)
class FeeCell:
    """`stated` is the field as the portal shows it, `note` what stands beside it in brackets.
    `glued`: the digits run into those of the time cell, so that the amount is one of several readings."""

    stated: str
    note: str = ""
    glued: bool = False


@dataclass(frozen=True, kw_only=True)
class WayRow:
    filing: Filing
    time: str
    fee: FeeCell
    description: str


def split_ways(cell: str) -> tuple[WayRow, ...] | None:
    """The rows of the cell; () for an empty table; None when it is not such a table."""
    head, found, body = cell.partition(HEADER)
    if not found or head.strip():
        return None
    matches = list(_ROW.finditer(body))
    if not matches:
        return None if body.strip() else ()
    if body[: matches[0].start()].strip():
        return None
    ends = [match.start() for match in matches[1:]] + [len(body)]
    return tuple(_row(match, body[match.end() : end]) for match, end in zip(matches, ends, strict=True))


def _row(match: re.Match[str], rest: str) -> WayRow:
    glued = match["time"].isdigit() and match["fee"][0].isdigit()
    note, rest = _bracketed(rest)
    fee = FeeCell(stated=match["fee"], note=note, glued=glued)
    return WayRow(filing=_WAYS[match["way"]], time=match["time"].strip(), fee=fee, description=rest.strip())


def _note(inside: str, whole: str, rest: str) -> tuple[str, str]:
    """A bracket of one letter is the first bullet of the description, "(a) Đối với…", not a note."""
    note = inside.strip()
    if len(note) <= _BULLET_LENGTH:
        return "", whole
    while note.startswith("(") and note.endswith(")") and _closes_at_end(note):
        note = note[1:-1].strip()
    return note, rest


def _closes_at_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def _bracketed(text: str) -> tuple[str, str]:
    """The bracket that opens the text, and what follows it.

    Where a bracket that is never closed should end is not known: all of it is note and description.
    """
    if not text.startswith("("):
        return "", text
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return _note(text[1:place], text, text[place + 1 :])
    return text[1:].strip(), text
