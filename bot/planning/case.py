"""What a kind looks at, read from the store: many dossiers in three statements."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lure import without_lures
from bot.notifying.notice import Case
from bot.notifying.office import NoticeOffice
from bot.planning import feeds_store
from knowledge.dossiers.change import SAMPLES
from knowledge.dossiers.dossier import local_day
from knowledge.dossiers.store import with_history


async def load_cases(
    connection: AsyncConnection, office: NoticeOffice, codes: Sequence[str], now: datetime
) -> dict[str, Case]:
    """By canonical number, as it is stored. Left out: what is not known, and samples where they must be."""
    found = await with_history(connection, office.province, codes)
    silent = await feeds_store.silent_units(connection, office.province)
    rules = office.rules(local_day(now))
    return {
        code: Case(
            dossier=without_lures(dossier),
            changes=changes,
            now=now,
            calendar=office.calendar,
            rules=rules,
            neutral=office.neutral(dossier),
            bereaved=office.bereaved(dossier),
            silent_since=silent.get(dossier.unit.code),
        )
        for code, (dossier, changes) in found.items()
        if office.samples or changes[-1].source not in SAMPLES
    }
