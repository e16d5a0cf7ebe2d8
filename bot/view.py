"""A dossier as one citizen may see it at one moment. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.intent import Services
from bot.reply import Say, Value
from knowledge.dossiers.dossier import Dossier
from knowledge.procedures.sensitive import is_sensitive_name
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class View:
    """A dossier as its citizen may see it at one moment. `procedure` None: not to be named, because the
    name is sensitive or unknown. `neutral`: nothing that tells what the dossier is about may be said.
    `data_at`: until when its unit's feed spoke, where it is silent now."""

    dossier: Dossier
    now: datetime
    calendar: WorkCalendar
    unit: str
    phone: str
    hotline: str
    procedure: str | None = None
    neutral: bool = False
    data_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """The moment that what is known is true of. A feed that fell silent is not a late office."""
        return self.data_at or self.now

    def say(self, wording: str, **values: Value) -> Say:
        common: dict[str, Value] = {
            "code": self.dossier.code,
            "unit": self.unit,
            "phone": self.phone,
            "hotline": self.hotline,
        }
        return Say(wording=wording, values={**common, **values})


def view(dossier: Dossier, services: Services, now: datetime, silent_since: datetime | None = None) -> View:
    """The view at levels 1 and 2, which differ only in what a citizen may ask for. A procedure that is not
    in the catalogue is judged by the name that the one-stop system gives it."""
    known = services.catalogue.get(dossier.procedure_code or "")
    office = services.offices.get(dossier.unit.code)
    neutral = known.sensitive if known is not None else is_sensitive_name(dossier.procedure_name or "")
    return View(
        dossier=dossier,
        now=now,
        calendar=services.calendar,
        unit=dossier.unit.name or (office.name if office else "Cơ quan giải quyết"),
        phone=dossier.unit.phone or (office.phone if office else None) or services.policy.hotline,
        hotline=services.policy.hotline,
        procedure=known.name if known is not None and not neutral else None,
        neutral=neutral,
        data_at=silent_since,
    )
