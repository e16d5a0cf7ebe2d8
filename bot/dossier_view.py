"""What may be said of a dossier at each level of proof (contract "Who may see what"). Pure."""

from dataclasses import replace

from bot import delay_view
from bot.reply import Say, Value
from bot.view import View
from knowledge.dossiers.dossier import (
    Delivery,
    Status,
    StatusGroup,
    days_left,
    early_workdays,
    group,
    is_open,
    local_day,
    promise,
)

GROUP_LABELS = {
    StatusGroup.NOT_ACCEPTED_YET: "chờ tiếp nhận",
    StatusGroup.IN_PROGRESS: "đang giải quyết",
    StatusGroup.PAUSED: "chờ Ông/Bà",
    StatusGroup.READY: "đã có kết quả",
    StatusGroup.RETURNED: "đã trả kết quả",
    StatusGroup.REFUSED: "không được tiếp nhận",
    StatusGroup.WITHDRAWN: "đã rút",
    StatusGroup.STOPPED: "đã dừng",
    StatusGroup.UPDATING: "đang cập nhật",
}
"""How a dossier is told from its fellows in a list of options."""


def coarse(seen: View) -> tuple[Say, ...]:
    """Level 0: the group of the status and the promised day that stands, nothing else."""
    values: dict[str, Value] = {"code": seen.dossier.code}
    says = (Say(wording=f"dossier_status.coarse_{group(seen.dossier)}", values=values),)
    promised = promise(delay_view.standing(seen).dossier)
    if promised is None:
        return says
    return (*says, Say(wording="dossier_status.due", values={"due": promised}))


def status(seen: View) -> tuple[Say, ...]:
    """Where the dossier stands; lateness is said instead of a promise that has passed."""
    about = () if seen.procedure is None else (seen.say("dossier_status.about", procedure=seen.procedure),)
    return (*_state(seen), *about, *as_of(seen), seen.say("dossier_status.contact"))


def as_of(seen: View) -> tuple[Say, ...]:
    """From when the data are, where the unit's feed has fallen silent and they can have changed since."""
    if seen.data_at is None or not is_open(seen.dossier):
        return ()
    return (seen.say("dossier_status.as_of", since=seen.data_at),)


def supplement(seen: View) -> tuple[Say, ...]:
    """What the slip asks for. Names of papers may tell what a sensitive dossier is about."""
    asked = seen.dossier.supplement
    if asked is None or (not asked.items and asked.deadline is None and asked.no is None):
        return (seen.say("dossier_supplement.unspecified"),)
    says = [seen.say("dossier_supplement.slip", no=asked.no)] if asked.no else []
    if seen.neutral or not asked.items:
        says = [seen.say("dossier_supplement.neutral"), *says]
    else:
        items = tuple(f"{item.name} ({item.reason})" if item.reason else item.name for item in asked.items)
        says = [seen.say("dossier_supplement.items", count=len(items), items=items), *says]
    if asked.deadline is not None:
        days = seen.calendar.workdays_between(local_day(seen.now), asked.deadline)
        wording = "dossier_supplement.deadline_left" if days > 0 else "dossier_supplement.deadline"
        says.append(seen.say(wording, deadline=asked.deadline, days=days))
    return (*says, seen.say("dossier_supplement.how"))


def result(seen: View) -> tuple[Say, ...]:
    """How the result of a finished dossier is collected. Early is what comes before the first promise, not
    before the date of a letter that put it off."""
    match seen.dossier.result_delivery:
        case Delivery.POST:
            says = (seen.say("dossier_result.post"),)
        case Delivery.ONLINE:
            says = (seen.say("dossier_result.online"),)
        case _:
            says = (seen.say("dossier_result.desk"),)
    early = early_workdays(replace(seen.dossier, apology=None), seen.calendar)
    return (*says, seen.say("dossier_result.early", days=early)) if early else says


def _state(seen: View) -> tuple[Say, ...]:
    dossier = seen.dossier
    match dossier.status:
        case Status.REGISTERED:
            return (seen.say("dossier_status.registered"),)
        case Status.ACCEPTED:
            return _running(seen, "dossier_status.accepted")
        case Status.PROCESSING:
            return _running(seen, "dossier_status.processing")
        case Status.SUPPLEMENT_NEEDED:
            return supplement(seen)
        case Status.PAYMENT_NEEDED:
            return payment(seen)
        case Status.DONE:
            return result(seen)
        case Status.RETURNED:
            return _returned(seen)
        case Status.REFUSED:
            return _with_note(seen, "dossier_status.refused", "dossier_status.refused_because")
        case Status.STOPPED:
            return _with_note(seen, "dossier_status.stopped", "dossier_status.stopped_because")
        case Status.WITHDRAWN:
            return (seen.say("dossier_status.withdrawn"),)
        case None:
            return (seen.say("dossier_status.updating"), *_promised(seen))


def _running(seen: View, wording: str) -> tuple[Say, ...]:
    if delay_view.is_delayed(seen):
        return delay_view.delay(seen)
    return (seen.say(wording), *_promised(seen))


def _promised(seen: View) -> tuple[Say, ...]:
    as_promised = delay_view.standing(seen).dossier
    promised = promise(as_promised)
    if promised is None:
        return (seen.say("dossier_status.no_due"),)
    left = days_left(as_promised, seen.now, seen.calendar)
    if local_day(promised) == local_day(seen.now):
        return (seen.say("dossier_status.due_today", due=promised),)
    if left is not None and left > 0:
        return (seen.say("dossier_status.due_left", due=promised, days=left),)
    return (seen.say("dossier_status.due", due=promised),)


def payment(seen: View) -> tuple[Say, ...]:
    """What is to be paid and by when, with the warning against private accounts."""
    fee = seen.dossier.fee
    if fee is None or fee.amount is None or fee.paid:
        return (seen.say("dossier_status.payment"), seen.say("dossier_status.payment_safely"))
    says = [seen.say("dossier_status.payment_amount", amount=fee.amount)]
    if fee.deadline is not None:
        says.append(seen.say("dossier_status.payment_deadline", deadline=fee.deadline))
    return (*says, seen.say("dossier_status.payment_safely"))


def _returned(seen: View) -> tuple[Say, ...]:
    if seen.dossier.returned_at is None:
        return (seen.say("dossier_status.returned"),)
    return (seen.say("dossier_status.returned_on", returned=seen.dossier.returned_at),)


def _with_note(seen: View, plain: str, because: str) -> tuple[Say, ...]:
    note = seen.dossier.status_note
    if seen.neutral or not note:
        return (seen.say(plain),)
    return (seen.say(because, note=note.rstrip(". ")),)
