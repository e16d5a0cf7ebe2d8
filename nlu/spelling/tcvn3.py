"""Text of the fonts before Unicode (TCVN 5712 as the ".Vn" fonts use it, "ABC"), pasted from old documents:
"§¨ng ký" was "Đăng ký". Each letter took the place of one Latin-1 character, so offsets stay.

It is told with certainty or left alone: a sign that no word holds ("®", "«", "¬", a hyphen that may be)
stands inside words, nothing in the text lies outside this table, and nearly all its words become syllables.
"""

import re
from typing import Final

from vietnam.syllables import is_syllable

_LETTERS: Final = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TABLE: Final = str.maketrans(_LETTERS)
_SIGN: Final = "[\u00a1-\u00bf\u00d7\u00f7]"
_INSIDE: Final = re.compile(f"[A-Za-z]{_SIGN}|{_SIGN}[A-Za-z]")
_FOREIGN: Final = re.compile(f"[^\u0000-\u00a0{''.join(_LETTERS)}\u2010-\u2026\ufeff]")
"""Beyond the table only dashes, quotation marks and spaces, which a word processor puts in."""
_WORD: Final = re.compile(f"[A-Za-z{''.join(_LETTERS)}]+")
_SURE: Final = 0.8
"""Share of the words with marks that must become syllables: names and slips may not."""


def is_tcvn3(text: str) -> bool:
    if not _INSIDE.search(text) or _FOREIGN.search(text):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii() and re.search("[A-Za-z]", word)]
    syllables = [word for word in words if is_syllable(word.translate(_TABLE).lower())]
    return len(syllables) >= _SURE * len(words) and any(_INSIDE.search(word) for word in syllables)


def from_tcvn3(text: str) -> str:
    """As long as `text`."""
    return text.translate(_TABLE)
