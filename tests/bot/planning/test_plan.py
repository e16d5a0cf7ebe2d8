"""Planning on a real database: once, whatever happens; in silence where silence is due."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.planning import watch
from bot.planning.outlook import AFTER_ERROR, NO_PHONE
from bot.planning.plan import Planned, plan
from knowledge.dossiers.change import Source
from tests.bot.make import PHONE, dossier
from tests.bot.planning.planning import LATE, NOW, SURVEY, TOLD, Desks, announced, broken, kind
from vietnam.calendar import VN

HELPER = "+84905000002"
OTHER = "+84905000003"
DUE = datetime(2026, 11, 27, 17, tzinfo=VN)


@pytest.fixture
def desks(engine: AsyncEngine) -> Desks:
    return Desks(engine)


async def test_what_the_feed_brings_is_planned_and_looked_at_again(desks: Desks) -> None:
    await desks.feed(dossier())
    assert await plan(desks.office) == Planned(watches=1, notices=1, tasks=1)
    assert await desks.notices() == [("told", PHONE, "planned")]
    assert await desks.tasks() == [("letter_owed", "officer", "open")]
    assert await desks.watched() == [DUE]
    row = await desks.rows(
        "SELECT once_key, dossier_code, unit_code, event_at, planned_at, next_at, expires_at, ended_at"
        " FROM notices"
    )
    at = dossier().updated_at
    key = f"told/{dossier().code}/4-0/{PHONE}"
    assert row == [(key, dossier().code, "H48.12", at, NOW, NOW, at + timedelta(days=2), None)]


async def test_the_clock_makes_it_due_and_then_nothing_is_watched(desks: Desks) -> None:
    desks = desks.having(LATE)
    await desks.feed(dossier())
    await plan(desks.office)
    desks.clock.now = DUE
    assert await plan(desks.office) == Planned(watches=1, notices=1)
    (expires_at,) = (await desks.rows("SELECT expires_at FROM notices"))[0]
    assert expires_at == DUE + timedelta(days=2)
    assert await desks.watched() == []
    assert await desks.tasks() == [("letter_owed", "officer", "lapsed")]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({}, id="the same event"),
        pytest.param({"sequence": 13, "updated_at": "2026-11-10T08:30:00+07:00"}, id="a new event, no news"),
    ],
)
async def test_told_once(desks: Desks, again: dict[str, Any]) -> None:
    for event in (dossier(), dossier(**again)):
        await desks.feed(event)
        await plan(desks.office)
    assert await desks.notices() == [("told", PHONE, "planned")]
    assert len(await desks.tasks()) == 1


async def test_news_are_told(desks: Desks) -> None:
    for event in (dossier(), dossier(sequence=13, updated_at="2026-11-10T08:30:00+07:00", status=9)):
        await desks.feed(event)
        await plan(desks.office)
    assert len(await desks.notices()) == 2


async def test_two_planners_share_the_work(desks: Desks) -> None:
    await desks.feed(*(dossier(code=f"H48.12-261102-{serial:04d}") for serial in range(60)))
    counts = await asyncio.gather(*(plan(desks.office, 7) for _ in range(4)))
    assert sum(count.notices for count in counts) == 60
    await plan(desks.office)
    assert len(await desks.notices()) == 60


async def test_a_planner_that_dies_leaves_all_as_it_was(desks: Desks) -> None:
    await desks.feed(dossier())

    class Died(BaseException):
        pass

    def die(case: object) -> Any:
        raise Died

    with pytest.raises(Died):
        await plan(desks.having(TOLD, kind("dies", die)).office)
    assert await desks.notices() == []
    assert await plan(desks.office) == Planned(watches=1, notices=1, tasks=1)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param(Source.IMPORT, [], id="an import is silent"),
        pytest.param(Source.SAMPLE, [], id="so is the sample"),
        pytest.param(Source.ANNOUNCED, [("told", PHONE, "planned")], id="--notify"),
    ],
)
async def test_imports(desks: Desks, source: Source, told: list[Any]) -> None:
    await desks.feed(dossier(), source=source)
    await plan(desks.office)
    assert await desks.notices() == told
    assert await desks.tasks() == [("letter_owed", "officer", "open")]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        pytest.param([], [PHONE], id="the applicant"),
        pytest.param([{"name": "B", "phone": HELPER}], [HELPER], id="instead: the authorised person"),
        pytest.param([{"phone": HELPER}, {"phone": OTHER}, {"phone": HELPER}], [HELPER, OTHER], id="each"),
        pytest.param([{"name": "B"}], [PHONE], id="authorised, but not to be reached"),
    ],
)
async def test_recipients(desks: Desks, people: list[Any], told: list[str]) -> None:
    await desks.feed(dossier(authorised=people))
    await plan(desks.office)
    assert await desks.notices() == [("told", phone, "planned") for phone in told]


async def test_nobody_to_write_to_is_called(desks: Desks) -> None:
    await desks.feed(dossier(applicant={"name": "Nguyễn Văn Thử"}))
    await plan(desks.having(TOLD).office)
    closing = datetime(2026, 11, 12, 17, tzinfo=VN)
    assert await desks.rows("SELECT state, subject, reason, next_at, expires_at FROM notices") == [
        ("calling", "", NO_PHONE, closing, closing)
    ]
    assert await desks.rows("SELECT kind, desk, due_at, content FROM tasks") == [
        (
            "no_phone",
            "officer",
            closing,
            {
                "says": [{"wording": "task.no_phone", "values": {"code": dossier().code}}],
                "labels": [],
                "ask_phone": False,
            },
        )
    ]


async def test_optional_and_nobody_to_write_to_is_dropped(desks: Desks) -> None:
    await desks.feed(dossier(status=9, applicant={"name": "Nguyễn Văn Thử"}))
    await plan(desks.having(SURVEY).office)
    assert await desks.rows("SELECT state, reason, next_at, ended_at FROM notices") == [
        ("dropped", NO_PHONE, None, NOW)
    ]
    assert await desks.tasks() == []


async def test_a_task_lapses_with_its_reason_and_comes_back_with_it(desks: Desks) -> None:
    seen = []
    for sequence, status in enumerate((4, 9, 4), start=12):
        at = NOW + timedelta(hours=sequence)
        await desks.feed(dossier(sequence=sequence, status=status, updated_at=at.isoformat()))
        await plan(desks.having(LATE).office)
        seen += await desks.tasks()
    assert [state for _, _, state in seen] == ["open", "lapsed", "open"]


async def test_a_broken_kind_stops_nobody_and_is_asked_again(
    desks: Desks, caplog: pytest.LogCaptureFixture
) -> None:
    desks = desks.having(kind("broken", broken, statuses=frozenset({4})), TOLD)
    await desks.feed(dossier(), dossier(code="H48.12-261102-0008", status=9))
    assert await plan(desks.office) == Planned(watches=2, notices=2, failed=1)
    assert await desks.watched() == [NOW + AFTER_ERROR]
    assert "broken" in caplog.text and "RuntimeError" in caplog.text
    assert "Nguyễn" not in caplog.text


async def test_what_is_not_known_and_what_never_changes_is_watched_no_more(desks: Desks) -> None:
    await desks.feed(dossier(status=10))
    async with desks.engine.begin() as connection:
        await watch.note(connection, "51", ["H48.12-261102-9999"], NOW)
    assert (await plan(desks.office)).watches == 2
    assert await desks.watched() == []


async def test_a_kind_that_looks_back_ends(desks: Desks) -> None:
    def always(case: Any) -> Any:
        return announced(case).__class__(why="mãi", look_at=case.now - timedelta(days=1))

    await desks.feed(dossier())
    assert await plan(desks.having(kind("always", always)).office) == Planned(watches=1)


async def test_an_event_during_planning_is_looked_at_afterwards(desks: Desks) -> None:
    """The feed waits for the planner's row and puts its own watch behind it."""
    await desks.feed(dossier())
    news = dossier(sequence=13, updated_at="2026-11-10T08:30:00+07:00", status=9)
    await asyncio.gather(plan(desks.office), desks.feed(news))
    await plan(desks.office)
    assert ("told", PHONE, "planned") in await desks.notices()
    marks = [key.split("/")[2] for (key,) in await desks.rows("SELECT once_key FROM notices")]
    assert "9-0" in marks
