"""Officers call whom no channel reached, and say how it went."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ending import calls_store as store
from bot.ending.calls_store import ToCall
from bot.notifying import reasons
from bot.notifying.notice import Desk, Task, TaskKind
from bot.notifying.state import NoticeState
from bot.notifying.subject import is_phone
from bot.planning.plan_store import put_tasks
from bot.reply import Say
from vietnam.calendar import fmt_datetime

__all__ = ["CallOutcome", "NotOnTheList", "NumberIsWrong", "ToCall", "calls", "record_call"]


class CallOutcome(StrEnum):
    REACHED = "reached"
    TOLD_IN_PERSON = "told_in_person"
    NO_ANSWER = "no_answer"
    """It stays on the list, with the number of tries."""
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    """The citizen wants to hear nothing of it."""
    OTHER_NUMBER = "other_number"
    """Reached by a number that the notice does not have."""
    BY_LETTER = "by_letter"


class NotOnTheList(ValueError):
    """The notice has ended, was never to be called, or does not exist."""


class NumberIsWrong(ValueError):
    """Its number is not the citizen's, so nobody can have been reached, or missed, by it."""


NEED_NUMBER = frozenset({CallOutcome.REACHED, CallOutcome.NO_ANSWER, CallOutcome.WRONG_NUMBER})
"""Outcomes of a call to the number that the notice has."""


_TRIES = re.compile(r"; đã gọi (\d+) lần, lần cuối .*$")
_ENDS = {
    CallOutcome.REACHED: (NoticeState.CALLED, "đã báo qua điện thoại"),
    CallOutcome.TOLD_IN_PERSON: (NoticeState.CALLED, "đã báo trực tiếp"),
    CallOutcome.OTHER_NUMBER: (NoticeState.CALLED, "đã báo qua số điện thoại khác"),
    CallOutcome.BY_LETTER: (NoticeState.CALLED, "đã báo bằng giấy"),
    CallOutcome.REFUSED: (NoticeState.DROPPED, "người nhận không muốn nghe báo tin này"),
    CallOutcome.WRONG_NUMBER: (NoticeState.DROPPED, reasons.WRONG_NUMBER),
}


async def calls(
    connection: AsyncConnection, province: str, unit_code: str | None = None, limit: int | None = 200
) -> Sequence[ToCall]:
    """Who is to be called, by one unit or by all; what has the least time left first."""
    return await store.to_call(connection, province, unit_code, limit)


async def record_call(
    connection: AsyncConnection, province: str, notice_id: int, outcome: CallOutcome, by: str, now: datetime
) -> NoticeState:
    """What became of the notice. `by`: the officer. Raises NotOnTheList and NumberIsWrong. A wrong
    number is written to no more, and its unit gets the task to correct it."""
    call = await store.hold(connection, province, notice_id)
    if call is None:
        raise NotOnTheList(f"tin số {notice_id} không có trong danh sách gọi")
    if call.number_is_wrong and outcome in NEED_NUMBER:
        raise NumberIsWrong(f"số của tin {notice_id} đã được báo là nhầm")
    if outcome is CallOutcome.NO_ANSWER:
        await store.note(connection, province, notice_id, _one_more_try(call.reason, now))
        return NoticeState.CALLING
    state, why = _ENDS[outcome]
    await store.end(connection, province, notice_id, state, f"{why} ({' '.join(by.split())})", now)
    if call.dossier_code is not None:
        await store.close_tasks(connection, province, call.dossier_code, outcome.value, by, now)
    if outcome is CallOutcome.WRONG_NUMBER and is_phone(call.subject):
        await store.put_wrong_number(connection, province, call.subject, now)
        await put_tasks(connection, province, [_to_correct(call)], now)
    return state


def _one_more_try(reason: str | None, now: datetime) -> str:
    before = _TRIES.search(reason or "")
    tries = int(before[1]) + 1 if before else 1
    return f"{_TRIES.sub('', reason or reasons.NO_WAY)}; đã gọi {tries} lần, lần cuối {fmt_datetime(now)}"


def _to_correct(call: ToCall) -> Task:
    if call.dossier_code is None:
        say = Say(wording="task.wrong_number_alone")
    else:
        say = Say(wording="task.wrong_number", values={"code": call.dossier_code})
    return Task(
        kind=TaskKind.WRONG_NUMBER,
        desk=Desk.OFFICER,
        mark=f"notice-{call.notice_id}",
        unit_code=call.unit_code,
        dossier_code=call.dossier_code,
        due_at=call.until,
        says=(say,),
    )
