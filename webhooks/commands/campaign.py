"""`motcua campaign …`: one text to many people, written by one officer and approved by another."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import guard_store, orders, pace_store, rows_store, store
from bot.campaigns.campaign import Campaign
from bot.campaigns.errors import CampaignError
from bot.campaigns.making import Made, make
from bot.campaigns.plan import shown
from bot.campaigns.preview import preview as look
from bot.campaigns.preview import text_of
from bot.wording import Wordings
from bot.wording_file import load_entries
from vietnam.calendar import fmt_datetime
from vietnam.sms import fold_sms
from webhooks import campaign_report as report
from webhooks.campaign_errand import errand, found_or_told, name_of, undone_if
from webhooks.campaign_file import read_text
from webhooks.campaign_people import campaign_recipients
from webhooks.channel import kinds
from webhooks.opening import Opened, wall_clock
from webhooks.terminal import OperatorError, UsageError, facts, out, print_json, progress

app = typer.Typer(add_completion=False, no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Số của đợt tin.", min=1)]
By = Annotated[str, typer.Option("--by", help="Họ tên người làm việc này.")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không đổi gì.")]
File = Annotated[
    Path | None,
    typer.Argument(
        exists=True, dir_okay=False, help="Tệp TOML: name, chat, sms, unit, ends_at, urgent, rate."
    ),
]
Name = Annotated[str | None, typer.Option(help="Tên gọi của đợt tin.")]
Chat = Annotated[str | None, typer.Option(help="Lời trên Zalo, Telegram, trang web; biến viết {ten}.")]
Sms = Annotated[str | None, typer.Option(help="Lời SMS không dấu; bỏ trống thì dùng lời chat bỏ dấu.")]
UnitCode = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị đứng tên gửi.")]
EndsAt = Annotated[
    str | None, typer.Option("--ends-at", help="Sau lúc này tin không còn ích: 24/11/2026 17:00.")
]
Urgent = Annotated[bool | None, typer.Option("--urgent/--not-urgent", help="Gửi cả trong giờ yên lặng.")]
Rate = Annotated[int | None, typer.Option(help="Số tin mỗi phút.")]
AllowLong = Annotated[bool, typer.Option("--allow-long", help="Chấp nhận SMS dài hơn một tin.")]


@app.callback()
def campaign() -> None:
    """Gửi một lời tới nhiều người: nghỉ do bão, dời trụ sở, đính chính.

    Một người soạn, người khác duyệt; có lúc rút lại; tự dừng khi hỏng nhiều.

    Mã thoát: 0 xong, 1 có dòng hoặc lời bị từ chối, 2 gõ sai lệnh.
    """


@app.command()
def new(
    by: By,
    file: File = None,
    csv: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Danh sách CSV, có cột phone; có thể .gz."),
    ] = None,
    query: Annotated[
        list[str] | None,
        typer.Option(help='Lọc hồ sơ: "unit=H48.12 status=4,5 received_from=2026-11-01".'),
    ] = None,
    name: Name = None,
    chat: Chat = None,
    sms: Sms = None,
    unit: UnitCode = None,
    ends_at: EndsAt = None,
    urgent: Urgent = None,
    rate: Rate = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Bỏ qua dòng sai, nhận các dòng đúng.")
    ] = False,
    allow_long: AllowLong = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Soạn một đợt tin từ tệp CSV hoặc từ hồ sơ. Chưa gửi cho ai."""
    if (csv is None) == (not query):
        raise UsageError("cần đúng một trong hai: --csv hoặc --query", "motcua campaign new --help")
    words: dict[str, object] = {"name": name, "chat": chat, "sms": sms, "unit": unit}
    terms: dict[str, object] = {"ends_at": ends_at, "urgent": urgent, "rate": rate}
    text = read_text(file, words | terms)
    started = perf_counter()

    async def act(opened: Opened) -> Made:
        async with undone_if(opened, dry_run) as connection:
            rows = await campaign_recipients(connection, opened.province, text, csv, query or [])
            with progress(csv.name if csv else "hồ sơ") as steps:
                return await make(
                    connection,
                    opened.province,
                    text,
                    rows,
                    by=name_of(by),
                    now=wall_clock(),
                    skip_bad=skip_bad,
                    allow_long=allow_long,
                    progress=steps.more,
                )

    made = errand(act)
    report.show_made(made, perf_counter() - started, as_json=as_json, dry_run=dry_run, skip_bad=skip_bad)
    if made.id is None or made.bad_count:
        raise typer.Exit(1)


@app.command()
def edit(
    number: Number,
    by: By,
    file: File = None,
    name: Name = None,
    chat: Chat = None,
    sms: Sms = None,
    unit: UnitCode = None,
    ends_at: EndsAt = None,
    urgent: Urgent = None,
    rate: Rate = None,
    allow_long: AllowLong = False,
    as_json: AsJson = False,
) -> None:
    """Sửa lời của một đợt tin chưa duyệt; danh sách giữ nguyên."""
    words: dict[str, object] = {"name": name, "chat": chat, "sms": sms, "unit": unit}
    terms: dict[str, object] = {"ends_at": ends_at, "urgent": urgent, "rate": rate}

    async def act(opened: Opened) -> tuple[Campaign, bool]:
        async with opened.engine.begin() as connection:
            args = (connection, opened.province, number)
            text = read_text(file, words | terms, text_of(await orders.held(*args)))
            findings = await orders.rewrite(
                *args, text, by=name_of(by), now=wall_clock(), allow_long=allow_long
            )
            report.show_findings(findings)
            return await orders.held(*args), any(finding.serious for finding in findings)

    changed, refused = errand(act)
    _tell(changed, as_json=as_json)
    if refused:
        raise typer.Exit(1)


@app.command()
def preview(
    number: Number,
    price: Annotated[int | None, typer.Option(help="Giá một đoạn SMS, tính bằng đồng.")] = None,
    as_json: AsJson = False,
) -> None:
    """Dòng đầu, dòng dài nhất, dòng trống nhất ở từng kênh; số tin, dòng trùng, người đã từ chối."""

    async def act(opened: Opened) -> None:
        async with opened.engine.connect() as connection:
            found = await found_or_told(connection, opened, number)
            with progress("đọc danh sách", found.rows) as steps:
                seen = await look(connection, opened.province, found, wall_clock(), steps.more)
        limits = {kind.id: kind.limits for kind in kinds() if kind.limits.notices}
        report.show_preview(seen, Wordings(load_entries()), limits, price, as_json=as_json)

    errand(act)


@app.command()
def approve(
    number: Number,
    by: By,
    count: Annotated[int, typer.Option(help="Số dòng của đợt tin, để xác nhận đã xem.")],
    version: Annotated[int, typer.Option(help="Bản lời đã xem; preview và show in số này.")],
    undo: Annotated[int, typer.Option(help="Số giây còn rút lại được, ít nhất 30.")] = 60,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Duyệt, bởi một người chưa từng soạn hay sửa lời. Hết thời gian rút lại thì bắt đầu gửi."""

    async def act(opened: Opened) -> Campaign:
        async with undone_if(opened, dry_run) as connection:
            args = (connection, opened.province, number)
            within = timedelta(seconds=undo)
            return await orders.approve(
                *args, by=name_of(by), count=count, version=version, now=wall_clock(), undo=within
            )

    approved = errand(act)
    if dry_run and not as_json:
        out().print(f"Duyệt được: {approved.rows} dòng (chưa duyệt).")
        return
    if as_json or approved.starts_at is None:
        _tell(approved, as_json=as_json)
        return
    out().print(f"Đã duyệt đợt tin {number}, bản lời {approved.version}; chưa gửi.")
    out().print(
        f"Bắt đầu gửi lúc {fmt_datetime(approved.starts_at)}. Rút lại: motcua campaign undo {number} --by …"
    )


@app.command()
def undo(number: Number, by: By, as_json: AsJson = False) -> None:
    """Rút lại một đợt tin vừa duyệt, khi chưa tin nào đi."""
    who = name_of(by)
    _order(
        lambda connection, province: orders.undo(connection, province, number, wall_clock(), by=who), as_json
    )


@app.command()
def stop(number: Number, by: By, as_json: AsJson = False) -> None:
    """Dừng: tin chưa đi ở lại, không gửi nữa cho tới khi resume."""
    who, now = name_of(by), wall_clock()
    reason = f"{who} dừng lúc {fmt_datetime(now)}"
    _order(
        lambda connection, province: orders.stop(connection, province, number, reason, by=who, now=now),
        as_json,
    )


@app.command()
def resume(number: Number, by: By, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Gửi tiếp phần còn lại của một đợt tin đang dừng."""
    who = name_of(by)
    _order(
        lambda connection, province: orders.resume(connection, province, number, wall_clock(), by=who),
        as_json,
        dry_run=dry_run,
    )


@app.command()
def discard(number: Number, as_json: AsJson = False) -> None:
    """Xóa một đợt tin chưa duyệt và danh sách của nó."""

    async def act(opened: Opened) -> bool:
        async with opened.engine.begin() as connection:
            return await store.discard(connection, opened.province, number)

    if not errand(act):
        raise OperatorError(f"đợt tin {number} không có hoặc đã duyệt", "chỉ xóa được đợt tin chờ duyệt")
    if as_json:
        print_json({"id": number, "discarded": True})
    else:
        out().print(f"Đã xóa đợt tin {number}.")


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """Các đợt tin, mới nhất trước."""

    async def act(opened: Opened) -> list[Campaign]:
        async with opened.engine.connect() as connection:
            return await store.every(connection, opened.province)

    report.show_list(errand(act), as_json=as_json)


@app.command()
def show(
    number: Number,
    row: Annotated[int | None, typer.Option(help="Dòng này nhận lời gì; số dòng như trong tệp.")] = None,
    as_json: AsJson = False,
) -> None:
    """Đã tới đâu: số tin theo trạng thái và lý do."""

    async def act(opened: Opened) -> None:
        async with opened.engine.connect() as connection:
            found = await found_or_told(connection, opened, number)
            args = (connection, opened.province, number)
            if row is not None:
                await _show_row(connection, opened.province, found, row, as_json=as_json)
                return
            figures = await guard_store.figures(*args)
            planned = await rows_store.count_until(*args, found.planned_row)
        report.show_one(found, figures, planned, as_json=as_json)

    errand(act)


async def _show_row(
    connection: AsyncConnection, province: str, found: Campaign, row: int, *, as_json: bool
) -> None:
    recipient = await rows_store.one(connection, province, found.id, row)
    if recipient is None:
        raise CampaignError(f"đợt tin {found.id} không có dòng {row}", "số dòng như trong tệp đã nạp")
    first = await rows_store.first_of(connection, province, found.id, recipient.phone)
    key = f"{pace_store.once_key(found.id)}{recipient.phone}"
    state, reason = await guard_store.became(connection, province, key) or ("", None)
    if row > found.planned_row or first < row:
        state, reason = "", None
    words = dict(shown(found, recipient.values).says[0].values)
    words["sms"] = fold_sms(str(words["sms"]))
    told: dict[str, object] = {"row": row, **words, "state": state or None, "reason": reason}
    told["repeats_row"] = first if first < row else None
    if as_json:
        print_json(told)
        return
    status = report.NOTICE_STATES.get(state, "chưa xếp lịch") + (f": {reason}" if reason else "")
    if first < row:
        status = f"trùng số với dòng {first}, không gửi"
    out().print(facts(f"Dòng {row}", {"Chat": words["chat"], "SMS": words["sms"], "Trạng thái": status}))


def _order(
    order: Callable[[AsyncConnection, str], Awaitable[Campaign]], as_json: bool, *, dry_run: bool = False
) -> None:
    async def act(opened: Opened) -> Campaign:
        async with undone_if(opened, dry_run) as connection:
            return await order(connection, opened.province)

    ordered = errand(act)
    if dry_run and not as_json:
        out().print(f"Làm được (chưa làm): đợt tin {ordered.id} sẽ {report.STATES[ordered.state]}.")
        return
    _tell(ordered, as_json=as_json)


def _tell(changed: Campaign, *, as_json: bool) -> None:
    if as_json:
        print_json(report.as_object(changed))
    else:
        out().print(f"Đợt tin {changed.id}: {report.STATES[changed.state]}, bản lời {changed.version}.")
