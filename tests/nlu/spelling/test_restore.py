"""Diacritics for display."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.sentences import load_sentences
from nlu.spelling.restore import Restorer, from_arrays, to_arrays, train
from vietnam.text import fold, strip_marks

TEXTS = [
    "Đăng ký khai sinh cho con", "hồ sơ của tôi đến đâu rồi", "sổ đỏ bị mất", "cần giấy tờ gì",
    "số điện thoại", "cho em hỏi lệ phí cấp hộ chiếu", "chị ơi", "chỉ cần giấy khai sinh",
]  # fmt: skip
RESTORER = train(TEXTS)


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        pytest.param("dang ky khai sinh", "đăng ký khai sinh", id="plain"),
        pytest.param("DANG KY Khai Sinh", "ĐĂNG KÝ Khai Sinh", id="case"),
        pytest.param("so do bi mat,so dien thoai", "sổ đỏ bị mất,số điện thoại", id="what follows tells"),
        pytest.param("chi oi. chi can giay to", "chị ơi. chỉ cần giấy tờ", id="spelling by the words around"),
        pytest.param("giay khai sinh 👍", "giấy khai sinh 👍", id="emoji is no accent"),
        pytest.param("giay khai sinh cho con của toi", "giấy khai sinh cho con của tôi", id="a few accents"),
        pytest.param("hồ sơ của toi den đâu", "hồ sơ của toi den đâu", id="mostly accented: as it came"),
        pytest.param("so dien thoai 12 ngay 3/4", "số điện thoại 12 ngay 3/4", id="numbers"),
        pytest.param("cho d9o62ng y1", "cho d9o62ng y1", id="key strokes with digits"),
        pytest.param("hello", "hello", id="nothing known"),
        pytest.param("", "", id="empty"),
    ],
)
def test_restored(text: str, restored: str) -> None:
    assert RESTORER.restore(text) == restored


@given(st.text(alphabet="dangkyoso đ.,👍\u0301AB12\n", max_size=60))
def test_only_diacritics_are_added(text: str) -> None:
    assert fold(RESTORER.restore(text)) == fold(text)


def test_a_kept_restorer_is_the_same() -> None:
    assert from_arrays(to_arrays(RESTORER)) == RESTORER


@pytest.fixture(scope="module")
def shipped() -> Restorer:
    return train(row.text for row in load_sentences())


def test_two_thousand_characters_take_milliseconds(shipped: Restorer) -> None:
    text = strip_marks(" ".join(row.text for row in load_sentences()[::40]))[:2_000]
    shipped.restore(text)
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        shipped.restore(text)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.05
