"""What citizens should have been told of a day, worked out from its events alone. The engine is not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.dossiers.dossier import Dossier
from webhooks.simulation.ledger import Ledger, Taken

KINDS_OF_STATUS: Mapping[int, frozenset[str]] = {
    2: frozenset({"received"}),
    3: frozenset({"refused"}),
    5: frozenset({"supplement"}),
    6: frozenset({"payment"}),
    7: frozenset({"stopped"}),
    8: frozenset({"stopped"}),
    9: frozenset({"ready", "ready_early"}),
}
HOLDS_IN: Mapping[str, frozenset[int]] = {
    "received": frozenset({2, 4}),
    "refused": frozenset({3}),
    "supplement": frozenset({5}),
    "payment": frozenset({6}),
    "stopped": frozenset({7, 8}),
    "ready": frozenset({9}),
    "ready_early": frozenset({9}),
    "overdue_apology": frozenset({2, 4}),
    "late_again": frozenset({2, 4}),
    "collect_reminder": frozenset({9}),
    "survey": frozenset({9, 10}),
}
"""In which states of its dossier a notice of this kind is true."""
BY_TIME = frozenset({"late_again", "collect_reminder", "survey"})


@dataclass(frozen=True, kw_only=True)
class Fact:
    """`at`: when it happened; `taken_at`: when the machine learned of it; `over_at`: when it learned that
    this holds no longer. `subjects`: who is to be told, '' when nobody can be."""

    code: str
    unit: str
    kinds: frozenset[str]
    at: datetime
    taken_at: datetime
    over_at: datetime | None
    subjects: tuple[str, ...]


def facts(ledger: Ledger, since: datetime) -> list[Fact]:
    """Of events taken since then."""
    return [fact for taken in ledger.taken.values() for fact in _of_one(taken, since)]


def _of_one(taken: Sequence[Taken], since: datetime) -> list[Fact]:
    steps = sorted((each for each in taken if not each.again), key=lambda each: each.dossier.sequence or 0)
    found: list[Fact] = []
    for place, step in enumerate(steps):
        before = steps[place - 1].dossier if place else None
        kinds = _told_by(step.dossier, before)
        if kinds and step.at >= since:
            found.append(_fact(step, kinds, steps[place + 1 :]))
    return found


def _told_by(dossier: Dossier, before: Dossier | None) -> frozenset[str]:
    """What this event gives to tell."""
    entered = before is None or before.status_code != dossier.status_code
    if dossier.apology is not None and (before is None or before.apology != dossier.apology):
        # No reason, nothing to announce; a second letter is for the head of the agency.
        first = before is None or before.apology is None
        return frozenset({"overdue_apology"}) if first and dossier.apology.reason else frozenset()
    if dossier.status_code == 2 and before is not None and before.status_code != 1:
        return frozenset()
    if not entered and dossier.status_code == 5 and before is not None:
        return frozenset({"supplement"}) if before.supplement != dossier.supplement else frozenset()
    return KINDS_OF_STATUS.get(dossier.status_code, frozenset()) if entered else frozenset()


def _fact(step: Taken, kinds: frozenset[str], later: Sequence[Taken]) -> Fact:
    dossier = step.dossier
    return Fact(
        code=dossier.code,
        unit=dossier.unit.code,
        kinds=kinds,
        at=dossier.updated_at,
        taken_at=step.at,
        over_at=next((each.at for each in later if _is_over(kinds, dossier, each.dossier)), None),
        subjects=_subjects(dossier),
    )


def _is_over(kinds: frozenset[str], told: Dossier, now: Dossier) -> bool:
    """It holds no longer, or something else is to be told instead."""
    if not any(now.status_code in HOLDS_IN[kind] for kind in kinds):
        return True
    return "supplement" in kinds and now.supplement != told.supplement


def _subjects(dossier: Dossier) -> tuple[str, ...]:
    """Authorised persons in place of the applicant."""
    named = tuple(dict.fromkeys(person.phone for person in dossier.authorised if person.phone))
    return named or (dossier.applicant.phone or "",)
