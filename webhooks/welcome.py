"""What a server says when it takes connections: where to click, and numbers to try."""

from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from knowledge.dossiers.sample_demo import DemoCase, demo
from webhooks.house import House

SHOWN = 5
"""Sample dossiers in the panel; the page shows them all."""


HOW_TO_ASK = "Hồ sơ mẫu: hỏi theo số hồ sơ, rồi cho biết số điện thoại hoặc 4 số cuối căn cước."


def welcome(house: House, host: str, port: int, *, sample: bool) -> Panel:
    base = house.base
    at = address(host, port)
    places = [("Trò chuyện", f"{at}/"), ("Tài liệu API", f"{at}/docs"), ("Tình trạng", f"{at}/readyz")]
    if not base.live:
        places.insert(1, ("Thử Zalo, SMS, Telegram", f"{at}/sandbox"))
    links = Table.grid(padding=(0, 2))
    for name, url in places:
        links.add_row(name, Text(url, style="bold cyan"))
    parts: list[Table | Text] = [links]
    if sample:
        cases = demo(base.clock(), house.assistant.services.calendar)
        parts += [
            Text("\nHồ sơ mẫu để hỏi (hỏi số hồ sơ, rồi cho biết số điện thoại hoặc 4 số cuối):"),
            _cases(cases),
        ]
    note = "Đang chạy thật: tin được gửi đi." if base.live else "Chạy thử: không tin nào được gửi ra ngoài."
    parts.append(Text(f"\n{note} Dừng bằng Ctrl-C."))
    return Panel(Group(*parts), title="motcua", border_style="red" if base.live else "green", expand=False)


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}  # noqa: S104 - compared, not bound
    shown = everywhere.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def _cases(cases: list[DemoCase]) -> Table:
    made = Table("Số hồ sơ", "Điện thoại", "4 số cuối căn cước", "Tình huống", show_edge=False)
    for case in cases[:SHOWN]:
        made.add_row(case.code, "0" + case.phone.removeprefix("+84"), case.last4, case.title)
    return made
