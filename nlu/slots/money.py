"""Amounts of money: 50k, 1tr2, 2 triệu rưỡi, 500 nghìn, 1.500.000đ."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot

_SCALES: Final = {
    "ty": 1_000_000_000, "ti": 1_000_000_000,
    "trieu": 1_000_000, "tr": 1_000_000, "cu": 1_000_000,
    "nghin": 1_000, "ngan": 1_000, "ngin": 1_000, "k": 1_000, "xi": 0,
    "dong": 1, "d": 1, "vnd": 1, "vnđ": 1,
}  # fmt: skip
_WORDS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_NUMBER: Final = r"\d{1,3}(?:[. ]\d{3})+|\d{1,9}(?:,\d{3})+(?!\d)|\d{1,3}[.,]\d{1,2}|\d{1,10}"
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_NUMBER}|{'|'.join(_WORDS)}) ?"
    r"(?P<scale>ty|ti|trieu|tr|cu|nghin|ngan|ngin|k|dong|d|vnd)"
    r"(?:(?P<more>\d{1,3})(?!\d)| ?(?P<half>ruoi)| (?P<tail>\d{1,3}) ?(?P<tail_scale>nghin|ngan|tram|k)?)?"
    r"(?: ?(?:dong|d|vnd))?(?!\w)"
)
_BARE_AMOUNT: Final = re.compile(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3}){1,3}(?![\w.,/-]|\.\d)")
_LEAST: Final = 500
"""Dong: nothing that is paid for costs less, so "5 d" (five points) is no amount."""


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    for match in _AMOUNT.finditer(typed.bare):
        amount = _amount(match)
        if amount is not None and amount >= _LEAST:
            yield _entity(amount, match)
    for match in _BARE_AMOUNT.finditer(typed.bare):
        amount = int(match[0].replace(".", ""))
        if amount >= 1_000 and amount % 500 == 0:
            yield _entity(amount, match)


def _amount(match: re.Match[str]) -> int | None:
    scale = _SCALES[match["scale"]]
    number = _number(match["number"], scale)
    if number is None or (match["number"] in _WORDS and scale < 1_000):
        return None
    amount = round(number * scale)
    if match["half"]:
        amount += scale // 2
    if match["more"]:
        amount += int(match["more"]) * scale // 10 ** len(match["more"])
    if match["tail"]:
        amount += _tail(match["tail"], match["tail_scale"], scale)
    return amount


def _number(text: str, scale: int) -> float | None:
    """ "1.500.000" and "1,500,000" are thousands; "1,5" and "1.5" of something larger are fractions."""
    if text in _WORDS:
        return _WORDS[text]
    if re.fullmatch(r"\d{1,3}[.,]\d{1,2}", text):
        return float(text.replace(",", ".")) if scale > 1 else None
    return int(re.sub(r"[., ]", "", text))


def _tail(digits: str, tail_scale: str | None, scale: int) -> int:
    """ "2 triệu 3" is 2.3 million, "2 triệu 300" and "2 triệu 300 nghìn" too, "2 triệu 3 trăm" as well."""
    if scale < 1_000_000:
        return 0
    if tail_scale == "tram":
        return int(digits) * scale // 10
    if tail_scale is None and len(digits) == 1:
        return int(digits) * scale // 10
    return int(digits) * scale // 1_000


def _entity(amount: int, match: re.Match[str]) -> Entity:
    return Entity(name=EntityName.MONEY, value=amount, start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=60)
