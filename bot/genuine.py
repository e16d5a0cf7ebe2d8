"""Does a message ask whether another one is genuine, is it a pasted scam, or has its citizen fallen for
one? And is what was pasted what we sent? Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.notifying import check_code
from bot.scam import is_own_errand, is_scam
from vietnam.text import fold

_ABOUT = r"\b(?:tin|tin nhan|sms|cuoc goi|so nay|link|duong link|goi|nhan)\b"
_DOUBT = (
    r"\b(?:co that|that khong|that k|that ko|that hay gia|la that|gia mao|lua dao|tin duoc|dung cua"
    r"|co phai cua)\b"
)
_THIS = r"(?:(?<!thong )(?:cai )?(?:tin|tin nhan|sms|link)(?: nhan)?(?: (?:nay|do|kia|vua roi|hoi sang))?)"
_ASKS = re.compile(
    rf"{_ABOUT}.*{_DOUBT}|\b(?:lua dao|gia mao)\b.*{_ABOUT}"
    rf"|\b{_THIS} (?:\w+ )?(?:la |co phai |phai |co )?"
    r"(?:gia|that|spam|lua|dang tin|an toan|chinh thuc)\b"
    rf"|\b(?:kiem tra|xac minh|check)(?: \w+){{0,2}} {_THIS}\b(?! (?:do|tuc|hoc))"
    rf"|\b{_THIS} (?:la )?(?:do|cua) (?:ai|dau|noi nao|co quan nao)\b|\bai (?:gui|nhan) {_THIS}(?! cho ai)"
    rf"|\bco (?:phai|dung)(?: la)? (?:\w+ ){{0,3}}(?:gui|nhan)(?: {_THIS})? (?:khong|ko|k)\b"
    rf"|\bco dung(?: la)? {_THIS} cua\b"
    r"|\b(?:co phai|nghi|so) (?:la )?(?:bi )?(?:lua dao|gia mao|tin gia|lua)\b"
    rf"|\bnhan (?:duoc )?{_THIS}.*\bco dung\b|\bco phai {_THIS} (?:gia|that|chinh thuc|lua)\b"
    r"|\bma tin\b(?: nay)? (?:la gi|de lam gi|o dau)"
)
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

_SUM = r"(?:\d[\d.,]* ?(?:k|tr|trieu|cu|ty|nghin|ngan|dong|d)\b|(?:het |mat )*tien\b)"
_CHEATED = re.compile(r"\bbi (?:\w+ ){0,2}?(?:lua|lua dao|scam)\b")
_ONLY_FEARED = re.compile(
    r"\b(?:so|nghi|lo|tranh|khoi|khong|neu|de) (?:\w+ )?bi (?:\w+ )?lua\b"
    r"|\bbi lua(?: dao)? (?:khong|ko|k|hay)\b"
)
_LOST = re.compile(rf"{_SUM}|\b(?:chuyen|ck|mat|bao ai|bao cong an|trinh bao|otp|tai khoan|lay)\b")
_WHOM_TO_TELL = re.compile(
    rf"\bmat (?:\w+ )?{_SUM}.*\b(?:bao|goi|trinh bao|keu) (?:cho )?(?:ai|cong an|dau|o dau)\b"
)
_DID_SO = re.compile(
    r"\b(?:(?:da )?(?:lo|trot|lo tay) (?:\w+ )?"
    r"(?:doc|bam|dua|gui|cho|chuyen|nhap|click|cai|tai|cung cap|noi|quet)"
    rf"|(?:vua|moi|da) (?:doc|bam|chuyen|nhap|click|cai))\b|\bmat (?:\w+ )?{_SUM}"
)
_COSTS = re.compile(
    r"\b(?:co|phai) mat (?:\w+ )?tien\b"
    r"|\bmat (?:bao nhieu |bn |may )?tien (?:khong|ko|k|hong|hog|hok|ha|a|nhi)\b"
    r"|\bmat (?:bao nhieu|bn|may) tien\b"
)
"""Asks what something costs: nothing was lost."""
_OF_A_DOSSIER = re.compile(r"\b(?:ho so|giay to|don|to khai|le phi|can bo)\b")
_ASKED_FOR = re.compile(
    r"\b(?:ho|nguoi ta|nguoi la|ai do|tui no|bon no|no|co nguoi) (?:\w+ ){0,2}?"
    r"(?:xin|doi|hoi|bao|yeu cau|kiu|bat) .{0,25}\b(?:otp|ma xac (?:nhan|thuc)|mat khau|so the)\b"
)


def asks_if_genuine(text: str) -> bool:
    """ "Tin này có thật không", in many words; or the bait of a scam itself, forwarded."""
    folded = fold(text)
    baits = sum(bool(bait.search(folded)) for bait in _BAITS)
    pattern = baits >= _BAITS_OF_A_SCAM and not is_own_errand(text)
    return bool(_ASKS.search(folded) or _ASKED_FOR.search(folded)) or pattern or is_scam(text)


def fell_for_it(text: str, *, warned: bool = False) -> bool:
    """Money was sent, a link opened, a code told, and now it is regretted; not a fee paid twice. `warned`:
    right behind talk of a scam "tôi lỡ đọc rồi" says enough."""
    folded = fold(text)
    if _CHEATED.search(folded) and _LOST.search(folded) and not _ONLY_FEARED.search(folded):
        return True
    regrets = warned and _DID_SO.search(_COSTS.sub(" ", folded)) and not _OF_A_DOSSIER.search(folded)
    if _WHOM_TO_TELL.search(folded) or regrets:
        return True
    return bool(_FELL.search(folded) and _REGRETS.search(folded)) and not _ORDINARY.search(folded)


_CLAIMS = re.compile(r"\bma tin\b\W*(?=\w*\d)([a-z0-9]{5,9})\b")
_NUMBERS = re.compile(r"\d(?:[\d./:,\- ]*\d)?")
_TRANSFER = 2
"""Place of the bait that stands in our own warnings, too: "không chuyển tiền cho cá nhân"."""
FEWEST_PASTED = 8
"""Words of a message that is more than a code and a question about it."""
SAME_SHARE = 0.7
"""Of the pasted words that ours must hold; citizens put some of their own around them."""


class Pasted(StrEnum):
    """How a message with one of our codes compares with what left under it."""

    CODE_ONLY = "code_only"
    SAME = "same"
    CHANGED = "changed"
    """Another date, sum or number, or other words."""
    BAIT = "bait"
    """A link, a code, a transfer or an app that we did not write of."""


def names_check_code(text: str) -> bool:
    """A code of ours, or what is given out as one."""
    return check_code.find(text) is not None or _CLAIMS.search(fold(text)) is not None


def compare(pasted: str, code: str, ours: Sequence[str]) -> Pasted:
    """`ours`: the copies as they left; none: they are kept no longer, only baits can be told."""
    folded = fold(pasted).replace(code.lower(), " ")
    baits = _baits(folded).difference(*map(_baits, map(fold, ours)))
    if (baits and ours) or len(baits) >= _BAITS_OF_A_SCAM or baits - {_TRANSFER}:
        return Pasted.BAIT
    words = re.findall(r"[a-z]+", folded)
    if not ours:
        return Pasted.CODE_ONLY
    if not _numbers(folded) <= {number for text in ours for number in _numbers(fold(text))}:
        return Pasted.CHANGED
    if len(words) < FEWEST_PASTED:
        return Pasted.CODE_ONLY
    known = {word for text in ours for word in re.findall(r"[a-z]+", fold(text))}
    return Pasted.SAME if sum(w in known for w in words) >= SAME_SHARE * len(words) else Pasted.CHANGED


def _baits(folded: str) -> set[int]:
    return {place for place, bait in enumerate(_BAITS) if bait.search(folded)}


def _numbers(folded: str) -> set[str]:
    """By their digits; one that stands alone tells nothing."""
    found = (re.sub(r"\D", "", piece) for match in _NUMBERS.finditer(folded) for piece in match[0].split())
    return {digits for digits in found if len(digits) > 1}
