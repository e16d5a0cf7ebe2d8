"""How well messages are understood: the figures of the understanding contract, over labelled messages."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from nlu.judging.by_label import Confusion, LabelScores, by_entity, by_intent, confusions, micro_f1
from nlu.judging.certainty import Certainty, of_intents, of_procedures
from nlu.judging.labelled import Case, Seen
from nlu.meaning import Context, IntentName, Meaning

Understand = Callable[[str, Context], Meaning]
NONSENSE: Final = (IntentName.OUT_OF_SCOPE.value,)


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Shares from 0 to 1. `direct`: of the messages about a procedure, those answered without asking;
    `direct_wrong`: of these, the wrong ones; `procedure_asked`: messages asked back about with choices,
    `asked_right`: of these, those with the right one. Procedure figures are over messages that mean one.
    `entities`: how many were labelled or found; without any, `entity_f1` says nothing."""

    messages: int
    exact: float
    macro_f1: float
    entity_f1: float
    entities: int
    procedure_messages: int
    procedure_top1: float
    procedure_top3: float
    procedure_mrr: float
    direct: float
    direct_wrong: float
    procedure_asked: int
    asked_right: float
    unclear: float


@dataclass(frozen=True, kw_only=True)
class Share:
    """`share` from 0 to 1 of `messages`."""

    share: float
    messages: int


@dataclass(frozen=True, kw_only=True)
class Hard:
    """`several`: messages with several intents, all found in their order; `several_any_order`: all found.
    `follow_ups`: messages whose topic the talk knows, intents (and procedure, where one is meant) right.
    `nonsense_taken`: messages out of scope that were taken for a request without asking."""

    several: Share
    several_any_order: Share
    follow_ups: Share
    nonsense_taken: Share


@dataclass(frozen=True, kw_only=True)
class Latency:
    """Milliseconds a message."""

    p50: float
    p95: float
    p99: float
    longest: float


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """`by_group`: the scores by accents, length and author."""

    overall: Scores
    by_style: dict[str, Scores]
    by_group: dict[str, Scores]
    latency: Latency
    intents: dict[str, LabelScores]
    entities: dict[str, LabelScores]
    confusions: tuple[Confusion, ...]
    hard: Hard
    intent_certainty: Certainty
    procedure_certainty: Certainty

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def see(
    understand: Understand, cases: Iterable[Case], clock: Callable[[], float] = time.perf_counter
) -> list[Seen]:
    """Every case through `understand`, one after the other."""
    seen = []
    for case in cases:
        start = clock()
        meaning = understand(case.text, case.context)
        seen.append(Seen(case=case, meaning=meaning, seconds=clock() - start))
    return seen


def evaluate(
    understand: Understand, cases: Iterable[Case], clock: Callable[[], float] = time.perf_counter
) -> Evaluation:
    return judge(see(understand, cases, clock))


def judge(seen: Sequence[Seen]) -> Evaluation:
    styles = sorted({one.case.style for one in seen if one.case.style})
    groups = sorted({group for one in seen for group in one.case.groups})
    return Evaluation(
        overall=score(seen),
        by_style={style: score([one for one in seen if one.case.style == style]) for style in styles},
        by_group={group: score([one for one in seen if group in one.case.groups]) for group in groups},
        latency=_latency([one.seconds * 1_000 for one in seen]),
        intents=by_intent(seen),
        entities=by_entity(seen),
        confusions=confusions(seen),
        hard=_hard(seen),
        intent_certainty=of_intents(seen),
        procedure_certainty=of_procedures(seen),
    )


def score(seen: Sequence[Seen]) -> Scores:
    about = [one for one in seen if one.case.procedures]
    direct = [one for one in about if one.meaning.procedure_clear]
    asked = [one for one in about if one.asked]
    entities = by_entity(seen).values()
    return Scores(
        messages=len(seen),
        exact=_share(one.exact for one in seen),
        macro_f1=_mean([scores.f1 for scores in by_intent(seen).values()]),
        entity_f1=micro_f1(entities),
        entities=sum(one.wanted + one.given for one in entities),
        procedure_messages=len(about),
        procedure_top1=_share(one.place == 1 for one in about),
        procedure_top3=_share(1 <= one.place <= 3 for one in about),
        procedure_mrr=_mean([1 / one.place if one.place else 0.0 for one in about]),
        direct=len(direct) / len(about) if about else 0.0,
        direct_wrong=_share(one.place != 1 for one in direct),
        procedure_asked=len(asked),
        asked_right=_share(one.asked_right for one in asked),
        unclear=_share(not one.meaning.clear for one in seen),
    )


def worst(seen: Sequence[Seen]) -> list[Seen]:
    """Misread messages, those acted on before those asked back, the surest first."""
    wrong = [one for one in seen if not one.exact or (one.case.procedures and one.place != 1)]
    wrong.sort(key=lambda one: (not one.meaning.clear, -one.meaning.intents[0].confidence))
    return wrong


def _hard(seen: Sequence[Seen]) -> Hard:
    several = [one for one in seen if len(one.case.intents) > 1]
    in_talk = [one for one in seen if one.case.context.procedure or one.case.context.dossier_code]
    nonsense = [one for one in seen if one.case.intents == NONSENSE]
    return Hard(
        several=_part(one.exact for one in several),
        several_any_order=_part(set(one.intents) == set(one.case.intents) for one in several),
        follow_ups=_part(
            one.exact and (one.place == 1 or not one.case.procedures) for one in in_talk
        ),
        nonsense_taken=_part(
            one.meaning.clear and one.intents != NONSENSE for one in nonsense
        ),
    )  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _share(marks: Iterable[bool]) -> float:
    return _part(marks).share


def _part(marks: Iterable[bool]) -> Share:
    listed = list(marks)
    return Share(share=sum(listed) / len(listed) if listed else 0.0, messages=len(listed))


def _latency(milliseconds: Sequence[float]) -> Latency:
    ordered = sorted(milliseconds) or [0.0]

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)

    return Latency(p50=at(0.50), p95=at(0.95), p99=at(0.99), longest=round(ordered[-1], 3))
