"""The table of papers, whose cells the portal's page text runs together.

`Trường hợp A:Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khaiMẫu 01.docx1 bản chính,1 bản saoẢnh 3x42 bản chính`.
A row ends in its quantity, glued to what stands before it; quantities in prose have a space before them.
What stands between the last quantity and the next header is the heading of the next case.
"""

import re
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

_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|rar|zip)(?=$|[^\W_])", re.IGNORECASE)
_FORM_WORD = re.compile(r"(?:mẫu|mau|phụ lục|phu luc|biểu|bieu|phiếu|đơn|tờ khai)[\s_.\d-]", re.IGNORECASE)
_LONGEST_FORM = 100
_NO_CASE = re.compile(
    r"(?:a )?(?:thanh phan ho so|ho so|tai lieu|luu y|giay to|giay to phai (?:nop|xuat trinh))"
    r"(?: (?:gom|bao gom))?"
)
_REMARK = re.compile(
    r"luu y|ghi chu|so luong ho so|nguoi (?:duoc )?uy quyen\b|.*\b(?:giay to sau|sau day|nhu sau|gom)\W*$"
    r"|.*\b(?:co gia tri phap ly tuong duong|chiu trach nhiem truoc phap luat|phai co day du chu ky)\b"
)
_LONGEST_NAME = 500
_OPTIONAL = re.compile(r"(?:(?! va )[^;:,])*\(neu co\)[ .;]*")
"""One paper "(nếu có)"; in a list of several it is not known which of them is meant."""
_SHOWN_FIRST = re.compile(r"\W*(?:cac )?giay to phai xuat trinh")
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
    asked = bool(row.originals or row.copies) and not _is_remark(name)
    return Paper(
        text=unbulleted(name),
        source=source,
        case=_case(heading),
        flag=None if row.sure and split and asked and unbulleted(name) else Flag.NOT_SPLIT,
        originals=row.originals if asked else None,
        copies=row.copies if asked else None,
        form=form,
        required=_OPTIONAL.fullmatch(fold(name)) is None,
        shown_only=_SHOWN.search(fold(heading)) is not None or _SHOWN_FIRST.match(fold(name)) is not None,
    )


def _is_remark(name: str) -> bool:
    """The table also holds notes, each with a number of copies as if it were a paper."""
    return len(name) > _LONGEST_NAME or _REMARK.match(fold(unbulleted(name))) is not None


def _without_form(name: str) -> tuple[str, str | None, bool]:
    """The name, the form files glued to its end, and whether the seam is certain."""
    files = list(_FILE.finditer(name))
    if not files or files[-1].end() != len(name):
        return name, None, True
    zone = range(max(1, files[0].start() - _LONGEST_FORM), files[0].start())
    seam = next((place for place in zone if _is_seam(name, place)), None)
    if seam is None or ";" in name[seam:]:
        return name, None, False
    forms = (part.strip(" ._-") for part in _FILE.split(name[seam:]))
    return name[:seam], "; ".join(form for form in forms if form), True


def _is_seam(name: str, place: int) -> bool:
    """A new cell starts here: no space, and a stop, a change of case or a form's own word.

    `TTg` in "QĐ-TTg" is the one common word that changes case within itself.
    """
    before, here, after = name[place - 1], name[place], name[place + 1 : place + 2]
    if before.isspace() or not here.isalnum():
        return False
    if before in ".;:”)":
        return not (before == "." and name[place - 2 : place - 1].isdigit() and here.isdigit())
    if before.islower() and here.isupper():
        return True
    if before.isupper() and here.isupper() and after.islower():
        return name[place - 1 : place + 2] != "TTg"
    return before.isalnum() and _FORM_WORD.match(name, place) is not None and not here.islower()


def _case(heading: str) -> str | None:
    text = unbulleted(heading)
    if says_nothing(text) or _NO_CASE.fullmatch(fold(text)) or fold(text).startswith("phieu"):
        return None
    return text
