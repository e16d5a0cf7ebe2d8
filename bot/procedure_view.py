"""One side of a procedure as paragraphs: what may be said, what is unclear, where it stands and since when.
Pure; which facts may be asserted is decided in knowledge.procedures.facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import fact_lines, short_lines
from bot.amount import Amounts, totals
from bot.glance import glances
from bot.reply import Say, Value
from knowledge.procedures.facts import Answer, Facet, answer, is_unconfirmed, raw_text, told_sum
from knowledge.procedures.procedure import Fact, FeeFact, Paper, Procedure, Source
from vietnam.sms import fold_sms

MOST_UNCLEAR = 3
MANY = 5
"""Facts that differ by case are listed up to here; more of them, and the assistant asks for the case."""
SMS_ROOM = 440
"""Septets of three segments, less what joins the sentences."""
_AROUND_PAPERS = len(
    ", giay to: . Con 10 giay theo truong hop rieng: xem dichvucong.gov.vn. Nguon: , 20/07/2026."
)
_HEDGE = len("Phan chua xac nhan: hoi lai 0255 000 0012. ")
_OTHERS_NAME = "Tổ chức (không bao gồm doanh nghiệp, HTX)"
"""The portal's name in the cell of subjects; people read of bodies beside companies."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked about, and whom to name for what is not known. `wants_sum`: how much a benefit pays.
    `amounts`: how many of something the fee is asked for."""

    procedure: Procedure
    facet: Facet
    hotline: str
    case: str | None = None
    wants_sum: bool = False
    amounts: Amounts | None = None

    def say(self, wording: str, **values: Value) -> Say:
        common = {"procedure": self.procedure.name, "hotline": self.hotline}
        return Say(wording=f"procedure.{wording}", values={**common, **values})


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """Paragraphs, and the facts that stand in them: in a chat, and in the shorter SMS."""

    says: tuple[Say, ...]
    chat: tuple[Fact, ...]
    sms: tuple[Fact, ...]


def cases_to_ask(asked: Asked) -> tuple[str, ...]:
    """The cases to choose from first; () when the facts can be told at once."""
    found = answer(asked.procedure, asked.facet, asked.case)
    if asked.wants_sum or asked.case is not None or len(found.cases) < 2 or len(found.said) <= MANY:
        return ()
    return found.cases


def paragraphs(asked: Asked) -> tuple[Say, ...]:
    if asked.wants_sum:
        return _sum(asked)
    found = answer(asked.procedure, asked.facet, asked.case)
    if found.nothing_known:
        return (*_near(asked), asked.say(f"unknown_{asked.facet}"))
    shown = _shown(asked, found)
    return (*shown.says, *_unclear(asked, found), *_ending(asked, shown, found.sources))


def _near(asked: Asked) -> tuple[Say, ...]:
    """Conditions that nobody wrote down: at least for whom the procedure is."""
    subjects = asked.procedure.subjects.replace(_OTHERS_NAME, "Tổ chức khác")
    if asked.facet is not Facet.CONDITIONS or not subjects:
        return ()
    return (asked.say("subjects", text=", ".join(_lower(one) for one in subjects.split(", "))),)


def _shown(asked: Asked, found: Answer) -> _Shown:
    if asked.facet is Facet.OVERVIEW:
        return _overview(asked, found)
    if not found.said:
        return _Shown(says=(asked.say(f"only_unclear_{asked.facet}"),), chat=(), sms=())
    if asked.facet is Facet.PAPERS:
        return _papers(asked, tuple(fact for fact in found.said if isinstance(fact, Paper)))
    return _list(asked, found)


def _overview(asked: Asked, found: Answer) -> _Shown:
    """The steps, and where, how long, how much; an SMS has room for the latter only."""
    steps_confirmed = _confirmed(found.said) == "none"
    seen = glances(asked.procedure, marked=steps_confirmed)
    sms = tuple(fact for one in seen for fact in one.in_sms)
    chat = (*found.said, *(fact for one in seen for fact in one.facts))
    told = fact_lines.lines(found.said, marked=_confirmed(chat) == "some")
    first = asked.say("overview", lines=told) if told else asked.say("only_unclear_overview")
    return _Shown(says=(first, *(asked.say(one.wording, **one.values) for one in seen)), chat=chat, sms=sms)


def _list(asked: Asked, found: Answer) -> _Shown:
    """One line a fact; marks of what is not confirmed only beside facts that are."""
    mixed = _confirmed(found.said) == "some"
    told = fact_lines.lines(found.said, form=asked.facet is Facet.FORM, marked=mixed, case=asked.case)
    short = short_lines.lines(found.said, marked=mixed, case=asked.case)
    says = [*_counted(asked, found), asked.say(asked.facet, lines=told, short=short), *_case(asked)]
    if asked.facet is Facet.FEE and asked.procedure.benefit:
        says.append(asked.say("fee_not_sum"))
    return _Shown(says=tuple(says), chat=found.said, sms=found.said)


def _counted(asked: Asked, found: Answer) -> tuple[Say, ...]:
    """What so many cost; where the fee is not paid by that unit, that it is not."""
    if asked.amounts is None or asked.facet is not Facet.FEE or asked.procedure.benefit:
        return ()
    lines = tuple(_marked(line, fee) for line, fee in totals(found.said, asked.amounts))
    by_page = any(isinstance(fee, FeeFact) and fee.per == "trang" for fee in found.said)
    wording = "fee_counted" if lines else "fee_needs_pages" if by_page else "fee_not_counted"
    return (asked.say(wording, count=asked.amounts.told, lines=lines, short=lines),)


def _marked(line: str, fee: Fact) -> str:
    return f"{line} ({fact_lines.UNCONFIRMED})" if is_unconfirmed(fee) else line


def _papers(asked: Asked, papers: Sequence[Paper]) -> _Shown:
    mixed = _confirmed(papers) == "some"
    told = fact_lines.lines(papers, marked=mixed, case=asked.case)
    fitted = short_lines.fit(papers, _room(asked, papers), marked=mixed, case=asked.case)
    says = [asked.say("papers", lines=told, short=fitted.lines), *_case(asked)]
    if fitted.left:
        wording = "papers_left_needed" if fitted.left_needed else "papers_left"
        says.append(asked.say(wording, count=fitted.left))
    return _Shown(says=tuple(says), chat=tuple(papers), sms=fitted.kept)


def _room(asked: Asked, papers: Sequence[Paper]) -> int:
    """Septets of an SMS that are left for the papers themselves."""
    titles = short_lines.titles(paper.source for paper in papers)
    hedge = _HEDGE if any(map(is_unconfirmed, papers)) else 0
    case = len(f"Truong hop: {asked.case}. ") if asked.case else 0
    return SMS_ROOM - _AROUND_PAPERS - len(fold_sms(asked.procedure.name + titles)) - hedge - case


def _case(asked: Asked) -> tuple[Say, ...]:
    return () if asked.case is None else (asked.say("case", case=asked.case),)


def _unclear(asked: Asked, found: Answer) -> tuple[Say, ...]:
    """The source's own words, marked as unclear: nobody should act on them without asking."""
    raw = tuple(dict.fromkeys(text for fact in found.unclear if (text := raw_text(fact))))
    if not raw:
        return ()
    topics = tuple(dict.fromkeys(text for fact in found.unclear if (text := short_lines.topic(fact))))
    wording = "unclear_fee" if asked.facet is Facet.FEE else "unclear"
    return (asked.say(wording, lines=raw[:MOST_UNCLEAR], short=topics[:MOST_UNCLEAR] or raw[:1]),)


def _ending(asked: Asked, shown: _Shown, others: tuple[Source, ...]) -> tuple[Say, ...]:
    """Whether it is confirmed, said once; where it was read and when."""
    chat, sms = _confirmed(shown.chat), _confirmed(shown.sms)
    doubt = () if chat == "none" else (asked.say(f"unconfirmed_{chat}_{sms}"),)
    sources = _sources(shown.chat) or others
    titles = short_lines.titles(_sources(shown.sms) or sources)
    checked = min(source.checked_on for source in sources)
    ending = asked.say("source", source=fact_lines.sources(sources), title=titles, checked=checked)
    return (*doubt, ending)


def _confirmed(facts: Iterable[Fact]) -> str:
    """How many of the facts are not confirmed: `none`, `some`, `all`."""
    doubtful = [is_unconfirmed(fact) for fact in facts]
    return "none" if not any(doubtful) else "all" if all(doubtful) else "some"


def _sources(facts: Iterable[Fact]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(fact.source for fact in facts))


def _sum(asked: Asked) -> tuple[Say, ...]:
    """How much a benefit pays: what the sources tell of it, else that they do not, and whom to ask."""
    told = told_sum(asked.procedure)
    if told:
        lines = fact_lines.lines(told, marked=False)
        says = (asked.say("sum", lines=lines, short=short_lines.lines(told, marked=False)),)
        return (*says, *_ending(asked, _Shown(says=says, chat=told, sms=told), ()))
    offices = answer(asked.procedure, Facet.PLACE).said
    if not offices:
        return (asked.say("sum_unknown"),)
    return (asked.say("sum_ask", text=short_lines.line(offices[0], marked=False, asides=False)),)


def _lower(text: str) -> str:
    """As it stands within a sentence; "UBND" keeps its letters."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
