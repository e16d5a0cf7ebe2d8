"""`motcua import …`: files into the database, the good rows of one in one transaction, the bad reported."""

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning import watch
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.fileformat import open_bytes
from knowledge.dossiers.importing import import_dossiers
from knowledge.offices.importing import import_offices
from knowledge.procedures.importing import import_procedures
from vietnam.calendar import load_calendar
from webhooks import import_report
from webhooks.import_report import Outcome
from webhooks.known import load_known
from webhooks.loading import load_province
from webhooks.opening import open_database, wall_clock
from webhooks.terminal import OperatorError, Steps, out, print_json, progress, side

app = typer.Typer(add_completion=False, no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Tệp cần nạp, có thể nén .gz.")]
Take = Callable[[AsyncConnection, str, Steps], Awaitable[Outcome]]


@app.callback()
def importing() -> None:
    """Nạp dữ liệu từ tệp. Nạp lại cùng tệp không đổi gì; không báo tin về những gì nạp vào, trừ khi dùng
    --notify với hồ sơ.

    Mã thoát: 0 nhận hết, 1 có dòng bị từ chối (các dòng đúng vẫn được nhận), 2 gõ sai lệnh.
    """


@app.command()
def procedures(
    file: File,
    checked_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Ngày lấy tệp từ nguồn, nếu trong tệp không ghi."),
    ] = None,
    train: Annotated[
        bool,
        typer.Option("--train/--no-train", help="Huấn luyện ngay, hay để máy chủ tự làm."),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Thủ tục hành chính: JSON Lines của cổng dịch vụ công, hoặc tệp do motcua xuất ra.

    Nạp xong thì huấn luyện luôn, nên lần mở máy chủ sau không phải chờ.
    """
    day = checked_on.date() if checked_on else None

    async def take(connection: AsyncConnection, province: str, steps: Steps) -> Outcome:
        with open_bytes(file) as lines:
            report = await import_procedures(
                connection, lines, province=province, now=wall_clock(), checked_on=day, progress=steps.at
            )
        return import_report.of_procedures(report)

    _import(file, take, as_json, after=_train if train else None)


@app.command()
def dossiers(
    file: File,
    notify: Annotated[
        bool,
        typer.Option("--notify", help="Báo cho người dân những thay đổi mà tệp mang đến."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hồ sơ: .jsonl, .csv, .xlsx, cũng nhận .gz. Không báo tin cho người dân, trừ khi có --notify.

    Việc đến theo thời gian (xin lỗi trước hạn, nhắc nhận kết quả) thì vẫn theo dõi từ lúc nạp.
    """
    source = Source.ANNOUNCED if notify else Source.IMPORT

    async def take(connection: AsyncConnection, province: str, steps: Steps) -> Outcome:
        async def then(brought: Sequence[Dossier]) -> None:
            await watch.note_imported(connection, province, brought, wall_clock())

        report = await import_dossiers(connection, province, file, steps.more, source=source, then=then)
        return import_report.of_rows(report)

    _import(file, take, as_json)


@app.command()
def offices(file: File, as_json: AsJson = False) -> None:
    """Đơn vị, giờ làm việc, tổ công nghệ số cộng đồng: .jsonl, .csv, .xlsx."""

    async def take(connection: AsyncConnection, province: str, steps: Steps) -> Outcome:
        return import_report.of_rows(await import_offices(connection, province, file, steps.more))

    _import(file, take, as_json)


@app.command()
def sample(as_json: AsJson = False) -> None:
    """Tỉnh mẫu: khoảng 3.000 hồ sơ giả đủ mọi trạng thái, tính từ hôm nay."""
    asyncio.run(_sample(as_json))


async def _sample(as_json: bool) -> None:
    started = perf_counter()
    async with open_database() as opened:
        if opened.settings.live:
            raise OperatorError(
                "đang chạy thật (MOTCUA_LIVE): không nạp hồ sơ mẫu lẫn vào hồ sơ thật",
                "bỏ MOTCUA_LIVE để dùng thử",
            )
        applied = await load_province(opened.engine, opened.province, wall_clock(), load_calendar())
    if as_json:
        print_json({"taken": applied.taken, "seconds": round(perf_counter() - started, 2)})
    else:
        out().print(f"Đã nạp tỉnh mẫu: {applied.taken} hồ sơ.")


async def _train() -> None:
    """The imported rows are kept already; a model that is there for them is not made again."""
    # What trains takes a second to import.
    from webhooks.training import load_trained  # noqa: PLC0415

    started = perf_counter()
    async with open_database() as opened:
        with side().status("Đang huấn luyện trên danh mục mới…"):
            known = await load_known(opened.engine, opened.province, opened.settings.data_dir, load_trained)
    took = perf_counter() - started
    side().print(f"Đã sẵn sàng hiểu {len(known.catalogue)} thủ tục ({took:.1f} giây).")


def _import(
    file: Path, take: Take, as_json: bool, after: Callable[[], Coroutine[None, None, None]] | None = None
) -> None:
    """`after` the rows are kept and reported."""
    started = perf_counter()
    try:
        outcome = asyncio.run(_take(file, take))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise OperatorError(
            f"tệp nén bị hỏng hoặc bị cắt ngang: {file.name}; chưa nhận dòng nào", "lấy lại tệp"
        ) from error
    import_report.show(outcome, perf_counter() - started, as_json=as_json)
    if after is not None:
        asyncio.run(after())
    if outcome.refused:
        raise typer.Exit(1)


async def _take(file: Path, take: Take) -> Outcome:
    total = await asyncio.to_thread(_count_lines, file)
    async with open_database() as opened:
        with progress(file.name, total) as steps:
            async with opened.engine.begin() as connection:
                return await take(connection, opened.province, steps)


def _count_lines(file: Path) -> int | None:
    """How long the bar is; None where only reading tells. A broken file is found while it is read."""
    if not file.name.lower().endswith((".jsonl", ".jsonl.gz")):
        return None
    try:
        with open_bytes(file) as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
    except (OSError, EOFError, zlib.error):
        return None
