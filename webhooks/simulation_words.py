"""What a simulated day came to, as an operator reads it."""

from collections.abc import Mapping

from rich.table import Table

from bot.notifying.notice import load_notices
from webhooks.notice_words import STATES
from webhooks.simulation.outcome import Outcome, Speed
from webhooks.task_words import KINDS
from webhooks.terminal import facts, table

_BROKEN = {
    "lost": "việc phải báo mà không có kết cục",
    "unreadable_end": "kết thúc không ghi lý do",
    "reached_without_message": "ghi đã tới mà máy không nhận",
    "twice": "một việc báo hai lần",
    "false": "tin rời đi khi không còn đúng",
    "in_quiet_hours": "rời đi trong giờ yên tĩnh",
    "too_many_a_day": "quá số tin một ngày",
    "to_who_refused": "gửi người đã từ chối",
    "by_time_while_silent": "báo theo giờ khi dữ liệu gián đoạn",
    "to_another_person": "tới nhầm người",
    "without_end": "quá hạn mà không có kết cục",
    "citizen_unanswered": "người dân nhắn mà không được trả lời",
}
_DOUBLES = {
    "ladder_time_up": "hết giờ chờ báo nhận nên gửi kênh sau",
    "answer_not_heard": "nhà mạng nhận mà không nghe trả lời",
}


_APOLOGIES = {
    "owed": "phải gửi", "in_time": "gửi đúng hạn", "late": "gửi muộn", "missed": "quá hạn chưa gửi",
}  # fmt: skip
_CALLS = {
    "reached": "gặp được", "told_in_person": "báo trực tiếp", "no_answer": "không nghe máy",
    "wrong_number": "nhầm số", "refused": "không muốn nghe", "other_number": "qua số khác",
    "by_letter": "gửi giấy",
}  # fmt: skip
_WANTS = {
    "status": "hỏi hồ sơ", "rating": "chấm điểm", "opt_out": "từ chối nhận tin", "wrong_number": "nhầm số",
    "is_it_real": "hỏi tin thật không", "reply": "nhắn lại tin báo",
}  # fmt: skip
_ANSWERS = {
    "queued": "còn chờ", "sending": "đang gửi", "sent": "đã gửi", "delivered": "đã tới", "read": "đã đọc",
    "failed": "hỏng", "expired": "hết hạn",
}  # fmt: skip


def tables(found: Outcome) -> list[Table]:
    kinds = {name: kind.about for name, kind in load_notices().items()}
    states = sorted({state for ends in found.kinds.values() for state in ends})
    ends = table(
        f"Tin báo ngày {found.day:%d/%m/%Y}",
        ("Loại tin", *(STATES.get(state, state) for state in states)),
        [
            (kinds.get(kind, kind), *(ends.get(state, 0) for state in states))
            for kind, ends in found.kinds.items()
        ],
    )
    return [ends, facts("Cả ngày", _day(found)), facts("Điều không được xảy ra", _broken(found))]


def _day(found: Outcome) -> dict[str, object]:
    return {
        "Sự kiện nhận từ một cửa": found.events,
        "Sự kiện gửi lại": found.replayed,
        "Tin rời đi": found.messages,
        "Theo kênh": _listed(found.by_channel),
        "Số bậc tới khi đến nơi": _listed(found.rungs),
        "Nhà mạng từ chối (lần)": found.refused_by_providers,
        "Từ sự kiện tới máy": _speed(found.by_day),
        "… nhận trong giờ yên tĩnh": _speed(found.from_quiet_hours),
        "Bản thứ hai tới một người": _listed({_DOUBLES[name]: n for name, n in found.doubles.items()}),
        "Vì sao chưa tới": _listed(found.reasons),
        "Thư xin lỗi": _listed(_named(found.apologies, _APOLOGIES)),
        "Việc giao cán bộ": _listed(_named(found.tasks, KINDS)),
        "Danh sách gọi dài nhất": found.longest_call_list,
        "Cuộc gọi": _listed(_named(found.calls, _CALLS)),
        "Người dân nhắn": _listed(_named(found.said, _WANTS)),
        "Câu hỏi tránh được": f"{found.avoidable} trong {found.questions}",
        "Trả lời người dân": _listed(_named(found.answers, _ANSWERS)),
        "Điểm chấm": found.ratings,
        "Tiến trình chết": found.deaths,
        "Lỗi tạm thời": found.errors,
        "Nhịp đồng hồ": found.ticks,
        "Thời gian chạy (giây)": f"{found.seconds:.1f}",
    }


def _broken(found: Outcome) -> dict[str, object]:
    return {
        words: f"{found.broken[name]}: {'; '.join(found.examples[name])}" if name in found.broken else 0
        for name, words in _BROKEN.items()
    }


def _named(counts: Mapping[str, int], words: Mapping[str, str]) -> dict[str, int]:
    return {words.get(name, name): count for name, count in counts.items()}


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items()) or "không"


def _speed(speed: Speed | None) -> str:
    if speed is None:
        return "không"
    return f"p50 {speed.p50:.0f}, p95 {speed.p95:.0f}, p99 {speed.p99:.0f} giây ({speed.count} việc)"
