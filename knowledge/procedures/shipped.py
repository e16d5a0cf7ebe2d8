"""The reviewed procedures that come with the program: `data/<code>.toml`, read strictly."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from knowledge.procedures.procedure import (
    Certainty,
    Fact,
    FeeFact,
    FeeKind,
    Filing,
    Flag,
    LegalBasis,
    Level,
    Online,
    Paper,
    Procedure,
    ProcedureCode,
    Source,
    TimeFact,
)
from vietnam.duration import TimeLimit, TimeUnit

FOLDER = Path(__file__).parent / "data"


class ShippedFileError(ValueError):
    """A reviewed file that cannot be used; `field` is the path in it: `papers.2.source`."""

    def __init__(self, file: str, field: str, reason: str) -> None:
        super().__init__(f"{file}: {field}: {reason}")
        self.file = file
        self.field = field
        self.reason = reason


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _SourceEntry(_Strict):
    title: str = Field(min_length=1)
    checked_on: date
    certainty: Certainty = Certainty.OFFICIAL
    url: str | None = None
    decision: str | None = None
    short: str | None = Field(default=None, min_length=1)

    def source(self) -> Source:
        return Source(**dict(self))


class _Entry(_Strict):
    text: str = Field(min_length=1)
    source: str
    case: str | None = None
    flag: Flag | None = None

    def fact(self, sources: dict[str, Source]) -> Fact:
        return Fact(text=self.text, source=sources[self.source], case=self.case, flag=self.flag)


class _PaperEntry(_Entry):
    originals: int | None = Field(default=None, ge=0)
    copies: int | None = Field(default=None, ge=0)
    form: str | None = None
    required: bool = True
    shown_only: bool = False
    in_population_database: bool = False

    def fact(self, sources: dict[str, Source]) -> Paper:
        return Paper(**{**dict(self), "source": sources[self.source]})


class _TimeEntry(_Entry):
    amount: int | None = Field(default=None, ge=1)
    unit: TimeUnit | None = None
    filing: tuple[Filing, ...] = ()

    @model_validator(mode="after")
    def _has_both(self) -> Self:
        if (self.amount is None) != (self.unit is None):
            raise ValueError("amount and unit stand together or not at all")
        return self

    def fact(self, sources: dict[str, Source]) -> TimeFact:
        limit = TimeLimit(amount=self.amount, unit=self.unit) if self.amount and self.unit else None
        base = super().fact(sources)
        return TimeFact(**vars(base), limit=limit, filing=self.filing)


class _FeeEntry(_Entry):
    kind: FeeKind
    amount: int | None = Field(default=None, ge=1)
    per: str | None = None
    condition: str | None = None
    filing: tuple[Filing, ...] = ()

    @model_validator(mode="after")
    def _amount_fits_kind(self) -> Self:
        if (self.kind is FeeKind.AMOUNT) != (self.amount is not None):
            raise ValueError("an amount stands with kind = amount and with no other kind")
        return self

    def fact(self, sources: dict[str, Source]) -> FeeFact:
        return FeeFact(**{**dict(self), "source": sources[self.source]})


class _LegalEntry(_Entry):
    number: str = Field(min_length=1)
    text: str = ""

    def fact(self, sources: dict[str, Source]) -> LegalBasis:
        return LegalBasis(**vars(super().fact(sources)), number=self.number)


class _OnlineEntry(_Entry):
    possible: bool | None = None

    def fact(self, sources: dict[str, Source]) -> Online:
        return Online(**vars(super().fact(sources)), possible=self.possible)


class _File(_Strict):
    code: str = Field(pattern=r"^\d\.\d{6}$")
    name: str = Field(min_length=1)
    official_name: str = Field(min_length=1)
    family: str = Field(min_length=1)
    distinction: str = ""
    everyday_default: bool = False
    everyday_names: tuple[str, ...] = ()
    field: str = ""
    level: Level = Level.OTHER
    levels: tuple[Level, ...] = ()
    subjects: str = ""
    sensitive: bool = False
    benefit: bool = False
    bereavement: bool = False
    cases: tuple[str, ...] = ()
    sources: dict[str, _SourceEntry]
    offices: tuple[_Entry, ...] = ()
    papers: tuple[_PaperEntry, ...] = ()
    times: tuple[_TimeEntry, ...] = ()
    fees: tuple[_FeeEntry, ...] = ()
    results: tuple[_Entry, ...] = ()
    conditions: tuple[_Entry, ...] = ()
    steps: tuple[_Entry, ...] = ()
    legal: tuple[_LegalEntry, ...] = ()
    online: _OnlineEntry | None = None
    notes: tuple[_Entry, ...] = ()

    def procedure(self) -> Procedure:
        sources = {name: entry.source() for name, entry in self.sources.items()}
        return Procedure(
            code=ProcedureCode(self.code),
            name=self.name,
            official_name=self.official_name,
            family=self.family,
            distinction=self.distinction,
            everyday_default=self.everyday_default,
            everyday_names=self.everyday_names,
            field=self.field,
            level=self.level,
            levels=self.levels or (self.level,),
            subjects=self.subjects,
            sensitive=self.sensitive,
            benefit=self.benefit,
            bereavement=self.bereavement,
            reviewed=True,
            cases=self.cases,
            offices=tuple(entry.fact(sources) for entry in self.offices),
            papers=tuple(entry.fact(sources) for entry in self.papers),
            times=tuple(entry.fact(sources) for entry in self.times),
            fees=tuple(entry.fact(sources) for entry in self.fees),
            results=tuple(entry.fact(sources) for entry in self.results),
            conditions=tuple(entry.fact(sources) for entry in self.conditions),
            steps=tuple(entry.fact(sources) for entry in self.steps),
            legal=tuple(entry.fact(sources) for entry in self.legal),
            online=self.online.fact(sources) if self.online else None,
            notes=tuple(entry.fact(sources) for entry in self.notes),
        )


def load_shipped(folder: Path = FOLDER) -> tuple[Procedure, ...]:
    """Every reviewed procedure, by code. `ShippedFileError` at the first file that cannot be used."""
    return tuple(read_shipped(path) for path in shipped_files(folder))


def shipped_files(folder: Path = FOLDER) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.toml")))


def read_shipped(path: Path) -> Procedure:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShippedFileError(path.name, "file", str(error)) from error
    try:
        file = _adapter().validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"])) or "file"
        raise ShippedFileError(path.name, field, first["msg"]) from error
    _check_references(path.name, file)
    return file.procedure()


def _check_references(name: str, file: _File) -> None:
    """What one entry alone cannot tell: its source and its case are named in the file."""
    if file.code != name.removesuffix(".toml"):
        raise ShippedFileError(name, "code", f"the file is named after another code than {file.code}")
    for field in ("offices", "papers", "times", "fees", "results", "conditions", "steps", "legal", "notes"):
        for place, entry in enumerate(getattr(file, field)):
            if entry.source not in file.sources:
                raise ShippedFileError(name, f"{field}.{place}.source", f"no source named {entry.source!r}")
    if file.online and file.online.source not in file.sources:
        raise ShippedFileError(name, "online.source", f"no source named {file.online.source!r}")


@cache
def _adapter() -> TypeAdapter[_File]:
    return TypeAdapter(_File)
