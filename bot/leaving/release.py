"""Releasing: what is planned leaves, what was not answered takes its next rung, everything comes to an end.

One transaction a batch, a dozen statements however many notices there are. Nothing is sent here: copies are
queued in the same transaction in which their notices move.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.leaving import release_store as store
from bot.leaving.despatch import Despatch, Look, despatch
from bot.leaving.judge import Scene
from bot.leaving.people_store import people
from bot.leaving.waiting import Waiting
from bot.notifying.check_code import new_code
from bot.notifying.office import NoticeOffice
from bot.planning.case import load_cases
from bot.planning.forgotten_store import digest
from bot.planning.plan_store import put_tasks
from knowledge.dossiers.dossier import local_day


async def release(office: NoticeOffice, limit: int = 500, *, campaigns: bool = False) -> int:
    """One batch of notices whose time has come: those of running campaigns, or all others; how many were
    looked at. Any number of processes may do this; one of each sort is at work at a time."""
    async with office.engine.begin() as connection:
        await store.alone(connection, office.province, campaigns=campaigns)
        now = office.now()
        batch = await _batch(connection, office, limit, now, campaigns=campaigns)
        if batch:
            look = await _look(connection, office, batch, now)
            await _write(connection, office, despatch(batch, look, _code), now)
    return len(batch)


async def hold_stopped(office: NoticeOffice) -> int:
    """What is on its way of campaigns that were stopped waits for receipts only; how many had their time."""
    async with office.engine.begin() as connection:
        return await store.hold_stopped(connection, office.province, office.now())


async def _batch(
    connection: AsyncConnection, office: NoticeOffice, limit: int, now: datetime, *, campaigns: bool
) -> list[Waiting]:
    urgent = _urgent(office)
    batch = await store.due(connection, office.province, now, limit, campaigns=campaigns, urgent=urgent)
    if campaigns:
        return batch
    return batch + await store.together(connection, office.province, now, batch, urgent=urgent)


async def _look(
    connection: AsyncConnection, office: NoticeOffice, batch: Sequence[Waiting], now: datetime
) -> Look:
    codes = sorted({notice.dossier_code for notice in batch if notice.dossier_code is not None})
    moved = {notice.message_id for notice in batch if notice.copies}
    limits = {name: sender.limits for name, sender in office.post.senders.items()}
    return Look(
        kinds=office.kinds,
        cases=await load_cases(connection, office, codes, now) if codes else {},
        people=await people(
            connection,
            office.province,
            {notice.subject for notice in batch},
            now=now,
            uncounted=_urgent(office),
            secret=office.secret,
        ),
        copies=await store.copies(connection, office.province, moved),
        limits=limits,
        wordings=office.post.wordings,
        scene=Scene(
            now=now,
            rules=office.rules(local_day(now)),
            calendar=office.calendar,
            final=frozenset(name for name, limit in limits.items() if not limit.receipts),
        ),
        digest=partial(digest, office.secret),
    )


async def _write(connection: AsyncConnection, office: NoticeOffice, done: Despatch, now: datetime) -> None:
    """Waiting copies are withdrawn first, so that an old and a new one cannot both leave."""
    await store.withdraw(connection, office.province, done.withdrawn, now)
    await store.write(connection, office.province, done.steps)
    await put_tasks(connection, office.province, done.tasks, now)
    await outbox.queue(connection, office.province, done.drafts, now)


def _urgent(office: NoticeOffice) -> list[str]:
    return sorted(kind.name for kind in office.kinds.values() if kind.urgent)


def _code() -> str:
    return new_code(secrets.token_bytes(8))
