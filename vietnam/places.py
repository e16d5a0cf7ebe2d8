"""The provinces of today and of before 01/07/2025: codes, types, and which name means which.

People, papers and citizen ids go on using the 63 old names and codes, so a match keeps both the name
that was written and the province that it is in now.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from vietnam.text import fold, may_mean, nfc, strip_marks

PROVINCES_FILE: Final = Path(__file__).with_name("data") / "provinces.toml"

_GAP: Final = r"[\s\-–]*"
_WORD: Final = re.compile(r"[^\s\-–]+")


class ProvinceType(StrEnum):
    PROVINCE = "tỉnh"
    CITY = "thành phố"


@dataclass(frozen=True, kw_only=True)
class OldProvince:
    """One of the 63: `cccd` are the first three digits of citizen ids, `h_code` opens dossier codes."""

    name: str
    cccd: str
    h_code: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Province:
    """`city_since` only where the unit became a centrally run city in 2025 or later."""

    code: str
    name: str
    type: ProvinceType
    city_since: date | None
    communes: int
    old: tuple[OldProvince, ...]
    note: str | None = None

    @property
    def full_name(self) -> str:
        """`tỉnh Gia Lai`, `thành phố Huế`."""
        return f"{self.type.value} {self.name}"


@dataclass(frozen=True, kw_only=True)
class ProvinceMatch:
    """`old` is set when the name is one that lives on only inside `province`.

    `start` and `end` are offsets in `nfc(text)` of the text that was searched.
    """

    province: Province
    old: OldProvince | None
    start: int
    end: int

    @property
    def name(self) -> str:
        """The name that was meant, in its right spelling: the old one where an old one was written."""
        return self.old.name if self.old else self.province.name


@cache
def provinces() -> tuple[Province, ...]:
    """All 34, by code."""
    rows = tomllib.loads(PROVINCES_FILE.read_text(encoding="utf-8"))["province"]
    return tuple(sorted(map(_province, rows), key=lambda province: province.code))


def province_by_code(code: str) -> Province | None:
    """By today's NSO code, two digits."""
    return next((p for p in provinces() if p.code == code), None)


def province_by_h_code(h_code: str) -> tuple[Province, OldProvince] | None:
    """By the first group of a dossier code ("H48"): the province now, and the one that had the code."""
    return next(((p, old) for p in provinces() for old in p.old if old.h_code == h_code.upper()), None)


def province_by_cccd(citizen_id: str) -> tuple[Province, OldProvince] | None:
    """By the first three digits of a citizen id; None for births registered abroad."""
    return next(((p, old) for p in provinces() for old in p.old if old.cccd == citizen_id[:3]), None)


def find_province(text: str) -> list[ProvinceMatch]:
    """Every province named in the text, in order, with or without accents, case and hyphens.

    "Bình Định" gives Gia Lai with `old` Bình Định. A longer name wins over one inside it, and an accent
    that makes another word of it ("Huệ") is no match. It looks at names alone: whether "Hòa Bình" is a
    province or a commune there, the caller's context must say.
    """
    composed = nfc(text)
    return provinces_in(composed, strip_marks(composed).lower())


def provinces_in(composed: str, bare: str) -> list[ProvinceMatch]:
    """The same for a text in NFC whose lower-case form without diacritics is known, as long as it."""
    found = _pattern().finditer(bare)
    matches = (_match(composed, hit.start(), hit.end()) for hit in found)
    return [match for match in matches if match]


def _match(composed: str, start: int, end: int) -> ProvinceMatch | None:
    written = composed[start:end]
    for spelling in _by_letters()[_letters(written)]:
        if may_mean(written, spelling):
            province, old = _spellings()[spelling]
            return ProvinceMatch(province=province, old=old, start=start, end=end)
    return None


def _province(row: dict[str, Any]) -> Province:
    return Province(
        code=row["code"],
        name=row["name"],
        type=ProvinceType(row["type"]),
        city_since=row.get("city_since"),
        communes=row["communes"],
        old=tuple(
            OldProvince(
                name=old["name"], cccd=old["cccd"], h_code=old["h"], aliases=tuple(old.get("aliases", ()))
            )
            for old in row["old"]
        ),
        note=row.get("note"),
    )


@cache
def _spellings() -> dict[str, tuple[Province, OldProvince | None]]:
    """Each way to write a province; a name that is still in use means today's province."""
    spelled: dict[str, tuple[Province, OldProvince | None]] = {}
    for province in provinces():
        for old in province.old:
            meant = (province, None if old.name == province.name else old)
            spelled.update(dict.fromkeys((old.name, *old.aliases), meant))
    spelled.update({province.name: (province, None) for province in provinces()})
    return spelled


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=len, reverse=True)
    ways = (_GAP.join(map(re.escape, _WORD.findall(fold(name)))) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


@cache
def _by_letters() -> dict[str, list[str]]:
    """Spellings by what is left of them without accents and gaps: "Đắk Lắk" and "Daklak" meet."""
    grouped: dict[str, list[str]] = {}
    for spelling in _spellings():
        grouped.setdefault(_letters(spelling), []).append(spelling)
    return grouped


def _letters(name: str) -> str:
    return "".join(_WORD.findall(fold(name)))
