"""Is a text one of the frauds that go round, pasted or retold? Each has a bait and a hand that reaches for
money, a link, a code or an app. After warnings of the Ministry of Public Security and the Authority of
Information Security. Pure."""

import re

from vietnam.text import fold

_LINK = (
    r"https?://|\bwww\.|\bbit\.ly|\btinyurl|\bt\.me/|\bzalo\.me|\bgoo\.gl"
    r"|\b[\w-]+\.(?:xyz|top|vip|club|online|site|info|cc|icu|shop|live|link|ly|app|apk)\b"
)
_OURS = re.compile(r"\b(?:https?://)?(?:[\w-]+\.)*(?:gov\.vn|zalo\.me/oa)\b\S*")
_LOOKALIKE = re.compile(
    r"\b[\w.-]*(?:dichvucong|vneid|gov-?vn|bocongan|canhsat|thuedientu|evn)[\w-]*"
    r"\.(?!gov\b|vn\b|apple\b|google\b)[a-z]{2,6}\b"
)
_OPEN = (
    r"\b(?:bam|nhan|click|an|truy cap|vao|mo|kich)(?: vao)? (?:\w+ ){0,2}?"
    r"(?:link|duong dan|duong link|lien ket)\b"
)
_SUM = r"\d[\d.,]* ?(?:k|tr|trieu|nghin|ngan|d|dong|vnd)?\b"
_PAY = rf"\b(?:chuyen|gui|nop|dong|ck|coc|thanh toan|tra) (?:\w+ ){{0,4}}?(?:khoan|tien|phi|coc|{_SUM})"
_ACCOUNT = (
    r"\b(?:tk|stk|tai khoan|so tai khoan)(?: \w+){0,3}? \d{6,}|\b(?:stk|so tai khoan) (?:nay|ca nhan|cua)"
)
_ONLY_OWN = (
    r"\b(?:otp|ma xac (?:nhan|thuc)|mat khau|so the|anh (?:can cuoc|cccd)|cccd|khuon mat|sinh trac hoc)\b"
)
_APP = r"\b(?:cai|tai) (?:dat )?(?:\w+ ){0,3}?(?:app|ung dung|phan mem|file|apk)\b"
_PRESS = r"\b(?:bam|nhan) (?:phim|so)\b|\bphim \d\b"
_HAND = re.compile(
    "|".join(
        (
            _LINK,
            _OPEN,
            _PAY,
            _ACCOUNT,
            rf"\b(?:cung cap|doc|gui|cho|nhap|quet) .{{0,20}}{_ONLY_OWN}",
            _APP,
            _PRESS,
        )
    )
)
_GRASP = re.compile("|".join((_LINK, _OPEN, _ACCOUNT, _APP)))
"""What no office asks for by message, whatever it writes about."""

_CALLER = (
    r"(?:xung|tu xung|tu nhan|gia danh|goi (?:\w+ ){0,4}?(?:bao|noi|yeu cau|doi|huong dan)"
    r"|(?:bao|noi|xung) (?:la|rang|minh la)|nhan tin (?:bao|yeu cau)|yeu cau (?:toi|em|minh|ban|me|bo))"
)
_BAITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:buu kien|buu pham|kien hang|don hang|shipper|giao hang)\b",
        r"\b(?:trung (?:thuong|giai|xe|iphone)|qua tang|tri an|giai thuong|boc tham|voucher)\b",
        r"\bhoan (?:thue|tien thue)\b|\b(?:ban|quy khach) (?:duoc|da duoc) (?:hoan|tro cap|ho tro)\b",
        r"\b(?:sim|thue bao|so dien thoai) .{0,30}\b(?:khoa|cat|thu hoi|hai chieu|2 chieu|chuan hoa)\b",
        r"\b(?:cat dien|ngung cap dien|ngung cung cap dien|no tien dien|tien dien)\b",
        r"\b(?:con|chau|hoc sinh)\b.{0,40}\b(?:cap cuu|nhap vien|tai nan|vien phi)\b",
        r"\b(?:vneid|dinh danh|muc (?:do )?2|can cuoc|cccd)\b.{0,60}\b(?:khoa|kich hoat|nang cap|cap nhat"
        r"|het han|dong bo|xac minh|muc (?:do )?2)\b",
        r"\b(?:lenh bat|rua tien|vu an|ma tuy|duong day|trieu tap|vien kiem sat|phat nguoi|truy na)\b",
        r"\b(?:viec nhe|luong cao|hoa hong|cong tac vien|dau tu|loi nhuan|nhiem vu)\b",
        r"\b(?:tai khoan|the)\b.{0,25}\b(?:bi khoa|phong toa|dong bang|tru tien|dang nhap la)\b",
        r"\b(?:tro cap|an sinh|ho tro|bao hiem|luong huu)\b.{0,50}\bde (?:duoc )?nhan\b",
    )
)
_FEE_FOR_A_CHILD = re.compile(
    r"\b(?:hoc phi|tien hoc|quy lop)\b.{0,80}\b(?:so tai khoan|stk|tk)"
    r"(?: (?:moi|nay|khac|la|cua))?\b.{0,20}(?:\d{6}|\bmoi\b)"
)
_GIVEN_BACK = re.compile(
    r"\b(?:chuyen|ck|gui) (?:\w+ ){0,3}?nham\b.{0,80}"
    r"(?:\b(?:tra|chuyen|hoan|gui)(?: tra)? lai\b.{0,40}(?:\btoi\b|\bvao\b"
    rf"|{_ACCOUNT}|{_LINK})|{_LINK})"
)
_CALLED = re.compile(rf"\b{_CALLER}\b.{{0,120}}")
_AUTHORITY = re.compile(
    r"\b(?:cong an|canh sat|vneid|ngan hang|dien luc|evn|thue|bhxh|bao hiem|ubnd|uy ban|xa|phuong|nha mang"
    r"|viettel|vina(?:phone)?|mobi(?:fone)?|toa an|vien kiem sat|can bo|giao vien|co giao|truong)\b"
)
_WANTED = re.compile(
    rf"{_GRASP.pattern}|\b(?:chuyen|nop|dong|ck) (?:\w+ ){{0,3}}?(?:khoan|tien|{_SUM})|{_ONLY_OWN}"
    r"|\bmuc (?:do )?2\b|\bkhoa (?:tai khoan|sim)\b|\b(?:cai|tai) (?:\w+ ){0,2}?(?:vneid|dich vu cong)\b"
)
_OWN_ERRAND = re.compile(
    r"\b(?:toi|em|minh|chau|tui) (?:\w+ ){0,2}?(?:muon|can|da|chua|vua|phai|khong|ko|bi|lam|dang|nop|quen)\b"
    r"|\b(?:bao nhieu|o dau|the nao|duoc khong|duoc ko|nhu nao|lam sao|khi nao|may ngay|can gi)\b"
)


def is_own_errand(text: str) -> bool:
    """Somebody's own question or trouble, with neither a stranger's link nor an account number."""
    folded = _OURS.sub(" ", fold(text))
    return _OWN_ERRAND.search(folded) is not None and not re.search(rf"{_LINK}|{_ACCOUNT}", folded)


def is_scam(text: str) -> bool:
    """A fraud pasted, or a call retold; not one's own errand about money, a code or an account."""
    folded = _OURS.sub(" ", fold(text))
    if _LOOKALIKE.search(folded) or _FEE_FOR_A_CHILD.search(folded) or _GIVEN_BACK.search(folded):
        return True
    if _retold(folded):
        return True
    baited = any(bait.search(folded) for bait in _BAITS)
    return baited and not is_own_errand(text) and _HAND.search(folded) is not None


def _retold(folded: str) -> bool:
    """ "Có người gọi xưng công an bảo cài app": who called, in whose name, for what."""
    called = _CALLED.search(folded)
    return (
        called is not None
        and _AUTHORITY.search(folded) is not None
        and _WANTED.search(called[0]) is not None
        and re.search(r"\b(?:co nguoi|ai do|ho|nguoi la|so la|goi|xung|tu xung|gia danh)\b", folded)
        is not None
    )
