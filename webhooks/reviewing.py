"""`motcua nlu review`: messages that were not understood, masked and in clusters, and labelling them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.retention import TEXTS
from bot.review_store import not_understood
from nlu.review.clusters import MOST, Cluster, clusters
from nlu.review.labelling import labelled_texts
from nlu.review.redact import redacted
from nlu.sentences import labelled_folder
from webhooks.opening import Opened
from webhooks.terminal import OperatorError, out, table

READ: Final = 3 * MOST
"""Rows looked at: many of them say the same."""
EXAMPLES: Final = 3
DAYS: Final = TEXTS.days


async def to_review(opened: Opened, now: datetime, days: int) -> tuple[Cluster, ...]:
    """Clusters of what nobody has labelled yet. Texts are masked before anything else is done with them."""
    since = now - timedelta(days=min(days, DAYS))
    async with opened.engine.connect() as connection:
        texts = await not_understood(connection, opened.province, since, READ)
    done = labelled_texts(labelled_folder(opened.settings.data_dir))
    masked = [" ".join(redacted(text).split()) for text in texts]
    return clusters([text for text in masked if text and text not in done])


def chosen(found: Sequence[Cluster], name: str) -> Cluster:
    for cluster in found:
        if cluster.name == name:
            return cluster
    raise OperatorError(f"không có nhóm {name}", "gọi motcua nlu review để xem các nhóm hiện có")


def cluster_json(cluster: Cluster) -> dict[str, Any]:
    return {"cluster": cluster.name, "messages": cluster.times, "texts": list(cluster.texts)}


def show_clusters(found: Sequence[Cluster], most: int) -> None:
    console = out()
    if not found:
        console.print("Không có tin nào chưa hiểu.")
        return
    rows = [
        (cluster.name, cluster.times, "\n".join(cluster.texts[:EXAMPLES])) for cluster in found[:most]
    ]  # fmt: skip
    console.print(table(None, ("Nhóm", "Tin", "Ví dụ (đã che thông tin cá nhân)"), rows))
    if len(found) > most:
        console.print(f"Còn {len(found) - most} nhóm nhỏ hơn: thêm --most {len(found)}.")
    console.print("Gán nhãn: motcua nlu review label NHÓM Ý_ĐỊNH --author TÊN")


def told_where(path: Path, added: int) -> str:
    return f"Đã thêm {added} câu vào {path}. Chạy motcua nlu train để mô hình học."
