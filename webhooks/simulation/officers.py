"""Officers who work on the call list: four of five calls are made within some hours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ending.calls import CallOutcome, ToCall, calls, record_call
from bot.notifying.office import NoticeOffice
from knowledge.dossiers.sample_parts import Dice
from vietnam.calendar import WorkCalendar

_BY = "cán bộ mô phỏng"
_OUTCOMES = (
    *[CallOutcome.REACHED] * 14,
    *[CallOutcome.NO_ANSWER] * 4,
    CallOutcome.TOLD_IN_PERSON,
    CallOutcome.WRONG_NUMBER,
)


@dataclass(kw_only=True)
class Officers:
    """`plans`: when each notice of the list is called; None: nobody will. `longest`: of the list.
    `on_refusal` hears of phones that are not their citizen's."""

    dice: Dice
    calendar: WorkCalendar
    on_refusal: Callable[[str], None]
    plans: dict[int, datetime | None] = field(default_factory=dict)
    outcomes: dict[CallOutcome, int] = field(default_factory=dict)
    longest: int = 0

    async def work(self, office: NoticeOffice, now: datetime) -> None:
        """One look at the list, in office hours."""
        if self.calendar.open_from(now) != now:
            return
        async with office.engine.connect() as connection:
            found = await calls(connection, office.province, limit=5000)
        self.longest = max(self.longest, len(found))
        for call in found:
            if call.notice_id not in self.plans:
                after = timedelta(minutes=30 + self.dice.below(240))
                self.plans[call.notice_id] = now + after if self.dice.happens(80) else None
            moment = self.plans[call.notice_id]
            if moment is not None and moment <= now:
                await self._call(office, call, now)

    async def _call(self, office: NoticeOffice, call: ToCall, now: datetime) -> None:
        """Nobody who does not answer is called more than once an hour, and no wrong number at all."""
        notice_id = call.notice_id
        outcome = CallOutcome.BY_LETTER if call.number_is_wrong else self.dice.one_of(_OUTCOMES)
        async with office.engine.begin() as connection:
            await record_call(
                connection, office.province, notice_id, outcome, "cán bộ mô phỏng", office.now()
            )
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        if outcome is CallOutcome.NO_ANSWER:
            self.plans[notice_id] = now + timedelta(hours=1)
        elif outcome is CallOutcome.WRONG_NUMBER:
            self.on_refusal(call.subject)
