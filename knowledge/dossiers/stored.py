"""Reading back what `to_event` wrote: no checks, for the event was checked when it came in.

A sweep reads tens of thousands of events; pydantic would take most of its time."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from knowledge.dossiers.dossier import Apology, Dossier, Fee, Person, Supplement, SupplementItem, Unit
from vietnam.phone import parse_phone

Read = Mapping[str, Any]
T = TypeVar("T")

_SURE = re.compile(r"\+84(?:3[2-9]|7[06-9]|8[1-8]|9[0-8])[0-9]{7}")
"""Mobiles that `parse_phone`, which takes 18 µs, gives back as they are."""

_PERSON = frozenset({"name", "phone", "citizen_id"})
_UNIT = frozenset({"code", "name", "phone"})
_ITEM = frozenset({"name", "reason"})
_SUPPLEMENT = frozenset({"no", "deadline", "items"})
_APOLOGY = frozenset({"no", "signed_on", "signer", "reason", "new_due_at"})
_FEE = frozenset({"amount", "deadline", "paid", "refund_due"})
_PLAIN = frozenset(
    {
        "code",
        "procedure_code",
        "procedure_name",
        "status",
        "status_note",
        "channel",
        "received_at",
        "due_at",
        "finished_at",
        "returned_at",
        "result_delivery",
        "updated_at",
        "sequence",
    }
)
_PARTS: Mapping[str, frozenset[str]] = {
    "unit": _UNIT,
    "applicant": _PERSON,
    "supplement": _SUPPLEMENT,
    "apology": _APOLOGY,
    "fee": _FEE,
}
_KNOWN = _PLAIN | _PARTS.keys() | {"authorised"}


def read_stored(event: Read) -> Dossier:
    """The same dossier as `read_event` gives for an event of `to_event`. Raises KeyError, TypeError or
    ValueError for what `to_event` did not write."""
    get = event.get
    unit = event["unit"]
    return Dossier(
        code=event["code"],
        status_code=event["status"],
        unit=Unit(code=unit["code"], name=unit.get("name"), phone=unit.get("phone")),
        updated_at=datetime.fromisoformat(event["updated_at"]),
        sequence=get("sequence"),
        procedure_code=get("procedure_code"),
        procedure_name=get("procedure_name"),
        applicant=_person(get("applicant") or {}),
        authorised=tuple(map(_person, get("authorised") or ())),
        status_note=get("status_note"),
        channel=get("channel"),
        received_at=_moment(get("received_at")),
        due_at=_moment(get("due_at")),
        finished_at=_moment(get("finished_at")),
        returned_at=_moment(get("returned_at")),
        result_delivery=get("result_delivery"),
        supplement=_part(_supplement, get("supplement")),
        apology=_part(_apology, get("apology")),
        fee=_part(_fee, get("fee")),
        extra=_extra(event),
    )


def _part(read: Callable[[Read], T], part: Read | None) -> T | None:
    return None if part is None else read(part)


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _person(person: Read) -> Person:
    return Person(name=person.get("name"), phone=_phone(person), citizen_id=person.get("citizen_id"))


def _phone(person: Read) -> str | None:
    """What was no number stands there as it was written."""
    written: str | None = person.get("phone")
    return written if written is None or _SURE.fullmatch(written) else parse_phone(written)


def _supplement(slip: Read) -> Supplement:
    items = tuple(
        SupplementItem(name=item["name"], reason=item.get("reason")) for item in slip.get("items") or ()
    )
    return Supplement(no=slip.get("no"), deadline=_day(slip.get("deadline")), items=items)


def _apology(letter: Read) -> Apology:
    return Apology(
        no=letter.get("no"),
        signed_on=_day(letter.get("signed_on")),
        signer=letter.get("signer"),
        reason=letter.get("reason"),
        new_due_at=_moment(letter.get("new_due_at")),
    )


def _fee(fee: Read) -> Fee:
    return Fee(
        amount=fee.get("amount"),
        deadline=_day(fee.get("deadline")),
        paid=fee["paid"],
        refund_due=fee["refund_due"],
    )


def _extra(event: Read) -> dict[str, object]:
    """What `leftover` takes out of the event."""
    extra = {key: value for key, value in event.items() if key not in _KNOWN}
    for name, known in _PARTS.items():
        part = event.get(name)
        if part is not None and (rest := _rest(part, known)):
            extra[name] = rest
    if rests := _rests(event.get("authorised") or (), _PERSON):
        extra["authorised"] = rests
    return extra


def _rest(part: Read, known: frozenset[str]) -> dict[str, object]:
    rest = {} if part.keys() <= known else {key: part[key] for key in part.keys() - known}
    if known is _PERSON and _phone(part) != (written := part.get("phone")):
        rest["phone"] = written
    elif known is _SUPPLEMENT and (rests := _rests(part.get("items") or (), _ITEM)):
        rest["items"] = rests
    return rest


def _rests(entries: Sequence[Read], known: frozenset[str]) -> list[dict[str, object]]:
    rests = [_rest(entry, known) for entry in entries]
    return rests if any(rests) else []
