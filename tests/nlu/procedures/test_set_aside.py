"""What a message says that it does not mean."""

import pytest

from nlu.procedures.set_aside import set_aside
from vietnam.text import strip_marks


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param("không phải , ý tôi là kết hôn", "ý tôi là kết hôn", id="corrected"),
        pytest.param("không phải tạm trú , tôi hỏi nhập khẩu", "tôi hỏi nhập khẩu", id="denied first"),
        pytest.param("ý tôi hỏi thông hành , không phải hộ chiếu", "ý tôi hỏi thông hành", id="last"),
        pytest.param("hỏi chữ ký chứ không phải sao y đâu", "hỏi chữ ký", id="not this but that"),
        pytest.param("thôi bỏ cái đó đi , mất căn cước thì sao", "mất căn cước thì sao", id="left"),
        pytest.param("di chúc để sau . giờ nói về sổ đỏ", "giờ nói về sổ đỏ", id="put off"),
        pytest.param("vợ chồng chưa đăng ký kết hôn thì sao", "thì sao", id="not yet done"),
        pytest.param("chưa có sổ đỏ , nhập khẩu được không", "nhập khẩu được không", id="not there yet"),
        pytest.param("khỏi nói thuế nữa , xin vỉa hè ở đâu", "xin vỉa hè ở đâu", id="enough of it"),
    ],
)
def test_is_left_out(words: str, meant: str) -> None:
    assert set_aside(words).meant == meant
    assert set_aside(words).aside
    assert set_aside(strip_marks(words)).meant == strip_marks(meant)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("có phải công chứng không", id="a question"),
        pytest.param("không phải", id="nothing else is said"),
        pytest.param("không có sổ , vậy làm sao", id="a circumstance"),
        pytest.param("thôi hỏi cái bảo hiểm đi , tham gia sao", id="left for what is named"),
        pytest.param("cần giấy gì , mấy ngày", id="two questions"),
        pytest.param("chưa có căn cước có được không", id="not yet, and nothing else said"),
        pytest.param("chưa có gì , " * 9_000, id="any length, at once"),
        pytest.param("", id="nothing"),
    ],
)
def test_is_meant(words: str) -> None:
    said = set_aside(words)
    assert (said.meant, said.aside) == (words, "")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param("quay lại kết hôn", "kết hôn", id="back to a marriage, not married again"),
        pytest.param("à , trở lại vụ khai sinh đi", "à , vụ khai sinh đi", id="back to a matter"),
        pytest.param("trở lại quốc tịch việt nam", "trở lại quốc tịch việt nam", id="a citizen again"),
    ],
)
def test_who_comes_back(words: str, meant: str) -> None:
    assert set_aside(words).meant == meant
    assert set_aside(strip_marks(words)).meant == strip_marks(meant)
