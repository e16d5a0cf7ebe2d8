"""A message as words for comparing, where accents that were typed count. Pure."""

import re
import unicodedata

from vietnam.text import fold, may_mean

_MEANT = {
    "dung": ("đừng", "dừng"),
    "ngung": ("ngừng", "ngưng"),
    "thoi": ("thôi",),
    "khoi": ("khỏi",),
    "bo": ("bỏ",),
    "tat": ("tắt",),
    "huy": ("hủy",),
    "chan": ("chặn", "chán"),
    "mien": ("miễn",),
    "cam": ("cấm",),
    "rut": ("rút",),
    "xoa": ("xóa",),
    "bao": ("báo",),
    "nhan": ("nhắn", "nhận"),
    "gui": ("gửi",),
    "goi": ("gởi",),
    "phien": ("phiền",),
    "tin": ("tin",),
    "nua": ("nữa",),
    "khong": ("không",),
    "hong": ("hông", "hổng"),
    "nhac": ("nhắc",),
    "ai": ("ai",),
    "sao": ("sao",),
    "neu": ("nếu",),
    "bi": ("bị",),
    "lo": ("lỡ",),
    "van": ("vẫn",),
    "tru": ("trừ",),
    "a": ("ạ",),
}
"""Folded: the words that are meant. "Bộ", "bố", "đúng", "bảo", "gọi" read alike without accents."""
_NEVER = {"đúng", "dùng", "dụng", "dựng", "dũng", "đụng"}
"""Words of their own, though a mark more would make them one of those."""
_SPLIT = re.compile(r"[.,;:!\n]+|(?<=\?)")
_SIGN = re.compile(r"[^\w\s]")


def in_words(text: str) -> str:
    """Folded words. One whose accents make it another word than the one looked for gets a "_" at its end."""
    return " ".join(map(_as_meant, _SIGN.sub(" ", unicodedata.normalize("NFC", text).lower()).split()))


def clauses(text: str) -> list[tuple[str, bool]]:
    """Each part between marks, `in_words`, and whether a question mark closes it."""
    parts = [(in_words(part), part.rstrip().endswith("?")) for part in _SPLIT.split(text)]
    return [(words, asked) for words, asked in parts if words]


def _as_meant(word: str) -> str:
    folded = fold(word)
    meant = _MEANT.get(folded)
    meant_here = word not in _NEVER and (meant is None or any(may_mean(word, name) for name in meant))
    return folded if meant_here else f"{folded}_"
