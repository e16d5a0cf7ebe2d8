"""`motcua talk`: a conversation in the terminal through the real turn."""

import asyncio
import signal
import sys
from collections.abc import Mapping
from types import FrameType
from typing import Annotated

import typer
from rich.panel import Panel
from rich.text import Text

from bot.message import ChannelId, Limits
from webhooks.channel import kinds
from webhooks.house import House
from webhooks.talk_lines import answer
from webhooks.talking import Shown, Talked, say
from webhooks.terminal import UsageError, out, print_json, side
from webhooks.wiring import open_house, read_settings, wall_clock

app = typer.Typer(add_completion=False)


@app.command()
def talk(
    channel: Annotated[str, typer.Option(help="Kênh: webchat, sms_http, zalo_oa, telegram.")] = "webchat",
    sender: Annotated[str, typer.Option(help="Người gửi; với sms_http là số điện thoại.")] = "terminal",
    as_json: Annotated[
        bool, typer.Option("--json", help="Đọc mỗi dòng một đối tượng JSON, in mỗi dòng một đối tượng.")
    ] = False,
) -> None:
    """Trò chuyện với trợ lý. Không gửi đi đâu; cuộc trò chuyện được nhớ trong thư mục dữ liệu.

    --json đọc {"channel", "sender", "text", "sent_at"} và in {"replies", "intents", "elapsed_ms"};
    dòng sai in {"error"} tại chỗ và mã thoát cuối cùng là 1.
    """
    if ChannelId(channel) not in _limits():
        raise UsageError(f"không có kênh {channel}: chọn {', '.join(sorted(_limits()))}")
    signal.signal(signal.SIGINT, _stop_reading)
    if as_json:
        bad = asyncio.run(_lines())
        raise typer.Exit(1 if bad else 0)
    asyncio.run(_interactive(ChannelId(channel), sender))


async def _lines() -> int:
    """How many lines were bad."""
    bad, limits = 0, _limits()
    async with open_house(read_settings(), delivers=False) as house:
        for line in sys.stdin.buffer:
            answered = await answer(house.assistant, limits, line, wall_clock)
            print_json(answered)
            bad += "error" in answered
    return bad


async def _interactive(channel: ChannelId, sender: str) -> None:
    side().print("Đang mở…")
    async with open_house(read_settings(), delivers=False) as house:
        await _converse(house, _limits(), channel, sender)


async def _converse(
    house: House, limits: Mapping[ChannelId, Limits], channel: ChannelId, sender: str
) -> None:
    console = out()
    console.print(Text("Gõ câu hỏi rồi Enter; Ctrl-D để thôi.", style="dim"))
    while True:
        try:
            text = console.input(Text("> ", style="bold"))
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if text.strip():
            talked = await say(
                house.assistant, limits, channel=channel, sender=sender, text=text, at=wall_clock()
            )
            for shown in talked.shown:
                console.print(_panel(shown))
            console.print(Text(_remark(talked), style="dim"))


def _limits() -> Mapping[ChannelId, Limits]:
    return {kind.id: kind.limits for kind in kinds()}


def _panel(shown: Shown) -> Panel:
    words = Text(shown.words.text)
    for number, label in enumerate(shown.words.buttons, 1):
        words.append(f"\n[{number}] {label}", style="cyan")
    title = f"SMS tới {shown.to}" if shown.to else None
    return Panel(words, title=title, title_align="left", expand=False)


def _remark(talked: Talked) -> str:
    """What was understood, and what it would cost."""
    parts = sum(shown.words.segments or 0 for shown in talked.shown)
    return ", ".join(talked.intents) + (f" · {parts} tin SMS" if parts else "")


def _stop_reading(number: int, frame: FrameType | None) -> None:
    """asyncio's own handler waits until the line that is being read ends."""
    raise KeyboardInterrupt
