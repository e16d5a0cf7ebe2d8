"""The variables of a wording: found in its text, and filled with values as they are read."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from bot.errors import WordingError
from bot.reply import Value
from vietnam.calendar import VN, fmt_date, fmt_datetime

SLOT = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<form>date|day|time|money|phone|list|lines))?\}")
"""A variable of a wording. Typed and closed: a wording runs no code."""


def slots(*texts: str | None) -> frozenset[str]:
    """The names of the variables that stand in the texts."""
    return frozenset(match["name"] for text in texts if text for match in SLOT.finditer(text))


def stray(text: str) -> str | None:
    """A brace that belongs to no variable."""
    leftover = re.search(r"[{}]", SLOT.sub("", text))
    return leftover.group() if leftover else None


def fill(template: str, values: Mapping[str, Value], *, plain: bool = False) -> str:
    """Raises WordingError for a variable without a value. `plain`: for an SMS."""

    def slot(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in values:
            raise WordingError(f"the variable {{{name}}} has no value")
        return written(values[name], match["form"], plain=plain)

    return SLOT.sub(slot, template)


def written(value: Value, form: str | None, *, plain: bool) -> str:
    """One value as it is read, in the form that its slot asks for."""
    if isinstance(value, tuple):
        return "; ".join(value) if plain or form == "list" else "".join(f"\n- {item}" for item in value)
    if isinstance(value, datetime):
        return _moment(value, form)
    if isinstance(value, date):
        return fmt_date(value)
    if form == "money":
        return f"{int(value):,}".replace(",", ".") + ("d" if plain else " đồng")
    return str(value)


def _moment(value: datetime, form: str | None) -> str:
    if form in {"date", "day"}:
        return fmt_date(value)
    return f"{value.astimezone(VN):%H:%M}" if form == "time" else fmt_datetime(value)
