"""Whether confidence means something: reliability, and how much is answered at what price."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.judging.labelled import Seen

BINS: Final = 10
POINTS: Final = 50


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One decision. `acted`: sure enough for production to answer without asking."""

    confidence: float
    right: bool
    acted: bool


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Decisions with confidence from `low` to `high`: how sure on average, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, kw_only=True)
class Point:
    """Answering the surest `coverage` of all is right in `accuracy` of them; `least` is the lowest
    confidence among them."""

    coverage: float
    accuracy: float
    least: float


@dataclass(frozen=True, kw_only=True)
class Certainty:
    """`error` is the expected calibration error: the mean distance between sure and right, weighted by
    count. `production` is where the thresholds in use stand on the curve."""

    count: int
    error: float
    bins: tuple[Bin, ...]
    curve: tuple[Point, ...]
    production: Point


def of_intents(seen: Sequence[Seen]) -> Certainty:
    """The first intent found, of every message."""
    return certainty(
        [
            Judged(
                confidence=one.meaning.intents[0].confidence,
                right=one.intents[0] in one.case.intents,
                acted=one.meaning.clear,
            )
            for one in seen
        ]
    )


def of_procedures(seen: Sequence[Seen]) -> Certainty:
    """The first procedure found, of every message that means one; none found counts as wrong and unsure."""
    return certainty(
        [
            Judged(
                confidence=one.meaning.procedures[0].confidence if one.meaning.procedures else 0.0,
                right=one.place == 1,
                acted=one.meaning.procedure_clear,
            )
            for one in seen
            if one.case.procedures
        ]
    )


def certainty(judged: Sequence[Judged]) -> Certainty:
    bins = tuple(made for number in range(BINS) if (made := _bin(judged, number)) is not None)
    total = max(1, len(judged))
    return Certainty(
        count=len(judged),
        error=sum(part.count / total * abs(part.confidence - part.accuracy) for part in bins),
        bins=bins,
        curve=_curve(judged),
        production=_point([one for one in judged if one.acted], len(judged)),
    )


def _bin(judged: Sequence[Judged], number: int) -> Bin | None:
    inside = [one for one in judged if min(BINS - 1, int(one.confidence * BINS)) == number]
    if not inside:
        return None
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        count=len(inside),
        confidence=sum(one.confidence for one in inside) / len(inside),
        accuracy=sum(one.right for one in inside) / len(inside),
    )


def _curve(judged: Sequence[Judged]) -> tuple[Point, ...]:
    """From the surest alone to all. Equal confidences stand or fall together."""
    ordered = sorted(judged, key=lambda one: -one.confidence)
    ends = [
        end
        for end in range(1, len(ordered) + 1)
        if end == len(ordered) or ordered[end].confidence < ordered[end - 1].confidence
    ]
    step = max(1, len(ends) // POINTS)
    kept = dict.fromkeys([*ends[step - 1 :: step], *ends[-1:]])
    return tuple(_point(ordered[:end], len(ordered)) for end in kept)


def _point(acted: Sequence[Judged], total: int) -> Point:
    return Point(
        coverage=len(acted) / total if total else 0.0,
        accuracy=sum(one.right for one in acted) / len(acted) if acted else 0.0,
        least=min((one.confidence for one in acted), default=0.0),
    )
