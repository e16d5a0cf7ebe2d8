"""`motcua simulate`: a province's day through the real code on a virtual clock."""

import asyncio
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from db.embedded import embedded_server
from webhooks.simulation.faults import UnknownFault, parse_faults
from webhooks.simulation.outcome import Outcome
from webhooks.simulation.province import Wanted, simulate
from webhooks.simulation_words import tables
from webhooks.terminal import UsageError, out, print_json
from webhooks.wiring import read_settings

app = typer.Typer(add_completion=False)


@app.command()
def simulate_day(
    day: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Ngày mô phỏng.")],
    scale: Annotated[
        float, typer.Option(min=0.001, max=4, help="1: 6.000 sự kiện một ngày, 20.000 hồ sơ đang mở.")
    ] = 1.0,
    faults: Annotated[
        str,
        typer.Option(
            help="Sự cố, cách nhau bằng dấu phẩy: channel-dead=KÊNH@12:00-13:00, "
            "feed-silent=ĐƠN_VỊ@09:00-14:00, receipts-late, receipts-double, receipts-disorder, feed-replay, "
            "clock-jump=+2h@10:00, kill=30, "
            "database-away=5m@11:00, citizens-angry; all: tất cả."
        ),
    ] = "",
    seed: Annotated[int, typer.Option(help="Cùng số thì cùng một ngày.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")] = False,
) -> None:
    """Một ngày của một tỉnh chạy qua đúng mã thật, trên đồng hồ ảo và cơ sở dữ liệu tạm; không gửi đi đâu.

    Mã thoát 1 khi có điều không được phép xảy ra đã xảy ra.
    """
    try:
        wanted = Wanted(day=day.date(), scale=scale, faults=parse_faults(faults), seed=seed)
    except UnknownFault as error:
        raise UsageError(f"không đọc được sự cố {error}", "xem motcua simulate --help") from error
    found = _simulate(wanted)
    if as_json:
        print_json({"sound": found.sound, **asdict(found)}, indent=True)
    else:
        for each in tables(found):
            out().print(each)
    if not found.sound:
        raise typer.Exit(1)


def _simulate(wanted: Wanted) -> Outcome:
    """The server of a temporary folder; only the trained model is taken from our own."""
    with (
        tempfile.TemporaryDirectory(prefix="motcua-sim-") as folder,
        embedded_server(Path(folder), lasting=False) as url,
    ):
        return asyncio.run(simulate(wanted, url, read_settings().data_dir))
