"""What truly happened on a simulated day, written down beside the engine: which event came in when, what a
citizen had said, when the database was away. The day is judged by it and by the network's log."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.dossiers.dossier import Dossier
from webhooks.simulation.crowd import Said


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An event as it stood in a request that was answered with 202, `at` in true time. `again`: one that had
    been brought before."""

    at: datetime
    dossier: Dossier
    again: bool


@dataclass(kw_only=True)
class Ledger:
    """By code, in the order of taking. `refused_at`: since when a phone wants no notices."""

    taken: dict[str, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    events: int = 0
    replayed: int = 0
    said: list[tuple[datetime, Said, bool]] = field(default_factory=list)
    refused_at: dict[str, datetime] = field(default_factory=dict)
    errors: int = 0

    def take(self, at: datetime, dossier: Dossier, *, again: bool) -> None:
        self.taken[dossier.code].append(Taken(at=at, dossier=dossier, again=again))
        if again:
            self.replayed += 1
        else:
            self.events += 1

    def state_at(self, code: str, moment: datetime) -> Dossier | None:
        """What the machine knew of a dossier."""
        known = None
        for each in self.taken.get(code, ()):
            newer = known is None or (each.dossier.sequence or 0) > (known.sequence or 0)
            if each.at <= moment and newer:
                known = each.dossier
        return known
