"""Providers' receipts, many at once: SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, Select, Text, any_, bindparam, column, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.message import Receipt, ReceiptState
from bot.outbox_store import State
from db.tables.bot import Moment, outbox


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A message that receipts moved forward, and the notice of which it is a copy."""

    id: int
    channel: str
    state: State
    at: datetime
    reason: str | None
    notice_id: int | None


async def note_receipts(
    connection: AsyncConnection, province: str, receipts: Sequence[Receipt]
) -> tuple[list[bool], list[Moved]]:
    """Take receipts; doubled, late and disordered ones only ever move a message forward. The first list
    says of each whether a message of ours is meant."""
    found = await _held(connection, province, receipts)
    moved: dict[int, Moved] = {}
    for receipt in receipts:
        row = found.get(_key(receipt))
        state = _BY_RECEIPT.get(receipt.state)
        if row is None or state is None:
            continue
        now = moved[row.id].state if row.id in moved else State(row.state)
        if _moves(now, state):
            moved[row.id] = Moved(
                id=row.id,
                channel=row.channel,
                state=state,
                at=receipt.at,
                reason=receipt.reason,
                notice_id=row.notice_id,
            )
    await _write(connection, province, list(moved.values()))
    return [_key(receipt) in found for receipt in receipts], list(moved.values())


_BY_RECEIPT = {
    ReceiptState.DELIVERED: State.DELIVERED,
    ReceiptState.READ: State.READ,
    ReceiptState.FAILED: State.FAILED,
}
_RANK = {State.SENDING: 0, State.QUEUED: 0, State.SENT: 1, State.DELIVERED: 2, State.READ: 3}
_LARGEST = 2**63 - 1


def _moves(now: State, to: State) -> bool:
    if to is State.FAILED:
        return now in {State.SENT, State.SENDING}
    return now is State.FAILED or _RANK.get(now, 9) < _RANK[to]


def _key(receipt: Receipt) -> tuple[str, str | int | None]:
    """A number is our own reference, words are the provider's."""
    if not receipt.reference:
        return receipt.channel, receipt.provider_id
    number = int(receipt.reference) if receipt.reference.isdecimal() else -1
    return receipt.channel, number if number <= _LARGEST else -1


async def _held(
    connection: AsyncConnection, province: str, receipts: Sequence[Receipt]
) -> Mapping[tuple[str, str | int | None], Row[Any]]:
    """The messages that are meant, locked in the order of their numbers."""
    keys = {_key(receipt) for receipt in receipts}
    ours = [number for _, number in keys if isinstance(number, int)]
    theirs = [(channel, name) for channel, name in keys if isinstance(name, str)]
    found: dict[tuple[str, str | int | None], Row[Any]] = {}
    if ours:
        for row in await connection.execute(_by_reference(province, ours)):
            found[row.channel, row.id] = row
    if theirs:
        for row in await connection.execute(_by_provider_id(province, theirs)):
            found[row.channel, row.provider_id] = row
    return found


_HELD = (outbox.c.id, outbox.c.channel, outbox.c.provider_id, outbox.c.state, outbox.c.notice_id)


def _by_reference(province: str, numbers: list[int]) -> Select[Any]:
    ids = bindparam("ids", numbers, type_=ARRAY(BigInteger))
    return (
        select(*_HELD)
        .where(outbox.c.province == province, outbox.c.id == any_(ids))
        .order_by(outbox.c.id)
        .with_for_update()
    )


def _by_provider_id(province: str, names: list[tuple[str, str]]) -> Select[Any]:
    lists = (
        bindparam("channels", [channel for channel, _ in names], type_=ARRAY(Text)),
        bindparam("names", [name for _, name in names], type_=ARRAY(Text)),
    )
    columns = (column("channel", Text), column("provider_id", Text))
    told = func.unnest(*lists).table_valued(*columns, name="told").render_derived()
    return (
        select(*_HELD)
        .join(told, (told.c.channel == outbox.c.channel) & (told.c.provider_id == outbox.c.provider_id))
        .where(outbox.c.province == province)
        .order_by(outbox.c.id)
        .with_for_update(of=outbox)
    )


async def _write(connection: AsyncConnection, province: str, moved: Sequence[Moved]) -> None:
    if not moved:
        return
    lists = (
        bindparam("ids", [each.id for each in moved], type_=ARRAY(BigInteger)),
        bindparam("states", [each.state for each in moved], type_=ARRAY(Text)),
        bindparam("ats", [each.at for each in moved], type_=ARRAY(Moment)),
        bindparam("reasons", [each.reason for each in moved], type_=ARRAY(Text)),
    )
    columns = (column("id", BigInteger), column("state", Text), column("at", Moment), column("reason", Text))
    told = func.unnest(*lists).table_valued(*columns, name="told").render_derived()
    await connection.execute(
        update(outbox)
        .where(outbox.c.province == province, outbox.c.id == told.c.id)
        .values(state=told.c.state, ended_at=told.c.at, reason=told.c.reason, sending_at=None)
    )
