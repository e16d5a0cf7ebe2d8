"""Notices and tasks written down, thousands in one statement: SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, any_, bindparam, func, literal, select, text, true, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.notice import Task, TaskKind
from bot.notifying.state import ENDS
from bot.parcel import Content, to_json
from bot.planning.outlook import NewNotice
from db.tables.bot import Moment
from db.tables.bot_notices import notices, tasks

_ONCE = ["province", "once_key"]
_LAPSE = (TaskKind.LETTER_OWED, TaskKind.LETTER_FLAWED)
"""What has to be done only as long as the dossier asks for it. A breach, once there, stays to be answered."""


async def plan_anew(connection: AsyncConnection) -> None:
    """Statements of this transaction are planned for the tables as they are now. A plan that the server kept
    from when `tasks` was empty read all of them for each dossier: 13 s instead of 0.3 for a morning."""
    await connection.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))


async def put_notices(
    connection: AsyncConnection, province: str, planned: Sequence[NewNotice], now: datetime
) -> int:
    """How many were not there yet."""
    if not planned:
        return 0
    columns: dict[str, tuple[Any, list[Any]]] = {
        "once_key": (Text(), [row.once_key for row in planned]),
        "kind": (Text(), [row.kind for row in planned]),
        "subject": (Text(), [row.subject for row in planned]),
        "dossier_code": (Text(), [row.dossier_code for row in planned]),
        "unit_code": (Text(), [row.unit_code for row in planned]),
        "state": (Text(), [row.state.value for row in planned]),
        "reason": (Text(), [row.reason for row in planned]),
        "event_at": (Moment, [row.event_at for row in planned]),
        "next_at": (Moment, [row.next_at for row in planned]),
        "expires_at": (Moment, [row.expires_at for row in planned]),
        "ended_at": (Moment, [now if row.state in ENDS else None for row in planned]),
    }
    fresh = _rows(insert(notices), columns, {"province": province, "planned_at": now})
    return (await connection.execute(fresh.on_conflict_do_nothing(index_elements=_ONCE))).rowcount


async def put_tasks(connection: AsyncConnection, province: str, raised: Sequence[Task], now: datetime) -> int:
    """How many were not there yet, or had lapsed and are to be done again. Two kinds may ask for one."""
    raised = list({task_key(task): task for task in raised}.values())
    if not raised:
        return 0
    columns: dict[str, tuple[Any, list[Any]]] = {
        "once_key": (Text(), [task_key(task) for task in raised]),
        "kind": (Text(), [task.kind.value for task in raised]),
        "desk": (Text(), [task.desk.value for task in raised]),
        "unit_code": (Text(), [task.unit_code for task in raised]),
        "dossier_code": (Text(), [task.dossier_code for task in raised]),
        "content": (JSONB(), [to_json(Content(says=task.says)) for task in raised]),
        "due_at": (Moment, [task.due_at for task in raised]),
    }
    fresh = _rows(insert(tasks), columns, {"province": province, "created_at": now})
    again = fresh.on_conflict_do_update(
        index_elements=_ONCE, set_={"state": "open", "done_at": None}, where=tasks.c.state == "lapsed"
    )
    return (await connection.execute(again)).rowcount


async def lapse_tasks(
    connection: AsyncConnection, province: str, codes: Sequence[str], raised: Sequence[Task], now: datetime
) -> int:
    """Open tasks about these dossiers that asking does not raise any more need not be done. Called before
    new ones are put, it has little to look through."""
    t = tasks.c
    asked = (
        func.unnest(bindparam(None, codes, type_=ARRAY(Text))).table_valued("code").render_derived("asked")
    )
    # One dossier after the other, by the index of dossiers: until it was analysed, nothing is known of what a
    # table holds, and whatever stood inside the offset could choose another index, of all that is open.
    own = (
        select(t.id, t.once_key, t.kind, t.state)
        .where(t.province == province, t.dossier_code == asked.c.code)
        .offset(0)
        .lateral("own")
    )
    theirs_open = (own.c.state == "open", own.c.kind.in_(_LAPSE))
    opened = select(own.c.id, own.c.once_key).select_from(asked.join(own, true())).where(*theirs_open)
    still = {task_key(task) for task in raised}
    over = [number for number, key in await connection.execute(opened) if key not in still]
    if over:
        theirs = t.id == any_(bindparam(None, over, type_=ARRAY(BigInteger)))
        await connection.execute(
            update(tasks)
            .where(t.province == province, theirs, t.state == "open")
            .values(state="lapsed", done_at=now)
        )
    return len(over)


def task_key(task: Task) -> str:
    return f"{task.kind}/{task.dossier_code or task.unit_code or ''}/{task.mark}/{task.desk}"


def _rows(into: Insert, columns: dict[str, tuple[Any, list[Any]]], same: dict[str, Any]) -> Insert:
    """One array a column: a statement of one shape, however many rows."""
    arrays = [bindparam(None, values, type_=ARRAY(type_)) for type_, values in columns.values()]
    given = func.unnest(*arrays).table_valued(*columns).render_derived(name="new")
    fixed = [literal(value, type_=into.table.c[name].type) for name, value in same.items()]
    return into.from_select([*same, *columns], select(*fixed, *(given.c[name] for name in columns)))
