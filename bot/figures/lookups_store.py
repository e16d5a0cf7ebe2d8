"""Questions that a notice would have spared."""

from datetime import timedelta

from sqlalchemy import Select, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures.scope import Scope
from bot.figures.telling import LookUps
from bot.figures.telling_store import REACHED
from db.tables.bot import exchanges
from db.tables.bot_notices import notices
from db.tables.knowledge_dossiers import dossier_changes, dossiers
from knowledge.dossiers.change import SAMPLES, ChangeKind

WITHIN = timedelta(hours=72)
_ABOUT_DOSSIER = "dossier."


async def look_ups(connection: AsyncConnection, scope: Scope) -> LookUps:
    questions = _questions(scope).subquery()
    row = (
        await connection.execute(
            select(func.count().label("all"), func.count().filter(questions.c.untold).label("untold"))
        )
    ).one()
    changes = await connection.scalar(_changes(scope))
    return LookUps(questions=row[0], avoidable=row[1], changes=int(changes or 0))


def _questions(scope: Scope) -> Select[bool]:
    """Each question about a dossier in the period, and whether news of it was missing."""
    asked, change, notice = exchanges.c, dossier_changes.c, notices.c
    intent = func.unnest(asked.intents).table_valued("name").render_derived()
    about_dossier = exists().select_from(intent).where(intent.c.name.like(_ABOUT_DOSSIER + "%"))
    told = (
        exists()
        .where(
            notice.province == scope.province,
            notice.dossier_code == change.code,
            notice.state.in_(REACHED),
            notice.ended_at >= change.at,
            notice.ended_at <= asked.received_at,
        )
        .correlate(dossier_changes, exchanges)
    )
    untold = exists().where(
        change.province == scope.province,
        change.code == asked.dossier_code,
        change.kinds.contains([ChangeKind.STATUS]),
        change.at <= asked.received_at,
        change.at > asked.received_at - WITHIN,
        ~told,
    )
    known = exists().where(scope.dossiers(), dossiers.c.code == asked.dossier_code)
    return select(untold.label("untold")).where(
        asked.province == scope.province, scope.within(asked.received_at), about_dossier, known
    )


def _changes(scope: Scope) -> Select[int]:
    change = dossier_changes.c
    real = true() if scope.samples else change.source.not_in(SAMPLES)
    within = (
        change.province == scope.province, scope.within(change.at), real,
        change.kinds.contains([ChangeKind.STATUS]),
    )  # fmt: skip
    counted = select(func.count()).select_from(dossier_changes).where(*within)
    if scope.unit is None:
        return counted
    return counted.where(exists().where(scope.dossiers(), dossiers.c.code == change.code))
