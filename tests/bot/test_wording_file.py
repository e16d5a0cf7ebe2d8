"""Wording files: discreet words, registered templates, and what is wrong with a bad file."""

from pathlib import Path

import pytest

from bot.errors import WordingError
from bot.message import Limits
from bot.reply import Say, Value
from bot.wording import Wordings
from bot.wording_check import check_wordings
from bot.wording_file import Entry, load_entries
from bot.wording_template import TemplateForm

FOOT = """
version = 1
[check]
chat = "Mã tin: {check}."
discreet = "Mã tin: {check}."
[discreet]
chat = "Có tin mới."
"""
TOLD = """
version = 3
[template]
name = "tin_bao"
[template.params]
ma_ho_so = ["{code}", "{codes:list}"]
ngay_hen_tra = ["{due:day}", "ghi trên giấy hẹn"]
ma_tin = "{check}"
[told]
chat = "Hồ sơ {code} hẹn trả {due:day}."
[several]
chat = "Các hồ sơ:{codes:lines}"
[asks]
chat = "Cho điểm hồ sơ {code}?"
discreet = "Ông/Bà cho điểm lần giải quyết vừa rồi?"
"""
ABROAD = Limits(length=500, discreet=True)


def load(folder: Path, **files: str) -> Wordings:
    for name, text in files.items():
        (folder / f"{name}.vi.toml").write_text(text, encoding="utf-8")
    return Wordings(load_entries(folder))


def check() -> Say:
    return Say(wording="notice_foot.check", values={"check": "K7MQ4XP"})


@pytest.fixture
def wordings(tmp_path: Path) -> Wordings:
    return load(tmp_path, notice_foot=FOOT, told=TOLD)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        pytest.param(
            ["told.told", "told.several"], "Có tin mới.\nMã tin: K7MQ4XP.", id="general words, once"
        ),
        pytest.param(
            ["told.asks"], "Ông/Bà cho điểm lần giải quyết vừa rồi?\nMã tin: K7MQ4XP.", id="words of its own"
        ),
        pytest.param(
            ["told.told", "told.asks"],
            "Ông/Bà cho điểm lần giải quyết vừa rồi?\nMã tin: K7MQ4XP.",
            id="mixed",
        ),
    ],
)
def test_what_is_said_abroad(wordings: Wordings, says: list[str], expected: str) -> None:
    values: dict[str, Value] = {"code": "H48", "codes": ("H48",), "due": "27/11/2026"}
    told = [Say(wording=name, values=values) for name in says]
    assert wordings.render([*told, check()], (), ABROAD).text == expected


def test_labels_are_kept_abroad(wordings: Wordings) -> None:
    words = wordings.render([Say(wording="told.asks")], ("1", "2"), ABROAD)
    assert words.text.endswith("\n1. 1\n2. 2")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            {"code": "H48", "due": "27/11/2026"},
            {"ma_ho_so": "H48", "ngay_hen_tra": "27/11/2026"},
            id="all known",
        ),
        pytest.param(
            {"code": "H48"}, {"ma_ho_so": "H48", "ngay_hen_tra": "ghi trên giấy hẹn"}, id="stand-in"
        ),
        pytest.param(
            {"codes": ("H48", "H49")},
            {"ma_ho_so": "H48; H49", "ngay_hen_tra": "ghi trên giấy hẹn"},
            id="several",
        ),
    ],
)
def test_a_template_is_filled(wordings: Wordings, values: dict[str, Value], expected: dict[str, str]) -> None:
    template = wordings.template([Say(wording="told.told", values=values), check()])
    assert template is not None and template.name == "tin_bao"
    assert template.values == {**expected, "ma_tin": "K7MQ4XP"}


def test_a_template_is_never_sent_half_filled(wordings: Wordings) -> None:
    with pytest.raises(WordingError, match="ma_tin"):
        wordings.template([Say(wording="told.told", values={"code": "H48"})])


def test_what_is_no_notice_has_no_template(wordings: Wordings) -> None:
    assert wordings.template([check()]) is None


@pytest.mark.parametrize(
    ("template", "named"),
    [
        pytest.param('name = 1', "needs a text `name`", id="no name"),
        pytest.param('name = "a"\nparam = {}', "unknown key param", id="misspelt key"),
        pytest.param('name = "a"\nparams = 5', "`params` is a table", id="params no table"),
        pytest.param('name = "a"\nparams = { x = 5 }', "x needs a text", id="a number"),
        pytest.param('name = "a"\nparams = { x = [] }', "x needs a text", id="nothing"),
        pytest.param('name = "a"\nparams = { x = "{code" }', "stray", id="a brace"),
        pytest.param('name = "a"\nparams = { x = "{cod}" }', "variable cod", id="an unknown variable"),
    ],
)  # fmt: skip
def test_a_bad_template_is_named(tmp_path: Path, template: str, named: str) -> None:
    text = f'version = 1\n[template]\n{template}\n[told]\nchat = "Hồ sơ {{code}}"\n'
    with pytest.raises(WordingError, match=named):
        load(tmp_path, told=text)


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        pytest.param({"chat": "Xem dichvucong.gov.vn"}, "", id="the portal's name is no link"),
        pytest.param(
            {"chat": "Xem https://dichvucong.gov.vn", "sms": "Xem tren cong"}, "", id="a link in chat"
        ),
        pytest.param({"chat": "Xem https://a.vn"}, "đường liên kết", id="a link that an SMS would take over"),
        pytest.param({"chat": "a", "sms": "Xem www.a.vn"}, "đường liên kết", id="a link in SMS"),
        pytest.param({"chat": "a", "sms": "", "tail": "bit.ly/x"}, "đường liên kết", id="a link in the tail"),
        pytest.param({"chat": "Chào {name}"}, "dữ liệu cá nhân: name", id="a name"),
        pytest.param({"chat": "CCCD {citizen_id}"}, "dữ liệu cá nhân: citizen_id", id="a citizen id"),
        pytest.param(
            {"chat": "a", "discreet": "Hồ sơ {code}"}, "`discreet` nói về hồ sơ", id="a number abroad"
        ),
        pytest.param(
            {"chat": "a", "sms": "x" * 150}, "không còn chỗ cho mã tin", id="no room for the check code"
        ),
    ],
)
def test_what_the_lint_says_of_a_notice(forms: dict[str, str], found: str) -> None:
    template = TemplateForm(name="tin_bao", params={})
    entry = Entry(
        name="told.told",
        version=1,
        template=template,
        chat=forms["chat"],
        sms=forms.get("sms"),
        tail=forms.get("tail"),
        discreet=forms.get("discreet"),
    )
    messages = [one.message for one in check_wordings({entry.name: entry})]
    assert found in "".join(messages)
    assert bool(messages) is bool(found)
