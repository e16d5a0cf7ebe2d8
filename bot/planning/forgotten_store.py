"""People whose numbers were erased: what they were told stays told, what they refused stays refused. SQL.

Of a number only a keyed digest is left. It stands in the keys of the notices that the number had, so that the
same facts are not told again by the next event, and beside the number's last words about notices.
"""

import base64
import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import CollectionAggregate, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning.outlook import NewNotice
from bot.records_store import EXTRAS, NOTICES
from db.tables.bot import consents
from db.tables.bot_notices import forgotten, wrong_numbers

SIGN = "#"
"""Begins a digest, and no subject."""
_BYTES = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """Where newer words of the subject are known, those count."""

    digest: str
    refuses_all: bool = False
    refuses_extras: bool = False
    wrong_number: bool = False


def digest(key: bytes, subject: str) -> str:
    mac = hmac.digest(key, b"subject/" + subject.encode(), "sha256")
    return SIGN + base64.urlsafe_b64encode(mac[:_BYTES]).decode()


async def find(
    connection: AsyncConnection, province: str, key: bytes, subjects: Collection[str]
) -> dict[str, Forgotten]:
    """Those that were erased, by subject. Where nobody was, one small statement."""
    c = forgotten.c
    if (await connection.execute(select(c.at).where(c.province == province).limit(1))).first() is None:
        return {}
    of = {digest(key, subject): subject for subject in subjects if subject}
    query = select(c.digest, c.refuses_all, c.refuses_extras, c.wrong_number)
    rows = await connection.execute(query.where(c.province == province, c.digest == _any([*of])))
    return {
        of[row.digest]: Forgotten(
            digest=row.digest,
            refuses_all=row.refuses_all,
            refuses_extras=row.refuses_extras,
            wrong_number=row.wrong_number,
        )
        for row in rows
    }


async def known(
    connection: AsyncConnection, province: str, key: bytes, planned: Sequence[NewNotice]
) -> Sequence[NewNotice]:
    """With the digests in the keys of those whose subject was erased."""
    found = await find(connection, province, key, {notice.subject for notice in planned})
    if not found:
        return planned
    return [
        replace(notice, key_subject=found[notice.subject].digest) if notice.subject in found else notice
        for notice in planned
    ]


async def remember(
    connection: AsyncConnection, province: str, key: bytes, subjects: Sequence[str], now: datetime
) -> dict[str, str]:
    """Before all that is known of them is deleted; their digests."""
    before = await find(connection, province, key, subjects)
    words = await _newest_words(connection, province, subjects)
    w = wrong_numbers.c
    query = select(w.phone).where(w.province == province, w.phone == _any(subjects))
    wrong = set(await connection.scalars(query))
    rows: list[dict[str, Any]] = []
    for subject in subjects:
        old = before.get(subject, Forgotten(digest=digest(key, subject)))
        given, extras = words.get((subject, NOTICES)), words.get((subject, EXTRAS))
        rows.append({
            "province": province,
            "digest": old.digest,
            "refuses_all": old.refuses_all if given is None else not given,
            "refuses_extras": old.refuses_extras if extras is None else not extras,
            "wrong_number": subject in wrong or (old.wrong_number and given is not True),
            "at": now,
        })  # fmt: skip
    fresh = insert(forgotten)
    newer = {name: fresh.excluded[name] for name in ("refuses_all", "refuses_extras", "wrong_number", "at")}
    keyed = fresh.on_conflict_do_update(index_elements=["province", "digest"], set_=newer)
    await connection.execute(keyed, rows)
    return {subject: row["digest"] for subject, row in zip(subjects, rows, strict=True)}


async def _newest_words(
    connection: AsyncConnection, province: str, subjects: Sequence[str]
) -> dict[tuple[str, str], bool]:
    c = consents.c
    newest = (
        select(c.subject, c.purpose, c.given)
        .ext(distinct_on(c.subject, c.purpose))
        .where(c.province == province, c.subject == _any(subjects))
        .order_by(c.subject, c.purpose, c.id.desc())
    )
    rows = await connection.execute(newest)
    return {(subject, purpose): given for subject, purpose, given in rows}


def _any(values: Sequence[str]) -> CollectionAggregate[Any]:
    return any_(bindparam(None, values, type_=ARRAY(Text)))
