"""A model is trained beside the server, which goes on answering, and ends with it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from nlu.meaning import Context, Entry
from nlu.model import file_of, fingerprint
from vietnam.calendar import VN
from webhooks.training import load_trained

ENTRIES = (
    Entry(code="1.001193", name="Đăng ký khai sinh", official_name="Thủ tục đăng ký khai sinh"),
    Entry(code="9.000001", name="Cấp giấy thử", official_name="Thủ tục cấp giấy thử", level="commune"),
)
pytestmark = pytest.mark.timeout(900)
"""What trains makes way for whatever else runs."""

LONGEST_SILENCE = 0.1
"""Share of the whole time of training and loading: on a busy machine both grow. Trained in the loop, it is
silent throughout."""


def children() -> set[str]:
    """Processes that train."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"webhooks.training" in path.read_bytes():
                found.add(path.parent.name)
        except OSError:
            continue  # it ended meanwhile
    return found


async def wait_until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - a process has no bell
            await asyncio.sleep(0.02)


@pytest.fixture
def before() -> Iterator[set[str]]:
    yield children()


async def longest_silence(task: asyncio.Task[object]) -> float:
    """Of the loop while the task runs, as a share of that: how long somebody may have waited for a word."""
    started = last = time.monotonic()
    longest = 0.0
    while not task.done():
        await asyncio.sleep(0.01)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    return longest / (last - started)


async def test_answers_go_on_while_a_model_is_trained(data_dir: Path) -> None:
    loading = asyncio.create_task(load_trained(data_dir, ENTRIES))
    assert await longest_silence(loading) < LONGEST_SILENCE
    kept = file_of(data_dir, fingerprint(ENTRIES))
    made = kept.stat().st_mtime_ns
    meaning = loading.result().understand(
        "lệ phí đăng ký khai sinh", Context(sent_at=datetime(2026, 11, 20, 9, tzinfo=VN))
    )
    assert meaning.procedures[0].code == "1.001193"
    await load_trained(data_dir, ENTRIES)
    assert kept.stat().st_mtime_ns == made


@pytest.mark.parametrize(("there", "code"), [(True, 0), (False, 1)], ids=["made meanwhile", "to be made"])
def test_who_comes_second_makes_no_model(tmp_path: Path, there: bool, code: int) -> None:
    """Told by what cannot be trained on."""
    model = tmp_path / "model.npz"
    if there:
        model.touch()
    command = [sys.executable, "-m", "webhooks.training", str(model)]
    done = subprocess.run(command, input=b"nonsense", capture_output=True, check=False)
    assert done.returncode == code


async def test_told_to_stop_training_ends_at_once(data_dir: Path, before: set[str]) -> None:
    loading = asyncio.create_task(load_trained(data_dir, ENTRIES))
    await wait_until(lambda: bool(children() - before))
    loading.cancel()
    stopped = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert time.monotonic() - stopped < LONGEST_SILENCE
    assert not children() - before
