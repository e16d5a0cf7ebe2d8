"""What stands out among a campaign's rows: the first, the longest, the emptiest, and what all cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.campaigns.campaign import Text
from bot.campaigns.cells import is_plain
from bot.campaigns.lint import sms_parts
from bot.campaigns.template import Filler, filler
from bot.reply import Value
from vietnam.sms import fold_sms


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One row and what it is filled with; `size` is the length of its SMS words as they leave."""

    row: int
    values: Mapping[str, Value]
    size: int


@dataclass(kw_only=True)
class Survey:
    """Filled while the rows go by. `segments`: if all that are sent left by SMS, the check code included;
    `several`: those of them that need more than one. `no_sms`: no SMS reaches the number."""

    filler: Filler
    rows: int = 0
    segments: int = 0
    several: int = 0
    no_sms: int = 0
    first: Sample | None = None
    longest: Sample | None = None
    emptiest: Sample | None = None
    _fullest: int = field(default=-1, repr=False)

    def see(self, row: int, values: Mapping[str, Value], *, sms: bool = True, again: bool = False) -> None:
        """`again`: an earlier row has the phone, so this one is not sent."""
        words = self.filler.sms.fill(values)
        size = len(words) if is_plain(values) else len(fold_sms(words))
        parts = sms_parts(size)
        self.rows += 1
        if sms and not again:
            self.segments += parts
            self.several += parts > 1
        self.no_sms += not sms
        if self.first is None:
            self.first = Sample(row=row, values=values, size=size)
        if self.longest is None or size > self.longest.size:
            self.longest = Sample(row=row, values=values, size=size)
        empty = sum(value in {"", ()} for value in values.values()) if "" in values.values() else 0
        if self.emptiest is None or (empty, -size) > (self._fullest, -self.emptiest.size):
            self.emptiest, self._fullest = Sample(row=row, values=values, size=size), empty

    @property
    def longest_sms(self) -> str:
        return "" if self.longest is None else fold_sms(self.filler.sms.fill(self.longest.values))


def survey(text: Text) -> Survey:
    return Survey(filler=filler(text.chat, text.sms))
