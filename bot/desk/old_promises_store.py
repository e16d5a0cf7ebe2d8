"""Late dossiers that no officer has a task about: the archive of a first import. SQL."""

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.deadlines import RUNNING
from bot.notifying.notice import TaskKind
from db.tables.bot_notices import tasks
from db.tables.knowledge_dossiers import dossiers

_ABOUT_LATE = (TaskKind.LETTER_MISSED, TaskKind.LATE_AGAIN)


async def count(connection: AsyncConnection, province: str, unit_code: str | None, before: datetime) -> int:
    """Running dossiers whose promise lies before a moment, in which nobody is held to it one by one."""
    known, task = dossiers.c, tasks.c
    told = exists().where(
        task.province == known.province, task.dossier_code == known.code, task.kind.in_(_ABOUT_LATE)
    )
    query = (
        select(func.count())
        .where(known.province == province, known.promised_at < before, known.status.in_(RUNNING))
        .where(~told)
    )
    if unit_code is not None:
        query = query.where(known.unit_code == unit_code)
    return int((await connection.execute(query)).scalar_one())
