"""`motcua serve`: one HTTP process, with a worker beside it when asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import typer
import uvloop

from vietnam.calendar import load_calendar
from webhooks.house import House
from webhooks.loading import is_todays, load_province
from webhooks.opening import open_database
from webhooks.serve import serve as serve_until_told
from webhooks.serve import set_up_logging
from webhooks.settings import Settings
from webhooks.terminal import OperatorError, side
from webhooks.welcome import welcome
from webhooks.wiring import open_house, read_settings, wall_clock

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    host: str = typer.Option("127.0.0.1", help="Địa chỉ lắng nghe; :: là mọi địa chỉ IPv6 và IPv4."),
    port: int = typer.Option(8000, min=0, max=65535, help="Cổng lắng nghe; 0 là cổng nào còn trống."),
    with_worker: bool = typer.Option(False, "--with-worker", help="Gửi tin luôn trong tiến trình này."),
    sample: bool = typer.Option(False, "--sample", help="Nạp tỉnh mẫu nếu chưa có hoặc là của hôm khác."),
    shared_port: bool = typer.Option(False, "--shared-port", help="Nhiều tiến trình cùng nghe một cổng."),
) -> None:
    """Chạy máy chủ cho tới khi nhận SIGTERM hoặc Ctrl-C; việc đang làm được làm xong.

    Lần đầu: tạo cơ sở dữ liệu và huấn luyện mô hình, mất khoảng nửa phút.
    """
    set_up_logging()
    settings = read_settings()
    if sample and settings.live:
        raise OperatorError(
            "đang chạy thật (MOTCUA_LIVE): không nạp hồ sơ mẫu", "bỏ --sample hoặc bỏ MOTCUA_LIVE"
        )

    def started(house: House, at: int) -> None:
        side().print(welcome(house, host, at, sample=sample))

    uvloop.run(
        serve_until_told(
            _opened(settings, sample=sample),
            host=host,
            port=port,
            with_worker=with_worker,
            shared_port=shared_port,
            started=started,
        )
    )


@asynccontextmanager
async def _opened(settings: Settings, *, sample: bool) -> AsyncIterator[House]:
    """The sample is loaded first, so that what the house knows includes its offices."""
    side().print("Đang mở cơ sở dữ liệu và nạp kiến thức; lần đầu mất khoảng nửa phút…")
    async with open_database() as opened:
        if sample:
            calendar, now = load_calendar(), wall_clock()
            if not await is_todays(opened.engine, opened.province, now, calendar):
                applied = await load_province(opened.engine, opened.province, now, calendar)
                side().print(f"Đã nạp tỉnh mẫu: {applied.taken} hồ sơ.")
        async with open_house(settings) as house:
            yield house
