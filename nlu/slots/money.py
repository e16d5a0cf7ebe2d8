"""Amounts of money in đồng: 50k, 1tr2, 2 triệu rưỡi, hai trăm ngàn, 1.500.000đ, năm chục.

Scales that are ordinary words ("củ", "lít", "trăm") count only where something is paid, lent or owed.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.entities.money_figures import amounts_in_figures
from nlu.entities.money_scale import SCALES, is_measured, is_paid, is_scale
from nlu.entities.slot import Scene, Slot
from nlu.entities.spoken import WORDS, is_number_word, spoken
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed

_FIGURES: Final = r"\d{1,3}(?:[., ]\d{3})+(?!\d)|\d{1,3}[.,]\d{1,2}(?!\d)|\d{1,10}"
_SAID: Final = (
    rf"(?:(?:\d{{1,2}}|{WORDS}) ){{0,2}}(?:\d{{1,3}} ?(?:tram|chuc)|{WORDS})(?: (?:\d|{WORDS})){{0,4}}"
)
_SCALE: Final = "|".join(sorted(SCALES, key=len, reverse=True))
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,/])(?<!\d-)(?:(?P<said>{_SAID}) ?|(?P<figures>{_FIGURES}) ?)?"
    rf"(?<![a-z])(?P<scale>{_SCALE})(?![^\W\d_])"
)
_HALF_A: Final = re.compile(r"\bnua (?P<scale>ty|ti|trieu|tr|cu|chai)\b")
_LOWER: Final = re.compile(
    rf" ?(?:(?:le|linh) )?(?:(?P<said>{_SAID}) ?|(?P<figures>\d{{1,3}}) ?)(?P<scale>{_SCALE})(?!\w)"
)
_HUNDREDS: Final = re.compile(r" ([1-9]|mot|hai|ba|bon|nam|sau|bay|tam|chin) ?tram\b")
_MORE: Final = re.compile(r"(?P<more>\d{1,3})(?![\w/]|[.,]\d)")
_NOUN: Final = (
    r"(?! ?(?:thang|nam\b|ngay|ban|bo|lan|nguoi|ho so|cai|to|can|lo|mieng|con|m2|m\b|dua|suat|%|phan)\b)"
)
_TAIL: Final = re.compile(
    rf" ?(?P<half>ruoi)\b| (?P<digits>\d{{1,3}})(?! ?[\w/%.,:-]?\d)(?![\w/%]){_NOUN}"
    rf"| (?P<word>mot|hai|ba|tu|bon|nam(?=\s*(?:$|[,.;!?]|dong\b))|sau|bay|tam|chin)\b{_NOUN}"
)
_CURRENCY: Final = re.compile(r" ?(?:viet nam dong|dong|d|vnd)\b")
_SAID_ALONE: Final = re.compile(
    rf"(?<![\w.,/])(?P<said>(?:(?:\d|{WORDS}) ?(?:tram|chuc)|tram(?= ruoi))\b(?: (?:\d|{WORDS})){{0,4}})"
    r"(?!\w)"
    r"(?! ?(?:y te|diem|phut|gio\b|tieng|nguoi|ngay|nam\b|cai|ho so|m2|m\b|bo|ban|tuoi|phan|met|%|hai san|xa"
    r"|may|ky|kg|tru|con|cay|dua|ho\b|ban|hom|to\b|k\b|ngan|nghin|trieu|ty))"
)
_VAGUE: Final = re.compile(r"\b(?:vai|may|ca|hang|ma)\s*$")
_ABOUT: Final = {
    "mot hai", "hai ba", "ba bon", "bon nam", "nam sau", "nam bay", "sau bay", "bay tam", "tam chin",
}  # fmt: skip
""" "Tốn sáu bảy triệu" is no one amount."""
_LONGEST_WORD: Final = 7
_LEAST: Final = 500
"""Dong: nothing that is paid for costs less, so "5 d" (five points) is no amount."""

_MOST: Final = 40
"""Candidates of a message that are read, to bound the time for pasted texts."""


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    text = typed.bare
    at = tries = 0
    while tries < _MOST and (match := _AMOUNT.search(text, at)) is not None:
        tries += 1
        found = _amount(typed, match)
        at = found[2] if found else max(match.start() + 1, match.start("scale"))
        if found and found[0] >= _LEAST and not is_measured(typed, found[2]):
            yield _entity(*found)
    for half in _HALF_A.finditer(text):
        if is_scale(typed, half):
            yield _entity(SCALES[half["scale"]] // 2, half.start(), half.end())
    yield from _plain(typed)


def _amount(typed: Typed, match: re.Match[str]) -> tuple[int, int, int] | None:
    """Value, start and end of an amount that begins with a scale word and its number."""
    scale = SCALES[match["scale"]]
    read = _number(typed, match)
    if read is None or not is_scale(typed, match):
        return None
    number, start = read
    amount = round(number * scale)
    end = match.end()
    if scale >= 1_000 and (lower := _LOWER.match(typed.bare, end)) is not None:
        below = SCALES[lower["scale"]]
        more = _number(typed, lower)
        if 1 < below < scale and more is not None:
            return amount + round(more[0] * below), start, _closed(typed, lower.end())
    if match["scale"] == "k" and _MORE.match(typed.bare, end):
        return None
    if scale == 1_000 and (hundreds := _HUNDREDS.match(typed.bare, end)) is not None:
        amount += 100 * (spoken(hundreds[1]) or int(hundreds[1]))
        end = hundreds.end()
    rest, end = _rest(typed, end, scale) if scale >= 1_000 else (0, end)
    if match["said"] is None and match["figures"] is None and not rest:
        return None
    return amount + rest, start, _closed(typed, end)


def _rest(typed: Typed, at: int, scale: int) -> tuple[int, int]:
    """What follows a scale without one of its own: "2tr3", "2 triệu 300", "2 triệu rưỡi", "2 triệu mốt"."""
    text = typed.bare
    if (more := _MORE.match(text, at)) is not None:
        return int(more["more"]) * scale // 10 ** len(more["more"]), more.end()
    tail = _TAIL.match(text, at)
    if tail is None:
        return 0, at
    if tail["half"]:
        return scale // 2, tail.end()
    if scale < 100_000:
        return 0, at
    if tail["word"] == "mot" and typed.composed[tail.start("word") : tail.end("word")].lower() != "mốt":
        return 0, at
    if tail["word"]:
        return (spoken(tail["word"]) or 0) * scale // 10, tail.end()
    digits = tail["digits"]
    if len(digits) > 1 and scale < 1_000_000:
        return 0, at
    return int(digits) * scale // (10 if len(digits) == 1 else 1_000), tail.end()


def _number(typed: Typed, match: re.Match[str]) -> tuple[float, int] | None:
    """The number before a scale and where it begins; 1 where there is none ("triệu rưỡi")."""
    scale = match["scale"]
    if match["said"] is not None:
        if scale in {"k", "d"}:
            return None
        return _said(typed, match.start("said"), match.end("said"))
    figures = match["figures"]
    if figures is None:
        return (1, match.start()) if scale in {"trieu", "ty"} else None
    if re.fullmatch(r"\d{1,3}[.,]\d{1,2}", figures):
        return (float(figures.replace(",", ".")), match.start("figures")) if SCALES[scale] > 1 else None
    value = int(re.sub(r"[., ]", "", figures))
    if (
        scale == "k"
        and typed.bare[match.end("figures")] == " "
        and not _is_spaced_k(typed.bare, match, value)
    ):
        return None
    return value, match.start("figures")


def _is_spaced_k(text: str, match: re.Match[str], value: int) -> bool:
    """ "150 k" is money, "12 số 9 k đúng" is "không"."""
    if value < 10 or value % 5:
        return False
    return re.match(r"\s*(?:$|[,.;!?/)]|mot|1|le phi|tien|nha|a\b|roi)", text[match.end() :]) is not None


def _said(typed: Typed, start: int, end: int) -> tuple[int, int] | None:
    """The longest ending of the words that is a number: in "tháng ba năm trăm ngàn" it is "năm trăm"."""
    words = list(re.finditer(r"\w+", typed.bare[start:end]))
    for first, word in enumerate(words):
        tail = words[first:]
        if not all(_is_word(typed, start + one.start(), start + one.end()) for one in tail):
            continue
        if (value := spoken(" ".join(one[0] for one in tail))) is not None:
            vague = _VAGUE.search(typed.bare, 0, start + word.start())
            before = typed.bare[max(0, start + word.start() - _LONGEST_WORD) : start + word.start()].split()
            about = bool(before) and f"{before[-1]} {word[0]}" in _ABOUT
            return None if vague or about else (value, start + word.start())
    return None


def _is_word(typed: Typed, start: int, end: int) -> bool:
    written = typed.composed[start:end]
    if written.isdigit() or re.fullmatch(r"\d{1,3}(?:tram|chuc)", typed.bare[start:end]):
        return True
    named = written[0].isupper() and not typed.composed.isupper() and start > 0
    return not named and is_number_word(written)


def _plain(typed: Typed) -> Iterator[Entity]:
    """Amounts without a scale: 1.500.000, and where money is the talk "50000" and "năm chục"."""
    text = typed.bare
    for amount, start, end in amounts_in_figures(text):
        yield _entity(amount, start, end)
    for said in _SAID_ALONE.finditer(text):
        if not is_paid(typed, said.start()):
            continue
        if (read := _said(typed, said.start(), said.end())) is not None and read[0] >= 10:
            yield _entity(read[0] * 1_000, read[1], said.end())


def _closed(typed: Typed, at: int) -> int:
    """The end of the amount with its "đồng"."""
    currency = _CURRENCY.match(typed.bare, at)
    if currency is None or "đóng" in typed.composed[at : currency.end()].lower():
        return at
    return currency.end()


def _entity(amount: int, start: int, end: int) -> Entity:
    return Entity(name=EntityName.MONEY, value=amount, start=start, end=end)


SLOT: Final = Slot(find=_find, rank=60)
