"""Ratings from 1 to 5."""

import pytest

from nlu.meaning import Awaiting, EntityName
from tests.nlu.scenes import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("5", 5, id="bare"),
        pytest.param(" 3. ", 3, id="bare with a dot"),
        pytest.param("4 sao", 4, id="stars"),
        pytest.param("5*", 5, id="asterisk"),
        pytest.param("⭐⭐⭐⭐", 4, id="drawn stars"),
        pytest.param("2 điểm thôi, chờ lâu", 2, id="points"),
        pytest.param("3đ nhé ad", 3, id="short points"),
        pytest.param("hai điểm", 2, id="points in words"),
        pytest.param("3/5", 3, id="of five"),
        pytest.param("DANH GIA 5", 5, id="keyword"),
        pytest.param("rất hài lòng", 5, id="very satisfied"),
        pytest.param("rat rat hai long", 5, id="very very"),
        pytest.param("hài lòng", 4, id="satisfied"),
        pytest.param("không hài lòng", 2, id="dissatisfied"),
        pytest.param("ko hai long lam", 2, id="not very"),
        pytest.param("chưa hài lòng", 2, id="not yet"),
        pytest.param("rất không hài lòng", 1, id="very dissatisfied"),
        pytest.param("RAT KO HAI LONG", 1, id="very dissatisfied, sms"),
        pytest.param("bình thường", 3, id="middling alone"),
        pytest.param("không hài lòng, cho 1 điểm", 1, id="points beat words"),
        pytest.param("6", None, id="beyond"),
        pytest.param("15/11", None, id="a day"),
        pytest.param("xe bình thường có phải đăng ký lại không", None, id="middling in a question"),
        pytest.param("5 ngày nữa có chưa", None, id="a duration"),
    ],
)
def test_ratings(text: str, value: int | None) -> None:
    assert values(text, EntityName.RATING) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "awaiting", "value"),
    [
        pytest.param("4", Awaiting.RATING, 4, id="asked for"),
        pytest.param("4, hơi lâu", Awaiting.RATING, 4, id="asked for, with words"),
        pytest.param("2", Awaiting.CHOICE, None, id="a choice"),
        pytest.param("1", Awaiting.YES_NO, None, id="an option"),
    ],
)
def test_a_bare_number_answers_what_was_asked(text: str, awaiting: Awaiting, value: int | None) -> None:
    assert values(text, EntityName.RATING, awaiting=awaiting) == ([value] if value else [])
