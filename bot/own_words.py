"""What a message says by its own wording, where the intent alone does not tell. Pure."""

import re

from vietnam.text import fold

_ASKS = re.compile(
    r"\?|\b(?:bao nhieu|may ngay|bao lau|bao gio|khi nao|o dau|the nao|lam sao|nhu nao|la gi|can gi"
    r"|giay to gi|den dau|toi dau|ra sao|duoc khong|co khong|may gio)\b"
)
_LOST_SLIP = re.compile(
    r"\b(?:mat|lac|that lac|rach|khong con|khong co|ko co|k co|khong nho|quen|khong giu|chua co"
    r"|lam roi|roi mat)\b.*\b(?:giay hen|giay|ma|bien nhan|phieu|to hen)\b"
    r"|\b(?:giay hen|giay|ma|ma so|ma ho so|bien nhan|phieu)\b.*\b(?:mat|lac|rach|khong con|khong nho|quen"
    r"|khong thay)\b|\bchi (?:co|con|nho) (?:so )?(?:dien thoai|sdt|dt)\b"
)
_CODE_AGAIN = re.compile(
    r"\b(?:gui|cho|xin|nhan|cap) (?:\w+ ){0,2}(?:lai|ma moi|ma khac)\b|\b(?:khong|chua|ko|k|chang|hong)"
    r" (?:\w+ ){0,2}(?:nhan|thay|co|den|ve)\b.*\b(?:ma|tin|otp|sms)\b"
    r"|\b(?:ma|tin|otp)\b.*\b(?:khong|chua|ko) (?:\w+ )?"
    r"(?:ve|den|toi|thay|nhan)\b"
)
_LOST_PHONE = re.compile(
    r"\b(?:quen|mat|khong nho|ko nho|k nho|khong con|ko con|k con|doi|thay|bo|khong co|ko co"
    r"|k co|hong nho|hk co|het nho|deo nho)\b (?:\w+ ){0,2}?(?:so|sdt|dt|sim|dien thoai|so may)\b"
    r"|\b(?:so|sdt|sim|so dt|so dien thoai)"
    r"(?: (?:do|ay|cu|nay|kia))? (?:\w+ )?(?:mat|bo|khoa|het dung|khong dung|khong con|ko con|quen|doi)\b"
)
_NOT_WITHDRAWN = re.compile(
    r"\b(?:thoi(?! rut (?:\w+ ){0,3}?(?:luon|di|vay|ve|het|lien|ngay|cho (?:xong|roi|nhanh|khoe))\b)"
    r"|khong|ko|k|hong|chua|dung|khoi|chang)\b (?:\w+ ){0,3}?rut\b"
    r"(?! (?:duoc|tien|bao|bhxh|kinh nghiem))"
    r"|\b(?:huy|bo) (?:\w+ ){0,2}(?:yeu cau|viec|don) rut\b"
)
_CONTACT = re.compile(
    r"\b(?:toi|em|tui|chau|con|minh) (?:ten|la|o)\b|\b(?:ho ten|ho va ten|ten toi|ten la|ten:|dia chi|sdt"
    r"|so dien thoai|dien thoai|lien he)\b"
)
_OWN = r"(?:cua |cu )?(?:toi|minh|em|tui|chau|con)"
_SEVERAL = rf"(?:(?:tat ca|toan bo|het|moi|cac|nhung) ){{1,3}}(?:ho so|hs)(?: {_OWN})?"
_STAND = r"(?:dang |da )?(?:o dau|toi dau|den dau|the nao|ra sao|sao|co gi moi|bao gio xong)(?: roi)?"
_MY_DOSSIER = re.compile(rf"\b(?:ho so|hs) {_OWN}\b")
_ALL_OWN = re.compile(
    r"(?:(?:xin|cho|xem|toi|em|minh|muon|hoi|tra cuu|kiem tra|liet ke|danh sach|biet|tinh hinh|tinh trang) )"
    rf"{{0,4}}(?:{_SEVERAL}(?: {_STAND})?|(?:ho so|hs) {_OWN})(?: (?:tat ca|het|nhe|nha|a|di|voi|ad))*"
)
FEWEST_IN_NAME, MOST_IN_NAME = 2, 5
_YOU = r"(?:ban|may|em|anh|chi|ad|admin|bot|ben nay|day|ai day|dau day|tro ly|mi|ong|ba)"
_WHO_ARE_YOU = re.compile(
    rf"(?:a |o |cho hoi |the |vay |ua )*{_YOU}(?: nay| day)?(?: la)?"
    r" (?:ai|nguoi hay (?:la )?(?:may|bot|robot)|may hay (?:la )?nguoi|bot a|robot a|bot hay nguoi|ten gi"
    r"|nguoi that)(?: vay| the| a| ha| day| nhi| khong| z)*"
    r"|ai (?:day|dang (?:tra loi|nhan tin|noi chuyen))(?: vay| the| a)*"
)
_CANNOT_CHOOSE = re.compile(
    r"(?:\w+ ){0,2}?(?:khong|ko|k|kg|hong|hok|hem|chua|chang|dau|nao)(?: co)?"
    r" (?:biet|ro|hieu|phan biet)(?: \w+){0,3}?"
    r" (?:cai nao|chon|so may|loai nao|thu tuc (?:nao|gi)|truong hop nao|cai gi|muc nao)(?: \w+){0,3}"
    r"|(?:\w+ ){0,2}?(?:biet|chon) (?:cai nao|so may|gi) (?:bay gio|gio|day|bay|troi|day troi)(?: \w+){0,2}"
)
_DROPS = re.compile(
    r"\b(?:thoi|khoi|khong can|ko can|k can|bo qua|bo di|khong muon|ko muon|hoi (?:cai|viec) khac)\b"
)
_START = re.compile(r"/start\b.{0,64}")


def asks(text: str) -> bool:
    """A question, by its form."""
    return _ASKS.search(fold(text)) is not None


def asks_for_all_own(text: str) -> bool:
    """ "Hồ sơ của tôi" and no more, as our notices tell people to write, or plainly several: whatever dossier
    was talked of. Not "hồ sơ của tôi tới đâu rồi"."""
    return _ALL_OWN.fullmatch(" ".join(re.findall(r"\w+", fold(text)))) is not None


def names_own(text: str) -> bool:
    """ "Hồ sơ của tôi tới đâu rồi"."""
    return _MY_DOSSIER.search(fold(text)) is not None


def lost_slip(text: str) -> bool:
    return _LOST_SLIP.search(fold(text)) is not None


def lost_phone(text: str) -> bool:
    """ "Quên mất số đt rồi", only while a proof is awaited; not with a number in it."""
    return re.search(r"\d{4}", text) is None and _LOST_PHONE.search(fold(text)) is not None


def wants_code_again(text: str) -> bool:
    """Only while a one-time code is awaited."""
    return _CODE_AGAIN.search(fold(text)) is not None


def takes_withdrawal_back(text: str) -> bool:
    """ "Thôi tôi không rút nữa"; not "không rút được tiền"."""
    return _NOT_WITHDRAWN.search(fold(text)) is not None


def says_who_it_is(text: str) -> bool:
    """A name (also standing alone), an address or a way to be reached, told and not asked."""
    return not asks(text) and (_CONTACT.search(fold(text)) is not None or _is_name(text))


def _is_name(text: str) -> bool:
    """ "Trần Văn Thử"; in capitals throughout it could be anything."""
    words = text.split()
    return FEWEST_IN_NAME <= len(words) <= MOST_IN_NAME and all(
        word.isalpha() and word[0].isupper() and not word[1:].isupper() for word in words
    )


def drops_it(text: str) -> bool:
    """ "Thôi khỏi", "không cần nữa": what was asked for is wanted no more."""
    return _DROPS.search(fold(text)) is not None


def cannot_choose(text: str) -> bool:
    """ "Tôi không biết cái nào", before a list."""
    return _CANNOT_CHOOSE.fullmatch(" ".join(re.findall(r"\w+", fold(text)))) is not None


def asks_who_you_are(text: str) -> bool:
    """ "Bạn là ai", "đây là máy hay người"."""
    return _WHO_ARE_YOU.fullmatch(" ".join(re.findall(r"\w+", fold(text)))) is not None


def opens_chat(text: str) -> bool:
    """What Telegram sends when a chat is opened."""
    return _START.fullmatch(text.strip()) is not None
