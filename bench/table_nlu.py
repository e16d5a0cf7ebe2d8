"""Understanding a message: whole `understand`, one thread, beside a plain fuzzy search of the same names."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import orjson
from rapidfuzz import fuzz, process

from bench import intent_peers
from bench.national import entries as national
from bench.row import Row, percentile
from nlu.meaning import Context, Entry
from nlu.model import file_in_use
from nlu.understand import Understanding
from vietnam.text import fold

TITLE = "Understanding (6,000 procedures, one core)"
MESSAGES = Path(__file__).parents[1] / "tests" / "cases" / "nlu" / "smoke.jsonl"
ROUNDS = 20
LONG = 100_000
"""Characters of the longest messages tried."""
STRANGE = (
    "a", "1.", "h48 12 ",
    "2 trieu 12/11 ", "hồ sơ ", "\u0301", "\u1100\u1161", "ﷺ", "😀", "\x00\x1b[31m", "và ",
    "x@y.z ", "không ", "thứ 2 tuần sau ", "\ud800", "İ", "lamf giaays ", "? ", "0905 ", "năm ",
)  # fmt: skip
PUBLISHED = "Rasa 3.6 DIET (quoted, 20 epochs on PhoATIS)"
"""Measured on this machine in November 2026 on another set (docs/decisions/0006): time may be held against
ours, the accuracies show what stripping costs it."""
DIET_MS, DIET_LOSS, DIET_TRAINING = 6.7, 95.4 - 70.4, 840


async def measure() -> list[Row]:
    entries = national()
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        started = perf_counter()
        Understanding.load(Path(folder), entries)
        trained = perf_counter() - started
        started = perf_counter()
        understanding = Understanding.load(Path(folder), entries)
        loaded = perf_counter() - started
        memory = _memory(Path(folder), entries)
    own = _own(understanding, texts)
    fuzzy = _fuzzy(entries, texts)
    p50, p99 = percentile(own, 50), percentile(own, 99)
    strange = _strange(understanding)
    return [
        Row(what="a message, p50", ours=p50, unit="ms", beside="rapidfuzz over the names",
            beside_figure=percentile(fuzzy, 50)),
        Row(what="a message, p50", ours=p50, unit="ms", beside=PUBLISHED, beside_figure=DIET_MS),
        Row(what="a message, p50", ours=p50, unit="ms", beside="limit", beside_figure=3, limit=True),
        Row(what="a message, p99", ours=p99, unit="ms", beside="limit", beside_figure=10, limit=True),
        Row(what=f"any {LONG:,} characters, p99", ours=percentile(strange, 99), unit="ms", beside="limit",
            beside_figure=20, limit=True),
        Row(what="load", ours=loaded, unit="s", beside="limit", beside_figure=2, limit=True),
        Row(what="memory of a process that reads messages", ours=memory, unit="MiB", beside="limit",
            beside_figure=250, limit=True),
        Row(what="full training", ours=trained, unit="s", beside="limit", beside_figure=30, limit=True),
        *_intents(),
    ]  # fmt: skip


def _intents() -> list[Row]:
    """Intents alone, on sentences of a hand that taught none of the three."""
    train, test = intent_peers.sentences()
    ours = intent_peers.ours(train, test)
    rows = []
    for name, peer in (
        ("tf-idf + linear SVM (same run)", intent_peers.plain(train, test)),
        ("underthesea (same run)", intent_peers.underthesea(train, test)),
    ):
        rows += [
            Row(what="intents of a third hand, as given", ours=ours.given, unit="%", beside=name,
                beside_figure=peer.given, higher_is_better=True),
            Row(what="the same without diacritics", ours=ours.stripped, unit="%", beside=name,
                beside_figure=peer.stripped, higher_is_better=True),
            Row(what="an intent", ours=ours.ms, unit="ms", beside=name, beside_figure=peer.ms),
        ]  # fmt: skip
    return [
        *rows,
        Row(what="lost without diacritics", ours=ours.given - ours.stripped, unit="points", beside=PUBLISHED,
            beside_figure=DIET_LOSS),
        Row(what="training of the intents", ours=ours.seconds, unit="s", beside=PUBLISHED,
            beside_figure=DIET_TRAINING),
    ]  # fmt: skip


def _memory(folder: Path, entries: list[Entry]) -> float:
    """MiB of a process of its own that has loaded the model of `folder` and read the messages."""
    known = folder / "entries.json"
    known.write_bytes(orjson.dumps(entries))
    model = file_in_use(folder, entries)
    command = [sys.executable, "-m", "bench.reading_process", str(model), str(known), str(MESSAGES)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _strange(understanding: Understanding) -> list[float]:
    taken = []
    for piece in STRANGE:
        text = (piece * LONG)[:LONG]
        for _ in range(ROUNDS):
            started = perf_counter()
            understanding.understand(text, Context())
            taken.append((perf_counter() - started) * 1000)
    return taken


def _own(understanding: Understanding, texts: list[str]) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        for text in texts:
            started = perf_counter()
            understanding.understand(text, Context())
            taken.append((perf_counter() - started) * 1000)
    return taken


def _fuzzy(entries: list[Entry], texts: list[str]) -> list[float]:
    """The peer knows no intents and no entities: it only finds the nearest name."""
    names = [fold(entry.official_name) for entry in entries]
    taken = []
    for text in texts:
        started = perf_counter()
        process.extract(fold(text), names, scorer=fuzz.token_set_ratio, limit=3)
        taken.append((perf_counter() - started) * 1000)
    return taken
