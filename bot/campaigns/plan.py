"""Planning campaigns: rows become notices, some thousands in one transaction, each at its turn.

The mark up to which rows are planned moves in the same transaction, so that a planner that dies leaves
either a whole portion or none of it, and the next one goes on behind it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import pace_store, rows_store, store
from bot.campaigns.campaign import Campaign
from bot.campaigns.dossier_rows import VARIABLES
from bot.campaigns.listing import Recipient
from bot.campaigns.template import Filler, filler
from bot.notifying.office import NoticeOffice
from bot.parcel import Content, to_json
from bot.reply import Say, Value
from knowledge.dossiers.aliases import canonical_code, is_dossier_code

WORDING = "campaign.text"
OF_PERSON = "campaign.of_person"
OF_DOSSIER = "campaign.of_dossier"
_OF_EVERYBODY = frozenset({"unit"})
_TELLING = frozenset(VARIABLES) - _OF_EVERYBODY
"""Variables that tell of one dossier, in lists as well."""
PORTION = 2_500
"""A worker is deaf to all else while it fills them: some 15 ms."""


async def plan(office: NoticeOffice, limit: int | None = None, portion: int = PORTION) -> int:
    """How many rows of running campaigns were planned: all of them, or about `limit`. Any number of
    processes may do this at once."""
    planned = 0
    while limit is None or planned < limit:
        now = office.now()
        async with office.engine.begin() as connection:
            rows = await _plan_portion(connection, office.province, now, portion)
        if not rows:
            break
        planned += rows
    return planned


async def _plan_portion(connection: AsyncConnection, province: str, now: datetime, portion: int) -> int:
    campaign_id = await pace_store.next_to_plan(connection, province, now)
    campaign = None if campaign_id is None else await store.find(connection, province, campaign_id)
    if campaign is None:
        return 0
    rows = await rows_store.some(connection, province, campaign.id, campaign.planned_row, portion)
    begins, starts_at = turns(campaign, rows[0].row, now)
    ready = list(_filled(campaign, rows))
    await pace_store.insert_notices(connection, province, campaign, ready, now=now, begins=begins)
    values = {"planned_row": rows[-1].row, "starts_at": starts_at}
    await store.change(connection, province, campaign.id, values)
    return len(rows)


def turns(campaign: Campaign, row: int, now: datetime) -> tuple[datetime, datetime]:
    """When `row` leaves, and the campaign's `starts_at` from here on: when planning comes late, all that
    follows moves, so that nothing is caught up with at more than the pace."""
    assert campaign.starts_at is not None
    begins = max(now, campaign.starts_at + campaign.apart * row)
    return begins, begins - campaign.apart * row


def content(made: Filler, values: Mapping[str, Value]) -> Content:
    """`values` are those of the text's variables, and no others."""
    chat, sms = made.fill(values)
    return Content(says=(Say(wording=_wording(values), values={"chat": chat, "sms": sms}),))


def _wording(values: Mapping[str, Value]) -> str:
    """What differs from row to row may be about the person, whatever the list calls it."""
    if _tells_of_dossier(values):
        return OF_DOSSIER
    return WORDING if values.keys() <= _OF_EVERYBODY else OF_PERSON


def _tells_of_dossier(values: Mapping[str, Value]) -> bool:
    """Also by a number that a list gives under a name of its own."""
    if not _TELLING.isdisjoint(values):
        return True
    numbers = (value for value in values.values() if isinstance(value, str) and "-" in value)
    return any(is_dossier_code(canonical_code(number)) for number in numbers)


def shown(campaign: Campaign, values: Mapping[str, Value]) -> Content:
    """What a row of the campaign receives, or has received: the words do not change after the approval."""
    return content(filler(campaign.chat, campaign.sms), values)


def _filled(campaign: Campaign, rows: Sequence[Recipient]) -> Iterator[tuple[int, str, bytes]]:
    made = filler(campaign.chat, campaign.sms)
    for recipient in rows:
        document = to_json(content(made, recipient.values))
        yield recipient.row, recipient.phone, orjson.dumps(document)
