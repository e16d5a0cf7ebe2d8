"""`motcua erase --phone N`: the right to be forgotten, done by an operator."""

import asyncio
from typing import Annotated

import typer

from bot.erase_phone import erase_phone
from vietnam.phone import parse_phone
from webhooks.opening import open_database, wall_clock
from webhooks.settings import data_key
from webhooks.terminal import UsageError, facts, out, print_json

app = typer.Typer(add_completion=False)

TABLES = {
    "exchanges": "Tin nhắn đến", "outbox": "Tin nhắn đi", "tickets": "Yêu cầu gửi cán bộ",
    "ratings": "Đánh giá", "consents": "Đồng ý nhận tin", "proof_tries": "Lần chứng minh sai",
    "one_time_codes": "Mã một lần", "conversations": "Cuộc trò chuyện", "notices": "Tin báo",
    "campaign_rows": "Dòng trong danh sách gửi chung", "wrong_numbers": "Lời báo nhầm số",
    "forgotten": "Dấu để không nhắn lại, không đọc ra số",
    "mentions": "Tin của người khác có ghi số này",
    "codes_awaited": "Người khác đang chờ mã gửi tới số này",
}  # fmt: skip


@app.command()
def erase(
    phone: Annotated[str, typer.Option(help="Số điện thoại của người đề nghị.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ đếm, không xóa.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")] = False,
) -> None:
    """Xóa mọi thứ trợ lý giữ về một số điện thoại. Không lấy lại được.

    Hồ sơ là của hệ thống một cửa nên không bị xóa ở đây.
    """
    number = parse_phone(phone)
    if number is None:
        raise UsageError("đây không phải là một số điện thoại")
    done = asyncio.run(_erase(number, dry_run=dry_run))
    if as_json:
        print_json({"dry_run": dry_run, "rows": done})
        return
    title = "Sẽ xóa hoặc làm trống (chưa làm)" if dry_run else "Đã xóa hoặc làm trống"
    out().print(facts(title, {TABLES[name]: count for name, count in done.items()}))


async def _erase(number: str, *, dry_run: bool) -> dict[str, int]:
    async with open_database() as opened:
        return await erase_phone(
            opened.engine,
            opened.province,
            number,
            wall_clock(),
            key=data_key(opened.settings),
            dry_run=dry_run,
        )
