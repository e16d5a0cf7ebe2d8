"""One PostgreSQL server for each data directory, shared by all processes that use the directory.

In `DATA_DIR/pg`, all of it closed to other accounts:

    data/         the cluster              socket/       the only way in; no network port is opened
    log           what the server said     door.lock     held while a process comes in or goes out
    clients.lock  shared by every process inside: who can take it alone is the last one
    server.lock   taken for the server and inherited by it, so it is held exactly as long as one of the
                  server's processes lives. A process id in a file proves nothing after a crash; this does.

The first process in starts the server, the last one out stops it. A killed process leaves the server
running for the next one; a killed server is started again by the next process that comes in.
"""

import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL

from db.account import Account, account_for, let_pass, let_read
from db.binaries import install_folder, library_folder
from db.lock import FileLock, held
from db.socket_folder import PORT, SOCKET_NAME, private_folder, socket_folder

SUPERUSER = "motcua"
DATABASE = "postgres"
# A question that needs no log-in (PostgreSQL manual, "Message Formats", SSLRequest).
SSL_REQUEST = struct.pack("!ii", 8, 80877103)
START_SECONDS = 60
STARTS = 5

_THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "64MB",
}


class EmbeddedServerError(RuntimeError):
    """The embedded server could not be started; says what to do."""


@contextmanager
def embedded_server(data_dir: Path, *, lasting: bool = True) -> Iterator[str]:
    """A running server and its URL; blocks for up to `START_SECONDS`. Not `lasting`: quick, for tests.

    Raises `EmbeddedServerError`.
    """
    server = _Server(data_dir.resolve() / "pg", lasting=lasting)
    with FileLock(server.folder / "clients.lock", server.account) as clients:
        with server.door():
            clients.share()
            server.ensure_running()
        try:
            yield server.url()
        finally:
            with server.door():
                if clients.try_take():
                    server.stop()


class _Server:
    def __init__(self, folder: Path, *, lasting: bool) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.lasting = lasting
        self.install = install_folder()
        self.account = self._prepare()

    def _prepare(self) -> Account:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            account = account_for(self.folder)
            account.own(self.folder)
            self.folder.chmod(0o700)
            if account.is_lent:
                for tree in (self.install, library_folder(self.install)):
                    if tree.exists():
                        let_pass(tree, account)
                        let_read(tree)
                let_pass(self.folder, account)
        except (PermissionError, LookupError) as error:
            raise EmbeddedServerError(
                f"{self.folder} cannot be used by this account: {error}. Choose another MOTCUA_DATA_DIR,"
                " run as its owner, or set MOTCUA_DATABASE_URL"
            ) from error
        return account

    @contextmanager
    def door(self) -> Iterator[None]:
        with held(self.folder / "door.lock", self.account):
            yield

    def ensure_running(self) -> None:
        """Only behind the door. A server that is just dying is waited for, then started again."""
        deadline = time.monotonic() + START_SECONDS
        starts = 0
        while time.monotonic() < deadline and starts < STARTS:
            with FileLock(self.folder / "server.lock", self.account) as life:
                if life.try_take():
                    starts += 1
                    self._create_cluster()
                    self._start(life)
            if self._alive() and self._answers():
                return
            time.sleep(0.02)
        raise EmbeddedServerError(
            f"PostgreSQL did not start, see {self.folder / 'log'}: {self._last_words()}"
        )

    def stop(self) -> None:
        if self._alive():
            self._run("pg_ctl", "stop", "-D", ".", "-m", "fast", "-w", "-t", str(START_SECONDS), "-s")
        with suppress(OSError):  # not empty when the server was killed; the next start takes it over
            socket_folder(self.folder).rmdir()

    def url(self) -> str:
        # The server's own word: another process may have started it under another temporary folder.
        sockets = self._pid_file()[4]
        url = URL.create("postgresql+asyncpg", username=SUPERUSER, database=DATABASE, query={"host": sockets})
        return url.render_as_string(hide_password=False)

    def _alive(self) -> bool:
        with FileLock(self.folder / "server.lock", self.account) as life:
            return not life.try_take()

    def _answers(self) -> bool:
        """Asked for a word, because a killed server's file and socket speak for it a little longer."""
        lines = self._pid_file()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(f"{lines[4]}/{SOCKET_NAME}")
                line.sendall(SSL_REQUEST)
                return line.recv(1) in (b"N", b"S")
            except OSError:
                return False

    def _pid_file(self) -> list[str]:
        """Process id, data folder, start, port, socket folder, address, memory key, status."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _create_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        # Made aside and renamed, so that a killed initdb leaves nothing that looks finished.
        half = self.folder / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.account.own(half)
        done = self._run(
            *("initdb", "-D", ".", "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-instructions"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self.lasting else ("--no-sync",)),
            folder=half,
        )
        if done.returncode:
            raise EmbeddedServerError(f"initdb failed: {done.stderr.strip()}")
        half.rename(self.data)

    def _start(self, life: FileLock) -> None:
        self._clear_traces()
        (self.data / "postgresql.conf").write_text(self._configuration())
        log = self.folder / "log"
        log.write_bytes(b"")
        log.chmod(0o600)
        self.account.own(log)
        self._run(
            *("pg_ctl", "start", "-D", ".", "-l", "../log", "-w", "-t", str(START_SECONDS), "-s"),
            inherited=(life.descriptor,),
        )

    def _clear_traces(self) -> None:
        """What a killed server left. `life` is ours, so nobody lives, whoever has its process id now."""
        lock = f"{SOCKET_NAME}.lock"
        for trace in (self.data / "postmaster.pid", socket_folder(self.folder) / lock):
            trace.unlink(missing_ok=True)

    def _configuration(self) -> str:
        sockets = self._sockets()
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            "max_connections": "200",
            "cluster_name": "motcua",  # in the list of processes
            "timezone": "UTC",
            "jit": "off",
            # Rows and parameters are people: neither belongs in a log.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "log_timezone": "UTC",
            **({} if self.lasting else _THROW_AWAY),
        }
        return "".join(f"{name} = '{_quoted(value)}'\n" for name, value in settings.items())

    def _sockets(self) -> Path:
        try:
            return private_folder(socket_folder(self.folder), self.account)
        except PermissionError as error:
            raise EmbeddedServerError(str(error)) from error

    def _last_words(self) -> str:
        try:
            return (self.folder / "log").read_text(errors="replace")[-600:].strip()
        except FileNotFoundError:
            return "none"

    def _run(
        self, program: str, *arguments: str, folder: Path | None = None, inherited: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(  # noqa: S603 - our own programs with our own arguments
            [str(self.install / "bin" / program), *arguments],
            cwd=folder or self.data,
            env=environment | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # an interrupt typed in our terminal is not meant for the server
            pass_fds=inherited,
            **self.account.run_as(),
        )


def _quoted(value: str) -> str:
    return value.replace("'", "''")
