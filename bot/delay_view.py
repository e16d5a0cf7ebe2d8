"""What is said of a late dossier (domain reference §8.2): reason and new date come from a signed letter
or are not said at all, and are the same that notices tell. Pure."""

from dataclasses import dataclass, replace

from bot.lure import lures
from bot.notifying import letters
from bot.reply import Say
from bot.view import View
from knowledge.dossiers.dossier import (
    Apology,
    Dossier,
    StatusGroup,
    group,
    is_overdue,
    overdue_workdays,
    promise,
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`dossier`: with the date that stands as its only promise. `put_off`: that date came by a letter.
    `letter`: the signed one in hand, unless it puts the date off once more than the law allows."""

    dossier: Dossier
    put_off: bool = False
    letter: Apology | None = None


def standing(seen: View) -> Standing:
    """Which promise counts: not the date of a letter that no notice would announce."""
    case, dossier = seen.case, replace(seen.dossier, apology=None)
    letter = letters.signed(case)
    if letter is None:
        return Standing(dossier=dossier)
    if letters.puts_off_again(case):
        first = letters.last_promise(case)
        return Standing(dossier=replace(dossier, due_at=first), put_off=True)
    if letters.gives_date(case, letter):
        return Standing(dossier=replace(dossier, due_at=letter.new_due_at), put_off=True, letter=letter)
    return Standing(dossier=replace(dossier, due_at=letters.old_due_at(case)), letter=letter)


def is_delayed(seen: View) -> bool:
    """In work, and late or announced to be: a new date is told from the letter on, also before the old one
    has passed."""
    running = group(seen.dossier) in {StatusGroup.IN_PROGRESS, StatusGroup.UPDATING}
    if not running:
        return False
    stands = standing(seen)
    return stands.put_off or _is_late(seen, stands)


def stamp(seen: View) -> str:
    """Which state of which delay: two alike have the same to tell."""
    dossier, stands = seen.dossier, standing(seen)
    late_again = stands.put_off and _is_late(seen, stands)
    return f"{dossier.code} {dossier.status} {dossier.updated_at} {dossier.apology is None} {late_again}"


def nothing_new(seen: View) -> tuple[Say, ...]:
    """For whoever has just been told of the same delay: no apology and no advice a second time."""
    stands = standing(seen)
    promised = promise(stands.dossier)
    if promised is None or not stands.put_off or _is_late(seen, stands):
        return (seen.say("dossier_overdue.nothing_new"),)
    return (seen.say("dossier_overdue.nothing_new_date", new_due=promised),)


def delay(seen: View) -> tuple[Say, ...]:
    """For a dossier that is late, or whose delay is announced by a signed letter."""
    stands, complain = standing(seen), seen.say("dossier_overdue.complain")
    letter, promised = stands.letter, promise(stands.dossier)
    named = () if letter is None else _letter(seen, letter)
    if stands.put_off and promised is not None:
        if _is_late(seen, stands):
            return (seen.say("dossier_overdue.again", new_due=promised), *named, complain)
        new_date = seen.say("dossier_overdue.new_date", new_due=promised)
        return (_sorry(seen), *_reason(seen, letter), new_date, *named, complain)
    if letter is None:
        return (*_late(seen, stands), seen.say("dossier_overdue.letter_owed"), complain)
    missing = "no_new_date" if letter.new_due_at is None else "wrong_new_date"
    return (*_late(seen, stands), *named, seen.say(f"dossier_overdue.{missing}"), complain)


def _sorry(seen: View) -> Say:
    due = letters.old_due_at(seen.case)
    if due is None:
        return seen.say("dossier_overdue.sorry")
    return seen.say("dossier_overdue.sorry_due", due=due)


def _reason(seen: View, letter: Apology | None) -> tuple[Say, ...]:
    if letter is None:
        return ()
    if letter.reason is None or seen.neutral or lures(letter.reason):
        return (seen.say("dossier_overdue.reason_in_letter"),)
    return (seen.say("dossier_overdue.reason", reason=letter.reason.rstrip(". ")),)


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


def _is_late(seen: View, stands: Standing) -> bool:
    return is_overdue(stands.dossier, seen.known_at)


def _late(seen: View, stands: Standing) -> tuple[Say, ...]:
    promised = promise(stands.dossier)
    assert promised is not None and _is_late(seen, stands)
    days = overdue_workdays(stands.dossier, seen.known_at, seen.calendar)
    if days == 0:
        return (seen.say("dossier_overdue.late", due=promised),)
    return (seen.say("dossier_overdue.late_days", due=promised, days=days),)
