"""How many are asked for ("10 trang", "3 bản"), and what they cost where the fee says what it is paid for.
Pure; nothing is computed from a fee whose unit is another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.procedures.procedure import Fact, FeeFact, FeeKind
from vietnam.text import fold

MOST = 999
_WORDS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_UNITS = {
    "ban": "bản",
    "trang": "trang",
    "the": "thẻ",
    "cuon": "cuốn",
    "quyen": "quyển",
    "cai": "cái",
    "to": "tờ",
    "bo": "bộ",
    "giay": "giấy",
    "phieu": "phiếu",
    "dua": "đứa",
    "nguoi": "người",
    "be": "bé",
    "chau": "cháu",
    "ho chieu": "hộ chiếu",
    "hop dong": "hợp đồng",
    "chu ky": "chữ ký",
}
_HOLDERS = frozenset({"cuốn", "quyển", "cái", "đứa", "người", "bé", "cháu"})
"""Said of what each person has one of."""
_ONE_EACH = frozenset({"hộ chiếu", "thẻ", "giấy"})
_COUNT = rf"(\d{{1,3}}|{'|'.join(_WORDS)}) ({'|'.join(_UNITS)})\b"
_COUNTED = re.compile(rf"(?<![\d.,/]){_COUNT}(?! (?:dau|chinh|goc|thu|nao)\b)")
_ALONE = re.compile(
    rf"(?:(?:con|the|vay|neu|lam|in|cho|toi|em|minh|can|lay|khoang|tam) )*{_COUNT}"
    rf"(?: (?:{_COUNT}|a|thi sao|nhe|nha|do|thoi|co))*"
)
_FIRST_PAGES = re.compile(r"(\d+) trang đầu")
_PAGES_FROM = re.compile(r"từ trang thứ (\d+)", re.IGNORECASE)
_AT_MOST = re.compile(r"mỗi bản không quá ([\d.]+) đồng")


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """Unit, as it is written -> how many."""

    counts: dict[str, int]

    @property
    def told(self) -> str:
        return ", ".join(f"{many} {unit}" for unit, many in self.counts.items())

    def of(self, unit: str) -> int | None:
        """How many of what a fee is paid for."""
        if unit in self.counts:
            return self.counts[unit]
        held = [many for name, many in self.counts.items() if unit in _ONE_EACH and name in _HOLDERS]
        return held[0] if len(held) == 1 else None


def amounts_in(text: str) -> Amounts | None:
    found = {_UNITS[unit]: _WORDS.get(many) or int(many) for many, unit in _COUNTED.findall(fold(text))}
    counts = {unit: many for unit, many in found.items() if 1 < many <= MOST}
    return Amounts(counts=counts) if counts else None


def is_amount_only(text: str) -> bool:
    """ "3 bản", "còn 10 trang thì sao"."""
    return _ALONE.fullmatch(" ".join(re.findall(r"\w+", fold(text)))) is not None


def totals(facts: Iterable[Fact], asked: Amounts) -> tuple[tuple[str, Fact], ...]:
    """A line for each fee that is paid for what is counted, and the fee that it comes from."""
    fees = [fee for fee in facts if isinstance(fee, FeeFact)]
    if (pages := asked.of("trang")) is not None:
        return _for_pages(fees, pages, asked.of("bản") or 1)
    lines: list[tuple[str, Fact]] = []
    for fee in fees:
        many = None if fee.per is None else asked.of(fee.per)
        if fee.kind is FeeKind.AMOUNT and fee.amount is not None and fee.per is not None and many is not None:
            total = f"{many} {fee.per} × {money(fee.amount)} = {money(many * fee.amount)}"
            lines.append((f"{_head(fee)}{total}", fee))
    return tuple(lines)


def money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def _for_pages(fees: list[FeeFact], pages: int, copies: int) -> tuple[tuple[str, Fact], ...]:
    """By page, where the first ones have their own price and a copy may cost so much at most."""
    paged = [fee for fee in fees if fee.per == "trang" and fee.amount is not None]
    first = next((fee for fee in paged if _FIRST_PAGES.search(fee.text)), None)
    rest = next((fee for fee in paged if _PAGES_FROM.search(fee.text)), None)
    if first is None or rest is None or first.amount is None or rest.amount is None or len(paged) != 2:
        return ()
    dear = min(pages, int(_FIRST_PAGES.findall(first.text)[0]))
    each = dear * first.amount + (pages - dear) * rest.amount
    most = next(
        (match for fee in fees if fee.case == first.case and (match := _AT_MOST.search(fee.text))), None
    )
    each = min(each, int(most[1].replace(".", ""))) if most is not None else each
    line = f"một bản {pages} trang: {money(each)}"
    if copies > 1:
        line = f"{line}; {copies} bản như thế: {money(copies * each)}"
    return ((f"{first.case}: {line}" if first.case else line, first),)


def _head(fee: FeeFact) -> str:
    """What the fee's own words say before the sum: "Nộp trực tiếp: "."""
    assert fee.amount is not None
    head, found, _ = fee.text.partition(money(fee.amount))
    return head if found else ""
