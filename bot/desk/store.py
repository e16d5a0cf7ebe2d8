"""Open tasks and requests, and closing them: SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.worklist import OpenTask, OpenTicket
from bot.notifying.notice import Desk, Notice
from bot.notifying.state import NoticeState
from bot.parcel import Content, from_json, to_json
from bot.records import CONTROL_DESK
from db.tables.bot import tickets
from db.tables.bot_notices import notices, tasks

_OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose list. A unit does not see what its control desk looks into."""

    unit: str | None = None
    desk: str | None = None


async def open_tasks(
    connection: AsyncConnection, province: str, whose: Whose, limit: int | None = None
) -> list[OpenTask]:
    """The nearest first."""
    table = tasks.c
    wanted: list[ColumnElement[bool]] = [table.province == province, table.state == _OPEN]
    if whose.unit is not None:
        wanted += [table.unit_code == whose.unit, table.desk != Desk.CONTROL]
    if whose.desk is not None:
        wanted.append(table.desk == whose.desk)
    rows = await connection.execute(
        select(tasks).where(*wanted).order_by(table.due_at, table.id).limit(limit)
    )
    return [
        OpenTask(
            id=row.id,
            kind=row.kind,
            desk=row.desk,
            unit_code=row.unit_code,
            dossier_code=row.dossier_code,
            says=from_json(row.content).says,
            due_at=row.due_at,
        )
        for row in rows
    ]


async def open_tickets(
    connection: AsyncConnection, province: str, whose: Whose, limit: int | None = None
) -> list[OpenTicket]:
    """The oldest first."""
    table = tickets.c
    at_control = and_(table.unit_code.is_not(None), table.unit_code == CONTROL_DESK)
    wanted: list[ColumnElement[bool]] = [table.province == province, table.state == _OPEN]
    if whose.unit is not None:
        wanted.append(table.unit_code == whose.unit)
    if whose.desk == Desk.CONTROL:
        wanted.append(at_control)
    elif whose.desk == Desk.OFFICER or whose.unit is not None:
        wanted.append(or_(table.unit_code.is_(None), table.unit_code != CONTROL_DESK))
    elif whose.desk is not None:
        return []
    rows = await connection.execute(
        select(tickets).where(*wanted).order_by(table.created_at, table.id).limit(limit)
    )
    return [
        OpenTicket(
            id=row.id,
            kind=row.kind,
            unit_code=row.unit_code,
            dossier_code=row.dossier_code,
            text=row.text,
            created_at=row.created_at,
            phone=row.phone,
        )
        for row in rows
    ]


async def finish_task(
    connection: AsyncConnection, province: str, task_id: int, *, outcome: str, by: str, now: datetime
) -> bool:
    """False: there is no such open task."""
    table = tasks.c
    result = await connection.execute(
        update(tasks)
        .where(table.province == province, table.id == task_id, table.state == _OPEN)
        .values(state="done", outcome=outcome, done_by=by, done_at=now)
    )
    return result.rowcount == 1


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Who asked, and about what, so that an answer finds its way. `kind` of bot.records.TicketKind."""

    kind: str
    subject: str
    unit_code: str | None
    dossier_code: str | None


@dataclass(frozen=True, kw_only=True)
class Closing:
    """`state`: answered by us, or closed elsewhere. `outcome`: the answer, or what was done."""

    state: Literal["answered", "closed"]
    by: str
    outcome: str
    at: datetime


async def close_ticket(
    connection: AsyncConnection, province: str, number: int, closing: Closing
) -> Closed | None:
    """None: there is no such open request."""
    table = tickets.c
    values = {
        "state": closing.state,
        "closed_by": closing.by,
        "outcome": closing.outcome,
        "closed_at": closing.at,
    }
    row = (
        await connection.execute(
            update(tickets)
            .where(table.province == province, table.id == number, table.state == _OPEN)
            .values(values)
            .returning(
                table.kind, table.phone, table.channel, table.sender, table.unit_code, table.dossier_code
            )
        )
    ).one_or_none()
    if row is None:
        return None
    return Closed(
        kind=row.kind,
        subject=row.phone or f"{row.channel}:{row.sender}",
        unit_code=None if row.unit_code == CONTROL_DESK else row.unit_code,
        dossier_code=row.dossier_code,
    )


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A notice that is about no dossier's state and brings its words. `key` is unique for its kind."""

    kind: Notice
    key: str
    to: Closed
    content: Content


async def put_worded(connection: AsyncConnection, province: str, notice: Worded, now: datetime) -> int | None:
    """Its id; None when it was there already."""
    row: dict[str, Any] = {
        "province": province,
        "once_key": f"{notice.kind.name}/{notice.key}",
        "kind": notice.kind.name,
        "subject": notice.to.subject,
        "dossier_code": notice.to.dossier_code,
        "unit_code": notice.to.unit_code,
        "content": to_json(notice.content),
        "state": NoticeState.PLANNED,
        "event_at": now,
        "planned_at": now,
        "next_at": now,
        "expires_at": now + notice.kind.life,
    }
    statement = insert(notices).values(row).on_conflict_do_nothing().returning(notices.c.id)
    made: int | None = await connection.scalar(statement)
    return made


@dataclass(frozen=True, kw_only=True)
class Waiting:
    tasks: int
    calling: int


async def waiting(connection: AsyncConnection, province: str) -> Waiting:
    """How much waits for officers. The states are written out, so that a plan for any value can use the
    indexes that hold only these."""
    t, n = tasks.c, notices.c
    is_open: ColumnElement[str] = literal_column(f"'{_OPEN}'")
    is_calling: ColumnElement[str] = literal_column(f"'{NoticeState.CALLING}'")
    open_now = select(func.count()).where(t.province == province, t.state == is_open)
    calling = select(func.count()).where(n.province == province, n.state == is_calling)
    return Waiting(
        tasks=(await connection.execute(open_now)).scalar_one(),
        calling=(await connection.execute(calling)).scalar_one(),
    )
