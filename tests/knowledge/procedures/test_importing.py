"""A file into the database and out again."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.procedures import store
from knowledge.procedures.codec import DocumentError, fingerprint, from_document, to_document
from knowledge.procedures.exporting import export_lines
from knowledge.procedures.importer import Refusal
from knowledge.procedures.importing import import_procedures, read_rows
from knowledge.procedures.procedure import FeeFact, Paper, Procedure, TimeFact
from tests.knowledge.procedures.make import imported, record
from vietnam.duration import TimeLimit, TimeUnit

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def lines(*records: dict[str, Any]) -> list[str]:
    return [json.dumps(one, ensure_ascii=False) for one in records]


COUNTS = st.none() | st.integers(0, 10**9)
LIMITS = st.builds(TimeLimit, amount=st.integers(1, 999), unit=st.sampled_from(TimeUnit))
PROCEDURES = st.builds(
    Procedure,
    papers=st.lists(
        st.builds(Paper, originals=COUNTS, copies=COUNTS, form=st.none() | st.text()), max_size=2
    ).map(tuple),
    times=st.lists(st.builds(TimeFact, limit=st.none() | LIMITS), max_size=2).map(tuple),
    fees=st.lists(st.builds(FeeFact, amount=COUNTS), max_size=2).map(tuple),
)


@given(PROCEDURES)
def test_a_document_holds_the_whole_procedure(procedure: Procedure) -> None:
    document = json.loads(json.dumps(to_document(procedure)))
    assert from_document(document) == procedure
    assert fingerprint(document) == fingerprint(to_document(procedure))


def test_a_wrong_document_names_its_field() -> None:
    document = to_document(imported())
    document["papers"][0]["originals"] = "nhiều"
    with pytest.raises(DocumentError) as error:
        from_document(document)
    assert error.value.field == "papers.0.originals"


async def test_import_is_idempotent_and_reports(engine: AsyncEngine) -> None:
    content = [
        *lines(record(), record(ma_thu_tuc="1.900002"), record(ma_thu_tuc="?"), record(), {"x": 1}),
        "[]",
        "{",
        "",
        *lines(record(ma_thu_tuc="1.900003", ten_thu_tuc="\x00")),
    ]
    done: list[int] = []
    async with engine.begin() as connection:
        first = await import_procedures(connection, content, province="51", now=NOW, progress=done.append)
    assert (first.taken, first.unchanged, first.rows, done) == (2, 0, 8, [8])
    assert [(refused.row, refused.field) for refused in first.refused] == [
        (3, "ma_thu_tuc"),
        (4, "code"),
        (5, ""),
        (6, ""),
        (7, ""),
        (9, ""),
    ]
    async with engine.begin() as connection:
        before = await store.version(connection, "51")
        again = await import_procedures(connection, content, province="51", now=NOW + timedelta(hours=1))
        assert (again.taken, again.unchanged) == (0, 2)
        assert await store.version(connection, "51") == before == store.Version(count=2, updated_at=NOW)


async def test_a_changed_row_is_taken_and_moves_the_version(engine: AsyncEngine) -> None:
    later = NOW + timedelta(days=1)
    async with engine.begin() as connection:
        await import_procedures(connection, lines(record()), province="51", now=NOW)
        changed = lines(record(ten_thu_tuc="Tên khác"))
        report = await import_procedures(connection, changed, province="51", now=later)
        assert (report.taken, report.unchanged) == (1, 0)
        assert await store.version(connection, "51") == store.Version(count=1, updated_at=later)
        assert [known.name for known in await store.load_all(connection, "51")] == ["Tên khác"]


async def test_provinces_do_not_see_each_other(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await import_procedures(connection, lines(record()), province="51", now=NOW)
        assert await store.load_all(connection, "48") == ()
        assert await store.version(connection, "48") == store.Version(count=0, updated_at=None)


async def test_export_reads_back_to_the_same_facts(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await import_procedures(connection, lines(record()), province="51", now=NOW)
        stored = await store.load_all(connection, "51")
        report = await import_procedures(connection, export_lines(stored), province="51", now=NOW)
    assert stored == (imported(),)
    assert (report.taken, report.unchanged, report.refused) == (0, 1, [])


def test_day_of_checking_is_given_to_records_that_have_none() -> None:
    content = lines(record(), record(checked_on="2026-01-01"))
    days = [
        item.papers[0].source.checked_on
        for _, item in read_rows(content, checked_on=date(2026, 10, 1))
        if isinstance(item, Procedure)
    ]
    assert days == [date(2026, 10, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(["\ufeff" + lines(record())[0]], id="text"),
        pytest.param([b"\xef\xbb\xbf" + lines(record())[0].encode() + b"\r\n"], id="bytes"),
        pytest.param(
            [b"\xef\xbb\xbf\r\n", *(one.encode() for one in lines(record()))], id="alone in its line"
        ),
        pytest.param(["", "\ufeff" + lines(record())[0]], id="in joined files"),
    ],
)
def test_a_byte_order_mark_is_passed_over(content: list[str | bytes]) -> None:
    assert [item for _, item in read_rows(content)] == [imported()]


@pytest.mark.parametrize("line", ["\ufeff\ufeff{}", "{}\ufeff", "\udc80", b"\xff\xfe{\x00}\x00"])
def test_what_is_no_json_is_refused(line: str | bytes) -> None:
    [(_, item)] = read_rows([line])
    assert isinstance(item, Refusal)
    assert item.reason.startswith("not JSON")


async def test_shares_and_flags_of_the_report(engine: AsyncEngine) -> None:
    content = lines(record(), record(ma_thu_tuc="1.900002", ket_qua_xu_ly=""))
    async with engine.begin() as connection:
        report = await import_procedures(connection, content, province="51", now=NOW)
    results = report.shares()["results"]
    assert (results.parsed, results.empty, results.total) == (1, 1, 2)
    assert report.flags.total() == 0
