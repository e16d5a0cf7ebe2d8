"""Verdicts that are degrees without the word satisfaction: "không chê vào đâu được" 5, "chưa ưng lắm" 2, and
where somebody rates ("đánh giá: …", or asked for it) plain words too: "tốt" 4, "tạm ổn" 3, "quá tệ" 1.

Plain words count only as the whole of a verdict, up to the next pause: "đường tệ quá" rates no service. "Ok"
answers anything: it counts where no more is said, or why.
"""

import re
from typing import Final

from nlu.entities.curt import curt
from nlu.entities.satisfaction import NO, VERY, Degree
from nlu.meaning import Awaiting
from nlu.spelling.normalise import Typed
from vietnam.text import may_mean

_GOOD: Final = (
    r"tot|on ap|on on|on|dat|ok(?:e|ie|ay|i|ela)?|duoc viec|hai long|ngon lanh|ngon"
    r"|vua (?:long|y)|ung (?:y|bung|cai bung)|ung"
)
_BAD: Final = r"te hai|toi te|toi|te|kem|do te|do ec|do|chan|that vong|bat man|buc xuc"
_BEST: Final = (
    r"(?:tren ca|vuot|hon ca) (?:mong doi|mong muon)|tuyet(?: voi)?|tuyet cu meo|xuat sac|hoan hao"
    r"|het (?:say|xay|sa?y)|dinh(?: cua chop| cao| noc)?"
)
_WORSE: Final = {"te hai", "toi te", "do te", "do ec"}
_FAULTS: Final = {"te", "kem", "toi", "do", *_WORSE}
"""What a no in front turns into a middling praise: "không tệ", not "không thất vọng"."""
_AFTER: Final = (
    r"(?: (?:lam|qua(?: luon)?|het (?:cho noi|biet|suc|y)|vo cung|cuc ky|cuc ki|ghe|oi la \w+"
    r"|(?:mot |1 )?(?:chut|ti|xiu|teo) (?:nao|mo)|mo het|gi het|that|ong mat troi"
    r"|hon (?:truoc|xua|hoi truoc|nam ngoai)))?"
)
_PHRASE: Final = (
    rf"(?P<so>(?:tam|hoi|kha|cung|cx|tuong doi|co ban|tren ca|noi chung) (?:la )?)?(?P<very>(?:{VERY}) )?"
    rf"(?P<no>{NO} )?(?:(?:duoc|dc|that su|may|thay|co|he|(?:den|toi) noi) ){{0,2}}(?P<more>(?:{VERY}) )?"
    rf"(?:(?P<best>{_BEST})|(?P<good>{_GOOD})|(?P<bad>{_BAD}))(?P<after>{_AFTER})"
    r"(?: cho lam| lam)?"
    r"(?: (?:roi|a|ah|nha|nhe|nghe|nghen|luon|thoi|em|e|con|ad|ban|cac|chau|oi|day|do|dau|het)){0,4}"
)
_CLOSE: Final = (
    r"\s*(?:$|[,.;!)\n❤\U0001f300-\U0001faff]|(?:vi|do|nhung|nhg|tai|boi|con|ma|cam on|tks"
    r"|voi (?:cach|thai do|cac|may|su)|ve (?:cach|thai do|can bo|dich vu))\b)"
)
_SPEAKER: Final = (
    r"\W*(?:(?:\w+ ){1,5}nhung (?:ma )?)?"
    r"(?:(?:da|vang|thua|toi|tui|em|e|minh|mik|chau|con|bac|co|chu|ba|ong|dan|thay|noi chung|thi|la|cung"
    r"|phuc vu|dich vu|can bo|cb|thai do|chat luong|lam viec|moi thu|rieng|duoc|dc|ok|nhanh|gon|le"
    r"|lam)[ ,:]+){0,5}"
)
_ANSWER: Final = re.compile(rf"{_SPEAKER}{_PHRASE}{_CLOSE}")
_RATED: Final = re.compile(
    r"\b(?<!phieu )(?<!chua )(?:danh gia|dg|rating)(?: (?:toi|em|la|cua \w+|chung|phuc vu|dich vu|o|muc"
    rf"|thai do|can bo)){{0,3}}\s?:?\s?{_PHRASE}{_CLOSE}"
)
_OWN: Final = re.compile(
    rf"{_SPEAKER}(?=(?:[\w ]* )?(?:ung|vua (?:long|y))\b)(?!ung\W*$){_PHRASE}"
    r"(?:\s*(?:$|[,.;!)\n])|(?= (?:voi (?!cai|anh|mau)|cach|thai do|cung cach|phuc vu|dich vu|can bo)\b))"
)
"""Words of one's own wish that need no question: "chưa ưng lắm". Alone, "ưng" only agrees."""
_FLAWLESS: Final = re.compile(
    rf"\b{NO} (?:con |co )?(?:gi|chi|diem nao|cho nao|dieu gi) (?:de |phai |dang |can )?"
    r"(?:che|phan nan|chi trich)\b"
    rf"|\b{NO} (?:the |biet )?che (?:vao|vo|o) (?:dau|mo)(?: (?:duoc|dc))?\b|\b(?:mien|khoi) che\b"
    rf"|\b{NO} (?:mot |1 )?loi (?:nao )?(?:de )?che\b|\b{NO} the (?:hai long|ung|tot) hon\b"
)
_SPELLED: Final = {
    "tot": "tốt", "on": "ổn", "ung": "ưng", "te": "tệ", "toi": "tồi", "dat": "đạt",
    "kem": "kém", "do": "dở", "chan": "chán", "tuyet": "tuyệt", "dinh": "đỉnh", "ngon": "ngon", "vua": "vừa",
}  # fmt: skip
_NEEDS_MORE: Final = {"toi", "dat", "ngon", "do", "chan", "dinh"}
""" "Do" is mostly "do" or "đó"."""
_OK: Final = re.compile(r"ok(?:e|ie|ay|i|ela)?")
_ALL_SAID: Final = re.compile(
    r"\W*(?:(?:cam on|tks|thanks|thank)\b[^,.;:]*)?$| ?,? ?(?:vi|nhung|nhg|tai|boi|voi|ve)\b"
)
_NOT_ONE: Final = re.compile(r"(?:chut|ti|xiu|teo) (?:nao|mo)|mo het|gi het")


def verdict(typed: Typed, awaiting: Awaiting | None) -> Degree | None:
    """The degree that such words tell. Questions tell none."""
    text = typed.bare
    if "?" in text:
        return None
    if awaiting is Awaiting.RATING and (answer := curt(typed)) is not None:
        return answer
    if (flawless := _FLAWLESS.search(text)) is not None:
        return Degree(value=5, start=flawless.start(), end=flawless.end())
    match = _ANSWER.match(text) if awaiting is Awaiting.RATING else _OWN.match(text)
    match = match or _RATED.search(text)
    value = 0 if match is None or not _is_meant(typed, match) else _value(match)
    if match is None or not value:
        return None
    start = next(
        match.start(name) for name in ("so", "very", "no", "more", "best", "good", "bad") if match[name]
    )
    return Degree(value=value, start=start, end=match.end("after"))


def _is_meant(typed: Typed, match: re.Match[str]) -> bool:
    """Without accents short words are other ones far more often, unless something makes them strong."""
    name = next(name for name in ("best", "good", "bad") if match[name])
    word, _, _ = match[name].partition(" ")
    written = typed.composed[match.start(name) : match.start(name) + len(word)].lower()
    strong = match["very"] or match["more"] or match["after"] or match[name] != word
    if _OK.fullmatch(word) and not strong and not match["no"]:
        return _ALL_SAID.match(typed.bare, match.end()) is not None
    if word in _NEEDS_MORE and not strong:
        return written == _SPELLED[word] and written != word
    return word not in _SPELLED or may_mean(written, _SPELLED[word])


def _value(match: re.Match[str]) -> int:
    """0 where words stay open: "không thất vọng" may be a 3 or a 4."""
    so, after = (match["so"] or "").removesuffix("la ").strip(), match["after"].strip()
    strong = bool(match["very"] or match["more"])
    if match["no"]:
        if not match["good"]:
            return 3 if match["bad"] in _FAULTS else 0
        return 1 if match["very"] or _NOT_ONE.search(after) else 2
    if so == "tam":
        return 3 if match["good"] else 0
    if match["best"]:
        return 5
    if match["good"]:
        return 5 if strong or (after and not after.startswith(("that", "hon"))) else 4
    return 1 if strong or after or match["bad"] in _WORSE else 2
