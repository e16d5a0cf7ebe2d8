"""The embedded server's life, with real processes and real kills."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import make_url, text

from db.account import account_for
from db.embedded import EmbeddedServerError, embedded_server
from db.engine import create_engine
from db.lock import FileLock

APPLICATION = """
import sys
from pathlib import Path
from db.embedded import embedded_server
with embedded_server(Path(sys.argv[1]), lasting=False) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def application(data_dir: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the directory, until its standard input is closed."""
    command = [sys.executable, "-c", APPLICATION, str(data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql")
        yield process
        process.communicate()


def sql(url: str, *statements: str) -> object:
    """What the last statement gives."""

    async def run() -> object:
        engine = create_engine(url)
        try:
            async with engine.begin() as connection:
                results = [await connection.execute(text(statement)) for statement in statements]
                return results[-1].scalar() if results[-1].returns_rows else None
        finally:
            await engine.dispose()

    return asyncio.run(run())


def server_lives(data_dir: Path) -> bool:
    folder = data_dir / "pg"
    with FileLock(folder / "server.lock", account_for(folder)) as life:
        return not life.try_take()


def server_process(data_dir: Path) -> int:
    return int((data_dir / "pg" / "data" / "postmaster.pid").read_text().splitlines()[0])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_last_process_out_stops_the_server(data_dir: Path) -> None:
    with embedded_server(data_dir, lasting=False) as url:
        with application(data_dir):
            first = server_process(data_dir)
        assert sql(url, "SELECT 1") == 1
        assert server_process(data_dir) == first
    assert not server_lives(data_dir)


def test_a_killed_application_leaves_the_server_to_the_next(data_dir: Path) -> None:
    with application(data_dir) as process:
        left_alone = server_process(data_dir)
        process.kill()
        process.wait()
    assert server_lives(data_dir)
    with embedded_server(data_dir, lasting=False) as url:
        assert server_process(data_dir) == left_alone
        assert sql(url, "SELECT 1") == 1
    assert not server_lives(data_dir)


def test_a_killed_server_is_started_again_with_its_data(data_dir: Path) -> None:
    with embedded_server(data_dir) as url:
        sql(url, "CREATE TABLE kept AS SELECT 7 AS seven")
        killed = server_process(data_dir)
        os.kill(killed, signal.SIGKILL)
        with embedded_server(data_dir) as again:
            assert sql(again, "SELECT seven FROM kept") == 7
            assert server_process(data_dir) != killed
        assert server_lives(data_dir), "we are still inside"
    assert not server_lives(data_dir)


def test_two_data_directories_are_two_worlds(data_dir: Path) -> None:
    here, there = data_dir / "here", data_dir / "there"
    with embedded_server(here, lasting=False) as one, embedded_server(there, lasting=False) as other:
        sql(one, "CREATE TABLE mine (id int)")
        assert sql(other, "SELECT to_regclass('mine')") is None
    assert not server_lives(here)
    assert not server_lives(there)


def test_many_at_once_start_one_server(data_dir: Path) -> None:
    together = Barrier(4)

    def come_in(_: int) -> int:
        together.wait()
        with embedded_server(data_dir, lasting=False):
            process = server_process(data_dir)
            together.wait()
        return process

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(come_in, range(4)))) == 1
    assert not server_lives(data_dir)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * 150, id="longer than a socket address"),
        pytest.param("một cửa, 'tỉnh' $HOME", id="spaces, quotes, comma, dollar, accents"),
    ],
)
def test_any_path_will_do(data_dir: Path, name: str) -> None:
    with embedded_server(data_dir / name, lasting=False) as url:
        assert sql(url, "SELECT 1") == 1
        sockets = Path(str(make_url(url).query["host"]))
        assert mode(sockets) == 0o700
    assert not sockets.exists()


def test_a_socket_folder_that_others_can_enter_is_refused(data_dir: Path) -> None:
    long = data_dir / ("x" * 150)
    with embedded_server(long, lasting=False) as url:
        sockets = Path(str(make_url(url).query["host"]))
    sockets.mkdir(mode=0o755)
    try:
        with pytest.raises(EmbeddedServerError, match="not a private folder"), embedded_server(long):
            pass
    finally:
        sockets.rmdir()


def test_a_process_id_from_before_a_reboot_stops_nothing(data_dir: Path) -> None:
    with embedded_server(data_dir, lasting=False):
        pid_file = (data_dir / "pg" / "data" / "postmaster.pid").read_text().splitlines()
    pid_file[0] = str(os.getpid())  # the number went to a living stranger
    (data_dir / "pg" / "data" / "postmaster.pid").write_text("\n".join(pid_file) + "\n")
    with embedded_server(data_dir, lasting=False) as url:
        assert sql(url, "SELECT 1") == 1


def test_a_set_up_that_was_cut_short_is_made_anew(data_dir: Path) -> None:
    half = data_dir / "pg" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with embedded_server(data_dir, lasting=False) as url:
        assert sql(url, "SELECT 1") == 1


def test_only_the_socket_leads_in_and_only_for_its_owner(data_dir: Path) -> None:
    with embedded_server(data_dir) as url:
        assert sql(url, "SHOW listen_addresses") == ""
        assert sql(url, "SHOW fsync") == "on"
    assert {path.name: mode(path) for path in (data_dir / "pg").iterdir()} == {
        "data": 0o700,
        "log": 0o600,
        "door.lock": 0o600,
        "clients.lock": 0o600,
        "server.lock": 0o600,
    }


def test_an_interrupt_of_the_terminal_does_not_reach_the_server(data_dir: Path) -> None:
    with embedded_server(data_dir, lasting=False):
        assert os.getsid(server_process(data_dir)) != os.getsid(0)


def test_a_row_that_is_refused_does_not_end_up_in_the_log(data_dir: Path) -> None:
    with embedded_server(data_dir, lasting=False) as url:
        sql(
            url,
            "CREATE TABLE citizens (phone text PRIMARY KEY)",
            "INSERT INTO citizens VALUES ('+84905123456')",
        )
        with pytest.raises(Exception, match="duplicate key"):
            sql(url, "INSERT INTO citizens VALUES ('+84905123456')")
    log = (data_dir / "pg" / "log").read_text()
    assert "duplicate key" in log
    assert "905123456" not in log


def test_a_cluster_of_another_version_is_refused_with_the_reason(data_dir: Path) -> None:
    with embedded_server(data_dir, lasting=False):
        pass
    (data_dir / "pg" / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedServerError, match="incompatible"), embedded_server(data_dir, lasting=False):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")
def test_root_lets_the_server_pass_closed_folders_without_opening_them(data_dir: Path) -> None:
    closed = data_dir / "root's own"
    closed.mkdir(mode=0o700)
    with embedded_server(closed / "var", lasting=False) as url:
        assert sql(url, "SELECT 1") == 1
    assert mode(closed) & (stat.S_IRWXO | stat.S_IRGRP | stat.S_IWGRP) == 0
