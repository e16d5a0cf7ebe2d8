"""One administrative procedure: what is known of it, each fact with where it was read and when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from vietnam.duration import TimeLimit

ProcedureCode = NewType("ProcedureCode", str)
"""Code of the national database, e.g. `1.001193`; a province's variant carries its suffix: `1.001193.H48`."""


class Level(StrEnum):
    """Which level of the administration decides (two local levels since 1 July 2025)."""

    COMMUNE = "commune"
    PROVINCE = "province"
    MINISTRY = "ministry"
    OTHER = "other"


class Filing(StrEnum):
    """A way of handing a dossier in."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Certainty(StrEnum):
    """How far a source may be trusted; what is unverified is said to be so."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Flag(StrEnum):
    """Why a fact is kept as text and never spoken as a value (domain reference §0, traps 5 to 7)."""

    FREE_BESIDE_NOTE = "free_beside_note"
    BARE_NUMBER = "bare_number"
    SEVERAL_VALUES = "several_values"
    NOT_SPLIT = "not_split"


class FeeKind(StrEnum):
    AMOUNT = "amount"
    EXEMPT = "exempt"
    LOCAL = "local"
    """Set by the provincial people's council: the amount differs and is not known here."""
    SCHEDULE = "schedule"
    """By a schedule, a percentage or a price list that `text` names."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read. `checked_on` is the day somebody (or the crawl) read it there."""

    title: str
    checked_on: date
    certainty: Certainty = Certainty.OFFICIAL
    url: str | None = None
    decision: str | None = None
    short: str | None = None
    """The title as citizens are told it, where `title` speaks to officers; it claims no more than `title`."""

    @property
    def told(self) -> str:
        return self.short or self.title


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Base of every fact. `text` is a whole, speakable Vietnamese phrase; `case` names the case it is
    limited to (None: every case); a flagged fact is shown as raw text for a person, never asserted."""

    text: str
    source: Source
    case: str | None = None
    flag: Flag | None = None


@dataclass(frozen=True, kw_only=True)
class Paper(Fact):
    """A paper of the dossier. `text` is its name. Copies and originals None: the source does not say."""

    originals: int | None = None
    copies: int | None = None
    form: str | None = None
    required: bool = True
    shown_only: bool = False
    in_population_database: bool = False
    """Its data is in a shared database: it need not be handed in (Decree 118/2025, article 4.2a)."""


@dataclass(frozen=True, kw_only=True)
class TimeFact(Fact):
    """`limit` None: the time could not be read as a value. `filing` empty: all ways of filing."""

    limit: TimeLimit | None = None
    filing: tuple[Filing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeeFact(Fact):
    """`amount` in đồng, only with kind AMOUNT; `per` is what one amount is paid for ("lần", "trang")."""

    kind: FeeKind
    amount: int | None = None
    per: str | None = None
    condition: str | None = None
    filing: tuple[Filing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LegalBasis(Fact):
    """`text` is the title (may be empty), `number` the number of the text, e.g. `123/2015/NĐ-CP`."""

    number: str


@dataclass(frozen=True, kw_only=True)
class Online(Fact):
    """Whether it can be filed online. None: the sources do not say."""

    possible: bool | None


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """All that is known of one procedure. Empty tuples mean "not known", never "none"."""

    code: ProcedureCode
    name: str
    """Short everyday-official name, as spoken: "Đăng ký khai sinh"."""
    official_name: str
    family: str
    """Siblings share it ("can_cuoc") and the assistant asks which one is meant. Alone: its code."""
    distinction: str = ""
    """What tells it from its siblings, as an option a citizen can tap: "Bị mất, hỏng – cấp lại"."""
    everyday_default: bool = False
    """The member of its family that is meant most often."""
    everyday_names: tuple[str, ...] = ()
    field: str = ""
    level: Level = Level.OTHER
    """The one level that decides; OTHER when several do: see `levels`."""
    levels: tuple[Level, ...] = ()
    """Every level that the source names, from the commune up; empty: only `level` is known."""
    subjects: str = ""
    sensitive: bool = False
    """Its very name tells of health, crime, poverty or adoption: neutral words in answers and notices."""
    benefit: bool = False
    """It ends in money paid to the citizen: "how much" may then ask for that sum instead of the fee."""
    bereavement: bool = False
    """It follows a death: its citizens are relatives, and are asked for no rating."""
    reviewed: bool = False
    """Shipped and reviewed, as against imported by machine."""
    cases: tuple[str, ...] = ()
    offices: tuple[Fact, ...] = ()
    papers: tuple[Paper, ...] = ()
    times: tuple[TimeFact, ...] = ()
    fees: tuple[FeeFact, ...] = ()
    results: tuple[Fact, ...] = ()
    conditions: tuple[Fact, ...] = ()
    steps: tuple[Fact, ...] = ()
    legal: tuple[LegalBasis, ...] = ()
    online: Online | None = None
    notes: tuple[Fact, ...] = ()
