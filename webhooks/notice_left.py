"""`motcua notices show`: what one notice said as it left, and what became of each of its copies."""

import asyncio
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from bot.desk.words_store import LeftCopy, LeftNotice, words_left
from bot.notifying.reasons import channel_name
from bot.notifying.subject import is_phone
from bot.retention import TEXTS
from vietnam.calendar import fmt_datetime
from webhooks.notice_words import STATES, masked
from webhooks.opening import open_database
from webhooks.terminal import OperatorError, out, print_json

ERASED = f"lời tin chỉ giữ {TEXTS.days} ngày, nay đã xóa; còn lại tên và phiên bản câu chữ"
NOT_LEFT = "chưa rời đi"
_MOST = 2**63 - 1
"""The database knows no higher number."""


def show(
    number: Annotated[int, typer.Argument(help="Số của tin.")],
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")] = False,
) -> None:
    """Lời của một tin như đã rời đi, từng bản: kênh, lúc nào, câu chữ phiên bản nào, tới đâu, vì sao."""
    found = asyncio.run(_found(number))
    if found is None:
        raise OperatorError(f"không có tin #{number}", "xem số của tin bằng motcua notices why MÃ_HỒ_SƠ")
    if as_json:
        print_json(_as_json(found))
        return
    for line in _lines(found):
        out().print(line, soft_wrap=True)


async def _found(number: int) -> LeftNotice | None:
    if not 0 < number <= _MOST:
        return None
    async with open_database() as opened, opened.engine.connect() as connection:
        return await words_left(connection, opened.province, number)


def _as_json(found: LeftNotice) -> dict[str, object]:
    """Without anybody's number."""
    copies = [
        {**asdict(copy), "recipient": _to(copy), "note": None if copy.text else _no_text(copy)}
        for copy in found.copies
    ]
    return {**asdict(found), "subject": masked(found.subject), "copies": copies}


def _lines(found: LeftNotice) -> list[str]:
    told = [f"mã tin {found.check_code}" if found.check_code else "chưa có mã tin"]
    told += [f"hồ sơ {found.dossier_code}"] if found.dossier_code else []
    told += [f"đợt tin #{found.campaign_id}"] if found.campaign_id else []
    lines = [
        f"Tin #{found.id} {found.kind}: {', '.join(told)}, gửi tới {masked(found.subject)}",
        f"Sự việc {fmt_datetime(found.event_at)}, lập {fmt_datetime(found.planned_at)}. {_state(found)}.",
    ]
    if found.carrier_id is not None:
        lines.append(f"Báo chung trong tin #{found.carrier_id}; lời dưới đây là của tin đó.")
    if found.carries:
        lines.append(f"Trong tin này còn báo: {', '.join(f'#{each}' for each in found.carries)}.")
    if not found.copies:
        lines.append("Chưa có bản nào rời đi.")
    return lines + [line for copy in found.copies for line in _copy_lines(copy)]


def _state(found: LeftNotice) -> str:
    name = STATES.get(found.state, found.state)
    why = f": {found.reason}" if found.reason else ""
    if found.ended_at is not None:
        on = f" qua {channel_name(found.ended_on)}" if found.ended_on else ""
        return f"Kết cục: {name}{on} lúc {fmt_datetime(found.ended_at)}{why}"
    again = f"; xét lại lúc {fmt_datetime(found.next_at)}" if found.next_at else ""
    return f"Hiện: {name}{why}{again}"


def _copy_lines(copy: LeftCopy) -> list[str]:
    times = (("xếp hàng", copy.created_at), ("gửi", copy.sent_at), ("xong", copy.ended_at))
    reason = f" ({copy.reason})" if copy.reason else ""
    return [
        "",
        f"[{channel_name(copy.channel)} tới {_to(copy)}] {STATES.get(copy.state, copy.state)}{reason}; "
        + ", ".join(f"{what} {fmt_datetime(at)}" for what, at in times if isinstance(at, datetime)),
        copy.text or f"({_no_text(copy)})",
        f"Câu chữ: {', '.join(copy.wordings) or 'không có'}",
    ]


def _no_text(copy: LeftCopy) -> str:
    return NOT_LEFT if copy.sent_at is None else ERASED


def _to(copy: LeftCopy) -> str:
    """An account's name in a chat says nothing to officers: the channel stands for it."""
    return masked(copy.recipient if is_phone(copy.recipient) else f"{copy.channel}:{copy.recipient}")
