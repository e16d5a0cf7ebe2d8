"""Over which channels a person is tried."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leaving.ladder import Chat, Reach, Rung, rung_time, rungs, untried
from bot.message import ChannelId, Limits
from vietnam.calendar import VN

NOW = datetime(2026, 11, 4, 9, 0, tzinfo=VN)
PHONE = "+84905000001"
OA, SMS, TELEGRAM, WEB, TEMPLATE = map(ChannelId, ("zalo_oa", "sms_http", "telegram", "webchat", "zalo_zbs"))
LIMITS = {
    SMS: Limits(length=459, plain=True),
    OA: Limits(length=2000, window=timedelta(days=7)),
    TELEGRAM: Limits(length=4096, receipts=False, discreet=True),
    WEB: Limits(length=4000, notices=False),
    TEMPLATE: Limits(length=400, template=True),
}


def chat(channel: ChannelId, *, days_ago: int = 1, sender: str = "u1") -> Chat:
    return Chat(channel=channel, sender=sender, last_at=NOW - timedelta(days=days_ago))


def reach(*chats: Chat, agreed: bool = True, where: tuple[str, str] | None = None, who: str = PHONE) -> Reach:
    return Reach(subject=who, chats=chats, agreed=agreed, agreed_in=where)


@pytest.mark.parametrize(
    ("known", "channels"),
    [
        pytest.param(reach(agreed=False), [SMS], id="nothing agreed: SMS"),
        pytest.param(reach(chat(OA), agreed=False), [SMS], id="a chat that was not agreed to is not used"),
        pytest.param(reach(), [TEMPLATE, SMS], id="agreed, no chat: the template goes to the number"),
        pytest.param(reach(chat(OA)), [OA, TEMPLATE, SMS], id="a Zalo chat inside its window"),
        pytest.param(reach(chat(OA, days_ago=7)), [TEMPLATE, SMS], id="the window has closed"),
        pytest.param(reach(chat(TELEGRAM, days_ago=90)), [TELEGRAM, TEMPLATE, SMS], id="no window: any time"),
        pytest.param(reach(chat(WEB)), [TEMPLATE, SMS], id="a page is not a way to a person"),
        pytest.param(reach(chat(SMS)), [TEMPLATE, SMS], id="SMS is the last rung, once"),
        pytest.param(
            reach(chat(OA, days_ago=2), chat(TELEGRAM)),
            [TELEGRAM, OA, TEMPLATE, SMS],
            id="used last comes first",
        ),
        pytest.param(
            reach(chat(OA, days_ago=2), chat(TELEGRAM), where=("zalo_oa", "u1")),
            [OA, TELEGRAM, TEMPLATE, SMS],
            id="where it was agreed comes first",
        ),
        pytest.param(reach(who="+842553822333"), [TEMPLATE], id="a fixed line gets no SMS"),
        pytest.param(reach(who=""), [], id="nobody"),
        pytest.param(reach(who="telegram:77"), [TELEGRAM], id="a chat without a phone"),
        pytest.param(reach(who="webchat:77"), [], id="a page without a phone"),
        pytest.param(reach(who="zalo_oa:u1"), [], id="a chat whose last word nobody knows"),
        pytest.param(reach(chat(OA), who="zalo_oa:u1"), [OA], id="a chat inside its window"),
        pytest.param(reach(who="gone:77"), [], id="a channel that is configured no more"),
    ],
)
def test_the_order(known: Reach, channels: list[ChannelId]) -> None:
    assert [rung.channel for rung in rungs(known, LIMITS, NOW)] == channels


@given(st.lists(st.builds(chat, st.sampled_from(list(LIMITS)), days_ago=st.integers(0, 9)), max_size=6))
def test_nobody_is_tried_twice_the_same_way(chats: list[Chat]) -> None:
    ladder = rungs(reach(*chats), LIMITS, NOW)
    assert len(set(ladder)) == len(ladder)
    assert ladder[-1] == Rung(channel=SMS, recipient=PHONE)


@pytest.mark.parametrize(
    ("tried", "copies", "left"),
    [
        pytest.param((), 0, (OA, TEMPLATE, SMS), id="nothing yet"),
        pytest.param((OA,), 1, (TEMPLATE, SMS), id="one copy"),
        pytest.param((), 1, (TEMPLATE, SMS), id="one copy in another's message"),
        pytest.param((TEMPLATE,), 2, (SMS,), id="one in another's message and one of its own"),
        pytest.param((TELEGRAM,), 1, (OA, TEMPLATE, SMS), id="what was tried is a way no more"),
        pytest.param((OA, TEMPLATE, SMS), 3, (), id="all of them"),
    ],
)
def test_what_is_left(tried: tuple[ChannelId, ...], copies: int, left: tuple[ChannelId, ...]) -> None:
    ladder = [Rung(channel=channel, recipient=PHONE) for channel in (OA, TEMPLATE, SMS)]
    used = [Rung(channel=channel, recipient=PHONE) for channel in tried]
    assert tuple(rung.channel for rung in untried(ladder, used, copies)) == left


@pytest.mark.parametrize(
    ("hours", "left", "expected"),
    [
        pytest.param(48, 3, timedelta(hours=2), id="long enough"),
        pytest.param(8, 3, timedelta(hours=2), id="no time to spare"),
        pytest.param(4, 3, timedelta(hours=1), id="shared by the rungs and the call"),
        pytest.param(0, 1, timedelta(0), id="nothing left"),
        pytest.param(-5, 1, timedelta(0), id="past"),
    ],
)
def test_the_time_of_a_rung(hours: int, left: int, expected: timedelta) -> None:
    expires_at, within = NOW + timedelta(hours=hours), timedelta(hours=2)
    assert rung_time(NOW, expires_at, within=within, left=left, call_time=timedelta(hours=2)) == expected
