"""Making a campaign: its text looked over, its rows read and staged, all of it or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import rows_store, store
from bot.campaigns.campaign import Text
from bot.campaigns.errors import CampaignError
from bot.campaigns.lint import Finding, check_longest, check_text
from bot.campaigns.listing import BadRow, Recipient
from bot.campaigns.rows_store import Doubles
from bot.campaigns.survey import Survey, survey
from vietnam.phone import is_mobile

_AT_ONCE = 20_000
MOST_ROWS = 1_000_000
MOST_BAD = 1000
"""Bad rows that are told one by one."""


@dataclass(kw_only=True)
class Made:
    """`id` None: nothing was made, because of a serious finding or of bad rows. `bad` are the first of
    `bad_count`."""

    survey: Survey
    id: int | None = None
    findings: list[Finding] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    bad_count: int = 0
    no_sms: int = 0
    doubles: Doubles = field(default_factory=Doubles)

    @property
    def serious(self) -> bool:
        return any(finding.serious for finding in self.findings)


class _NothingMadeError(Exception):
    """Takes back what was staged."""


async def make(
    connection: AsyncConnection,
    province: str,
    text: Text,
    recipients: Iterable[Recipient | BadRow],
    *,
    by: str,
    now: datetime,
    skip_bad: bool = False,
    allow_long: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Made:
    """A draft with its rows, in the caller's transaction; in case of doubt none of it. `skip_bad`: without
    the bad rows. `allow_long`: though some SMS take several segments. Raises CampaignError where the list
    as a whole cannot be taken."""
    made = Made(survey=survey(text), findings=check_all(text, now))
    if made.serious:
        return made
    try:
        async with connection.begin_nested():
            campaign_id = await store.create(connection, province, text, by, now)
            await _stage(connection, province, campaign_id, recipients, made, progress)
            made.findings += judge_longest(text, made.survey, allow_long=allow_long)
            if made.serious or (made.bad_count and not skip_bad):
                raise _NothingMadeError
            if not made.survey.rows:
                raise CampaignError("không có người nhận nào", "kiểm tra lại tệp hoặc điều kiện lọc")
            await store.set_rows(connection, province, campaign_id, made.survey.rows)
            made.doubles = await rows_store.doubles(connection, province, campaign_id)
            made.id = campaign_id
    except _NothingMadeError:
        pass
    return made


def check_all(text: Text, now: datetime) -> list[Finding]:
    findings = list(check_text(text))
    if text.ends_at <= now:
        findings.append(Finding(serious=True, message="`ends_at` đã qua"))
    return findings


def judge_longest(text: Text, seen: Survey, *, allow_long: bool) -> list[Finding]:
    """Several segments are refused unless somebody said that they are meant."""
    if seen.longest is None:
        return []
    found = check_longest(text, seen.longest_sms, seen.longest.row)
    return [Finding(serious=each.serious or not allow_long, message=each.message) for each in found]


async def _stage(
    connection: AsyncConnection,
    province: str,
    campaign_id: int,
    recipients: Iterable[Recipient | BadRow],
    made: Made,
    progress: Callable[[int], None],
) -> None:
    rows = iter(recipients)
    while batch := list(islice(rows, _AT_ONCE)):
        good = [row for row in batch if isinstance(row, Recipient)]
        _note(made, good, [row for row in batch if isinstance(row, BadRow)])
        if made.survey.rows > MOST_ROWS:
            raise CampaignError(f"nhiều hơn {MOST_ROWS} người nhận", "chia thành nhiều tệp")
        await rows_store.put(connection, province, campaign_id, good)
        progress(len(batch))


def _note(made: Made, good: list[Recipient], bad: list[BadRow]) -> None:
    for row in good:
        made.survey.see(row.row, row.values, sms=is_mobile(row.phone))
    made.bad += bad[: MOST_BAD - len(made.bad)]
    made.bad_count += len(bad)
