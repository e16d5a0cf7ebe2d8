"""What a report counts: a province, a period, the moment of looking, perhaps one unit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, true

from bot.figures.period import Period
from db.tables.knowledge_dossiers import dossiers
from knowledge.dossiers.change import SAMPLES


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`samples` False: dossiers of the sample province do not count."""

    province: str
    period: Period
    now: datetime
    unit: str | None = None
    samples: bool = False

    def of_unit(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        return true() if self.unit is None else column == self.unit

    def dossiers(self) -> ColumnElement[bool]:
        known = dossiers.c
        real = true() if self.samples else known.source.not_in(SAMPLES)
        return and_(known.province == self.province, real, self.of_unit(known.unit_code))

    def within(self, moment: ColumnElement[datetime]) -> ColumnElement[bool]:
        return and_(moment >= self.period.begins, moment < self.period.ends)
