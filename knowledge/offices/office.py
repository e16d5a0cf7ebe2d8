"""An office that citizens can go to or call, and how a file writes one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.dossiers.refusal import Refusal
from vietnam.text import nfc

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class OfficeKind(StrEnum):
    ONE_STOP = "one_stop"
    """Trung tâm Phục vụ hành chính công, of the province or of a commune."""
    AGENCY = "agency"
    POLICE = "police"
    LAND_OFFICE = "land_office"
    COMMUNITY_TEAM = "community_team"
    """Tổ công nghệ số cộng đồng: neighbours who help with the online portal."""
    OTHER = "other"


class OfficeLevel(StrEnum):
    PROVINCE = "province"
    COMMUNE = "commune"
    HAMLET = "hamlet"


@dataclass(frozen=True, kw_only=True)
class Office:
    """`phone` and `hours` are shown as the office writes them, with `confirmed_on` and `source`."""

    code: str
    name: str
    kind: OfficeKind
    level: OfficeLevel
    address: str | None = None
    phone: str | None = None
    hours: str | None = None
    confirmed_on: date
    source: str


def read_office(fields: Mapping[str, object], row: int) -> Office | Refusal:
    """Keys are the names of `Office`; others are ignored."""
    for name in ("code", "name", "kind", "level", "confirmed_on", "source"):
        if _text(fields, name) is None:
            return Refusal(row=row, field=name, reason="thiếu trường bắt buộc")
    kind, level = _text(fields, "kind"), _text(fields, "level")
    if kind not in list(OfficeKind):
        return Refusal(row=row, field="kind", reason=f"phải là một trong: {', '.join(OfficeKind)}")
    if level not in list(OfficeLevel):
        return Refusal(row=row, field="level", reason=f"phải là một trong: {', '.join(OfficeLevel)}")
    confirmed_on = _day(_text(fields, "confirmed_on") or "")
    if confirmed_on is None:
        return Refusal(row=row, field="confirmed_on", reason="phải là ngày dạng 2026-11-02 hoặc 02/11/2026")
    return Office(
        code=(_text(fields, "code") or "").upper(),
        name=_text(fields, "name") or "",
        kind=OfficeKind(kind),
        level=OfficeLevel(level),
        address=_text(fields, "address"),
        phone=_text(fields, "phone"),
        hours=_text(fields, "hours"),
        confirmed_on=confirmed_on,
        source=_text(fields, "source") or "",
    )


def write_office(office: Office) -> dict[str, object]:
    """The fields of a file's row; `read_office` gives the same office back."""
    return {name: _written(value) for name, value in vars(office).items() if value is not None}


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    return nfc(str(value)).strip() or None if isinstance(value, str | int) else None


def _day(written: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(written):
        written = "{2}-{1:0>2}-{0:0>2}".format(*match.groups())
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
