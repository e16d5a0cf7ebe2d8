"""`motcua worker`: one process that sends what is queued and forgets what is old."""

import typer
import uvloop

from webhooks.serve import run_worker, set_up_logging
from webhooks.wiring import open_base, read_settings

app = typer.Typer(add_completion=False)


@app.command()
def worker() -> None:
    """Gửi tin đang chờ và làm việc định kỳ, cho tới khi nhận SIGTERM hoặc Ctrl-C.

    Chạy bao nhiêu tiến trình trên một cơ sở dữ liệu cũng được.
    """
    set_up_logging()
    uvloop.run(run_worker(open_base(read_settings())))
