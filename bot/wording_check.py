"""Lints the wordings: can each be filled, what does its SMS form cost, does it say what it must not?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import WordingError
from bot.message import Limits
from bot.reply import Say, Value
from bot.wording import SMS_MOST, Wordings
from bot.wording_file import SHARED, Entry
from bot.wording_slot import SLOT, slots
from vietnam.sms import fold_sms, segments

CHAT = Limits(length=4000)
SMS = Limits(length=480, plain=True)
ONE = 160

_SOME_DAY = datetime(2026, 11, 9, 10, tzinfo=UTC)
_USUAL: Mapping[str, Value] = {
    "code": "H48.12-261102-0007",
    "codes": ("H48.12-261102-0007", "H48.12-261102-0008"),
    "sender": "Chi nhánh VPĐKĐĐ Bình Sơn số 001",
    "check": "K7MQ4XP",
    "phone": "0905 123 456",
    "call": "02553000012",
    "date": _SOME_DAY,
    "day": _SOME_DAY,
    "time": _SOME_DAY,
    "money": 50_000,
    "list": ("Giấy chứng sinh", "Sơ đồ thửa đất"),
    "lines": ("Giấy chứng sinh", "Sơ đồ thửa đất"),
}
"""Of usual length, by the form of a variable or, where it has none, by its name."""
_OTHER = "Đăng ký khai sinh"
_FOOT = len(" Ma tin K7MQ4XP.")
"""What every notice carries besides (bot/wording/notice_foot.vi.toml)."""
_LINK = re.compile(
    r"https?:|www\.|\b(?:bit\.ly|tinyurl|goo\.gl|t\.co|t\.me|zalo\.me)\b|\.(?:apk|page\.link)\b", re.I
)
"""Citizens are taught that no office sends links (domain reference §5.2). The portal's bare name is none."""
_OF_PERSONS = frozenset(
    {
        "name",
        "full_name",
        "applicant",
        "authorised",
        "citizen_id",
        "subject",
        "recipient",
        "address",
        "birthday",
    }
)
"""Variables that would carry a person's data into a message that nobody asked for."""
_TELLING = frozenset({"code", "codes", "procedure", "items", "short", "note", "reason"})
"""Variables that have no place where servers stand outside the province's reach."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`serious`: the wording cannot be used as it is."""

    wording: str
    serious: bool
    message: str


def check_wordings(entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Messages are Vietnamese, for whoever wrote the wording."""
    wordings = Wordings(entries)
    for entry in entries.values():
        yield from _check_one(wordings, entry)


def _check_one(wordings: Wordings, entry: Entry) -> Iterator[Finding]:
    says = [Say(wording=entry.name, values=usual_values(entry))]
    try:
        wordings.render(says, (), CHAT)
        sms = wordings.render(says, (), SMS)
    except (WordingError, ValueError, TypeError) as error:
        yield Finding(wording=entry.name, serious=True, message=f"không điền được: {error}")
        return
    parts = sms.segments or 0
    if parts > SMS_MOST:
        message = f"bản SMS dài {parts} tin, nhiều nhất là {SMS_MOST}"
        yield Finding(wording=entry.name, serious=True, message=message)
    elif entry.sms is not None and parts > 1:
        yield Finding(wording=entry.name, serious=False, message=f"bản SMS dài {parts} tin")
    elif entry.is_notice and segments(sms.text).units + _FOOT > ONE:
        yield Finding(wording=entry.name, serious=False, message="bản SMS không còn chỗ cho mã tin")
    yield from _check_plain(entry)
    yield from _check_said(entry)


def _check_said(entry: Entry) -> Iterator[Finding]:
    """What a message must not hold: links in an SMS; in a notice, data of persons; abroad, the dossier."""

    def serious(message: str) -> Finding:
        return Finding(wording=entry.name, serious=True, message=message)

    for text in (entry.chat if entry.sms is None else entry.sms, entry.tail):
        if text and (link := _LINK.search(text)):
            yield serious(f"bản SMS có đường liên kết ({link.group()})")
    if (entry.is_notice or entry.family in SHARED) and (personal := entry.variables & _OF_PERSONS):
        yield serious(f"tin báo có dữ liệu cá nhân: {', '.join(sorted(personal))}")
    if telling := slots(entry.discreet) & _TELLING:
        yield serious(f"`discreet` nói về hồ sơ: {', '.join(sorted(telling))}")


def _check_plain(entry: Entry) -> Iterator[Finding]:
    """What an author wrote for SMS should be what leaves: unaccented, in the cheap alphabet."""
    for form, text in (("sms", entry.sms), ("tail", entry.tail)):
        bare = SLOT.sub("", text or "")
        if " ".join(fold_sms(bare).split()) != " ".join(bare.split()):
            message = f"`{form}` có dấu hoặc ký tự ngoài GSM-7: khi gửi sẽ đổi thành chữ khác"
            yield Finding(wording=entry.name, serious=False, message=message)
    if entry.tail and segments(fold_sms(SLOT.sub("", entry.tail))).units > ONE:
        yield Finding(
            wording=entry.name, serious=True, message="`tail` dài hơn một tin: không bao giờ được gửi"
        )


def usual_values(entry: Entry) -> dict[str, Value]:
    """A value for every variable of the entry. One that stands with a form in one place has it in all."""
    values: dict[str, Value] = {}
    for text in (entry.chat, entry.sms or "", entry.tail or ""):
        for match in SLOT.finditer(text):
            name, form = match["name"], match["form"]
            if form is not None or name not in values:
                values[name] = _USUAL.get(form or name, _OTHER)
    return values
