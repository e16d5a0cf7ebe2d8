"""Costs are compared with smpplib, which counts on its own tables.

smpplib cuts escape and surrogate pairs in two and knows neither "§" nor form feed; where those meet,
ours may need a part more and is held to its own promises instead.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smpplib import consts, gsm

from vietnam.sms import Encoding, Segments, costly, fit, fold_sms, is_gsm7, segments, split_parts

PLAIN = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ¿abcxyzäöñüà"
ESCAPED = "^{}\\[~]|€"
gsm_text = st.text(alphabet=PLAIN, max_size=700)
bmp_text = st.text(alphabet=PLAIN + "ĐđẠạỒồệữ“–…₫", max_size=300)
anything = st.text(max_size=300) | st.text(alphabet="a€😀ệ\u0302\u0323", max_size=400)

MESSAGES = {
    "received": "TTPVHCC xã Bình Sơn: Đã tiếp nhận hồ sơ H48.12-261120-0007 lúc 09:15 20/11/2026. "
    "Hẹn trả kết quả 27/11/2026. Tra cứu: nhắn Zalo hoặc gọi 0255xxxxxxx.",
    "fee": "TTPVHCC xã Bình Sơn: Hồ sơ H48.12-261120-0007 cần nộp phí 50.000₫ trước 30/11/2026 "
    "tại dichvucong.gov.vn. Không chuyển khoản cho cá nhân.",
    "central": "Hồ sơ G09.20-20260609-0092637 “đã có kết quả” – mời Ông/Bà nhận từ 7h–11h30…",
}


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        pytest.param("", Encoding.GSM7, 0, 1, id="empty is still sent"),
        pytest.param("a" * 160, Encoding.GSM7, 160, 1, id="one GSM part"),
        pytest.param("a" * 161, Encoding.GSM7, 161, 2, id="one character over"),
        pytest.param("a" * 306, Encoding.GSM7, 306, 2, id="two full parts"),
        pytest.param("a" * 307, Encoding.GSM7, 307, 3, id="three parts"),
        pytest.param("€" * 80, Encoding.GSM7, 160, 1, id="escaped characters count twice"),
        pytest.param("€" * 81, Encoding.GSM7, 162, 2, id="81 euros"),
        pytest.param("a" * 152 + "€" + "a" * 152, Encoding.GSM7, 306, 3, id="an escape pair moves whole"),
        pytest.param("ệ" * 70, Encoding.UCS2, 70, 1, id="one Unicode part"),
        pytest.param("ệ" * 71, Encoding.UCS2, 71, 2, id="one letter over"),
        pytest.param("😀" * 35, Encoding.UCS2, 70, 1, id="emoji count twice"),
        pytest.param("😀" * 67, Encoding.UCS2, 134, 3, id="a surrogate pair moves whole"),
        pytest.param("Đã nhận hồ sơ", Encoding.UCS2, 13, 1, id="Vietnamese is not in GSM-7"),
        pytest.param("ç", Encoding.UCS2, 1, 1, id="GSM-7 has only the capital"),
        pytest.param("`", Encoding.UCS2, 1, 1, id="no backtick"),
        pytest.param("§\f", Encoding.GSM7, 3, 1, id="section sign and form feed"),
    ],
)
def test_segments(text: str, encoding: Encoding, units: int, parts: int) -> None:
    assert segments(text) == Segments(encoding=encoding, units=units, parts=parts)


def smpp(text: str) -> Segments:
    """What smpplib makes of the text; a part's first six octets are its header."""
    parts, coding, _ = gsm.make_parts(text)
    octets = sum(len(part) for part in parts) - (6 * len(parts) if len(parts) > 1 else 0)
    wide = coding == consts.SMPP_ENCODING_ISO10646
    return Segments(
        encoding=Encoding.UCS2 if wide else Encoding.GSM7,
        units=octets // 2 if wide else octets,
        parts=len(parts),
    )


@given(gsm_text | bmp_text)
def test_costs_agree_with_smpplib(text: str) -> None:
    assert segments(text) == smpp(text)


@given(st.text(alphabet="abc" + ESCAPED, max_size=400) | st.text(alphabet="aệ😀", max_size=300))
def test_pairs_cost_what_smpplib_counts_or_one_part_more_per_cut(text: str) -> None:
    ours, theirs = segments(text), smpp(text)
    assert (ours.encoding, ours.units) == (theirs.encoding, theirs.units)
    assert theirs.parts <= ours.parts <= theirs.parts + theirs.parts // 60 + 1


@given(anything)
def test_parts_rejoin_and_fit(text: str) -> None:
    parts = split_parts(text)
    assert "".join(parts) == text
    assert segments(text).parts == len(parts)
    limit = {Encoding.GSM7: 153, Encoding.UCS2: 67}[segments(text).encoding]
    if len(parts) > 1:
        assert all(0 < sum(2 if ord(c) > 0xFFFF else 1 for c in part) <= limit for part in parts)


@given(st.integers(60, 75))
def test_a_letter_keeps_its_combining_mark(before: int) -> None:
    parts = split_parts("ệ" * before + "e\u0302\u0323" + "ệ" * 20)
    assert not any(part.startswith(("\u0302", "\u0323")) for part in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Đã nhận hồ sơ", "Da nhan ho so", id="marks"),
        pytest.param("“Hồ sơ” – ‘mới’ — 7h−11h30…", "\"Ho so\" - 'moi' - 7h-11h30...", id="punctuation"),
        pytest.param("50.000₫, 50.000đ, 5€", "50.000d, 50.000d, 5EUR", id="money"),
        pytest.param("• Giấy khai sinh\n• Căn cước", "- Giay khai sinh\n- Can cuoc", id="bullets"),
        pytest.param("Đã xong ✅ mời nhận 🎉", "Da xong moi nhan", id="emoji leave one space"),
        pytest.param("[ghi chú] {a|b} ~3 ngày", "(ghi chu) (a/b) -3 ngay", id="two-septet characters"),
        pytest.param("100 m², ½, ①, ﬁ", "100 m2, 1/2, 1, fi", id="compatibility forms"),
        pytest.param("à è é ì ò ù Ñ Ø", "a e e i o u N O", id="accents that GSM-7 has go as well"),
        pytest.param("H48.12-261120-0007", "H48.12-261120-0007", id="code"),
        pytest.param("Ðẩy mạnh", "Day manh", id="eth"),
        pytest.param("日本", "", id="nothing that can be written"),
    ],
)
def test_fold_sms(text: str, expected: str) -> None:
    assert fold_sms(text) == expected


@given(anything | st.text(alphabet="ĐđẠạỒồ “”–…₫•✅ \n0123456789H.-/", max_size=200))
def test_folded_text_is_cheap_and_stays(text: str) -> None:
    folded = fold_sms(text)
    assert folded.isascii()
    assert is_gsm7(folded)
    assert costly(folded) == []
    assert fold_sms(folded) == folded


@given(st.from_regex(r"([A-Z0-9]{2,3}\.){1,3}[0-9]{2}-[0-9]{6,8}-[0-9]{4,7}", fullmatch=True))
def test_codes_and_dates_come_through_byte_for_byte(code: str) -> None:
    assert fold_sms(f"Hồ sơ {code} hẹn 09:15 27/11/2026") == f"Ho so {code} hen 09:15 27/11/2026"


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_official_messages_become_one_part(message: str) -> None:
    assert segments(message).parts > 1 or segments(message).encoding is Encoding.UCS2
    assert segments(fold_sms(message)) == smpp(fold_sms(message))
    assert segments(fold_sms(message)).parts == 1


@pytest.mark.parametrize(
    ("core", "tail", "expected"),
    [
        pytest.param("a" * 100, "b" * 59, "a" * 100 + " " + "b" * 59, id="just fits"),
        pytest.param("a" * 100, "b" * 60, "a" * 100, id="one too long"),
        pytest.param("a" * 200, "b", "a" * 200, id="a long core is never cut"),
        pytest.param("a" * 100, "€" * 30, "a" * 100, id="septets, not characters"),
        pytest.param("Da xong.", "Mời nhận.", "Da xong.", id="a tail that would make it Unicode"),
        pytest.param("Da xong.", None, "Da xong.", id="no tail"),
        pytest.param("Da xong.", "", "Da xong.", id="empty tail"),
    ],
)
def test_fit(core: str, tail: str | None, expected: str) -> None:
    assert fit(core, tail) == expected


@pytest.mark.parametrize(
    ("text", "chars"),
    [
        pytest.param("Ho so da xong.", "", id="nothing"),
        pytest.param("[Ho so] 5€ [x]", "[]€", id="each once, in order"),
        pytest.param("Hồ sơ [mới] 😀", "ồơớ😀", id="in Unicode a bracket costs no more than a letter"),
    ],
)
def test_costly(text: str, chars: str) -> None:
    assert "".join(char for char, why in costly(text) if why) == chars
