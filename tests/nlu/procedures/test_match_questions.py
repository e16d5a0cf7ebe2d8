"""The matcher over all known procedures: questions that it was not taught, and official names."""

import pytest

from nlu.spelling.normalise import folded
from tests.nlu.matching import (
    PORTAL,
    WAYS,
    Taught,
    all_entries,
    asked,
    figures,
    official_questions,
    teach,
)

STEP = 12
"""One official name of so many is asked for: all of them take a minute."""


@pytest.fixture(scope="module")
def taught() -> Taught:
    return teach(all_entries())


def test_people_who_were_not_heard(taught: Taught) -> None:
    questions = asked()
    seen = figures(taught.match, questions)
    bare = figures(taught.match, [(folded(text), right) for text, right in questions])
    assert seen.first >= 0.92
    assert seen.among_three >= 0.97
    assert (seen.direct >= 0.6, seen.wrong <= 0.02) == (True, True)
    assert seen.asked_right >= 0.9
    assert bare.first >= seen.first - 0.02


@pytest.mark.skipif(not PORTAL.exists(), reason="names of the national portal are not here")
@pytest.mark.parametrize(
    ("way", "first", "among_three"),
    [
        pytest.param("as it is", 0.97, 0.99, id="as it is"),
        pytest.param("without accents", 0.97, 0.99, id="without accents"),
        pytest.param("without brackets", 0.96, 0.985, id="without brackets"),
        pytest.param("turned", 0.96, 0.985, id="turned"),
        pytest.param("papers", 0.95, 0.985, id="papers"),
        pytest.param("beginning", 0.90, 0.97, id="beginning"),
        pytest.param("fee of beginning", 0.90, 0.97, id="fee of the beginning"),
        pytest.param("place of beginning", 0.90, 0.97, id="place of the beginning"),
    ],
)
def test_official_names(taught: Taught, way: str, first: float, among_three: float) -> None:
    says, kept = WAYS[way]
    seen = figures(taught.match, official_questions(says, kept, STEP))
    assert (seen.first >= first, seen.among_three >= among_three) == (True, True), seen
    assert seen.wrong <= 0.02
