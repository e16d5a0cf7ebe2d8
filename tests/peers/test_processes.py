"""That the programs which tests start are gone afterwards, and that a missing peer is not overlooked."""

import sys
import time
from pathlib import Path

import pytest

from tests.peers.kannel import kannel
from tests.peers.processes import end, listens, need, running, start, tail

SLEEP = "import time; time.sleep(60)"
DEAF = f"import signal; [signal.signal(s, signal.SIG_IGN) for s in (2, 15)]; print(1, flush=True); {SLEEP}"


def test_a_program_that_will_not_listen_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = start([sys.executable, "-c", DEAF], log)
    while not tail(log):
        time.sleep(0.02)
    assert end(process, patience=0.2) == -9


def test_a_program_ends_with_its_test(tmp_path: Path) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        running([sys.executable, "-c", SLEEP], tmp_path / "log") as process,
    ):
        raise ZeroDivisionError
    assert process.returncode == -15


@pytest.mark.parametrize(
    ("ci", "outcome"),
    [
        pytest.param("", pytest.skip.Exception, id="on a desk the test is skipped"),
        pytest.param("true", pytest.fail.Exception, id="in CI it fails"),
    ],
)
def test_a_missing_peer(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]) -> None:
    monkeypatch.setenv("CI", ci)
    need("Python", Path(sys.executable))
    with pytest.raises(outcome, match="make peers"):
        need("Kannel", Path(sys.executable), Path("/nowhere/bearerbox"))


@pytest.mark.peer
def test_nothing_of_kannel_is_left(tmp_path: Path) -> None:
    with kannel(tmp_path / "kannel", "http://127.0.0.1:9") as gateway:
        gateway.network.join()
        assert all(map(listens, gateway.ports))
    assert not any(map(listens, gateway.ports))
