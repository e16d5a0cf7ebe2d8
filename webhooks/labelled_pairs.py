"""Reading `{"text", "intent"}` lines for `motcua nlu benchmark`, and showing what came of them."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from nlu.benchmark import Benchmark, Pair
from webhooks.labelled_rows import rows_of
from webhooks.terminal import OperatorError, facts, out, print_json

_SHAPE = 'mỗi dòng: {"text": "...", "intent": "..."}'


def pairs_of(file: Path) -> list[Pair]:
    """Raises OperatorError naming the line that is no labelled sentence, or saying that there is none."""
    return [_pair(f"{file.name}, dòng {number}", row) for number, row in rows_of(file, _SHAPE)]


def _pair(where: str, row: dict[str, Any]) -> Pair:
    for name in ("text", "intent"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise OperatorError(f'{where}: thiếu "{name}", hoặc không phải chữ', _SHAPE)
    if "\n" in row["intent"]:
        raise OperatorError(f'{where}: "intent" có xuống dòng', _SHAPE)
    return row["text"], row["intent"]


def at_least_two_labels(file: Path, pairs: list[Pair]) -> None:
    if len({label for _, label in pairs}) < 2:
        raise OperatorError(f"{file.name}: chỉ có một nhãn", "cần ít nhất hai nhãn để huấn luyện")


def _never_taught(done: Benchmark) -> dict[str, object]:
    """Nothing can read these right: whoever sees the figures must know."""
    if not done.unseen:
        return {}
    names = ", ".join(f"{name} ({count} câu)" for name, count in done.unseen.items())
    return {
        "Nhãn chỉ có trong tệp kiểm tra": names,
        "… nên nhiều nhất đúng được": f"{100 * done.reachable:.2f} %",
    }


def show_benchmark(done: Benchmark, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done))
        return
    told = {
        "Câu huấn luyện": done.trained_on,
        "Câu kiểm tra": done.tested_on,
        "Số nhãn": done.labels,
        **_never_taught(done),
        "Đúng, để nguyên": f"{100 * done.accuracy:.2f} %",
        "Đúng, bỏ dấu": f"{100 * done.stripped:.2f} %",
        "F1 trung bình các nhãn": f"{100 * done.macro_f1:.2f} %",
        "Huấn luyện": f"{done.train_seconds:.1f} giây",
        "Một tin": f"{done.ms_a_message:.2f} ms",
    }
    out().print(facts(None, told))
