"""Reading `{"text", "intent"}` lines for `motcua nlu benchmark`, and showing what came of them."""

from dataclasses import asdict
from pathlib import Path

import orjson

from knowledge.dossiers.fileformat import open_bytes
from nlu.benchmark import Benchmark, Pair
from webhooks.terminal import OperatorError, facts, out, print_json

_SHAPE = 'mỗi dòng: {"text": "...", "intent": "..."}'


def pairs_of(file: Path) -> list[Pair]:
    """Raises OperatorError naming the line that is no labelled sentence, or saying that there is none."""
    with open_bytes(file) as lines:
        pairs = [
            _pair(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()
        ]  # fmt: skip
    if not pairs:
        raise OperatorError(f"{file.name}: không có câu nào", _SHAPE)
    return pairs


def _pair(file: Path, number: int, line: bytes) -> Pair:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise OperatorError(f"{file.name}, dòng {number}: không phải JSON", _SHAPE) from error
    if not isinstance(row, dict):
        raise OperatorError(f"{file.name}, dòng {number}: không phải một đối tượng JSON", _SHAPE)
    for name in ("text", "intent"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise OperatorError(f'{file.name}, dòng {number}: thiếu "{name}", hoặc không phải chữ', _SHAPE)
    if "\n" in row["intent"]:
        raise OperatorError(f'{file.name}, dòng {number}: "intent" có xuống dòng', _SHAPE)
    return row["text"], row["intent"]


def at_least_two_labels(file: Path, pairs: list[Pair]) -> None:
    if len({label for _, label in pairs}) < 2:
        raise OperatorError(f"{file.name}: chỉ có một nhãn", "cần ít nhất hai nhãn để huấn luyện")


def show_benchmark(done: Benchmark, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(done))
        return
    told = {
        "Câu huấn luyện": done.trained_on,
        "Câu kiểm tra": done.tested_on,
        "Số nhãn": done.labels,
        "Đúng, để nguyên": f"{100 * done.accuracy:.2f} %",
        "Đúng, bỏ dấu": f"{100 * done.stripped:.2f} %",
        "F1 trung bình các nhãn": f"{100 * done.macro_f1:.2f} %",
        "Huấn luyện": f"{done.train_seconds:.1f} giây",
        "Một tin": f"{done.ms_a_message:.2f} ms",
    }
    out().print(facts(None, told))
