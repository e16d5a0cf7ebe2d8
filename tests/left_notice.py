"""A notice that has left, as the rows say it: for tests of what its recipient answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.state import NoticeState
from bot.outbox_store import Kind, State
from db.tables.bot import outbox
from db.tables.bot_notices import notices, unit_feeds


@dataclass(frozen=True, kw_only=True)
class Left:
    """`subject` None: the recipient itself. `copy`: how far the copy has come."""

    kind: str
    channel: str
    recipient: str
    dossier_code: str | None = None
    unit_code: str | None = None
    subject: str | None = None
    check_code: str | None = None
    text: str | None = None
    carrier_id: int | None = None
    copy: State = State.SENT


async def leave(connection: AsyncConnection, province: str, left: Left, at: datetime) -> int:
    """The notice's id."""
    key = f"{left.kind}/{left.dossier_code}/{at:%Y%m%d%H%M}/{left.recipient}"
    row = {
        "province": province,
        "once_key": key,
        "kind": left.kind,
        "subject": left.subject or left.recipient,
        "dossier_code": left.dossier_code,
        "unit_code": left.unit_code,
        "state": NoticeState.OUT,
        "event_at": at,
        "planned_at": at,
        "next_at": at + timedelta(hours=2),
        "expires_at": at + timedelta(days=5),
        "check_code": left.check_code,
        "carrier_id": left.carrier_id,
        "left_at": at,
    }
    number = int((await connection.execute(insert(notices).values(row).returning(notices.c.id))).scalar_one())
    if left.carrier_id is None:
        await connection.execute(insert(outbox).values(_copy(province, left, key, number, at)))
    return number


def _copy(province: str, left: Left, key: str, number: int, at: datetime) -> dict[str, object]:
    return {
        "province": province,
        "once_key": f"notice/{key}",
        "channel": left.channel,
        "recipient": left.recipient,
        "kind": Kind.NOTICE,
        "wordings": [],
        "state": left.copy,
        "due_at": at,
        "created_at": at,
        "sent_at": None if left.copy is State.QUEUED else at,
        "text": left.text,
        "notice_id": number,
    }


async def fall_silent(connection: AsyncConnection, province: str, unit_code: str, at: datetime) -> None:
    """The unit's feed was heard last at `at`."""
    row = upsert(unit_feeds).values(province=province, unit_code=unit_code, heard_at=at, silent_from=at)
    same = ["province", "unit_code"]
    await connection.execute(
        row.on_conflict_do_update(index_elements=same, set_={"heard_at": at, "silent_from": at})
    )
