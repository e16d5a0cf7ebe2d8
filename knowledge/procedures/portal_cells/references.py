"""The cells that hold coded references: legal basis (title and number) and results (name and code)."""

import re

from knowledge.procedures.portal_cells.prose import clean, flat, says_nothing, unbulleted
from knowledge.procedures.procedure import Fact, Flag, LegalBasis, Source

LEGAL_HEADER = "Tên văn bản pháp lýMã văn bản"

_ISSUERS = (
    "BNNPTNT|BNNMT|BTNMT|BTTTT|BLĐTBXH|BVHTTDL|BGDĐT|BKHĐT|BKHCN|BGTVT|TANDTC|VKSNDTC|VKSTC|NHNN|VPCP|BHXH"
    "|UBND|HĐND|TTCP|UBTVQH|BTC|BTP|BCA|BXD|BYT|BQP|BNV|BCT|BNG|BTM|TTg|CP|TW"
)
_TYPE = rf"(?:[A-ZĐ]{{2,5}}[-/](?:{_ISSUERS})(?:-(?:{_ISSUERS}))*|(?:UBTVQH|QH)\d\d)"
NUMBER = re.compile(rf"(?P<serial>\d{{1,7}}(?:\.\d{{1,3}})?)/(?P<year>(?:19|20)\d\d)/(?P<type>{_TYPE})")
"""The shape of a legal text's number: `123/2015/NĐ-CP`, `27/2023/QH15`, `66.7/2025/NQ-CP`."""

_GLUED_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<serial>\d{1,3})")
_KIND_LEFT = re.compile(
    r"(?:(?<=\S)(?<! )|^)(?:Luật|Bộ luật|Thông tư|Nghị định|Nghị quyết|Quyết định|Số|Pháp lệnh)(?: số)? ?$"
)
_RESULT_CODE = re.compile(
    r"Mã: ?(?:KQ\.[A-Z]\d{2}\.\d{6}|(?:\d{3}\.){3}[A-Z]\d{2}-KQ\d+|[\w.-]*KQ[\w.-]*?\d+)"
)
_RESULT_END = "Từ khóa"


def read_legal(cell: str, source: Source) -> tuple[LegalBasis, ...]:
    """Each legal text with its number. What has no number of the known shape is kept flagged."""
    head, found, body = clean(cell).partition(LEGAL_HEADER)
    if not found or head:
        text = flat(clean(cell))
        return (
            ()
            if says_nothing(text)
            else (LegalBasis(text=text, number="", source=source, flag=Flag.NOT_SPLIT),)
        )
    facts, start = [], 0
    for match in _codes(body):
        facts.append(_legal(body[start : match.start()], match.group(), source))
        start = match.end()
    rest = flat(body[start:])
    if not says_nothing(rest):
        facts.append(LegalBasis(text=rest, number="", source=source, flag=Flag.NOT_SPLIT))
    return tuple(dict.fromkeys(facts))


def read_results(cell: str, source: Source) -> tuple[Fact, ...]:
    names = clean(cell).partition(_RESULT_END)[0]
    *parts, rest = _RESULT_CODE.split(names)
    facts = [Fact(text=unbulleted(part), source=source) for part in parts if not says_nothing(part)]
    if not says_nothing(rest):
        facts.append(Fact(text=unbulleted(rest), source=source, flag=Flag.NOT_SPLIT if parts else None))
    return tuple(fact for fact in dict.fromkeys(facts) if fact.text)


def _codes(body: str) -> list[re.Match[str]]:
    """Numbers that stand in the column of codes: glued to what follows, which is the next title.

    A title that ends in its own number is followed by the code itself: "Luật 61/2014/QH1361/2014/QH13".
    """
    found = list(NUMBER.finditer(body))
    after = {match.start() for match in found}
    return [match for match in found if _ends_row(body, match.end()) and match.end() not in after]


def _ends_row(body: str, place: int) -> bool:
    following = body[place : place + 1]
    return following in {"", "\n"} or following.isalnum()


def _legal(title: str, number: str, source: Source) -> LegalBasis:
    serial = number.partition("/")[0]
    if year := _GLUED_YEAR.fullmatch(serial):
        title, number = title + year["year"], year["serial"] + number[len(serial) :]
    title = _KIND_LEFT.sub("", flat(title)).strip(" ;,.")
    inside = list(NUMBER.finditer(title))
    serial = number.partition("/")[0]
    doubtful = any(match.start() and title[match.start() - 1].isalpha() for match in inside)
    doubtful = (
        doubtful
        or (serial.isdigit() and len(serial) > 4)
        or any(title[match.end() : match.end() + 1].isalpha() for match in inside)
    )
    return LegalBasis(text=title, number=number, source=source, flag=Flag.NOT_SPLIT if doubtful else None)
