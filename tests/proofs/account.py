"""Who was told what how often, and why more than once: from the journal of providers and from the outbox."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.message import ReceiptState
from bot.notifying.ends import overdue_notices
from tests.proofs.children import PROVINCE
from tests.proofs.provider import GOOD, Provider


@dataclass(frozen=True, kw_only=True)
class CopyRow:
    """`about`: numbers of the dossiers that it tells of, or its campaign's key."""

    id: int
    channel: str
    state: str
    created_at: datetime
    about: frozenset[str]


async def rows(engine: AsyncEngine, query: str, **values: Any) -> list[Any]:
    async with engine.connect() as connection:
        return list(await connection.execute(text(query), values))


async def copies(engine: AsyncEngine) -> list[CopyRow]:
    """In the order in which they were queued."""
    found = await rows(
        engine,
        "SELECT o.id, o.channel, o.state, o.created_at, o.content, n.once_key, n.dossier_code"
        " FROM outbox o JOIN notices n ON n.id = o.notice_id ORDER BY o.id",
    )
    return [
        CopyRow(
            id=row.id,
            channel=row.channel,
            state=row.state,
            created_at=row.created_at,
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

    in_window: int
    known_to_have_failed: int
    time_was_up: int
    unexplained: tuple[int, ...]


def second_copies(
    every: Collection[CopyRow], provider: Provider, in_flight: Collection[int]
) -> SecondCopies:
    """`in_flight`: copies that were being sent when their process died."""
    reached: dict[str, list[CopyRow]] = defaultdict(list)
    for copy in every:
        if copy.id in provider.reached:
            for about in copy.about:
                reached[about].append(copy)
    why: Counter[str] = Counter()
    unexplained = []
    pairs = {
        (first, second)
        for several in reached.values()
        for first, second in zip(several, several[1:], strict=False)
    }
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
    told = [state for state, at in provider.posted.get(first.id, []) if at <= second.created_at]
    if GOOD & set(told):
        return ""
    if first.channel in provider.silent:
        unheard = not all(taken.heard for taken in provider.reached[first.id])
        return "window" if first.id in in_flight or unheard else ""
    if ReceiptState.FAILED in told:
        return "failed"
    return "time"


async def overdue(engine: AsyncEngine, now: datetime) -> list[int]:
    async with engine.connect() as connection:
        return [found.notice_id for found in await overdue_notices(connection, PROVINCE, now)]
