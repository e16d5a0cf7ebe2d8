"""Watches: SQL. Each statement takes as many dossiers as there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Text, any_, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import Moment
from db.tables.bot_notices import notices, tasks, watches

_CODES = ARRAY(Text)
_MOMENTS = ARRAY(Moment)


async def watch(connection: AsyncConnection, province: str, codes: Sequence[str], now: datetime) -> None:
    """An earlier moment stays."""
    await connection.execute(_watch(), {"province": province, "codes": codes, "now": now})


@cache
def _watch() -> Insert:
    """Made once: each event of the feed asks for it."""
    given = func.unnest(bindparam("codes", type_=_CODES)).table_valued("code").render_derived()
    now = bindparam("now", type_=Moment)
    new = insert(watches).from_select(
        ["province", "dossier_code", "look_at"],
        select(bindparam("province", type_=Text()), given.c.code, now),
    )
    return new.on_conflict_do_update(
        index_elements=["province", "dossier_code"],
        set_={"look_at": new.excluded.look_at},
        where=new.excluded.look_at < watches.c.look_at,
    )


async def claim(connection: AsyncConnection, province: str, now: datetime, limit: int) -> list[str]:
    """Numbers whose time has come, held until the transaction ends; nobody else gets them meanwhile. The
    newest first: somebody waits for what has just happened, and not for what the clock brings."""
    c = watches.c
    due = (
        select(c.dossier_code)
        .where(c.province == province, c.look_at <= now)
        .order_by(c.look_at.desc())
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(await connection.scalars(due))


async def settle(
    connection: AsyncConnection, province: str, codes: Sequence[str], look_at: Mapping[str, datetime]
) -> None:
    """Of the claimed `codes`, those in `look_at` are looked at then, and the others no more."""
    c = watches.c
    gone = [code for code in codes if code not in look_at]
    if gone:
        mine = c.dossier_code == any_(bindparam(None, gone, type_=_CODES))
        await connection.execute(delete(watches).where(c.province == province, mine))
    if look_at:
        later = (
            func.unnest(
                bindparam(None, list(look_at), type_=_CODES),
                bindparam(None, list(look_at.values()), type_=_MOMENTS),
            )
            .table_valued("code", "look_at")
            .render_derived(name="later")
        )
        mine = c.dossier_code == later.c.code
        await connection.execute(
            update(watches).where(c.province == province, mine).values(look_at=later.c.look_at)
        )


async def forget(connection: AsyncConnection, province: str, codes: Sequence[str]) -> None:
    for table in (watches, tasks, notices):
        theirs = table.c.dossier_code == any_(bindparam(None, codes, type_=_CODES))
        await connection.execute(delete(table).where(table.c.province == province, theirs))
