"""Kannel, a gateway that carries real SMS, with its own fake of a network behind it.

`bearerbox` holds the network's side, `smsbox` speaks HTTP with us, `fakesmsc` is the network: it hands in
what citizens write and prints what would reach their phones.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import quote_plus, unquote_to_bytes

from tests.peers.processes import end, free_ports, need, start, tail, wait_for_ports

BEARERBOX = Path("/usr/sbin/bearerbox")
SMSBOX = Path("/usr/sbin/smsbox")
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
CONFIGURATION = Path(__file__).with_name("kannel.conf")

SHORT_CODE = "8088"
PASSWORD = "only-for-tests"
SECRET = "only-for-tests-too"

_GOT = re.compile(r"Got message \d+: <(?P<line>.*?)>$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(
    r"(?P<sender>\S+) (?P<recipient>\S+)(?: udh (?P<udh>\S+))? (?P<kind>text|data|ucs-2) (?P<body>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A message as the phone shows it: parts joined. `parts` is what was paid for."""

    recipient: str
    text: str
    parts: int


class Network:
    """fakesmsc. It hands in the messages that it was started with and goes on to receive, so that each
    `hand_in` starts it anew; the bearerbox keeps what comes in between."""

    def __init__(self, port: int, log: Path) -> None:
        self._port = port
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def hand_in(self, *messages: str, times: int = 1, every: float = 0.1) -> None:
        """`times` messages, each chosen at random among `messages` (see `typed` and its sisters)."""
        self.leave()
        options = ["-H", "127.0.0.1", "-r", str(self._port), "-i", str(every), "-m", str(times)]
        self._process = start([FAKESMSC, *options, *messages], self._log)

    def join(self) -> None:
        """Only receive."""
        self.hand_in(typed("+84900000000", "never handed in"), times=0)

    def leave(self) -> None:
        if self._process is not None:
            end(self._process)
            self._process = None

    def arrived(self) -> list[Arrived]:
        """What has reached phones so far, in the order of first parts."""
        if not self._log.exists():
            return []
        joined: dict[tuple[str, int | None, int | None], list[tuple[int, str]]] = defaultdict(list)
        for at, found in enumerate(_GOT.finditer(self._log.read_text(errors="replace"))):
            line = _LINE.fullmatch(found["line"])
            assert line is not None, f"an unknown form: {found['line'][:80]}"
            udh = unquote_to_bytes(line["udh"] or "")
            # 05 00 03, reference, how many parts, which of them.
            talk = (line["recipient"], udh[3] if udh else None, None if udh else at)
            joined[talk].append((udh[5] if udh else 1, _text(line["kind"], line["body"])))
        return [
            Arrived(recipient=key[0], text="".join(text for _, text in sorted(parts)), parts=len(parts))
            for key, parts in joined.items()
        ]


def _text(kind: str, body: str) -> str:
    if kind == "text":
        return body
    # GSM 03.38 as Kannel hands it on: our own messages hold nothing in which it differs from ASCII.
    return unquote_to_bytes(body.replace("+", " ")).decode("utf-16-be" if kind == "ucs-2" else "ascii")


def typed(sender: str, text: str) -> str:
    return f"{sender} {SHORT_CODE} text {text}"


def typed_with_accents(sender: str, text: str) -> str:
    return f"{sender} {SHORT_CODE} ucs2 {quote_plus(text.encode('utf-16-be'))}"


def typed_part(sender: str, text: str, part: int, of: int) -> str:
    """One part of a long message; the parts may be handed in in any order."""
    return f"{sender} {SHORT_CODE} udh-text %05%00%03%2A%{of:02X}%{part:02X} {text}"


class Kannel:
    """Both boxes and the network. `motcua` is where messages and receipts are pushed to."""

    def __init__(self, folder: Path, motcua: str) -> None:
        self._folder = folder
        self._boxes: dict[Path, subprocess.Popen[bytes]] = {}
        self.ports = free_ports(4)
        admin, self._box_port, self._centre_port, self._sendsms_port = self.ports
        self._configuration = folder / "kannel.conf"
        self._configuration.write_text(
            Template(CONFIGURATION.read_text()).substitute(
                folder=folder,
                motcua=motcua,
                admin_port=admin,
                box_port=self._box_port,
                centre_port=self._centre_port,
                sendsms_port=self._sendsms_port,
                short_code=SHORT_CODE,
                password=PASSWORD,
                secret=SECRET,
            )
        )
        self.network = Network(self._centre_port, folder / "network.log")

    @property
    def settings(self) -> dict[str, str]:
        """Ours, to speak with it."""
        return {
            "MOTCUA_SMS_HTTP_KIND": "kannel",
            "MOTCUA_SMS_HTTP_URL": f"http://127.0.0.1:{self._sendsms_port}/cgi-bin/sendsms",
            "MOTCUA_SMS_HTTP_USERNAME": "motcua",
            "MOTCUA_SMS_HTTP_PASSWORD": PASSWORD,
            "MOTCUA_SMS_HTTP_SOURCE": SHORT_CODE,
            "MOTCUA_SMS_HTTP_SECRET": SECRET,
        }

    def start_bearerbox(self) -> None:
        self._start(BEARERBOX, self._box_port, self._centre_port)

    def start_smsbox(self) -> None:
        self._start(SMSBOX, self._sendsms_port)

    def stop_smsbox(self) -> None:
        end(self._boxes.pop(SMSBOX))

    def stop(self) -> None:
        """Network first, so that nothing is on its way; nothing of it lives afterwards."""
        self.network.leave()
        for program in reversed(list(self._boxes)):
            end(self._boxes.pop(program))

    def logs(self) -> str:
        return "\n".join(tail(log) for log in sorted(self._folder.glob("*.log")))

    def _start(self, program: Path, *ports: int) -> None:
        log = self._folder / f"{program.name}.out"
        process = start([program, self._configuration], log)
        self._boxes[program] = process
        wait_for_ports(process, log, *ports)


@contextmanager
def kannel(folder: Path, motcua: str) -> Iterator[Kannel]:
    need("Kannel", BEARERBOX, SMSBOX, FAKESMSC)
    folder.mkdir()
    peer = Kannel(folder, motcua)
    try:
        peer.start_bearerbox()
        peer.start_smsbox()
        yield peer
    finally:
        peer.stop()
