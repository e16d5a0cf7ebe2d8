"""Is a campaign's text fit to be sent? Before any row is read, and once more with the longest one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.campaigns.campaign import RATES, Text
from bot.lure import LINK
from bot.wording import SMS_MOST
from bot.wording_slot import SLOT
from vietnam.sms import costly, fold_sms
from vietnam.text import fold

FOOT = len(" Ma tin K7MQ4XP.")
"""Septets that the check code takes of every SMS that tells a notice."""
ROOM = 160 - FOOT
_LINKS = re.compile(r"(?:https?://|www\.)[^\s]+|\b[a-z0-9.-]+\.[a-z]{2,}\b(?:/[^\s]*)?", re.IGNORECASE)
_OFFICIAL = re.compile(r"(?:https://)?(?:[a-z0-9-]+\.)*gov\.vn(?:/[^\s]*)?", re.IGNORECASE)
_ID_COLUMN = re.compile(
    r"\b(?:cccd|cmnd|cmt|can cuoc|dinh danh|citizen id|so giay to|ho chieu|passport"
    r"|(?:ngay|nam) ?(?:thang nam ?)?sinh|birth ?(?:day|date)|date of birth|dob)\b"
)
_OF_PERSON = re.compile(
    r"\b(?:ten|ho ?(?:va ?)?ten|hoten|(?:chu|nguoi|cong dan|khach)(?: \w+)?|(?:full ?)?name|applicant|owner"
    r"|dia ?chi|noi o|thuong tru|address|email|que quan|gioi tinh|dan toc|ton giao)\b"
)
_BAIT = re.compile(r"\b(?:otp|ma xac (?:nhan|thuc)|mat khau|so tai khoan|stk|(?:tai|cai) (?:app|ung dung))\b")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`serious`: the campaign cannot be made so."""

    serious: bool
    message: str


def check_text(text: Text) -> Iterator[Finding]:
    """Messages are Vietnamese, for the officer who wrote it."""
    if text.rate not in RATES:
        yield Finding(serious=True, message=f"`rate` phải từ {RATES[0]} đến {RATES[-1]} tin mỗi phút")
    for form, words in (("chat", text.chat), ("sms", text.sms)):
        if words is not None:
            yield from _check_words(form, words)
    yield from _check_sms(text)
    for link in _LINKS.findall(SLOT.sub("", text.chat)):
        if not _OFFICIAL.fullmatch(link):
            yield Finding(serious=True, message="`chat` có đường dẫn ngoài gov.vn")
    if _BAIT.search(fold(f"{text.chat} {text.sms or ''}")):
        message = "nhắc tới mã OTP, mật khẩu, tài khoản hoặc cài ứng dụng: cơ quan không hỏi những thứ này"
        yield Finding(serious=False, message=message)
    named = [name for name in _variables(text) if _OF_PERSON.search(_words_of(name))]
    if named:
        message = (
            f"có dữ liệu của từng người ({', '.join(named)}): tin có thể tới nhầm máy; bỏ đi nếu không cần. "
            "Trên Telegram, tin có biến chỉ hiện câu chung"
        )
        yield Finding(serious=False, message=message)


def check_columns(names: Sequence[str]) -> Iterator[Finding]:
    """Of the list: none with numbers of identity papers or days of birth, which no message needs."""
    for name in names:
        if _ID_COLUMN.search(_words_of(name)):
            message = f"cột {name!r}: không nạp số giấy tờ tùy thân, ngày sinh; xóa cột này khỏi tệp"
            yield Finding(serious=True, message=message)


def check_longest(text: Text, longest: str, row: int) -> Iterator[Finding]:
    """`longest`: the SMS words of the row with the most letters, folded as they leave."""
    parts = sms_parts(len(longest))
    if parts == 1:
        return
    message = (
        f"bản SMS của dòng {row} dài {len(longest)} ký tự, thêm mã tin {FOOT}: thành {parts} tin "
        f"(một tin còn {ROOM} ký tự cho lời)"
    )
    serious = parts > SMS_MOST
    yield Finding(serious=serious, message=message if serious else f"{message}; --allow-long nếu chấp nhận")


def sms_parts(length: int) -> int:
    """Segments that `length` letters of folded words cost with the check code."""
    whole = length + FOOT
    return 1 if whole <= 160 else -(-whole // 153)


def _check_words(form: str, words: str) -> Iterator[Finding]:
    if not words.strip():
        yield Finding(serious=True, message=f"`{form}` để trống")
    bare = SLOT.sub("", words)
    if stray := re.search(r"[{}]", bare):
        message = f"`{form}` có dấu {stray[0]!r} lạc; biến viết là {{ten}} hoặc {{ten:date}}"
        yield Finding(serious=True, message=message)
    for name in dict.fromkeys(match["name"] for match in SLOT.finditer(words)):
        if _ID_COLUMN.search(_words_of(name)):
            message = f"biến {{{name}}}: không đưa số giấy tờ tùy thân, ngày sinh vào tin nhắn"
            yield Finding(serious=True, message=message)


def _variables(text: Text) -> list[str]:
    return list(dict.fromkeys(match["name"] for match in SLOT.finditer(f"{text.chat} {text.sms or ''}")))


def _words_of(name: str) -> str:
    """`ho_ten`, `Họ-Tên`, `Họ tên`: the same words."""
    return re.sub(r"[\W_]+", " ", fold(name))


def _check_sms(text: Text) -> Iterator[Finding]:
    words = SLOT.sub("", text.chat if text.sms is None else text.sms)
    if LINK.search(words):
        yield Finding(serious=True, message="bản SMS có đường dẫn: SMS của cơ quan không kèm đường dẫn")
    if text.sms is None:
        yield Finding(serious=False, message="không có `sms`: tin SMS là bản chat bỏ dấu")
        return
    for letter, why in costly(words):
        plain = fold_sms(letter)
        message = f"`sms` có {letter!r} ({why}); khi gửi sẽ thành {plain!r}"
        yield Finding(serious=False, message=message)
