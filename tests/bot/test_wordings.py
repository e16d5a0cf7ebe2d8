"""All wordings at once: used ones exist, existing ones are used, each fits the channels."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import bot
from bot.intents import notice_subscribe, notice_unsubscribe
from bot.message import Limits
from bot.reply import Say, Value
from bot.wording import Wordings
from bot.wording_file import Entry, load_entries
from bot.wording_slot import SLOT
from knowledge import procedures
from knowledge.dossiers.dossier import StatusGroup
from nlu.meaning import IntentName
from vietnam.calendar import VN
from vietnam.sms import is_gsm7

ENTRIES = load_entries()
FAMILIES = {name.partition(".")[0] for name in ENTRIES}
DAY = date(2026, 11, 27)

SAMPLE: dict[str, Value] = {
    # Of the longest kind that is met: a number of a ministry's system, a sender of 32 characters.
    "code": "G09.20-20260609-0092637",
    "unit": "Chi nhánh VPĐKĐĐ Bình Sơn số 001",
    "sender": "Chi nhánh VPĐKĐĐ Bình Sơn số 001",
    "check": "K7MQ4XP",
    "name": "Chi nhánh VPĐKĐĐ Bình Sơn số 001",
    "phone": "0255 000 0012",
    "call": "02550000012",
    "hotline": "1022",
    **dict.fromkeys(
        ("due", "new_due", "deadline", "signed", "checked", "confirmed", "today", "next", "returned"), DAY
    ),
    "opens": datetime(2026, 11, 27, 7, 0, tzinfo=VN),
    "received": datetime(2026, 11, 20, 9, 15, tzinfo=VN),
    "asked": "rút hồ sơ",
    "off": "24/11 (Ngày Văn hóa Việt Nam)",
    "codes": ("G09.20-20260609-0092637", "G09.20-20260609-0092638"),
    "chat": "Ngày 24/11/2026 các bộ phận Một cửa của tỉnh nghỉ vì bão, ngày 25/11/2026 làm việc lại.",
    "sms": "Ngay 24/11/2026 cac bo phan Mot cua cua tinh nghi vi bao, ngay 25/11/2026 lam viec lai.",
    "ready": DAY,
    "finished": DAY,
    "flaws": ("chưa ghi lý do", "ngày hẹn mới là ngày nghỉ"),
    "since": datetime(2026, 11, 20, 9, 15, tzinfo=VN),
    "rating": 2,
    "bad": 12,
    "about": "mời bổ sung giấy tờ",
    "last": "0007",
    "day": DAY,
    "weekday": "thứ Sáu",
    "year": 2027,
    "days": 12,
    "count": 12,
    "number": 123_456,
    "amount": 1_500_000,
    "note": "giấy chứng sinh không có dấu của bệnh viện",
    "reason": "đang chờ xác minh ranh giới thửa đất",
    "no": "21/CNVPDK",
    "signer": "Giám đốc Chi nhánh",
    "procedure": "Cấp Giấy xác nhận tình trạng hôn nhân",
    "case": "Nhà thuê, mượn, ở nhờ",
    "text": "Công an cấp xã",
    "lines": ("Tờ khai theo mẫu", "Giấy chứng sinh"),
    "short": ("Tờ khai theo mẫu", "Giấy chứng sinh"),
    "items": ("Giấy chứng sinh (chưa có bản chính)", "Tờ khai"),
    "title": "Cổng Dịch vụ công quốc gia",
    "source": "Cổng Dịch vụ công quốc gia (163/QĐ-BTP)",
    "address": "Số 06 đường Mẫu, xã Bình Sơn",
    "hours": "Thứ Hai đến thứ Sáu, 7:00-11:30 và 13:30-17:00",
    "place": "Chi nhánh VPĐKĐĐ Bình Sơn số 001",
}
WORDINGS = Wordings(ENTRIES)
CHAT, SMS = Limits(length=2000), Limits(length=1000, plain=True)


@pytest.mark.parametrize("name", ENTRIES)
class TestEachWording:
    def test_sms_is_plain_and_one_segment(self, name: str) -> None:
        words = WORDINGS.render([Say(wording=name, values=SAMPLE)], [], SMS)
        assert is_gsm7(words.text)
        assert words.segments == 1, f"{len(words.text)}: {words.text}"
        assert "{" not in words.text

    def test_chat_is_filled_and_accented(self, name: str) -> None:
        words = WORDINGS.render([Say(wording=name, values=SAMPLE)], [], CHAT)
        assert words.text and "{" not in words.text
        assert not is_gsm7(words.text)

    def test_sms_says_nothing_that_chat_does_not_know(self, name: str) -> None:
        entry = ENTRIES[name]
        assert _slots(entry.sms or "") | _slots(entry.tail or "") <= _slots(entry.chat) | {
            "unit",
            "sender",
            "phone",
            "call",
            "hotline",
            "title",
            "short",
            "count",
            "sms",
        }

    def test_register(self, name: str) -> None:
        """Domain reference §8.1: no familiar pronouns, no promises, no letters that people do not know."""
        entry = ENTRIES[name]
        texts = " ".join(filter(None, (entry.chat, entry.sms, entry.tail)))
        assert not re.search(r"\b(?:bạn|ad|shop|chắc chắn sẽ|TTHC|BCCI|HTTT|DVCTT|công dân phải)\b", texts)
        assert not re.search(r"https?://", texts)

    def test_written_sms_is_already_plain(self, name: str) -> None:
        """A short form is written by hand as it leaves; nothing in it may depend on folding."""
        entry = ENTRIES[name]
        assert is_gsm7(SLOT.sub("", (entry.sms or "") + (entry.tail or "")))

    def test_sms_does_not_say_dung(self, name: str) -> None:
        """Without accents it is "don't", "right", "use" and "stop", unless the word beside it tells which."""
        entry = ENTRIES[name]
        clear = r"\b(?:tam|hieu|biet|noi|ung) dung\b|\bdung VNeID\b"
        written = re.sub(clear, "", f"{entry.sms or ''} {entry.tail or ''}", flags=re.IGNORECASE)
        assert not re.search(r"\bdung\b", written, re.IGNORECASE)


def test_the_one_time_code_warns_against_giving_it_away() -> None:
    code = ENTRIES["one_time_code.message"]
    assert "KHÔNG đưa mã này cho bất kỳ ai, kể cả cán bộ" in code.chat
    assert "KHONG dua ma nay cho bat ky ai, ke ca can bo" in (code.sms or "")


@pytest.mark.parametrize(
    "agreed_to",
    [
        notice_subscribe.AGREED_TO,
        notice_unsubscribe.AGREED_TO,
        notice_unsubscribe.AGREED_TO_HERE,
        notice_unsubscribe.AGREED_TO_FEWER,
    ],
)
def test_a_consent_names_the_words_that_were_shown(agreed_to: str) -> None:
    name = agreed_to.partition("@")[0]
    assert ENTRIES[name].stamp == agreed_to


@pytest.mark.parametrize("group", StatusGroup)
def test_every_group_of_states_has_coarse_words(group: StatusGroup) -> None:
    assert _slots(ENTRIES[f"dossier_status.coarse_{group}"].chat) == {"code"}


def test_what_is_named_in_the_code_exists() -> None:
    named = {text for text in _constants() if re.fullmatch(r"[a-z_]+\.[a-z_]*[a-z]", text)}
    own_families = FAMILIES - {label.partition(".")[0] for label in IntentName}
    assert {name for name in named if name.partition(".")[0] in own_families} <= ENTRIES.keys()


def test_what_exists_is_used() -> None:
    constants, stems = _constants(), tuple(_stems())
    for name in ENTRIES:
        key = name.partition(".")[2]
        assert name in constants or key in constants or name.startswith(stems) or key.startswith(stems), name


def _constants() -> set[str]:
    """Every string of the sources; the names of facets, kinds and topics end the names of wordings."""
    return {str(node.value) for node in _nodes() if isinstance(node, ast.Constant)}


def _stems() -> Iterator[str]:
    """`dossier_status.coarse_` of f"dossier_status.coarse_{group}", but no whole family."""
    for node in _nodes():
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if re.fullmatch(r"(?:[a-z_]+\.)?[a-z_]+_", start):
                yield start


def _nodes() -> Iterator[ast.AST]:
    for folder in (bot, procedures):
        for path in Path(str(folder.__file__)).parent.rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _slots(text: str) -> set[str]:
    return {match["name"] for match in SLOT.finditer(text)}


def test_entries_are_read_with_their_version() -> None:
    assert all(isinstance(entry, Entry) and entry.version >= 1 for entry in ENTRIES.values())


@pytest.mark.parametrize("text", ["Mai trả kết quả", "Mai trả kết quả.", "Mai trả kết quả. "])
def test_a_sentence_ends_before_the_check_code(text: str) -> None:
    answered = Say(wording="answer.text", values={"about": "yêu cầu", "number": 7, "text": text})
    foot = Say(wording="notice_foot.check", values={"check": "K7MQ4XP"})
    words = Wordings(load_entries()).render((answered, foot), (), Limits(length=1000, plain=True))
    assert words.text == "Tra loi yeu cau so 7: Mai tra ket qua. Ma tin K7MQ4XP."
