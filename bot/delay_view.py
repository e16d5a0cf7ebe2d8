"""What is said of a late dossier (domain reference §8.2): reason and new date come from a signed letter
or are not said at all. Pure."""

from bot.reply import Say
from bot.view import View
from knowledge.dossiers.dossier import (
    Apology,
    Dossier,
    StatusGroup,
    group,
    is_late_again,
    is_overdue,
    overdue_workdays,
    promise,
)


def is_announced(dossier: Dossier) -> bool:
    """A signed letter gives a new date: it is told from then on, also before the old date has passed."""
    apology = dossier.apology
    return apology is not None and apology.is_signed and apology.new_due_at is not None


def is_delayed(seen: View) -> bool:
    """In work, and late or announced to be."""
    running = group(seen.dossier) in {StatusGroup.IN_PROGRESS, StatusGroup.UPDATING}
    return running and (is_overdue(seen.dossier, seen.known_at) or is_announced(seen.dossier))


def stamp(seen: View) -> str:
    """Which state of which delay: two alike have the same to tell."""
    dossier = seen.dossier
    late_again = is_late_again(dossier, seen.known_at)
    return f"{dossier.code} {dossier.status} {dossier.updated_at} {dossier.apology is None} {late_again}"


def nothing_new(seen: View) -> tuple[Say, ...]:
    """For whoever has just been told of the same delay: no apology and no advice a second time."""
    apology = seen.dossier.apology
    if apology is None or apology.new_due_at is None or not apology.is_signed:
        return (seen.say("dossier_overdue.nothing_new"),)
    if is_late_again(seen.dossier, seen.known_at):
        return (seen.say("dossier_overdue.nothing_new"),)
    return (seen.say("dossier_overdue.nothing_new_date", new_due=apology.new_due_at),)


def delay(seen: View) -> tuple[Say, ...]:
    """For a dossier that is late, or whose delay is announced by a signed letter."""
    dossier, complain = seen.dossier, seen.say("dossier_overdue.complain")
    apology = dossier.apology
    if apology is None or not apology.is_signed:
        return (*_late(seen), seen.say("dossier_overdue.letter_owed"), complain)
    if apology.new_due_at is None:
        return (*_late(seen), *_letter(seen, apology), seen.say("dossier_overdue.no_new_date"), complain)
    if is_late_again(dossier, seen.known_at):
        again = seen.say("dossier_overdue.again", new_due=apology.new_due_at)
        return (again, *_letter(seen, apology), complain)
    return (*_apology(seen, apology), *_letter(seen, apology), complain)


def _apology(seen: View, apology: Apology) -> tuple[Say, ...]:
    assert apology.new_due_at is not None
    due = seen.dossier.due_at
    sorry = (
        seen.say("dossier_overdue.sorry") if due is None else seen.say("dossier_overdue.sorry_due", due=due)
    )
    if apology.reason is None or seen.neutral:
        because = seen.say("dossier_overdue.reason_in_letter")
    else:
        because = seen.say("dossier_overdue.reason", reason=apology.reason.rstrip(". "))
    return (sorry, because, seen.say("dossier_overdue.new_date", new_due=apology.new_due_at))


def _letter(seen: View, apology: Apology) -> tuple[Say, ...]:
    """Number, signer and day of the letter, as far as they are known."""
    assert apology.signed_on is not None
    if apology.no and apology.signer:
        said = seen.say(
            "dossier_overdue.letter", no=apology.no, signer=apology.signer, signed=apology.signed_on
        )
    elif apology.no:
        said = seen.say("dossier_overdue.letter_number", no=apology.no, signed=apology.signed_on)
    else:
        said = seen.say("dossier_overdue.letter_day", signed=apology.signed_on)
    return (said,)


def _late(seen: View) -> tuple[Say, ...]:
    promised = promise(seen.dossier)
    assert promised is not None and is_overdue(seen.dossier, seen.known_at)
    days = overdue_workdays(seen.dossier, seen.known_at, seen.calendar)
    if days == 0:
        return (seen.say("dossier_overdue.late", due=promised),)
    return (seen.say("dossier_overdue.late_days", due=promised, days=days),)
