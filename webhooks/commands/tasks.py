"""`motcua tasks …`: what officers have to do, and answering citizens' requests."""

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from bot.desk import old_promises_store, store
from bot.desk.answering import answer as put_answer
from bot.desk.answering import flaw, words
from bot.desk.worklist import Item, worklist
from bot.message import Limits
from bot.notifying.notice import Desk
from bot.notifying.reasons import channel_name
from bot.notifying.rules import load_rules
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.dossier import local_day
from vietnam.calendar import fmt_datetime, load_calendar
from webhooks.campaign_errand import undone_if
from webhooks.channel import kinds as channel_kinds
from webhooks.narrow import is_narrow, print_entries
from webhooks.notice_words import forms
from webhooks.opening import open_database, wall_clock
from webhooks.task_words import DESKS, KINDS
from webhooks.terminal import OperatorError, UsageError, out, print_json, side, table

app = typer.Typer(add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ cho xem, không ghi và không gửi gì.")]
By = Annotated[str, typer.Option("--by", help="Ai làm: tên hoặc tài khoản của cán bộ.")]

MOST = 50
_SCREEN = Limits(length=2000)
_NUMBER = re.compile(r"(?P<ticket>[Yy])?(?P<id>\d{1,18})", re.ASCII)


@app.callback(invoke_without_command=True)
def tasks(
    context: typer.Context,
    unit: Annotated[str | None, typer.Option(help="Việc của một đơn vị, theo mã.")] = None,
    desk: Annotated[
        Desk | None,
        typer.Option(help="officer: cán bộ, head: lãnh đạo, control: kiểm soát, operator: vận hành."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=f"In hết, không dừng ở {MOST} việc.")] = False,
    as_json: AsJson = False,
) -> None:
    """Việc đang chờ và yêu cầu của người dân, gấp nhất trước, theo số giờ làm việc còn lại.

    Số có chữ Y (Y12) là yêu cầu của người dân. Việc của bộ phận kiểm soát không hiện cho đơn vị.
    """
    if context.invoked_subcommand is None:
        asyncio.run(_list(store.Whose(unit=unit and unit.strip().upper(), desk=desk), everything, as_json))


async def _list(whose: store.Whose, everything: bool, as_json: bool) -> None:
    async with open_database() as opened, opened.engine.connect() as connection:
        open_tasks = await store.open_tasks(connection, opened.province, whose)
        tickets = await store.open_tickets(connection, opened.province, whose)
        now = wall_clock()
        before = now - timedelta(days=load_rules(local_day(now)).old_promise_days)
        old = await old_promises_store.count(connection, opened.province, whose.unit, before)
    found = worklist(open_tasks, tickets, now, load_calendar(), load_rules(local_day(now)))
    shown = found if everything or as_json else found[:MOST]
    wordings = Wordings(load_entries())
    if as_json:
        listed = [_json(item, wordings) for item in shown]
        print_json({"open": len(found), "old_promises": old, "tasks": listed})
        return
    _print(shown, wordings)
    if old:
        side().print(f"{old} hồ sơ quá hẹn từ lâu, trước khi nối dữ liệu: không giao việc từng hồ sơ.")
    if len(shown) < len(found):
        side().print(f"Còn {len(found) - len(shown)} việc nữa: thêm --all.")


def _print(items: Sequence[Item], wordings: Wordings) -> None:
    console = out()
    if not items:
        console.print("Không có việc nào đang chờ.")
    elif is_narrow(console):
        print_entries(console, ((_head(item), _told(item, wordings)) for item in items))
    else:
        columns = ("Số", "Giờ làm việc", "Hạn", "Bàn", "Đơn vị", "Loại", "Việc")
        console.print(table(None, columns, [_row(item, wordings) for item in items]))


@app.command()
def done(
    number: Annotated[str, typer.Argument(help="Số của việc, hoặc của yêu cầu (Y12).")],
    by: By,
    outcome: Annotated[str, typer.Option(help="Đã làm gì, một câu.")],
    as_json: AsJson = False,
) -> None:
    """Ghi một việc, hay một yêu cầu đã giải quyết ngoài tin nhắn, là đã xong."""
    is_ticket, known = _read(number)
    _require(by, outcome)
    asyncio.run(_done(is_ticket, known, by.strip(), outcome.strip()))
    if as_json:
        print_json({"done": number})
    else:
        out().print(f"Đã ghi {number} là xong.")


async def _done(is_ticket: bool, number: int, by: str, outcome: str) -> None:
    async with open_database() as opened, opened.engine.begin() as connection:
        if is_ticket:
            closing = store.Closing(state="closed", by=by, outcome=outcome, at=wall_clock())
            ended = await store.close_ticket(connection, opened.province, number, closing) is not None
        else:
            ended = await store.finish_task(
                connection, opened.province, number, outcome=outcome, by=by, now=wall_clock()
            )
    if not ended:
        raise _not_open(number)


@app.command()
def answer(
    number: Annotated[str, typer.Argument(help="Số của yêu cầu (Y12).")],
    text: Annotated[str, typer.Argument(help="Câu trả lời gửi cho người dân.")],
    by: By,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Trả lời một yêu cầu: yêu cầu được đóng, câu trả lời gửi tới đúng người đã hỏi."""
    ticket = int(number.lstrip("Yy")) if number.lstrip("Yy").isdecimal() else None
    if ticket is None:
        raise UsageError(f"{number} không phải số của một yêu cầu", "xem số bằng motcua tasks")
    _require(by, text)
    if (wrong := flaw(text)) is not None:
        raise UsageError(wrong, "sửa câu trả lời")
    limits = {each.id: each.limits for each in channel_kinds()}
    kind = asyncio.run(_answer(ticket, text, by.strip(), dry_run=dry_run))
    content = words(ticket, text, kind)
    made = {form.channel: form.text for form in forms(Wordings(load_entries()), limits, content.says, ())}
    if as_json:
        print_json({"dry_run": dry_run, "ticket": ticket, "forms": made})
        return
    out().print("Sẽ gửi (chưa gửi):" if dry_run else "Đã xếp câu trả lời, worker sẽ gửi:")
    for channel, told in made.items():
        out().print(f"[{channel_name(channel)}] {told}", soft_wrap=True)


async def _answer(ticket: int, text: str, by: str, *, dry_run: bool) -> str:
    """The kind of the request. A trial finds one that is not open as well."""
    async with open_database() as opened, undone_if(opened, dry_run) as connection:
        told = await put_answer(connection, opened.province, ticket, text, by=by, now=wall_clock())
        if told is None:
            raise _not_open(ticket)
        return told.kind


def _not_open(number: int) -> OperatorError:
    return OperatorError(f"không có việc hay yêu cầu số {number} đang chờ", "xem lại bằng motcua tasks --all")


def _read(number: str) -> tuple[bool, int]:
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        raise UsageError(f"{number} không phải số của một việc", "xem số bằng motcua tasks")
    return found["ticket"] is not None, int(found["id"])


def _require(by: str, text: str) -> None:
    if not by.strip() or not text.strip():
        raise UsageError("thiếu tên người làm hoặc nội dung", "ghi --by và nội dung")


def _said(item: Item, wordings: Wordings) -> str:
    return wordings.render(item.says, (), _SCREEN).text if item.says else (item.said or "(không còn lời)")


def _told(item: Item, wordings: Wordings) -> str:
    """For a screen: of a citizen's request the dossier and whom to call, too."""
    if item.says:
        return _said(item, wordings)
    dossier = f"\nHồ sơ {item.dossier_code}." if item.dossier_code else ""
    return _said(item, wordings) + dossier + (f"\nGọi lại: {item.call}." if item.call else "")


def _head(item: Item) -> str:
    """`35 Quá hạn xin lỗi · quá 664 giờ · hạn 17:00 24/07/2026 · lãnh đạo H48.13`."""
    whose = f"{DESKS.get(item.desk, item.desk)} {item.unit_code or ''}".strip()
    parts = (KINDS.get(item.kind, item.kind), _left(item), f"hạn {fmt_datetime(item.due_at)}", whose)
    return f"{item.number} {' · '.join(parts)}"


def _left(item: Item) -> str:
    """In opening hours: on a Sunday there may be none left before a deadline of the same evening."""
    if not item.hours_left:
        return "hết giờ"
    hours = f"{abs(item.hours_left):g}".replace(".", ",")
    return f"quá {hours} giờ" if item.hours_left < 0 else f"còn {hours} giờ"


def _row(item: Item, wordings: Wordings) -> tuple[object, ...]:
    return (
        item.number, _left(item), fmt_datetime(item.due_at), DESKS.get(item.desk, item.desk),
        item.unit_code or "", KINDS.get(item.kind, item.kind), _told(item, wordings),
    )  # fmt: skip


def _json(item: Item, wordings: Wordings) -> dict[str, object]:
    return {
        "number": item.number, "kind": item.kind, "desk": item.desk, "unit": item.unit_code,
        "dossier": item.dossier_code, "due_at": item.due_at, "hours_left": item.hours_left,
        "text": _said(item, wordings), "call": item.call,
    }  # fmt: skip
