"""Dossiers for the assistant's tests; nobody in them exists."""

from typing import Any

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event

CODE = "H48.12-261102-0007"
UNKNOWN = "H48.12-261102-9999"
PHONE = "+84905000001"
STRANGER = "+84905999999"
CITIZEN_ID = "051090001234"
SIGNED = {
    "no": "21/UBND",
    "signed_on": "2026-11-06",
    "signer": "Chủ tịch UBND xã",
    "reason": "đang chờ xác minh",
    "new_due_at": "2026-12-02T17:00:00+07:00",
}


def dossier(**changed: Any) -> Dossier:
    """In work at a commune, due on 27/11/2026; `changed` replaces fields of the event."""
    event = {
        "code": CODE,
        "procedure_code": "1.004884",
        "procedure_name": "Đăng ký lại khai sinh",
        "unit": {"code": "H48.12", "name": "UBND xã Bình Sơn", "phone": "0255 000 0012"},
        "applicant": {"name": "Nguyễn Văn Thử", "phone": PHONE, "citizen_id": CITIZEN_ID},
        "status": 4,
        "received_at": "2026-11-02T09:15:00+07:00",
        "due_at": "2026-11-27T17:00:00+07:00",
        "updated_at": "2026-11-10T08:00:00+07:00",
        "sequence": 12,
        **changed,
    }
    read = read_event(event, 1)
    assert isinstance(read, Dossier), read
    return read
