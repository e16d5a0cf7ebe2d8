"""Figures by intent and by entity, and which intents are taken for which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.judging.labelled import Seen


@dataclass(frozen=True, kw_only=True)
class LabelScores:
    """Shares from 0 to 1. `wanted`: how often the files carry the label; `given`: how often it was found."""

    precision: float
    recall: float
    f1: float
    wanted: int
    given: int


@dataclass(frozen=True, kw_only=True)
class Confusion:
    """`wanted` was meant and `given` found instead. "-" where one was only missed, or only too many."""

    wanted: str
    given: str
    times: int


NOTHING = "-"


def by_intent(seen: Sequence[Seen]) -> dict[str, LabelScores]:
    """For each intent that a case carries."""
    return {
        name: scores
        for name, scores in _scores((set(one.case.intents), set(one.intents)) for one in seen).items()
        if scores.wanted
    }


def by_entity(seen: Sequence[Seen]) -> dict[str, LabelScores]:
    """By name of the entity; one is right when its value is."""
    pairs = [
        (
            Counter(one.case.entities),
            Counter((entity.name.value, str(entity.value)) for entity in one.meaning.entities),
        )
        for one in seen
    ]
    names = sorted({name for wanted, given in pairs for name, _ in (*wanted, *given)})
    return {
        name: _counted(
            right=sum(_of((wanted & given), name) for wanted, given in pairs),
            wanted=sum(_of(wanted, name) for wanted, _ in pairs),
            given=sum(_of(given, name) for _, given in pairs),
        )
        for name in names
    }


def micro_f1(scores: Iterable[LabelScores]) -> float:
    """Over all labels together; 1.0 where there is nothing to find and nothing was found."""
    listed = list(scores)
    right = sum(round(one.recall * one.wanted) for one in listed)
    both = sum(one.wanted + one.given for one in listed)
    return 2 * right / both if both else 1.0


def confusions(seen: Sequence[Seen]) -> tuple[Confusion, ...]:
    """The most frequent first."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in seen:
        wanted, given = set(one.case.intents), set(one.intents)
        missed, extra = sorted(wanted - given), sorted(given - wanted)
        pairs.update((a, b) for a in missed for b in extra or [NOTHING])
        pairs.update((NOTHING, b) for b in extra if not missed)
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Confusion(wanted=a, given=b, times=times) for (a, b), times in ranked)


def _scores(pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, LabelScores]:
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for expected, found in pairs:
        right.update(expected & found)
        wanted.update(expected)
        given.update(found)
    return {
        name: _counted(right=right[name], wanted=wanted[name], given=given[name])
        for name in sorted({*wanted, *given})
    }


def _counted(*, right: int, wanted: int, given: int) -> LabelScores:
    return LabelScores(
        precision=right / given if given else 0.0,
        recall=right / wanted if wanted else 0.0,
        f1=2 * right / (wanted + given) if wanted + given else 0.0,
        wanted=wanted,
        given=given,
    )


def _of(counts: Counter[tuple[str, str]], name: str) -> int:
    return sum(count for (label, _), count in counts.items() if label == name)
