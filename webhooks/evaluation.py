"""Reading files of labelled messages, and showing how well, or how one message, was understood."""

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import orjson

from knowledge.dossiers.fileformat import open_bytes
from nlu.evaluate import Case, Evaluation, Scores, case_of
from nlu.meaning import Meaning
from webhooks.terminal import OperatorError, facts, out, table

HEADS = (
    "Cách viết",
    "Số tin",
    "Đúng cả dãy",
    "F1 ý định",
    "F1 thực thể",
    "Thủ tục: đúng đầu",
    "trong 3",
    "MRR",
)


def cases_of(file: Path) -> Iterator[Case]:
    """Raises OperatorError naming the line that is not a labelled message."""
    with open_bytes(file) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield case_of(orjson.loads(line))
            except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
                raise OperatorError(
                    f"{file.name}, dòng {number}: không phải một câu đã gán nhãn ({type(error).__name__})",
                    'mỗi dòng: {"text", "intents", "procedures", "entities", "style", "context"}',
                ) from error


def show_evaluation(evaluation: Evaluation, *, intents: bool) -> None:
    console = out()
    rows = [_row("tất cả", evaluation.overall)]
    rows += [_row(style, scores) for style, scores in evaluation.by_style.items()]
    console.print(table(None, HEADS, rows))
    whole = evaluation.overall
    answers = {
        "Trả lời thẳng về thủ tục": _percent(whole.direct),
        "… trong đó sai": _percent(whole.direct_wrong),
        "Hỏi lại có đúng thủ tục": _percent(whole.asked_right),
        "Không rõ ý": _percent(whole.unclear),
    }
    console.print(facts(None, answers))
    p50, p95, p99, longest = astuple(evaluation.latency)
    console.print(f"Thời gian một tin: p50 {p50} ms, p95 {p95} ms, p99 {p99} ms, lâu nhất {longest} ms")
    if intents:
        worst_first = sorted(evaluation.intent_f1.items(), key=lambda item: item[1])
        console.print(table(None, ("Ý định", "F1"), [(name, _percent(f1)) for name, f1 in worst_first]))


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


def _percent(share: float) -> float:
    return round(100 * share, 1)


def show_meaning(meaning: Meaning) -> None:
    console = out()
    told = {"Viết lại có dấu": meaning.restored, "Đủ rõ để trả lời": "có" if meaning.clear else "chưa"}
    if meaning.procedures:
        told["Đủ rõ về thủ tục"] = "có" if meaning.procedure_clear else "chưa"
    console.print(facts(None, told))
    guesses = [(guess.name, _percent(guess.confidence)) for guess in meaning.intents]
    console.print(table(None, ("Ý định", "Tin cậy"), guesses))
    if meaning.procedures:
        ranked = [(guess.code, guess.name, _percent(guess.confidence)) for guess in meaning.procedures]
        console.print(table(None, ("Mã thủ tục", "Tên", "Tin cậy"), ranked))
    if meaning.entities:
        found = [
            (entity.name, entity.value, meaning.text[entity.start : entity.end])
            for entity in meaning.entities
        ]
        console.print(table(None, ("Thực thể", "Giá trị", "Trong câu"), found))
