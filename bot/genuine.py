"""Does a message ask whether another one is genuine, is it a pasted scam, or has its citizen fallen for
one? Pure."""

import re

from vietnam.text import fold

_ABOUT = r"\b(?:tin|tin nhan|sms|cuoc goi|so nay|link|duong link|goi|nhan)\b"
_DOUBT = (
    r"\b(?:co that|that khong|that k|that ko|that hay gia|la that|gia mao|lua dao|tin duoc|dung cua"
    r"|co phai cua)\b"
)
_ASKS = re.compile(rf"{_ABOUT}.*{_DOUBT}|\b(?:lua dao|gia mao)\b.*{_ABOUT}")
_BAITS = (
    re.compile(r"\b(?:ma otp|otp|ma xac (?:nhan|thuc))\b"),
    re.compile(r"https?://|www\.|\b(?:bam|nhan|click|truy cap|tai) (?:vao )?(?:link|duong dan|app|ung dung)"),
    re.compile(r"\b(?:chuyen (?:tien|khoan)|nop phat|so tai khoan|stk)\b"),
    re.compile(r"\b(?:khoa|phong toa|vo hieu|truy cuu|xu phat|trong 24h|ngay lap tuc|khan cap)\b"),
    re.compile(r"\b(?:cai|tai) (?:app|ung dung|phan mem)\b"),
)
_BAITS_OF_A_SCAM = 2
"""One bait may stand in an honest question about a code or a transfer; two together are a pattern."""
_DID = (
    r"\b(?:lo|trot|lo tay|vua|moi|da)\b (?:\w+ ){0,3}?"
    r"(?:chuyen (?:tien|khoan)|chuyen (?:het|cho)|bam|nhan (?:vao|link)|click|cai (?:app|ung dung|phan mem)"
    r"|(?:dua|doc|gui|cho|cung cap|nhap) (?:\w+ ){0,3}?(?:ma otp|otp|ma xac nhan|mat khau|so the))"
)
_FELL = re.compile(_DID)
_REGRETS = re.compile(
    r"\b(?:lo|trot|lua|lua dao|bi lua|nhan ra|gia mao|mat tien|link la|nguoi la|lam sao gio|gio sao)\b"
)
_ORDINARY = re.compile(r"\b(?:le phi|phi|hai lan|2 lan|bien lai|thua tien|nham so|dich vu cong|nop ho so)\b")


def asks_if_genuine(text: str) -> bool:
    """ "Tin này có thật không", in many words; or the bait of a scam itself, forwarded."""
    folded = fold(text)
    return bool(_ASKS.search(folded)) or sum(bool(b.search(folded)) for b in _BAITS) >= _BAITS_OF_A_SCAM


def fell_for_it(text: str) -> bool:
    """Money was sent, a link opened, a code told, and now it is regretted; not a fee paid twice."""
    folded = fold(text)
    return bool(_FELL.search(folded) and _REGRETS.search(folded)) and not _ORDINARY.search(folded)
