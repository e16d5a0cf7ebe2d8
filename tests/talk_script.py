"""Reads the talks of tests/talks/*.txt (their form is described in tests/talks/README.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.left_notice import Left
from vietnam.calendar import VN

_LINE = re.compile(r"(@|!|>|<\?|<!|<-|<\+|<|\+|~|\[)\s?(.*)")
_LEFT = re.compile(
    r"(?P<kind>\w+) (?P<dossier>\S+) to (?P<chat>(?P<channel>\w+):(?P<recipient>\S+))"
    r"(?: code (?P<code>\w+))?(?: words (?P<words>.+))?"
)
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a talk that is not a comment; `number` for the message when it fails."""

    number: int
    sign: str
    text: str


def read(path: Path) -> list[Line]:
    return list(_lines(path))


def _lines(path: Path) -> Iterator[Line]:
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        match = _LINE.fullmatch(raw.rstrip())
        if match is None:
            raise ValueError(f"{path.name}:{number}: a line starts with @ ! > < <? <! <- <+ + ~ [ or #")
        yield Line(number=number, sign=match[1], text=match[2])


def moment(text: str) -> tuple[datetime, str, str]:
    """`2026-11-20 09:00  channel:sender`."""
    stamp, who = text[:16], text[16:].strip()
    channel, _, sender = who.partition(":")
    return datetime.strptime(stamp, "%Y-%m-%d %H:%M").replace(tzinfo=VN), channel, sender


def passed(text: str) -> timedelta:
    """`20 min`, `3 h`, `2 d`."""
    amount, unit = text.split()
    return timedelta(**{_UNITS[unit]: int(amount)})


def pattern(text: str) -> re.Pattern[str]:
    """The expected text as a pattern: `…` is any text, `{code}` a one-time code that is kept."""
    joined = re.sub(r"\s*…\s*", "…", text)
    escaped = re.escape(joined).replace(re.escape("…"), ".*").replace(r"\{code\}", r"(?P<code>\d{6})")
    return re.compile(escaped.replace(r"\ ", r"\s+"), re.DOTALL)


def left(text: str) -> Left:
    """`survey H48.12-261102-0007 to sms_http:+84905000001 code K7MQ4XP words Ong/Ba cham diem …`: kind,
    dossier and chat; the check code and the words as they left may be missing."""
    match = _LEFT.fullmatch(text)
    if match is None:
        raise ValueError(f"no notice: {text}")
    return Left(
        kind=match["kind"],
        dossier_code=match["dossier"],
        unit_code=match["dossier"].partition("-")[0],
        channel=match["channel"],
        recipient=match["recipient"],
        subject=match["recipient"] if match["recipient"].startswith("+") else match["chat"],
        check_code=match["code"],
        text=match["words"],
    )
