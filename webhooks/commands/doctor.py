"""`motcua doctor`: is this machine fit, and does the system live?"""

import asyncio
from dataclasses import asdict

import typer
from rich.text import Text

from webhooks.diagnosis import diagnose
from webhooks.finding import MARKS, Finding, Level
from webhooks.opening import wall_clock
from webhooks.terminal import out, print_json

app = typer.Typer(add_completion=False)

STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.ERROR: "bold red"}


@app.command()
def doctor(
    as_json: bool = typer.Option(False, "--json", help="In JSON cho chương trình đọc."),
) -> None:
    """Khám cấu hình, thư mục dữ liệu, cơ sở dữ liệu, đồng hồ, kênh, mô hình, việc gửi tin.

    Mã thoát: 0 khi không có lỗi (có thể có cảnh báo), 1 khi có mục hỏng.
    """
    findings = asyncio.run(diagnose(wall_clock))
    broken = any(found.level is Level.ERROR for found in findings)
    if as_json:
        print_json({"ok": not broken, "checks": [asdict(found) for found in findings]})
    else:
        _show(findings)
    if broken:
        raise typer.Exit(1)


def _show(findings: list[Finding]) -> None:
    console = out()
    for found in findings:
        place = f" {found.place}" if found.place else ""
        console.print(Text(f"{MARKS[found.level]} {found.area}{place}: {found.what}", STYLES[found.level]))
        if found.todo:
            console.print(Text(f"  → {found.todo}"))
