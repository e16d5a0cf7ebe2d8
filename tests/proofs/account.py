"""Who was told what how often, and why more than once: from the journal of providers and from the outbox."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ending.ends_store import overdue_notices
from bot.message import ReceiptState
from tests.proofs.children import PROVINCE
from tests.proofs.provider import GOOD, Provider


@dataclass(frozen=True, kw_only=True)
class CopyRow:
    """`about`: numbers of the dossiers that it tells of, or its campaign's key."""

    id: int
    channel: str
    state: str
    created_at: datetime
    expires_at: datetime
    about: frozenset[str]


async def rows(engine: AsyncEngine, query: str, **values: Any) -> list[Any]:
    async with engine.connect() as connection:
        return list(await connection.execute(text(query), values))


async def copies(engine: AsyncEngine) -> list[CopyRow]:
    """In the order in which they were queued."""
    found = await rows(
        engine,
        "SELECT o.id, o.channel, o.state, o.created_at, o.expires_at, o.content, n.once_key, n.dossier_code"
        " FROM outbox o JOIN notices n ON n.id = o.notice_id ORDER BY o.id",
    )
    return [
        CopyRow(
            id=row.id,
            channel=row.channel,
            state=row.state,
            created_at=row.created_at,
            expires_at=row.expires_at,
            about=_about(row.content, row.dossier_code or row.once_key),
        )
        for row in found
    ]


def _about(content: Mapping[str, Any], otherwise: str) -> frozenset[str]:
    values = content["says"][0]["values"]
    codes = values.get("codes")
    if isinstance(codes, Mapping):
        codes = next(iter(codes.values()))
    return frozenset(codes) if codes else frozenset({otherwise})


@dataclass(frozen=True, kw_only=True)
class SecondCopies:
    """What came after a copy that its person had got already, by why it did."""

    in_window: int = 0
    known_to_have_failed: int = 0
    time_was_up: int = 0
    unexplained: tuple[int, ...] = ()


def second_copies(every: Collection[CopyRow], provider: Provider, in_flight: Collection[int]) -> SecondCopies:
    """`in_flight`: copies that were being sent when their process died."""
    reached: dict[str, list[CopyRow]] = defaultdict(list)
    for copy in every:
        if copy.id in provider.reached:
            for about in copy.about:
                reached[about].append(copy)
    why: Counter[str] = Counter()
    unexplained = []
    pairs = {(first, second) for several in reached.values() for first, second in pairwise(several)}
    for first, second in pairs:
        reason = _why(first, second, provider, in_flight)
        why[reason] += 1
        if not reason:
            unexplained.append(second.id)
    return SecondCopies(
        in_window=why["window"],
        known_to_have_failed=why["failed"],
        time_was_up=why["time"],
        unexplained=tuple(unexplained),
    )


def _why(first: CopyRow, second: CopyRow, provider: Provider, in_flight: Collection[int]) -> str:
    """Empty when nothing speaks for the second. Until `expires_at` the first channel has its time."""
    told = [state for state, at in provider.posted.get(first.id, []) if at <= second.created_at]
    if GOOD & set(told):
        return ""
    if ReceiptState.FAILED in told:
        return "failed"
    if second.created_at < first.expires_at:
        return ""
    if first.channel in provider.silent:
        unheard = not all(taken.heard for taken in provider.reached[first.id])
        return "window" if first.id in in_flight or unheard else ""
    return "time"


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    id: int
    kind: str
    state: str
    reason: str | None
    about: str


async def notices(engine: AsyncEngine) -> list[NoticeRow]:
    found = await rows(
        engine,
        "SELECT id, kind, state, reason, coalesce(dossier_code, once_key) AS about FROM notices ORDER BY id",
    )
    return [NoticeRow(**row._mapping) for row in found]


def untrue(every: Collection[NoticeRow], copied: Collection[CopyRow], provider: Provider) -> list[NoticeRow]:
    """Notices whose state does not agree with what the providers know: reached though none took it, or to be
    called though one has said that it arrived."""
    taken: set[str] = set()
    arrived: set[str] = set()
    for copy in copied:
        if copy.id in provider.reached:
            taken |= copy.about
        if GOOD & {state for state, _ in provider.posted.get(copy.id, [])}:
            arrived |= copy.about
    return [
        notice
        for notice in every
        if (notice.state in {"delivered", "read"} and notice.about not in taken)
        or (notice.state == "calling" and notice.about in arrived)
    ]


async def forged_is_found(engine: AsyncEngine, now: datetime) -> bool:
    """The checker that found nothing sees a notice at which nobody would look again, and only that one."""
    async with engine.begin() as connection:
        chosen = "SELECT id FROM notices ORDER BY id LIMIT 1"
        forge = (
            "UPDATE notices SET state = 'out', next_at = NULL, ended_at = NULL"
            f" WHERE id = ({chosen}) RETURNING id"
        )
        forged = (await connection.execute(text(forge))).scalar_one()
    return await overdue(engine, now) == [forged]


async def overdue(engine: AsyncEngine, now: datetime) -> list[int]:
    async with engine.connect() as connection:
        return [found.notice_id for found in await overdue_notices(connection, PROVINCE, now)]
