"""Apologies owed: sent in time, sent late, never sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Interval,
    Select,
    Subquery,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures.scope import Scope
from bot.figures.telling import Apologies
from bot.notifying.notice import TaskKind
from db.tables.bot_notices import notices, tasks
from db.tables.knowledge_dossiers import Moment, dossiers

KIND = "overdue_apology"
_ZONE = "Asia/Ho_Chi_Minh"


async def apologies(connection: AsyncConnection, scope: Scope, days_before: int) -> list[Apologies]:
    """By unit. `days_before`: calendar days before the promised day by which the law wants it sent."""
    rows = await connection.execute(_counted(scope, days_before))
    return [Apologies(unit=row.unit, in_time=row.in_time, late=row.late, missed=row.missed) for row in rows]


def _counted(scope: Scope, days_before: int) -> Select[*tuple[Any, ...]]:
    told, missed = _told(scope), _missed(scope)
    code = func.coalesce(told.c.code, missed.c.code)
    known = dossiers.c
    deadline = _deadline(days_before)
    is_late = or_(missed.c.at.is_not(None), told.c.at >= deadline)
    in_time = and_(told.c.at.is_not(None), ~func.coalesce(is_late, False))
    late = and_(told.c.at.is_not(None), func.coalesce(is_late, False))
    return (
        select(
            known.unit_code.label("unit"),
            func.count().filter(in_time).label("in_time"),
            func.count().filter(late).label("late"),
            func.count().filter(told.c.at.is_(None)).label("missed"),
        )
        .select_from(told.outerjoin(missed, missed.c.code == told.c.code, full=True))
        .join(dossiers, and_(scope.dossiers(), known.code == code))
        .where(scope.within(func.coalesce(missed.c.at, told.c.at)))
        .group_by(known.unit_code)
        .order_by(known.unit_code)
    )


def _told(scope: Scope) -> Subquery:
    """When the first apology for a dossier left."""
    table = notices.c
    return (
        select(table.dossier_code.label("code"), func.min(table.left_at).label("at"))
        .where(table.province == scope.province, table.kind == KIND, table.left_at.is_not(None))
        .group_by(table.dossier_code)
        .subquery("told")
    )


def _missed(scope: Scope) -> Subquery:
    """When it was recorded that the deadline of a dossier's letter had passed."""
    table = tasks.c
    return (
        select(table.dossier_code.label("code"), func.min(table.created_at).label("at"))
        .where(table.province == scope.province, table.kind == TaskKind.LETTER_MISSED)
        .group_by(table.dossier_code)
        .subquery("missed")
    )


def _deadline(days_before: int) -> ColumnElement[datetime]:
    """The midnight after the last day on which the apology may leave."""
    due = cast(dossiers.c.event["due_at"].astext, Moment)
    day = func.date_trunc("day", func.timezone(_ZONE, due)) - cast(
        literal(f"{days_before - 1} days"), Interval
    )
    return func.timezone(_ZONE, day)
