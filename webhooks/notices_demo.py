"""`motcua notices demo`: something happens to a sample dossier, and its notice goes the whole way."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.leaving.quiet import leaves_at
from bot.notifying.notice import Notice
from bot.notifying.office import NoticeOffice
from bot.planning import watch
from bot.planning.case import load_cases
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier, Status, local_day
from knowledge.dossiers.sample_news import NEWS, happens
from knowledge.dossiers.store import apply, everything, only_samples
from vietnam.calendar import fmt_datetime
from webhooks.notice_office import kind_of, open_notices
from webhooks.terminal import OperatorError, UsageError, out, print_json

_OF_DEMO = "+84900009"
"""How the phones begin that README and the sandbox name."""
_RUNNING = {Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING}


@dataclass(frozen=True, kw_only=True)
class Shown:
    code: str
    phone: str
    leaves: str | None


def demo(
    kind: Annotated[str, typer.Argument(help=f"Loại tin: {', '.join(NEWS)}.")] = "ready",
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")] = False,
) -> None:
    """Cho một việc xảy ra với một hồ sơ mẫu, để thấy tin báo trên các máy ở /sandbox. Chỉ với dữ liệu mẫu."""
    if kind not in NEWS:
        raise UsageError(f"không thử được loại tin {kind}", f"chọn một trong: {', '.join(NEWS)}")
    shown = asyncio.run(_demo(kind))
    if as_json:
        print_json({"kind": kind, "dossier": shown.code, "phone": shown.phone, "leaves": shown.leaves})
        return
    out().print(f"Hồ sơ mẫu {shown.code} vừa có thay đổi ({kind}).")
    when = f"rời đi lúc {shown.leaves} (ngoài giờ gửi tin)" if shown.leaves else "tới trong một giây"
    out().print(f"Mở /sandbox, điện thoại SMS, SIM {shown.phone}: tin {when}.", soft_wrap=True)
    out().print(f"Vì sao, gửi lúc nào, có báo nhận chưa: motcua notices why {shown.code}", soft_wrap=True)


async def _demo(kind_name: str) -> Shown:
    async with open_notices() as opened:
        office = opened.office
        async with office.engine.connect() as connection:
            if opened.live or not await only_samples(connection, office.province):
                raise OperatorError(
                    "chỉ thử được với dữ liệu mẫu, khi chưa bật MOTCUA_LIVE",
                    "dùng motcua notices preview, hoặc một MOTCUA_DATA_DIR khác có dữ liệu mẫu",
                )
            found = [each async for each in everything(connection, office.province) if _fits(each)]
            found.sort(key=lambda each: each.status_code not in _RUNNING)
            for dossier in found:
                if await _announced(connection, office, dossier, kind_of(office, kind_name)):
                    return _shown(office, dossier)
    raise OperatorError("không còn hồ sơ mẫu nào hợp", "nạp lại: motcua import sample")


def _fits(dossier: Dossier) -> bool:
    """Of the people whose phones the sandbox has, and told to nobody else."""
    return (dossier.applicant.phone or "").startswith(_OF_DEMO) and not dossier.authorised


async def _announced(
    connection: AsyncConnection, office: NoticeOffice, dossier: Dossier, kind: Notice
) -> bool:
    """Committed when the notice is due by it; else nothing has happened."""
    now = office.now()
    changed = happens(dossier, kind.name, now, office.calendar)
    if changed.status_code == dossier.status_code and dossier.apology is not None:
        return False
    await apply(connection, office.province, [changed], Source.DEMO)
    case = (await load_cases(connection, office, [dossier.code], now))[dossier.code]
    if kind.decide is None or kind.decide(case).due is None:
        await connection.rollback()
        return False
    await watch.note(connection, office.province, [dossier.code], now)
    await connection.commit()
    return True


def _shown(office: NoticeOffice, dossier: Dossier) -> Shown:
    now = office.now()
    leaves = leaves_at(now, office.rules(local_day(now)), office.calendar, urgent=False, optional=False)
    return Shown(
        code=dossier.code,
        phone=_spaced(dossier.applicant.phone or ""),
        leaves=fmt_datetime(leaves) if leaves > now else None,
    )


def _spaced(phone: str) -> str:
    """`0900 009 001`, as the sandbox writes it."""
    own = f"0{phone.removeprefix('+84')}"
    return f"{own[:4]} {own[4:7]} {own[7:]}"
