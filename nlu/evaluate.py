"""How well messages are understood: the figures of the understanding contract, over labelled messages."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nlu.meaning import Context, Meaning
from nlu.parse import context_of

Understand = Callable[[str, Context], Meaning]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A labelled message. `entities`: pairs of name and value."""

    text: str
    intents: tuple[str, ...]
    procedures: frozenset[str]
    entities: tuple[tuple[str, str], ...]
    style: str
    context: Context


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A case with what was understood, and how long that took."""

    case: Case
    meaning: Meaning
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Shares from 0 to 1. `direct`: of the messages about a procedure, those answered without asking;
    `direct_wrong`: of these, the wrong ones. Procedure figures are over messages that mean one."""

    messages: int
    exact: float
    macro_f1: float
    entity_f1: float
    procedure_messages: int
    procedure_top1: float
    procedure_top3: float
    procedure_mrr: float
    direct: float
    direct_wrong: float
    asked_right: float
    unclear: float


@dataclass(frozen=True, kw_only=True)
class Latency:
    """Milliseconds a message."""

    p50: float
    p95: float
    p99: float
    longest: float


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    overall: Scores
    by_style: dict[str, Scores]
    latency: Latency
    intent_f1: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def case_of(row: dict[str, Any]) -> Case:
    """From one object of an evaluation file; raises KeyError or ValueError on another shape."""
    entities = row.get("entities") or {}
    return Case(
        text=str(row["text"]),
        intents=tuple(map(str, row["intents"])),
        procedures=frozenset(map(str, row.get("procedures") or ())),
        entities=tuple(
            (str(name), str(value))
            for name, given in sorted(entities.items())
            for value in (given if isinstance(given, list) else [given])
        ),
        style=str(row.get("style") or ""),
        context=context_of(row),
    )


def evaluate(
    understand: Understand, cases: Iterable[Case], clock: Callable[[], float] = time.perf_counter
) -> Evaluation:
    """Every case through `understand`, one after the other."""
    seen = [_seen(understand, case, clock) for case in cases]
    styles = sorted({one.case.style for one in seen if one.case.style})
    return Evaluation(
        overall=score(seen),
        by_style={style: score([one for one in seen if one.case.style == style]) for style in styles},
        latency=_latency([one.seconds * 1_000 for one in seen]),
        intent_f1=_intent_f1(seen),
    )


def score(seen: Sequence[Seen]) -> Scores:
    about = [one for one in seen if one.case.procedures]
    direct = [one for one in about if one.meaning.procedure_clear]
    asked = [one for one in about if not one.meaning.procedure_clear and one.meaning.options]
    intents = _intent_f1(seen)
    return Scores(
        messages=len(seen),
        exact=_share(_intents(one) == one.case.intents for one in seen),
        macro_f1=sum(intents.values()) / len(intents) if intents else 0.0,
        entity_f1=_entity_f1(seen),
        procedure_messages=len(about),
        procedure_top1=_share(_place(one) == 1 for one in about),
        procedure_top3=_share(1 <= _place(one) <= 3 for one in about),
        procedure_mrr=sum(1 / place for one in about if (place := _place(one))) / len(about)
        if about
        else 0.0,
        direct=len(direct) / len(about) if about else 0.0,
        direct_wrong=_share(_place(one) != 1 for one in direct),
        asked_right=_share(bool(one.case.procedures & set(one.meaning.options)) for one in asked),
        unclear=_share(not one.meaning.clear for one in seen),
    )


def _seen(understand: Understand, case: Case, clock: Callable[[], float]) -> Seen:
    start = clock()
    meaning = understand(case.text, case.context)
    return Seen(case=case, meaning=meaning, seconds=clock() - start)


def _intents(one: Seen) -> tuple[str, ...]:
    return tuple(guess.name.value for guess in one.meaning.intents)


def _place(one: Seen) -> int:
    """Rank of the first right procedure, from 1; 0: not among them."""
    ranks = (at for at, guess in enumerate(one.meaning.procedures, 1) if guess.code in one.case.procedures)
    return next(ranks, 0)


def _intent_f1(seen: Sequence[Seen]) -> dict[str, float]:
    """For each intent that a case carries."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for one in seen:
        expected, found = set(one.case.intents), set(_intents(one))
        right.update(expected & found)
        wanted.update(expected)
        given.update(found)
    return {name: 2 * right[name] / (wanted[name] + given[name]) for name in sorted(wanted)}


def _entity_f1(seen: Sequence[Seen]) -> float:
    """Micro F1 over name and value; 1.0 where there is nothing to find and nothing was found."""
    right = wanted = given = 0
    for one in seen:
        expected = Counter(one.case.entities)
        found = Counter((entity.name.value, str(entity.value)) for entity in one.meaning.entities)
        right += (expected & found).total()
        wanted += expected.total()
        given += found.total()
    return 2 * right / (wanted + given) if wanted + given else 1.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _share(marks: Iterable[bool]) -> float:
    listed = list(marks)
    return sum(listed) / len(listed) if listed else 0.0


def _latency(milliseconds: Sequence[float]) -> Latency:
    ordered = sorted(milliseconds) or [0.0]

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)

    return Latency(p50=at(0.50), p95=at(0.95), p99=at(0.99), longest=round(ordered[-1], 3))
