"""A campaign's text, taken apart once so that a million rows are filled quickly."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.reply import Value
from bot.wording_slot import SLOT, written


@dataclass(frozen=True, kw_only=True)
class Template:
    """`fixed` are the words around the slots, one more than there are `slots` (name and form)."""

    fixed: tuple[str, ...]
    slots: tuple[tuple[str, str | None], ...]
    plain: bool

    @property
    def variables(self) -> Mapping[str, str | None]:
        """Each with the form in which it is written, if it has one in any place."""
        found: dict[str, str | None] = {}
        for name, form in self.slots:
            found[name] = found.get(name) or form
        return found

    def fill(self, values: Mapping[str, Value]) -> str:
        """Every variable has a value. As a wording would be filled (bot/wording.py)."""
        parts = [self.fixed[0]]
        for (name, form), after in zip(self.slots, self.fixed[1:], strict=True):
            value = values[name]
            if form is None and isinstance(value, str):
                parts.append(value)
            else:
                parts.append(written(value, form, plain=self.plain))
            parts.append(after)
        return "".join(parts)


def template(text: str, *, plain: bool) -> Template:
    """`plain`: the words of an SMS."""
    fixed, slots, end = [], [], 0
    for match in SLOT.finditer(text):
        fixed.append(text[end : match.start()])
        slots.append((match["name"], match["form"]))
        end = match.end()
    return Template(fixed=(*fixed, text[end:]), slots=tuple(slots), plain=plain)


@dataclass(frozen=True, kw_only=True)
class Filler:
    """Both forms of one campaign's text."""

    chat: Template
    sms: Template

    @property
    def variables(self) -> Mapping[str, str | None]:
        chat, sms = self.chat.variables, self.sms.variables
        return {name: chat.get(name) or sms.get(name) for name in (*chat, *sms)}

    def fill(self, values: Mapping[str, Value]) -> tuple[str, str]:
        """Chat and SMS words; the latter are folded to GSM-7 when they leave."""
        return self.chat.fill(values), self.sms.fill(values)


def filler(chat: str, sms: str | None) -> Filler:
    return Filler(chat=template(chat, plain=False), sms=template(chat if sms is None else sms, plain=True))
