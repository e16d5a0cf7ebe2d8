"""A dossier as one citizen may see it at one moment. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.intent import Services
from bot.lure import without_lures
from bot.notifying.notice import Case
from bot.notifying.rules import Rules
from bot.reply import Say, Value
from knowledge.dossiers.change import Change, ChangeKind, Source
from knowledge.dossiers.dossier import Dossier, local_day, promise
from knowledge.procedures.sensitive import is_sensitive_name
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class View:
    """A dossier as its citizen may see it at one moment. `procedure` None: not to be named, because the
    name is sensitive or unknown. `neutral`: nothing that tells what the dossier is about may be said.
    `data_at`: until when its unit's feed spoke, where it is silent now. `changes`: its history, oldest first,
    where that was read; without it the dossier counts as having been told to us once, as it is."""

    dossier: Dossier
    now: datetime
    calendar: WorkCalendar
    unit: str
    phone: str
    hotline: str
    rules: Rules
    procedure: str | None = None
    neutral: bool = False
    data_at: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def known_at(self) -> datetime:
        """The moment that what is known is true of. A feed that fell silent is not a late office."""
        return self.data_at or self.now

    @property
    def case(self) -> Case:
        """The same as notices see it, so that both say the same."""
        return Case(
            dossier=self.dossier,
            changes=self.changes or (_only(self.dossier),),
            now=self.known_at,
            calendar=self.calendar,
            rules=self.rules,
            neutral=self.neutral,
        )

    def say(self, wording: str, **values: Value) -> Say:
        common: dict[str, Value] = {
            "code": self.dossier.code,
            "unit": self.unit,
            "phone": self.phone,
            "hotline": self.hotline,
        }
        return Say(wording=wording, values={**common, **values})


def _only(dossier: Dossier) -> Change:
    return Change(
        at=dossier.updated_at,
        kinds=frozenset({ChangeKind.NEW}),
        status_code=dossier.status_code,
        promised_at=promise(dossier),
        sequence=dossier.sequence,
        source=Source.IMPORT,
    )


def view(
    dossier: Dossier,
    services: Services,
    now: datetime,
    silent_since: datetime | None = None,
    changes: tuple[Change, ...] = (),
) -> View:
    """The view at levels 1 and 2, which differ only in what a citizen may ask for. A procedure that is not
    in the catalogue is judged by the name that the one-stop system gives it."""
    known = services.catalogue.get(dossier.procedure_code or "")
    office = services.offices.get(dossier.unit.code)
    neutral = known.sensitive if known is not None else is_sensitive_name(dossier.procedure_name or "")
    safe = without_lures(dossier)
    return View(
        dossier=safe,
        now=now,
        calendar=services.calendar,
        unit=safe.unit.name or (office.name if office else "Cơ quan giải quyết"),
        phone=safe.unit.phone or (office.phone if office else None) or services.policy.hotline,
        hotline=services.policy.hotline,
        rules=services.rules(local_day(now)),
        procedure=known.name if known is not None and not neutral else None,
        neutral=neutral,
        data_at=silent_since,
        changes=changes,
    )
