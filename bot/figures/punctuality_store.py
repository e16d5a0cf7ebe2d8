"""Outcomes of dossiers, counted where they are stored: one row for each unit, procedure and outcome.

The due date and the end stand in the event (jsonb) and are taken out of it for each dossier that has
changed since the period began; nothing else is read.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures.period import Period
from bot.figures.punctuality import Outcome, Tally
from bot.figures.scope import Scope
from db.tables.knowledge_dossiers import FINAL_STATUSES, Moment, dossiers
from knowledge.dossiers.dossier import Status, local_day
from vietnam.calendar import WorkCalendar

_SLACK = timedelta(days=1)
"""An event cannot tell of an end that comes after it, but clocks of systems differ."""
_LONGEST = timedelta(days=400)
"""A promise further away than this is early all the same."""


async def take_your_time(connection: AsyncConnection) -> None:
    """The counts of this transaction are ended by no time limit: it passes over all that is stored."""
    await connection.execute(text("SET LOCAL statement_timeout = 0"))


async def tallies(connection: AsyncConnection, scope: Scope, calendar: WorkCalendar) -> list[Tally]:
    """Ended in the period, and, if the period holds `now`, open now."""
    found: dict[tuple[str, str], Counter[Outcome]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for row in await connection.execute(_counted(scope, calendar)):
        key = (row.unit, row.procedure)
        found.setdefault(key, Counter())[Outcome(row.outcome)] += row.n
        names[key] = (row.unit_name, row.procedure_name)
    return [
        Tally(
            unit=unit,
            unit_name=names[unit, procedure][0],
            procedure=procedure,
            procedure_name=names[unit, procedure][1],
            counts=counts,
        )
        for (unit, procedure), counts in sorted(found.items())
    ]


def _counted(scope: Scope, calendar: WorkCalendar) -> Select[*tuple[Any, ...]]:
    measured = _measured(scope)
    first, last, days = _workdays(scope.period, calendar)
    clamped = func.greatest(func.least(measured.c.due_day, last), first)
    due, end = days.alias("due"), days.alias("finish")
    outcome = _outcome(measured, due.c.ordinal > end.c.ordinal, scope.now)
    return (
        select(
            measured.c.unit,
            measured.c.procedure,
            outcome.label("outcome"),
            func.max(measured.c.unit_name).label("unit_name"),
            func.max(measured.c.procedure_name).label("procedure_name"),
            func.count().label("n"),
        )
        .select_from(
            measured.outerjoin(due, due.c.day == clamped).outerjoin(end, end.c.day == measured.c.end_day)
        )
        .group_by(measured.c.unit, measured.c.procedure, outcome)
    )


def _measured(scope: Scope) -> Subquery:
    known, event = dossiers.c, dossiers.c.event
    due = cast(event["due_at"].astext, Moment)
    end = func.date_trunc(
        "second", cast(func.coalesce(event["finished_at"].astext, event["returned_at"].astext), Moment)
    )
    is_final = known.status.in_(FINAL_STATUSES)
    ended = and_(
        is_final,
        known.updated_at >= scope.period.begins - _SLACK,
        scope.within(func.coalesce(end, known.updated_at)),
    )
    counts = or_(ended, ~is_final) if scope.period.holds(scope.now) else ended
    return (
        select(
            known.unit_code.label("unit"),
            known.status,
            known.promised_at,
            due.label("due"),
            end.label("finish"),
            _day(due).label("due_day"),
            _day(end).label("end_day"),
            func.coalesce(event["procedure_code"].astext, "").label("procedure"),
            func.coalesce(event["procedure_name"].astext, "").label("procedure_name"),
            func.coalesce(event["unit"]["name"].astext, "").label("unit_name"),
        )
        .where(scope.dossiers(), counts)
        .subquery("measured")
    )


def _day(moment: ColumnElement[datetime]) -> ColumnElement[date]:
    return cast(func.timezone("Asia/Ho_Chi_Minh", moment), Date)


def _outcome(of: Subquery, is_early: ColumnElement[bool], now: datetime) -> ColumnElement[str]:
    """The rules of knowledge/dossiers/dossier.py, measured against the date on the receipt."""
    got = of.c.status.in_([Status.DONE, Status.RETURNED])
    running = of.c.status.not_in([*FINAL_STATUSES, *_WAITING, *_PAUSED])
    return case(
        (got & (of.c.due.is_(None) | of.c.finish.is_(None)), Outcome.UNMEASURED),
        (got & (of.c.finish > of.c.due) & (of.c.finish <= of.c.promised_at), Outcome.SECOND_DATE),
        (got & (of.c.finish > of.c.due), Outcome.LATE),
        (got & is_early, Outcome.EARLY),
        (got, Outcome.ON_TIME),
        (of.c.status == Status.REFUSED, Outcome.REFUSED),
        (of.c.status == Status.WITHDRAWN, Outcome.WITHDRAWN),
        (of.c.status == Status.STOPPED, Outcome.STOPPED),
        (of.c.status.in_(_WAITING), Outcome.WAITING),
        (of.c.status.in_(_PAUSED), Outcome.PAUSED),
        (running & (of.c.promised_at < now), Outcome.OVERDUE),
        (running & (of.c.due < now), Outcome.PUT_OFF),
        else_=Outcome.RUNNING,
    )


_WAITING = (Status.REGISTERED.value,)
_PAUSED = (Status.SUPPLEMENT_NEEDED.value, Status.PAYMENT_NEEDED.value)


def _workdays(period: Period, calendar: WorkCalendar) -> tuple[date, date, Subquery]:
    """Each day with the number of working days up to it: of two days the later one comes working days
    after the other exactly when its number is greater."""
    first, last = local_day(period.begins), local_day(period.ends) + _LONGEST
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    ordinals, passed = [], 0
    for day in days:
        passed += calendar.is_workday(day)
        ordinals.append(passed)
    listed = (
        func.unnest(literal(days, ARRAY(Date)), literal(ordinals, ARRAY(Integer)))
        .table_valued("day", "ordinal")
        .render_derived()
    )
    return first, last, select(listed.c.day, listed.c.ordinal).subquery("days")
