"""How satisfied somebody says to be, 1 to 5, where a rating was asked for. Pure."""

import re
import unicodedata

from bot.own_words import asks
from vietnam.text import fold

MOST_WORDS = 6
"""A weak word ("ok", "tốt") in a longer message may belong to something else that is said."""

_NO = r"(?:khong|ko|k|kh|hok|hong|hem|hk|chua|chang|cha|0)"
_VERY = r"(?:rat(?: la)?|qua(?: la)?|cuc(?: ky| ki)?|vo cung|het suc|sieu|hoan toan|tuyet doi)"
_GLAD = r"(?:hai long|hl|hlong)"
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_NUMBER = r"([1-5]|mot|hai|ba|bon|nam)"
_NUMBERS = (
    re.compile(rf"^\W*{_NUMBER}\W*$"),
    re.compile(rf"\b{_NUMBER} ?(?:sao|diem|d|/ ?5)(?!\w)"),
    re.compile(
        r"\b(?:cham|cho|danh gia|dg|muc|diem|so|chon)(?: (?:muc|diem|so|la))* ?:? ?([1-5])(?![\d./-]*\d)"
    ),
    re.compile(r"^\W*([1-5])(?:\s*[,.;:!\-(]+(?!\d)| (?=[a-z]))"),
    re.compile(r"[,.;:\-] ?([1-5])\W*$"),
)
_NOT_A_SCORE = re.compile(
    r"^\W*[1-5] (?:ngay|tuan|thang|nam|gio|nguoi|ho so|lan|to|ban|giay|tr|trieu|k|nghin|ngan)\b"
)
_DEGREES = (
    (5, rf"{_NO} (?:co |con )?(?:gi )?(?:de |phai |dang )?(?:che|phan nan|phien long)"),
    (5, r"tren ca (?:tuyet voi|hai long)"),
    (1, rf"{_VERY} {_NO}(?: he| duoc| dc)? (?:{_GLAD}|tot|vui)"),
    (1, rf"{_NO} (?:he )?{_GLAD} (?:mot )?(?:chut|ti|ty|xiu) nao"),
    (1, r"(?:rat|qua|cuc ky|vo cung) (?:te|kem|that vong|buc xuc|buc|chan|do)"),
    (1, r"(?:te|kem|chan) qua|te hai|te nhat|toi te"),
    (3, rf"{_NO} (?:te|kem)"),
    (2, rf"{_NO}(?: he| duoc| dc| may| that su| that| la)* (?:{_GLAD}|tot|vui|ung y|ung|on|ok|oke|okay)"),
    (2, r"that vong|buc xuc|te|kem|buon|bat man|hoi (?:lau|cham|te)"),
    (3, r"binh thuong|binh thuog|bthg?|bt|tam duoc|tam on|tam tam|tam|cung (?:duoc|dc|on)"),
    (3, r"trung binh|vua vua|kha on|du dung"),
    (5, rf"{_VERY} (?:la )?(?:{_GLAD}|tot|ung y|ung|tuyet|nhanh|nhiet tinh|vui|on|ok)"),
    (5, r"(?:hai long|hl|tot) (?:lam|vo cung|tuyet doi|cuc|qua|het suc|100)"),
    (5, r"tuyet voi|xuat sac|tuyet|hoan hao|qua tot"),
    (4, rf"{_GLAD}|hai log|ung y|ung|kha tot|kha"),
)
"""The first that fits: praise by negation, then negation, then the middle, then praise."""
_WEAK = re.compile(r"\b(?:ok|oke|okie|okay|okela|oki|tot|duoc|dc|on ap|vui)\b|(?<!cam )\bon\b")
_MARKS = {"👍": 5, "❤": 5, "🥰": 5, "😍": 5, "💯": 5, "👏": 5, "😀": 4, "😊": 4, "🙂": 4, "😐": 3,
          "🙁": 2, "☹": 2, "😞": 2, "👎": 2, "😡": 1, "🤬": 1, "😠": 1}  # fmt: skip
_STARS = "⭐★🌟"


def score(text: str) -> int | None:
    """1–5: a number first, then words with negation first, then weak words and marks. None: it says none, or
    asks something."""
    folded = " ".join(fold(text).split())
    if (number := _number(folded)) is not None:
        return number
    for degree, pattern in _DEGREES:
        if re.search(rf"\b(?:{pattern})\b", folded) and not asks(text):
            return degree
    if len(folded.split()) <= MOST_WORDS and _WEAK.search(folded) and not asks(text):
        return 4
    return None if any(char.isalpha() for char in folded) else _by_mark(text)


def _number(folded: str) -> int | None:
    if _NOT_A_SCORE.search(folded):
        return None
    for pattern in _NUMBERS:
        if match := pattern.search(folded):
            return _WORDS.get(match[1]) or int(match[1])
    return None


def _by_mark(text: str) -> int | None:
    marks = unicodedata.normalize("NFC", text)
    if stars := sum(char in _STARS for char in marks):
        return stars if stars <= max(_WORDS.values()) else None
    found = [_MARKS[char] for char in marks if char in _MARKS]
    return min(found) if found else None
