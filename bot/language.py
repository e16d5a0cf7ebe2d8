"""Is a message plainly not Vietnamese? A short list of words, no guessing of languages. Pure."""

import re
import unicodedata

_ENGLISH_TEXT = """
what where which how when who why is are was were does did you your we they this these those with
from for of and or please want wants need needs help would could should will have has get got know
speak english hello passport certificate license application apply register registration birth
marriage status residence permit office fee cost much many i i'm it's there here about after before
temporary information documents document required foreigner visa work hours open lost card child son
daughter house land tax police
"""
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
"""None of them is a common Vietnamese syllable: "can", "to", "do", "the", "my", "that" are left out."""
_VIETNAMESE_TEXT = """
giay toi khong duoc nop phi thu tuc khai sinh tho thuong tru tam cuoc ket bao nhieu ngay dau roi cho
lam cap xin hoi phai muon nhu dang huyen phuong tinh chieu quan oi vay nhe cua nguoi
"""
_VIETNAMESE = frozenset(_VIETNAMESE_TEXT.split())
SHARE = 0.4
FEWEST = 2


def is_foreign(text: str) -> bool:
    """English, or letters that are not Latin. A short "hello" or "ok" is everybody's."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return latin < len(letters) / 2 or _is_english(text)


def _is_english(text: str) -> bool:
    words = re.findall(r"[a-z']+", text.lower())
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return False
    if _VIETNAMESE.intersection(words):
        return False
    english = sum(word in _ENGLISH for word in words)
    return english >= FEWEST and english >= SHARE * len(words)
