"""From a fed event to the end of its notices: little kinds, a real database, senders that take notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.copies import deliver_notices
from bot.errors import SendError
from bot.leaving.release import release
from bot.message import ChannelId, Limits, Outbound, Receipt, ReceiptState
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.notifying.office import NoticeOffice
from bot.notifying.rules import load_rules
from bot.outbox import PostOffice, take_receipt
from bot.planning import watch
from bot.planning.plan import plan
from bot.reply import Say
from bot.wording import Wordings
from bot.wording_file import Entry, load_entries
from db.tables.bot import consents, conversations
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import apply
from tests.bot.make import dossier
from tests.bot.planning.planning import PROVINCE, SetClock
from vietnam.calendar import load_calendar

SMS, OA, TELEGRAM = map(ChannelId, ("sms_http", "zalo_oa", "telegram"))
ENTRIES = {
    "told.one": Entry(name="told.one", version=1, chat="Hồ sơ {code}: {status}."),
    "told.several": Entry(name="told.several", version=1, chat="{count} hồ sơ: {codes:list}."),
}


def in_state(case: Case) -> Decision:
    """Due in the state that it is in, with a mark that changes with the note."""
    found = case.dossier
    says = (Say(wording="told.one", values={"code": found.code, "status": found.status_code}),)
    mark = f"{found.status_code}-{found.status_note or ''}"
    return Decision(why="mới", due=Due(mark=mark, says=says, at=case.entered().at))


def while_in_work(case: Case) -> Decision:
    return in_state(case) if case.dossier.status_code == 4 else Decision(why="hồ sơ đã xong")


def kind(name: str, *statuses: int, **more: Any) -> Notice:
    given: dict[str, Any] = {"decide": in_state, "statuses": frozenset(statuses), **more}
    return Notice(name=name, about=name, **given)


WORK = kind("work", 4, 9, decide=while_in_work)
READY = kind("ready", 9, several="told.several")
EXTRA = kind("extra", 9, duty=False)
URGENT = kind("urgent", 9, urgent=True)


@dataclass(kw_only=True)
class Noting:
    """A sender of the test's; `fails`: what it raises. Nothing is told later unless the test says so."""

    limits: Limits
    taken: list[Outbound] = field(default_factory=list)
    fails: SendError | None = None

    async def send(self, message: Outbound) -> str | None:
        if self.fails is not None:
            raise self.fails
        self.taken.append(message)
        return f"p{message.reference}"


def event(
    number: int = 1, status: int = 9, *, phone: str = "+84905000001", at: datetime, **more: Any
) -> Dossier:
    return dossier(
        code=f"H48.12-261102-{number:04}",
        status=status,
        applicant={"name": "Nguyễn Văn Thử", "phone": phone},
        updated_at=at.isoformat(),
        sequence=None,
        **more,
    )


@dataclass(kw_only=True)
class Street:
    """An office, its clock and its senders."""

    engine: AsyncEngine
    clock: SetClock = field(default_factory=SetClock)
    kinds: Sequence[Notice] = (WORK, READY)
    sms: Noting = field(default_factory=lambda: Noting(limits=Limits(length=459, plain=True)))
    oa: Noting = field(default_factory=lambda: Noting(limits=Limits(length=2000, window=timedelta(days=7))))
    telegram: Noting = field(default_factory=lambda: Noting(limits=Limits(length=4096, receipts=False)))

    def having(self, *kinds: Notice) -> "Street":
        return replace(self, kinds=kinds)

    @property
    def office(self) -> NoticeOffice:
        post = PostOffice(
            engine=self.engine,
            province=PROVINCE,
            senders={SMS: self.sms, OA: self.oa, TELEGRAM: self.telegram},
            wordings=Wordings({**load_entries(), **ENTRIES}),
            clock=self.clock,
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

    async def fed(self, *events: Dossier) -> None:
        """Taken and planned."""
        async with self.engine.begin() as connection:
            await apply(connection, PROVINCE, events, Source.FEED)
            await watch.note(connection, PROVINCE, [event.code for event in events], self.clock())
        await plan(self.office)

    async def step(self) -> None:
        """What a worker does in a moment."""
        while await release(self.office):
            pass
        await deliver_notices(self.office.post)
        while await release(self.office):
            pass
        await deliver_notices(self.office.post)

    async def until(self, at: str) -> None:
        self.clock.now = datetime.fromisoformat(f"{at}+07:00")
        await self.step()

    async def passes(self, **amount: float) -> None:
        self.clock.pass_time(**amount)
        await self.step()

    async def chat(self, channel: ChannelId, *, phone: str = "+84905000001", sender: str = "u1") -> None:
        """A chat in which the phone is proven, used just now."""
        values = {
            "province": PROVINCE, "channel": channel, "sender": sender, "state": {}, "phone": phone,
            "phone_proven_at": self.clock(), "last_at": self.clock(),
        }  # fmt: skip
        async with self.engine.begin() as connection:
            await connection.execute(insert(conversations).values(values))

    async def says(
        self, *, given: bool, purpose: str = "notices", channel: str = "zalo_oa", sender: str = "u1"
    ) -> None:
        values = {
            "province": PROVINCE, "subject": "+84905000001", "channel": channel, "sender": sender,
            "purpose": purpose, "given": given, "wording": "w@1", "at": self.clock(),
        }  # fmt: skip
        async with self.engine.begin() as connection:
            await connection.execute(insert(consents).values(values))

    async def receipt(self, state: ReceiptState, message: Outbound) -> None:
        receipt = Receipt(channel=message.channel, state=state, at=self.clock(), reference=message.reference)
        await take_receipt(self.office.post, receipt)

    async def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        async with self.engine.begin() as connection:
            result = await connection.execute(text(query), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    async def notices(self) -> list[tuple[Any, ...]]:
        """State and reason of each."""
        return await self.rows("SELECT state, reason FROM notices ORDER BY id")

    async def next_at(self) -> datetime:
        ((at,),) = await self.rows("SELECT next_at FROM notices")
        moment: datetime = at.astimezone(self.clock().tzinfo)
        return moment
