"""The open dossiers that a province has on the eve of the simulated day, in the proportions of a real one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from knowledge.dossiers.dossier import (
    Apology,
    Channel,
    Delivery,
    Dossier,
    Fee,
    Person,
    Status,
    Supplement,
    Unit,
)
from knowledge.dossiers.sample_parts import Dice, Parts, SampleProcedure, at, load_parts, number
from vietnam.calendar import WorkCalendar
from webhooks.simulation.people import Citizen

FIRST_UNIT = "H48.12"


@dataclass(kw_only=True)
class Numbers:
    """Hands out dossier numbers, each once."""

    used: Counter[tuple[str, date]] = field(default_factory=Counter)

    def next(self, unit: Unit, day: date) -> str:
        self.used[unit.code, day] += 1
        return number(unit, day, self.used[unit.code, day])


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What dossiers are made of on one day."""

    day: date
    calendar: WorkCalendar
    dice: Dice
    parts: Parts
    units: Sequence[Unit]
    people: Sequence[Citizen]
    numbers: Numbers = field(default_factory=Numbers)

    def on(self, workdays: int, hour: int = 17, minute: int = 0) -> datetime:
        """So many working days from the day on, or before it."""
        return at(self.calendar.add_workdays(self.day, workdays), hour, minute)


def ground(day: date, calendar: WorkCalendar, dice: Dice, units: int, people: Sequence[Citizen]) -> Ground:
    parts = load_parts()
    made = [
        Unit(code=f"H48.{number}", name=f"UBND xã Mẫu {number}", phone=f"0255 000 {number:04d}")
        for number in range(200, 200 + max(0, units - len(parts.communes)))
    ]
    return Ground(
        day=day,
        calendar=calendar,
        dice=dice,
        parts=parts,
        units=[*parts.communes, *made][:units],
        people=people,
    )


def filed(ground: Ground, moment: datetime) -> Dossier:
    """A dossier as its citizen hands it in; some have nobody to write to, or only a fixed line."""
    dice, parts = ground.dice, ground.parts
    unit, procedure = dice.one_of(ground.units), dice.one_of(parts.procedures)
    helper = _person(ground, dice.one_of(ground.people).phone)
    return Dossier(
        code=ground.numbers.next(unit, moment.date()),
        status_code=Status.REGISTERED,
        unit=unit,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        applicant=_person(ground, _phone(ground)),
        authorised=(helper,) if dice.happens(8) else (),
        channel=Channel.ONLINE if dice.happens(45) else Channel.COUNTER,
        result_delivery=Delivery.POST if dice.happens(20) else Delivery.DESK,
        fee=Fee(amount=procedure.fee, paid=True) if procedure.fee else None,
        updated_at=moment,
        sequence=10,
    )


def accepted(ground: Ground, moment: datetime, due: datetime | None = None) -> Dossier:
    begun = filed(ground, moment)
    promised = due or ground.calendar.due_at(moment, _procedure(ground, begun).time_limit).at
    return replace(begun, status_code=Status.ACCEPTED, received_at=moment, due_at=promised)


def stock(ground: Ground, count: int) -> list[Dossier]:
    """Everything in it happened long enough before the eve that nothing of it is still to be told, except
    what time asks for."""
    return [_one(ground) for _ in range(count)]


def _one(ground: Ground) -> Dossier:
    dice, roll = ground.dice, ground.dice.below(1000)
    begun = accepted(ground, ground.on(-8 - dice.below(20), 8, dice.below(60)), ground.on(2 + dice.below(20)))
    since = ground.on(-6, 9)
    if roll < 500:
        return moved(begun, Status.PROCESSING, since)
    if roll < 580:
        return moved(begun, Status.PROCESSING, since, due_at=ground.on(0))
    if roll < 640:
        return moved(begun, Status.PROCESSING, since, due_at=ground.on(1))
    if roll < 650:
        return moved(begun, Status.PROCESSING, since, due_at=ground.on(-1 - dice.below(3)))
    if roll < 655:
        return _put_off(ground, begun, since)
    if roll < 730:
        return moved(begun, Status.ACCEPTED, since)
    if roll < 790:
        return moved(begun, Status.SUPPLEMENT_NEEDED, since, supplement=slip(ground))
    if roll < 820:
        return moved(
            begun, Status.PAYMENT_NEEDED, since, fee=Fee(amount=100_000, deadline=ground.on(5).date())
        )
    if roll < 910:
        ready = ground.on(-5 - dice.below(12), 15)
        return moved(begun, Status.DONE, ready, finished_at=ready)
    if roll < 960:
        handed = ground.on(-1, 9 + dice.below(7))
        return moved(begun, Status.RETURNED, handed, finished_at=since, returned_at=handed)
    return moved(begun, Status.REGISTERED, since, received_at=None, due_at=None)


def _put_off(ground: Ground, begun: Dossier, since: datetime) -> Dossier:
    """A letter whose new date passes on the eve."""
    old = ground.on(-3)
    letter = Apology(
        no="21/UBND",
        signed_on=since.date(),
        signer="Chủ tịch UBND",
        reason=ground.dice.one_of(ground.parts.delays),
        new_due_at=ground.on(-1),
    )
    return moved(begun, Status.PROCESSING, since, due_at=old, apology=letter)


def slip(ground: Ground) -> Supplement:
    items = (ground.dice.one_of(ground.parts.papers),)
    return Supplement(no=f"{1 + ground.dice.below(60)}", deadline=ground.on(10).date(), items=items)


def moved(dossier: Dossier, status: Status, moment: datetime, **more: Any) -> Dossier:
    """The next event of a dossier; `more` are fields of it."""
    sequence = (dossier.sequence or 0) + 10
    return replace(dossier, **{"status_code": status, "updated_at": moment, "sequence": sequence, **more})


def _procedure(ground: Ground, dossier: Dossier) -> SampleProcedure:
    return next(each for each in ground.parts.procedures if each.code == dossier.procedure_code)


def _phone(ground: Ground) -> str | None:
    roll = ground.dice.below(100)
    if roll < 3:
        return None
    if roll < 5:
        return f"+84255382{ground.dice.below(10_000):04d}"
    return ground.dice.one_of(ground.people).phone


def _person(ground: Ground, phone: str | None) -> Person:
    name = " ".join(ground.dice.one_of(names) for names in ground.parts.names)
    return Person(name=name, phone=phone, citizen_id=f"0510{ground.dice.below(10**8):08d}")
