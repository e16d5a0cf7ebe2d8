"""Words of danger to life, beside the classifier: what must be heard, and what lifts a doubt. Pure."""

import re
import unicodedata

from vietnam.text import fold

_FIGURE = (
    "met",
    "lau",
    "met moi",
    "doi",
    "nong",
    "dau",
    "cuc",
    "kho",
    "met qua",
    "buc",
    "chan",
    "cho",
    "moi",
)
_NO_FIGURE = "".join(rf"(?<!\b{word} )" for word in _FIGURE)
""" "Ngồi chờ mệt muốn chết" speaks of waiting."""
_DESPAIR = re.compile(
    r"\b(?:khong|ko|k|chang|het|hong) (?:con )?(?:muon|thiet) song\b"
    rf"|{_NO_FIGURE}\bmuon chet\b(?! (?:duoc|vi cho|met))|\bmuon (?:tu tu|tu sat|ket lieu)\b"
    r"|\b(?:dinh|se|tinh) (?:tu tu|tu sat|ket lieu|nhay lau|nhay cau)\b|\bchet (?:quach|cho xong|di cho)\b"
    r"|\bket lieu (?:cuoc doi|doi minh)\b|\bsong khong (?:noi|bang chet)\b|\btu sat\b"
)
_DESPAIR_ACCENTED = re.compile(r"\btự tử\b")
"""Without its accents it is also "từ từ"."""
_DANGER = re.compile(
    r"\b(?:chay nha|dang chay|boc chay|chay lon|hoa hoan|cap cuu|cuu (?:voi|toi|hoa|thuong)|dot quy|kho tho"
    r"|bat tinh|ngat xiu|co giat|duoi nuoc|chet duoi|dien giat|ngo doc|tai nan|chay mau|cuop|bat coc|dam chet"
    r"|bi dam|chem (?:nhau|nguoi)|danh (?:nhau|dap|nguoi)|bi danh|bao hanh|xam hai|hiep dam|giet|trom|sat lo"
    r"|lu cuon|mac ket|no ga|ro ga|hap hoi|nguy kich|tu tu|tu sat|bi thuong)\b"
)


def speaks_of_dying(text: str) -> bool:
    """Somebody does not want to live any more."""
    spoken = unicodedata.normalize("NFC", text).lower()
    return bool(_DESPAIR.search(fold(text)) or _DESPAIR_ACCENTED.search(spoken))


def names_danger(text: str) -> bool:
    """A word that an emergency is told with; a doubtful emergency without one is none."""
    return _DANGER.search(fold(text)) is not None
