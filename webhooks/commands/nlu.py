"""`motcua nlu …`: understanding alone, over the shipped and the imported procedures."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from nlu.evaluate import Case
from nlu.evaluate import evaluate as score
from nlu.meaning import Context, Entry, Meaning, Place
from nlu.parse import parse_line
from nlu.train import train_to
from webhooks.evaluation import cases_of, show_evaluation, show_meaning
from webhooks.known import Known, LoadUnderstanding, Understands, load_known
from webhooks.opening import open_database, wall_clock
from webhooks.terminal import out, print_json, progress
from webhooks.training import load_trained

app = typer.Typer(add_completion=False, no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]


@app.callback()
def nlu() -> None:
    """Hiểu câu chữ của người dân. Thủ tục đã nạp cũng được nhận ra."""


@app.command()
def parse() -> None:
    """Đọc từ đầu vào chuẩn mỗi dòng một tin (JSON có "text", hoặc chữ thường), in mỗi dòng một JSON."""
    asyncio.run(_parse())


async def _parse() -> None:
    async with _understanding() as understanding:
        for line in sys.stdin.buffer:
            print_json(parse_line(understanding, line.decode(errors="replace"), sent_at=wall_clock()))


@app.command()
def explain(text: Annotated[str, typer.Argument(help="Một tin nhắn.")]) -> None:
    """Một tin được hiểu thế nào, trình bày cho người đọc."""
    asyncio.run(_explain(text))


async def _explain(text: str) -> None:
    async with _understanding() as understanding:
        show_meaning(understanding.understand(text, Context(sent_at=wall_clock())))


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Tệp câu đã gán nhãn.")],
    intents: Annotated[bool, typer.Option("--intents", help="Thêm F1 của từng ý định.")] = False,
    as_json: AsJson = False,
) -> None:
    """Chấm điểm trên các tệp câu đã gán nhãn: tất cả, và theo cách viết."""
    cases = [case for file in files for case in cases_of(file)]
    asyncio.run(_evaluate(cases, intents=intents, as_json=as_json))


async def _evaluate(cases: Sequence[Case], *, intents: bool, as_json: bool) -> None:
    async with _understanding() as understanding:
        with progress("Đang chấm", len(cases)) as steps:

            def understand(text: str, context: Context) -> Meaning:
                steps.more(1)
                return understanding.understand(text, context)

            evaluation = score(understand, cases)
    if as_json:
        print_json(evaluation.as_json())
    else:
        show_evaluation(evaluation, intents=intents)


@app.command()
def train(as_json: AsJson = False) -> None:
    """Huấn luyện lại mô hình và giữ trong thư mục dữ liệu. Máy chủ tự làm việc này khi cần."""
    asyncio.run(_train(as_json))


async def _train(as_json: bool) -> None:
    started, kept = perf_counter(), ""

    async def train(data_dir: Path, entries: tuple[Entry, ...], places: tuple[Place, ...]) -> Understands:
        nonlocal kept
        kept = str(train_to(data_dir, entries))
        return await load_trained(data_dir, entries, places)

    async with _known(train) as known:
        told = {
            "file": kept,
            "procedures": len(known.catalogue),
            "seconds": round(perf_counter() - started, 1),
        }
    if as_json:
        print_json(told)
    else:
        out().print(f"Đã huấn luyện trên {told['procedures']} thủ tục, {told['seconds']} giây: {kept}")


@asynccontextmanager
async def _understanding() -> AsyncIterator[Understands]:
    async with _known(load_trained) as known:
        yield known.understanding


@asynccontextmanager
async def _known(load: LoadUnderstanding) -> AsyncIterator[Known]:
    """The database is needed only to see what was imported, and is let go of before the work."""
    async with open_database() as opened:
        known = await load_known(opened.engine, opened.province, opened.settings.data_dir, load)
    yield known
