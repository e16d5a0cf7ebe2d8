"""Does a message want fewer messages from us, or none? Pure."""

import re

from bot import doubt
from bot.plain_words import clauses, in_words
from vietnam.text import fold, nfc

_WANT = r"(?: can| muon| thich| them)?"
_NO = rf"(?:khong|ko|k|kh|hong|hok|chang){_WANT}"
_STOP = rf"(?:dung|ngung|thoi|khoi|bo|tat|huy|chan|het|mien|tu choi|chan qua|{_NO}|khong (?:cho|co))"
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
    r"|\b(?:can bo_?|co quan|ho|xa) (?:\w+ )?khong\b"
)
_KEEPS = re.compile(
    r"\b(?:van|cu|thi) (?:\w+ )?(?:gui|nhan|bao|can|muon|lay|de)\b|\btru (?:tin )?(?:ho so|ket qua)\b"
)
""" "Tin hồ sơ vẫn gửi": some are wanted all the same."""
_WHO = r"(?:e|a|c|m|toi|tui|em|minh|mik|t|tao|tau|chau|con|bac|chu|co|anh|chi|ong|ba|me|ban toi)"
_MESSAGES = r"(?:tin nhan|tin bao|nhan tin|bao tin|thong bao|tin|tb|sms|nt|msg|tn)"
_END = r"(?:dung|ngung|khoi|tat|huy|chan|cham dut|mien|stop|off|mute|cam|cat|(?<!can )(?<!toan )(?<!noi )bo)"
_TELL = rf"(?:(?:dang ky |dk )?(?:gui|goi|nhan)(?: {_MESSAGES})?|bao tin|bao|nhac|{_MESSAGES})"
_FILL = (
    rf"(?:(?:co|ma|gium|ho|giup|giup toi|cho {_WHO}|viec|cac|moi|tat ca|het|luon|ngay|dich vu|may|cai"
    rf"|kieu|nhung"
    r"|tu dong|them) ){0,4}"
)
_REST = (
    rf"(?: (?:cho|{_WHO}|so nay|so|may|nay|dien thoai|dt|vao|den|toi|gi|cai|cac|moi|nhung|tat ca|them"
    rf"|hoai|mai"
    rf"|lien tuc|lung tung|linh tinh|vo van|ve|ho so|hs|cua|xa|phuong|tu|dum|gium|giup|ho|luon|ngay"
    rf"|lap tuc|lai|di|nhe|nha|nghe|nghen|a|{_MESSAGES})){{0,7}}"
)
_NUA = r"(?:nua|nx|nua a)"
_THEN = (
    r"(?:$|a$|nhe|nha|nghe|nghen|di|dum|gium|vi|phien|met|ban qua|day|roi|va|voi|chu|toi se|xoa"
    r"|cam on|thanks|ok|ma"
    r"|roaming|dau)\b"
)
_STOPS = re.compile(
    r"\b(?:"
    rf"{_END} {_FILL}{_TELL}{_REST} {_NUA}\b(?! dem)"
    rf"|{_END} {_FILL}{_TELL}{_REST}$"
    rf"|(?:{_END}|tu choi|khoa|nghi) {_FILL}(?:dang ky |dk )?(?:(?:gui|goi"
    rf"|nhan) )?{_MESSAGES}{_REST}(?:$| {_THEN})"
    rf"|thoi {_FILL}{_TELL}{_REST} {_NUA}\b(?! dem)|thoi nhan {_MESSAGES}{_REST}$"
    r"|(?:khong|ko|k|kh|hok|hong) (?:can|muon|thich|them|co nhu cau) (?:phai )?(?:nhan|duoc bao|bao"
    r"|gui|goi)"
    rf"(?: \w+){{0,2}}? ?{_MESSAGES}\b"
    r"|(?:dung|khoi|thoi|ngung|bot|cam) (?:co )?(?:lam phien|quay ray|phien|spam|khung bo)\b"
    r"|(?:khong|ko|k) muon bi (?:lam phien|quay ray|phien)\b"
    rf"|(?:rut lai|rut|go|xoa) (?:su )?(?:dong y|dang ky) (?:\w+ )?{_MESSAGES}\b"
    r"|unsubscribe\b|(?:huy dang ky|(?:huy|bo) theo doi)(?: (?:di|nhe|nha|a|giup|gium|ho|toi|em"
    r"|cho toi|cho em))*$"
    r")"
)
_CALLS = re.compile(r"\b(?:dung|thoi|khoi|ngung|khong (?:can|phai|muon)|ko can) (?:co )?(?:\w+ )?goi\b")
_OTHER_SENDERS = re.compile(
    r"\b(?:nha mang|ngan hang|vien thong|dien may|viettel|vinaphone|mobifone|bat dong san|tong dai"
    r"|facebook|fb)\b"
)
_RECEIVES_NONE = re.compile(rf"\b{_NO} (?:phai )?(?:nhan|nghe|doc) {_MESSAGES}{_REST} {_NUA}\b")
""" "Không nhận tin nữa"; "không nhắn tin nữa" says that none come."""
_NOT_RECEIVED = re.compile(
    r"\b(?:chua (?:\w+ )?(?:nhan|thay)|sao (?:khong|ko)|(?:khong|ko|k) (?:thay|duoc)|(?:khong|ko"
    r"|k) nhan (?:duoc|dc))\b"
)
_OTHER_THINGS = re.compile(
    r"\b(?:quang cao|khuyen mai|nha mang|ngan hang|vien thong|dien may|viettel|vinaphone|mobifone"
    r"|bat dong san|tong dai|facebook|fb|rac cua"
    r"|cuoc goi|buu dien|ship|nhac cho|con toi|nuoc ngoai|thong bao (?:thu hoi|nop|dong|thue"
    r"|phat))\b|\bgoi_ (?!la)"
)
_SOME_TIME = re.compile(
    r"\b(?:luc|nua_? dem|ban dem|dem|khuya|trua|sang som|cuoi tuan|chu nhat|ngay le|gio (?:nghi|ngu"
    r"|lam|hanh chinh)"
    r"|nhieu|trung|may lan|hai lan|2 lan|nhieu lan)\b"
)
_INSTEAD = re.compile(
    r"\b(?:chuyen sang|doi sang|bao qua|nhan qua|gui qua|qua (?:zalo|email|mail|sms|telegram))\b"
    r"|(?<!ma )(?<!sao )(?<!roi )(?<!cu )\bvan (?:\w+ ){0,2}?(?:gui|goi|nhan|bao)\b|\b(?:ngoai )?tru (?!so)"
    r"|\bchi (?:\w+ )?(?:gui|nhan|bao|giu)\b|^(?:cu )?(?:nhan|gui|goi"
    r"|bao)(?: tin)?(?: \w+){0,3} (?:thoi|duoc roi)$"
)
"""Some messages are wanted, or wanted another way."""


def only_extras(text: str) -> bool:
    """ "Đừng hỏi khảo sát nữa", "TC KS", "khỏi nhắc nữa": what the law demands is still wanted."""
    words = _plain(text)
    if _NARROW_KEYWORD.fullmatch(words):
        return True
    if (
        "?" not in text
        and _NARROW.search(words)
        and _KEEPS.search(words)
        and not _OTHER_SENDERS.search(words)
    ):
        return True
    if (
        "?" in text
        or _OTHER_SENDERS.search(words)
        or _NOT_EXTRAS.search(words)
        or _keeps(text)
        or doubt.wants_back(text)
    ):
        return False
    return _NARROW.search(words) is not None


def stops_all(text: str) -> bool:
    """ "Đừng gửi tin nữa", "không muốn nhận thông báo"; not "không nhận được tin", nor what `in_doubt`."""
    if _keeps(text) or in_doubt(text):
        return False
    ends = [_STOPS] if "nhắn" in nfc(text).lower() else [_STOPS, _RECEIVES_NONE]
    said = [_RIGHT.sub(" ", doubt.without_anger(words)) for words, _ in clauses(text)]
    return any(end.search(words) for end in ends for words in said)


def only_calls(text: str) -> bool:
    """ "Đừng gọi cho tôi nữa": of calls, and of messages nothing."""
    words = _RIGHT.sub(" ", fold(_plain(text)).replace("_", ""))
    return _CALLS.search(words) is not None and not re.search(rf"\b(?:gui|bao|{_MESSAGES})\b", words)


def in_doubt(text: str) -> bool:
    """Perhaps not "none any more": asked, on a condition, of other messages, hours, ways."""
    if _OTHER_THINGS.search(in_words(text)):
        return True
    if doubt.no_plain_request(text, _ENDS):
        return True
    parts = [words for words, _ in clauses(text)]
    first = next((at for at, words in enumerate(parts) if _ENDS.search(words)), 0)
    return any(_INSTEAD.search(words) or _names_time(words) for words in parts[first:])


_ENDS = re.compile(rf"\b(?:{_END}|thoi|{_NO}|unsubscribe|rut|go|xoa|bot|phien)\b")


def _names_time(words: str) -> bool:
    """ "Đừng nhắn lúc nửa đêm nữa"; what stands behind "nữa" is only a reason."""
    start = _ENDS.search(words)
    told = words[start.start() :] if start is not None else ""
    return _SOME_TIME.search(re.split(rf"\b{_NUA}\b(?! dem)", told)[0]) is not None


def _keeps(text: str) -> bool:
    return any(_NOT_RECEIVED.search(words) or doubt.refuses_end(words) for words, _ in clauses(text))


_RIGHT = re.compile(r"\b(?:co|phai|chua) dung\b|\bdung (?:la|cua|roi|vay|khong|ko|k|hay|ra|co phai)\b")
"""Without accents: "co dung la tin cua xa khong" asks, and stops nothing."""


def _plain(text: str) -> str:
    return _RIGHT.sub(" ", in_words(text))
