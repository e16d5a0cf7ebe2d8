"""What an import did, for people and for programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from rich.table import Table

from knowledge.dossiers.importing import Report as RowReport
from knowledge.procedures.report import Report as ProcedureReport
from webhooks.terminal import facts, out, print_json, table

MOST_SHOWN = 20
"""Refused rows that are listed for people; `--json` lists all."""

_FIELDS = {
    "offices": "cơ quan", "papers": "giấy tờ", "times": "thời hạn", "fees": "phí, lệ phí",
    "results": "kết quả", "conditions": "điều kiện", "steps": "trình tự", "legal": "căn cứ",
    "online": "trực tuyến",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Refused:
    row: int
    field: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`fields`: procedures by what could be read of each; `flags`: facts kept as text only, by cause."""

    taken: int
    unchanged: int
    stale: int = 0
    refused: Sequence[Refused] = ()
    fields: dict[str, dict[str, int]] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.taken + self.unchanged + self.stale + len(self.refused)


def of_rows(report: RowReport) -> Outcome:
    return Outcome(
        taken=report.taken,
        unchanged=report.unchanged,
        stale=report.stale,
        refused=[Refused(row=bad.row, field=bad.field, reason=bad.reason) for bad in report.refused],
    )


def of_procedures(report: ProcedureReport) -> Outcome:
    return Outcome(
        taken=report.taken,
        unchanged=report.unchanged,
        refused=[Refused(row=bad.row, field=bad.field, reason=bad.reason) for bad in report.refused],
        fields={name: asdict(shares) for name, shares in report.shares().items()},
        flags=dict(report.flags.most_common()),
    )


def show(outcome: Outcome, seconds: float, *, as_json: bool) -> None:
    if as_json:
        print_json(_object(outcome, seconds))
        return
    console = out()
    rows = {
        "Số dòng": outcome.rows,
        "Đã nhận": outcome.taken,
        "Không đổi": outcome.unchanged,
        "Cũ hơn bản đã có": outcome.stale,
        "Bị từ chối": len(outcome.refused),
        "Thời gian": f"{seconds:.1f} giây",
    }
    console.print(facts(None, rows))
    if outcome.fields:
        console.print(_fields(outcome))
    if outcome.refused:
        shown = [(bad.row, bad.field or "(cả dòng)", bad.reason) for bad in outcome.refused[:MOST_SHOWN]]
        console.print(table("Dòng bị từ chối", ("Dòng", "Trường", "Lý do"), shown))
        if len(outcome.refused) > MOST_SHOWN:
            console.print(f"… và {len(outcome.refused) - MOST_SHOWN} dòng nữa; dùng --json để xem tất cả.")


def _fields(outcome: Outcome) -> Table:
    rows = [
        (_FIELDS.get(name, name), shares["parsed"], shares["partly"], shares["flagged"], shares["empty"])
        for name, shares in outcome.fields.items()
    ]
    heads = ("Trường", "Đọc được hết", "Đọc được một phần", "Chỉ giữ nguyên văn", "Nguồn không ghi")
    return table("Đọc được gì ở mỗi thủ tục", heads, rows)


def _object(outcome: Outcome, seconds: float) -> dict[str, object]:
    told: dict[str, object] = {
        "rows": outcome.rows,
        "taken": outcome.taken,
        "unchanged": outcome.unchanged,
        "stale": outcome.stale,
        "refused": [asdict(bad) for bad in outcome.refused],
        "seconds": round(seconds, 2),
    }
    if outcome.fields:
        told |= {"fields": outcome.fields, "flags": outcome.flags}
    return told
