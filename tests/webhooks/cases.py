"""Recorded requests of providers (tests/cases/<channel>/*.json), and how each provider would sign them."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.message import ChannelId, Inbound, Receipt, ReceiptState
from tests.webhooks.house import NOW, SMS_SECRET, TELEGRAM_SECRET, ZALO_APP, ZALO_SECRET
from webhooks.channel import Request

FOLDER = Path(__file__).parents[1] / "cases"
CHANNELS = ("sms_http", "telegram", "webchat", "zalo_oa")


@dataclass(frozen=True, kw_only=True)
class Case:
    channel: str
    part: str
    query: str
    body: str
    items: tuple[Inbound | Receipt, ...]

    @property
    def path(self) -> str:
        return f"/webhooks/{self.channel}" + (f"/{self.part}" if self.part else "")

    def request(self) -> Request:
        signed = signed_query(self.channel, self.query)
        return Request(
            method="GET" if self.channel == "sms_http" else "POST",
            part=self.part,
            headers=signed_headers(self.channel, self.body.encode()),
            query=signed.encode(),
            body=self.body.encode(),
            host="203.0.113.7",
            at=NOW,
        )


def cases(*channels: str) -> list[Any]:
    """For `parametrize`."""
    return [
        pytest.param(read(channel, path), id=f"{channel}: {path.stem}")
        for channel in channels or CHANNELS
        for path in sorted((FOLDER / channel).glob("*.json"))
    ]


def one(channel: str, name: str = "text") -> Case:
    return read(channel, FOLDER / channel / f"{name}.json")


def read(channel: str, path: Path) -> Case:
    told = json.loads(path.read_text(encoding="utf-8"))
    asked = told["request"]
    return Case(
        channel=channel,
        part=asked.get("part", ""),
        query=asked.get("query", ""),
        body=asked.get("body", ""),
        items=tuple(_item(channel, item) for item in told["items"]),
    )


def signed_query(channel: str, query: str) -> str:
    return f"{query}&secret={SMS_SECRET}" if channel == "sms_http" else query


def signed_headers(channel: str, body: bytes) -> dict[str, str]:
    if channel == "telegram":
        return {"x-telegram-bot-api-secret-token": TELEGRAM_SECRET}
    if channel == "zalo_oa":
        timestamp = str(json.loads(body)["timestamp"])
        signed = ZALO_APP.encode() + body + timestamp.encode() + ZALO_SECRET.encode()
        return {"x-zevent-signature": "mac=" + sha256(signed).hexdigest()}
    return {}


def _item(channel: str, item: dict[str, Any]) -> Inbound | Receipt:
    fields = {name: value for name, value in item.items() if name != "kind"}
    if item["kind"] == "inbound":
        sent_at = datetime.fromisoformat(fields.pop("sent_at"))
        return Inbound(channel=ChannelId(channel), sent_at=sent_at, **fields)
    at, state = datetime.fromisoformat(fields.pop("at")), ReceiptState(fields.pop("state"))
    return Receipt(channel=ChannelId(channel), at=at, state=state, **fields)
