"""Many invented dossiers, in the form that import and look-up benchmarks need."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from knowledge.dossiers.dossier import Dossier, Person, Unit

START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def code(number: int) -> str:
    """The number of the n-th dossier: 50 units, 200 days, 9,999 a day and unit."""
    unit, day = number % 50, number // 50 % 200
    return f"H48.{unit + 10}-{(START - timedelta(days=day)):%y%m%d}-{number // 10_000 + 1:04d}"


def phone(number: int) -> str:
    return f"+8490{number % 10_000_000:07d}"


def dossiers(count: int, *, sequence: int, received_at: datetime = START) -> Iterator[Dossier]:
    """`count` dossiers in progress, in a later state for a later `sequence`."""
    for number in range(count):
        yield Dossier(
            code=code(number),
            status_code=4,
            status_note=f"bước {sequence}",
            unit=Unit(code=f"H48.{number % 50 + 10}", name="UBND xã Thử Nghiệm", phone="0255 000 0000"),
            procedure_code="1.004884",
            procedure_name="Đăng ký lại khai sinh",
            applicant=Person(name="Người Thử", phone=phone(number), citizen_id=f"05109{number:07d}"),
            received_at=received_at,
            due_at=received_at + timedelta(days=7),
            updated_at=received_at + timedelta(hours=sequence),
            sequence=sequence,
        )
