"""What may be said about one side of a procedure, and what is only kept because it is unclear. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.procedures.procedure import Certainty, Fact, FeeFact, FeeKind, Flag, Paper, Procedure, Source
from vietnam.text import fold


class Facet(StrEnum):
    """The sides of a procedure that citizens ask about."""

    OVERVIEW = "overview"
    PAPERS = "papers"
    FEE = "fee"
    TIME = "time"
    PLACE = "place"
    ONLINE = "online"
    FORM = "form"
    CONDITIONS = "conditions"
    LEGAL = "legal"
    RESULT = "result"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`said` may be asserted; `unclear` is flagged text for a person to read, never a value.

    `sources` are those of what is said (of what is unclear, when nothing can be said), each once.
    `cases`: those of the procedure that the facts differ by, so that the assistant can ask which it is.
    """

    facet: Facet
    said: tuple[Fact, ...] = ()
    unclear: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def nothing_known(self) -> bool:
        return not self.said and not self.unclear

    @property
    def unconfirmed(self) -> bool:
        """Something that is said has not been confirmed: the reply must tell ("chưa được xác nhận")."""
        return any(is_unconfirmed(fact) for fact in self.said)

    @property
    def checked_on(self) -> date | None:
        """The oldest day on which a source was read: how old the answer may be."""
        return min((source.checked_on for source in self.sources), default=None)


def answer(procedure: Procedure, facet: Facet, case: str | None = None) -> Answer:
    """The facts of one facet. With a `case` (one of `procedure.cases`) the other cases' facts are left out;
    a fact whose `case` is a circumstance of its own ("Khi ủy quyền") stays, since it may still apply."""
    facts = _facts(procedure, facet)
    others = {known for known in procedure.cases if case is not None and fold(known) != fold(case)}
    told = tuple(fact for fact in facts if fact.case not in others)
    said = tuple(fact for fact in told if may_be_said(fact))
    unclear = tuple(fact for fact in told if not may_be_said(fact))
    return Answer(
        facet=facet,
        said=said,
        unclear=unclear,
        sources=tuple(dict.fromkeys(fact.source for fact in said or unclear)),
        cases=tuple(known for known in procedure.cases if any(fact.case == known for fact in facts)),
    )


def may_be_said(fact: Fact) -> bool:
    """A fact with a flag is never asserted, and "free" only where nothing beside it speaks of a fee.

    The rules of the domain reference §0 (traps 5 to 7) hold here once more for facts that come
    without a flag: a hand-written file or another system's export may have missed them.
    """
    if fact.flag is not None or not (fact.text or getattr(fact, "number", "")):
        return False
    if isinstance(fact, FeeFact):
        return _fee_may_be_said(fact)
    return not _BARE_NUMBER.fullmatch(fact.text.strip())


def raw_text(fact: Fact) -> str:
    """What of an unclear fact a person may be shown: never "Miễn phí" or a bare number on its own."""
    if fact.flag is Flag.FREE_BESIDE_NOTE or isinstance(fact, FeeFact):
        shown = _FREE_LEAD.sub("", fact.text).strip()
        if shown.startswith("(") and shown.endswith(")"):
            shown = shown[1:-1].strip()
        return "" if _BARE_NUMBER.fullmatch(shown) else shown
    return "" if _BARE_NUMBER.fullmatch(fact.text.strip()) else fact.text


def is_unconfirmed(fact: Fact) -> bool:
    return fact.source.certainty is Certainty.UNVERIFIED


def in_order(procedure: Procedure) -> tuple[Paper, ...]:
    """The papers by who needs them: everybody; one case of the procedure; a circumstance of one's own;
    whoever files online, which replaces a paper that stands before. Else as the source lists them."""
    return tuple(sorted(procedure.papers, key=lambda paper: _rank(paper, procedure.cases)))


def for_everybody(paper: Paper) -> bool:
    """Nobody's dossier is whole without it."""
    return paper.required and paper.case is None


def _rank(paper: Paper, cases: Sequence[str]) -> int:
    if for_everybody(paper):
        return 0
    if paper.case in cases or (paper.required and paper.case is not None):
        return 1
    return 3 if _ONLINE_ONLY.match(fold(paper.case or "")) else 2


def told_sum(procedure: Procedure) -> tuple[Fact, ...]:
    """What the notes of a benefit say of the sum that is paid; () where the sources do not tell it."""
    if not procedure.benefit:
        return ()
    return tuple(note for note in procedure.notes if may_be_said(note) and _SUM.match(fold(note.text)))


_ONLINE_ONLY = re.compile(r"(?:khi )?nop (?:truc tuyen|qua mang)\b")
_SUM = re.compile(r"muc (?:huong|tro cap|ho tro)\b(?=.*\d)")
_BARE_NUMBER = re.compile(r"[\d\s.,;]*")
_FREE_LEAD = re.compile(r"^(?:miễn phí|miễn lệ phí)\b\s*", re.IGNORECASE)
_FREE = re.compile(r"\b(?:mien phi|mien le phi|khong mat phi|khong thu)\b")
_MONEY = re.compile(r"[1-9][\d.,]* ?(?:nghin|trieu|ngan)? ?(?:dong|vnd|d)\b")


def _fee_may_be_said(fee: FeeFact) -> bool:
    folded = fold(fee.text)
    if fee.kind is FeeKind.AMOUNT:
        return not _BARE_NUMBER.fullmatch(fee.text.strip())
    if fee.kind is FeeKind.EXEMPT:
        return not _MONEY.search(folded)
    return not _FREE.match(folded) and not _BARE_NUMBER.fullmatch(folded)


def _facts(procedure: Procedure, facet: Facet) -> Sequence[Fact]:
    match facet:
        case Facet.PAPERS:
            return in_order(procedure)
        case Facet.FEE:
            return procedure.fees
        case Facet.TIME:
            return procedure.times
        case Facet.PLACE:
            return procedure.offices
        case Facet.ONLINE:
            return (procedure.online,) if procedure.online and procedure.online.possible is not None else ()
        case Facet.FORM:
            return tuple(paper for paper in in_order(procedure) if paper.form)
        case Facet.CONDITIONS:
            return procedure.conditions
        case Facet.LEGAL:
            return procedure.legal
        case Facet.RESULT:
            return procedure.results
        case Facet.OVERVIEW:
            return (*procedure.steps, *procedure.notes) or procedure.results
