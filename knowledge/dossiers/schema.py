"""The event's fields as pydantic reads them. Everything that is not about the shape stands in values.py."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from knowledge.dossiers import values
from knowledge.dossiers.aliases import canonical_code, is_dossier_code, status_number
from vietnam.phone import parse_phone

_LARGEST_STATUS = 2**31 - 1


def _code(value: object) -> str:
    code = canonical_code(values.text(value) or "")
    if not is_dossier_code(code):
        raise values.wrong("mã hồ sơ trống hoặc không đúng dạng, ví dụ H48.12-261102-0007")
    return code


def _status(value: object) -> int:
    word = values.text(value)
    if word is None:
        raise values.wrong("thiếu trạng thái")
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= 10 else status_number(word)
    if number is None:
        raise values.wrong("trạng thái không có trong bảng tên gọi; dùng số 1 đến 10")
    if number > _LARGEST_STATUS:
        raise values.wrong("số nằm ngoài khoảng cho phép")
    return number


def _updated_at(value: object) -> datetime:
    read = values.moment(value)
    if read is None:
        raise values.wrong("thiếu thời điểm cập nhật")
    return read


def _name(value: object) -> str:
    read = values.text(value)
    if read is None:
        raise values.wrong("thiếu tên giấy tờ")
    return read


def _listed(value: object) -> object:
    if value is None or value == "":
        return ()
    return [entry for entry in value if entry is not None] if isinstance(value, list) else value


Text = Annotated[str | None, BeforeValidator(values.text)]
Moment = Annotated[datetime | None, BeforeValidator(values.moment)]
Deadline = Annotated[datetime | None, BeforeValidator(values.deadline)]
Day = Annotated[date | None, BeforeValidator(values.day)]
YesNo = Annotated[bool, BeforeValidator(values.yes_no)]


class _Open(BaseModel):
    """Unknown fields are kept, not refused."""

    model_config = ConfigDict(extra="allow")


class UnitFields(_Open):
    code: Text = None
    name: Text = None
    phone: Text = None


class PersonFields(_Open):
    """A phone that is none does not cost the citizen the dossier: it stays with the unknown fields."""

    name: Text = None
    phone: Annotated[str | None, BeforeValidator(values.phone_text)] = None
    citizen_id: Annotated[str | None, BeforeValidator(values.citizen_id)] = None

    @model_validator(mode="after")
    def _readable_phone(self) -> Self:
        written, extra = self.phone, self.model_extra
        self.phone = written and parse_phone(written)
        if written and not self.phone and extra is not None:
            extra["phone"] = written
        return self


class ItemFields(_Open):
    name: Annotated[str, BeforeValidator(_name)]
    reason: Text = None


class SupplementFields(_Open):
    no: Text = None
    deadline: Day = None
    items: Annotated[list[ItemFields], BeforeValidator(_listed)] = []


class ApologyFields(_Open):
    no: Text = None
    signed_on: Day = None
    signer: Text = None
    reason: Text = None
    new_due_at: Deadline = None


class FeeFields(_Open):
    amount: Annotated[int | None, BeforeValidator(values.amount)] = None
    deadline: Day = None
    paid: YesNo = False
    refund_due: YesNo = False


class EventFields(_Open):
    code: Annotated[str, BeforeValidator(_code)]
    status: Annotated[int, BeforeValidator(_status)]
    updated_at: Annotated[datetime, BeforeValidator(_updated_at)]
    sequence: Annotated[int | None, BeforeValidator(values.whole)] = None
    procedure_code: Text = None
    procedure_name: Text = None
    unit: UnitFields | None = None
    applicant: PersonFields | None = None
    authorised: Annotated[list[PersonFields], BeforeValidator(_listed)] = []
    status_note: Text = None
    channel: Text = None
    received_at: Moment = None
    due_at: Deadline = None
    finished_at: Moment = None
    returned_at: Moment = None
    result_delivery: Text = None
    supplement: SupplementFields | None = None
    apology: ApologyFields | None = None
    fee: FeeFields | None = None
