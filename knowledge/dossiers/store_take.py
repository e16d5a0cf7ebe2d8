"""Taking events: one statement that locks what is known, judges, writes and logs what changed.

It runs over a relation of incoming rows: a JSON parameter for the few rows of a feed request, a
temporary table filled by COPY for an import. Order (contract): by `sequence` where both sides have one,
else by `updated_at`; equal and the same is unchanged, equal and different a conflict, older is stale.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    null,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, array, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateTable

from db.tables.knowledge_dossiers import dossier_changes, dossiers
from knowledge.dossiers.change import ChangeKind
from knowledge.dossiers.dossier import Dossier, promise
from knowledge.dossiers.event import to_event


class Verdict(StrEnum):
    TAKEN = "taken"
    UNCHANGED = "unchanged"
    STALE = "stale"
    CONFLICT = "conflict"
    RACED = "raced"
    """Another transaction wrote the same new dossier at this moment: judge again. Never handed out."""


_BULK_FROM = 200
"""Rows from which a table filled by COPY beats a JSON parameter."""

_FIELDS: Mapping[str, Any] = {
    "ord": Integer(),
    "round": Integer(),
    "code": Text(),
    "unit_code": Text(),
    "status": Integer(),
    "owner_phone": Text(),
    "authorised_phones": ARRAY(Text()),
    "received_at": DateTime(timezone=True),
    "promised_at": DateTime(timezone=True),
    "updated_at": DateTime(timezone=True),
    "sequence": BigInteger(),
    "event": JSONB(),
}
_INCOMING = "given"
_STORED = [name for name in _FIELDS if name not in {"ord", "round"}]
_LOGGED_APART = {"due_at": ChangeKind.DUE, "apology": ChangeKind.APOLOGY, "supplement": ChangeKind.SUPPLEMENT}
_NOT_A_CHANGE = ("status", "updated_at", "sequence")


async def take(
    conn: AsyncConnection, province: str, incoming: Sequence[Dossier], source: str
) -> list[Verdict]:
    """One verdict for each dossier given. Several events of one number are taken in rounds, the n-th of
    each number in round n, so that the outcome and the log are those of taking them one by one."""
    rows = _rows(incoming)
    bulk = len(rows) >= _BULK_FROM
    if bulk:
        await _copy(conn, rows)
    verdicts: dict[int, Verdict] = {}
    for number in range(max((row["round"] for row in rows), default=-1) + 1):
        if bulk:
            verdicts |= await _settled(conn, _statement(_staged(number), province, source), {})
        else:
            passed = [row for row in rows if row["round"] == number]
            verdicts |= await _settled(conn, _small(province, source), {_INCOMING: passed})
    return [verdicts[at] for at in range(len(rows))]


async def _settled(
    conn: AsyncConnection, statement: Select[Any], values: Mapping[str, Any]
) -> dict[int, Verdict]:
    """A row that lost a race exists after the winner's commit, so that the next look judges it."""
    verdicts: dict[int, Verdict] = {}
    while True:
        seen = {row.ord: Verdict(row.verdict) for row in await conn.execute(statement, values)}
        verdicts = {**seen, **{at: kept for at, kept in verdicts.items() if kept is not Verdict.RACED}}
        if Verdict.RACED not in verdicts.values():
            return verdicts


def _statement(incoming: FromClause, province: str, source: str) -> Select[Any]:
    known = (
        select(dossiers)
        .join(incoming, incoming.c.code == dossiers.c.code)
        .where(dossiers.c.province == province)
        .order_by(dossiers.c.code)  # one order for all writers: no deadlock within a statement
        .with_for_update(of=dossiers)
        .cte("known")
    )
    judged = (
        select(
            incoming,
            _kinds(incoming.c, known.c).label("kinds"),
            _verdict(incoming.c, known.c, province).label("verdict"),
        )
        .outerjoin(known, known.c.code == incoming.c.code)
        .cte("judged")
    )
    written = _upsert(judged, province, source).cte("written")
    logged = _log(judged, written, province, source).cte("logged")
    lost = and_(judged.c.verdict == Verdict.TAKEN, written.c.code.is_(None))
    return (
        select(
            judged.c.ord, case((lost, literal(Verdict.RACED.value)), else_=judged.c.verdict).label("verdict")
        )
        .outerjoin(written, written.c.code == judged.c.code)
        .add_cte(logged)
    )


def _upsert(judged: FromClause, province: str, source: str) -> Any:
    values = select(literal(province), literal(source), *(judged.c[name] for name in _STORED))
    newest = insert(dossiers).from_select(
        ["province", "source", *_STORED],
        values.where(judged.c.verdict == Verdict.TAKEN).order_by(judged.c.code),
    )
    return newest.on_conflict_do_update(
        index_elements=["province", "code"],
        set_={name: newest.excluded[name] for name in ("source", *_STORED)},
        where=_newer(newest.excluded, dossiers.c),
    ).returning(dossiers.c.code)


def _log(judged: FromClause, written: FromClause, province: str, source: str) -> Any:
    new = judged.c
    values = {
        "province": literal(province),
        "source": literal(source),
        "code": new.code,
        "at": new.updated_at,
        "kinds": new.kinds,
        "status": new.status,
        "promised_at": new.promised_at,
        "sequence": new.sequence,
        "digest": _digest(new),
    }
    entries = select(*values.values()).join(written, written.c.code == new.code).order_by(new.ord)
    return insert(dossier_changes).from_select(list(values), entries).returning(dossier_changes.c.id)


def _verdict(new: Any, known: Any, province: str) -> ColumnElement[str]:
    seen = exists().where(
        dossier_changes.c.province == province,
        dossier_changes.c.code == new.code,
        dossier_changes.c.digest == _digest(new),
    )
    return case(
        (known.code.is_(None), Verdict.TAKEN.value),
        (_newer(new, known), Verdict.TAKEN.value),
        (new.event == known.event, Verdict.UNCHANGED.value),
        (~_newer(known, new), Verdict.CONFLICT.value),
        (seen, Verdict.UNCHANGED.value),  # an earlier event that comes once more
        else_=Verdict.STALE.value,
    )


def _newer(one: Any, other: Any) -> ColumnElement[bool]:
    both = and_(one.sequence.is_not(None), other.sequence.is_not(None))
    return case((both, one.sequence > other.sequence), else_=one.updated_at > other.updated_at)


def _kinds(new: Any, known: Any) -> ColumnElement[Any]:
    """The names of what differs; array_remove drops the NULLs of what does not."""

    def when(differs: ColumnElement[bool], kind: ChangeKind) -> ColumnElement[Any]:
        return case((differs, literal(kind.value)), else_=null())

    apart = [
        when(new.event[key].is_distinct_from(known.event[key]), kind) for key, kind in _LOGGED_APART.items()
    ]
    rest = array([*_LOGGED_APART, *_NOT_A_CHANGE])
    other = new.event.op("-")(rest) != known.event.op("-")(rest)
    changed = array(
        [when(new.status != known.status, ChangeKind.STATUS), *apart, when(other, ChangeKind.OTHER)]
    )
    kinds = func.array_remove(changed, null(), type_=ARRAY(Text()))
    return case((known.code.is_(None), array([literal(ChangeKind.NEW.value)])), else_=kinds)


def _digest(row: Any) -> ColumnElement[str]:
    return func.md5(cast(row.event, Text))


@cache
def _small(province: str, source: str) -> Select[Any]:
    """Of a feed request, made once: making it took longer than all the rest of taking one event."""
    return _statement(_passed(), province, source)


def _passed() -> FromClause:
    function = func.jsonb_to_recordset(bindparam(_INCOMING, type_=JSONB()))
    columns = (column(name, type_) for name, type_ in _FIELDS.items())
    return function.table_valued(*columns, name="incoming").render_derived(with_types=True)


def _staged(number: int) -> FromClause:
    staging = _staging()
    return select(staging).where(staging.c.round == number).subquery("incoming")


def _staging() -> Table:
    columns = (Column(name, type_) for name, type_ in _FIELDS.items())
    return Table(
        "incoming_dossiers", MetaData(), *columns, prefixes=["TEMPORARY"], postgresql_on_commit="DROP"
    )


async def _copy(conn: AsyncConnection, rows: list[dict[str, Any]]) -> None:
    staging = _staging()
    await conn.execute(CreateTable(staging, if_not_exists=True))
    await conn.execute(text(f"TRUNCATE {staging.name}"))
    raw = await conn.get_raw_connection()
    records = [(*list(row.values())[:-1], orjson.dumps(row["event"]).decode()) for row in rows]
    assert raw.driver_connection is not None
    await raw.driver_connection.copy_records_to_table(staging.name, records=records, columns=list(_FIELDS))
    await conn.execute(text(f"ANALYZE {staging.name}"))


def _rows(incoming: Sequence[Dossier]) -> list[dict[str, Any]]:
    """One row each, keys in the order of `_FIELDS`."""
    met: Counter[str] = Counter()
    rows = []
    for at, dossier in enumerate(incoming):
        phones = dict.fromkeys(person.phone for person in dossier.authorised if person.phone)
        rows.append(
            {
                "ord": at,
                "round": met[dossier.code],
                "code": dossier.code,
                "unit_code": dossier.unit.code,
                "status": dossier.status_code,
                "owner_phone": dossier.applicant.phone,
                "authorised_phones": list(phones),
                "received_at": dossier.received_at,
                "promised_at": promise(dossier),
                "updated_at": dossier.updated_at,
                "sequence": dossier.sequence,
                "event": to_event(dossier),
            }
        )
        met[dossier.code] += 1
    return rows
