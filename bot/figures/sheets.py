"""Figures laid out as tables; the public ones hide by the rules of suppression.py. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.figures.punctuality import By, Line, Outcome, Tally, lines, on_time_share
from bot.figures.rating import Marks, Rated, summed
from bot.figures.sheet import HIDDEN, TOTAL, Sheet, Value, counted, hides_totals
from bot.figures.suppression import LEAST
from bot.figures.telling import Apologies, Ending, LookUps, Speed, Step, Texts

_KEYS = {By.UNIT: ("unit",), By.PROCEDURE: ("procedure",), By.BOTH: ("unit", "procedure")}
_COARSE = {
    "kept": (Outcome.EARLY, Outcome.ON_TIME),
    "not_kept": (Outcome.SECOND_DATE, Outcome.LATE),
    "open": (Outcome.RUNNING, Outcome.PUT_OFF, Outcome.OVERDUE),
    "at_rest": (Outcome.PAUSED, Outcome.WAITING),
    "others": (Outcome.UNMEASURED, Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.STOPPED),
}
"""Every outcome once."""
_MARKS = ("n", "mean", "satisfied", "low", "high", "asked", "response_rate")


def punctuality(tallies: Iterable[Tally], by: By) -> Sheet:
    return _punctuality(lines(tallies, by), by)


def public_punctuality(tallies: Sequence[Tally], by: By) -> Sheet:
    """In few columns, so that few cells are small. Hides the sums below the columns if either cut has to, so
    that they cannot be put together."""
    cuts = {cut: lines(tallies, cut) for cut in (By.UNIT, By.PROCEDURE)}
    hide = any(hides_totals(_coarse(found)) for found in cuts.values())
    shown = counted(_coarse(cuts[by]), public=True, hide_totals=hide)
    heads = [*((*line.keys, line.name) for line in cuts[by]), (TOTAL, "")]
    rows = tuple((*head, *values, _kept_share(values)) for head, values in zip(heads, shown, strict=False))
    columns = (*_KEYS[by], "name", *_COARSE, "sum", "on_time_share")
    return Sheet(name=f"punctuality_by_{by}", columns=columns, rows=rows)


def _coarse(found: Sequence[Line]) -> list[list[int]]:
    return [
        [sum(line.counts.get(outcome, 0) for outcome in outcomes) for outcomes in _COARSE.values()]
        for line in found
    ]


def _kept_share(values: Sequence[Value]) -> Value:
    """Of what is shown: the first two columns are kept and not kept."""
    kept, broken = values[:2]
    if not isinstance(kept, int) or not isinstance(broken, int):
        return HIDDEN
    return _rounded(kept / (kept + broken)) if kept + broken else None


def _punctuality(found: Sequence[Line], by: By) -> Sheet:
    sums: Counter[Outcome] = sum((Counter(line.counts) for line in found), Counter())
    shares = [*(line.on_time_share for line in found), on_time_share(sums)]
    empty = ("",) * (len(_KEYS[by]) - 1)
    heads = [*((*line.keys, line.name) for line in found), (TOTAL, *empty, "")]
    shown = counted(_counts(found), public=False)
    rows = tuple(
        (*head, *values, _rounded(share)) for head, values, share in zip(heads, shown, shares, strict=False)
    )
    columns = (*_KEYS[by], "name", *(outcome.value for outcome in Outcome), "sum", "on_time_share")
    return Sheet(name=f"punctuality_by_{by}", columns=columns, rows=rows)


def _counts(found: Sequence[Line]) -> list[list[int]]:
    return [[line.counts.get(outcome, 0) for outcome in Outcome] for line in found]


def ratings(rated: Iterable[Rated], by: By) -> Sheet:
    sums = summed(rated, by)
    rows = tuple((*keys, *_marks(marks)) for keys, marks in sums.items())
    total = (TOTAL, *("",) * (len(_KEYS[by]) - 1), *_marks(sum(sums.values(), Marks())))
    return Sheet(name=f"ratings_by_{by}", columns=(*_KEYS[by], *_MARKS), rows=(*rows, total) if rows else ())


def public_ratings(rated: Sequence[Rated], by: By) -> Sheet:
    """Satisfied and not satisfied as counts, which are hidden like all counts; a mean, a share or a rate
    would tell what its counts do not, so they are left to the reader."""
    both = {cut: summed(rated, cut) for cut in (By.UNIT, By.PROCEDURE)}
    counts = {cut: [[m.satisfied, m.n - m.satisfied] for m in sums.values()] for cut, sums in both.items()}
    hide = any(map(hides_totals, counts.values()))
    shown = counted(counts[by], public=True, hide_totals=hide)
    heads = [*(keys[0] for keys in both[by]), TOTAL]
    rows = tuple((head, *values) for head, values in zip(heads, shown, strict=False))
    columns = (*_KEYS[by], "satisfied_n", "unsatisfied_n", "sum")
    return Sheet(name=f"ratings_by_{by}", columns=columns, rows=rows)


def _marks(marks: Marks) -> tuple[Value, ...]:
    low, high = marks.interval or (None, None)
    rounded = map(_rounded, (marks.share, low, high))
    return marks.n, _rounded(marks.mean, 2), *rounded, marks.asked, _rounded(marks.response_rate)


def apologies(owed: Sequence[Apologies]) -> Sheet:
    return _apologies(owed, public=False)


def public_apologies(owed: Sequence[Apologies]) -> Sheet:
    return _apologies(owed, public=True)


def _apologies(owed: Sequence[Apologies], *, public: bool) -> Sheet:
    shown = counted([[each.in_time, each.late, each.missed] for each in owed], public=public)
    heads = [*(each.unit for each in owed), TOTAL]
    rows = tuple((head, *values) for head, values in zip(heads, shown, strict=False))
    return Sheet(name="apologies", columns=("unit", "in_time", "late", "missed", "owed"), rows=rows)


def look_ups(figures: LookUps) -> Sheet:
    row = (figures.questions, figures.avoidable, figures.changes, _rounded(figures.per_hundred, 2))
    return Sheet(name="look_ups", columns=("questions", "avoidable", "changes", "per_hundred"), rows=(row,))


def public_look_ups(figures: LookUps) -> Sheet:
    if 0 < figures.avoidable < LEAST:
        row: tuple[Value, ...] = (figures.questions, HIDDEN, figures.changes, HIDDEN)
        return Sheet(name="look_ups", columns=look_ups(figures).columns, rows=(row,))
    return look_ups(figures)


def speeds(found: Iterable[Speed]) -> Sheet:
    rows = tuple((each.kind, each.n, *map(_rounded, (each.p50, each.p95, each.p99))) for each in found)
    return Sheet(name="speed", columns=("kind", "n", "p50", "p95", "p99"), rows=rows)


def public_speeds(found: Iterable[Speed]) -> Sheet:
    return speeds(each for each in found if each.n >= LEAST)


def steps(found: Sequence[Step]) -> Sheet:
    total = sum(each.n for each in found)
    rows = tuple((each.rung, each.on, each.n, _rounded(each.n / total)) for each in found)
    return Sheet(name="steps", columns=("rung", "on", "n", "share"), rows=rows)


def public_steps(found: Sequence[Step]) -> Sheet:
    """Shares in whole per cents, without counts, and only of many."""
    total = sum(each.n for each in found)
    rows = [(each.rung, each.on, round(each.n / total, 2)) for each in found if total >= 100]
    return Sheet(name="steps", columns=("rung", "on", "share"), rows=tuple(rows))


def endings(found: Iterable[Ending]) -> Sheet:
    rows = tuple((each.kind, each.state, each.reason, each.n) for each in found)
    return Sheet(name="endings", columns=("kind", "state", "reason", "n"), rows=rows)


def texts(figures: Texts) -> Sheet:
    row = (figures.messages, figures.segments, figures.unknown, figures.saved)
    return Sheet(name="sms", columns=("messages", "segments", "unknown", "saved"), rows=(row,))


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)
