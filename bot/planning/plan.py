"""Planning: due watches are claimed, their dossiers decided about, and what is due is written down once.

Any number of processes may plan: a watch is held by one of them until its transaction ends, and whatever is
written carries a key that exists once."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.notifying.notice import Case, Task
from bot.notifying.office import NoticeOffice
from bot.planning import again_store, forgotten_store, watch_store
from bot.planning import plan_store as store
from bot.planning.case import load_cases
from bot.planning.outlook import ByStatus, Outlook, by_status, outlook

log = logging.getLogger(__name__)

AT_A_TIME = 100
"""Dossiers decided about before others in this process get their turn."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """`failed`: how often a kind could not decide."""

    watches: int = 0
    notices: int = 0
    tasks: int = 0
    failed: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(
            watches=self.watches + other.watches,
            notices=self.notices + other.notices,
            tasks=self.tasks + other.tasks,
            failed=self.failed + other.failed,
        )


async def plan(office: NoticeOffice, limit: int = 1000, *, rounds: int | None = None) -> Planned:
    """Until nothing is due, or for so many rounds of at most `limit` dossiers, each in a transaction."""
    kinds = by_status(office.kinds.values())
    total = Planned()
    done = 0
    while rounds is None or done < rounds:
        one = await _round(office, kinds, limit)
        total, done = total + one, done + 1
        if one.watches < limit:
            break
    return total


async def _round(office: NoticeOffice, kinds: ByStatus, limit: int) -> Planned:
    now = office.now()
    async with office.engine.begin() as connection:
        await store.plan_anew(connection)
        codes = await watch_store.claim(connection, office.province, now, limit)
        if not codes:
            return Planned()
        cases = await load_cases(connection, office, codes, now)
        looks = await _decide(list(cases.values()), kinds)
        decided = [notice for look in looks for notice in look.notices]
        planned = await forgotten_store.known(connection, office.province, office.secret, decided)
        raised: list[Task] = [task for look in looks for task in look.tasks]
        asked = [look.code for look in looks if look.complete]
        notices = await store.put_notices(connection, office.province, planned, now)
        due = [notice.once_key for notice in planned]
        await again_store.look_again(connection, office.province, asked, due, now)
        await store.lapse_tasks(connection, office.province, asked, raised, now)
        tasks = await store.put_tasks(connection, office.province, raised, now)
        await watch_store.settle(connection, office.province, codes, _look_at(looks))
    return Planned(
        watches=len(codes), notices=notices, tasks=tasks, failed=sum(look.failed for look in looks)
    )


async def _decide(cases: Sequence[Case], kinds: ByStatus) -> list[Outlook]:
    looks: list[Outlook] = []
    for start in range(0, len(cases), AT_A_TIME):
        looks += [outlook(case, kinds) for case in cases[start : start + AT_A_TIME]]
        await asyncio.sleep(0)
    return looks


def _look_at(looks: Sequence[Outlook]) -> dict[str, datetime]:
    return {look.code: look.look_at for look in looks if look.look_at is not None}
