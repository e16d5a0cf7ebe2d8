"""Faults as they are written on the command line."""

from datetime import date, datetime, time, timedelta

import pytest

from vietnam.calendar import VN
from webhooks.simulation.faults import Faults, Jump, UnknownFault, Window, parse_faults


def window(what: str, begins: str, ends: str) -> Window:
    return Window(what=what, begins=time.fromisoformat(begins), ends=time.fromisoformat(ends))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("", Faults(), id="none"),
        pytest.param("kill=3, receipts-late", Faults(kills=3, late=True), id="two, with a space"),
        pytest.param(
            "channel-dead=zalo_template@12:00-13:00",
            Faults(dead=(window("zalo_template", "12:00", "13:00"),)),
            id="a channel",
        ),
        pytest.param(
            "feed-silent=H48.12@9:00-14:00",
            Faults(silent=(window("H48.12", "09:00", "14:00"),)),
            id="a unit, an hour of one digit",
        ),
        pytest.param(
            "clock-jump=+2h@10:00", Faults(jumps=(Jump(by=timedelta(hours=2), begins=time(10)),)), id="ahead"
        ),
        pytest.param(
            "clock-jump=-10m@10:00-11:30",
            Faults(jumps=(Jump(by=-timedelta(minutes=10), begins=time(10), ends=time(11, 30)),)),
            id="back for a while",
        ),
        pytest.param(
            "database-away=5m@11:00", Faults(away=(window("", "11:00", "11:05"),)), id="the database"
        ),
    ],
)
def test_parsed(text: str, faults: Faults) -> None:
    assert parse_faults(text) == faults


@pytest.mark.parametrize(
    "text",
    ["nonsense", "kill", "kill=many", "channel-dead=sms_http", "clock-jump=2h@10:00", "receipts-late=yes",
     "channel-dead=sms_http@25:00-26:00"],
)  # fmt: skip
def test_unknown(text: str) -> None:
    with pytest.raises(UnknownFault):
        parse_faults(text)


def test_all_has_every_sort() -> None:
    storm = parse_faults("all")
    assert storm.dead and storm.silent and storm.away and storm.jumps and storm.kills
    assert storm.late and storm.double and storm.disorder and storm.replay and storm.angry


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        pytest.param("2026-11-23T11:59:59", False, id="before"),
        pytest.param("2026-11-23T12:00:00", True, id="from its first second"),
        pytest.param("2026-11-23T13:00:00", False, id="over"),
        pytest.param("2026-11-24T12:30:00", False, id="the next day"),
    ],
)
def test_window(at: str, holds: bool) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=VN)
    assert window("x", "12:00", "13:00").holds(moment, date(2026, 11, 23)) is holds
