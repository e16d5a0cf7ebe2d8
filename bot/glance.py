"""Where, how long, how much, in the fewest words: what stands beside the steps, and alone on SMS. Pure."""

import re
from dataclasses import dataclass, field

from bot import fact_lines, short_lines
from bot.reply import Value
from knowledge.procedures.facts import Answer, Facet, answer, is_unconfirmed
from knowledge.procedures.procedure import Fact, Procedure

SIDES = (Facet.PLACE, Facet.TIME, Facet.FEE)
MOST = 2
"""Facts of one side; more of them differ by case, and only asking for that side tells which holds."""
MOST_SHORT = 85
"""Characters of one side in an SMS: three sides, name and source then stay within two segments."""
BY_CASE = "còn tùy trường hợp"
OTHERWISE = "trường hợp khác"
_LABELS = re.compile(r"(?:nộp tại |thời hạn:? |lệ phí (?=\d|theo\b))", re.IGNORECASE)
"""What the label in front says already."""


@dataclass(frozen=True, kw_only=True)
class Glance:
    """`wording` under procedure.*; the facts that stand in it, in a chat and in an SMS."""

    wording: str
    values: dict[str, Value] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    in_sms: tuple[Fact, ...] = ()


def glances(procedure: Procedure, *, marked: bool) -> tuple[Glance, ...]:
    """One for each side, known or not: that something is not known is worth knowing too.

    What is not confirmed is marked beside what is; `marked`: also when nothing here is confirmed."""
    every = [is_unconfirmed(fact) for side in SIDES for fact in _told(answer(procedure, side))]
    return tuple(_glance(procedure, side, marked or not all(every), not all(every)) for side in SIDES)


def _told(found: Answer) -> tuple[Fact, ...]:
    return found.said if len(found.said) <= MOST else ()


def _glance(procedure: Procedure, side: Facet, marked: bool, marked_short: bool) -> Glance:
    found = answer(procedure, side)
    if not found.said:
        return Glance(wording=f"glance_{side}_unknown")
    if not _told(found):
        return Glance(wording=f"glance_{side}_by_case")
    open_ends = dict.fromkeys(f"{_open_end(fact)}: chưa rõ" for fact in found.unclear)
    told = [_after_label(fact_lines.line(fact, marked=marked)) for fact in found.said]
    short, facts = _short(side, found.said, marked_short)
    values: dict[str, Value] = {
        "text": "; ".join((*dict.fromkeys(told), *open_ends)),
        "short": "; ".join((*short, *open_ends)),
    }
    return Glance(wording=f"glance_{side}", values=values, facts=found.said, in_sms=facts)


def _short(side: Facet, facts: tuple[Fact, ...], marked: bool) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """What an SMS has room for, and the facts in it; that there is more is said."""
    for asides in (True, False):
        told = {_after_label(short_lines.line(fact, marked=marked, asides=asides)): fact for fact in facts}
        if sum(map(len, told)) <= MOST_SHORT:
            return tuple(told), tuple(told.values())
    first, fact = next(iter(told.items()))
    if side is Facet.PLACE and len(first) > MOST_SHORT:
        first = first.partition(";")[0]
    return ((first,) if len(told) == 1 else (first, BY_CASE)), (fact,)


def _open_end(fact: Fact) -> str:
    topic = short_lines.topic(fact)
    return topic if topic and not topic.startswith("Cổng ghi") else OTHERWISE


def _after_label(told: str) -> str:
    return _LABELS.sub("", told, count=1) if _LABELS.match(told) else told
