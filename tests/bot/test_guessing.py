"""Budgets that everybody shares: what a guesser with any number of names uses up, and whom that concerns."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.access import OVERALL_TRIES, UNIT_DAY_TRIES
from db.tables.bot import proof_tries
from nlu.meaning import IntentName
from tests.bot.make import CODE, PHONE, UNKNOWN, dossier
from tests.bot.talk import NOW, PROVINCE, Talk

STATUS = IntentName.DOSSIER_STATUS
SHOWN, LEVEL_TWO = "đang được giải quyết", "Nếu số"
THE_UNIT_DAY, ANOTHER = CODE.rpartition("-")[0], "H48.04-261102"


async def guess(engine: AsyncEngine, times: int, unit_day: str, ago: timedelta) -> None:
    """Each try under a name of its own."""
    row = {"province": PROVINCE, "channel": "webchat", "at": NOW - ago, "unit_day": unit_day}
    async with engine.begin() as connection:
        await connection.execute(insert(proof_tries), [row | {"sender": f"s{n}"} for n in range(times)])


@pytest.mark.parametrize(
    ("times", "unit_day", "ago", "open_to_proof"),
    [
        pytest.param(UNIT_DAY_TRIES - 1, THE_UNIT_DAY, timedelta(hours=23), True, id="unit's not used up"),
        pytest.param(UNIT_DAY_TRIES, THE_UNIT_DAY, timedelta(hours=23), False, id="unit's used up"),
        pytest.param(UNIT_DAY_TRIES, THE_UNIT_DAY, timedelta(hours=25), True, id="the day before"),
        pytest.param(UNIT_DAY_TRIES, ANOTHER, timedelta(minutes=5), True, id="another unit's"),
        pytest.param(OVERALL_TRIES, ANOTHER, timedelta(minutes=59), False, id="everybody's used up"),
        pytest.param(OVERALL_TRIES, ANOTHER, timedelta(minutes=61), True, id="the hour before"),
    ],
)
async def test_a_used_up_budget_asks_for_level_two_and_shuts_no_owner_out(
    engine: AsyncEngine, times: int, unit_day: str, ago: timedelta, open_to_proof: bool
) -> None:
    await guess(engine, times, unit_day, ago)
    stranger, owner = Talk(engine, sender="new"), Talk(engine, channel="sms_http", sender=PHONE)
    await owner.know(dossier())
    assert (SHOWN if open_to_proof else LEVEL_TWO) in await stranger.say(f"{CODE} 0905000001", STATUS)
    assert CODE in await owner.say(f"{CODE} tới đâu", STATUS)


async def test_an_unknown_number_is_answered_alike_when_a_budget_is_used_up(engine: AsyncEngine) -> None:
    await guess(engine, UNIT_DAY_TRIES, THE_UNIT_DAY, timedelta(minutes=5))
    answers = []
    for code in (CODE, UNKNOWN):
        talk = Talk(engine, sender=f"asks for {code}")
        await talk.know(dossier())
        answers.append(await talk.say(f"{code} 0905000001", STATUS))
    assert answers[0] == answers[1]


def test_what_a_guesser_can_open_in_a_day() -> None:
    """By the last four digits, with the budget of everybody used to the last try."""
    assert OVERALL_TRIES * 24 / 10_000 < 1
