"""Every kind of notice at once: it has words for each channel, and they say what they may."""

import re
from pathlib import Path

import pytest

from bot import notices
from bot.message import Limits
from bot.notifying.notice import load_notices
from bot.notifying.sender import sender
from bot.reply import Say, Value
from bot.wording import DISCREET, Wordings
from bot.wording_check import check_wordings
from bot.wording_file import load_entries
from tests.bot.make import CITIZEN_ID, PHONE
from tests.bot.notices.cases import LONG_NOTE, NOTICES, due, lives
from vietnam.sms import is_gsm7

ENTRIES = load_entries()
WORDINGS = Wordings(ENTRIES)
CHAT = Limits(length=2000)
SMS = Limits(length=1000, plain=True)
ABROAD = Limits(length=2000, discreet=True)
FOOT = Say(wording="notice_foot.check", values={"check": "K7MQ4XP"})
DECIDING = [name for name, notice in NOTICES.items() if notice.decide is not None]
SPEAKING = {
    "answer": Say(
        wording="answer.text",
        values={"about": "phản ánh", "number": 105_227, "text": "đã nhắc cán bộ một cửa"},
    ),
    "test": Say(wording="test.text"),
    "campaign": Say(
        wording="campaign.text",
        values={
            "chat": "Ngày 24/11/2026 các cơ quan nghỉ lễ.",
            "sms": "Ngay 24/11/2026 cac co quan nghi le.",
        },
    ),
}
LIVES = lives()


def said(name: str) -> list[list[Say]]:
    """Everything that the kind says over the cases; what brings its own words, in usual ones."""
    if name in SPEAKING:
        return [[SPEAKING[name], FOOT]]
    found = [due(name, given) for given in LIVES]
    return [[*one.says, FOOT] for one in found if one is not None]


def test_each_file_is_a_kind() -> None:
    files = {path.stem for path in Path(str(notices.__file__)).parent.glob("*.py")} - {"__init__"}
    assert load_notices().keys() == files
    assert {name for name, notice in NOTICES.items() if notice.decide is None} == SPEAKING.keys()


@pytest.mark.parametrize("name", NOTICES)
class TestEachKind:
    def test_it_is_due_in_some_case(self, name: str) -> None:
        assert said(name)

    def test_the_wording_file_has_a_template(self, name: str) -> None:
        own = [entry for entry in ENTRIES.values() if entry.family == name]
        assert own
        assert all(entry.template is not None for entry in own)

    def test_one_sms_carries_it_with_its_check_code(self, name: str) -> None:
        for says in said(name):
            words = WORDINGS.render(says, (), SMS)
            assert words.segments == 1, f"{len(words.text)}: {words.text}"
            assert is_gsm7(words.text) and "Ma tin K7MQ4XP" in words.text

    def test_no_link_in_an_sms_and_nobody_is_asked_for_a_code(self, name: str) -> None:
        for says in said(name):
            assert not re.search(r"https?:|www\.|bit\.ly|OTP", WORDINGS.render(says, (), SMS).text)

    def test_chat_is_accented_and_names_no_person(self, name: str) -> None:
        for says in said(name):
            text = WORDINGS.render(says, (), CHAT).text
            assert not is_gsm7(text) and "Mã tin: K7MQ4XP" in text
            assert not re.search(rf"Nguyễn Văn Thử|{CITIZEN_ID}|{PHONE[3:]}", text)

    def test_register(self, name: str) -> None:
        """Domain reference §8.1."""
        for says in said(name):
            text = WORDINGS.render(says, (), CHAT).text
            assert not re.search(r"\b(?:em|mình|bạn|shop|ad|Dạ|chắc chắn|cam kết|phải nộp phạt)\b", text)
            if name != "campaign":
                assert "Ông/Bà" in text

    def test_abroad_no_dossier_is_named(self, name: str) -> None:
        for says in said(name):
            text = WORDINGS.render(says, (), ABROAD).text
            assert "Mã tin: K7MQ4XP" in text
            for say in says:
                for telling in ("code", "procedure", "note", "reason", "no", "amount"):
                    assert str(say.values.get(telling, "?!")) not in text

    def test_its_template_is_filled(self, name: str) -> None:
        for says in said(name):
            template = WORDINGS.template(says)
            assert template is not None
            assert all(value and "{" not in value for value in template.values.values())
            assert template.values["ma_tin"] == "K7MQ4XP"

    def test_what_tells_several_dossiers_at_once(self, name: str) -> None:
        several = NOTICES[name].several
        if several is None:
            return
        codes = ("H48.12-261102-0007", "H48.12-261102-0008")
        unit = "Chi nhánh VPĐKĐĐ Bình Sơn số 001"
        values: dict[str, Value] = {"unit": unit, "sender": sender(unit), "count": 2, "codes": codes}
        says = [Say(wording=several, values=values), FOOT]
        sms = WORDINGS.render(says, (), SMS)
        assert sms.segments == 1 and sms.text.startswith("Chi nhanh VPDKDD Binh Son so 001: 2 ho so")
        assert WORDINGS.render(says, (), CHAT).text.startswith(unit)
        assert WORDINGS.render(says, (), CHAT).text.count("H48.12") == 2
        assert "H48.12" not in WORDINGS.render(says, (), ABROAD).text
        template = WORDINGS.template(says)
        assert template is not None and template.values["ma_ho_so"].count("H48.12") == 2
        assert template.values["ten_don_vi"] == unit


@pytest.mark.parametrize("name", DECIDING)
class TestEachDecision:
    def test_every_decision_says_why(self, name: str) -> None:
        decide = NOTICES[name].decide
        assert decide is not None
        assert all(decide(given).why.strip() for given in LIVES)

    def test_nothing_is_due_outside_its_states(self, name: str) -> None:
        for given in LIVES:
            if given.dossier.status_code not in NOTICES[name].statuses:
                assert due(name, given) is None, given.dossier.status_code

    def test_the_mark_fits_a_key(self, name: str) -> None:
        marks = [found.mark for found in (due(name, given) for given in LIVES) if found is not None]
        assert all(mark and "/" not in mark for mark in marks)

    def test_a_sensitive_dossier_is_told_in_neutral_words(self, name: str) -> None:
        for given in LIVES:
            found = due(name, given) if given.neutral else None
            if found is None:
                continue
            text = WORDINGS.render(found.says, (), CHAT).text
            assert not re.search(f"khai sinh|chứng sinh|{LONG_NOTE}|tranh chấp|xác minh", text)
            template = WORDINGS.template([*found.says, FOOT])
            assert template is not None
            assert not re.search("khai sinh|chứng sinh|tranh chấp", " ".join(template.values.values()))


def test_the_general_words_abroad_are_said_once() -> None:
    received = next(says for says in said("received"))
    text = WORDINGS.render(received, (), ABROAD).text
    assert text.count(ENTRIES[DISCREET].chat) == 1


def test_replies_are_not_made_discreet() -> None:
    say = Say(wording="dossier_status.accepted", values={"code": "H48.12-261102-0007", "unit": "UBND xã"})
    assert "H48.12-261102-0007" in WORDINGS.render([say], (), ABROAD).text


def test_the_lint_finds_nothing_serious() -> None:
    own = {name: entry for name, entry in ENTRIES.items() if entry.is_notice or "notice_" in name}
    assert [one for one in check_wordings(own) if one.serious] == []
