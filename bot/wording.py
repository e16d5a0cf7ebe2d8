"""Words for a reply: wording entries filled with values, in the form that a channel can carry."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate

from bot.errors import WordingError
from bot.message import Limits
from bot.reply import Say, Value
from bot.wording_file import SLOT, Entry
from vietnam.calendar import VN, fmt_date, fmt_datetime
from vietnam.sms import fit, fold_sms, segments

SMS_MOST = 3
"""Segments one reply may take; longer lists are shortened and say where the rest stands."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message as it will be read. `buttons` empty: choices stand in the text with their numbers.
    `segments` None off SMS."""

    text: str
    buttons: tuple[str, ...] = ()
    segments: int | None = None


class Wordings:
    """All wording entries, and the one way to make words of them."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def entry(self, name: str) -> Entry:
        try:
            return self._entries[name]
        except KeyError:
            raise WordingError(f"no wording {name!r} under bot/wording/") from None

    def stamps(self, says: Sequence[Say]) -> list[str]:
        return [self.entry(say.wording).stamp for say in says]

    def render(self, says: Sequence[Say], labels: Sequence[str], limits: Limits) -> Words:
        """The reply in the channel's form. Lists are shortened until it fits `limits`; numbers, dates and
        codes are never cut. Raises WordingError for an unknown entry or a missing variable."""
        longest = max(
            (len(v) for say in says for v in say.values.values() if isinstance(v, tuple)), default=0
        )
        for keep in range(longest, 0, -1):
            words = self._render([_shortened(say, keep) for say in says], labels, limits)
            if _fits(words, limits):
                return words
        return self._render([_shortened(say, 1) for say in says], labels, limits)

    def _render(self, says: Sequence[Say], labels: Sequence[str], limits: Limits) -> Words:
        if limits.plain:
            return self._render_sms(says, labels)
        text = "\n".join(_fill(self.entry(say.wording).chat, say.values) for say in says)
        if 0 < len(labels) <= limits.buttons and all(len(label) <= limits.button_length for label in labels):
            return Words(text=text, buttons=tuple(labels))
        numbered = "".join(f"\n{number}. {label}" for number, label in enumerate(labels, 1))
        return Words(text=text + numbered)

    def _render_sms(self, says: Sequence[Say], labels: Sequence[str]) -> Words:
        core, tails = [], []
        for say in says:
            entry = self.entry(say.wording)
            core.append(_fill(entry.chat if entry.sms is None else entry.sms, say.values, plain=True))
            if entry.tail:
                tails.append(_fill(entry.tail, say.values, plain=True))
        core += [f"{number}: {label}" for number, label in enumerate(labels, 1)]
        text = fold_sms(" ".join(part for part in core if part))
        *_, text = accumulate((fold_sms(tail) for tail in tails), fit, initial=text)
        return Words(text=text, segments=segments(text).parts)


def _fits(words: Words, limits: Limits) -> bool:
    if words.segments is not None:
        return words.segments <= SMS_MOST
    return len(words.text) <= limits.length


def _shortened(say: Say, keep: int) -> Say:
    if all(not isinstance(value, tuple) or len(value) <= keep for value in say.values.values()):
        return say
    return replace(say, values={name: _first(value, keep) for name, value in say.values.items()})


def _first(value: Value, keep: int) -> Value:
    if not isinstance(value, tuple) or len(value) <= keep:
        return value
    return (*value[:keep], f"và {len(value) - keep} mục nữa: xem dichvucong.gov.vn hoặc hỏi tại quầy")


def _fill(template: str, values: Mapping[str, Value], *, plain: bool = False) -> str:
    def slot(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in values:
            raise WordingError(f"the variable {{{name}}} has no value")
        return written(values[name], match["form"], plain=plain)

    return SLOT.sub(slot, template)


def written(value: Value, form: str | None, *, plain: bool) -> str:
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
