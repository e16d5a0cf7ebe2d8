"""When the feed last spoke of each unit: SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Text, any_, bindparam, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import Moment
from db.tables.bot_notices import unit_feeds, watches
from db.tables.knowledge_dossiers import FINAL_STATUSES, dossiers

_CODES = ARRAY(Text)


async def silent_units(connection: AsyncConnection, province: str) -> dict[str, datetime]:
    """Units whose feed counts as silent, each with the moment when it last spoke."""
    c = unit_feeds.c
    rows = await connection.execute(
        select(c.unit_code, c.heard_at).where(c.province == province, c.silent_from.is_not(None))
    )
    return {row.unit_code: row.heard_at for row in rows}


async def silent_since(connection: AsyncConnection, province: str, unit_code: str) -> datetime | None:
    c = unit_feeds.c
    mine = (c.province == province, c.unit_code == unit_code, c.silent_from.is_not(None))
    heard: datetime | None = await connection.scalar(select(c.heard_at).where(*mine))
    return heard


async def hear(connection: AsyncConnection, province: str, units: Sequence[str], now: datetime) -> list[str]:
    """Note that the feed spoke of these units; those of them that counted as silent until now."""
    given = {"province": province, "units": units}
    spoke = list(await connection.scalars(_were_silent(), given))
    await connection.execute(_heard(), {**given, "now": now})
    return spoke


@cache
def _were_silent() -> Select[Any]:
    c = unit_feeds.c
    named = c.unit_code == any_(bindparam("units", type_=_CODES))
    silent = (c.province == bindparam("province"), named, c.silent_from.is_not(None))
    return select(c.unit_code).where(*silent).with_for_update()


@cache
def _heard() -> Insert:
    """Made once, like all that each event of the feed asks for."""
    given = func.unnest(bindparam("units", type_=_CODES)).table_valued("unit").render_derived()
    now = bindparam("now", type_=Moment)
    new = insert(unit_feeds).from_select(
        ["province", "unit_code", "heard_at"],
        select(bindparam("province", type_=Text()), given.c.unit, now),
    )
    latest = func.greatest(unit_feeds.c.heard_at, new.excluded.heard_at)
    return new.on_conflict_do_update(
        index_elements=["province", "unit_code"], set_={"heard_at": latest, "silent_from": None}
    )


async def watch_again(
    connection: AsyncConnection, province: str, units: Sequence[str], at: datetime, now: datetime
) -> None:
    """Dossiers of these units that wait for a moment are looked at then; those due now stay due."""
    w, d = watches.c, dossiers.c
    theirs = (
        d.province == province,
        d.unit_code == any_(bindparam(None, units, type_=_CODES)),
        w.province == province,
        w.dossier_code == d.code,
    )
    await connection.execute(update(watches).where(*theirs, w.look_at > now).values(look_at=at))


async def unheard(connection: AsyncConnection, province: str, before: datetime) -> dict[str, datetime]:
    """Units not yet silent of which the feed has last spoken before that moment, and that have open
    dossiers."""
    c, d = unit_feeds.c, dossiers.c
    has_work = (
        select(literal(1))
        .where(d.province == province, d.unit_code == c.unit_code, d.status.not_in(FINAL_STATUSES))
        .exists()
    )
    rows = await connection.execute(
        select(c.unit_code, c.heard_at).where(
            c.province == province, c.silent_from.is_(None), c.heard_at < before, has_work
        )
    )
    return {row.unit_code: row.heard_at for row in rows}


async def mark_silent(
    connection: AsyncConnection, province: str, heard: Mapping[str, datetime], since: Mapping[str, datetime]
) -> list[str]:
    """Units that have said nothing since they were `heard` are silent from `since` on; which were marked."""
    c = unit_feeds.c
    new = (
        func.unnest(
            bindparam(None, list(heard), type_=_CODES),
            bindparam(None, list(heard.values()), type_=ARRAY(Moment)),
            bindparam(None, [since[unit] for unit in heard], type_=ARRAY(Moment)),
        )
        .table_valued("unit", "heard_at", "silent_from")
        .render_derived(name="new")
    )
    same = (c.unit_code == new.c.unit, c.heard_at == new.c.heard_at, c.silent_from.is_(None))
    marked = update(unit_feeds).where(c.province == province, *same).values(silent_from=new.c.silent_from)
    return list(await connection.scalars(marked.returning(c.unit_code)))
