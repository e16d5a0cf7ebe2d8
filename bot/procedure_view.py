"""One side of a procedure as paragraphs: what may be said, what is unclear, where it stands and since when.
Pure; which facts may be asserted is decided in knowledge.procedures.facts."""

from dataclasses import dataclass

from bot import fact_lines
from bot.reply import Say, Value
from knowledge.procedures.facts import Answer, Facet, answer, is_unconfirmed, raw_text
from knowledge.procedures.procedure import Fact, Procedure, Source

MOST_UNCLEAR = 3
MANY = 5
"""Facts that differ by case are listed up to here; more of them, and the assistant asks for the case."""
_GLANCE = {Facet.PLACE: "glance_place", Facet.TIME: "glance_time", Facet.FEE: "glance_fee"}
MOST_AT_A_GLANCE = 2


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked about, and whom to name for what is not known."""

    procedure: Procedure
    facet: Facet
    hotline: str
    case: str | None = None

    def say(self, wording: str, **values: Value) -> Say:
        common = {"procedure": self.procedure.name, "hotline": self.hotline}
        return Say(wording=f"procedure.{wording}", values={**common, **values})


def cases_to_ask(asked: Asked) -> tuple[str, ...]:
    """The cases to choose from first; () when the facts can be told at once."""
    found = answer(asked.procedure, asked.facet, asked.case)
    if asked.case is not None or len(found.cases) < 2 or len(found.said) <= MANY:
        return ()
    return found.cases


def paragraphs(asked: Asked) -> tuple[Say, ...]:
    found = answer(asked.procedure, asked.facet, asked.case)
    if found.nothing_known:
        return (asked.say(f"unknown_{asked.facet}"),)
    glance = _glance(asked) if asked.facet is Facet.OVERVIEW else ()
    said = (*found.said, *(fact for _, fact in glance))
    return (
        *_said(asked, found),
        *(asked.say(wording, text=fact_lines.line(fact)) for wording, fact in glance),
        *_unclear(asked, found),
        *_sources(asked, found, said),
    )


def _said(asked: Asked, found: Answer) -> tuple[Say, ...]:
    if not found.said:
        return (asked.say(f"only_unclear_{asked.facet}"),)
    case = () if asked.case is None else (asked.say("case", case=asked.case),)
    told = fact_lines.lines(found.said, form=asked.facet is Facet.FORM)
    return (asked.say(asked.facet, lines=told), *case)


def _unclear(asked: Asked, found: Answer) -> tuple[Say, ...]:
    """The source's own words, marked as unclear: nobody should act on them without asking."""
    raw = tuple(dict.fromkeys(text for fact in found.unclear if (text := raw_text(fact))))
    if not raw:
        return ()
    return (asked.say("unclear", lines=raw[:MOST_UNCLEAR]),)


def _sources(asked: Asked, found: Answer, said: tuple[Fact, ...]) -> tuple[Say, ...]:
    sources: tuple[Source, ...] = tuple(dict.fromkeys(fact.source for fact in said)) or found.sources
    checked = min(source.checked_on for source in sources)
    titles = "; ".join(dict.fromkeys(source.title for source in sources))
    ending = (asked.say("source", source=fact_lines.sources(sources), title=titles, checked=checked),)
    return (asked.say("unconfirmed"), *ending) if any(map(is_unconfirmed, said)) else ending


def _glance(asked: Asked) -> tuple[tuple[str, Fact], ...]:
    """Beside the steps: where, how long, how much, as far as that is one short thing."""
    found = {facet: answer(asked.procedure, facet).said for facet in _GLANCE}
    return tuple(
        (_GLANCE[facet], fact)
        for facet, facts in found.items()
        if len(facts) <= MOST_AT_A_GLANCE
        for fact in facts
    )
