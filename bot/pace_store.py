"""How fast a channel may send, all processes together: a bucket of tokens in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Double, cast, extract, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.message import Limits
from db.tables.bot_notices import channel_buckets


@dataclass(frozen=True, kw_only=True)
class Rate:
    """`burst` tokens at most, `per_second` new ones."""

    per_second: float
    burst: float


def rate_of(limits: Limits) -> Rate | None:
    """A bucket of one second; None for a channel that takes as many as we like."""
    return None if limits.rate is None else Rate(per_second=limits.rate, burst=max(1.0, limits.rate))


async def take(
    connection: AsyncConnection, province: str, channel: str, wanted: int, rate: Rate, now: datetime
) -> int:
    """Up to `wanted` tokens, as many as there are. The bucket stays locked until the transaction ends, so
    that what is not used can be given back by `charge`."""
    table = channel_buckets.c
    here = (table.province == province, table.channel == channel)
    there = _tokens(rate, now).label("there")
    full = select(table.province, table.channel, table.at, there).where(*here).with_for_update().subquery()
    granted = func.greatest(0, func.least(wanted, func.floor(full.c.there)))
    statement = (
        update(channel_buckets)
        .where(table.province == full.c.province, table.channel == full.c.channel)
        .values(tokens=full.c.there - granted, at=func.greatest(full.c.at, now))
        .returning(granted)
    )
    found = (await connection.execute(statement)).scalar_one_or_none()
    if found is not None:
        return int(found)
    await _first(connection, province, channel, rate, now)
    return int((await connection.execute(statement)).scalar_one())


async def charge(
    connection: AsyncConnection, province: str, channel: str, tokens: int, rate: Rate, now: datetime
) -> None:
    """For what left without asking; below zero if need be. Negative: tokens come back."""
    table = channel_buckets.c
    statement = (
        update(channel_buckets)
        .where(table.province == province, table.channel == channel)
        .values(tokens=func.least(rate.burst, _tokens(rate, now) - tokens), at=func.greatest(table.at, now))
    )
    if not (await connection.execute(statement)).rowcount:
        await _first(connection, province, channel, rate, now)
        await connection.execute(statement)


def _tokens(rate: Rate, now: datetime) -> ColumnElement[float]:
    """What has come in since; a clock that goes back brings nothing."""
    table = channel_buckets.c
    passed = cast(extract("epoch", literal(now) - table.at), Double)
    return func.least(rate.burst, table.tokens + rate.per_second * func.greatest(0, passed))


async def _first(connection: AsyncConnection, province: str, channel: str, rate: Rate, now: datetime) -> None:
    await connection.execute(
        insert(channel_buckets)
        .values(province=province, channel=channel, tokens=rate.burst, at=now)
        .on_conflict_do_nothing()
    )
