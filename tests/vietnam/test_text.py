import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.text import fold, may_mean, nfc, strip_marks, unify_tone

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
anything = st.text(max_size=80)
vietnamese = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "bcghklmnpqrstvx -0123456789", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(unicodedata.normalize("NFD", "hồ sơ đã quá hẹn"), "hồ sơ đã quá hẹn", id="decomposed"),
        pytest.param("h\u00f4\u0300 so\u031b", "hồ sơ", id="half composed, as Windows keyboards write"),
        pytest.param("Ðẩy mạnh, ðã", "Đẩy mạnh, đã", id="eth"),
        pytest.param("H48\u200b.12\ufeff-\u00ad26\u20601102", "H48.12-261102", id="invisible characters"),
        pytest.param("hồ\u00a0sơ\u3000của\u2009tôi", "hồ sơ của tôi", id="spaces of all kinds"),
        pytest.param("một\r\nhai\rba\x07", "một\nhai\nba", id="line ends and bell"),
        pytest.param("𝐇𝐨̂̀ 𝒔𝒐̛", "Hồ sơ", id="mathematical letters"),
        pytest.param("Ｈ４８．１２", "H48.12", id="full width"),
        pytest.param("100 m² ½", "100 m² ½", id="superscripts keep their meaning"),
        pytest.param("ok\ud800", "ok", id="half a surrogate pair"),
    ],
)
def test_nfc(text: str, expected: str) -> None:
    assert nfc(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  Hồ   SƠ\tcủa\ntôi ", "ho so cua toi", id="space, case, marks"),
        pytest.param("Ðường Đê", "duong de", id="eth and stroke"),
        pytest.param("ơ\u0306 ư\u0306", "o u", id="Gia Rai letters without a composed form"),
        pytest.param("İstanbul", "istanbul", id="a letter whose lower case is two characters"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hoà thuý khoẻ loè", "hòa thúy khỏe lòe", id="open syllables"),
        pytest.param("Hoà HOÀ", "Hòa HÒA", id="case"),
        pytest.param("uỷ ban", "ủy ban", id="no consonant before"),
        pytest.param("quý quả quỳ", "quý quả quỳ", id="qu is a consonant"),
        pytest.param("qúy qủa", "quý quả", id="tone on the u of qu"),
        pytest.param("tòan hùynh", "toàn huỳnh", id="closed syllables the other way"),
        pytest.param("ngoài xoáy chuyển khuỷu loại", "ngoài xoáy chuyển khuỷu loại", id="already in place"),
        pytest.param("hoá2 toà_án", "hóa2 tòa_án", id="digit or underscore ends the syllable"),
    ],
)
def test_unify_tone(text: str, expected: str) -> None:
    assert unify_tone(text) == expected


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        pytest.param("hue", "Huế", True, id="bare"),
        pytest.param("Huê", "Huế", True, id="tone left out"),
        pytest.param("Huệ", "Huế", False, id="another tone"),
        pytest.param("Quãng Ngải", "Quảng Ngãi", True, id="hook and tilde"),
        pytest.param("Dak Lăk", "Đắk Lắk", True, id="some marks"),
        pytest.param("Đa Nang", "Đà Nẵng", True, id="stroke kept"),
        pytest.param("Đong Nai", "Dong Nai", False, id="a stroke that the name has not"),
        pytest.param("Hoà Bình", "Hòa Bình", True, id="tone placement"),
        pytest.param("Huế", "Thừa Thiên Huế", False, id="a part"),
    ],
)
def test_may_mean(written: str, name: str, expected: bool) -> None:
    assert may_mean(written, name) is expected


@given(anything | vietnamese)
def test_forms_are_idempotent(text: str) -> None:
    for form in (nfc, fold, strip_marks, unify_tone):
        assert form(form(text)) == form(text)


@given(anything | vietnamese)
def test_offsets_carry_over(text: str) -> None:
    assert len(strip_marks(text)) == len(nfc(text)) == len(unify_tone(text))


@given(vietnamese)
def test_vietnamese_folds_to_ascii_the_same_from_every_form(text: str) -> None:
    assert fold(text).isascii()
    assert (
        fold(unicodedata.normalize("NFD", text)) == fold(unify_tone(text)) == fold(text.upper()) == fold(text)
    )


@given(vietnamese)
def test_a_text_may_mean_itself_with_or_without_marks(text: str) -> None:
    assert may_mean(text, text)
    assert may_mean(strip_marks(text), text)
