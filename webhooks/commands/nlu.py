"""`motcua nlu …`: understanding alone, over the shipped and the imported procedures."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from nlu.benchmark import benchmark as measure
from nlu.card import read_card
from nlu.judging.evaluate import judge, see, worst
from nlu.judging.labelled import Case, Seen
from nlu.meaning import Context, Entry, Meaning, Place
from nlu.model import file_in_use
from nlu.parse import parse_line
from nlu.understand import Understanding
from nlu.why import why
from webhooks.cards import card_json, show_card, show_retrained
from webhooks.evaluation import show_evaluation, told_unknown, unknown_codes
from webhooks.evaluation_errors import error_rows, show_errors
from webhooks.evaluation_plot import write_plots
from webhooks.explaining import show_why, why_json
from webhooks.known import read_stored
from webhooks.labelled_messages import KeptSet, cases_of, kept_set_of
from webhooks.labelled_pairs import at_least_two_labels, pairs_of, show_benchmark
from webhooks.opening import open_database, wall_clock
from webhooks.retraining import Retrained, retrain
from webhooks.review_commands import app as review_app
from webhooks.terminal import OperatorError, UsageError, print_json, progress, side
from webhooks.training import load_trained

app = typer.Typer(add_completion=False, no_args_is_help=True)
app.add_typer(review_app, name="review")

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
Labelled = Annotated[Path, typer.Option(exists=True, dir_okay=False, help='Mỗi dòng {"text", "intent"}.')]


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
def explain(text: Annotated[str, typer.Argument(help="Một tin nhắn.")], as_json: AsJson = False) -> None:
    """Một tin được hiểu thế nào, và vì sao."""
    asyncio.run(_explain(text.encode(errors="replace").decode(), as_json))


async def _explain(text: str, as_json: bool) -> None:
    async with _understanding() as understanding:
        told = why(understanding, text, Context(sent_at=wall_clock()))
    if as_json:
        print_json(why_json(told))
    else:
        show_why(told)


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Tệp câu đã gán nhãn.")],
    intents: Annotated[bool, typer.Option("--intents", help="Thêm từng ý định và các chỗ nhầm.")] = False,
    plots: Annotated[
        Path | None, typer.Option(file_okay=False, help="Vẽ đồ thị SVG vào thư mục này.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="In chừng ấy câu sai nặng nhất, có cả lời văn.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Chấm điểm trên các tệp câu đã gán nhãn: tất cả, theo cách viết, độ tin cậy, thời gian."""
    cases = [case for file in files for case in cases_of(file)]
    seen, names = asyncio.run(_see(cases))
    evaluation, wrong = judge(seen), worst(seen)
    drawn = [] if plots is None else write_plots(evaluation, plots)
    unknown = unknown_codes(cases, names)
    if as_json:
        listed = {"errors": error_rows(wrong[:errors])} if errors else {}
        files_drawn = {"plots": [str(file) for file in drawn]}
        print_json(evaluation.as_json() | {"unknown_procedures": unknown} | listed | files_drawn)
        return
    show_evaluation(evaluation, intents=intents)
    show_errors(wrong[:errors], of=len(wrong), names=names)
    for file in drawn:
        side().print(f"Đã vẽ {file}")
    if unknown:
        side().print(told_unknown(unknown))


async def _see(cases: Sequence[Case]) -> tuple[list[Seen], dict[str, str]]:
    """What was understood, and the names of all procedures by code."""
    async with _understanding() as understanding:
        with progress("Đang chấm", len(cases)) as steps:

            def understand(text: str, context: Context) -> Meaning:
                steps.more(1)
                return understanding.understand(text, context)

            seen = see(understand, cases)
    return seen, {code: entry.name for code, entry in understanding.by_code.items()}


@app.command()
def benchmark(train: Labelled, test: Labelled, as_json: AsJson = False) -> None:
    """Huấn luyện riêng bộ phân loại ý định trên một tệp bất kỳ và chấm trên tệp khác."""
    taught, asked = pairs_of(train), pairs_of(test)
    at_least_two_labels(train, taught)
    show_benchmark(measure(taught, asked), as_json=as_json)


@app.command()
def train(
    kept_set: Annotated[
        Path | None,
        typer.Option("--evaluate", exists=True, dir_okay=False, help="Tệp chấm; kém hơn thì không thay."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Thay dù chấm kém hơn.")] = False,
    as_json: AsJson = False,
) -> None:
    """Huấn luyện lại với cả câu đã gán nhãn tại đây, và giữ mô hình. Máy chủ tự làm việc này khi cần."""
    if force and kept_set is None:
        raise UsageError("--force chỉ dùng cùng --evaluate")
    started = perf_counter()
    kept = None if kept_set is None else kept_set_of(kept_set)
    done = asyncio.run(_train(kept, force))
    show_retrained(done, round(perf_counter() - started, 1), as_json=as_json)
    if done.file is None:
        raise typer.Exit(1)


async def _train(kept: KeptSet | None, force: bool) -> Retrained:
    async with _entries() as (data_dir, entries, places):
        return await asyncio.to_thread(
            retrain, data_dir, entries, places, kept=kept, force=force, made_at=wall_clock()
        )


@app.command()
def card(as_json: AsJson = False) -> None:
    """Thẻ của mô hình đang dùng: học từ đâu, ngày nào, chấm được bao nhiêu."""
    asyncio.run(_card(as_json))


async def _card(as_json: bool) -> None:
    async with _entries() as (data_dir, entries, _):
        file = file_in_use(data_dir, entries)
    told = read_card(file) if file.exists() else None
    if told is None:
        raise OperatorError("mô hình đang dùng chưa có thẻ", "chạy motcua nlu train để huấn luyện và ghi thẻ")
    if as_json:
        print_json(card_json(file, told))
    else:
        show_card(file, told)


@asynccontextmanager
async def _understanding() -> AsyncIterator[Understanding]:
    async with _entries() as (data_dir, entries, places):
        yield await load_trained(data_dir, entries, places)


@asynccontextmanager
async def _entries() -> AsyncIterator[tuple[Path, tuple[Entry, ...], tuple[Place, ...]]]:
    """What a model is trained on. The database is let go of before the work."""
    async with open_database() as opened:
        stored = await read_stored(opened.engine, opened.province)
        data_dir = opened.settings.data_dir
    yield data_dir, stored.entries, stored.places
