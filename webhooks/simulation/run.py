"""The day itself: jumps from what happens to what is due, and does then what a worker and a server do."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import orjson
from sqlalchemy.exc import SQLAlchemyError

from bot import outbox, turn
from bot.campaigns.plan import plan as plan_campaigns
from bot.campaigns.watch import watch_over
from bot.copies import deliver_on
from bot.leaving.release import release
from bot.message import Receipt
from bot.notifying.office import NoticeOffice
from bot.outbox import PostOffice
from bot.planning import feeds
from bot.planning.plan import plan
from bot.slots import Slots
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import to_event
from knowledge.dossiers.sample_parts import Dice
from vietnam.calendar import WorkCalendar
from webhooks.feed import take_body
from webhooks.house import House
from webhooks.simulation import store
from webhooks.simulation.clock import Agenda, VirtualClock
from webhooks.simulation.crowd import Crowd, Said
from webhooks.simulation.faults import Faults
from webhooks.simulation.ledger import Ledger
from webhooks.simulation.mortal import Mortal
from webhooks.simulation.network import Network
from webhooks.simulation.officers import Officers
from webhooks.simulation.people import Citizen

log = logging.getLogger(__name__)

TICK = timedelta(seconds=10)
"""What happens within it is done together, and is that much late."""
AT_ONCE = 2000
"""Events in one request of the feed."""
FEEDS_EVERY = timedelta(minutes=5)
CALLS_EVERY = timedelta(minutes=30)
CAMPAIGNS_EVERY = timedelta(minutes=10)
BATCH = 500
MOST_BATCHES = 1000
PASSES = 6
"""How often a worker goes round within a tick while there is something to do."""


@dataclass(kw_only=True)
class World:
    """Everything that a simulated day is made of."""

    house: House
    clock: VirtualClock
    calendar: WorkCalendar
    day: date
    faults: Faults
    dice: Dice
    people: Sequence[Citizen]
    agenda: Agenda = field(default_factory=Agenda)
    mortal: Mortal = field(default_factory=Mortal)
    ledger: Ledger = field(default_factory=Ledger)
    waiting: list[tuple[Dossier, bool]] = field(default_factory=list)
    """Events on their way to the feed, and whether each is brought once more."""
    inbox: list[Said] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    periodic: dict[str, datetime] = field(default_factory=dict)
    ticks: int = 0
    network: Network = field(init=False)
    crowd: Crowd = field(init=False)
    officers: Officers = field(init=False)
    post: PostOffice = field(init=False)
    notices: NoticeOffice = field(init=False)

    def __post_init__(self) -> None:
        by_name: dict[str, Citizen] = {each.phone: each for each in self.people}
        by_name |= {each.sender: each for each in self.people}
        self.crowd = Crowd(
            agenda=self.agenda,
            dice=self.dice,
            people=by_name,
            say=self.inbox.append,
            angry=self.faults.angry,
        )
        self.network = Network(
            clock=self.clock,
            agenda=self.agenda,
            faults=self.faults,
            day=self.day,
            dice=self.dice,
            mortal=self.mortal,
            people=by_name,
            on_arrival=self.crowd.react,
            on_receipt=self.receipts.append,
        )
        self.mortal.watch(self.house.base.engine)
        self.begin_process()
        self.officers = Officers(dice=self.dice, calendar=self.calendar, on_refusal=self._told_officer_no)

    def begin_process(self) -> None:
        """Nothing that a process keeps in memory outlives it."""
        self.post = replace(
            self.house.base.office, senders=self.network.senders(), slots=Slots(), uncharged=Counter()
        )
        self.notices = replace(self.house.base.notices, post=self.post)

    async def run(self, until: datetime) -> None:
        """Until that moment in true time."""
        while self.clock.true < until:
            coming = await self._next()
            target = max(self.clock.true + TICK, until if coming is None else min(coming, until))
            self.clock.true = _on_grid(target)
            self.mortal.away = any(each.holds(self.clock.true, self.day) for each in self.faults.away)
            await self._tick()

    async def _next(self) -> datetime | None:
        if self.waiting or self.inbox or self.receipts:
            return self.clock.true
        async with self.house.base.engine.connect() as connection:
            moments = await store.next_moments(connection, self.house.base.province)
        due = None if moments.first is None else self.clock.truly(moments.first)
        every = (self.agenda.next_at, due, *self.periodic.values())
        return min((each for each in every if each is not None), default=None)

    async def _tick(self) -> None:
        self.ticks += 1
        for act in self.agenda.until(self.clock.true):
            act()
        await self._process(self._feed)
        await self._process(self._listen)
        await self._process(self._take_receipts)
        await self._process(self._look_round)
        await self._process(self._work)

    async def _process(self, act: Callable[[], Awaitable[None]]) -> None:
        """As in the worker's loops, an error is noted and what was to be done is tried again."""

        async def guarded() -> None:
            try:
                await act()
            except (SQLAlchemyError, OSError) as error:
                self.ledger.errors += 1
                log.info("the simulated process goes on after: %s", type(error).__name__)

        if not await self.mortal.live(guarded):
            self.begin_process()

    async def _feed(self) -> None:
        """A request that is not answered is sent again as it was."""
        base = self.house.base
        while self.waiting:
            some = self.waiting[:AT_ONCE]
            body = orjson.dumps([to_event(dossier) for dossier, _ in some])
            answer = await take_body(body, base.engine, base.province, self.clock())
            if answer.status_code != 202:
                raise AssertionError(f"the feed refused: {bytes(answer.body).decode()}")
            del self.waiting[: len(some)]
            for dossier, again in some:
                self.ledger.take(self.clock.true, dossier, again=again)

    async def _listen(self) -> None:
        while self.inbox:
            said = self.inbox[0]
            taken = await turn.take(self.house.assistant, said.inbound, self.clock())
            self.inbox.pop(0)
            self.ledger.said.append((self.clock.true, said, bool(taken.drafts) or taken.seen))
            if said.wants in {"opt_out", "wrong_number"}:
                self._note_refusal(said)

    def _note_refusal(self, said: Said) -> None:
        """Said where nobody has proven a phone, as in answer to a template, it stops that chat only."""
        citizen = self.crowd.people.get(said.inbound.sender)
        proven = said.inbound.phone is not None
        if citizen is not None and (proven or said.inbound.channel == citizen.chat):
            self.ledger.refused_at.setdefault(citizen.phone, self.clock.true)

    def _told_officer_no(self, phone: str) -> None:
        self.ledger.refused_at.setdefault(phone, self.clock.true)

    async def _take_receipts(self) -> None:
        if self.receipts:
            some = list(self.receipts)
            await outbox.take_receipts(self.post, some)
            del self.receipts[: len(some)]

    async def _look_round(self) -> None:
        """Not before the day: nothing of that would be seen."""
        if not self.crowd.awake:
            return
        await self._now_and_then("feeds", FEEDS_EVERY, lambda: feeds.sweep(self.notices))
        await self._now_and_then(
            "calls", CALLS_EVERY, lambda: self.officers.work(self.notices, self.clock.true)
        )
        await self._now_and_then("campaigns", CAMPAIGNS_EVERY, lambda: plan_campaigns(self.notices, 1000))
        await self._now_and_then("guard", CAMPAIGNS_EVERY, lambda: watch_over(self.notices))

    async def _now_and_then(self, name: str, every: timedelta, act: Callable[[], Awaitable[object]]) -> None:
        if self.clock.true >= self.periodic.get(name, self.clock.true):
            self.periodic[name] = self.clock.true + every
            await act()

    async def _work(self) -> None:
        """Rounds of planning, releasing and sending until nothing is due."""
        for _ in range(PASSES):
            async with self.house.base.engine.connect() as connection:
                moments = await store.next_moments(connection, self.house.base.province)
            now = self.clock()
            if moments.first is None or moments.first > now:
                return
            planned = moments.watch is not None and moments.watch <= now
            if planned:
                await plan(self.notices)
            if planned or (moments.notice is not None and moments.notice <= now):
                await self._release()
            if moments.stuck is not None and moments.stuck <= now:
                await outbox.tidy(self.post)
            await self._send(now)

    async def _release(self) -> None:
        for _ in range(MOST_BATCHES):
            if await release(self.notices, BATCH) < BATCH:
                return

    async def _send(self, now: datetime) -> None:
        """Only where there is something to do: a look at each channel costs more than all else."""
        async with self.house.base.engine.connect() as connection:
            due = await store.due_on(connection, self.house.base.province, now)
        for channel in self.post.senders:
            if channel in due.copies:
                await deliver_on(self.post, channel)
            if channel in due.replies:
                await outbox.sweep_channel(self.post, channel)


def _on_grid(moment: datetime) -> datetime:
    """Up to the next whole tick."""
    past = timedelta(seconds=moment.second % TICK.seconds, microseconds=moment.microsecond)
    return moment if not past else moment + TICK - past
