"""The offices of a province held in memory: by code, by the place they serve, with their community teams."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.offices.office import Office, OfficeKind, OfficeLevel
from vietnam.text import fold

_TYPE = re.compile(r"^(?:xa|phuong|dac khu|thi tran|huyen|quan|thi xa|thanh pho|tp|tinh)\s+")
_RANKS = (OfficeKind.ONE_STOP, OfficeKind.AGENCY, OfficeKind.POLICE, OfficeKind.LAND_OFFICE)


@dataclass(frozen=True)
class Directory:
    """Immutable; made from what the store gives."""

    by_code: dict[str, Office] = field(default_factory=dict)

    @classmethod
    def build(cls, offices: Iterable[Office] = ()) -> "Directory":
        return cls({office.code.upper(): office for office in offices})

    def get(self, code: str) -> Office | None:
        return self.by_code.get(code.strip().upper())

    def find(self, asked: str) -> tuple[Office, ...]:
        """By code, or by words that stand in the office's name ("xã Bình Sơn", "binh son"): the one-stop
        centre first; without the type of the place where that fits nothing ("huyện Bình Sơn" is history,
        the place is not). Community teams are not offices: see `teams_of`. () when nothing fits."""
        if known := self.get(asked):
            return (known,)
        words = fold(asked)
        bare = _TYPE.sub("", f"{words} ").strip()
        return (self._named(words) or self._named(bare)) if bare else ()

    def _named(self, words: str) -> tuple[Office, ...]:
        fitting = (
            office
            for office in self.by_code.values()
            if office.kind is not OfficeKind.COMMUNITY_TEAM and f" {words} " in f" {fold(office.name)} "
        )
        return tuple(sorted(fitting, key=_rank))

    def teams_of(self, unit: str) -> tuple[Office, ...]:
        """The community digital teams of a unit, whose codes continue the unit's."""
        lead = unit.strip().upper() + "."
        return tuple(
            office
            for code, office in sorted(self.by_code.items())
            if office.kind is OfficeKind.COMMUNITY_TEAM and code.startswith(lead)
        )

    def __len__(self) -> int:
        return len(self.by_code)


def _rank(office: Office) -> tuple[int, bool, str]:
    order = _RANKS.index(office.kind) if office.kind in _RANKS else len(_RANKS)
    return order, office.level is not OfficeLevel.COMMUNE, office.code
