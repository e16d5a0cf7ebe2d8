"""Whether a message asks how much a benefit pays, which the fee does not answer. Pure."""

import re

from vietnam.text import fold

_HOW_MUCH = r"(?:bao ?nhieu|bao ?nhiu|bn|bnhieu|bnhiu|b nhieu|bi nhieu|may)"
_MONEY = r"(?:tien|dong|trieu|tram|nghin|ngan|chuc|xu)"
_OTHER = r"(?:ngay|lau|nam|giay|ban|lan|tuoi|nguoi|loai|to|buoc|bo|can|thang(?! (?:duoc|dc|lanh|nhan|huong)))"
"""What else is counted: days of leave, copies, years of age."""
_SUM = rf"{_HOW_MUCH}\b(?! {_OTHER}\b)"
_GET = r"(?:duoc|dc|dk|lanh|linh|huong|nhan|lay|rut|hoan|tro cap|ho tro|cap|chi tra|tra)"
_ASKS = re.compile(
    rf"\b{_GET}\b(?: \w+){{0,3}}? {_SUM}"
    rf"|\b(?:moi|mot|1|hang) thang\b(?: \w+){{0,3}}? {_SUM}"
    rf"|\b{_HOW_MUCH} (?:{_MONEY} )?(?:mot|1|moi|/) ?thang\b"
    rf"|\b(?:muc|so tien|tien) (?:\w+ ){{0,4}}?(?:la )?{_SUM}"
    r"|\b(?:muc|so tien) (?:duoc )?(?:huong|lanh|nhan|tro cap|ho tro)\b"
)
_PAYS = re.compile(r"\b(?:phi|le phi|nop|dong|ton|mat|het|tra tien|dong tien|mat tien|chi phi)\b")
"""Who says what it costs asks for the fee, whatever else the words could mean."""


def asks_sum(text: str) -> bool:
    """ "tiền mai táng được bao nhiêu", "mỗi tháng lãnh mấy đồng"; not "lệ phí bao nhiêu"."""
    folded = re.sub(r"[^\w/]+", " ", fold(text))
    return bool(_ASKS.search(folded)) and not _PAYS.search(_without_money(folded))


def _without_money(folded: str) -> str:
    """ "mấy đồng" is a sum of đồng, "mai táng phí" the name of the benefit."""
    return re.sub(
        r"\b(?:(?:may|bao nhieu|nhieu) dong|mai tang phi|bat dong|lao dong|hop dong)\b", " ", folded
    )
