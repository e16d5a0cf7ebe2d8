"""The synthetic sample province: about 3,000 dossiers in every state, dated back from the day of loading."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.dossiers.change import Applied, Source
from knowledge.dossiers.dossier import (
    Apology,
    Channel,
    Delivery,
    Dossier,
    Fee,
    Status,
    Supplement,
    Unit,
    local_day,
)
from knowledge.dossiers.sample_demo import demo
from knowledge.dossiers.sample_parts import (
    PHONES,
    Dice,
    Parts,
    SampleProcedure,
    at,
    load_parts,
    number,
    person,
)
from knowledge.dossiers.store import apply, forget_samples
from vietnam.calendar import WorkCalendar

SIZE = 3000
_DAYS_BACK = 90
_FIRST_SERIAL = 101
"""Lower serials belong to the demo dossiers."""


async def load_sample(
    conn: AsyncConnection, province: str, now: datetime, calendar: WorkCalendar, seed: int = 51
) -> Applied:
    """Replaces the sample of another day, in the caller's transaction; real dossiers stay."""
    await forget_samples(conn, province)
    return await apply(conn, province, generate(now, calendar, seed), Source.SAMPLE)


def generate(now: datetime, calendar: WorkCalendar, seed: int) -> list[Dossier]:
    """The same for the same day and seed; everything in it happened before that day."""
    parts, dice = load_parts(), Dice(seed)
    last = calendar.add_workdays(local_day(now), -1)
    serials: Counter[tuple[str, date]] = Counter()
    dossiers = [case.dossier for case in demo(now, calendar)]
    pool = [procedure for procedure in parts.procedures for _ in range(procedure.weight)]
    while len(dossiers) < SIZE:
        procedure = dice.one_of(pool)
        unit = dice.one_of(parts.communes) if procedure.by == "commune" else parts.unit(procedure.by)
        # Squared, so that most are recent: an office's open work is young.
        back = round(_DAYS_BACK * (dice.below(1000) / 1000) ** 2)
        day = calendar.add_workdays(last, -back)
        serials[unit.code, day] += 1
        code = number(unit, day, _FIRST_SERIAL + serials[unit.code, day] - 1)
        begun = _begun(parts, dice, procedure, unit, day, code)
        dossiers.append(_with_outcome(parts, dice, calendar, begun, procedure, last))
    return dossiers


def _begun(parts: Parts, dice: Dice, procedure: SampleProcedure, unit: Unit, day: date, code: str) -> Dossier:
    channel = Channel.ONLINE if dice.happens(45) else Channel.COUNTER
    owner = person(dice.below(PHONES), " ".join(dice.one_of(names) for names in parts.names))
    helper = person(dice.below(PHONES), " ".join(dice.one_of(names) for names in parts.names))
    filed = at(day, 7 + dice.below(9), dice.below(60))
    return Dossier(
        code=code,
        status_code=Status.REGISTERED,
        unit=unit,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        applicant=owner,
        authorised=(helper,) if dice.happens(10) else (),
        channel=channel,
        result_delivery=Delivery.POST if dice.happens(20) else Delivery.DESK,
        fee=Fee(amount=procedure.fee, paid=True) if procedure.fee else None,
        updated_at=filed,
        sequence=1,
    )


def _with_outcome(
    parts: Parts, dice: Dice, calendar: WorkCalendar, begun: Dossier, procedure: SampleProcedure, last: date
) -> Dossier:
    filed = begun.updated_at
    if local_day(filed) == last and begun.channel == Channel.ONLINE and dice.happens(60):
        return begun
    if dice.happens(2):
        return replace(_ended(begun, Status.REFUSED, filed), status_note=dice.one_of(parts.refusals))
    due = calendar.due_at(filed, procedure.time_limit).at
    # Same-day results need no receipt with a date, so many have none (NĐ 61/2018 art. 17).
    no_date = procedure.limit == 0 and dice.happens(50)
    accepted = replace(
        begun,
        status_code=Status.ACCEPTED,
        received_at=filed,
        due_at=None if no_date else due,
        sequence=2,
    )
    if local_day(due) > last:
        return _running(parts, dice, calendar, accepted, last)
    return _past_due(parts, dice, calendar, accepted, due, last)


def _running(parts: Parts, dice: Dice, calendar: WorkCalendar, accepted: Dossier, last: date) -> Dossier:
    since = max(accepted.updated_at, at(last, 16) - timedelta(days=dice.below(2)))
    roll = dice.below(100)
    if roll < 10:
        return _supplement(parts, dice, calendar, accepted, since)
    if roll < 15:
        fee = Fee(
            amount=50_000 + 10_000 * dice.below(20), deadline=calendar.add_workdays(local_day(since), 5)
        )
        return replace(accepted, status_code=Status.PAYMENT_NEEDED, fee=fee, updated_at=since, sequence=4)
    if roll < 17:
        return replace(_ended(accepted, Status.WITHDRAWN, since), status_note="Công dân đề nghị rút hồ sơ.")
    if roll < 18:
        return replace(_ended(accepted, Status.STOPPED, since), status_note="Dừng theo đề nghị của công dân.")
    if roll < 28:
        return _ended(accepted, Status.DONE, since)
    if roll < 45:
        return accepted
    return replace(accepted, status_code=Status.PROCESSING, updated_at=since, sequence=3)


def _past_due(
    parts: Parts, dice: Dice, calendar: WorkCalendar, accepted: Dossier, due: datetime, last: date
) -> Dossier:
    roll = dice.below(1000)
    due_day = local_day(due)
    if roll < 12:
        since = max(accepted.updated_at, at(due_day, 9))
        return replace(accepted, status_code=Status.PROCESSING, updated_at=since, sequence=3)
    if roll < 30:
        return _apologised(parts, dice, calendar, accepted, due_day, last)
    if roll < 45:
        return _supplement(parts, dice, calendar, accepted, max(accepted.updated_at, due - timedelta(days=1)))
    late = calendar.add_workdays(due_day, 1 + dice.below(5)) if dice.happens(6) else None
    end = at(late, 15) if late and late <= last else due - timedelta(minutes=1 + dice.below(90))
    done = _ended(accepted, Status.DONE, max(end, accepted.updated_at + timedelta(minutes=20)))
    handed_over = calendar.add_workdays(local_day(done.updated_at), 1 + dice.below(6))
    if handed_over > last or dice.happens(3):
        return done
    moment = at(handed_over, 8 + dice.below(8), dice.below(60))
    return replace(done, status_code=Status.RETURNED, returned_at=moment, updated_at=moment, sequence=5)


def _apologised(
    parts: Parts, dice: Dice, calendar: WorkCalendar, accepted: Dossier, due_day: date, last: date
) -> Dossier:
    """The new date is ahead for most; for some it has passed too."""
    signed = max(calendar.add_workdays(due_day, -1), local_day(accepted.updated_at))
    again = calendar.add_workdays(last if dice.happens(70) else due_day, 1 + dice.below(6))
    apology = Apology(
        no=f"{10 + dice.below(90)}/UBND",
        signed_on=signed,
        signer="Chủ tịch UBND" if accepted.unit in parts.communes else "Giám đốc",
        reason=dice.one_of(parts.delays),
        new_due_at=at(again, 17),
    )
    since = max(accepted.updated_at, at(signed, 16))
    return replace(accepted, status_code=Status.PROCESSING, apology=apology, updated_at=since, sequence=4)


def _supplement(
    parts: Parts, dice: Dice, calendar: WorkCalendar, accepted: Dossier, since: datetime
) -> Dossier:
    items = {dice.one_of(parts.papers) for _ in range(1 + dice.below(2))}
    slip = Supplement(
        no=f"{1 + dice.below(60)}",
        deadline=calendar.add_workdays(local_day(since), 10),
        items=tuple(sorted(items, key=lambda item: item.name)),
    )
    return replace(
        accepted, status_code=Status.SUPPLEMENT_NEEDED, supplement=slip, updated_at=since, sequence=4
    )


def _ended(dossier: Dossier, status: Status, moment: datetime) -> Dossier:
    return replace(dossier, status_code=status, finished_at=moment, updated_at=moment, sequence=4)
