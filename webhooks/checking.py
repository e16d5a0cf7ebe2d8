"""What `motcua check` looks at: everything that comes as files, and the settings. Needs no database."""

from collections.abc import Iterator
from datetime import date

from bot.errors import WordingError
from bot.wording_check import check_wordings
from bot.wording_file import load_entries
from knowledge.procedures.check import Severity, check_procedures
from vietnam.calendar import load_calendar
from webhooks.finding import Finding, Level
from webhooks.settings_check import (
    channel_states,
    check_channels,
    check_settings,
    names_for_channels,
    read_settings,
)

NEXT_YEAR_FROM = 11
"""Month from which next year's days off should be announced: the Prime Minister approves them in autumn."""


async def check_all(today: date) -> list[Finding]:
    settings = read_settings()
    findings = [*_procedures(today), *_wordings(), *check_calendar(today)]
    if isinstance(settings, Finding):
        return [*findings, settings]
    # Loading the channels takes seconds, so only where somebody has set one up.
    states = await channel_states(settings) if settings.live or names_for_channels() else []
    return [*findings, *check_settings(settings), *check_channels(states, settings)]


def _procedures(today: date) -> Iterator[Finding]:
    levels = {Severity.ERROR: Level.ERROR, Severity.WARNING: Level.WARNING}
    for found in check_procedures(today):
        place = f"{found.file} {found.field}".strip()
        yield Finding(area="procedures", level=levels[found.level], place=place, what=found.message)


def _wordings() -> Iterator[Finding]:
    try:
        entries = load_entries()
    except WordingError as error:
        yield Finding(area="wording", level=Level.ERROR, what=str(error))
        return
    for found in check_wordings(entries):
        level = Level.ERROR if found.serious else Level.WARNING
        yield Finding(area="wording", level=level, place=found.wording, what=found.message)


def check_calendar(today: date) -> Iterator[Finding]:
    try:
        calendar = load_calendar()
    except ValueError as error:
        yield Finding(area="calendar", level=Level.ERROR, place="workcal.toml", what=str(error))
        return
    for year in (today.year, today.year + 1):
        if not calendar.is_announced(year) and (year == today.year or today.month >= NEXT_YEAR_FROM):
            yield Finding(
                area="calendar",
                level=Level.WARNING,
                place=str(year),
                what=f"lịch nghỉ năm {year} chưa công bố: hạn trả rơi vào năm này chỉ là dự kiến",
                todo="khi có thông báo, ghi vào vietnam/data/workcal.toml kèm nguồn",
            )
