"""Short and regional words whose meaning their neighbours tell: "chi" of "cần chi" and of "chi phí"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlu.tables import table
from vietnam.text import fold

_START, _END = "^", "$"
_NO_WORDS: Final = ("typed", "meant", "accented")
"""Keys of a rule that hold no list of words."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """As in `data/beside.toml`. None: any word will do; `accented` None: in any message."""

    meant: str
    after: frozenset[str] | None = None
    ahead_of: frozenset[str] | None = None
    not_after: frozenset[str] = frozenset()
    not_ahead_of: frozenset[str] = frozenset()
    beside: frozenset[str] | None = None
    accented: bool | None = None

    def fits(self, before: str, behind: str, around: Sequence[str], accented: bool) -> bool:
        return (
            (self.accented is None or self.accented is accented)
            and (self.after is None or before in self.after)
            and (self.ahead_of is None or behind in self.ahead_of)
            and before not in self.not_after
            and behind not in self.not_ahead_of
            and (self.beside is None or not self.beside.isdisjoint(around))
        )


Rules = Mapping[str, tuple[Rule, ...]]


def load_rules() -> Rules:
    """Typed word -> its rules in the order of the file."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for row in table("beside")["word"]:
        rules[row["typed"]] = (*rules.get(row["typed"], ()), _rule(row))
    return rules


def meant(rules: Rules, tokens: Sequence[str], at: int) -> str | None:
    """What the lower-case token at `at` stands for here; None: itself, as far as is known."""
    candidates = rules.get(tokens[at])
    if candidates is None:
        return None
    before = _plain(tokens[at - 1], _START) if at else _START
    behind = _plain(tokens[at + 1], _END) if at + 1 < len(tokens) else _END
    accented = not all(token.isascii() for token in tokens)
    return next((rule.meant for rule in candidates if rule.fits(before, behind, tokens, accented)), None)


def _plain(token: str, mark: str) -> str:
    return fold(token) if token[0].isalnum() else mark


def _rule(row: Mapping[str, Any]) -> Rule:
    words = {key: frozenset(str(row[key]).split()) for key in row if key not in _NO_WORDS}
    return Rule(meant=str(row["meant"]), accented=row.get("accented"), **words)
