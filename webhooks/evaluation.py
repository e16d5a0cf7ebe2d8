"""Showing how well labelled messages were understood, to somebody who did not write this program."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from nlu.judging.by_label import NOTHING, Confusion, LabelScores
from nlu.judging.certainty import Certainty
from nlu.judging.evaluate import Evaluation, Scores, Share
from nlu.judging.labelled import Case
from webhooks.terminal import facts, out, table

HEADS: Final = (
    "Phần trăm đúng", "Tin", "Cả dãy", "F1 ý định", "F1 thực thể", "Có thủ tục", "đúng đầu",
    "trong ba", "MRR",
)  # fmt: skip
EXPLAINED: Final = (
    "Cả dãy: đúng mọi ý định, đúng thứ tự. F1 ý định: trung bình các ý định, hiếm cũng như thường. "
    "Đúng đầu, trong ba, MRR (trung bình của 1/hạng): trên các tin có thủ tục. –: không có gì để chấm."
)
LABEL_HEADS: Final = ("Nhãn", "Chính xác", "Tìm được", "F1", "Trong tệp", "Máy thấy")
ACCENTS: Final = {"without accents": "không dấu", "with accents": "có dấu"}
LENGTHS: Final = {"short": "ngắn (đến 5 chữ)", "medium": "vừa", "long": "dài (từ 16 chữ)"}
AUTHOR: Final = "author "
SHOWN_CONFUSIONS: Final = 12
SHOWN_CODES: Final = 8


def show_evaluation(evaluation: Evaluation, *, intents: bool) -> None:
    console = out()
    console.print(table(None, HEADS, _rows(evaluation)))
    console.print(EXPLAINED)
    console.print(facts(None, _answers(evaluation)))
    console.print(table("Thực thể, yếu nhất trước", LABEL_HEADS, _label_rows(evaluation.entities)))
    _say_what_is_not_labelled(evaluation.entities)
    if intents:
        console.print(table("Ý định, yếu nhất trước", LABEL_HEADS, _label_rows(evaluation.intents)))
        _show_confusions(evaluation.confusions)
    _show_certainty("Ý định đầu tiên: tin cậy", evaluation.intent_certainty)
    _show_certainty("Thủ tục đầu tiên: tin cậy", evaluation.procedure_certainty)
    took = evaluation.latency
    console.print(
        f"Thời gian một tin (ms): nửa số tin dưới {_plain(took.p50)}, 95 % dưới {_plain(took.p95)}, "
        f"99 % dưới {_plain(took.p99)}, lâu nhất {_plain(took.longest)}."
    )


def unknown_codes(cases: Iterable[Case], known: Collection[str]) -> dict[str, int]:
    """Codes that the file names and nothing here has, with the messages that name them: they can only be
    misread. Most frequent first."""
    named: Counter[str] = Counter()
    for case in cases:
        in_talk = {case.context.procedure} if case.context.procedure else set()
        named.update((case.procedures | in_talk) - set(known))
    return dict(named.most_common())


def told_unknown(codes: Mapping[str, int]) -> str:
    shown = ", ".join(f"{code} ({count} tin)" for code, count in list(codes.items())[:SHOWN_CODES])
    more = f" và {len(codes) - SHOWN_CODES} mã khác" if len(codes) > SHOWN_CODES else ""
    return f"Mã thủ tục trong tệp mà ở đây không có, nên luôn tính là sai: {shown}{more}."


def _rows(evaluation: Evaluation) -> list[tuple[object, ...]]:
    """All; then by what the file says of style and author, and by what the text itself shows."""
    groups = evaluation.by_group
    authors = sorted(name for name in groups if name.startswith(AUTHOR))
    rows = [_row("tất cả", evaluation.overall)]
    rows += [_row(f"kiểu {style}", scores) for style, scores in evaluation.by_style.items()]
    rows += [_row(told, groups[name]) for name, told in (ACCENTS | LENGTHS).items() if name in groups]
    if len(authors) > 1:
        rows += [_row(f"người viết {name.removeprefix(AUTHOR)}", groups[name]) for name in authors]
    return rows


def _row(name: str, scores: Scores) -> tuple[object, ...]:
    procedures = (scores.procedure_top1, scores.procedure_top3, scores.procedure_mrr)
    about = scores.procedure_messages
    return (
        name,
        scores.messages,
        _cell(scores.exact),
        _cell(scores.macro_f1),
        _cell(scores.entity_f1 if scores.entities else None),
        about,
        *(_cell(share if about else None) for share in procedures),
    )


def _answers(evaluation: Evaluation) -> Mapping[str, object]:
    whole, hard = evaluation.overall, evaluation.hard
    direct = round(whole.direct * whole.procedure_messages)
    asked = whole.procedure_asked
    return {
        "Tin về thủ tục: trả lời thẳng": _part(Share(share=whole.direct, messages=whole.procedure_messages)),
        "… trả lời thẳng mà sai thủ tục": _part(Share(share=whole.direct_wrong, messages=direct)),
        "… hỏi lại, có thủ tục đúng để chọn": _part(Share(share=whole.asked_right, messages=asked)),
        "Chưa rõ ý định nên hỏi lại": _part(Share(share=whole.unclear, messages=whole.messages)),
        "Tin nhiều ý định: đúng cả dãy": _part(hard.several),
        "… đúng đủ, bất kể thứ tự": _part(hard.several_any_order),
        "Câu nối tiếp (đã biết đang nói về gì): đúng": _part(hard.follow_ups),
        "Ngoài phạm vi mà tưởng là yêu cầu": _part(hard.nonsense_taken),
    }


def _label_rows(labels: Mapping[str, LabelScores]) -> list[tuple[object, ...]]:
    """Weakest first; those that the file does not have last."""
    return [
        (
            name,
            _cell(one.precision if one.given else None),
            _cell(one.recall if one.wanted else None),
            _cell(one.f1 if one.wanted else None),
            one.wanted,
            one.given,
        )
        for name, one in sorted(labels.items(), key=lambda item: (not item[1].wanted, item[1].f1))
    ]


def _say_what_is_not_labelled(entities: Mapping[str, LabelScores]) -> None:
    missing = [name for name, one in entities.items() if not one.wanted]
    if missing:
        out().print(f"Tệp không gán nhãn {', '.join(missing)}: chỗ nào máy thấy cũng tính là thừa.")


def _show_confusions(confusions: Sequence[Confusion]) -> None:
    rows = [
        (
            "(không có gì thêm)" if pair.wanted == NOTHING else pair.wanted,
            "(bỏ sót)" if pair.given == NOTHING else pair.given,
            pair.times,
        )
        for pair in confusions[:SHOWN_CONFUSIONS]
    ]
    out().print(
        table("Nhầm lẫn", ("Đúng ra là", "Hiểu thành", "Lần"), rows) if rows else "Không nhầm ý định nào."
    )
    if len(confusions) > SHOWN_CONFUSIONS:
        out().print(f"Còn {len(confusions) - SHOWN_CONFUSIONS} cặp ít hơn: xem --json.")


def _show_certainty(title: str, certainty: Certainty) -> None:
    if not certainty.count:
        return
    here, console = certainty.production, out()
    rows = [
        (
            f"{_plain(part.low)}–{_plain(part.high)}",
            part.count,
            _cell(part.confidence),
            _cell(part.accuracy),
        )
        for part in certainty.bins
    ]
    console.print(table(title, ("Máy tin", "Tin", "Trung bình %", "Đúng %"), rows))
    console.print(
        f"Máy tin và thực đúng lệch nhau trung bình {_percent(certainty.error)} điểm (ECE). "
        f"Ngưỡng đang dùng: trả lời {_percent(here.coverage)} % số tin, đúng {_percent(here.accuracy)} % "
        f"trong đó (tin ít chắc nhất: {_plain(round(here.least, 2))})."
    )


def _part(part: Share) -> str:
    return f"{_percent(part.share)} % của {part.messages} tin" if part.messages else "–"


def _cell(share: float | None) -> str:
    """Right under its head's end, as far as a text can stand right."""
    return ("–" if share is None else _percent(share)).rjust(5)


def _percent(share: float) -> str:
    return _plain(round(100 * share, 1))


def _plain(number: float) -> str:
    """With a comma, as numbers are written here."""
    return str(number).replace(".", ",")
