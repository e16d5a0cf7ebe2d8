"""Fees out of the rows of the ways of filing.

"Miễn phí" on the portal is a fee field that holds 0 (domain reference §0, trap 5): it is believed only
where nothing in the record speaks of a fee. An amount is believed only where nothing beside it names
another one, a discount or an exemption.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.procedures.portal_cells.prose import flat
from knowledge.procedures.portal_cells.ways import FREE, UNKNOWN, WayRow
from knowledge.procedures.procedure import FeeFact, FeeKind, Filing, Flag, Source
from vietnam.text import fold

_STATED = re.compile(r"(?P<amount>[\d,]+(?:\.\d+)?) (?P<currency>Việt Nam Đồng|VNĐ|USD)")
_MONEY = re.compile(
    r"(?P<amount>\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d+)?) ?"
    r"(?P<scale>trieu|nghin|ngan|ty)? ?(?P<unit>dong|vnd|d\b|usd|do la)?"
)
_SCALES = {"trieu": 1_000_000, "nghin": 1_000, "ngan": 1_000, "ty": 1_000_000_000}
_FEE_WORDS = re.compile(r"\b(?:phi|le phi|muc thu|gia dich vu|dong/|nop tien)\b|\d ?(?:dong|vnd|d)\b")
_NOT_A_FEE = re.compile(
    r"\b(?:luc luong|chi phi|kinh phi|hoc phi|phi (?:van|chinh|nong|ly|cong|thue|tin|mau|hang))\b"
)
_REDUCED = re.compile(r"\bmien\b|\bgiam\b|%|\bbang \d+|\bkhong thu\b|\btoi (?:da|thieu)\b")
_PER = re.compile(r"(?:đồng|VNĐ|VND|đ)?\s?/\s?(?:0?1 )?(?P<per>[^\W\d_]+(?: [^\W\d_]+){0,3})[.;]?")
_SCHEDULED = re.compile(r"\bthong tu\b.*\btt-btc\b|\bbieu (?:muc )?(?:thu )?phi\b")
_SMALLEST = 1000
"""No state fee is under 1.000 đồng: "135 VNĐ" is a field that was filled in thousands, or not in đồng."""


def read_fees(rows: Sequence[WayRow], source: Source, *, told_elsewhere: bool) -> tuple[FeeFact, ...]:
    """`told_elsewhere`: another cell of the record speaks of a fee, so that "Miễn phí" is doubtful."""
    amounts = any(_STATED.match(row.fee.stated) for row in rows)
    facts = [fact for row in rows if (fact := _fee(row, source, doubtful=told_elsewhere or amounts))]
    return _without_contradictions(_merged(facts, {row.filing for row in rows}))


def speaks_of_fee(text: str) -> bool:
    folded = _NOT_A_FEE.sub("", fold(text))
    return _FEE_WORDS.search(folded) is not None


def _fee(row: WayRow, source: Source, *, doubtful: bool) -> FeeFact | None:
    if row.fee.stated == UNKNOWN:
        beside = [row.fee.note, row.description if speaks_of_fee(row.description) else ""]
        if not any(beside):
            return None
        return _kept(row, _text(*beside), source, Flag.NOT_SPLIT)
    if row.fee.stated == FREE:
        return _free(row, source, doubtful=doubtful)
    return _amount(row, source)


def _free(row: WayRow, source: Source, *, doubtful: bool) -> FeeFact:
    described = row.description if speaks_of_fee(row.description) else ""
    if row.fee.note or described or doubtful:
        return _kept(row, _text(FREE, row.fee.note, described), source, Flag.FREE_BESIDE_NOTE)
    return FeeFact(text=FREE, source=source, kind=FeeKind.EXEMPT, filing=(row.filing,))


def _amount(row: WayRow, source: Source) -> FeeFact:
    match = _STATED.fullmatch(row.fee.stated)
    assert match is not None
    described = row.description if speaks_of_fee(row.description) else ""
    if row.fee.glued:
        return _kept(row, _text(row.time + row.fee.stated, row.fee.note, described), source, Flag.NOT_SPLIT)
    in_dong, value = match["currency"] != "USD", float(match["amount"].replace(",", ""))
    text = _text(_spoken(value, in_dong=in_dong), row.fee.note)
    if in_dong and (value < _SMALLEST or value != int(value)):
        return _kept(row, _text(row.fee.stated, row.fee.note, described), source, Flag.BARE_NUMBER)
    if _names_another(f"{row.fee.note} {described}", value):
        return _kept(row, _text(text, described), source, Flag.SEVERAL_VALUES)
    per = _PER.fullmatch(row.fee.note)
    return FeeFact(
        text=f"{_spoken(value, in_dong=in_dong)}/{per['per']}" if per else text,
        source=source,
        kind=FeeKind.AMOUNT,
        amount=int(value) if in_dong else None,
        per=per["per"] if per else None,
        condition=None if per else flat(row.fee.note) or None,
        filing=(row.filing,),
    )


def _names_another(beside: str, value: float) -> bool:
    folded = fold(beside)
    if _REDUCED.search(folded):
        return True
    return any(amount != value for amount in _amounts(folded))


def _amounts(folded: str) -> Iterable[float]:
    for match in _MONEY.finditer(folded):
        if match["scale"] or match["unit"] or "." in match["amount"]:
            digits = match["amount"]
            grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and not match["scale"]
            number = float(
                re.sub("[.,]", "", digits) if grouped else digits.replace(".", "").replace(",", ".")
            )
            yield number * _SCALES.get(match["scale"] or "", 1)


def _merged(facts: Sequence[FeeFact], ways: set[Filing]) -> tuple[FeeFact, ...]:
    """The same fee of several ways of filing is one fact; of all ways, one without `filing`."""
    by_fee: dict[FeeFact, set[Filing]] = {}
    for fact in facts:
        by_fee.setdefault(replace(fact, filing=()), set()).update(fact.filing)
    return tuple(
        replace(fact, filing=() if found == ways else tuple(way for way in Filing if way in found))
        for fact, found in by_fee.items()
    )


def _without_contradictions(facts: tuple[FeeFact, ...]) -> tuple[FeeFact, ...]:
    """Two amounts for one way of filing with nothing that tells them apart: neither is asserted."""
    return tuple(
        replace(fact, flag=Flag.SEVERAL_VALUES, kind=FeeKind.UNKNOWN, amount=None)
        if fact.flag is None and any(_clash(fact, other) for other in facts if other is not fact)
        else fact
        for fact in facts
    )


def _clash(one: FeeFact, other: FeeFact) -> bool:
    if not (one.condition is None or other.condition is None or one.condition == other.condition):
        return False
    return not one.filing or not other.filing or bool(set(one.filing) & set(other.filing))


def _kept(row: WayRow, text: str, source: Source, flag: Flag) -> FeeFact:
    return FeeFact(text=text, source=source, kind=_kind_told(text), flag=flag, filing=(row.filing,))


def _kind_told(text: str) -> FeeKind:
    """Who sets the fee, as far as the note beside the field tells."""
    folded = fold(text)
    if "hoi dong nhan dan" in folded or "hdnd" in folded:
        return FeeKind.LOCAL
    return FeeKind.SCHEDULE if _SCHEDULED.search(folded) else FeeKind.UNKNOWN


def _spoken(value: float, *, in_dong: bool) -> str:
    return f"{int(value):,}".replace(",", ".") + " đồng" if in_dong else f"{value:g} USD"


def _text(stated: str, *beside: str) -> str:
    notes = "; ".join(flat(note) for note in beside if note)
    return f"{flat(stated)} ({notes})" if stated and notes else flat(stated) or notes
