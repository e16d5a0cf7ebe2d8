"""The events of one day, as the one-stop system brings them: what happens to which dossier, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from knowledge.dossiers.dossier import Apology, Dossier, Fee, Status
from knowledge.dossiers.sample_parts import at
from webhooks.simulation.stock import Ground, accepted, filed, moved, slip

Chain = list[Dossier]


@dataclass(frozen=True, kw_only=True)
class _Happening:
    """`weight`: how often of a thousand. `from_` None: a dossier that is new. `make`: what it brings, from
    a moment on."""

    weight: int
    from_: Status | None
    make: Callable[[Ground, Dossier | None, datetime], Chain]


def events(ground: Ground, stock: Sequence[Dossier], count: int) -> list[Dossier]:
    """At least `count` events in the order of their moments; each dossier's own follow one another."""
    pools: dict[int, list[Dossier]] = {}
    for dossier in stock:
        pools.setdefault(dossier.status_code, []).append(dossier)
    deck = [happening for happening in _HAPPENINGS for _ in range(happening.weight)]
    found: Chain = []
    while len(found) < count:
        happening = ground.dice.one_of(deck)
        before = None if happening.from_ is None else _drawn(ground, pools.get(happening.from_, []))
        if before is not None or happening.from_ is None:
            found += happening.make(ground, before, _moment(ground))
    return sorted(found, key=lambda dossier: (dossier.updated_at, dossier.code, dossier.sequence or 0))


def _drawn(ground: Ground, pool: list[Dossier]) -> Dossier | None:
    """Taken out, so that each dossier has one story a day."""
    if not pool:
        return None
    place = ground.dice.below(len(pool))
    pool[place], pool[-1] = pool[-1], pool[place]
    return pool.pop()


def _moment(ground: Ground) -> datetime:
    """Most in office hours, the morning fuller; a few by nightly batches of other systems."""
    dice, roll = ground.dice, ground.dice.below(100)
    second = timedelta(seconds=dice.below(60))
    if roll < 3:
        return at(ground.day, 21, dice.below(30)) + second
    if roll < 6:
        return at(ground.day, 6, dice.below(30)) + second
    if roll < 60:
        return at(ground.day, 7, 15) + timedelta(minutes=dice.below(250)) + second
    return at(ground.day, 13, 35) + timedelta(minutes=dice.below(200)) + second


def _new(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    """Many simple procedures end on the day itself."""
    first = accepted(ground, moment)
    due = first.due_at
    if due is None or due.date() != ground.day or not ground.dice.happens(60):
        return [first]
    ready = moment + timedelta(minutes=5 + ground.dice.below(90))
    chain = [first, moved(first, Status.DONE, ready, finished_at=ready)]
    handed = ready + timedelta(minutes=2 + ground.dice.below(60))
    if ground.dice.happens(60):
        chain.append(moved(chain[-1], Status.RETURNED, handed, returned_at=handed))
    return chain


def _step(status: Status) -> Callable[[Ground, Dossier | None, datetime], Chain]:
    def make(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
        assert before is not None
        return [moved(before, status, moment)]

    return make


def _accept(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    assert before is not None
    return [moved(before, Status.ACCEPTED, moment, received_at=moment, due_at=ground.on(5))]


def _asks(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    """One in five slips is taken back or mended, some while its notice is on its way."""
    assert before is not None
    asked = moved(before, Status.SUPPLEMENT_NEEDED, moment, supplement=slip(ground))
    if not ground.dice.happens(20):
        return [asked]
    later = moment + timedelta(seconds=5 + ground.dice.below(600))
    if ground.dice.happens(50):
        return [asked, moved(asked, Status.PROCESSING, later, supplement=None)]
    return [asked, moved(asked, Status.SUPPLEMENT_NEEDED, later, supplement=slip(ground))]


def _charges(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    assert before is not None
    fee = Fee(amount=50_000 + 10_000 * ground.dice.below(20), deadline=ground.on(5).date())
    return [moved(before, Status.PAYMENT_NEEDED, moment, fee=fee)]


def _finishes(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    """Now and then somebody has clicked on the wrong line and takes it back."""
    assert before is not None
    done = moved(before, Status.DONE, moment, finished_at=moment)
    if not ground.dice.happens(2):
        return [done]
    later = moment + timedelta(seconds=5 + ground.dice.below(600))
    return [done, moved(done, Status.PROCESSING, later, finished_at=None)]


def _hands_over(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    assert before is not None
    return [moved(before, Status.RETURNED, moment, returned_at=moment)]


def _apologises(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    """A signed letter; one in eight is flawed, some come again with another number."""
    assert before is not None and before.due_at is not None
    roll = ground.dice.below(100)
    old = max(before.due_at, moment)
    new = at(ground.calendar.add_workdays(old.date(), 4), 17)
    letter = Apology(
        no=f"{10 + ground.dice.below(90)}/UBND",
        signed_on=ground.day,
        signer="Chủ tịch UBND",
        reason=None if roll < 12 else ground.dice.one_of(ground.parts.delays),
        new_due_at=new,
    )
    return [moved(before, Status.PROCESSING, moment, apology=letter)]


def _ends(status: Status, note: str) -> Callable[[Ground, Dossier | None, datetime], Chain]:
    def make(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
        assert before is not None
        return [moved(before, status, moment, finished_at=moment, status_note=note)]

    return make


def _refuses(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    first = replace(filed(ground, moment), status_code=Status.REFUSED, finished_at=moment)
    return [replace(first, status_note=ground.dice.one_of(ground.parts.refusals))]


def _corrects(ground: Ground, before: Dossier | None, moment: datetime) -> Chain:
    """Nothing that concerns the citizen."""
    assert before is not None
    return [moved(before, Status.PROCESSING, moment, status_note="Đã chuyển bộ phận chuyên môn.")]


_WITHDRAWN = _ends(Status.WITHDRAWN, "Công dân đề nghị rút hồ sơ.")
_STOPPED = _ends(Status.STOPPED, "Dừng giải quyết.")
_HAPPENINGS = (
    _Happening(weight=330, from_=None, make=_new),
    _Happening(weight=30, from_=Status.REGISTERED, make=_accept),
    _Happening(weight=100, from_=Status.ACCEPTED, make=_step(Status.PROCESSING)),
    _Happening(weight=50, from_=Status.PROCESSING, make=_asks),
    _Happening(weight=30, from_=Status.SUPPLEMENT_NEEDED, make=_step(Status.PROCESSING)),
    _Happening(weight=30, from_=Status.PROCESSING, make=_charges),
    _Happening(weight=20, from_=Status.PAYMENT_NEEDED, make=_step(Status.PROCESSING)),
    _Happening(weight=240, from_=Status.PROCESSING, make=_finishes),
    _Happening(weight=100, from_=Status.DONE, make=_hands_over),
    _Happening(weight=20, from_=Status.PROCESSING, make=_apologises),
    _Happening(weight=10, from_=None, make=_refuses),
    _Happening(weight=8, from_=Status.PROCESSING, make=_WITHDRAWN),
    _Happening(weight=4, from_=Status.PROCESSING, make=_STOPPED),
    _Happening(weight=28, from_=Status.PROCESSING, make=_corrects),
)
