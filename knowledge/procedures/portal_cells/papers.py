"""The table of papers, whose cells the portal's page text runs together.

`Trường hợp A:Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khaiMẫu 01.docx1 bản chính,1 bản saoẢnh 3x42 bản chính`.
A row ends in its quantity, glued to what stands before it; quantities in prose have a space before them.
What stands between the last quantity and the next header is the heading of the next case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.procedures.portal_cells.prose import flat, says_nothing, unbulleted
from knowledge.procedures.procedure import Flag, Paper, Source
from vietnam.text import fold

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

_QUANTITY = re.compile(
    r"(?<=\S)(?<!\d)(?P<run>\d+) (?:bản chính(?:,(?P<copies>\d+) bản sao)?|(?P<only>bản sao))"
    r"(?=$|\n| ?[-+*(]|[^\s;,:)]| Trường hợp| Hồ sơ)"
)
_YEAR_THEN_ONE = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<quantity>\d)")
"""`…ngày 16/11/20181 bản chính`: a year ends the name. Other runs of digits have several readings."""

_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|rar|zip)$", re.IGNORECASE)
_FORM_START = re.compile(
    r"(?<=[.;:”])(?=[^\W\d_])|(?<=[a-zà-ỹ])(?=[A-ZĐÀ-Ỹ])"
    r"|(?<=\w)(?=(?:Mẫu|MẪU|mẫu|Mau|mau|Phụ lục|PL|Phu luc)[\s_.\d-])|(?<=\))(?=[A-ZĐ])"
)
_LONGEST_FORM = 100
_NO_CASE = re.compile(
    r"(?:a )?(?:thanh phan ho so|ho so|giay to phai (?:nop|xuat trinh))(?: (?:gom|bao gom))?"
)
_SHOWN = re.compile(r"giay to (?:phai )?xuat trinh")


@dataclass(frozen=True)
class _Row:
    name: str
    originals: int | None
    copies: int | None
    sure: bool


def read_papers(cell: str, source: Source) -> tuple[Paper, ...]:
    """The papers, each with the heading of its case; what is no such table is one flagged text."""
    if says_nothing(cell):
        return ()
    heading, *tables = cell.split(HEADER)
    if not tables:
        return (Paper(text=flat(cell), source=source, flag=Flag.NOT_SPLIT),)
    papers: list[Paper] = []
    for place, table in enumerate(tables):
        rows, rest = _rows(table)
        papers += [_paper(row, heading, source) for row in rows]
        heading = rest
        if place == len(tables) - 1 and not says_nothing(rest):
            papers.append(Paper(text=flat(rest), source=source, flag=Flag.NOT_SPLIT))
    return tuple(papers)


def _rows(table: str) -> tuple[list[_Row], str]:
    """The rows of one table and what is left behind its last quantity."""
    rows, start = [], 0
    for match in _QUANTITY.finditer(table):
        rows.append(_row(table[start : match.start()], match))
        start = match.end()
    return rows, table[start:].strip()


def _row(name: str, match: re.Match[str]) -> _Row:
    run, sure = match["run"], True
    if year := _YEAR_THEN_ONE.fullmatch(run):
        name, run = name + year["year"], year["quantity"]
    elif len(run) > 1:
        sure = len(run) == 2 and run[0] != "0" and name[-1:].isalpha()
    if not sure:
        return _Row(name + run, None, None, sure=False)
    if match["only"]:
        return _Row(name, None, int(run), sure=True)
    return _Row(name, int(run), int(match["copies"] or 0), sure=True)


def _paper(row: _Row, heading: str, source: Source) -> Paper:
    name, form, split = _without_form(flat(row.name))
    asked = bool(row.originals or row.copies)
    return Paper(
        text=unbulleted(name),
        source=source,
        case=_case(heading),
        flag=None if row.sure and split and asked and unbulleted(name) else Flag.NOT_SPLIT,
        originals=row.originals if asked else None,
        copies=row.copies if asked else None,
        form=form,
        required="(neu co)" not in fold(name)[-12:],
        shown_only=_SHOWN.search(fold(heading)) is not None,
    )


def _without_form(name: str) -> tuple[str, str | None, bool]:
    """The name, the form file glued to its end, and whether the seam is certain."""
    if not _FILE.search(name):
        return name, None, True
    seams = list(_seams(name))
    if len(seams) != 1:
        return name, None, False
    return name[: seams[0]], _FILE.sub("", name[seams[0] :]).strip(" ._-"), True


def _seams(name: str) -> Iterator[int]:
    tail = max(0, len(name) - _LONGEST_FORM)
    found = (match.start() for match in _FORM_START.finditer(name))
    return (place for place in found if place > tail and not _FILE.match(name[place - 1 :]))


def _case(heading: str) -> str | None:
    text = unbulleted(heading)
    if says_nothing(text) or _NO_CASE.fullmatch(fold(text)):
        return None
    return text
