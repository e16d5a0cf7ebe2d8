"""Loops of a worker: at their own pace, at once when rung, never ended by an error."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from webhooks.loops import Bells, Loop, run_loops


def counting(seen: list[str], name: str, *, results: list[int]) -> Callable[[], Awaitable[int]]:
    """Does as much as `results` say, one after the other, then nothing."""

    async def act() -> int:
        seen.append(name)
        return results.pop(0) if results else 0

    return act


async def run_until(enough: Callable[[], bool], *loops: Loop, ring: str | None = None) -> None:
    stop, bells = asyncio.Event(), Bells(loops)
    task = asyncio.create_task(run_loops(loops, bells, stop))
    async with asyncio.timeout(5):
        if ring is not None:
            await asyncio.sleep(0.02)
            bells.ring(ring)
        while not enough():  # noqa: ASYNC110 - what is waited for has no bell
            await asyncio.sleep(0.001)
        stop.set()
        await task


async def test_what_was_done_rings_for_what_follows() -> None:
    seen: list[str] = []
    plan = Loop(name="plan", act=counting(seen, "plan", results=[1]), every=60, then=("release",))
    release = Loop(name="release", act=counting(seen, "release", results=[]), every=60)
    await run_until(lambda: len(seen) >= 3, plan, release)
    assert sorted(seen) == ["plan", "release", "release"]


@pytest.mark.parametrize(
    ("results", "acts"),
    [
        pytest.param([5, 7, 4, 5], 3, id="goes on until it finds less than it takes"),
        pytest.param([4, 5, 5], 1, id="there was no more"),
    ],
)
async def test_as_much_as_it_takes_means_more(results: list[int], acts: int) -> None:
    seen: list[str] = []
    act = counting(seen, "plan", results=results)
    clock = Loop(name="clock", act=counting(seen, "clock", results=[]), every=0.01)
    await run_until(lambda: seen.count("clock") == 8, Loop(name="plan", act=act, every=60, full=5), clock)
    assert seen.count("plan") == acts


async def test_what_comes_one_by_one_is_done_together() -> None:
    seen: list[str] = []
    event = Loop(name="event", act=counting(seen, "event", results=[1] * 20), every=0.01, then=("plan",))
    plan = Loop(name="plan", act=counting(seen, "plan", results=[1] * 20), every=60, apart=0.1)
    await run_until(lambda: seen.count("event") == 20, event, plan)
    assert 2 <= seen.count("plan") <= 6  # 20 events in 0.2 s or, on a slow machine, in somewhat more


async def test_a_bell_is_heard_at_once() -> None:
    seen: list[str] = []
    slow = Loop(name="slow", act=counting(seen, "slow", results=[]), every=60)
    await run_until(lambda: len(seen) == 2, slow, ring="slow")


async def test_each_at_its_own_pace() -> None:
    seen: list[str] = []
    quick = Loop(name="quick", act=counting(seen, "quick", results=[]), every=0.01)
    slow = Loop(name="slow", act=counting(seen, "slow", results=[]), every=60)
    await run_until(lambda: seen.count("quick") == 5, quick, slow)
    assert seen.count("slow") == 1


async def test_an_error_ends_nothing_and_tells_of_nobody(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []

    async def fail() -> int:
        seen.append("fail")
        raise RuntimeError("+84905000001")

    await run_until(lambda: len(seen) == 3, Loop(name="fail", act=fail, every=0.01))
    assert "RuntimeError" in caplog.text
    assert "905000001" not in caplog.text
