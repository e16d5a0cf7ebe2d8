"""The call list: notices that no channel brought to their citizen. SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying import reasons
from bot.notifying.notice import TaskKind
from bot.notifying.state import NoticeState
from db.tables.bot_notices import notices, tasks, wrong_numbers

_OWN = notices.c
_TO_REACH = (TaskKind.NO_PHONE, TaskKind.NOT_REACHED)


@dataclass(frozen=True, kw_only=True)
class ToCall:
    """`subject`: an E.164 phone, a chat, or '' when the dossier names nobody. `reason`: why no message
    reached, and what was tried by phone since. `until`: when the time to call is up. `number_is_wrong`:
    whoever has the number said that it is not the citizen's, for this notice or another one."""

    notice_id: int
    kind: str
    subject: str
    dossier_code: str | None
    unit_code: str | None
    reason: str | None
    until: datetime
    expires_at: datetime
    number_is_wrong: bool


async def to_call(
    connection: AsyncConnection, province: str, unit_code: str | None, limit: int | None
) -> Sequence[ToCall]:
    """Of one unit or of all, what has the least time left first."""
    query = (
        _select()
        .where(_OWN.province == province, _OWN.state == NoticeState.CALLING)
        .order_by(_OWN.next_at, _OWN.id)
        .limit(limit)
    )
    if unit_code is not None:
        query = query.where(_OWN.unit_code == unit_code)
    return [ToCall(**row) for row in (await connection.execute(query)).mappings()]


async def count_to_call(connection: AsyncConnection, province: str, until: datetime) -> int:
    """Those whose time to be called is up by then."""
    query = select(func.count()).where(
        _OWN.province == province, _OWN.state == NoticeState.CALLING, _OWN.next_at <= until
    )
    return int((await connection.execute(query)).scalar_one())


async def hold(connection: AsyncConnection, province: str, notice_id: int) -> ToCall | None:
    """Locked until the transaction ends; None: it is not on the call list (any more)."""
    query = _select().where(
        _OWN.province == province, _OWN.id == notice_id, _OWN.state == NoticeState.CALLING
    )
    row = (await connection.execute(query.with_for_update())).mappings().one_or_none()
    return None if row is None else ToCall(**row)


async def end(
    connection: AsyncConnection,
    province: str,
    notice_id: int,
    state: NoticeState,
    reason: str | None,
    now: datetime,
) -> None:
    await connection.execute(
        update(notices)
        .where(_OWN.province == province, _OWN.id == notice_id)
        .values(state=state, reason=reason, next_at=null(), ended_at=now, ended_on="call")
    )


async def note(connection: AsyncConnection, province: str, notice_id: int, reason: str) -> None:
    await connection.execute(
        update(notices).where(_OWN.province == province, _OWN.id == notice_id).values(reason=reason)
    )


async def close_tasks(
    connection: AsyncConnection, province: str, dossier_code: str, outcome: str, by: str, now: datetime
) -> None:
    """To find a way to the citizen of a dossier, once nobody of it is left to be called."""
    t = tasks.c
    still = exists().where(
        _OWN.province == province, _OWN.dossier_code == dossier_code, _OWN.state == NoticeState.CALLING
    )
    mine = (t.province == province, t.dossier_code == dossier_code, t.state == "open", t.kind.in_(_TO_REACH))
    done = {"state": "done", "outcome": outcome, "done_by": " ".join(by.split()), "done_at": now}
    await connection.execute(update(tasks).where(*mine, ~still).values(**done))


async def put_wrong_number(connection: AsyncConnection, province: str, phone: str, now: datetime) -> None:
    values = {"province": province, "phone": phone, "at": now}
    await connection.execute(insert(wrong_numbers).values(values).on_conflict_do_nothing())


def _select() -> Select[Any]:
    wrong = wrong_numbers.c
    noted = exists().where(wrong.province == _OWN.province, wrong.phone == _OWN.subject)
    for_that = func.coalesce(_OWN.reason, "").startswith(reasons.WRONG_NUMBER)
    return select(
        _OWN.id.label("notice_id"),
        _OWN.kind,
        _OWN.subject,
        _OWN.dossier_code,
        _OWN.unit_code,
        _OWN.reason,
        func.coalesce(_OWN.next_at, _OWN.expires_at).label("until"),
        _OWN.expires_at,
        or_(for_that, noted).label("number_is_wrong"),
    )
