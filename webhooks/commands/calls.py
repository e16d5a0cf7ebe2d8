"""`motcua calls …`: whom officers call because no channel reached them, and how it went."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer

from bot.ending.calls import CallOutcome, NotOnTheList, NumberIsWrong, ToCall, record_call
from bot.ending.calls import calls as to_call
from bot.notifying.notice import load_notices
from bot.notifying.subject import is_phone
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import with_history
from vietnam.calendar import fmt_datetime
from webhooks.narrow import is_narrow, print_entries
from webhooks.opening import open_database, wall_clock
from webhooks.terminal import OperatorError, UsageError, out, print_json, side, table

app = typer.Typer(add_completion=False)

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
MOST = 200
_WRONG = "số đã báo nhầm: tìm số khác hoặc gửi giấy"
_SHOWN = ("phone", "name", "dossier", "about", "reason")


@app.callback(invoke_without_command=True)
def calls(
    context: typer.Context,
    unit: Annotated[str | None, typer.Option(help="Của một đơn vị, theo mã.")] = None,
    as_json: AsJson = False,
) -> None:
    """Những người cần gọi vì không kênh nào báo được: gọi ai, vì sao, trước lúc nào; gấp nhất trước.

    In ra số điện thoại và họ tên đủ để gọi: chỉ dùng cho việc này.
    """
    if context.invoked_subcommand is None:
        asyncio.run(_list(unit and unit.strip().upper(), as_json=as_json))


async def _list(unit: str | None, *, as_json: bool) -> None:
    async with open_database() as opened, opened.engine.connect() as connection:
        found = await to_call(connection, opened.province, unit, None if as_json else MOST + 1)
        codes = sorted({call.dossier_code for call in found if call.dossier_code is not None})
        known = await with_history(connection, opened.province, codes)
    about = {name: kind.about for name, kind in load_notices().items()}
    made = [_facts(call, known.get(call.dossier_code or "", (None,))[0], about) for call in found]
    if as_json:
        print_json({"calls": made})
        return
    _print(found[:MOST], made[:MOST])
    if len(found) > MOST:
        side().print(f"Danh sách còn nữa, đây là {MOST} dòng gấp nhất: xem bằng --unit hoặc --json.")


def _print(found: Sequence[ToCall], made: Sequence[dict[str, object]]) -> None:
    if made and is_narrow(out()):
        print_entries(out(), map(_entry, made))
    elif made:
        columns = ("Số", "Gọi trước", "Gọi tới", "Tên", "Hồ sơ", "Báo việc", "Vì sao phải gọi")
        rows = [
            (call.notice_id, fmt_datetime(call.until), *(each[name] for name in _SHOWN))
            for call, each in zip(found, made, strict=True)
        ]
        out().print(table(None, columns, rows))
    else:
        out().print("Không phải gọi cho ai.")


def _facts(call: ToCall, dossier: Dossier | None, about: Mapping[str, str]) -> dict[str, object]:
    return {
        "number": call.notice_id,
        "until": call.until,
        "phone": call.subject if is_phone(call.subject) and not call.number_is_wrong else "",
        "name": _name(call, dossier),
        "dossier": call.dossier_code or "",
        "about": about.get(call.kind, call.kind),
        "reason": _WRONG if call.number_is_wrong else call.reason or "",
        "unit": call.unit_code,
        "kind": call.kind,
    }


def _entry(known: dict[str, object]) -> tuple[str, str]:
    """`20 Gọi 0905 000 001, Trần Mẫu · trước 17:00 25/11/2026`, and below it what to tell, and why so."""
    whom = ", ".join(str(known[name]) for name in ("phone", "name") if known[name])
    until = f"trước {fmt_datetime(known['until'])}" if isinstance(known["until"], datetime) else ""
    act = "Gọi" if known["phone"] else "Báo cho"
    head = " · ".join(filter(None, (f"{known['number']} {act} {whom or '(chưa rõ ai)'}", until)))
    dossier = f" Hồ sơ {known['dossier']}." if known["dossier"] else ""
    return head, f"Báo: {known['about']}.{dossier}\nVì sao phải gọi: {known['reason']}."


def _name(call: ToCall, dossier: Dossier | None) -> str:
    """Of whom the number belongs to; of the applicant where there is none."""
    if dossier is None:
        return ""
    people = (*dossier.authorised, dossier.applicant)
    named = next((person.name for person in people if person.phone == call.subject), dossier.applicant.name)
    return named or ""


@app.command()
def done(
    number: Annotated[int, typer.Argument(help="Số đứng đầu dòng trong danh sách gọi.")],
    outcome: Annotated[
        CallOutcome,
        typer.Option(
            help="reached: gặp được, told_in_person: báo trực tiếp, no_answer: không nghe máy (vẫn còn trong "
            "danh sách), wrong_number: nhầm số, refused: không muốn nghe, "
            "other_number: báo được qua số khác, by_letter: đã gửi giấy báo."
        ),
    ],
    by: Annotated[str, typer.Option("--by", help="Ai gọi: tên hoặc tài khoản của cán bộ.")],
    as_json: AsJson = False,
) -> None:
    """Ghi kết quả một cuộc gọi."""
    if not by.strip():
        raise UsageError("thiếu tên người gọi", "ghi --by")
    state = asyncio.run(_done(number, outcome, by))
    if as_json:
        print_json({"number": number, "outcome": outcome, "state": state})
    else:
        out().print(f"Đã ghi tin #{number}: {_SAID[outcome]}.")


_SAID: Mapping[CallOutcome, str] = {
    CallOutcome.REACHED: "đã báo qua điện thoại",
    CallOutcome.TOLD_IN_PERSON: "đã báo trực tiếp",
    CallOutcome.NO_ANSWER: "không nghe máy, còn trong danh sách gọi",
    CallOutcome.WRONG_NUMBER: "nhầm số, đã ngừng nhắn và giao việc sửa số",
    CallOutcome.REFUSED: "người nhận không muốn nghe",
    CallOutcome.OTHER_NUMBER: "đã báo qua số điện thoại khác",
    CallOutcome.BY_LETTER: "đã báo bằng giấy",
}


async def _done(number: int, outcome: CallOutcome, by: str) -> str:
    async with open_database() as opened, opened.engine.begin() as connection:
        try:
            return await record_call(connection, opened.province, number, outcome, by, wall_clock())
        except NotOnTheList as error:
            raise OperatorError(
                f"tin #{number} không có trong danh sách gọi", "xem lại bằng motcua calls"
            ) from error
        except NumberIsWrong as error:
            raise UsageError(
                f"số của tin #{number} đã được báo là nhầm, không gọi nữa",
                "ghi other_number, by_letter, told_in_person hoặc refused",
            ) from error
