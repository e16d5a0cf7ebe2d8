"""What a procedure tells of its citizen: judged by its file, else by the name that a dossier gives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.procedure import Procedure
from knowledge.procedures.sensitive import is_about_death, is_sensitive_name


@dataclass(frozen=True, kw_only=True)
class Judged:
    """`sensitive`: its very name tells too much. `bereavement`: it follows a death."""

    sensitive: bool
    bereavement: bool


class Judgement:
    """Of shipped and imported procedures. Names are judged once each."""

    def __init__(self, shipped: Iterable[Procedure] = (), imported: Iterable[Procedure] = ()) -> None:
        catalogue = Catalogue.build(shipped, imported)

        @lru_cache(maxsize=20_000)
        def judged(code: str, name: str) -> Judged:
            known = catalogue.get(code)
            if known is not None:
                return Judged(sensitive=known.sensitive, bereavement=known.bereavement)
            return Judged(sensitive=is_sensitive_name(name), bereavement=is_about_death(name))

        self._judged = judged

    def of(self, code: str | None, name: str | None) -> Judged:
        return self._judged(code or "", name or "")
