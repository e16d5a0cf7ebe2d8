"""`motcua check`: lints what comes as files, and the settings."""

import asyncio
from collections import Counter
from dataclasses import asdict

import typer

from webhooks.checking import check_all
from webhooks.finding import MARKS, Finding, Level
from webhooks.opening import wall_clock
from webhooks.terminal import out, print_json

app = typer.Typer(add_completion=False)


@app.command()
def check(
    as_json: bool = typer.Option(False, "--json", help="In JSON cho chương trình đọc."),
    quiet: bool = typer.Option(False, "--quiet", help="Chỉ in lỗi, không in cảnh báo."),
) -> None:
    """Soát thủ tục, câu trả lời, lịch nghỉ và cấu hình; không cần cơ sở dữ liệu.

    Mã thoát: 0 khi không có lỗi (có thể có cảnh báo), 1 khi có lỗi.
    """
    findings = asyncio.run(check_all(wall_clock().date()))
    counts = Counter(finding.level for finding in findings)
    if as_json:
        print_json(
            {
                "errors": counts[Level.ERROR],
                "warnings": counts[Level.WARNING],
                "findings": [asdict(finding) for finding in findings],
            }
        )
    else:
        _show([found for found in findings if not quiet or found.level is Level.ERROR])
        out().print(f"{counts[Level.ERROR]} lỗi, {counts[Level.WARNING]} cảnh báo")
    if counts[Level.ERROR]:
        raise typer.Exit(1)


def _show(findings: list[Finding]) -> None:
    """One line each, as compilers do: `area place: what`."""
    console = out()
    for found in findings:
        place = f" {found.place}" if found.place else ""
        todo = f" → {found.todo}" if found.todo else ""
        console.print(f"{MARKS[found.level]} {found.area}{place}: {found.what}{todo}", soft_wrap=True)
