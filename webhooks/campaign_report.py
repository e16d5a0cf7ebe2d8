"""Campaigns as commands print them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from bot.campaigns.campaign import Campaign
from bot.campaigns.guard_store import Figures
from bot.campaigns.lint import Finding
from bot.campaigns.making import Made
from bot.campaigns.plan import shown
from bot.campaigns.preview import Preview
from bot.campaigns.rows_store import Doubles
from bot.campaigns.survey import Sample, Survey
from bot.message import ChannelId, Limits
from bot.notifying.reasons import channel_name
from bot.reply import Say
from bot.wording import Wordings
from vietnam.calendar import fmt_datetime
from webhooks.terminal import facts, out, print_json, side, table, written

MOST_SHOWN = 20
STATES = {"draft": "chờ duyệt", "running": "đang chạy", "stopped": "đang dừng", "done": "đã xong"}
NOTICE_STATES = {
    "planned": "chờ gửi", "out": "đã gửi, chờ biên nhận", "calling": "chờ gọi điện", "delivered": "đã đến",
    "read": "đã đọc", "called": "đã gọi", "expired": "quá hạn", "dropped": "không gửi",
}  # fmt: skip
ACTS = {
    "written": "soạn lời", "approved": "duyệt", "undone": "rút lại", "stopped": "dừng",
    "resumed": "cho gửi tiếp",
}  # fmt: skip
CHECK = Say(wording="notice_foot.check", values={"check": "XXXXXXX"})
"""In place of the code that a notice gets when it leaves."""


def as_object(campaign: Campaign) -> dict[str, object]:
    return {**asdict(campaign), "state": campaign.state.value}


def show_made(made: Made, seconds: float, *, as_json: bool, dry_run: bool, skip_bad: bool) -> None:
    if as_json:
        print_json(
            {
                "id": None if dry_run else made.id,
                "dry_run": dry_run,
                "rows": made.survey.rows,
                "segments": made.survey.segments,
                "refused_count": made.bad_count,
                "refused": [asdict(bad) for bad in made.bad],
                "findings": [asdict(finding) for finding in made.findings],
                "duplicates": asdict(made.doubles),
                "no_sms": made.survey.no_sms,
                "seconds": round(seconds, 2),
            }
        )
        return
    show_findings(made.findings)
    _show_bad(made, skip_bad=skip_bad)
    _warn_of_doubles(made.doubles)
    if made.survey.no_sms:
        side().print(f"Lưu ý: {made.survey.no_sms} số không nhận được SMS (số bàn hoặc nước ngoài).")
    if made.id is None:
        side().print("Chưa tạo đợt tin nào.")
    elif dry_run:
        out().print(f"Kiểm tra xong {made.survey.rows} dòng (chưa tạo).")
    else:
        out().print(f"Đã tạo đợt tin {made.id}: {written(made.survey.rows)} dòng, {seconds:.1f} giây.")
        out().print(f"Xem trước: motcua campaign preview {made.id}")


def _show_bad(made: Made, *, skip_bad: bool) -> None:
    if not made.bad_count:
        return
    rows = [(bad.row, bad.field or "(cả dòng)", bad.reason) for bad in made.bad[:MOST_SHOWN]]
    out().print(table(f"Dòng bị từ chối: {made.bad_count}", ("Dòng", "Cột", "Lý do"), rows))
    if made.bad_count > MOST_SHOWN:
        out().print(f"… và {made.bad_count - MOST_SHOWN} dòng nữa; --json liệt kê tới 1.000 dòng.")
    if made.id is None and not skip_bad:
        side().print("Việc cần làm: sửa các dòng trên rồi nạp lại, hoặc thêm --skip-bad để bỏ qua chúng.")


def show_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        side().print(("Lỗi: " if finding.serious else "Lưu ý: ") + finding.message)


def _warn_of_doubles(doubles: Doubles) -> None:
    if not doubles.phones:
        return
    rows = "; ".join("dòng " + ", ".join(map(str, each)) for each in doubles.examples)
    side().print(
        f"Lưu ý: {doubles.phones} số điện thoại có ở nhiều dòng (như {rows}). "
        f"Mỗi số chỉ nhận một tin, của dòng đầu: {doubles.extra} dòng sẽ không gửi."
    )


def forms(
    campaign: Campaign, sample: Sample, wordings: Wordings, limits: Mapping[ChannelId, Limits]
) -> dict[str, dict[str, object]]:
    """What each channel would carry of one row, check code included."""
    says = shown(campaign, sample.values).says
    made: dict[str, dict[str, object]] = {}
    for channel, limit in limits.items():
        words = wordings.render((*says, CHECK), (), limit)
        made[channel] = {"text": words.text, "segments": words.segments}
    return made


def samples(survey: Survey) -> dict[str, Sample]:
    found = {"đầu tiên": survey.first, "dài nhất": survey.longest, "trống nhất": survey.emptiest}
    return {name: sample for name, sample in found.items() if sample is not None}


def show_preview(
    seen: Preview,
    wordings: Wordings,
    limits: Mapping[ChannelId, Limits],
    price: int | None,
    *,
    as_json: bool,
) -> None:
    campaign = seen.campaign
    shown = {
        name: (sample.row, forms(campaign, sample, wordings, limits))
        for name, sample in samples(seen.survey).items()
    }
    if as_json:
        rows = {name: {"row": row, "forms": form} for name, (row, form) in shown.items()}
        print_json({"campaign": as_object(campaign), **_figures(seen, price), "samples": rows})
        return
    for name, (row, by_channel) in shown.items():
        cells = [
            (channel_name(channel), form["text"], form["segments"] or "")
            for channel, form in by_channel.items()
        ]
        out().print(table(f"Dòng {name} ({row})", ("Kênh", "Lời", "SMS"), cells))
    _show_figures(seen, price)


def _figures(seen: Preview, price: int | None) -> dict[str, object]:
    return {
        "rows": seen.campaign.rows,
        "segments": seen.survey.segments,
        "rows_of_several_segments": seen.survey.several,
        "cost": None if price is None else seen.survey.segments * price,
        "duplicates": asdict(seen.doubles),
        "no_sms": seen.survey.no_sms,
        "opted_out": seen.unreachable.opted_out,
        "wrong_number": seen.unreachable.wrong_number,
        "starts": seen.starts.isoformat(),
        "finishes": seen.finishes.isoformat(),
        "too_slow": seen.too_slow,
    }


def _show_figures(seen: Preview, price: int | None) -> None:
    campaign = seen.campaign
    rows: dict[str, object] = {
        "Bản lời": campaign.version,
        "Số dòng": campaign.rows,
        "Số đoạn SMS (nếu gửi hết bằng SMS)": seen.survey.segments,
        "Dòng dài hơn một đoạn": seen.survey.several,
        "Dòng trùng số, không gửi": seen.doubles.extra,
        "Số bàn, số nước ngoài (không nhận được SMS)": seen.survey.no_sms,
        "Đã từ chối nhận tin": seen.unreachable.opted_out,
        "Số đã báo là nhầm": seen.unreachable.wrong_number,
        "Tốc độ (tin/phút)": campaign.rate,
        "Bắt đầu": fmt_datetime(seen.starts) + ("" if campaign.starts_at else " (nếu duyệt ngay)"),
        "Xong khoảng": fmt_datetime(seen.finishes)
        + ("" if campaign.urgent else "; lâu hơn nếu qua giờ yên lặng"),
        "Hết hạn": fmt_datetime(campaign.ends_at),
    }
    if price is not None:
        rows["Chi phí SMS nhiều nhất (đồng)"] = seen.survey.segments * price
    out().print(facts(f"Đợt tin {campaign.id}: {campaign.name}", rows))
    if seen.too_slow:
        side().print("Lưu ý: với tốc độ này các dòng cuối sẽ quá hạn; tăng rate hoặc lùi ends_at.")


def show_one(campaign: Campaign, figures: Figures, planned: int, *, as_json: bool) -> None:
    """`planned`: rows up to which notices were made; those without one had a phone of an earlier row."""
    doubles = planned - sum(figures.states.values())
    if as_json:
        told = {"states": figures.states, "reasons": figures.reasons, "rows_planned": planned}
        print_json({**as_object(campaign), **told, "rows_skipped_as_duplicates": doubles})
        return
    rows: dict[str, object] = {
        "Trạng thái": STATES[campaign.state] + (f": {campaign.reason}" if campaign.reason else ""),
        "Bản lời": campaign.version,
        "Người soạn": f"{campaign.created_by}, {fmt_datetime(campaign.created_at)}",
        "Người duyệt": _approval(campaign.approved_by, campaign.approved_at),
        "Số dòng": campaign.rows,
        "Chưa xếp lịch": campaign.rows - planned,
        "Trùng số, không gửi": doubles,
        **{NOTICE_STATES.get(state, state): count for state, count in figures.states.items()},
        "Hết hạn": fmt_datetime(campaign.ends_at),
    }
    out().print(facts(f"Đợt tin {campaign.id}: {campaign.name}", rows))
    if campaign.acts:
        out().print(table("Ai đã làm gì", ("Lúc", "Việc", "Bản lời", "Người"), _acts(campaign)))
    if figures.reasons:
        out().print(table("Lý do", ("Lý do", "Số tin"), list(figures.reasons.items())))


def _acts(campaign: Campaign) -> list[tuple[str, str, int, str]]:
    return [
        (fmt_datetime(datetime.fromisoformat(act["at"])), ACTS[act["what"]], act["version"], act["by"])
        for act in campaign.acts
    ]


def _approval(by: str | None, at: datetime | None) -> str:
    return "chưa" if by is None or at is None else f"{by}, {fmt_datetime(at)}"


def show_list(campaigns: Sequence[Campaign], *, as_json: bool) -> None:
    if as_json:
        print_json([as_object(campaign) for campaign in campaigns])
        return
    if not campaigns:
        out().print("Chưa có đợt tin nào.")
        return
    rows = [
        (each.id, each.name, STATES[each.state], each.rows, each.created_by, each.approved_by or "")
        for each in campaigns
    ]
    heads = ("Số", "Tên", "Trạng thái", "Số dòng", "Người soạn", "Người duyệt")
    out().print(table(None, heads, rows))
