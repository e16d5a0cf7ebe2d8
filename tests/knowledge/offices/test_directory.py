"""Finding an office by code or by the place it serves."""

import pytest

from knowledge.offices.directory import Directory
from knowledge.offices.sample import sample_offices

DIRECTORY = Directory.build(sample_offices())


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param("H48.12", "H48.12", id="code"),
        pytest.param(" h48.12", "H48.12", id="code as typed"),
        pytest.param("xã Bình Sơn", "H48.12", id="place"),
        pytest.param("binh son", "H48.12", id="one-stop before the land office of the same place"),
        pytest.param("huyện Bình Sơn", "H48.12", id="a district of before 2025"),
        pytest.param("tỉnh Quảng Ngãi", "H48.01", id="province"),
        pytest.param("Lý Sơn", "H48.20", id="special zone"),
    ],
)
def test_find(asked: str, code: str) -> None:
    assert DIRECTORY.find(asked)[0].code == code


@pytest.mark.parametrize("asked", ["", " ", "xã Không Có", "Bìn", "xã", "thôn Mẫu Một"])
def test_nothing_fits(asked: str) -> None:
    assert DIRECTORY.find(asked) == ()


def test_teams_belong_to_their_unit() -> None:
    assert [team.code for team in DIRECTORY.teams_of("H48.12")] == ["H48.12.01"]
    assert DIRECTORY.teams_of("H48.1") == ()
    assert DIRECTORY.teams_of("H48.14") == ()


def test_no_offices() -> None:
    empty = Directory.build()
    assert (len(empty), empty.find("Bình Sơn"), empty.get("H48.12")) == (0, (), None)
