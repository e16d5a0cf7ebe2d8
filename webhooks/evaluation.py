"""Showing how well labelled messages were understood."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from nlu.judging.by_label import LabelScores
from nlu.judging.certainty import Certainty
from nlu.judging.evaluate import Evaluation, Scores, Share
from nlu.judging.labelled import Seen
from webhooks.terminal import facts, out, table

HEADS = ("Cách viết", "Tin", "Cả dãy", "F1 ý định", "F1 thực thể", "Thủ tục 1", "trong 3", "MRR")
LABEL_HEADS = ("Nhãn", "P", "R", "F1", "Có", "Tìm thấy")
GROUPS = {
    "without accents": "không dấu", "with accents": "có dấu",
    "short": "ngắn (đến 5 chữ)", "medium": "vừa", "long": "dài (từ 16 chữ)",
}  # fmt: skip
SHOWN_CONFUSIONS = 12


def show_evaluation(evaluation: Evaluation, *, intents: bool) -> None:
    console = out()
    rows = [_row("tất cả", evaluation.overall)]
    rows += [_row(style, scores) for style, scores in evaluation.by_style.items()]
    rows += [_row(_group(group), scores) for group, scores in evaluation.by_group.items()]
    console.print(table(None, HEADS, rows))
    console.print(facts(None, _answers(evaluation)))
    console.print(table("Thực thể", LABEL_HEADS, _label_rows(evaluation.entities)))
    if intents:
        console.print(table("Ý định, yếu nhất trước", LABEL_HEADS, _label_rows(evaluation.intents)))
        pairs = [
            (pair.wanted, pair.given, pair.times) for pair in evaluation.confusions[:SHOWN_CONFUSIONS]
        ]  # fmt: skip
        console.print(table("Nhầm lẫn", ("Đúng ra là", "Hiểu thành", "Lần"), pairs))
    _show_certainty("Ý định: tin cậy", evaluation.intent_certainty)
    _show_certainty("Thủ tục: tin cậy", evaluation.procedure_certainty)
    p50, p95, p99, longest = astuple(evaluation.latency)
    console.print(f"Thời gian một tin: p50 {p50} ms, p95 {p95} ms, p99 {p99} ms, lâu nhất {longest} ms")


def error_rows(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    return [
        {
            "text": one.case.text,
            "wanted": list(one.case.intents),
            "found": [[guess.name.value, guess.confidence] for guess in one.meaning.intents],
            "clear": one.meaning.clear,
            "procedures": sorted(one.case.procedures),
            "found_procedures": [[guess.code, guess.confidence] for guess in one.meaning.procedures[:3]],
        }
        for one in seen
    ]


def show_errors(seen: Sequence[Seen]) -> None:
    console = out()
    for row in error_rows(seen):
        found = ", ".join(f"{name} {confidence:.2f}" for name, confidence in row["found"])
        console.print(f"\n{row['text']}")
        console.print(f"  đúng ra: {', '.join(row['wanted'])}")
        console.print(f"  hiểu là: {found}" + ("" if row["clear"] else " (hỏi lại)"))
        if row["procedures"]:
            named = ", ".join(f"{code} {confidence:.2f}" for code, confidence in row["found_procedures"])
            console.print(f"  thủ tục: {', '.join(row['procedures'])}; tìm được: {named or '–'}")


def _answers(evaluation: Evaluation) -> Mapping[str, object]:
    whole, hard = evaluation.overall, evaluation.hard
    return {
        "Trả lời thẳng về thủ tục": _percent(whole.direct),
        "… trong đó sai": _percent(whole.direct_wrong),
        "Hỏi lại có đúng thủ tục": _percent(whole.asked_right),
        "Không rõ ý": _percent(whole.unclear),
        "Nhiều ý định, đúng cả dãy": _part(hard.several),
        "… đúng đủ, bất kể thứ tự": _part(hard.several_any_order),
        "Câu nối tiếp, đúng": _part(hard.follow_ups),
        "Ngoài phạm vi mà tưởng là yêu cầu": _part(hard.nonsense_taken),
    }


def _show_certainty(title: str, certainty: Certainty) -> None:
    if not certainty.count:
        return
    here, console = certainty.production, out()
    rows = [
        (f"{part.low:.1f}–{part.high:.1f}", part.count, _percent(part.confidence), _percent(part.accuracy))
        for part in certainty.bins
    ]
    console.print(table(title, ("Tin cậy", "Tin", "Trung bình %", "Đúng %"), rows))
    console.print(
        f"Lệch trung bình (ECE) {_percent(certainty.error)} điểm. Ngưỡng đang dùng: trả lời "
        f"{_percent(here.coverage)} %, đúng {_percent(here.accuracy)} % (tin cậy từ {here.least:.2f})."
    )


def _label_rows(labels: Mapping[str, LabelScores]) -> list[tuple[object, ...]]:
    """Weakest first."""
    return [
        (name, _percent(one.precision), _percent(one.recall), _percent(one.f1), one.wanted, one.given)
        for name, one in sorted(labels.items(), key=lambda item: item[1].f1)
    ]


def _row(name: str, scores: Scores) -> tuple[object, ...]:
    shares = (scores.exact, scores.macro_f1, scores.entity_f1)
    procedures = (scores.procedure_top1, scores.procedure_top3, scores.procedure_mrr)
    none = not scores.procedure_messages
    return (
        name,
        scores.messages,
        *map(_percent, shares),
        *("–" if none else _percent(share) for share in procedures),
    )


def _group(name: str) -> str:
    return GROUPS.get(name, name.replace("author ", "người viết "))


def _part(part: Share) -> str:
    return f"{_percent(part.share)} (trên {part.messages} tin)" if part.messages else "–"


def _percent(share: float) -> float:
    return round(100 * share, 1)
