"""Text of the fonts before Unicode, and text that only holds some of its signs."""

import subprocess
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.spelling.normalise import read
from nlu.spelling.tcvn3 import from_tcvn3, is_tcvn3

SOUND = (
    "Đề nghị cấp lại giấy khai sinh cho cháu Nguyễn Thị Bưởi, đã nộp từ thứ tư",
    "không",
    "Tôi ở xã Ea Kar, hồ sơ 000.12.34.H49-250612-0042 được duyệt chưa?",
    "Về việc đăng ký tạm trú; sổ hộ khẩu, bìa đỏ",
)


def typed_then(text: str) -> str:
    """As the old fonts stored it, read as Latin-1; the letters of a lower-case font, as officers typed."""
    back = {from_tcvn3(char): char for char in map(chr, range(0xA1, 0xFF)) if from_tcvn3(char) != char}
    return "".join(back.get(char, char) for char in text)


@pytest.mark.parametrize("text", SOUND)
def test_it_is_read_letter_by_letter(text: str) -> None:
    broken = typed_then(text)
    assert broken != text
    assert is_tcvn3(broken)
    typed = read(broken)
    assert typed.composed == text
    assert typed.raw == broken
    assert typed.raw_span(0, len(typed.composed)) == (0, len(broken))


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        pytest.param("Kh«ng ®¨ng ký ®­îc", "Không đăng ký được", id="as the stranger pasted it"),
        pytest.param("§¬n xin x¸c nhËn", "Đơn xin xác nhận", id="an application"),
        pytest.param(
            "NguyÔn V¨n A – “giÊy tê”", "Nguyễn Văn A – “giấy tờ”", id="with marks of a word processor"
        ),
    ],
)
def test_known_spellings(broken: str, meant: str) -> None:
    assert read(broken).composed == meant


@pytest.mark.skipif(which("iconv") is None, reason="no iconv here")
@pytest.mark.parametrize("text", SOUND)
def test_the_table_is_that_of_the_c_library(text: str) -> None:
    raw = typed_then(text).encode("latin-1")
    done = subprocess.run(["iconv", "-f", "TCVN", "-t", "UTF-8"], input=raw, capture_output=True, check=True)
    assert done.stdout.decode() == text


@pytest.mark.parametrize(
    "text",
    [
        *SOUND,
        "ho so cua toi toi dau roi",
        "tôi là con ông Tư, làm sao ra giấy",
        "Zalo® với Viettel® không nhắn được",
        "app VNeID® k vao dc",
        "«ho so» cua toi",
        "nhà 120m², đất 3·5 sào",
        "dat 50m² gia 2tr¼",
        "nhiệt độ 38°C",
        "mã A©B",
        "há»“ sÆ¡ cá»§a tÃ´i",
        "año, Ça va, Müller, garçon",
        "gõ nhầm ¬ hay gì",
        "",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert not is_tcvn3(text)


@given(st.text(max_size=60))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(from_tcvn3(text)) == len(text)
    is_tcvn3(text)
