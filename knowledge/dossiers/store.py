"""Looking up dossiers, and taking events in the order that they themselves name. All SQL over dossiers
is here and in store_take.py, the statement that decides what is taken."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Select,
    Text,
    any_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.knowledge_dossiers import FINAL_STATUSES, dossier_changes, dossiers
from knowledge.dossiers.aliases import canonical_code
from knowledge.dossiers.change import SAMPLES, Applied, Change, ChangeKind, Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event
from knowledge.dossiers.refusal import Refusal
from knowledge.dossiers.store_take import Verdict, take
from knowledge.dossiers.stored import read_stored

MOST_CHANGES = 200
"""Of one dossier; an ordinary one has a dozen."""
_CHANGE = (
    dossier_changes.c.at, dossier_changes.c.kinds, dossier_changes.c.status, dossier_changes.c.promised_at,
    dossier_changes.c.sequence, dossier_changes.c.source,
)  # fmt: skip


async def lookup(conn: AsyncConnection, province: str, code: str) -> Dossier | None:
    """By number, however it is written. Takes as long for a number that does not exist: whoever tries
    numbers learns nothing from the clock."""
    found = await conn.scalar(_lookup(), {"province": province, "code": canonical_code(code)})
    read = _dossier(_DECOY if found is None else found)
    return None if found is None else read


async def by_phone(conn: AsyncConnection, province: str, phone: str, since: datetime) -> list[Dossier]:
    """Dossiers received from `since` on that name `phone` (E.164) as owner's or authorised person's,
    newest first."""
    return [_dossier(event) for event in await conn.scalars(_by_phone(province, phone, since))]


async def in_unit(
    conn: AsyncConnection, province: str, unit_code: str, status_codes: Sequence[int], limit: int
) -> list[Dossier]:
    """A unit's dossiers in the given states, the nearest promise first."""
    return [
        _dossier(event) for event in await conn.scalars(_in_unit(province, unit_code, status_codes, limit))
    ]


async def open_promised_before(conn: AsyncConnection, province: str, before: datetime) -> list[Dossier]:
    """Open dossiers whose promise lies before a moment, paused ones included, the oldest promise first."""
    return [_dossier(event) for event in await conn.scalars(_open_promised_before(province, before))]


async def history(conn: AsyncConnection, province: str, code: str) -> list[Change]:
    """What changed when, in the order in which it was taken."""
    return list((await _changes(conn, province, [canonical_code(code)])).get(canonical_code(code), ()))


async def with_history(
    conn: AsyncConnection, province: str, codes: Sequence[str]
) -> dict[str, tuple[Dossier, tuple[Change, ...]]]:
    """Dossiers by number, as they are stored, each with what changed when. In two statements, however many
    there are; a number that is not known is left out. Of very many changes (a feed gone wild) the first one
    and the newest are read."""
    rows = await conn.execute(_of_codes(), {"province": province, "codes": codes})
    found = {code: _dossier(event) for code, event in rows}
    changes = await _changes(conn, province, list(found))
    return {code: (dossier, changes[code]) for code, dossier in found.items() if code in changes}


async def _changes(
    conn: AsyncConnection, province: str, codes: Sequence[str]
) -> dict[str, tuple[Change, ...]]:
    rows = await conn.execute(_changes_of_codes(), {"province": province, "codes": codes})
    found: dict[str, list[Change]] = {}
    for code, *columns in rows:
        found.setdefault(code, []).append(_change(*columns))
    for code, made in found.items():
        made.reverse()
        if len(made) == MOST_CHANGES:
            made[:1] = [await _first_change(conn, province, code)]
    return {code: tuple(made) for code, made in found.items()}


async def _first_change(conn: AsyncConnection, province: str, code: str) -> Change:
    row = (await conn.execute(_first_of_code(), {"province": province, "code": code})).one()
    return _change(*row)


def _change(
    at: datetime,
    kinds: Sequence[str],
    status: int,
    promised_at: datetime | None,
    sequence: int | None,
    source: str,
) -> Change:
    return Change(
        at=at,
        kinds=_kinds(tuple(kinds)),
        status_code=status,
        promised_at=promised_at,
        sequence=sequence,
        source=Source(source),
    )


@cache
def _of_codes() -> Select[Any]:
    known = dossiers.c
    mine = known.code == any_(bindparam("codes", type_=ARRAY(Text)))
    return select(known.code, known.event).where(known.province == bindparam("province"), mine)


@cache
def _changes_of_codes() -> Select[Any]:
    """One number after the other by index, the newest change first."""
    changes = dossier_changes.c
    asked = func.unnest(bindparam("codes", type_=ARRAY(Text))).table_valued("code").render_derived("asked")
    own = (
        select(*_CHANGE, changes.id)
        .where(changes.province == bindparam("province"), changes.code == asked.c.code)
        .order_by(changes.id.desc())
        .limit(MOST_CHANGES)
        .lateral("own")
    )
    columns = (own.c[column.name] for column in _CHANGE)
    query = select(asked.c.code, *columns).select_from(asked.join(own, true()))
    return query.order_by(asked.c.code, own.c.id.desc())


@cache
def _first_of_code() -> Select[Any]:
    changes = dossier_changes.c
    mine = (changes.province == bindparam("province"), changes.code == bindparam("code"))
    return select(*_CHANGE).where(*mine).order_by(changes.id).limit(1)


@cache
def _kinds(names: tuple[str, ...]) -> frozenset[ChangeKind]:
    """Few sets there are, and many changes."""
    return frozenset(map(ChangeKind, names))


async def everything(conn: AsyncConnection, province: str) -> AsyncIterator[Dossier]:
    """All dossiers by number, streamed."""
    query = select(dossiers.c.event).where(dossiers.c.province == province).order_by(dossiers.c.code)
    async with conn.stream_scalars(query) as events:
        async for event in events:
            yield _dossier(event)


async def only_samples(conn: AsyncConnection, province: str) -> bool:
    """No real dossier is kept: the sandbox may show what it likes."""
    real = exists().where(dossiers.c.province == province, dossiers.c.source.not_in(SAMPLES))
    return not await conn.scalar(select(real))


async def sample_codes(conn: AsyncConnection, province: str) -> list[str]:
    samples = dossiers.c.source.in_(SAMPLES)
    return list(await conn.scalars(select(dossiers.c.code).where(dossiers.c.province == province, samples)))


async def forget_samples(conn: AsyncConnection, province: str) -> None:
    for table in (dossiers, dossier_changes):
        await conn.execute(delete(table).where(table.c.province == province, table.c.source.in_(SAMPLES)))


async def apply(conn: AsyncConnection, province: str, incoming: Sequence[Dossier], source: Source) -> Applied:
    """Takes what is newer than what is known, in the caller's transaction; several events of one number
    in their order. Never raises for an event: the rest is counted or named as a conflict."""
    verdicts = await take(conn, province, incoming, source)
    counts = Counter(verdicts)
    return Applied(
        taken=counts[Verdict.TAKEN],
        unchanged=counts[Verdict.UNCHANGED],
        stale=counts[Verdict.STALE],
        conflicts=tuple(at for at, verdict in enumerate(verdicts) if verdict is Verdict.CONFLICT),
    )


@cache
def _lookup() -> Select[Any]:
    """The hottest statement, made once."""
    return select(dossiers.c.event).where(
        dossiers.c.province == bindparam("province"), dossiers.c.code == bindparam("code")
    )


def _by_phone(province: str, phone: str, since: datetime) -> Select[Any]:
    known = dossiers.c
    begun = func.coalesce(known.received_at, known.updated_at)
    return (
        select(known.event)
        .where(
            known.province == province,
            or_(known.owner_phone == phone, known.authorised_phones.contains([phone])),
            begun >= since,
        )
        .order_by(begun.desc(), known.code.desc())
    )


def _in_unit(province: str, unit_code: str, status_codes: Sequence[int], limit: int) -> Select[Any]:
    known = dossiers.c
    return (
        select(known.event)
        .where(known.province == province, known.unit_code == unit_code, known.status.in_(status_codes))
        .order_by(known.promised_at.asc().nulls_last(), known.code)
        .limit(limit)
    )


def _open_promised_before(province: str, before: datetime) -> Select[Any]:
    known = dossiers.c
    return (
        select(known.event)
        .where(
            known.province == province,
            known.promised_at < before,
            known.status.not_in(literal_column(str(number)) for number in FINAL_STATUSES),
        )
        .order_by(known.promised_at, known.code)
    )


_DECOY = {
    "code": "H48.12-261102-0007",
    "procedure_code": "1.004884",
    "procedure_name": "Đăng ký lại khai sinh",
    "unit": {"code": "H48.12", "name": "UBND xã", "phone": "0255 000 0000"},
    "applicant": {"name": "Không Ai", "phone": "+84900000000", "citizen_id": "000000000000"},
    "status": 4,
    "received_at": "2026-11-02T09:15:00+07:00",
    "due_at": "2026-11-09T17:00:00+07:00",
    "updated_at": "2026-11-10T08:00:00+07:00",
    "sequence": 12,
}
"""Read and thrown away when a number is unknown; as long as an ordinary event."""


def _dossier(event: Any) -> Dossier:
    try:
        return read_stored(event)
    except (KeyError, TypeError, ValueError):
        return _read_carefully(event)


def _read_carefully(event: object) -> Dossier:
    """What another version wrote differently."""
    read = read_event(event, 0)
    if isinstance(read, Refusal):
        raise RuntimeError(f"a stored event cannot be read, field {read.field}: was the alias data cut down?")
    return read
