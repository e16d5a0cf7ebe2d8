"""Days of the Vietnamese lunar calendar (UTC+7), by `lunar_vn`, which follows Hồ Ngọc Đức's rules."""

from datetime import date

from lunar_vn import LunarDate, lunar_to_solar

LAST_DAY = 30
"""Of a month: the 30th of a month that has only 29 days is its last day ("30 Tết" is one every year)."""


def solar_of(day: int, month: int, year: int) -> date | None:
    """The solar day of a lunar one; None where there is none. A leap month is not meant."""
    try:
        solar = lunar_to_solar(LunarDate(day=day, month=month, year=year))
    except ValueError:
        return None
    if day < LAST_DAY:
        return solar
    return _last_before(lunar_to_solar(_first_after(month, year)), solar)


def nearest_solar(day: int, month: int, today: date) -> date | None:
    """The solar day nearest to `today` on which that lunar day falls."""
    days = (solar_of(day, month, today.year + step) for step in (-1, 0, 1))
    return min((day for day in days if day), key=lambda day: abs((day - today).days), default=None)


def _first_after(month: int, year: int) -> LunarDate:
    return LunarDate(day=1, month=month % 12 + 1, year=year + month // 12)


def _last_before(next_month: date, thirtieth: date) -> date:
    return thirtieth if thirtieth < next_month else date.fromordinal(next_month.toordinal() - 1)
