"""Pages of the national portal (dichvucong.gov.vn) read as text, one record a procedure.

Each field is a cell of the page with its table run together; `portal_cells` takes them apart. What cannot
be taken apart is kept as text and flagged. The records carry no date, so `checked_on` may be put beside
the fields; without it the day stands on which the known collection of this shape was read.
"""

import re
from collections.abc import Iterable
from datetime import date

from knowledge.procedures.importer import Importer, Record, Refusal
from knowledge.procedures.portal_cells.fees import read_fees
from knowledge.procedures.portal_cells.papers import read_papers
from knowledge.procedures.portal_cells.prose import clean, flat, lines_of, says_nothing
from knowledge.procedures.portal_cells.references import read_legal, read_results
from knowledge.procedures.portal_cells.times import read_times
from knowledge.procedures.portal_cells.ways import FREE, WayRow, split_ways
from knowledge.procedures.procedure import (
    Certainty,
    Fact,
    FeeFact,
    Filing,
    Flag,
    Level,
    Online,
    Paper,
    Procedure,
    ProcedureCode,
    Source,
    TimeFact,
)
from knowledge.procedures.sensitive import is_about_death, is_sensitive_name
from vietnam.places import find_province
from vietnam.text import fold

COLLECTED_ON = date(2026, 7, 20)
"""Day of the published collection of 2,642 pages in this shape (domain reference §0, source CT)."""

_CODE = re.compile(r"\d\.\d{6}(?:\.[0-9A-Za-z]+)*")
_LEVELS = {
    "Cấp xã": Level.COMMUNE,
    "Cấp tỉnh": Level.PROVINCE,
    "Cấp bộ": Level.MINISTRY,
    "Cơ quan khác": Level.OTHER,
}
_LEAD = re.compile(r"^thủ tục:?\s+", re.IGNORECASE)
_FEE_LAW = re.compile(r"\b(?:muc thu|phi,? (?:va )?le phi|bieu phi|le phi)(?![a-z])")
_PAYING = re.compile(r"\b(?:nop|thu|dong|tra|thanh toan|bien lai)(?: \w+){0,3} (?:phi|le phi)(?![a-z])")
_DISTRICT = re.compile(r"\bcap huyen\b|\b(?:ubnd|uy ban nhan dan|cong an) (?:quan|huyen)\b")
_CASE = re.compile(r"\b(?:truong hop|doi voi|neu|khi|cap moi|cap lai|cap doi|gia han)\b")
_LONGEST_CASE = 200


def read(record: Record, row: int) -> Procedure | Refusal:
    code, name = _cell(record, "ma_thu_tuc").strip(), flat(_cell(record, "ten_thu_tuc"))
    if not _CODE.fullmatch(code):
        return Refusal(row=row, field="ma_thu_tuc", reason=f"not a procedure code: {code[:40]!r}")
    if not name:
        return Refusal(row=row, field="ten_thu_tuc", reason="the procedure has no name")
    checked_on = _checked_on(record)
    if checked_on is None:
        return Refusal(row=row, field="checked_on", reason="not a date in the form 2026-07-20")
    return _procedure(record, ProcedureCode(code), name, _source(record, checked_on))


def _procedure(record: Record, code: ProcedureCode, name: str, source: Source) -> Procedure:
    levels = _levels(_cell(record, "cap_thuc_hien"))
    papers = read_papers(clean(_cell(record, "thanh_phan_ho_so")), source)
    times, fees, online = _ways(record, source)
    return Procedure(
        code=code,
        name=_LEAD.sub("", name)[:1].upper() + _LEAD.sub("", name)[1:],
        official_name=name,
        family=code,
        field=flat(_cell(record, "linh_vuc")),
        level=levels[0] if len(levels) == 1 else Level.OTHER,
        levels=levels,
        subjects=flat(_cell(record, "doi_tuong_thuc_hien")),
        sensitive=is_sensitive_name(name),
        bereavement=is_about_death(name),
        cases=_cases(papers, times),
        offices=_offices(record, levels, source),
        papers=papers,
        times=times,
        fees=fees,
        results=read_results(_cell(record, "ket_qua_xu_ly"), source),
        conditions=_facts(record, "yeu_cau_dieu_kien", source),
        steps=_facts(record, "trinh_tu_thuc_hien", source),
        legal=read_legal(_cell(record, "can_cu_phap_ly"), source),
        online=online,
    )


def _ways(record: Record, source: Source) -> tuple[tuple[TimeFact, ...], tuple[FeeFact, ...], Online | None]:
    """A cell that ends in an open bracket was cut off there: the collection lost its other rows."""
    cell = clean(_cell(record, "cach_thuc_thuc_hien"))
    rows = split_ways(cell)
    if rows is None or cell.endswith("("):
        return (TimeFact(text=flat(cell), source=source, flag=Flag.NOT_SPLIT),), (), None
    free = any(row.fee.stated == FREE for row in rows)
    return (
        read_times(rows, source),
        read_fees(rows, source, told_elsewhere=free and _told_elsewhere(record)),
        _online(rows, source),
    )


def _online(rows: Iterable[WayRow], source: Source) -> Online | None:
    """Known only when the table lists it: a way that is not listed is not thereby impossible."""
    if not any(row.filing is Filing.ONLINE for row in rows):
        return None
    return Online(text="Có thể nộp trực tuyến qua Cổng Dịch vụ công quốc gia", source=source, possible=True)


def _told_elsewhere(record: Record) -> bool:
    """Another cell speaks of a fee to be paid, so that a fee field of 0 does not mean "free"."""
    if _FEE_LAW.search(fold(_cell(record, "can_cu_phap_ly"))):
        return True
    prose = ("trinh_tu_thuc_hien", "yeu_cau_dieu_kien", "thanh_phan_ho_so")
    return any(_PAYING.search(fold(_cell(record, name))) for name in prose)


def _offices(record: Record, levels: tuple[Level, ...], source: Source) -> tuple[Fact, ...]:
    handling, competent = _cell(record, "co_quan_thuc_hien"), _cell(record, "co_quan_co_tham_quyen")
    local = levels != (Level.MINISTRY,)
    facts = []
    if not says_nothing(handling):
        facts.append(Fact(text=flat(handling), source=source, flag=_doubt_of_office(handling, local=local)))
    if not says_nothing(competent) and fold(competent) != fold(handling):
        text = f"Cơ quan có thẩm quyền: {flat(competent)}"
        facts.append(Fact(text=text, source=source, flag=_doubt_of_office(competent, local=local)))
    if not says_nothing(address := _cell(record, "dia_chi_tiep_nhan")):
        facts.append(Fact(text=f"Địa chỉ tiếp nhận: {flat(address)}", source=source))
    return tuple(facts)


def _doubt_of_office(text: str, *, local: bool) -> Flag | None:
    """A district is no office any more (two levels since 1 July 2025, domain reference §1.2); and where
    every province decides, the national page sometimes names the office of one of them."""
    doubtful = _DISTRICT.search(fold(text)) or "_" in text or (local and find_province(text))
    return Flag.NOT_SPLIT if doubtful else None


def _facts(record: Record, field: str, source: Source) -> tuple[Fact, ...]:
    """The lines of a text cell; one that ends in an open bracket was cut off there by the collection."""
    return tuple(
        Fact(text=line, source=source, flag=Flag.NOT_SPLIT if line.endswith("(") else None)
        for line in lines_of(_cell(record, field))
    )


def _cases(papers: Iterable[Paper], times: Iterable[TimeFact]) -> tuple[str, ...]:
    """Headings that tell cases apart; others ("Giấy tờ gửi qua thư điện tử") only group papers."""
    told = (fact.case for fact in (*papers, *times) if fact.case)
    return tuple(
        dict.fromkeys(case for case in told if _CASE.search(fold(case)) and len(case) <= _LONGEST_CASE)
    )


def _levels(cell: str) -> tuple[Level, ...]:
    named = {_LEVELS[name] for part in cell.split(",") if (name := part.strip()) in _LEVELS}
    return tuple(level for level in Level if level in named)


def _source(record: Record, checked_on: date) -> Source:
    return Source(
        title="Cổng Dịch vụ công quốc gia",
        checked_on=checked_on,
        certainty=Certainty.OFFICIAL,
        url=_cell(record, "detail_url").strip() or None,
        decision=_cell(record, "so_quyet_dinh").strip() or None,
    )


def _checked_on(record: Record) -> date | None:
    given = record.get("checked_on")
    if given is None:
        return COLLECTED_ON
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def _cell(record: Record, name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


IMPORTER = Importer(name="portal", recognises=lambda record: "ma_thu_tuc" in record, read=read)
