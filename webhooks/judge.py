"""By which procedures notices are judged, and noticing that an import has changed them. Without a model."""

import asyncio
from collections.abc import Callable, Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.dossier import Dossier
from knowledge.procedures import store
from knowledge.procedures.judgement import Judged, Judgement
from knowledge.procedures.procedure import Procedure


class Judge:
    """Judges dossiers; `look` at least once before it is asked."""

    def __init__(
        self, engine: AsyncEngine, province: str, shipped: Callable[[], Sequence[Procedure]]
    ) -> None:
        self._engine = engine
        self._province = province
        self._shipped = shipped
        self._version: store.Version | None = None
        self._judgement = Judgement()

    async def look(self) -> bool:
        """Take up what an import has changed; True when there was something."""
        async with self._engine.connect() as connection:
            version = await store.version(connection, self._province)
            if version == self._version:
                return False
            imported = await store.load_all(connection, self._province)
        self._judgement = await asyncio.to_thread(lambda: Judgement(self._shipped(), imported))
        self._version = version
        return True

    def neutral(self, dossier: Dossier) -> bool:
        return self._of(dossier).sensitive

    def bereaved(self, dossier: Dossier) -> bool:
        return self._of(dossier).bereavement

    def _of(self, dossier: Dossier) -> Judged:
        return self._judgement.of(dossier.procedure_code, dossier.procedure_name)
