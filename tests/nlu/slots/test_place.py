"""Places, without their type word."""

import pytest

from nlu.meaning import EntityName
from tests.nlu.scenes import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("UBND xã Bình Minh ở đâu", [("Bình Minh", "X1")], id="type word"),
        pytest.param("ubnd xa binh minh o dau", [("Bình Minh", "X1")], id="unaccented"),
        pytest.param("em ở Bình Sơn", [("Bình Sơn", "X2")], id="preposition"),
        pytest.param("cong an phuong nghia lo", [("Nghĩa Lộ", "X4")], id="phuong"),
        pytest.param("nộp thành công rồi", [], id="an ordinary word"),
        pytest.param("UBND phường Thành Công", [("Thành Công", "X3")], id="the same as a name"),
        pytest.param("xã Trà Giang mấy giờ mở cửa", [("Trà Giang", None)], id="former commune"),
        pytest.param("xin so UBND phuong Tra Giang", [("Trà Giang", None)], id="former, unaccented"),
        pytest.param("len xa hoi phuong may", [], id="type words before anything"),
        pytest.param("ở Hà Nội làm được không", [("Hà Nội", "01")], id="province"),
        pytest.param("tinh quang ngai", [("Quảng Ngãi", "51")], id="province, unaccented"),
        pytest.param("sinh ở Bình Định", [("Bình Định", "52")], id="old province"),
        pytest.param("Hà Nội với Cần Thơ", [("Hà Nội", "01"), ("Cần Thơ", "92")], id="two"),
        pytest.param("hue oi", [], id="a girl's name"),
    ],
)
def test_places(text: str, expected: list[tuple[str, str | None]]) -> None:
    places = [entity for entity in found(text) if entity.name is EntityName.PLACE]
    assert [(entity.value, entity.code) for entity in places] == expected
