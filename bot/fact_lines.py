"""Facts of a procedure as lines to read. Pure; nothing is added to what the source says."""

import re
from collections.abc import Iterable

from knowledge.procedures.facts import is_unconfirmed
from knowledge.procedures.procedure import Fact, FeeFact, Filing, LegalBasis, Paper, Source, TimeFact
from vietnam.text import fold

UNCONFIRMED = "chưa được xác nhận"

_FORM_WORDS = ("mẫu", "tờ khai", "đơn", "phiếu")
_FILINGS = {Filing.COUNTER: "nộp trực tiếp", Filing.ONLINE: "nộp trực tuyến", Filing.POST: "nộp qua bưu điện"}
_INTERACTIVE = re.compile(r"\bmẫu (?:hộ tịch )?điện tử tương tác\b", re.IGNORECASE)
"""The portal's name for the form that is filled in on its page."""
_WORD = re.compile(r"[a-z0-9]+")
_SAME_WORDS = 0.75
"""Share of a form's name from which the paper's own name already tells it."""


def line(fact: Fact, *, form: bool = False, marked: bool = True, case: str | None = None) -> str:
    """`form`: the paper is told as the form it is filled in on. `marked`: what is not confirmed says so.
    `case`: the one that is talked about already, so that the line does not name it again."""
    said = _form(fact) if form and isinstance(fact, Paper) else _said(fact)
    told = said if fact.case == case else in_case(said, fact)
    return f"{told} ({UNCONFIRMED})" if marked and is_unconfirmed(fact) else told


def lines(
    facts: Iterable[Fact], *, form: bool = False, marked: bool = True, case: str | None = None
) -> tuple[str, ...]:
    told = (line(fact, form=form, marked=marked, case=case) for fact in facts)
    return tuple(dict.fromkeys(told))


def sources(all_sources: Iterable[Source]) -> str:
    """Titles, each once, with the decision that published the facts."""
    told = (f"{s.told} ({s.decision})" if s.decision else s.told for s in all_sources)
    return "; ".join(dict.fromkeys(told))


def in_case(said: str, fact: Fact) -> str:
    """The case before the words, unless they name it themselves; a mere "Nếu có" behind them."""
    case = fact.case
    if not case or _names_case(said, case, strictly=isinstance(fact, Paper)):
        return said
    if fold(case).startswith("neu "):
        return f"{said} ({case[0].lower()}{case[1:]})"
    return f"{case}: {said}"


def _names_case(said: str, case: str, *, strictly: bool) -> bool:
    """`strictly`: as the condition it is. A paper that only speaks of the case would seem everybody's."""
    if not strictly:
        return f" {_words(case)} " in f" {_words(said)} "
    return bool(re.search(rf"(?:^|\(|\bneu |\bkhi ){re.escape(fold(case))}\b", fold(said)))


def plain(text: str) -> str:
    """Without the portal's own word for its forms."""
    return _INTERACTIVE.sub("mẫu điện tử điền trên cổng", text)


def tells(text: str, form: str) -> bool:
    """Whether the paper's own words name the form already."""
    if form in text or _INTERACTIVE.search(form):
        return True
    words, known = _WORD.findall(fold(form)), set(_WORD.findall(fold(text)))
    digits = any(word.isdigit() for word in words)
    return not digits and sum(word in known for word in words) >= _SAME_WORDS * len(words)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _said(fact: Fact) -> str:
    match fact:
        case Paper():
            notes = _paper_notes(fact)
            text = plain(fact.text)
            return f"{text} ({', '.join(notes)})" if notes else text
        case TimeFact() | FeeFact():
            return by_filing(fact)
        case LegalBasis():
            return (
                f"{fact.text} ({fact.number})" if fact.text and fact.number not in fact.text else fact.number
            )
        case _:
            return fact.text


def _paper_notes(paper: Paper) -> list[str]:
    notes = []
    if paper.form and not tells(paper.text, paper.form):
        notes.append(named_form(paper.form))
    if paper.shown_only:
        return [*notes, "mang theo để xem, không phải nộp"]
    if paper.originals:
        notes.append(f"{paper.originals} bản chính")
    if paper.copies and not (paper.copies == 1 and fold(paper.text).startswith("ban sao")):
        notes.append(f"{paper.copies} bản sao")
    if paper.in_population_database and "phải nộp" not in paper.text and "cơ sở dữ liệu" not in paper.text:
        notes.append("đã có trong cơ sở dữ liệu thì không phải nộp")
    return notes


def named_form(form: str) -> str:
    """ "CT01" is said to be a form; "Mẫu số 18", "Tờ khai …" say so themselves."""
    return form[0].lower() + form[1:] if form.lower().startswith(_FORM_WORDS) else f"mẫu {form}"


def by_filing(fact: TimeFact | FeeFact) -> str:
    """The way of filing is told where the text does not tell it already."""
    missing = [_FILINGS[way] for way in fact.filing if _FILINGS[way] not in fact.text.lower()]
    if not missing or len(missing) < len(fact.filing):
        return fact.text
    return f"{', '.join(missing).capitalize()}: {fact.text}"


def _form(paper: Paper) -> str:
    text = plain(paper.text)
    if paper.form is None or tells(paper.text, paper.form):
        return text
    return f"{paper.form} – {text}"
