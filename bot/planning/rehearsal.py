"""A round of planning that leaves nothing behind: what would be written down, were it to run now."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.notifying.office import NoticeOffice
from bot.planning import plan_store, watch_store
from bot.planning.case import load_cases
from bot.planning.outlook import by_status, outlook
from bot.planning.plan import Planned


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """`kinds`: how many of each would be decided on; those that were planned before are among them."""

    planned: Planned
    kinds: Mapping[str, int]


async def rehearse(office: NoticeOffice, limit: int = 10_000) -> Rehearsed:
    """Of at most `limit` dossiers. Written in a transaction that is rolled back, so that what exists already
    is counted as existing."""
    now, kinds = office.now(), by_status(office.kinds.values())
    async with office.engine.connect() as connection:
        codes = await watch_store.claim(connection, office.province, now, limit)
        cases = await load_cases(connection, office, codes, now)
        looks = [outlook(case, kinds) for case in cases.values()]
        planned = [notice for look in looks for notice in look.notices]
        raised = [task for look in looks for task in look.tasks]
        counts = Planned(
            watches=len(codes),
            notices=await plan_store.put_notices(connection, office.province, planned, now),
            tasks=await plan_store.put_tasks(connection, office.province, raised, now),
            failed=sum(look.failed for look in looks),
        )
        await connection.rollback()
    return Rehearsed(planned=counts, kinds=Counter(notice.kind for notice in planned))
