"""The name of a unit as an SMS has room for it. Pure."""

from functools import lru_cache

from vietnam.sms import fold_sms

MOST = 32
"""Characters that are kept for the sender in every SMS (domain reference §8.3)."""
_SHORTER = (
    ("Ủy ban nhân dân", "UBND"),
    ("Uỷ ban nhân dân", "UBND"),
    ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
    ("Văn phòng đăng ký đất đai", "VPĐKĐĐ"),
    ("Văn phòng Đăng ký đất đai", "VPĐKĐĐ"),
    ("Bộ phận Một cửa", "Một cửa"),
    ("Chi nhánh", "CN"),
    ("khu vực", "KV"),
    ("Trung tâm", "TT"),
)
"""Abbreviations that stand on the units' own signs and letters; only as many as are needed."""


@lru_cache(maxsize=4096)
def sender(name: str) -> str:
    """At most 32 characters in its unaccented form: abbreviated, then without its last words. Remembered:
    it is asked for each paragraph of each notice, and a province has far fewer units than that."""
    for words, shorter in _SHORTER:
        if _fits(name):
            return name
        name = name.replace(words, shorter)
    words_left = name.split()
    while len(words_left) > 1 and not _fits(" ".join(words_left)):
        words_left.pop()
    left = " ".join(words_left)
    while not _fits(left):
        left = left[:-1]
    return left.rstrip(" ,-")


def _fits(name: str) -> bool:
    return len(fold_sms(name)) <= MOST
