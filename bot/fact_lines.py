"""Facts of a procedure as lines to read. Pure; nothing is added to what the source says."""

from collections.abc import Iterable

from knowledge.procedures.facts import is_unconfirmed
from knowledge.procedures.procedure import Fact, FeeFact, Filing, LegalBasis, Paper, Source, TimeFact

_FORM_WORDS = ("mẫu", "tờ khai", "đơn", "phiếu")
UNCONFIRMED = "chưa được xác nhận"

_FILINGS = {Filing.COUNTER: "nộp trực tiếp", Filing.ONLINE: "nộp trực tuyến", Filing.POST: "nộp qua bưu điện"}


def line(fact: Fact, *, form: bool = False) -> str:
    """`form`: the paper is told as the form it is filled in on."""
    said = _form(fact) if form and isinstance(fact, Paper) else _said(fact)
    told = f"{said} ({UNCONFIRMED})" if is_unconfirmed(fact) else said
    return f"{fact.case}: {told}" if fact.case else told


def lines(facts: Iterable[Fact], *, form: bool = False) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line(fact, form=form) for fact in facts))


def sources(all_sources: Iterable[Source]) -> str:
    """Titles, each once, with the decision that published the facts."""
    told = (f"{s.title} ({s.decision})" if s.decision else s.title for s in all_sources)
    return "; ".join(dict.fromkeys(told))


def _said(fact: Fact) -> str:
    match fact:
        case Paper():
            notes = _paper_notes(fact)
            return f"{fact.text} ({', '.join(notes)})" if notes else fact.text
        case TimeFact() | FeeFact():
            return _by_filing(fact)
        case LegalBasis():
            return (
                f"{fact.text} ({fact.number})" if fact.text and fact.number not in fact.text else fact.number
            )
        case _:
            return fact.text


def _paper_notes(paper: Paper) -> list[str]:
    notes = []
    if paper.form and paper.form not in paper.text:
        notes.append(paper.form if paper.form.lower().startswith(_FORM_WORDS) else f"mẫu {paper.form}")
    if paper.originals:
        notes.append(f"{paper.originals} bản chính")
    if paper.copies:
        notes.append(f"{paper.copies} bản sao")
    if paper.shown_only:
        notes.append("chỉ xuất trình")
    if paper.in_population_database and "cơ sở dữ liệu" not in paper.text:
        notes.append("đã có trong cơ sở dữ liệu thì không phải nộp")
    return notes


def _by_filing(fact: TimeFact | FeeFact) -> str:
    """The way of filing is told where the text does not tell it already."""
    missing = [_FILINGS[way] for way in fact.filing if _FILINGS[way] not in fact.text.lower()]
    if not missing or len(missing) < len(fact.filing):
        return fact.text
    return f"{', '.join(missing).capitalize()}: {fact.text}"


def _form(paper: Paper) -> str:
    if paper.form is None or paper.form in paper.text:
        return paper.text
    return f"{paper.form} – {paper.text}"
