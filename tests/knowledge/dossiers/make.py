"""Events and dossiers for tests; nobody in them exists."""

from typing import Any

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event

PROVINCE = "51"


def event(serial: int = 7, **changed: Any) -> dict[str, Any]:
    """The contract's example; `changed` replaces fields of the top level."""
    return {
        "code": f"H48.12-261102-{serial:04d}",
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "unit": {"code": "H48.12", "name": "UBND xã Bình Sơn", "phone": "0255 000 000"},
        "applicant": {"name": "Nguyễn Văn A", "phone": "+84905123456", "citizen_id": "051090001234"},
        "authorised": [{"name": "Trần Thị B", "phone": "+84905123457"}],
        "status": 4,
        "status_note": None,
        "channel": "counter",
        "received_at": "2026-11-02T09:15:00+07:00",
        "due_at": "2026-11-09T17:00:00+07:00",
        "finished_at": None,
        "returned_at": None,
        "result_delivery": "desk",
        "supplement": {
            "no": "15",
            "deadline": "2026-12-04",
            "items": [{"name": "Giấy chứng sinh", "reason": "chưa có bản chính"}],
        },
        "apology": {
            "no": "21/UBND",
            "signed_on": "2026-11-06",
            "signer": "Chủ tịch UBND xã",
            "reason": "đang chờ xác minh",
            "new_due_at": "2026-12-02T17:00:00+07:00",
        },
        "fee": {"amount": 50000, "deadline": "2026-11-30", "paid": False, "refund_due": False},
        "updated_at": "2026-11-10T08:00:00+07:00",
        "sequence": 12,
        **changed,
    }


def dossier(serial: int = 7, **changed: Any) -> Dossier:
    read = read_event(event(serial, **changed), 1)
    assert isinstance(read, Dossier), read
    return read
