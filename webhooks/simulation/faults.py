"""What goes wrong on a simulated day, as it is written on the command line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from vietnam.calendar import VN

STORM = (
    "channel-dead=zalo_template@12:00-13:00,channel-dead=sms_http@09:40-10:10,"
    "channel-dead=sms_http@19:30-20:45,feed-silent=H48.12@09:00-14:00,receipts-late,receipts-double,"
    "receipts-disorder,feed-replay,clock-jump=+2h@10:20-10:40,clock-jump=-10m@15:00,kill=30,"
    "database-away=5m@11:00,citizens-angry"
)
"""All at once: `--faults all`."""

_WINDOW = re.compile(r"(?P<what>[\w.]+)@(?P<begins>\d{1,2}:\d{2})-(?P<ends>\d{1,2}:\d{2})")
_JUMP = re.compile(
    r"(?P<sign>[+-])(?P<number>\d+)(?P<unit>[hm])@(?P<begins>\d{1,2}:\d{2})(?:-(?P<ends>\d{1,2}:\d{2}))?"
)
_AWAY = re.compile(r"(?P<number>\d+)(?P<unit>[hm])@(?P<begins>\d{1,2}:\d{2})")


@dataclass(frozen=True, kw_only=True)
class Window:
    """`what`: a channel or a unit's code; empty for the database."""

    what: str
    begins: time
    ends: time

    def holds(self, at: datetime, day: date) -> bool:
        local = at.astimezone(VN)
        return local.date() == day and self.begins <= local.time() < self.ends


@dataclass(frozen=True, kw_only=True)
class Jump:
    """The machine's clock is wrong by `by` from a time on; with `ends`, until then."""

    by: timedelta
    begins: time
    ends: time | None = None


@dataclass(frozen=True, kw_only=True)
class Faults:
    dead: tuple[Window, ...] = ()
    silent: tuple[Window, ...] = ()
    away: tuple[Window, ...] = ()
    jumps: tuple[Jump, ...] = ()
    kills: int = 0
    late: bool = False
    double: bool = False
    disorder: bool = False
    replay: bool = False
    angry: bool = False


class UnknownFault(ValueError):
    """Names the part that cannot be read."""


def parse_faults(text: str) -> Faults:
    """Parts by comma; `all` stands for `STORM`. Raises UnknownFault."""
    found = Faults()
    for part in (STORM if text.strip() == "all" else text).split(","):
        if part.strip():
            found = _with(found, part.strip())
    return found


def _with(faults: Faults, part: str) -> Faults:
    name, _, value = part.partition("=")
    if name in _FLAGS and not value:
        return _FLAGS[name](faults)
    if name in _VALUED and value:
        return _VALUED[name](faults, value)
    raise UnknownFault(part)


def _dead(faults: Faults, value: str) -> Faults:
    return replace(faults, dead=(*faults.dead, _window(value)))


def _silent(faults: Faults, value: str) -> Faults:
    return replace(faults, silent=(*faults.silent, _window(value)))


def _jump(faults: Faults, value: str) -> Faults:
    match = _JUMP.fullmatch(value)
    if match is None:
        raise UnknownFault(value)
    size = _length(match)
    ends = _time(match["ends"]) if match["ends"] else None
    jump = Jump(by=size if match["sign"] == "+" else -size, begins=_time(match["begins"]), ends=ends)
    return replace(faults, jumps=(*faults.jumps, jump))


def _kill(faults: Faults, value: str) -> Faults:
    if not value.isdecimal():
        raise UnknownFault(value)
    return replace(faults, kills=int(value))


def _away(faults: Faults, value: str) -> Faults:
    match = _AWAY.fullmatch(value)
    if match is None:
        raise UnknownFault(value)
    begins = _time(match["begins"])
    ends = (datetime.combine(date.min, begins) + _length(match)).time()
    return replace(faults, away=(*faults.away, Window(what="", begins=begins, ends=ends)))


_FLAGS: Mapping[str, Callable[[Faults], Faults]] = {
    "receipts-late": lambda faults: replace(faults, late=True),
    "receipts-double": lambda faults: replace(faults, double=True),
    "receipts-disorder": lambda faults: replace(faults, disorder=True),
    "feed-replay": lambda faults: replace(faults, replay=True),
    "citizens-angry": lambda faults: replace(faults, angry=True),
}
_VALUED: Mapping[str, Callable[[Faults, str], Faults]] = {
    "channel-dead": _dead,
    "feed-silent": _silent,
    "clock-jump": _jump,
    "kill": _kill,
    "database-away": _away,
}


def _window(value: str) -> Window:
    match = _WINDOW.fullmatch(value)
    if match is None:
        raise UnknownFault(value)
    return Window(what=match["what"], begins=_time(match["begins"]), ends=_time(match["ends"]))


def _length(match: re.Match[str]) -> timedelta:
    return int(match["number"]) * (timedelta(hours=1) if match["unit"] == "h" else timedelta(minutes=1))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError as error:
        raise UnknownFault(text) from error
