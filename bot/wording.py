"""Words for a reply: wording entries filled with values, in the form that a channel can carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.errors import WordingError
from bot.message import Limits, Template
from bot.reply import Say, Value
from bot.wording_file import Entry
from bot.wording_slot import fill
from vietnam.sms import fit, fold_sms, segments

FOOT = "notice_foot"
"""Family of what stands at the foot of a notice."""
DISCREET = f"{FOOT}.discreet"
"""The whole message of a notice that has no discreet words of its own."""
_ENDS = ".!?:;…"
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
        codes are never cut. A notice is told in its discreet words where the channel is `discreet`.
        Raises WordingError for an unknown entry or a missing variable."""
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
        paragraphs = self._paragraphs(says, limits)
        if 0 < len(labels) <= limits.buttons and all(len(label) <= limits.button_length for label in labels):
            return Words(text="\n".join(paragraphs), buttons=tuple(labels))
        feet = self._feet(says)
        above, below = paragraphs[: len(paragraphs) - feet], paragraphs[len(paragraphs) - feet :]
        numbered = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
        return Words(text="\n".join([*above, *numbered, *below]))

    def _feet(self, says: Sequence[Say]) -> int:
        """How many of the last paragraphs stand below everything else, also below the options."""
        return sum(self.entry(say.wording).family == FOOT for say in says)

    def _paragraphs(self, says: Sequence[Say], limits: Limits) -> list[str]:
        entries = [self.entry(say.wording) for say in says]
        if not (limits.discreet and any(entry.is_notice for entry in entries)):
            return [fill(entry.chat, say.values) for entry, say in zip(entries, says, strict=True)]
        general = [] if any(e.is_notice and e.discreet for e in entries) else [self.entry(DISCREET).chat]
        own = zip(entries, says, strict=True)
        return general + [fill(entry.discreet, say.values) for entry, say in own if entry.discreet]

    def template(self, says: Sequence[Say]) -> Template | None:
        """The message as the template of its kind; None for what no provider has registered. Raises
        WordingError when a parameter has no value."""
        forms = [form for say in says if (form := self.entry(say.wording).template) is not None]
        values = {name: value for say in says for name, value in say.values.items()}
        return forms[0].filled(values) if forms else None

    def _render_sms(self, says: Sequence[Say], labels: Sequence[str]) -> Words:
        core, tails = [], []
        for say in says:
            entry = self.entry(say.wording)
            core.append(fill(entry.chat if entry.sms is None else entry.sms, say.values, plain=True))
            if entry.tail:
                tails.append(fill(entry.tail, say.values, plain=True))
        at = len(core) - self._feet(says)
        if not any(self.entry(say.wording).sms_has_options for say in says):
            core[at:at] = [f"{number}: {label}" for number, label in enumerate(labels, 1)]
        if any(core[at:]) and (last := " ".join(part for part in core[:at] if part).rstrip()):
            core[:at] = [last if last[-1] in _ENDS else f"{last}."]
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
