"""What kind of report a citizen makes: each has a desk of its own (domain reference §6). Pure."""

import re
from enum import StrEnum

from vietnam.text import fold


class ReportKind(StrEnum):
    MONEY_ASKED = "money_asked"
    """Somebody asked for money: for the control desk, never for the officers it is about."""
    COMPLAINT = "complaint"
    """Khiếu nại, tố cáo: laws of their own; the assistant says where and takes none."""
    FIELD = "field"
    """Phản ánh hiện trường: a pothole, rubbish, a street lamp."""
    SERVICE = "service"
    """Phản ánh, kiến nghị về quy định, về cách phục vụ (NĐ 20/2008/NĐ-CP)."""


_SIGNS = {
    ReportKind.MONEY_ASKED: (
        r"(?:doi|voi|xin|goi y|bat|keu) (?:\w+ ){0,3}(?:dua |nop |chi |lot )?(?:them )?(?:\w+ )?tien\b"
        r"|phong bi|hoi lo|nhung nhieu|lot tay|tien ca phe|tien boi duong|bao thu|tham nhung|an tien"
    ),
    ReportKind.COMPLAINT: r"khieu nai|to cao|to giac|khoi kien|kien ra toa|khieu kien",
    ReportKind.FIELD: (
        r"o ga|rac (?:thai|do|bua|chat)|bai rac|do rac|den duong|ngap|cong (?:thoat|bi tac|nghet)"
        r"|cay (?:do|gay)|mat nuoc|mat dien|tieng on|karaoke|via he|duong (?:hu|hong|sut|lun)|o nhiem"
    ),
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})") for kind, words in _SIGNS.items()}

_FILLERS = re.compile(
    r"\b(?:toi|tui|em|minh|chau|con|bac|chu|co|anh|chi|ong|ba|muon|can|cho|xin|gui|duoc|phan|gop|y|kien|khieu"
    r"|nai|bao|ve|mot|cua|bo|nhan|vien|cong|chuc|xa|phuong|nay|voi|a|nhe|vu|viec|dich|hanh|chinh|thai|do)\b"
)
FEWEST_WORDS = 3
"""Words beside the fillers from which a message tells what happened."""


def kind_of(text: str) -> ReportKind:
    folded = fold(text)
    return next((kind for kind, words in _PATTERNS.items() if words.search(folded)), ReportKind.SERVICE)


def tells_what_happened(text: str) -> bool:
    """False for "tôi muốn phản ánh cán bộ một cửa": that somebody has something to say is all it says."""
    return len(_FILLERS.sub(" ", fold(text)).split()) >= FEWEST_WORDS
