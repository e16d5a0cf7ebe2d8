"""Recipients by their dossiers: those of a unit in some states, told what a neutral message may tell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns.errors import CampaignError
from bot.campaigns.listing import BadRow, Recipient
from bot.lure import without_lures
from bot.planning.recipients import phones
from bot.reply import Value
from knowledge.dossiers.dossier import Dossier, Status, local_day, promise
from knowledge.dossiers.store import in_unit

MOST = 200_000
UNNAMED = "thủ tục hành chính"
"""Said of a procedure whose name tells what must not be told."""
_OPEN = (Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT_NEEDED, Status.PAYMENT_NEEDED)
VARIABLES = ("code", "unit", "procedure", "due", "received")


@dataclass(frozen=True, kw_only=True)
class Query:
    """`statuses` are the national numbers."""

    unit: str
    statuses: tuple[int, ...]
    received_from: date | None = None


def read_query(words: Sequence[str]) -> Query:
    """`unit=H48.12 status=4,5 received_from=2026-11-01`. Raises CampaignError naming what is not known."""
    given = dict(word.partition("=")[::2] for words_ in words for word in words_.split())
    if unknown := set(given) - {"unit", "status", "received_from"}:
        raise CampaignError(
            f"điều kiện không có: {', '.join(sorted(unknown))}",
            "dùng unit=H48.12 status=4,5 received_from=2026-11-01",
        )
    if not given.get("unit"):
        raise CampaignError("thiếu unit trong điều kiện lọc hồ sơ", "thêm unit=H48.12")
    try:
        parts = given["status"].split(",") if "status" in given else _OPEN
        statuses = tuple(int(Status(int(part))) for part in parts)
        day = date.fromisoformat(given["received_from"]) if "received_from" in given else None
    except ValueError as error:
        raise CampaignError(
            "status là các số từ 1 đến 10, received_from là ngày dạng 2026-11-01", "sửa điều kiện lọc"
        ) from error
    return Query(unit=given["unit"], statuses=statuses, received_from=day)


async def find(connection: AsyncConnection, province: str, query: Query) -> list[Dossier]:
    """The nearest promise first. Raises CampaignError for more than a campaign of dossiers may have."""
    found = await in_unit(connection, province, query.unit, query.statuses, MOST + 1)
    if len(found) > MOST:
        todo = "lọc thêm bằng status hoặc received_from"
        raise CampaignError(f"nhiều hơn {MOST} hồ sơ khớp điều kiện", todo)
    return [dossier for dossier in found if _is_meant(dossier, query)]


def _is_meant(dossier: Dossier, query: Query) -> bool:
    if query.received_from is None:
        return True
    return dossier.received_at is not None and local_day(dossier.received_at) >= query.received_from


def recipients(
    dossiers: Sequence[Dossier], variables: Sequence[str], neutral: Callable[[Dossier], bool]
) -> Iterator[Recipient | BadRow]:
    """One for each person of each dossier, as for every notice about it. Who has no phone is a bad row.
    Raises CampaignError for a variable that a dossier has no value for."""
    if unknown := [name for name in variables if name not in VARIABLES]:
        raise CampaignError(
            f"biến không có ở hồ sơ: {', '.join(unknown)}", f"dùng {', '.join(VARIABLES)}, hoặc nạp --csv"
        )
    row = 0
    for dossier in dossiers:
        told = phones(dossier)
        values = _values(without_lures(dossier), neutral=neutral(dossier))
        missing = next((name for name in variables if name not in values), None)
        for phone in told or (None,):
            row += 1
            if phone is None:
                yield BadRow(row=row, field="phone", reason="hồ sơ không ghi số điện thoại")
            elif missing is not None:
                yield BadRow(row=row, field=missing, reason="hồ sơ không có thông tin này")
            else:
                yield Recipient(row=row, phone=phone, values={name: values[name] for name in variables})


def _values(dossier: Dossier, *, neutral: bool) -> dict[str, Value]:
    hidden = neutral or not dossier.procedure_name
    promised = promise(dossier)
    values: dict[str, Value | None] = {
        "code": dossier.code,
        "unit": dossier.unit.name or dossier.unit.code,
        "procedure": UNNAMED if hidden else dossier.procedure_name,
        "due": None if promised is None else local_day(promised),
        "received": None if dossier.received_at is None else local_day(dossier.received_at),
    }
    return {name: value for name, value in values.items() if value is not None}
