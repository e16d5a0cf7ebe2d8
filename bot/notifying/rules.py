"""Parameters of notices that law or a province sets: data with a source and the day from which it holds."""

import tomllib
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from pydantic import TypeAdapter

FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What each is, and where it comes from, stands beside it in rules.toml."""

    effective_from: date
    apology_days_before: int
    letter_task_workdays_before: int
    old_promise_days: int
    most_reappointments: int
    collect_reminders: tuple[int, ...]
    survey_after_workdays: int
    survey_from: time
    survey_until: time
    quiet_until: time
    quiet_from: time
    most_a_day: int
    feed_silent_hours: int
    smooth_minutes: int
    call_workdays: int
    handoff_work_hours: int
    withdraw_work_hours: int
    report_work_hours: int
    privacy_hours: int

    @property
    def call_within(self) -> timedelta:
        """Days off make it longer; this is the least."""
        return timedelta(days=self.call_workdays)


def load_rules(today: date, path: Path = FILE) -> Rules:
    """The newest set that is in force on `today`. Raises ValueError naming what is missing or wrong."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    sets: list[Rules] = TypeAdapter(list[Rules]).validate_python(document.get("rules"))
    in_force = [rules for rules in sets if rules.effective_from <= today]
    if not in_force:
        raise ValueError(f"{path.name}: no rules are in force on {today}")
    return max(in_force, key=lambda rules: rules.effective_from)
