"""Lunar days: published Tết and full-moon days."""

from datetime import date

import pytest

from vietnam.lunar import nearest_solar, solar_of


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        pytest.param((1, 1, 2026), date(2026, 2, 17), id="Tet 2026"),
        pytest.param((1, 1, 2027), date(2027, 2, 6), id="Tet 2027"),
        pytest.param((10, 3, 2026), date(2026, 4, 26), id="Hung kings"),
        pytest.param((15, 8, 2026), date(2026, 9, 25), id="mid-autumn"),
        pytest.param((30, 12, 2025), date(2026, 2, 16), id="the 30th of a month of 29 days"),
        pytest.param((31, 1, 2026), None, id="no such day"),
        pytest.param((1, 1, 2300), None, id="beyond the tables"),
    ],
)
def test_solar_of(lunar: tuple[int, int, int], solar: date | None) -> None:
    day, month, year = lunar
    assert solar_of(day, month, year) == solar


def test_the_nearest_year_is_meant() -> None:
    assert nearest_solar(1, 1, date(2026, 11, 22)) == date(2027, 2, 6)
    assert nearest_solar(1, 1, date(2026, 5, 1)) == date(2026, 2, 17)
