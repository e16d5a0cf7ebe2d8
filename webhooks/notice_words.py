"""Notices for people at the keyboard: a message in each channel's form, the thread of a dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.desk.preview import Preview
from bot.desk.thread_store import Thread, Told
from bot.message import ChannelId, Limits, Template
from bot.notifying.notice import Notice
from bot.notifying.reasons import channel_name
from bot.reply import Say
from bot.wording import Wordings
from vietnam.calendar import fmt_datetime

SAMPLE_CODE = "K7MQ4XP"
"""Stands where each message has a check code of its own."""

STATES: Mapping[str, str] = {
    "planned": "chờ gửi", "out": "đang gửi", "calling": "chờ gọi điện", "delivered": "đã nhận",
    "read": "đã đọc", "called": "đã gọi", "expired": "hết hạn", "dropped": "không gửi",
    "queued": "chờ gửi", "sending": "đang gửi", "sent": "đã gửi", "failed": "hỏng", "shown": "đã hiện",
    "open": "chưa làm", "done": "đã làm", "lapsed": "không cần nữa",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Form:
    """`segments` None off SMS."""

    channel: str
    text: str
    buttons: tuple[str, ...]
    segments: int | None


def forms(
    wordings: Wordings, limits: Mapping[ChannelId, Limits], says: Sequence[Say], labels: Sequence[str]
) -> list[Form]:
    """The message as each channel carries it."""
    made = []
    for channel, limit in limits.items():
        words = wordings.render(says, labels, limit)
        made.append(Form(channel=channel, text=words.text, buttons=words.buttons, segments=words.segments))
    return made


def preview_json(
    code: str, kind: Notice, found: Preview, made: list[Form], template: Template | None
) -> dict[str, object]:
    return {
        "code": code,
        "kind": kind.name,
        "due": found.due,
        "why": found.why,
        "told_if": found.told_if,
        "look_at": found.look_at,
        "mark": found.words.mark if found.words else None,
        "forms": [asdict(form) for form in made],
        "template": template and asdict(template),
    }


def preview_lines(kind: Notice, found: Preview, made: list[Form], template: Template | None) -> list[str]:
    lines = [f"Tin “{kind.about}”: {'ĐẾN HẠN' if found.due else 'chưa gửi'}. {_sentence(found.why)}"]
    if found.look_at is not None:
        lines.append(f"Xét lại lúc {fmt_datetime(found.look_at)}.")
    if found.words is None:
        return [*lines, "Chưa soạn được lời: hồ sơ thiếu dữ kiện mà tin này cần (xem lý do ở trên)."]
    if found.told_if is not None:
        lines.append(f"Không gửi; lời dưới đây là giả sử {found.told_if}.")
    for form in made:
        segments = f", {form.segments} tin SMS" if form.segments else ""
        lines += ["", f"[{channel_name(form.channel)}{segments}]", form.text]
        lines += [f"  [{button}]" for button in form.buttons]
    lines += ["", f"[Mẫu Zalo: {template.name if template else 'tin này không có mẫu'}]"]
    return lines + ([f"  {name} = {value}" for name, value in template.values.items()] if template else [])


def why_rows(previews: Mapping[str, Preview]) -> list[tuple[str, str, str, str]]:
    return [
        (
            name,
            "đến hạn" if found.due else "không",
            found.why,
            fmt_datetime(found.look_at) if found.look_at else "",
        )
        for name, found in previews.items()
        if found.considered
    ]


def not_considered(previews: Mapping[str, Preview], state: str) -> str | None:
    """The kinds that are asked nothing of a dossier in this state, in one line."""
    names = ", ".join(name for name, found in previews.items() if not found.considered)
    return f"Không xét ở trạng thái {state}: {names}." if names else None


def thread_lines(thread: Thread) -> list[str]:
    """One line a happening, in order."""
    happened = [line for told in thread.notices for line in _told(told)]
    happened += [
        (task.created_at, f"việc {task.kind} ({task.desk}): {STATES.get(task.state, task.state)}, hạn "
         f"{fmt_datetime(task.due_at)}" + (f"; {task.outcome}" if task.outcome else ""))
        for task in thread.tasks
    ]  # fmt: skip
    happened += [
        (a.at, f"người dân hỏi qua {channel_name(a.channel)}: {', '.join(a.intents)}") for a in thread.asked
    ]
    happened += [(rated.at, f"người dân chấm {rated.value}/5 điểm") for rated in thread.ratings]
    return [f"{fmt_datetime(at)}  {what}" for at, what in sorted(happened, key=lambda each: each[0])]


def thread_json(thread: Thread) -> dict[str, object]:
    """Without anybody's number."""
    told = [{**asdict(each), "subject": masked(each.subject)} for each in thread.notices]
    return {**asdict(thread), "notices": told}


def _told(told: Told) -> list[tuple[datetime, str]]:
    name = f"tin #{told.id} {told.kind}"
    lines = [
        (told.event_at, f"{name}: sự việc"),
        (told.planned_at, f"{name}: lập, gửi tới {masked(told.subject)}"),
    ]
    if told.carrier_id is not None and told.carrier_id != told.id:
        lines.append((told.left_at or told.planned_at, f"{name}: báo chung trong tin #{told.carrier_id}"))
    for copy in told.copies:
        at = copy.ended_at or copy.sent_at or copy.created_at
        reason = f" ({copy.reason})" if copy.reason else ""
        lines.append(
            (at, f"{name}: {channel_name(copy.channel)} {STATES.get(copy.state, copy.state)}{reason}")
        )
    reason = f": {told.reason}" if told.reason else ""
    state = STATES.get(told.state, told.state)
    if told.ended_at is not None:
        on = f" qua {channel_name(told.ended_on)}" if told.ended_on else ""
        lines.append((told.ended_at, f"{name}: {state.upper()}{on}{reason}"))
    elif told.next_at is not None:
        lines.append((told.next_at, f"{name}: {state}{reason}; xét lại lúc này"))
    return lines


def masked(subject: str) -> str:
    """Enough to tell numbers apart, not to call one."""
    if not subject:
        return "không có số"
    return f"…{subject[-3:]}" if subject.startswith("+") else channel_name(subject.partition(":")[0])


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:].rstrip('.')}."
