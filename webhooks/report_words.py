"""A report's tables for people: names in Vietnamese, and a CSV that no spreadsheet takes for a programme."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO

from bot.figures.sheet import TOTAL, Sheet, Value
from bot.notifying.notice import load_notices
from bot.notifying.reasons import channel_name
from webhooks.notice_words import STATES

TITLES: Mapping[str, str] = {
    "punctuality_by_unit": "Đúng hẹn theo đơn vị",
    "punctuality_by_procedure": "Đúng hẹn theo thủ tục",
    "punctuality_by_both": "Đúng hẹn theo đơn vị và thủ tục",
    "ratings_by_unit": "Hài lòng theo đơn vị",
    "ratings_by_procedure": "Hài lòng theo thủ tục",
    "ratings_by_both": "Hài lòng theo đơn vị và thủ tục",
    "apologies": "Thư xin lỗi phải có",
    "look_ups": "Lượt hỏi lẽ ra không cần",
    "speed": "Từ sự kiện đến người dân (giây)",
    "steps": "Đến được ở bước nào",
    "endings": "Tin báo kết thúc ra sao",
    "sms": "SMS",
}

COLUMNS: Mapping[str, str] = {
    "unit": "Đơn vị", "procedure": "Thủ tục", "name": "Tên", "early": "Sớm hẹn", "on_time": "Đúng hẹn",
    "second_date": "Đúng lần hẹn lại", "late": "Trễ hẹn", "unmeasured": "Không đo được",
    "running": "Đang giải quyết", "put_off": "Đã hẹn lại", "overdue": "Đang quá hẹn",
    "paused": "Chờ người dân", "waiting": "Chờ tiếp nhận", "refused": "Từ chối", "withdrawn": "Rút",
    "stopped": "Dừng", "sum": "Cộng", "on_time_share": "Tỷ lệ đúng hẹn", "n": "Số lượng",
    "mean": "Điểm trung bình", "satisfied": "Tỷ lệ hài lòng", "low": "Khoảng 95% từ", "high": "đến",
    "asked": "Đã hỏi", "response_rate": "Tỷ lệ trả lời", "satisfied_n": "Hài lòng",
    "unsatisfied_n": "Chưa hài lòng", "in_time": "Gửi đúng hạn", "missed": "Không gửi",
    "owed": "Phải gửi", "questions": "Lượt hỏi", "avoidable": "Lẽ ra không cần",
    "changes": "Lần đổi trạng thái", "per_hundred": "Trên 100 lần đổi", "kind": "Loại tin",
    "p50": "50%", "p95": "95%", "p99": "99%", "rung": "Lượt gửi", "on": "Đến qua", "share": "Tỷ lệ",
    "state": "Kết thúc", "reason": "Lý do", "messages": "Tin SMS", "segments": "Đoạn trả tiền",
    "kept": "Đúng hoặc sớm hẹn", "not_kept": "Trễ ngày hẹn đầu", "open": "Đang giải quyết",
    "at_rest": "Chờ người dân, chờ tiếp nhận", "others": "Khác",
    "unknown": "Không còn lời để đếm", "saved": "Đoạn tiết kiệm được",
}  # fmt: skip

_LATE_LETTER = "Gửi trễ"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""
_SHARES = {"on_time_share", "satisfied", "low", "high", "response_rate", "share"}


_NAMING = {"unit", "procedure", "name", "kind", "rung", "on", "state", "reason"}


def _kind(name: str) -> str:
    known = load_notices().get(name)
    return known.about if known else name


_WORDS: Mapping[str, Callable[[str], str]] = {
    "kind": _kind,
    "on": lambda channel: "gọi điện" if channel == "call" else channel_name(channel),
    "state": lambda state: STATES.get(state, state),
}
"""Columns whose values are names for programs; files keep those."""


def without_empty(sheet: Sheet) -> Sheet:
    """For a screen: columns in which nothing was counted are left out, if there is more than a line."""
    kept = [at for at in range(len(sheet.columns)) if any(row[at] not in {0, "", None} for row in sheet.rows)]
    if len(sheet.rows) < 2:
        return sheet
    return Sheet(
        name=sheet.name,
        columns=tuple(sheet.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in sheet.rows),
    )


def heads(sheet: Sheet) -> list[str]:
    late = {"late": _LATE_LETTER} if sheet.name == "apologies" else {}
    return [late.get(column, COLUMNS[column]) for column in sheet.columns]


def cells(sheet: Sheet) -> list[list[str | int]]:
    return [
        [_cell(column, value) for column, value in zip(sheet.columns, row, strict=True)] for row in sheet.rows
    ]


def names(sheet: Sheet) -> int:
    """How many columns say what a row is about; the others count."""
    return sum(column in _NAMING for column in sheet.columns)


def _cell(column: str, value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, str) and column in _WORDS:
        return _WORDS[column](value)
    if value == TOTAL:
        return "Tất cả"
    if not isinstance(value, float):
        return value
    return (f"{100 * value:.1f}%" if column in _SHARES else f"{value:.2f}").replace(".", ",")


def as_json(sheets: Iterable[Sheet]) -> list[dict[str, object]]:
    return [
        {"name": sheet.name, "rows": [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]}
        for sheet in sheets
    ]


def as_csv(sheets: Sequence[Sheet]) -> str:
    """One table below the other, each under its name, with an empty line between."""
    file = StringIO()
    write = csv.writer(file, lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if number:
            write.writerow([])
        write.writerow([sheet.name])
        write.writerow(sheet.columns)
        write.writerows([[_safe(value) for value in row] for row in sheet.rows])
    return file.getvalue()


def _safe(value: Value) -> Value:
    """Names come from other systems; a spreadsheet must not calculate with them."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
