"""Does a message want fewer messages from us, or none? Pure."""

import re
import unicodedata

from bot import own_words
from vietnam.text import fold

_WANT = r"(?: can| muon| thich| them)?"
_NO = rf"(?:khong|ko|k|kh|hong|hok|chang){_WANT}"
_STOP = rf"(?:dung|ngung|thoi|khoi|bo|tat|huy|chan|het|mien|tu choi|chan qua|{_NO}|khong (?:cho|co))"
_END = r"(?:dung|ngung|thoi|khoi|bo|tat|huy|chan|het|cham dut|mien|stop)"
_DO = r"(?:hoi|gui|nhan|nhac|lam phien|quay ray|phien|bao|spam|nhan tin|nt|tin|bat|moi|lam|tra loi|tham gia)"
_EXTRAS = (
    r"(?:khao sat|danh gia|cham diem|tham do|y kien|hoi tham|nhac nho|nhac|survey|quang cao|khuyen mai"
    r"|hai long hay khong)"
)
_NARROW_KEYWORD = re.compile(
    r"(?:tc|tu choi|huy|dung|stop|tat|ngung)[ -]*(?:ks|khao sat|nhac|danh gia|survey|dg)"
)
_NARROW = re.compile(
    rf"\b(?:{_STOP} (?:\w+ ){{0,3}}?(?:{_DO} )?(?:\w+ ){{0,3}}?{_EXTRAS}"
    rf"|{_EXTRAS} (?:\w+ ){{0,3}}?(?:nua|phien|mai|hoai|qua nhieu|lam gi|lam the)"
    r"|chi (?:can )?(?:nhan|gui|bao|nhan tin) (?:\w+ ){0,3}?(?:bat buoc|quan trong|can thiet|ket qua))\b"
)
_NOT_EXTRAS = re.compile(
    r"\b(?:ho so|thu tuc|dat|do dac|vien chuc|hoc sinh|hai long voi)\b"
    r"|\b(?:can bo|co quan|ho|xa) (?:\w+ )?khong\b"
)
_KEEPS = re.compile(
    r"\b(?:van|cu|thi) (?:\w+ )?(?:gui|nhan|bao|can|muon|lay|de)\b|\btru (?:tin )?(?:ho so|ket qua)\b"
)
""" "Tin hồ sơ vẫn gửi": some are wanted all the same."""
_MESSAGES = r"(?:tin|tin nhan|tin bao|thong bao|tb|sms|nhan tin|nt|msg|tn)"
_ALL = re.compile(
    r"\b(?:"
    rf"{_END} (?:\w+ ){{0,3}}?(?:gui|nhan|bao|nhan tin|lam phien|quay ray|spam|dang ky|theo doi)"
    rf"(?: \w+){{0,4}}? ?(?:{_MESSAGES}|nua|di|toi|cho toi)\b"
    rf"|{_END} (?:\w+ ){{0,3}}?{_MESSAGES}\b"
    rf"|{_NO} (?:phai |co )?(?:\w+ )?(?:nhan|gui|bao|nghe|doc)(?: \w+){{0,3}}? {_MESSAGES}(?: \w+){{0,3}}?"
    r" (?:nua|nay|dau|gi)\b"
    r"|(?:khong|ko|k|kh|hok) (?:can|muon|thich|them|co nhu cau) (?:nhan|duoc bao|bao|gui)(?: \w+){0,2}? ?"
    rf"{_MESSAGES}\b"
    r"|(?:dung|khoi|thoi|ngung|bot) (?:co )?(?:lam phien|quay ray|phien|spam|khung bo)\b"
    r"|(?:khong|ko|k) muon bi (?:lam phien|quay ray|phien)\b"
    r"|(?:dung|thoi|khoi|ngung) (?:gui|nhan|nhan tin|bao|goi|nt)(?: \w+){0,3} nua\b"
    r"|(?:rut lai|rut|go|xoa) (?:su )?(?:dong y|dang ky) (?:\w+ )?(?:tin|tb|thong bao)\b"
    r"|unsubscribe\b|(?:huy dang ky|huy theo doi)\b(?! (?:kinh|ket|thuong|tam|xe|ho|khai|giay|nghia|doanh))"
    r"|(?:dung|khoi|thoi|ngung) (?:gui|nhan|nhan tin|bao|bao tin)"
    r"(?: cho (?:toi|tui|em|minh))?(?: nua| nhe| di)?$"
    r")"
)
_CALLS = re.compile(r"\b(?:dung|thoi|khoi|ngung|khong (?:can|phai|muon)|ko can) (?:co )?(?:\w+ )?goi\b")
_NOT_RECEIVED = re.compile(
    r"\b(?:chua|sao (?:khong|ko)|(?:khong|ko|k) (?:thay|duoc)|(?:khong|ko|k) nhan (?:duoc|dc))\b"
)
_MEANS_KEEP = re.compile(
    r"\b(?:dung|khong|ko|khoi|chua) (?:\w+ )?(?:ngung|huy|tat|chan)\b|\bdung (?:quen|bo (?:sot|qua|lo))\b"
)

_OTHER_DUNG = re.compile(r"\b(?:đúng|dùng|dụng|dựng|dũng)\b")
_RIGHT = re.compile(r"\b(?:co|phai|chua) dung\b|\bdung (?:la|cua|roi|vay|khong|ko|k|hay|ra|co phai)\b")
"""The same without accents: "co dung la tin cua xa khong" asks, and stops nothing."""


def only_extras(text: str) -> bool:
    """ "Đừng hỏi khảo sát nữa", "TC KS", "khỏi nhắc nữa": what the law demands is still wanted."""
    folded = _plain(text)
    if _NARROW_KEYWORD.fullmatch(folded):
        return True
    if "?" not in text and _NARROW.search(folded) and _KEEPS.search(folded):
        return True
    if "?" in text or _NOT_EXTRAS.search(folded) or _MEANS_KEEP.search(folded):
        return False
    return _NARROW.search(folded) is not None


def stops_all(text: str) -> bool:
    """ "Đừng gửi tin nữa", "không muốn nhận thông báo"; not "không nhận được tin"."""
    folded = _plain(text)
    if own_words.asks(text) or _NOT_RECEIVED.search(folded) or _MEANS_KEEP.search(folded):
        return False
    return _ALL.search(folded) is not None


def only_calls(text: str) -> bool:
    """ "Đừng gọi cho tôi nữa": of calls, and of messages nothing."""
    folded = _plain(text)
    return _CALLS.search(folded) is not None and not re.search(rf"\b(?:gui|bao|{_MESSAGES})\b", folded)


def _plain(text: str) -> str:
    """Folded, without "đúng" (right) and "dùng" (use), which would read like "dừng" and "đừng"."""
    spoken = _OTHER_DUNG.sub(" ", unicodedata.normalize("NFC", text).lower())
    folded = " ".join(re.sub(r"[^\w\s]", " ", fold(spoken)).split())
    return _RIGHT.sub(" ", folded)
