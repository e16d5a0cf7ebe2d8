"""The cells that hold coded references: legal basis (title and number) and results (name and code)."""

import re

from knowledge.procedures.portal_cells.prose import clean, flat, says_nothing, unbulleted
from knowledge.procedures.procedure import Fact, Flag, LegalBasis, Source

LEGAL_HEADER = "Tên văn bản pháp lýMã văn bản"

_ISSUERS = (
    "BNNPTNT|BNNMT|BTNMT|BTTTT|BLĐTBXH|BVHTTDL|BGDĐT|BKHĐT|BKHCN|BGTVT|TANDTC|VKSNDTC|VKSTC|NHNN|VPCP|BHXH"
    "|UBND|HĐND|TTCP|UBTVQH|BTC|BTP|BCA|BXD|BYT|BQP|BNV|BCT|BNG|BTM|TTg|CP|TW"
)
_TYPE = rf"(?:NQ-QH\d\d|[A-ZĐ]{{2,5}}[-/](?:{_ISSUERS})(?:-(?:{_ISSUERS}))*|(?:UBTVQH|QH)\d\d)"
NUMBER = re.compile(
    rf"(?P<serial>\d{{1,7}}(?:\.\d{{1,3}})?)"
    rf"/(?:(?P<year>(?:19|20)\d\d)/(?P<type>{_TYPE})|QĐ-(?:{_ISSUERS}))"
)
"""The shape of a legal text's number: `123/2015/NĐ-CP`, `27/2023/QH15`, `66.7/2025/NQ-CP`."""

_GLUED_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<serial>\d{1,3})")
_KIND = "(?:Luật|Bộ luật|Thông tư|Nghị định|Nghị quyết|Quyết định|Pháp lệnh)"
_KIND_LEFT = re.compile(rf"(?:(?<=\S)(?<! )|^)(?:{_KIND}(?: số)?|[Ss]ố) ?$| {_KIND} số ?$")
"""The code cell said more than the number: "Luật số 32/2024/QH15"."""
_NEXT_TITLE = re.compile(r" (?:Nghị |Thông tư|Luật |Quyết định|Bộ luật|Quy định)")
_GLUED_NUMBER = re.compile(r"[^\W\d_]\d+/(?:\d{4}/)?[A-ZĐ]{2}|\d/\d{4}/[A-ZĐ]+-[A-ZĐ]{2,}[^\W\d_A-ZĐ]{2}")
_LONGEST_SERIAL = 5
"""`66.7` and `1234` are serials; a longer run has swallowed digits of the title."""
_KNOWN_MIXED = re.compile(r"TTg|VNeID|eTax|VietG|GlobalG")
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
    return [
        match for place, match in enumerate(found) if _ends_row(body, match) and not _ends_title(found, place)
    ]


def _ends_title(found: list[re.Match[str]], place: int) -> bool:
    """The number is the last word of a title: its code follows at once.

    "…bởi Nghị định số 232/2025/NĐ-CP34/2025/TT-NHNN" against "Luật số 32/2024/QH1561/2025/TT-NHNNsố
    61/2025/TT-NHNN", where the second number is repeated: it is the next title, and the first a code.
    """
    match, following = found[place], found[place + 1 : place + 3]
    if not following or following[0].start() != match.end():
        return False
    if following[0].group() == match.group():
        return True
    repeated = len(following) == 2 and following[1].group() == following[0].group()
    spaced = match.start() > 0 and match.string[match.start() - 1].isspace()
    return spaced and not repeated


def _ends_row(body: str, match: re.Match[str]) -> bool:
    following = body[match.end() : match.end() + 12]
    swallowed = len(match["serial"]) > _LONGEST_SERIAL
    glued = swallowed or (match.start() > 0 and not body[match.start() - 1].isspace())
    if following[:1] in {"", "\n"} or (glued and _NEXT_TITLE.match(following)):
        return True
    return following[0].isalnum() and not following.startswith("ngày")


def _legal(title: str, number: str, source: Source) -> LegalBasis:
    serial = number.partition("/")[0]
    if year := _GLUED_YEAR.fullmatch(serial):
        title, number = title + year["year"], year["serial"] + number[len(serial) :]
    title = _KIND_LEFT.sub("", flat(title)).strip(" ;,.")
    doubtful = len(number.partition("/")[0]) > _LONGEST_SERIAL or _runs_together(title)
    return LegalBasis(text=title, number=number, source=source, flag=Flag.NOT_SPLIT if doubtful else None)


def _runs_together(title: str) -> bool:
    """Two cells without a space between them, so that a row without a known number hides in the title."""
    text = _KNOWN_MIXED.sub("", title)
    if _GLUED_NUMBER.search(text) or any(len(n["serial"]) > _LONGEST_SERIAL for n in NUMBER.finditer(text)):
        return True
    return any(
        (text[place - 1].islower() and text[place].isupper())
        or (
            text[place - 2 : place].isupper()
            and text[place : place + 2].islower()
            and text[place + 1].isalpha()
        )
        for place in range(2, len(text) - 1)
        if text[place - 2 : place + 2].isalpha()
    )
