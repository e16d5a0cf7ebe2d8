"""A notice office on the test's own database, with little kinds of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.notifying.notice import Case, Decision, Desk, Due, Notice, Task, TaskKind
from bot.notifying.office import NoticeOffice
from bot.notifying.rules import load_rules
from bot.outbox import PostOffice
from bot.planning import feeds, watch
from bot.reply import Say
from bot.wording import Wordings
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import apply
from vietnam.calendar import VN, load_calendar

PROVINCE = "51"
NOW = datetime(2026, 11, 10, 9, 0, tzinfo=VN)
"""A Tuesday in opening hours, an hour after the example dossier's last event."""


@dataclass
class SetClock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)


def announced(case: Case) -> Decision:
    """An event kind: the state that the dossier came into, unless it was imported in silence."""
    entered = case.entered()
    if entered.source not in {Source.FEED, Source.ANNOUNCED}:
        return Decision(why="do nạp tệp")
    mark = f"{entered.status_code}-{case.dossier.fee.amount if case.dossier.fee else 0}"
    return Decision(why="mới", due=Due(mark=mark, says=(), at=entered.at))


def promised(case: Case) -> Decision:
    """A kind that the clock drives: due from the promised moment on, with a task until then."""
    at = case.dossier.due_at
    if at is None or case.now >= at:
        return Decision(why="đến hạn", due=Due(mark="due", says=(), at=at or case.now))
    owed = Task(
        kind=TaskKind.LETTER_OWED,
        desk=Desk.OFFICER,
        mark=f"{at:%Y%m%d}",
        unit_code=case.dossier.unit.code,
        dossier_code=case.dossier.code,
        due_at=at,
        says=(Say(wording="task.letter_owed", values={"code": case.dossier.code, "by": at}),),
    )
    return Decision(why="chưa đến hạn", look_at=at, tasks=(owed,))


def broken(case: Case) -> Decision:
    raise RuntimeError(f"about {case.dossier.applicant.name}")


def kind(name: str, decide: Callable[[Case], Decision], **more: Any) -> Notice:
    statuses = more.pop("statuses", frozenset({4, 9}))
    return Notice(name=name, about=name, decide=decide, statuses=statuses, **more)


TOLD = kind("told", announced)
LATE = kind("late", promised, by_time=True, statuses=frozenset({4}))
SURVEY = kind("survey", announced, duty=False, statuses=frozenset({9}))


@dataclass(frozen=True)
class Desks:
    """What a test does and sees."""

    engine: AsyncEngine
    clock: SetClock = field(default_factory=SetClock)
    kinds: Sequence[Notice] = (TOLD, LATE)

    @property
    def office(self) -> NoticeOffice:
        post = PostOffice(
            engine=self.engine, province=PROVINCE, senders={}, wordings=Wordings({}), clock=self.clock
        )
        return NoticeOffice(
            post=post,
            kinds={one.name: one for one in self.kinds},
            calendar=load_calendar(),
            rules=lru_cache(load_rules),
            neutral=lambda dossier: False,
            bereaved=lambda dossier: False,
            secret=b"of this test",
        )

    def having(self, *kinds: Notice) -> "Desks":
        return replace(self, kinds=kinds)

    async def feed(self, *events: Dossier, source: Source = Source.FEED) -> None:
        """As webhooks/feed.py takes them."""
        async with self.engine.begin() as connection:
            await apply(connection, PROVINCE, events, source)
            if source is Source.FEED:
                await feeds.heard(connection, PROVINCE, {event.unit.code for event in events}, self.clock())
            await watch.note(connection, PROVINCE, [event.code for event in events], self.clock())

    async def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        async with self.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query), values)]

    async def notices(self) -> list[tuple[Any, ...]]:
        return await self.rows("SELECT kind, subject, state FROM notices ORDER BY kind, subject")

    async def tasks(self) -> list[tuple[Any, ...]]:
        return await self.rows("SELECT kind, desk, state FROM tasks ORDER BY id")

    async def watched(self) -> list[datetime]:
        return [at for (at,) in await self.rows("SELECT look_at FROM watches ORDER BY look_at")]
