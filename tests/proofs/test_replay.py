"""The feed says everything again, in any order, renumbered and stamped later: one notice for each fact."""

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.leaving.release import release
from bot.planning.plan import plan
from knowledge.dossiers.dossier import Dossier
from tests.bot.planning.planning import SetClock
from tests.proofs import account, crowd
from tests.proofs.account import overdue
from tests.proofs.children import notice_office
from vietnam.calendar import VN

ACCEPTED = datetime(2026, 11, 10, 9, 0, tzinfo=VN)
DONE = ACCEPTED + timedelta(hours=1)
DOSSIERS = 60
ROUNDS = 10
READY = {"ready", "ready_early"}


def said_of(number: int) -> list[Dossier]:
    """Two facts, and the second of them three times: as it was, renumbered, renumbered and stamped later."""
    done = replace(crowd.event(16 + number % 16, DONE, sequence=12), code=crowd.code(number))
    unit, applicant = crowd.event(number, DONE).unit, crowd.event(number, DONE).applicant
    done = replace(done, unit=unit, applicant=applicant)
    accepted = replace(done, status_code=2, finished_at=None, updated_at=ACCEPTED, sequence=11)
    return [
        accepted,
        done,
        replace(done, sequence=20),
        replace(done, sequence=21, updated_at=DONE + timedelta(minutes=20)),
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_one_notice_for_each_fact(engine: AsyncEngine, seed: int) -> None:
    """Each dossier has a script of its own; planners look, or not, between its lines."""
    rng, clock = random.Random(seed), SetClock(DONE + timedelta(minutes=30))
    scripts = [rng.choices(said_of(number), k=ROUNDS) for number in range(DOSSIERS)]
    for number, script in enumerate(scripts):
        script.insert(rng.randrange(ROUNDS), said_of(number)[1])
    office = notice_office(engine, clock, {})
    for line in range(ROUNDS + 1):
        await crowd.feed(engine, [script[line] for script in scripts], clock())
        if rng.random() < 0.7:
            await plan(office)
        clock.pass_time(minutes=1)
        if rng.random() < 0.3:
            office = notice_office(engine, clock, {})
    await plan(office)
    found = Counter((notice.about, notice.kind in READY) for notice in await account.notices(engine))
    assert set(found.values()) == {1}
    assert {about for about, is_ready in found if is_ready} == set(map(crowd.code, range(DOSSIERS)))
    clock.pass_time(hours=2)
    while await release(office):
        pass
    assert {notice.state for notice in await account.notices(engine)} <= {"calling", "dropped"}
    assert await overdue(engine, clock()) == []
    assert await account.forged_is_found(engine, clock())
