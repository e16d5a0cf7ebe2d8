"""Which option an age means."""

import pytest

from bot.pick_age import by_age, of_other_age
from bot.reply import Choice
from nlu.meaning import IntentName

GROWN = Choice(label="Làm lần đầu, từ đủ 14 tuổi", procedure="1")
CHILD = Choice(label="Trẻ em dưới 14 tuổi", procedure="2")
LOST = Choice(label="Bị mất, hỏng", procedure="3")
PERSON = Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15t r", GROWN),
        ("e 13t", CHILD),
        ("con 14 tuổi", GROWN),
        ("5 tuổi", CHILD),
        ("14", None),
        ("từ 12 tuổi đến 15 tuổi", None),
        ("15 trang", None),
    ],
)
def test_by_age(text: str, expected: Choice | None) -> None:
    assert by_age(text, (GROWN, CHILD, PERSON)) == expected


def test_words_do_not_outweigh_years() -> None:
    assert of_other_age("cho con 5 tuổi", GROWN)
    assert not of_other_age("cho con 5 tuổi", CHILD)
    assert not of_other_age("cho con", GROWN)


def test_not_where_an_option_says_nothing_of_years() -> None:
    assert by_age("15 tuổi", (GROWN, LOST, PERSON)) is None
