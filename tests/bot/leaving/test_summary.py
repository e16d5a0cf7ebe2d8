"""Somebody with more dossiers than a day has messages: told of all of them, once, the same day."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SendError
from bot.leaving.bundle import Part
from bot.leaving.release import release
from bot.leaving.summary import messages
from bot.message import ReceiptState
from bot.notifying import reasons
from bot.notifying.told import UNNAMED
from bot.reply import Say
from knowledge.dossiers.dossier import Dossier
from tests.bot.leaving.releasing import OA, Street, event, kind, while_in_work
from vietnam.sms import segments

WORK = kind("work", 4, decide=while_in_work)
DONE = kind("done", 9)
UNITS = {"H48.12": "Ủy ban nhân dân xã Bình Sơn", "H48.13": "Ủy ban nhân dân xã Trà Bồng"}
WHO = "+84905000001"


@pytest.fixture
def street(engine: AsyncEngine) -> Street:
    return Street(engine=engine, kinds=(WORK, DONE))


def mixed(street: Street, many: int) -> list[Dossier]:
    """Two kinds, two units."""
    codes = list(UNITS)
    return [
        event(
            number,
            status=(4, 9)[number % 2],
            at=street.clock(),
            unit={"code": codes[number // 2 % 2], "name": UNITS[codes[number // 2 % 2]]},
        )
        for number in range(many)
    ]


async def states(street: Street) -> dict[str, int]:
    return dict(await street.rows("SELECT state, count(*)::int FROM notices GROUP BY state"))


async def test_three_are_told_one_by_one(street: Street) -> None:
    await street.fed(*mixed(street, 3))
    await street.step()
    assert len(street.sms.taken) == 3
    assert not any("tin moi" in message.text for message in street.sms.taken)


async def test_twelve_are_two_and_a_summary_of_ten(street: Street) -> None:
    await street.fed(*mixed(street, 12))
    await street.step()
    *single, last = street.sms.taken
    assert [message.text.count("H48.12-261102") for message in single] == [1, 1]
    assert last.text.startswith("Co quan nhan ho so: 10 ho so cua Ong/Ba co tin moi.")
    assert "HO SO CUA TOI" in last.text and segments(last.text).parts == 1
    assert await states(street) == {"out": 12}
    ((carried,),) = await street.rows("SELECT count(*)::int FROM notices WHERE carrier_id IS NOT NULL")
    assert carried == 9
    await street.receipt(ReceiptState.DELIVERED, last)
    assert await states(street) == {"delivered": 10, "out": 2}


async def test_one_unit_speaks_by_its_name(street: Street) -> None:
    one = {"code": "H48.12", "name": UNITS["H48.12"]}
    await street.fed(*(event(number, at=street.clock(), unit=one) for number in range(6)))
    await street.step()
    assert street.sms.taken[-1].text.startswith("Uy ban nhan dan xa Binh Son: 4 ho so")


async def test_three_hundred_are_all_told_within_the_day(street: Street) -> None:
    await street.fed(*mixed(street, 300))
    while await release(street.office, 100):
        pass
    await street.step()
    assert await states(street) == {"out": 300}
    assert len(street.sms.taken) == 3
    assert "298 ho so" in street.sms.taken[-1].text
    for message in street.sms.taken:
        await street.receipt(ReceiptState.DELIVERED, message)
    assert await states(street) == {"delivered": 300}


async def test_what_came_after_the_last_message_is_told_in_the_morning(street: Street) -> None:
    await street.fed(*mixed(street, 3))
    await street.step()
    await street.fed(*(event(number, at=street.clock()) for number in range(100, 130)))
    await street.step()
    assert len(street.sms.taken) == 3
    assert (await street.notices())[3:] == [("planned", reasons.ENOUGH_TODAY)] * 30
    await street.until((street.clock() + timedelta(days=1)).strftime("%Y-%m-%dT08:01"))
    assert len(street.sms.taken) == 6
    assert "28 ho so" in street.sms.taken[-1].text


async def test_refused_meanwhile(street: Street) -> None:
    await street.fed(*mixed(street, 12))
    await street.says(given=False)
    await street.step()
    assert street.sms.taken == []
    assert await states(street) == {"calling": 12}


async def test_what_was_finished_meanwhile_is_left_out(street: Street) -> None:
    waiting = mixed(street, 12)
    await street.fed(*waiting)
    street.clock.pass_time(minutes=1)
    await street.having(WORK).fed(event(10, status=9, at=street.clock()))
    await street.step()
    assert "9 ho so" in street.sms.taken[-1].text
    assert await states(street) == {"out": 11, "dropped": 1}


async def test_a_summary_stays_one_message_on_its_next_rung(street: Street) -> None:
    await street.chat(OA)
    await street.says(given=True)
    await street.fed(*mixed(street, 12))
    await street.step()
    assert "10 hồ sơ của Ông/Bà có tin mới" in street.oa.taken[-1].text
    await street.passes(hours=2)
    assert (len(street.oa.taken), len(street.sms.taken)) == (3, 3)
    assert sorted("10 ho so" in message.text for message in street.sms.taken) == [False, False, True]


async def test_all_of_it_is_called_when_no_channel_takes_it(street: Street) -> None:
    street.sms.fails = SendError("closed", retry=False)
    await street.fed(*mixed(street, 12))
    await street.step()
    assert await states(street) == {"calling": 12}
    await street.until((street.clock() + timedelta(days=4)).strftime("%Y-%m-%dT17:00"))
    assert await states(street) == {"expired": 12}
    tasks = await street.rows("SELECT unit_code, content::text FROM tasks ORDER BY unit_code")
    assert [unit for unit, _ in tasks] == ["H48.12", "H48.13"], "one for each head"
    assert not any(WHO in content for _, content in tasks)


def part(number: int, *, joins: bool = True, duty: bool = True, unit: str | None = "xã A") -> Part:
    return Part(
        notice_id=number,
        kind="told",
        subject=WHO,
        dossier_code=f"H48.12-261102-{number:04}",
        unit=unit,
        says=(Say(wording="told.one"),),
        counts=True,
        joins=joins,
        duty=duty,
    )


def test_what_asks_or_is_about_no_dossier_waits_behind() -> None:
    parts = [part(1), part(2), part(3, joins=False), part(4), part(5)]
    found = messages(parts, {}, {WHO: 3})
    assert [[one.notice_id for one in bundle.parts] for bundle in found] == [[1], [2], [4, 5], [3]]


def test_who_has_to_be_told_carries() -> None:
    (*_, summary) = messages([part(1, duty=False), part(2), part(3, unit="xã B")], {}, {WHO: 1})
    assert [one.notice_id for one in summary.parts] == [2, 3, 1]
    assert summary.says[0].values["unit"] == UNNAMED


def test_no_room_is_no_summary() -> None:
    assert [len(bundle.parts) for bundle in messages([part(1), part(2)], {}, {WHO: 0})] == [1, 1]
