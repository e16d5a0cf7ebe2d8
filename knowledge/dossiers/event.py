"""The dossier event of the feed, of import and of export: bytes in, our own dossier out, and back.

An event is the whole dossier: absent and null clear. What we have no field for is kept in its place.
"""

from collections.abc import Mapping

from pydantic import ValidationError

from knowledge.dossiers.aliases import channel_name, delivery_name
from knowledge.dossiers.dossier import Apology, Dossier, Fee, Person, Supplement, SupplementItem, Unit
from knowledge.dossiers.leftover import completed, leftover, without_nulls
from knowledge.dossiers.refusal import Refusal
from knowledge.dossiers.schema import (
    ApologyFields,
    EventFields,
    FeeFields,
    PersonFields,
    SupplementFields,
    UnitFields,
)


def read_event(obj: object, row: int) -> Dossier | Refusal:
    """`row` is where the event stood, for the report."""
    if not isinstance(obj, Mapping):
        return Refusal(row=row, field="", reason="mỗi hồ sơ phải là một đối tượng { … }")
    try:
        return _dossier(EventFields.model_validate(obj))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return Refusal(row=row, field=field, reason=_reason(first["type"], first["msg"]))


def to_event(dossier: Dossier) -> dict[str, object]:
    """The event in the contract's shape, without nulls; `read_event` gives the same dossier back."""
    fee, supplement, apology = dossier.fee, dossier.supplement, dossier.apology
    known: dict[str, object] = {
        "code": dossier.code,
        "procedure_code": dossier.procedure_code,
        "procedure_name": dossier.procedure_name,
        "unit": without_nulls(vars(dossier.unit)),
        "applicant": without_nulls(vars(dossier.applicant)) or None,
        "authorised": [without_nulls(vars(person)) for person in dossier.authorised] or None,
        "status": dossier.status_code,
        "status_note": dossier.status_note,
        "channel": dossier.channel,
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "finished_at": dossier.finished_at,
        "returned_at": dossier.returned_at,
        "result_delivery": dossier.result_delivery,
        "supplement": supplement and _supplement_event(supplement),
        "apology": None if apology is None else without_nulls(vars(apology)),
        "fee": None if fee is None else without_nulls(vars(fee)),
        "updated_at": dossier.updated_at,
        "sequence": dossier.sequence,
    }
    return completed(without_nulls(known), dossier.extra)


def _supplement_event(supplement: Supplement) -> dict[str, object]:
    items = [without_nulls(vars(item)) for item in supplement.items]
    return without_nulls({"no": supplement.no, "deadline": supplement.deadline, "items": items or None})


def _dossier(event: EventFields) -> Dossier:
    unit = event.unit or UnitFields()
    return Dossier(
        code=event.code,
        status_code=event.status,
        unit=Unit(code=unit.code or event.code.partition("-")[0], name=unit.name, phone=unit.phone),
        updated_at=event.updated_at,
        sequence=event.sequence,
        procedure_code=event.procedure_code,
        procedure_name=event.procedure_name,
        applicant=_person(event.applicant or PersonFields()),
        authorised=tuple(map(_person, event.authorised)),
        status_note=event.status_note,
        channel=event.channel and channel_name(event.channel),
        received_at=event.received_at,
        due_at=event.due_at,
        finished_at=event.finished_at,
        returned_at=event.returned_at,
        result_delivery=event.result_delivery and delivery_name(event.result_delivery),
        supplement=None if event.supplement is None else _supplement(event.supplement),
        apology=None if event.apology is None else _apology(event.apology),
        fee=None if event.fee is None else _fee(event.fee),
        extra=leftover(event),
    )


def _person(person: PersonFields) -> Person:
    return Person(name=person.name, phone=person.phone, citizen_id=person.citizen_id)


def _supplement(supplement: SupplementFields) -> Supplement:
    items = tuple(SupplementItem(name=item.name, reason=item.reason) for item in supplement.items)
    return Supplement(no=supplement.no, deadline=supplement.deadline, items=items)


def _apology(apology: ApologyFields) -> Apology:
    return Apology(
        no=apology.no,
        signed_on=apology.signed_on,
        signer=apology.signer,
        reason=apology.reason,
        new_due_at=apology.new_due_at,
    )


def _fee(fee: FeeFields) -> Fee:
    return Fee(amount=fee.amount, deadline=fee.deadline, paid=fee.paid, refund_due=fee.refund_due)


def _reason(kind: str, message: str) -> str:
    """pydantic's own errors are only about what is missing or misshapen; values.py words the rest."""
    return {"value": message, "missing": "thiếu trường bắt buộc"}.get(kind, "giá trị không đúng dạng")
