"""What an import did: rows taken, unchanged, refused, and how much of each field could be read."""

from collections import Counter
from dataclasses import dataclass, field

from knowledge.procedures.importer import Refusal
from knowledge.procedures.procedure import Fact, Procedure

FIELDS = ("offices", "papers", "times", "fees", "results", "conditions", "steps", "legal", "online")


@dataclass(frozen=True, kw_only=True)
class FieldShares:
    """Procedures by what is known of one field. `parsed` + `partly` + `flagged` + `empty` = all of them.

    `partly`: some facts are flagged; `flagged`: all are; `empty`: the source says nothing.
    """

    parsed: int
    partly: int
    flagged: int
    empty: int

    @property
    def total(self) -> int:
        return self.parsed + self.partly + self.flagged + self.empty


@dataclass(kw_only=True)
class Report:
    """Filled while an import runs; complete when it returns."""

    taken: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    flags: Counter[str] = field(default_factory=Counter)
    """Facts by flag."""
    facts: int = 0
    """All facts, flagged ones included."""
    _shares: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})

    @property
    def rows(self) -> int:
        return self.taken + self.unchanged + len(self.refused)

    def count(self, procedure: Procedure) -> None:
        """Adds what was read of one procedure."""
        for name in FIELDS:
            facts = facts_of(procedure, name)
            self._shares[name][_state(facts)] += 1
            self.facts += len(facts)
            self.flags.update(fact.flag.value for fact in facts if fact.flag)

    def shares(self) -> dict[str, FieldShares]:
        """By field, in the order in which a report lists them."""
        return {name: _field_shares(counter) for name, counter in self._shares.items()}


def facts_of(procedure: Procedure, name: str) -> tuple[Fact, ...]:
    value: tuple[Fact, ...] | Fact | None = getattr(procedure, name)
    if isinstance(value, Fact):
        return (value,)
    return value or ()


def _state(facts: tuple[Fact, ...]) -> str:
    flagged = sum(fact.flag is not None for fact in facts)
    if not facts:
        return "empty"
    if flagged == len(facts):
        return "flagged"
    return "partly" if flagged else "parsed"


def _field_shares(counter: Counter[str]) -> FieldShares:
    return FieldShares(
        parsed=counter["parsed"], partly=counter["partly"], flagged=counter["flagged"], empty=counter["empty"]
    )
