"""Facts of a procedure as short as an SMS wants them: the same facts, what a glance needs first. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.fact_lines import by_filing, in_case, plain, tells
from knowledge.procedures.facts import for_everybody, is_unconfirmed, raw_text
from knowledge.procedures.procedure import Fact, FeeFact, LegalBasis, Paper, Source, TimeFact
from vietnam.sms import fold_sms
from vietnam.text import fold

UNCONFIRMED = "chưa xác nhận"
LONGEST_FORM = 16
"""Characters of a form's name that are worth their place: "CT01", "Mẫu số 04"."""
LONGEST_HEAD = 70

_SHORTER = (
    (", nộp tại Trung tâm Phục vụ hành chính công cấp xã", ", nộp tại Trung tâm Phục vụ hành chính công"),
    (
        "Ủy ban nhân dân cấp xã, nộp tại Trung tâm Phục vụ hành chính công",
        "Trung tâm Phục vụ hành chính công cấp xã",
    ),
    ("Ủy ban nhân dân", "UBND"),
    ("Ủy ban cấp xã", "UBND xã"),
    ("Hội đồng nhân dân cấp tỉnh", "HĐND tỉnh"),
    ("Cổng Dịch vụ công quốc gia (dichvucong.gov.vn)", "dichvucong.gov.vn"),
    ("Cổng Dịch vụ công quốc gia", "dichvucong.gov.vn"),
    ("Mức thu (nếu có) do", "Do"),
    ("Mức thu do", "Do"),
    ("Theo pháp luật về phí và lệ phí; mức cụ thể do", "Do"),
    ("Theo pháp luật về phí và lệ phí; lệ phí, phí thẩm định do", "Do"),
    ("Giải quyết trong ngày", "Trong ngày"),
    ("; nhận hồ sơ sau 15 giờ thì trả vào ngày làm việc tiếp theo", " (nộp sau 15 giờ: ngày làm việc sau)"),
    (
        "Không thu với người thuộc gia đình có công với cách mạng, hộ nghèo và người",
        "Không thu với gia đình có công, hộ nghèo, người",
    ),
)
"""Names that people read in these letters on every signboard, and sentences that stand in many files."""
_AT_COUNTER = re.compile(r" \(nộp trực tiếp[^)]*\)")
_ASIDE = re.compile(r" \([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """The papers that found room, in order, as `lines`; how many were left out, and whether one of these
    is needed by everybody."""

    lines: tuple[str, ...]
    kept: tuple[Paper, ...]
    left: int = 0
    left_needed: bool = False


def line(fact: Fact, *, marked: bool = True, case: str | None = None, asides: bool = True) -> str:
    """`marked` and `case` as in fact_lines.line. `asides` False: without what the text has in brackets."""
    said = _said(fact) if asides else _ASIDE.sub("", _said(fact))
    told = said if fact.case == case else in_case(said, fact)
    return f"{told} ({UNCONFIRMED})" if marked and is_unconfirmed(fact) else told


def lines(facts: Iterable[Fact], *, marked: bool = True, case: str | None = None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line(fact, marked=marked, case=case) for fact in facts))


def fit(papers: Sequence[Paper], room: int, *, marked: bool = True, case: str | None = None) -> Fitted:
    """As many papers as `room` septets hold. Asides go before a paper does that everybody needs."""
    fitted = Fitted(lines=(), kept=())
    for asides in (True, False):
        told: dict[str, Paper] = {}
        for paper in papers:
            told.setdefault(line(paper, marked=marked, case=case, asides=asides), paper)
        fitted = _fit(told, room)
        if not fitted.left_needed:
            break
    return fitted


def topic(fact: Fact) -> str:
    """What an unclear fact is about, without the values that must not be taken for true."""
    if fact.case and not getattr(fact, "filing", ()):
        return fact.case
    head = re.split(r":|;| \(| nhưng | chưa rõ", raw_text(fact), maxsplit=1)[0].strip()
    return head if len(head) <= LONGEST_HEAD else ""


def titles(sources: Iterable[Source]) -> str:
    return "; ".join(dict.fromkeys(shorter(source.told) for source in sources))


def _fit(told: Mapping[str, Paper], room: int) -> Fitted:
    papers, used, kept = tuple(told.values()), 0, 0
    for one in told:
        used += len(fold_sms(one)) + len("; ")
        if used > room:
            break
        kept += 1
    rest = papers[kept:]
    return Fitted(
        lines=tuple(told)[:kept],
        kept=papers[:kept],
        left=len(rest),
        left_needed=any(map(for_everybody, rest)),
    )


def _said(fact: Fact) -> str:
    match fact:
        case Paper():
            notes = _paper_notes(fact)
            text = shorter(_AT_COUNTER.sub("", plain(fact.text)))
            return f"{text} ({', '.join(notes)})" if notes else text
        case TimeFact() | FeeFact():
            return shorter(by_filing(fact))
        case LegalBasis():
            return fact.number
        case _:
            return shorter(fact.text)


def _paper_notes(paper: Paper) -> list[str]:
    notes = []
    if paper.form and len(paper.form) <= LONGEST_FORM and not tells(paper.text, paper.form):
        notes.append(paper.form if fold(paper.form).startswith("mau") else f"mẫu {paper.form}")
    if paper.shown_only:
        return notes if "không phải" in paper.text else [*notes, "mang theo để xem"]
    if (paper.originals or 0) > 1:
        notes.append(f"{paper.originals} bản chính")
    if paper.copies and not (paper.copies == 1 and fold(paper.text).startswith("ban sao")):
        notes.append(f"{paper.copies} bản sao")
    if paper.in_population_database and "phải nộp" not in paper.text and "cơ sở dữ liệu" not in paper.text:
        notes.append("có trong dữ liệu thì không nộp")
    return notes


def shorter(text: str) -> str:
    for long, short in _SHORTER:
        text = text.replace(long, short)
    return text
