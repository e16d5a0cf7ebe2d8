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
from nlu.meaning import Context, Entry, IntentName, Meaning, Place
from nlu.model import file_in_use
from nlu.parse import parse_line
from nlu.review.clusters import Cluster
from nlu.review.labelling import add_sentences
from nlu.sentences import labelled_folder
from nlu.understand import Understanding
from nlu.why import why
from webhooks.cards import card_json, show_card, show_retrained
from webhooks.evaluation import error_rows, show_errors, show_evaluation
from webhooks.evaluation_plot import write_plots
from webhooks.explaining import show_why, why_json
from webhooks.known import read_stored
from webhooks.labelled_messages import KeptSet, cases_of, kept_set_of
from webhooks.labelled_pairs import at_least_two_labels, pairs_of, show_benchmark
from webhooks.opening import open_database, wall_clock
from webhooks.retraining import Retrained, retrain
from webhooks.reviewing import DAYS, chosen, cluster_json, show_clusters, to_review, told_where
from webhooks.terminal import OperatorError, UsageError, out, print_json, progress, side
from webhooks.training import load_trained

app = typer.Typer(add_completion=False, no_args_is_help=True)
review_app = typer.Typer(add_completion=False, invoke_without_command=True)
app.add_typer(review_app, name="review")

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
Labelled = Annotated[Path, typer.Option(exists=True, dir_okay=False, help='Mỗi dòng {"text", "intent"}.')]
Days = Annotated[int, typer.Option(min=1, help=f"Số ngày gần đây, nhiều nhất {DAYS}.")]


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
    seen = asyncio.run(_see(cases))
    evaluation, wrong = judge(seen), worst(seen, errors)
    drawn = [] if plots is None else write_plots(evaluation, plots)
    if as_json:
        listed = {"errors": error_rows(wrong)} if errors else {}
        print_json(evaluation.as_json() | listed | {"plots": [str(file) for file in drawn]})
        return
    show_evaluation(evaluation, intents=intents)
    show_errors(wrong)
    for file in drawn:
        side().print(f"Đã vẽ {file}")


async def _see(cases: Sequence[Case]) -> list[Seen]:
    async with _understanding() as understanding:
        with progress("Đang chấm", len(cases)) as steps:

            def understand(text: str, context: Context) -> Meaning:
                steps.more(1)
                return understanding.understand(text, context)

            return see(understand, cases)


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


@review_app.callback()
def review(
    ctx: typer.Context,
    days: Days = DAYS,
    most: Annotated[int, typer.Option(min=1, help="Số nhóm in ra.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Các tin chưa hiểu, đã che thông tin cá nhân, xếp thành nhóm để gán nhãn."""
    if ctx.invoked_subcommand is not None:
        return
    found = asyncio.run(_review(days))
    if as_json:
        print_json([cluster_json(cluster) for cluster in found])
    else:
        show_clusters(found, most)


@review_app.command("label")
def label(
    cluster: Annotated[str, typer.Argument(help="Tên nhóm, như motcua nlu review in ra.")],
    intent: Annotated[IntentName, typer.Argument(help="Ý định đúng của cả nhóm.")],
    author: Annotated[str, typer.Option(help="Ai gán nhãn: chữ thường, số, gạch ngang.")],
    days: Days = DAYS,
    as_json: AsJson = False,
) -> None:
    """Ghi các câu (đã che) của một nhóm thành câu huấn luyện trong thư mục dữ liệu. Hãy đọc lại trước."""
    path, added = asyncio.run(_label(cluster, intent, author, days))
    if as_json:
        print_json({"file": str(path), "added": added})
    else:
        out().print(told_where(path, added))


async def _review(days: int) -> tuple[Cluster, ...]:
    async with open_database() as opened:
        return await to_review(opened, wall_clock(), days)


async def _label(name: str, intent: IntentName, author: str, days: int) -> tuple[Path, int]:
    async with open_database() as opened:
        cluster = chosen(await to_review(opened, wall_clock(), days), name)
        folder = labelled_folder(opened.settings.data_dir)
    try:
        return add_sentences(folder, intent, author, cluster.texts)
    except ValueError as error:
        raise UsageError("tên người gán nhãn chỉ gồm chữ thường không dấu, số, gạch ngang") from error


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
