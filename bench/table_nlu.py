"""Understanding a message: whole `understand`, one thread, beside a plain fuzzy search of the same names."""

import json
import tempfile
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz, process

from bench.row import Row, percentile
from knowledge.procedures.shipped import load_shipped
from nlu.meaning import Context, Entry
from nlu.understand import Understanding
from vietnam.text import fold

TITLE = "Understanding (6,000 procedures, one core)"
PROCEDURES = 6_000
MESSAGES = Path(__file__).parents[1] / "tests" / "cases" / "nlu" / "smoke.jsonl"
ROUNDS = 20
SCOPES = ("cấp xã", "cấp tỉnh", "cấp bộ", "có yếu tố nước ngoài", "liên thông", "lưu động", "qua bưu chính")


async def measure() -> list[Row]:
    entries = _entries()
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        started = perf_counter()
        Understanding.load(Path(folder), entries)
        trained = perf_counter() - started
        started = perf_counter()
        understanding = Understanding.load(Path(folder), entries)
        loaded = perf_counter() - started
    own = _own(understanding, texts)
    fuzzy = _fuzzy(entries, texts)
    p50, p99 = percentile(own, 50), percentile(own, 99)
    return [
        Row(what="a message, p50", ours=p50, unit="ms", beside="rapidfuzz over the names",
            beside_figure=percentile(fuzzy, 50)),
        Row(what="a message, p50", ours=p50, unit="ms", beside="Rasa DIET, intent only (published run)",
            beside_figure=6.7),
        Row(what="a message, p50", ours=p50, unit="ms", beside="limit", beside_figure=3, limit=True),
        Row(what="a message, p99", ours=p99, unit="ms", beside="limit", beside_figure=10, limit=True),
        Row(what="load", ours=loaded, unit="s", beside="limit", beside_figure=2, limit=True),
        Row(what="full training", ours=trained, unit="s", beside="limit", beside_figure=30, limit=True),
    ]  # fmt: skip


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


def _entries() -> list[Entry]:
    """The shipped procedures, and variants of their names up to the size of a national catalogue."""
    shipped = [
        Entry(
            code=known.code,
            name=known.name,
            official_name=known.official_name,
            everyday_names=known.everyday_names,
            family=known.family,
            everyday_default=known.everyday_default,
            reviewed=True,
            level=known.level,
            field=known.field,
        )
        for known in load_shipped()
    ]
    variants = []
    for number in range(PROCEDURES - len(shipped)):
        of = shipped[number % len(shipped)]
        scope = SCOPES[number // len(shipped) % len(SCOPES)]
        name = f"{of.official_name} {scope}, trường hợp {number // (len(shipped) * len(SCOPES)) + 1}"
        code = f"9.{number:06d}"
        variants.append(Entry(code=code, name=name, official_name=name, family=code))
    return [*shipped, *variants]
