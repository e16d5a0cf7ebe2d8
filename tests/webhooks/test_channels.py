"""Each channel's verify and parse, on recorded requests and on garbage."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.message import Inbound
from tests.webhooks.cases import CHANNELS, Case, cases, one
from tests.webhooks.house import NOW, Configured
from webhooks.channel import Channel, Outside, Request, UnreadableError, kinds
from webhooks.channels.zalo_oa import mac

KINDS = {str(kind.id): kind for kind in kinds()}


@pytest.fixture
async def channels() -> dict[str, Channel]:
    """All channels, configured."""
    async with ClientSession() as http:
        opened = {
            name: kind.open(Configured(), Outside(http=http, public_url=None)) for name, kind in KINDS.items()
        }
    return {name: channel for name, channel in opened.items() if channel is not None}


def test_every_channel_of_the_folder_has_cases() -> None:
    assert set(KINDS) == set(CHANNELS)


@pytest.mark.parametrize("case", cases())
async def test_parses_what_was_recorded(channels: dict[str, Channel], case: Case) -> None:
    request = case.request()
    assert channels[case.channel].verify(request)
    assert tuple(channels[case.channel].parse(request)) == case.items


@pytest.mark.parametrize("case", cases("zalo_oa"))
async def test_one_changed_byte_breaks_zalos_signature(channels: dict[str, Channel], case: Case) -> None:
    request = case.request()
    assert not channels["zalo_oa"].verify(replace(request, body=request.body + b" "))


def test_the_mac_of_zalo_is_that_of_sha256sum() -> None:
    body = one("zalo_oa", "text_escaped").body.encode()
    # cat appid body timestamp secret | sha256sum
    known = "93883f7a85c6c9c7105f5fe7108642c943b0fbf10dc9c1e6ad1e865986e158f2"
    assert mac("4318657068771012646", body, "1795312800123", "khoa-bi-mat-cua-oa") == known


@pytest.mark.parametrize(
    ("channel", "change"),
    [
        pytest.param("zalo_oa", {"headers": {}}, id="zalo: no signature"),
        pytest.param("zalo_oa", {"headers": {"x-zevent-signature": "mac="}}, id="zalo: empty signature"),
        pytest.param("zalo_oa", {"headers": {"x-zevent-signature": "mac=é"}}, id="zalo: strange signature"),
        pytest.param("zalo_oa", {"body": b"[]"}, id="zalo: no timestamp"),
        pytest.param("zalo_oa", {"body": b"{"}, id="zalo: no JSON"),
        pytest.param("telegram", {"headers": {}}, id="telegram: no secret"),
        pytest.param(
            "telegram", {"headers": {"x-telegram-bot-api-secret-token": "x"}}, id="telegram: another secret"
        ),
        pytest.param("telegram", {"method": "GET"}, id="telegram: a look"),
        pytest.param("sms_http", {"query": b"from=0912345678&text=a"}, id="sms: no secret"),
        pytest.param(
            "sms_http", {"query": b"from=1&text=a&secret=x", "host": "127.0.0.1"}, id="sms: another"
        ),
    ],
)
async def test_refuses_what_is_not_signed(
    channels: dict[str, Channel], channel: str, change: dict[str, Any]
) -> None:
    request = replace(one(channel).request(), **change)
    assert not channels[channel].verify(request)


async def test_a_mo_without_id_gets_the_same_one_each_time(channels: dict[str, Channel]) -> None:
    def pushed(query: bytes, at: int = 0) -> str:
        (item,) = channels["sms_http"].parse(Request(method="GET", query=query, at=NOW.replace(second=at)))
        assert isinstance(item, Inbound)
        return item.message_id

    first = pushed(b"from=0912345678&text=ho+so&time=1795312800")
    assert pushed(b"from=0912345678&text=ho+so&time=1795312800", 40) == first
    assert pushed(b"from=0912345678&text=ho+so&time=1795312801") != first
    assert pushed(b"from=0912345678&text=phi&time=1795312800") != first


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"type=1", id="no reference"),
        pytest.param(b"reference=42", id="no type"),
        pytest.param(b"reference=42&type=3", id="unknown type"),
        pytest.param(b"reference=-1&type=1", id="negative"),
        pytest.param(b"reference=99999999999999999999&type=1", id="longer than any number of ours"),
        pytest.param("reference=٤٢&type=1".encode(), id="digits of another script"),
    ],
)
async def test_receipts_without_a_message_of_ours_are_unreadable(
    channels: dict[str, Channel], query: bytes
) -> None:
    with pytest.raises(UnreadableError):
        channels["sms_http"].parse(Request(method="GET", part="receipt", query=query, at=NOW))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_KEYS = (
    "event_name",
    "timestamp",
    "sender",
    "message",
    "info",
    "follower",
    "update_id",
    "from",
    "text",
    "id",
)
_NEAR = st.dictionaries(
    st.sampled_from(_KEYS), _JSON | st.sampled_from(["user_send_text", "follow"]), max_size=8
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.binary()
    | _JSON.map(lambda value: json.dumps(value).encode())
    | _NEAR.map(lambda value: json.dumps(value).encode()),
    query=st.binary(),
)
@pytest.mark.parametrize("name", CHANNELS)
async def test_garbage_is_unreadable_at_worst(
    channels: dict[str, Channel], name: str, body: bytes, query: bytes
) -> None:
    request = Request(method="POST", body=body, query=query, headers={"x-zevent-signature": "mac=0"}, at=NOW)
    for part in ("", "receipt"):
        with suppress(UnreadableError):
            channels[name].verify(replace(request, part=part))
            channels[name].parse(replace(request, part=part))
