"""All known procedures by code and family. It answers exact keys only; matching words is not its job."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.procedures.procedure import Procedure, ProcedureCode

_PROVINCE_SUFFIX = re.compile(r"\.[A-Za-z]\d{2}$")
"""`1.001193.H48`: the agency code of QĐ 20/2020/QĐ-TTg behind the national code."""


@dataclass(frozen=True)
class Catalogue:
    """Immutable. A reviewed procedure beats an imported one of the same code: see `build`."""

    by_code: dict[str, Procedure] = field(default_factory=dict)
    families: dict[str, tuple[Procedure, ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, shipped: Iterable[Procedure], imported: Iterable[Procedure] = ()) -> "Catalogue":
        by_code = {procedure.code.upper(): procedure for procedure in (*imported, *shipped)}
        families: dict[str, list[Procedure]] = {}
        for procedure in by_code.values():
            families.setdefault(procedure.family, []).append(procedure)
        return cls(by_code, {key: tuple(sorted(members, key=_rank)) for key, members in families.items()})

    def get(self, code: str) -> Procedure | None:
        """By national code; a provincial variant that is not known itself stands for its national one."""
        asked = code.strip().upper()
        return self.by_code.get(asked) or self.by_code.get(_PROVINCE_SUFFIX.sub("", asked))

    def family(self, key: str) -> tuple[Procedure, ...]:
        """The siblings, the one that is meant most often first; () for an unknown family."""
        return self.families.get(key, ())

    def all(self) -> tuple[Procedure, ...]:
        """Reviewed ones first, then by code."""
        return tuple(
            sorted(self.by_code.values(), key=lambda procedure: (not procedure.reviewed, procedure.code))
        )

    def __len__(self) -> int:
        return len(self.by_code)


def _rank(procedure: Procedure) -> tuple[bool, ProcedureCode]:
    return (not procedure.everyday_default, procedure.code)
