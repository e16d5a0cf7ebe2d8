"""Which of the offered options a citizen means."""

import pytest

from bot import pick
from bot.reply import Choice
from nlu.meaning import IntentName

CARD = (
    Choice(label="Làm lần đầu, từ đủ 14 tuổi", procedure="1", words="Cấp thẻ căn cước từ đủ 14 tuổi"),
    Choice(label="Trẻ em dưới 14 tuổi", procedure="2", words="Cấp thẻ căn cước cho trẻ dưới 14 tuổi"),
    Choice(label="Bị mất, hỏng", procedure="3", words="Cấp lại thẻ căn cước"),
    Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF),
)
RESIDENCE = (
    Choice(label="Vào nhà của mình", procedure="1", case="a"),
    Choice(label="Về ở với người thân", procedure="1", case="b"),
    Choice(label="Nhà thuê, mượn, ở nhờ", procedure="1", case="c"),
)
AID = (
    Choice(label="Hưởng trợ giúp xã hội hằng tháng", procedure="1"),
    Choice(label="Cấp lại thẻ", procedure="2"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cái đầu tiên", [0]),
        ("cai thu hai", [1]),
        ("cái thứ 2", [1]),
        ("số 1", [0]),
        ("CON CAI 3", [2]),
        ("cái cuối", [2]),
        ("cả hai", [0, 1]),
        ("cả 3", [0, 1, 2]),
        ("tất cả", [0, 1, 2]),
        ("4", [3]),
        ("9", []),
        ("hai con", []),
        ("1234", []),
    ],
)
def test_by_form(text: str, expected: list[int]) -> None:
    assert pick.by_form(text, CARD) == tuple(CARD[index] for index in expected)


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        pytest.param("LAN DAU", CARD, 0, id="lần đầu"),
        pytest.param("cho trẻ em", CARD, 1, id="trẻ em"),
        pytest.param("tôi làm mất", CARD, 2, id="mất"),
        pytest.param("về ở với ba mẹ", RESIDENCE, 1, id="ba mẹ"),
        pytest.param("nhà thuê", RESIDENCE, 2, id="thuê"),
        pytest.param("thẻ căn cước", CARD, None, id="what all of them share"),
        pytest.param("đăng ký kết hôn", CARD, None, id="something else"),
        pytest.param("bao nhiêu tiền", CARD, None, id="a question"),
        pytest.param("ở trọ thì sao", AID, None, id="trọ is no trợ"),
        pytest.param("thi bằng lái", AID, None, id="lái is no lại"),
        pytest.param("thi lai xe may", AID, None, id="one word of several without accents"),
        pytest.param("trợ giúp", AID, 0, id="accents that agree"),
        pytest.param("tro giup", AID, 0, id="several words without accents"),
        pytest.param("xác nhận tình trạng", (), None, id="nothing on offer"),
    ],
)
def test_by_words(text: str, choices: tuple[Choice, ...], expected: int | None) -> None:
    assert pick.by_words(text, choices) == (None if expected is None else choices[expected])


@pytest.mark.parametrize(
    ("text", "expected"), [("CON HO SO KIA", True), ("cái còn lại", True), ("kia", True)]
)
def test_another_of_the_list(text: str, expected: bool) -> None:
    assert pick.asks_for_another(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("không, số 2", "số 2", id="no"),
        pytest.param("à nhầm, cái đầu tiên", "cái đầu tiên", id="mistaken"),
        pytest.param("không phải, ý tôi là bị mất", "bị mất", id="what was meant"),
        pytest.param("khong phai y toi la bi mat", "bi mat", id="no comma"),
        pytest.param("không phải bị mất", None, id="denied, and nothing instead"),
        pytest.param("không", None, id="no more than no"),
        pytest.param("số 2", None, id="no correction"),
    ],
)
def test_corrected(text: str, expected: str | None) -> None:
    assert pick.correction(text) == expected
