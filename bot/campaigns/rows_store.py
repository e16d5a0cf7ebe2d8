"""Rows of campaigns in the database: staged by COPY, read back in order, looked through."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns.listing import Recipient
from bot.parcel import Content, from_json, to_json
from bot.reply import Say, Value
from db.tables.bot import consents
from db.tables.bot_notices import campaign_rows, wrong_numbers

_AT_ONCE = 20_000
_OWN = campaign_rows.c
_COLUMNS = ("province", "campaign_id", "row", "phone", "values")


@dataclass(frozen=True, kw_only=True)
class Doubles:
    """Phones that stand in several rows. `extra`: rows that will not be sent because an earlier one has the
    phone. `examples`: rows of the same phone, of a few phones."""

    phones: int = 0
    extra: int = 0
    examples: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """People of the list to whom nothing will go, and why."""

    opted_out: int
    wrong_number: int


async def put(
    connection: AsyncConnection, province: str, campaign_id: int, recipients: Iterable[Recipient]
) -> None:
    """By COPY, in the caller's transaction. Rows are new to the campaign."""
    raw = await connection.get_raw_connection()
    assert raw.driver_connection is not None
    start = f"{province}\t{campaign_id}\t".encode()
    lines = b"".join(_line(start, recipient) for recipient in recipients)

    async def source() -> AsyncIterator[bytes]:
        yield lines

    await raw.driver_connection.copy_to_table(
        campaign_rows.name, source=source(), columns=list(_COLUMNS), format="text"
    )


def _line(start: bytes, recipient: Recipient) -> bytes:
    values = recipient.values
    if not all(isinstance(value, str) for value in values.values()):
        values = _tagged(values)
    # JSON has no raw tab or line break, so that the backslash alone means something to COPY.
    document = orjson.dumps(values).replace(b"\\", b"\\\\")
    return b"%b%d\t%b\t%b\n" % (start, recipient.row, recipient.phone.encode(), document)


async def everyone(
    connection: AsyncConnection, province: str, campaign_id: int
) -> AsyncIterator[list[Recipient]]:
    """All rows in order, some thousands at once."""
    after = 0
    while recipients := await some(connection, province, campaign_id, after, _AT_ONCE):
        yield recipients
        after = recipients[-1].row


async def some(
    connection: AsyncConnection, province: str, campaign_id: int, after: int, limit: int
) -> list[Recipient]:
    """Rows behind the row `after`, in order."""
    query = (
        select(_OWN.row, _OWN.phone, _OWN["values"])
        .where(_OWN.province == province, _OWN.campaign_id == campaign_id, _OWN.row > after)
        .order_by(_OWN.row)
        .limit(limit)
    )
    return [
        Recipient(row=row, phone=phone, values=_untagged(values))
        for row, phone, values in (await connection.execute(query)).all()
    ]


async def one(connection: AsyncConnection, province: str, campaign_id: int, row: int) -> Recipient | None:
    found = await some(connection, province, campaign_id, row - 1, 1)
    return found[0] if found and found[0].row == row else None


async def first_of(connection: AsyncConnection, province: str, campaign_id: int, phone: str) -> int:
    """The row by which a phone of the list is told; its others are not sent."""
    query = select(func.min(_OWN.row)).where(
        _OWN.province == province, _OWN.campaign_id == campaign_id, _OWN.phone == phone
    )
    return int((await connection.execute(query)).scalar_one())


async def repeated(connection: AsyncConnection, province: str, campaign_id: int) -> set[int]:
    """Rows whose phone stands in an earlier one."""
    place = func.row_number().over(partition_by=_OWN.phone, order_by=_OWN.row).label("place")
    mine = select(_OWN.row, place).where(_OWN.province == province, _OWN.campaign_id == campaign_id)
    rows = mine.subquery()
    return set(await connection.scalars(select(rows.c.row).where(rows.c.place > 1)))


async def count_until(connection: AsyncConnection, province: str, campaign_id: int, row: int) -> int:
    """Rows up to that one, itself included."""
    query = select(func.count()).where(
        _OWN.province == province, _OWN.campaign_id == campaign_id, _OWN.row <= row
    )
    return int((await connection.execute(query)).scalar_one())


async def doubles(connection: AsyncConnection, province: str, campaign_id: int, shown: int = 5) -> Doubles:
    several = (
        select(_OWN.phone, func.count().label("rows"), func.min(_OWN.row).label("first"))
        .where(_OWN.province == province, _OWN.campaign_id == campaign_id)
        .group_by(_OWN.phone)
        .having(func.count() > 1)
        .subquery()
    )
    counts = (
        await connection.execute(select(func.count(), func.coalesce(func.sum(several.c.rows - 1), 0)))
    ).one()
    if not counts[0]:
        return Doubles()
    phones = select(several.c.phone).order_by(several.c.first).limit(shown)
    rows = (
        select(func.array_agg(_OWN.row.distinct()))
        .where(_OWN.province == province, _OWN.campaign_id == campaign_id, _OWN.phone.in_(phones))
        .group_by(_OWN.phone)
        .order_by(func.min(_OWN.row))
    )
    examples = tuple(tuple(sorted(numbers)[:10]) for numbers in await connection.scalars(rows))
    return Doubles(phones=int(counts[0]), extra=int(counts[1]), examples=examples)


async def unreachable(
    connection: AsyncConnection, province: str, campaign_id: int, *, urgent: bool
) -> Unreachable:
    """By whom, as things are now."""
    mine = (
        select(_OWN.phone).where(_OWN.province == province, _OWN.campaign_id == campaign_id).distinct()
    ).subquery()
    wrong = select(func.count()).select_from(
        mine.join(
            wrong_numbers,
            (wrong_numbers.c.province == province) & (wrong_numbers.c.phone == mine.c.phone),
        )
    )
    newest = _newest_words(province).subquery()
    purposes = ["notices"] if urgent else ["notices", "extras"]
    out = select(func.count(mine.c.phone.distinct())).select_from(
        mine.join(newest, newest.c.subject == mine.c.phone)
    )
    refused = or_(*(newest.c.purpose == purpose for purpose in purposes))
    return Unreachable(
        opted_out=int((await connection.execute(out.where(refused, newest.c.given.is_(False)))).scalar_one()),
        wrong_number=int((await connection.execute(wrong)).scalar_one()),
    )


def _newest_words(province: str) -> Select[tuple[str, str, bool]]:
    said = consents.c
    return (
        select(said.subject, said.purpose, said.given)
        .ext(distinct_on(said.subject, said.purpose))
        .where(said.province == province)
        .order_by(said.subject, said.purpose, said.id.desc())
    )


def _tagged(values: Mapping[str, Value]) -> dict[str, Any]:
    """Dates and lists in the form that every content has in the database (bot/parcel.py)."""
    content = to_json(Content(says=(Say(wording="", values=dict(values)),)))
    tagged: dict[str, Any] = content["says"][0]["values"]
    return tagged


def _untagged(values: dict[str, Any]) -> Mapping[str, Value]:
    if all(isinstance(value, str) for value in values.values()):
        return values
    return from_json({"says": [{"wording": "", "values": values}]}).says[0].values
