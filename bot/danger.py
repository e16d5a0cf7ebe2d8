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

_TELLINGS = (
    r"(?:uong|nuot) (?:nham |phai |lo )?(?:thuoc (?:tru sau|diet co|diet chuot|chuot|tay)|hoa chat|xang"
    r"|bot giat|pin|axit)",
    r"(?:meo|lech|xech) mieng|liet nua nguoi|noi (?:ngong|khong ra tieng)",
    r"vo (?:nuoc )?oi|(?:dau|chuyen) da|dau bung de|sap de|sap sinh",
    r"(?:mat tich|khong (?:tim )?thay|lac mat) (?:con|chau|em be|dua be)(?! dau)",
    r"(?:con|chau|em be|dua be)(?: \w+){0,3} (?:di lac|bi lac|mat tich)",
    r"(?:nguoi la|ke (?:la|gian|trom))(?: \w+){0,3} (?:trong nha|vao nha|pha cua|cay cua|treo vao|dot nhap)",
    r"(?:giat|cuop|moc)(?: mat)? (?:tui|gio xach|dien thoai|day chuyen)|bi giat(?= mat)",
    r"(?:ran|cho dai) can|khong tho (?:duoc|noi)|ngung tho",
)
"""How danger is told without alarm: poison, a stroke, labour, a child gone, a burglar, a snatched bag, a
bite."""
_TOLD_CALMLY = re.compile(rf"\b(?:{'|'.join(_TELLINGS)})\b")
_ADMINISTRATIVE = re.compile(
    r"\b(?:thu tuc|ho so|giay to|giay|giay phep|can cuoc|cccd|the|bao hiem|bhyt|bhxh|tro cap|thai san|che do"
    r"|khai sinh|khai tu|cap lai|lam lai|le phi|bien ban|ho tro|dang ky|dieu kien|boi thuong|huong)\b"
)


def speaks_of_dying(text: str) -> bool:
    """Somebody does not want to live any more."""
    spoken = unicodedata.normalize("NFC", text).lower()
    return bool(_DESPAIR.search(fold(text)) or _DESPAIR_ACCENTED.search(spoken))


def names_danger(text: str) -> bool:
    """A word that an emergency is told with; a doubtful emergency without one is none."""
    return _DANGER.search(fold(text)) is not None


def tells_danger(text: str) -> bool:
    """Danger told calmly or in passing, and nothing of papers or benefits beside it: worth the numbers to
    call, whatever else is answered."""
    folded = fold(text)
    if _ADMINISTRATIVE.search(folded):
        return False
    return _TOLD_CALMLY.search(folded) is not None or _DANGER.search(folded) is not None
