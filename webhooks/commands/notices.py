"""`motcua notices …`: what would be told, why it was or was not, a round by hand, a test."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from bot.copies import deliver_notices
from bot.desk import store
from bot.desk.preview import Preview, preview, state_name
from bot.desk.thread_store import Thread, thread
from bot.ending.ends_store import Overdue, overdue_notices
from bot.leaving.feet import with_feet
from bot.leaving.release import release
from bot.notices.test import WORDING
from bot.parcel import Content
from bot.planning.plan import plan
from bot.planning.rehearsal import rehearse
from bot.reply import Say
from knowledge.dossiers.dossier import Dossier
from vietnam.calendar import fmt_datetime
from vietnam.phone import parse_phone
from webhooks.channel import kinds as channel_kinds
from webhooks.notice_left import show
from webhooks.notice_office import case_of, kind_of, moment, open_notices
from webhooks.notice_words import (
    SAMPLE_CODE,
    STATES,
    forms,
    not_considered,
    preview_json,
    preview_lines,
    thread_json,
    thread_lines,
    why_rows,
)
from webhooks.notices_demo import demo
from webhooks.opening import open_database, wall_clock
from webhooks.terminal import UsageError, facts, out, print_json, side, table

app = typer.Typer(add_completion=False, no_args_is_help=True)

Now = Annotated[
    str | None, typer.Option("--now", help="Xét như đang ở thời điểm này, dạng 2026-11-26T09:00.")
]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ cho xem, không ghi và không gửi gì.")]
Code = Annotated[str, typer.Argument(help="Mã hồ sơ.")]
_MOST_ROUNDS = 10_000

app.command()(demo)
app.command()(show)


@app.callback()
def notices() -> None:
    """Tin báo cho người dân: xem trước, vì sao gửi hay không, chạy một lượt bằng tay, gửi thử."""


@app.command("preview")
def preview_one(
    kind: Annotated[str, typer.Argument(help="Loại tin, ví dụ ready, overdue_apology.")],
    code: Code,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Lời của một loại tin cho một hồ sơ, theo từng kênh, kể cả khi chưa đến hạn. Không gửi gì."""
    asyncio.run(_preview(kind, code, moment(now), as_json=as_json))


async def _preview(kind_name: str, code: str, now: datetime | None, *, as_json: bool) -> None:
    async with open_notices(now) as opened:
        office = opened.office
        kind, case = kind_of(office, kind_name), await case_of(office, code)
        found = preview(kind, case)
        wordings = office.post.wordings
        says = with_feet(found.words.says, kind, SAMPLE_CODE) if found.words else ()
        limits = {each.id: each.limits for each in channel_kinds()}
        made = forms(wordings, limits, says, found.words.labels) if found.words else []
        template = wordings.template(says) if found.words else None
    if as_json:
        print_json(preview_json(case.dossier.code, kind, found, made, template))
        return
    for line in preview_lines(kind, found, made, template):
        out().print(line, soft_wrap=True)


@app.command()
def why(code: Code, now: Now = None, as_json: AsJson = False) -> None:
    """Từng loại tin có đến hạn không và vì sao; những tin đã lập, từ sự việc đến báo nhận và điểm chấm."""
    dossier, previews, found = asyncio.run(_why(code, moment(now)))
    if as_json:
        decisions = {
            name: {"due": each.due, "why": each.why, "look_at": each.look_at}
            for name, each in previews.items()
        }
        print_json({"code": dossier.code, "kinds": decisions, "thread": thread_json(found)})
        return
    columns = ("Loại tin", "Đến hạn", "Vì sao", "Xét lại lúc")
    out().print(table(f"Hồ sơ {dossier.code}, trạng thái {state_name(dossier)}", columns, why_rows(previews)))
    if (others := not_considered(previews, state_name(dossier))) is not None:
        out().print(others, soft_wrap=True)
    lines = thread_lines(found)
    out().print("Đã diễn ra:" if lines else "Chưa có tin nào được lập cho hồ sơ này.")
    for line in lines:
        out().print(f"  {line}", soft_wrap=True)
    if found.notices:
        numbers = ", ".join(str(told.id) for told in found.notices)
        out().print(f"Xem lời đã gửi: motcua notices show SỐ (có: {numbers})", soft_wrap=True)


async def _why(code: str, now: datetime | None) -> tuple[Dossier, dict[str, Preview], Thread]:
    async with open_notices(now) as opened:
        office = opened.office
        case = await case_of(office, code)
        deciding = {name: kind for name, kind in office.kinds.items() if kind.decide is not None}
        async with office.engine.connect() as connection:
            found = await thread(connection, office.province, case.dossier.code)
    return case.dossier, {name: preview(kind, case) for name, kind in deciding.items()}, found


@app.command()
def sweep(
    now: Now = None,
    dry_run: DryRun = False,
    deliver: Annotated[
        bool, typer.Option("--deliver/--no-deliver", help="Có giao luôn cho các kênh không.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Lập tin đến hạn, cho tin rời đi và giao, một lượt. Tiến trình worker vẫn tự làm việc này."""
    if now is not None and not dry_run:
        raise UsageError("--now chỉ dùng để thử", "thêm --dry-run, hoặc bỏ --now")
    counts = asyncio.run(_sweep(moment(now), dry_run=dry_run, deliver=deliver))
    if as_json:
        print_json({"dry_run": dry_run, **counts})
    else:
        title = "Sẽ làm (chưa làm)" if dry_run else "Đã làm"
        out().print(facts(title, {_COUNTS.get(name, name): count for name, count in counts.items()}))


_COUNTS = {
    "watches": "Hồ sơ được xét", "notices": "Tin lập mới", "tasks": "Việc giao cán bộ",
    "failed": "Loại tin gặp lỗi", "released": "Tin được xét để gửi", "delivered": "Bản giao cho kênh",
}  # fmt: skip


async def _sweep(now: datetime | None, *, dry_run: bool, deliver: bool) -> dict[str, int]:
    async with open_notices(now) as opened:
        office = opened.office
        if dry_run:
            rehearsed = await rehearse(office)
            kinds = {f"· {office.kinds[name].about}": n for name, n in sorted(rehearsed.kinds.items())}
            return {**asdict(rehearsed.planned), **kinds}
        planned = asdict(await plan(office))
        released = await _until_done(lambda: release(office))
        delivered = await _until_done(lambda: deliver_notices(office.post)) if deliver else 0
    return {**planned, "released": released, "delivered": delivered}


async def _until_done(act: Callable[[], Awaitable[int]]) -> int:
    """Batch after batch; bounded, so that a notice that is due again at once cannot hold us here."""
    total = 0
    for _ in range(_MOST_ROUNDS):
        done = await act()
        total += done
        if done == 0:
            break
    return total


@app.command()
def test(
    phone: Annotated[str, typer.Argument(help="Số điện thoại nhận tin thử.")],
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Gửi một tin thử tới một số điện thoại, qua đúng các bước của tin thật."""
    number = parse_phone(phone)
    if number is None:
        raise UsageError("đây không phải là một số điện thoại")
    if not (yes or dry_run) and not typer.confirm(f"Gửi một tin thử tới {phone}?", err=True):
        raise typer.Exit(1)
    told = asyncio.run(_test(number, dry_run=dry_run))
    if as_json:
        print_json({"dry_run": dry_run, **told})
    elif dry_run:
        out().print(facts("Sẽ gửi (chưa gửi)", told))
    else:
        out().print(f"Đã xếp tin thử #{told['notice']}; worker sẽ gửi. Hàng đợi: motcua doctor.")
        out().print(f"Xem kết quả: motcua notices show {told['notice']}")
        if not told["live"]:
            out().print("Chưa bật MOTCUA_LIVE: tin ở lại trong máy, không tới điện thoại.")


async def _test(number: str, *, dry_run: bool) -> dict[str, object]:
    async with open_notices() as opened:
        office = opened.office
        kind, content, now = kind_of(office, "test"), Content(says=(Say(wording=WORDING),)), office.now()
        if dry_run:
            limits = {each.id: each.limits for each in channel_kinds()}
            made = forms(office.post.wordings, limits, with_feet(content.says, kind, SAMPLE_CODE), ())
            return {form.channel: form.text for form in made}
        to = store.Closed(kind=kind.name, subject=number, unit_code=None, dossier_code=None)
        worded = store.Worded(kind=kind, key=f"{number}/{now:%Y%m%dT%H%M%S.%f}", to=to, content=content)
        async with office.engine.begin() as connection:
            made_id = await store.put_worded(connection, office.province, worded, now)
    return {"notice": made_id, "live": opened.live}


@app.command()
def overdue(as_json: AsJson = False) -> None:
    """Tin đã quá hạn mà chưa có kết cục. Phải trống; mã thoát 1 khi có tin nào."""
    found = asyncio.run(_overdue())
    if as_json:
        print_json({"overdue": [asdict(each) for each in found]})
    elif found:
        columns = ("Tin", "Loại", "Hồ sơ", "Trạng thái", "Lẽ ra xét lúc")
        out().print(table("Tin không có kết cục", columns, [_overdue_row(each) for each in found]))
        side().print(
            "Việc cần làm: xem motcua worker có chạy không (motcua doctor), rồi motcua notices sweep."
        )
    else:
        out().print("Mọi tin đều có kết cục hoặc còn trong hạn.")
    if found:
        raise typer.Exit(1)


async def _overdue() -> Sequence[Overdue]:
    async with open_database() as opened, opened.engine.connect() as connection:
        return await overdue_notices(connection, opened.province, wall_clock())


def _overdue_row(each: Overdue) -> tuple[object, ...]:
    since = fmt_datetime(each.since) if each.since else "không bao giờ"
    return each.notice_id, each.kind, each.dossier_code or "", STATES.get(each.state, each.state), since
