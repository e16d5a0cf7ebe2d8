"""`motcua report`: the figures of a month."""

import asyncio
import codecs
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from bot.figures.period import Period, month, month_at
from bot.figures.punctuality import By
from bot.figures.report import count, internal, public
from bot.figures.scope import Scope
from bot.figures.sheet import Sheet
from bot.notifying.rules import load_rules
from knowledge.dossiers.dossier import local_day
from knowledge.dossiers.store import only_samples
from vietnam.calendar import load_calendar
from webhooks.narrow import print_figures
from webhooks.opening import open_database, wall_clock
from webhooks.report_words import TITLES, as_csv, as_json, cells, heads, names, without_empty
from webhooks.terminal import UsageError, out, print_json, side

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@app.command()
def report(
    month_name: Annotated[
        str | None, typer.Option("--month", help="Tháng, dạng 2026-11; mặc định tháng này.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Chỉ một đơn vị, theo mã.")] = None,
    by: Annotated[By, typer.Option(help="unit: đơn vị, procedure: thủ tục, both: cả hai.")] = By.UNIT,
    for_public: Annotated[
        bool, typer.Option("--public", help="Bản công bố: ẩn số dưới 5 và những số suy ra được nó.")
    ] = False,
    file_format: Annotated[
        Format | None, typer.Option("--format", help="Mặc định theo đuôi tệp, hoặc bảng để đọc.")
    ] = None,
    as_json_too: Annotated[bool, typer.Option("--json", help="Như --format json.")] = False,
    file: Annotated[Path | None, typer.Option("--out", help="Tệp ghi ra; không ghi thì in ra.")] = None,
) -> None:
    """Số liệu của một tháng: đúng hẹn, thư xin lỗi, hài lòng, tin báo, SMS. Không nêu tên ai.

    Mỗi con số đếm gì: docs/figures.md. Bản --public công bố một lần, sau khi hết tháng.
    """
    wanted = _format(file_format, as_json_too, file)
    now = wall_clock()
    period = _period(month_name, now)
    if for_public and (unit is not None or by is By.BOTH):
        raise UsageError(
            "bản công bố là của cả tỉnh, theo đơn vị hoặc theo thủ tục",
            "bỏ --unit, và dùng --by unit hoặc --by procedure",
        )
    sheets, samples = asyncio.run(_count(period, now, unit, by, for_public=for_public))
    if samples:
        side().print("Trong máy chỉ có hồ sơ mẫu: số liệu dưới đây là của hồ sơ mẫu.")
    _give(
        sheets, wanted, file, {"month": period.name, "unit": unit, "public": for_public, "samples": samples}
    )


def _period(name: str | None, now: datetime) -> Period:
    try:
        return month_at(now) if name is None else month(name)
    except ValueError as error:
        raise UsageError(f"không phải tháng: {name}", "viết dạng 2026-11") from error


async def _count(
    period: Period, now: datetime, unit: str | None, by: By, *, for_public: bool
) -> tuple[list[Sheet], bool]:
    async with open_database() as opened, opened.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="REPEATABLE READ")
        scope = Scope(
            province=opened.province,
            period=period,
            now=now,
            unit=unit and unit.strip().upper(),
            samples=await only_samples(connection, opened.province),
        )
        days_before = load_rules(local_day(now)).apology_days_before
        figures = await count(connection, scope, load_calendar(), apology_days_before=days_before)
    return (public if for_public else internal)(figures, by), scope.samples


def _format(given: Format | None, as_json: bool, file: Path | None) -> Format:
    """What was asked for, else by the file's ending, else a table for people."""
    wanted = Format.JSON if as_json else given
    if file is None:
        return wanted or Format.TABLE
    by_ending = next((each for each in Format if file.name.lower().endswith(f".{each}")), None)
    if wanted is Format.TABLE or (wanted or by_ending) is None:
        raise UsageError("ghi ra tệp thì chọn --format json hoặc --format csv, hay đặt đuôi .json, .csv")
    return wanted or by_ending or Format.CSV


def _give(sheets: list[Sheet], wanted: Format, file: Path | None, about: dict[str, object]) -> None:
    if wanted is Format.TABLE:
        for sheet in map(without_empty, sheets):
            if sheet.rows:
                print_figures(out(), TITLES[sheet.name], heads(sheet), cells(sheet), names(sheet))
    elif file is None and wanted is Format.JSON:
        print_json({**about, "tables": as_json(sheets)})
    elif file is None:
        sys.stdout.write(as_csv(sheets))
    else:
        whole = {**about, "tables": as_json(sheets)}
        # Spreadsheets take a CSV for UTF-8 only behind this mark.
        given = orjson.dumps(whole) if wanted is Format.JSON else codecs.BOM_UTF8 + as_csv(sheets).encode()
        file.write_bytes(given)
        side().print(f"Đã ghi {file}")
