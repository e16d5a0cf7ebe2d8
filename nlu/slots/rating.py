"""Ratings from 1 to 5: stars, points, degrees of satisfaction, and a bare number where one is expected.

A message gives one rating. Figures beat words ("không hài lòng, cho 1 điểm"), and a figure counts only where
it is given: "5 điểm" at a beginning, at an end or after "cho", not in "thiếu 2 điểm trong đơn".
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.entities.satisfaction import degree
from nlu.entities.slot import Scene, Slot
from nlu.entities.verdict import verdict
from nlu.meaning import Awaiting, Entity, EntityName
from nlu.spelling.normalise import Typed
from vietnam.text import may_mean

_WORDS: Final = {"mot": ("một", 1), "hai": ("hai", 2), "ba": ("ba", 3), "bon": ("bốn", 4), "nam": ("năm", 5)}
_NUMBER: Final = rf"(?P<number>[1-5]|{'|'.join(_WORDS)})"
_DRAWN: Final = "[⭐★🌟]"
_UNIT: Final = rf"(?:ngoi )?sao+|stars?|di+em+|ddiee?mr?|dieemr?|d9ie63m|d9ie6?m3|d|\*|{_DRAWN}\ufe0f?"
_SCORE: Final = re.compile(rf"(?<![\w./,-]){_NUMBER} ?(?P<unit>{_UNIT})(?! ?\d)(?!\w)")
_OF_FIVE: Final = re.compile(
    rf"(?<![\w./,-]){_NUMBER} ?(?:/|tren|phan|out of) ?(?:5|nam)(?: ?(?:sao|diem|d|\*))?(?![\w/-]|[.,]\d)"
)

_FILLERS: Final = (
    r"(?: (?:la|o|muc|muc do|diem|so|so diem|dc|duoc|toi da|toi|tui|em|e|no|ban|minh|can bo|cb|anh|chi|chau"
    r"|ho|dung|con|cac|may|diem toi da|dich vu|hs|ho so|nay|luon|them)){0,4}"
)
_GIVING: Final = re.compile(
    rf"\b(?:cho|cham|danh gia|dg|vote|rate|tang|chon|thang 5 thi|diem toi da|thoi){_FILLERS} ?[:=]? ?$"
)
_START: Final = re.compile(
    r"\s*(?:(?:da|vang|ok|oke|okie|thoi|toi|tui|em|e|minh|mik|ad|xin|chi|bac|chau)[ ,]+){0,3}$"
)
_CLOSED: Final = re.compile(
    r"\s*(?:$|[,.;:!)\n\"”'\U0001f300-\U0001faff❤]|<3|(?:thoi|thui|nhe|nha|nghen|nghe|nhen|luon|lun|di|a"
    r"|ah|vi|tai|boi|do|nhung|nhg|hi|he|hen|hey|ad|dong chi|cam on|tks|thanks|can bo|cb|qua|nhanh|tot"
    r"|cho (?:cham|lau)|phuc vu|binh thuong|con oi|em oi|[a-z]{1,5} oi)\b)"
)
_TALKED_OF_BEFORE: Final = re.compile(
    r"\b(?:tru|sai|thieu|co|con|du|cong|moi|theo|thi|o|tai|tu|den|toi|trong|khoang|them|mat|hon|duoi|tren"
    r"|khoan|dieu|muc|thu|khach san|cac|gom|ve|hoi|ro|bang|so|ngay|thang|phuong|quan|lan|qua|nop)\s*$"
)
_TALKED_OF_AFTER: Final = re.compile(
    r"\s*(?:\?|(?:can(?! bo)|chua|tiep nhan|sai|thieu|khac|trong|bat dong|giao dich|ban|du lich|truong"
    r"|bang lai|gplx|nay|kia|thac mac|uu tien|den|tro len|nghia la|la (?:gi|sao|cao|thap|te nhat|tot nhat)"
    r"|(?:ko|khong|k)(?! (?:co nhung|noi))|hong|hok|lai|y|luc|the|v|vay|z|duoc|dc|moi|phai|bi|cua|thi|giay"
    r"|truoc|hay|gi|ntn|nhu|tang|v[ae]n de)\b)"
)
_BARE_GIVEN: Final = re.compile(
    rf"\b(?P<verb>cho|cham|danh gia|dg|vote|rate|rating|chon|thang 5 thi){_FILLERS} ?[:=]? ?"
    rf"{_NUMBER}(?![\w/%-]|[.,]\d)"
)
_WEAK_VERBS: Final = {"cho", "chon", "thang 5 thi"}
_LEVEL: Final = re.compile(
    rf"\b(?P<verb>muc)(?: do)?(?: hai long)?(?: cua \w+)?(?: la)? ?:? ?{_NUMBER}(?![\w/%-]|[.,]\d)"
)
_NOUN: Final = re.compile(
    r"\s*(?:ngay|hom|bua|tuan|thang|thag|nam|gio|h|phut|buoi|lan|nguoi|ng|dua|be|ong|ba|vo|ban|bo|cai|to"
    r"|giay|ho|hs|trang|suat|mieng|thua|lo|loai|truong hop|thu tuc|thanh vien|cong nhan|nhan khau|khau"
    r"|chiec|xe|tang|tieng|k|tr|trieu|ngan|nghin|ty|m|met|kg|noi|phong|chu|so|cuon|anh|(?:con|chau|chi|em)"
    r" (?!oi|nghe|nha|nhe|a\b|hi\b|he\b))\b"
)
_OF_RATING: Final = re.compile(r"\bdanh gia\b|\bcham\b|\bdiem\b|hai long|binh thuong|\bvote\b|\bchon\b")
_STARS: Final = re.compile(rf"(?:(?:{_DRAWN}\ufe0f?) ?){{1,5}}")
_ASTERISKS: Final = re.compile(r"\s*(\*{2,5})\s*")
_BARE: Final = re.compile(
    r"\s*(?:so )?\*?(?P<number>[1-5])\ufe0f?\u20e3?\s*(?:a|nhe|nha|nghen|luon|thoi)?\s*[.!)*]*\s*"
)
_WITH_PRAISE: Final = re.compile(
    r"\s*(?:(?:rat|qua|cung|cx|kha|hoi)? ?(?:tot|te|kem|ok|oke|on|tuyet voi|xuat sac|duoc|nhanh|cham"
    r"|ung bung|ung)[ ,]+|(?:so )?(?:diem|sao)(?: so)? ?:? ?)"
    r"(?P<number>[1-5])\W*"
)
_ANYWHERE: Final = re.compile(rf"(?<![\w./,-]){_NUMBER}(?![\w/%-]|[.,]\d)")
_NUMBERED: Final = re.compile(
    r"\b(?:cap|lop|tang|khoa|hem|ngo|kiet|thon|ap|khoi|quan|phuong|quay|phong|ban so|xe|hang)\s*$"
)
_HOW: Final = re.compile(r"^[^.!]*\bmuon\b[^.!]*\b(?:o dau|vao dau|cho nao|the nao|lam sao|sao|ra sao)\W*$")
""" "Muốn cho 1 sao thì bấm vào đâu" gives none yet."""
_PROMISED: Final = re.compile(r"\bneu (?!(?:duoc |phai )?(?:cho|cham|danh gia|vote)\b)[^.!;]{0,60}$")
_ONE_QUESTION: Final = 200
_NEAR: Final = 12
_DAY_BEFORE: Final = re.compile(
    r"\b(?:ngay|hom|hen|bua|mung|mong|tu|den|toi|sang|chieu|truoc|sau|tra|nop|han|lay|nhan|kq|ket qua|duong"
    r"|so|hem|ngo|kiet)\s*$"
)


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    awaiting = scene.context.awaiting
    found = _scored(typed, awaiting) or _drawn(typed)
    if found is None and awaiting in {None, Awaiting.RATING}:
        found = _given(typed) or _bare(typed, awaiting)
    words = verdict(typed, awaiting) or degree(typed.bare, awaiting) if found is None else None
    if words is not None:
        found = Entity(name=EntityName.RATING, value=words.value, start=words.start, end=words.end)
    if found is None and awaiting is Awaiting.RATING:
        found = _anywhere(typed)
    if found is not None:
        yield found


def _scored(typed: Typed, awaiting: Awaiting | None) -> Entity | None:
    """The first number with stars or points that somebody gives."""
    for match in _OF_FIVE.finditer(typed.bare):
        if not _DAY_BEFORE.search(typed.bare, 0, match.start()) and (value := _value(typed, match)):
            return _entity(value, match)
    if len(typed.bare) <= _ONE_QUESTION and _HOW.match(typed.bare):
        return None
    for match in _SCORE.finditer(typed.bare):
        value = _value(typed, match)
        if value and (awaiting is Awaiting.RATING or _is_given(typed.bare, match)):
            return _entity(value, match)
    return None


def _is_given(text: str, match: re.Match[str]) -> bool:
    near = max(0, match.start() - 40)
    if _PROMISED.search(text, near, match.start()):
        return False
    if _GIVING.search(text, near, match.start()):
        return True
    if _TALKED_OF_AFTER.match(text, match.end()):
        return False
    if _START.match(text[: match.start()]):
        return True
    in_words = not match["number"].isdigit() and text.isascii()
    before = _TALKED_OF_BEFORE.search(text, max(0, match.start() - 20), match.start())
    return not in_words and before is None and _CLOSED.match(text, match.end()) is not None


def _drawn(typed: Typed) -> Entity | None:
    if (match := _ASTERISKS.fullmatch(typed.composed)) is not None:
        return _entity(len(match[1]), match)
    if (stars := _STARS.search(typed.composed)) is None:
        return None
    count = sum(char in _DRAWN for char in stars[0])
    return _entity(count, stars) if count > 1 or typed.composed.strip() == stars[0].strip() else None


def _given(typed: Typed) -> Entity | None:
    """A bare number after "chấm", "đánh giá", "cho": "cho 3 thôi", but not "cho 3 người"."""
    text = typed.bare
    for match in _BARE_GIVEN.finditer(text):
        if _NOUN.match(text, match.end()) or _is_late(typed, match):
            continue
        weak = match["verb"] in _WEAK_VERBS
        if weak and not (match["number"].isdigit() and _CLOSED.match(text, match.end())):
            continue
        if value := _value(typed, match):
            return _entity(value, match)
    level = _LEVEL.search(text)
    if level is not None and (_OF_RATING.search(text) or _START.match(text[: level.start()])):
        return _entity(_value(typed, level), level) if _CLOSED.match(text, level.end()) else None
    return None


def _is_late(typed: Typed, match: re.Match[str]) -> bool:
    """ "chậm" and "châm" are not "chấm"."""
    return match["verb"] == "cham" and not may_mean(
        typed.composed[match.start("verb") : match.end("verb")], "chấm"
    )


def _bare(typed: Typed, awaiting: Awaiting | None) -> Entity | None:
    match = _BARE.fullmatch(typed.bare) or _WITH_PRAISE.fullmatch(typed.bare)
    if match is not None:
        return _entity(int(match["number"]), match)
    if awaiting is Awaiting.RATING and (alone := re.fullmatch(rf"\s*{_NUMBER}\W*", typed.bare)) is not None:
        return _entity(_value(typed, alone), alone)
    return None


def _anywhere(typed: Typed) -> Entity | None:
    """Where a rating was asked for, the first number that is nothing else's."""
    for match in _ANYWHERE.finditer(typed.bare):
        numbered = _NUMBERED.search(typed.bare, max(0, match.start() - _NEAR), match.start())
        if match["number"].isdigit() and not numbered and not _NOUN.match(typed.bare, match.end()):
            return _entity(int(match["number"]), match)
    return None


def _value(typed: Typed, match: re.Match[str]) -> int:
    """0 where the word is another one: "nam" may be "năm", "bà" is not "ba"."""
    number = match["number"]
    if number.isdigit():
        return int(number)
    name, value = _WORDS[number]
    return value if may_mean(typed.composed[match.start("number") : match.end("number")], name) else 0


def _entity(value: int, match: re.Match[str]) -> Entity:
    return Entity(name=EntityName.RATING, value=value, start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=70)
