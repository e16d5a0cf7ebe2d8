import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnam.phone import is_mobile, mask, parse_phone
from vietnam.sms import is_gsm7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("0905123456", "+84905123456", id="domestic"),
        pytest.param("84905123456", "+84905123456", id="84"),
        pytest.param("+84905123456", "+84905123456", id="+84"),
        pytest.param("0084905123456", "+84905123456", id="0084"),
        pytest.param("+84 (0)905 123 456", "+84905123456", id="trunk zero in brackets"),
        pytest.param("0905.123-456", "+84905123456", id="dots and dashes"),
        pytest.param(" 0905\u00a0123\u200b456 ", "+84905123456", id="invisible characters"),
        pytest.param("０９０５１２３４５６", "+84905123456", id="full-width digits"),
        pytest.param("0841234567", "+84841234567", id="084 is a mobile prefix, not the country"),
        pytest.param("84841234567", "+84841234567", id="country, then the 84 prefix"),
        pytest.param("0255 3822 222", "+842553822222", id="fixed line"),
        pytest.param("+1 650 253 0000", "+16502530000", id="abroad"),
        pytest.param("905123456", None, id="nine digits may be an old identity card"),
        pytest.param("0123456789", None, id="dead prefix"),
        pytest.param("051301012345", None, id="citizen id"),
        pytest.param("19001234", None, id="service number"),
        pytest.param("1022", None, id="short number"),
        pytest.param("0905123456 0905123457", None, id="two numbers"),
        pytest.param("gọi 0905123456", None, id="words around"),
        pytest.param("٠٩٠٥١٢٣٤٥٦", None, id="Arabic digits"),
        pytest.param("+84 1900 1234", None, id="service number with country"),
        pytest.param("H48.12-261102-0007", None, id="dossier code"),
        pytest.param("", None, id="empty"),
    ],
)
def test_parse_phone(text: str, expected: str | None) -> None:
    assert parse_phone(text) == expected


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("120", "070"), ("121", "079"), ("122", "077"), ("126", "076"), ("128", "078"),
        ("123", "083"), ("124", "084"), ("125", "085"), ("127", "081"), ("129", "082"),
        ("162", "032"), ("163", "033"), ("164", "034"), ("165", "035"),
        ("166", "036"), ("167", "037"), ("168", "038"), ("169", "039"),
        ("199", "059"), ("186", "056"), ("188", "058"),
    ],
)  # fmt: skip
def test_eleven_digit_mobiles_are_what_they_became(old: str, now: str) -> None:
    expected = parse_phone(f"{now}2345678")
    assert expected is not None
    assert parse_phone(f"0{old}2345678") == parse_phone(f"+84{old}2345678") == expected


@pytest.mark.parametrize(
    ("e164", "mobile", "shown"),
    [
        pytest.param("+84905123456", True, "09xx xxx 456", id="mobile"),
        pytest.param("+842553822222", False, "02xxx xxx 222", id="fixed line"),
        pytest.param("+16502530000", False, "+16xxx xxx 000", id="abroad"),
        pytest.param("+8412", False, "xxx", id="too short to show any of it"),
    ],
)
def test_what_a_number_is_and_shows(e164: str, mobile: bool, shown: str) -> None:
    assert is_mobile(e164) is mobile
    assert mask(e164) == shown


@pytest.mark.parametrize("text", ["", "zalo:u1", "+", "+84"])
def test_what_is_no_number_is_no_mobile(text: str) -> None:
    assert not is_mobile(text)


@given(st.text(max_size=30) | st.text(alphabet="0123456789+ .-()", max_size=20))
def test_whatever_comes_in_is_e164_or_nothing(text: str) -> None:
    number = parse_phone(text)
    if number is not None:
        assert parse_phone(number) == number
        assert number[1:].isdigit()


@given(st.sampled_from(["90", "91", "38", "70", "84", "56"]), st.integers(0, 9_999_999))
def test_a_mask_hides_five_digits_and_travels_by_sms(prefix: str, rest: int) -> None:
    shown = mask(f"+84{prefix}{rest:07d}")
    assert shown.count("x") == 5
    assert is_gsm7(shown)


_DIGITS = st.text("0123456789", min_size=7, max_size=12)


@given(
    st.one_of(
        st.builds(str.__add__, st.sampled_from(["0", "84", "+84", "0084", "", "+", "840", "+1"]), _DIGITS),
        st.builds("0{:03}{:06}".format, st.integers(0, 999), st.integers(0, 999_999)),
        st.text("0123456789 .-+()", max_size=16),
        st.text(max_size=12),
    )
)
@example("0905123456\n")
@example("٠905123456")
@example("0889999999")
@example("01205123456")
def test_the_usual_mobiles_are_read_quickly_and_the_same(text: str) -> None:
    """A space is skipped, and seen by the quick reading as something unusual."""
    assert parse_phone(text) == parse_phone(f" {text}")


def test_every_block_of_numbers() -> None:
    texts = [f"0{block:03}{tail}" for block in range(1000) for tail in ("000000", "123456", "999999")]
    found = [parse_phone(text) for text in texts]
    assert found == [parse_phone(f" {text}") for text in texts]
    numbers = [phone for phone in found if phone is not None]
    types = [phonenumbers.number_type(phonenumbers.parse(phone)) for phone in numbers]
    mobile = phonenumbers.PhoneNumberType.MOBILE
    assert [is_mobile(phone) for phone in numbers] == [each == mobile for each in types]
