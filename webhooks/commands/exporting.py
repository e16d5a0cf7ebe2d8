"""`motcua export …`: the same files that `import` takes back as unchanged."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.dossiers.exporting import export_dossiers
from knowledge.dossiers.fileformat import create_bytes, format_of
from knowledge.offices.importing import export_offices
from knowledge.procedures.exporting import export_lines
from knowledge.procedures.shipped import load_shipped
from knowledge.procedures.store import load_all
from webhooks.opening import open_database
from webhooks.terminal import UsageError, print_json, side

app = typer.Typer(add_completion=False, no_args_is_help=True)


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


Out = Annotated[Path | None, typer.Option(help="Tệp ghi ra; không ghi thì in ra đầu ra chuẩn.")]
As = Annotated[Format | None, typer.Option("--format", help="Mặc định theo đuôi tệp, hoặc jsonl.")]
AsJson = Annotated[bool, typer.Option("--json", help="Với --out: in kết quả bằng JSON.")]
Write = Callable[[AsyncConnection, str, Path], Awaitable[int]]


@app.callback()
def exporting() -> None:
    """Xuất dữ liệu ra tệp mà motcua import nhận lại được. Tệp chứa dữ liệu cá nhân: giữ kín."""


@app.command()
def procedures(
    out: Out = None,
    file_format: As = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Kèm cả thủ tục có sẵn trong chương trình.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Thủ tục đã nạp (JSON Lines)."""
    if file_format not in {None, Format.JSONL} or (
        out and not out.name.lower().endswith((".jsonl", ".jsonl.gz"))
    ):
        raise UsageError("thủ tục chỉ xuất được ra .jsonl hoặc .jsonl.gz")

    async def write(connection: AsyncConnection, province: str, path: Path) -> int:
        known = await load_all(connection, province)
        if shipped:
            known = (*load_shipped(), *known)
        with create_bytes(path) as file:
            file.writelines(export_lines(known))
        return len(known)

    _export(write, out, file_format, as_json)


@app.command()
def dossiers(out: Out = None, file_format: As = None, as_json: AsJson = False) -> None:
    """Toàn bộ hồ sơ."""
    _export(export_dossiers, out, file_format, as_json)


@app.command()
def offices(out: Out = None, file_format: As = None, as_json: AsJson = False) -> None:
    """Toàn bộ đơn vị."""
    _export(export_offices, out, file_format, as_json)


def _export(write: Write, file: Path | None, file_format: Format | None, as_json: bool) -> None:
    if file is None:
        _to_stdout(write, file_format or Format.JSONL)
        return
    format_of(file)
    if file_format and f".{file_format}" not in file.suffixes:
        raise UsageError(f"{file.name}: đuôi tệp không khớp với --format {file_format}")
    count = asyncio.run(_written(write, file))
    if as_json:
        print_json({"file": str(file), "rows": count})
    else:
        side().print(f"Đã ghi {count} dòng vào {file}")


def _to_stdout(write: Write, file_format: Format) -> None:
    if file_format is Format.XLSX and sys.stdout.isatty():
        raise UsageError("tệp Excel không in ra màn hình được: thêm --out TỆP.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"export.{file_format}"
        asyncio.run(_written(write, file))
        with file.open("rb") as made:
            shutil.copyfileobj(made, sys.stdout.buffer)
        sys.stdout.flush()


async def _written(write: Write, file: Path) -> int:
    """Whole or not at all, and readable by its owner only."""
    half = file.with_name(f".{os.getpid()}.{file.name}")
    async with open_database() as opened, opened.engine.connect() as connection:
        try:
            half.touch(mode=0o600)
            count = await write(connection, opened.province, half)
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)
    return count
