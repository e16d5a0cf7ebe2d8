"""`motcua nlu review …`: messages that were not understood, in clusters for labelling."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from nlu.meaning import IntentName
from nlu.review.clusters import Cluster
from nlu.review.labelling import add_sentences
from nlu.sentences import labelled_folder
from webhooks.opening import open_database, wall_clock
from webhooks.reviewing import DAYS, chosen, cluster_json, show_clusters, to_review, told_where
from webhooks.terminal import UsageError, out, print_json

app = typer.Typer(add_completion=False, invoke_without_command=True)

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
Days = Annotated[int, typer.Option(min=1, help=f"Số ngày gần đây, nhiều nhất {DAYS}.")]


@app.callback()
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


@app.command("label")
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
