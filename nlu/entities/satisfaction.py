"""Degrees of satisfaction in words: "rất hài lòng" 5 … "rất không hài lòng" 1.

Satisfaction that is only talked of is no degree: the survey of it, a question about it, a condition.
"""

import re
from dataclasses import dataclass
from typing import Final

from nlu.meaning import Awaiting


@dataclass(frozen=True, kw_only=True)
class Degree:
    """`start` and `end` are offsets into the text that was read."""

    value: int
    start: int
    end: int


NO: Final = (
    r"(?:khong|khg|khog|kg|kog|khum|ko|k|kh|hk|hok|hong|hem|hum|chua|chang|cha|dek|deo|no|not|0|khong phai)"
)
VERY: Final = r"(?:rat|raats|ra61t|qua|cuc(?: ky| ki)?|vo cung|het suc|hoan toan|sieu|siu|tuyet doi|r)"
_HL: Final = r"(?:ha+[if2]{1,2} lo+[f2]?n?[gq][f2]?|ha2i lo2ng|haif lofng|hlong|hl)"
_PLEASED: Final = re.compile(
    rf"\b(?P<so_so>(?:cung |cx )?tam )?(?P<very>(?:{VERY}(?: la| chi la| chi)? ){{1,3}})?(?P<no>{NO} )?"
    rf"(?:(?:he|the|duoc|dc|that su|thuc su|thuc|that|may|thay|cam thay|co|lay lam|thiet) ){{0,2}}"
    rf"(?P<more>(?:{VERY}(?: la)? ){{1,2}})?(?P<word>{_HL}|satisfied)\b"
    r"(?: (?:mot|1)(?= ))?(?P<after> (?:chut|ti|ty|xiu|teo) (?:nao|gi)| (?:chut|ti) mo| mo het| gi (?:het|ca)"
    r"| chi ca| dau| tuyet doi| vo cung| lam| het suc| cuc ky| cuc ki| qua(?! trinh)| 100%| hoan toan)?"
)
_HALF_WAY: Final = re.compile(r" (?:o )?muc (?:do )?(?:trung binh|binh thuong|vua phai|vua)\b")
_NOT_AT_ALL: Final = re.compile(r"(?:chut|ti|ty|xiu|teo) (?:nao|mo|gi)|mo het|gi (?:het|ca)|chi ca|tuyet doi")
_WHOLLY: Final = {"hoan toan ", "tuyet doi "}
_TALKED_OF_BEFORE: Final = re.compile(
    r"\b(?:phieu (?:danh gia|gop y)|(?<!that )su|do|chi so|ti le|ty le|khao sat|phieu|phieu khao sat"
    r"|muc do|muc|ve|nut|chu|chon|bam|diem) $"
)
_TOLD: Final = re.compile(
    r"(?<!phieu )\b(?:danh gia|chon|bam|cham|cho|o)(?: (?:o|la))? muc(?: do)? $"
    r"|(?<!phieu )\b(?:chon|bam|danh gia) $"
)
_CONDITION: Final = re.compile(
    r"\b(?:neu|lo|gia su|khi|truong hop|sao cho|lam sao|the nao de|muon|hay|hoac)\b[^.!?;,\n]{0,24}$"
    r"|\b(?:ai|nguoi|dan|ba con|ho|de|lam|(?:gi|chi|sao) ma) $"
)
_CONDITION_AFTER: Final = re.compile(
    r" (?:voi )?nhau\b| (?:thi )?moi (?!\w+ (?:la|nhung))\w"
    r"| thi (?:ky|nhan|cham|cho|danh gia|bam|tra|nop|dong)\b"
)
""" "Hài lòng thì mới ký": nothing is rated yet."""
_QUESTION: Final = re.compile(
    r"(?! chu (?:sao|gi)\b)(?: (?:xin |thi )?(?:bam|goi|nhan) (?:phim |so |nut )?(?:may|nao)\b"
    r"| (?:\w+ ){0,3}?(?:khong|ko|k|hong|hok|hay khong|hay chua|chua)\s*(?:\?|a|vay|$|nhi)"
    r"|(?: \w+){0,4} (?:o dau|cho nao|bang cach nao|kieu gi|the nao|nhu nao|ra sao|lam sao|la gi|la sao"
    r"|thi sao|thi (?:khieu nai|phan anh|keu|goi|nhan|gui|den|lam)|ntn)\b|[^.!\n]{0,40}\?)"
)
_LET_DOWN: Final = re.compile(rf"\b(?:{VERY}|qua) that vong\b|\bthat vong (?:qua|vo cung|tran tre|lam)\b")
_MIDDLING: Final = re.compile(
    r"\b(?:binh thuong|bthuong|bthg?|bt|tam duoc|tam on|tam tam|tam hai long|tam chap nhan|trung binh"
    r"|cung duoc|cung tam|cx tam|cx bt"
    r"|tam(?= *(?:$|[,.;!]|(?:thoi|a|nha|nhe)\b)))\b"
)
_SHORT: Final = 4
"""Words of a message that "bình thường" may be all of."""
_WEAK: Final = {"bt", "tam", "cung duoc"}
_ENDS: Final = re.compile(
    r" ?(?:(?:thoi|a|nha|nhe)\b ?)*(?:[,.;!]|$)| (?:khong|ko|k) (?:che|khen|co (?:gi|chi))\b"
)
_GIVEN_NEAR: Final = re.compile(r"\b(?:danh gia|cham|muc do|cho)\b[^?]*$|^(?:da |o )?muc $")


def degree(text: str, awaiting: Awaiting | None) -> Degree | None:
    """The degree that lower-case `text` without diacritics tells, the first that is meant as one."""
    for match in _PLEASED.finditer(text):
        if awaiting is Awaiting.RATING or not _is_talked_of(text, match):
            value = 3 if _HALF_WAY.match(text, match.end()) else _value(match)
            return Degree(value=value, start=match.start(), end=match.end())
    if (down := _LET_DOWN.search(text)) is not None:
        return Degree(value=1, start=down.start(), end=down.end())
    middling = _MIDDLING.search(text)
    if middling is None or not (awaiting is Awaiting.RATING or _is_verdict(text, middling)):
        return None
    return Degree(value=3, start=middling.start(), end=middling.end())


def _value(match: re.Match[str]) -> int:
    after = (match["after"] or "").strip()
    if match["no"]:
        return 1 if match["very"] or _NOT_AT_ALL.fullmatch(after) or match["more"] in _WHOLLY else 2
    if match["so_so"]:
        return 3
    if after == "dau":
        return 2
    return 5 if match["very"] or match["more"] or after else 4


def _is_talked_of(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 32) : match.start()]
    after = (_QUESTION, _CONDITION_AFTER)
    if _CONDITION.search(before) or any(pattern.match(text, match.end()) for pattern in after):
        return True
    return _TALKED_OF_BEFORE.search(before) is not None and not _TOLD.search(before)


def _is_verdict(text: str, match: re.Match[str]) -> bool:
    """Not the normal of "xe bình thường có phải đăng ký lại không"."""
    words = len(text.split())
    if "?" in text or (match[0] in _WEAK and words > 1):
        return match[0] == "cung duoc" and words <= 2 and "?" not in text
    if match.start() == 0 and _ENDS.match(text, match.end()):
        return True
    return words <= _SHORT or _GIVEN_NEAR.search(text, 0, match.start()) is not None
