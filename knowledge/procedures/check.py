"""Lints the shipped procedures: what a reviewer would otherwise have to look for in 150 files."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from knowledge.procedures.facts import may_be_said
from knowledge.procedures.procedure import Fact, FeeFact, FeeKind, LegalBasis, Procedure, TimeFact
from knowledge.procedures.report import facts_of
from knowledge.procedures.sensitive import is_about_death
from knowledge.procedures.shipped import FOLDER, ShippedFileError, read_shipped, shipped_files
from vietnam.duration import TimeUnit
from vietnam.text import fold

OLD_AFTER_MONTHS = 6
LONGEST_TEXT = 300
"""Longer facts are copied boilerplate: nobody reads them on a phone, and SMS cannot carry them."""
LONGEST_DISTINCTION = 35
"""A button's worth."""
LONGEST_SHORT = 60
"""A short title stands in SMS, behind the facts."""

_LISTED = ("offices", "papers", "times", "fees", "results", "conditions", "steps", "legal", "online", "notes")
_WANTED = ("offices", "papers", "times", "fees", "results")
_LEGAL_NUMBER = re.compile(
    r"\d{1,4}(?:\.\d{1,3})?/(?:(?:19|20)\d\d/)?(?:(?:QH|UBTVQH)\d\d|[A-ZĐ]{2,5}[-/][A-ZĐa-z0-9&-]+)"
)
_FREE = re.compile(r"\b(?:mien phi|mien le phi|khong mat phi)\b")
_PAID_OUT = re.compile(r"\b(?:tro cap|huong|tien mai tang|ho tro mai tang|hoan thue|tu tuat)\b")
"""Names of procedures that end in money for the citizen."""
_MONEY = re.compile(r"(?<![\d.,])(?P<amount>[\d.]+) ?(?:dong|d)\b")


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`field` is the path in the file, `fees.0`; empty for the file as a whole."""

    file: str
    field: str
    level: Severity
    message: str


def check_procedures(today: date, folder: Path = FOLDER) -> list[Finding]:
    """All findings over the files of `folder`; an error means that the file should not be shipped."""
    findings: list[Finding] = []
    procedures: list[Procedure] = []
    for path in shipped_files(folder):
        try:
            procedures.append(read_shipped(path))
        except ShippedFileError as error:
            findings.append(_error(error.file, error.field, error.reason))
    for procedure in procedures:
        findings += check_one(procedure, today)
    return findings + list(check_together(procedures))


def check_one(procedure: Procedure, today: date) -> list[Finding]:
    """What one file shows on its own."""
    file = f"{procedure.code}.toml"
    findings = [
        finding
        for name in _LISTED
        for place, fact in enumerate(facts_of(procedure, name))
        for finding in _check_fact(file, f"{name}.{place}", fact, today)
    ]
    findings += [
        _warning(file, name, "nothing is known") for name in _WANTED if not facts_of(procedure, name)
    ]
    if not procedure.everyday_names:
        findings.append(
            _warning(file, "everyday_names", "no everyday name: nobody will find it by its own words")
        )
    findings += [*_check_benefit(file, procedure), *_check_bereavement(file, procedure)]
    findings += _check_short_titles(file, procedure)
    if len(procedure.distinction) > LONGEST_DISTINCTION:
        findings.append(
            _error(file, "distinction", f"longer than a button ({LONGEST_DISTINCTION} characters)")
        )
    return findings


def _check_benefit(file: str, procedure: Procedure) -> Iterator[Finding]:
    """A benefit that is not marked is answered "Không thu" when somebody asks how much is paid out."""
    if not procedure.benefit and _PAID_OUT.search(fold(procedure.name)):
        yield _error(file, "benefit", "the name tells of money paid to citizens: benefit = true is missing")


def _check_bereavement(file: str, procedure: Procedure) -> Iterator[Finding]:
    """Relatives of the dead would be asked how satisfied they are."""
    if not procedure.bereavement and is_about_death(procedure.name):
        yield _error(file, "bereavement", "the name tells of a death: bereavement = true is missing")


def _check_short_titles(file: str, procedure: Procedure) -> Iterator[Finding]:
    """What citizens are told of a source says no more than its registered title."""
    sources = dict.fromkeys(fact.source for name in _LISTED for fact in facts_of(procedure, name))
    for source in sources:
        if source.short is None:
            continue
        if len(source.short) > LONGEST_SHORT or len(source.short) >= len(source.title):
            yield _error(file, "sources", f"short title {source.short!r} is not short")
        if added := _words(source.short) - _words(source.title) - {"tai", "lieu"}:
            yield _error(file, "sources", f"short title adds {', '.join(sorted(added))} to the title")


def _words(title: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", fold(title)))


def check_together(procedures: Sequence[Procedure]) -> Iterator[Finding]:
    """What only shows between files: families, and names that two families claim."""
    families: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in procedures:
        families[procedure.family].append(procedure)
    for key, members in families.items():
        yield from _check_family(key, members)
    yield from _check_names(procedures)


def _check_family(key: str, members: Sequence[Procedure]) -> Iterator[Finding]:
    defaults = [member for member in members if member.everyday_default]
    if len(defaults) != 1:
        message = f"family {key} has {len(defaults)} members with everyday_default instead of 1"
        yield _error(f"{(defaults or members)[0].code}.toml", "everyday_default", message)
    told = Counter(fold(member.distinction) for member in members)
    for member in members:
        if len(members) > 1 and not member.distinction:
            yield _error(f"{member.code}.toml", "distinction", f"its family {key} has {len(members)} members")
        elif len(members) > 1 and told[fold(member.distinction)] > 1:
            yield _error(f"{member.code}.toml", "distinction", "a sibling has the same distinction")


def _check_names(procedures: Iterable[Procedure]) -> Iterator[Finding]:
    """A name may stand for siblings, which are asked apart, but never for two families."""
    claimed: dict[str, Procedure] = {}
    for procedure in procedures:
        for place, name in enumerate(procedure.everyday_names):
            first = claimed.setdefault(fold(name), procedure)
            if first.family != procedure.family:
                message = f"{name!r} is also a name of {first.code} (family {first.family})"
                yield _error(f"{procedure.code}.toml", f"everyday_names.{place}", message)
            elif not fold(name):
                yield _error(f"{procedure.code}.toml", f"everyday_names.{place}", "empty name")


def _check_fact(file: str, path: str, fact: Fact, today: date) -> Iterator[Finding]:
    if len(fact.text) > LONGEST_TEXT:
        yield _error(file, path, f"{len(fact.text)} characters: say it in own words, at most {LONGEST_TEXT}")
    if fact.source.checked_on > today:
        yield _error(file, path, f"source checked in the future: {fact.source.checked_on.isoformat()}")
    elif (months := _months_between(fact.source.checked_on, today)) > OLD_AFTER_MONTHS:
        yield _warning(file, path, f"source last checked {months} months ago")
    if isinstance(fact, FeeFact):
        yield from _check_fee(file, path, fact)
    elif isinstance(fact, TimeFact):
        yield from _check_time(file, path, fact)
    elif isinstance(fact, LegalBasis) and not _LEGAL_NUMBER.fullmatch(fact.number):
        yield _error(file, path, "the number has no known shape (123/2015/NĐ-CP)")


def _check_fee(file: str, path: str, fee: FeeFact) -> Iterator[Finding]:
    folded = fold(fee.text)
    if fee.flag is None and fee.kind is not FeeKind.EXEMPT and _FREE.search(folded):
        yield _error(file, path, 'says "miễn phí" with a kind other than exempt')
    if fee.flag is None and not may_be_said(fee):
        yield _error(file, path, "free beside an amount, or a bare number: needs a flag")
    if fee.kind is FeeKind.AMOUNT and fee.amount is not None:
        named = {int(found["amount"].replace(".", "") or 0) for found in _MONEY.finditer(folded)}
        if fee.amount not in named:
            yield _error(file, path, f"amount {fee.amount} is not in the text")
        elif len(named) > 1:
            yield _warning(file, path, "the text names several amounts")


def _check_time(file: str, path: str, time: TimeFact) -> Iterator[Finding]:
    if time.flag is not None:
        return
    if not may_be_said(time):
        yield _error(file, path, "a number without a unit")
    elif time.limit is not None and fold(time.limit.unit.value) not in fold(time.text):
        yield _error(file, path, f"the unit {time.limit.unit.value!r} is not in the text")
    elif time.limit is not None and time.limit.unit is not TimeUnit.SAME_DAY:
        numbers = {int(number) for number in re.findall(r"\d+", time.text)}
        if time.limit.amount not in numbers:
            yield _error(file, path, f"amount {time.limit.amount} is not in the text")


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _error(file: str, field: str, message: str) -> Finding:
    return Finding(file=file, field=field, level=Severity.ERROR, message=message)


def _warning(file: str, field: str, message: str) -> Finding:
    return Finding(file=file, field=field, level=Severity.WARNING, message=message)
