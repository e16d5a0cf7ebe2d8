"""`motcua nlu`: what is printed, and what is said of files that are none. (Real runs: test_real.py.)"""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from db.engine import create_engine
from db.tables.bot import exchanges
from nlu.card import Card, Exam
from nlu.judging.certainty import Judged, certainty
from tests.webhooks.commands.conftest import Motcua
from vietnam.calendar import VN
from webhooks.cards import show_card
from webhooks.evaluation_plot import coverage_plot, reliability_plot

PROVINCE = "51"
NOW = datetime.now(VN).replace(microsecond=0)
SIM = (
    "sim không chính chủ đăng ký được không",
    "sim khong chinh chu dk dc ko, sdt 0905123456",
    "sim ko chính chủ",
)


def lines(folder: Path, name: str, *rows: object) -> str:
    file = folder / name
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return str(file)


def missed(url: str, *texts: str, days_ago: int = 1, understood: bool = False) -> None:
    async def put() -> None:
        engine = create_engine(url)
        async with engine.begin() as connection:
            for number, text in enumerate(texts):
                at = NOW - timedelta(days=days_ago, minutes=number)
                row = {
                    "province": PROVINCE, "channel": "zalo", "sender": "u1",
                    "message_id": f"{days_ago}-{understood}-{number}", "sent_at": at, "received_at": at,
                    "text": text, "intents": [], "understood": understood,
                }  # fmt: skip
                await connection.execute(insert(exchanges).values(**row))
        await engine.dispose()

    asyncio.run(put())


def test_benchmark(motcua: Motcua, tmp_path: Path) -> None:
    rows = [{"text": f"vé đi {city} giá nhiêu", "intent": "fare"} for city in ("Huế", "Vinh", "Đà Lạt")]
    rows += [{"text": f"đến {city} mấy giờ", "intent": "time#flight"} for city in ("Huế", "Vinh", "Đà Lạt")]
    train, test = lines(tmp_path, "train.jsonl", *rows), lines(tmp_path, "test.jsonl", *rows[::2])
    done = motcua("nlu", "benchmark", "--train", train, "--test", test, "--json")
    assert done.code == 0
    assert (done.json["labels"], done.json["accuracy"], done.json["stripped"]) == (2, 1.0, 1.0)
    assert "100.00 %" in motcua("nlu", "benchmark", "--train", train, "--test", test).out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(['{"text": "a", "intent": "b"}', "{"], "dòng 2: không phải JSON", id="no JSON"),
        pytest.param(["[]"], "dòng 1: không phải một đối tượng", id="a list"),
        pytest.param([{"text": "a"}], 'thiếu "intent"', id="no intent"),
        pytest.param([{"text": " ", "intent": "b"}], 'thiếu "text"', id="blank text"),
        pytest.param([{"text": "a", "intent": 3}], 'thiếu "intent"', id="a number"),
        pytest.param([""], "không có câu nào", id="empty"),
        pytest.param([{"text": "a", "intent": "b"}], "chỉ có một nhãn", id="one label"),
    ],
)
def test_benchmark_on_bad_rows(motcua: Motcua, tmp_path: Path, rows: list[object], said: str) -> None:
    good = lines(tmp_path, "good.jsonl", {"text": "a", "intent": "b"})
    done = motcua("nlu", "benchmark", "--train", lines(tmp_path, "bad.jsonl", *rows), "--test", good)
    assert done.code == 1
    assert said in done.err


def test_review_masks_labels_and_forgets(on_database: Motcua, database_url: str, data_dir: Path) -> None:
    missed(database_url, *SIM)
    missed(database_url, "bò nhà bên qua phá ruộng", days_ago=100)
    missed(database_url, "khai sinh cần gì", understood=True)
    [cluster] = on_database("nlu", "review", "--json").json
    assert cluster["messages"] == 3
    assert "0905123456" not in json.dumps(cluster)
    assert "sim khong chinh chu dk dc ko, sdt [số]" in cluster["texts"]
    assert cluster["cluster"] in on_database("nlu", "review").out

    label = ("nlu", "review", "label", cluster["cluster"], "account.help", "--author", "k")
    done = on_database(*label, "--json")
    assert (done.code, done.json["added"]) == (0, 3)
    file = data_dir / "nlu" / "sentences" / "account.help.k.tsv"
    assert file.read_text().splitlines() == [f"k\t{text}" for text in cluster["texts"]]
    assert on_database("nlu", "review", "--json").json == []
    assert "không có nhóm" in on_database(*label).err


def test_review_of_nothing(on_database: Motcua) -> None:
    done = on_database("nlu", "review")
    assert (done.code, done.out.strip()) == (0, "Không có tin nào chưa hiểu.")


def test_labels_that_are_none(on_database: Motcua, database_url: str) -> None:
    missed(database_url, "a b c")
    name = on_database("nlu", "review", "--json").json[0]["cluster"]
    assert on_database("nlu", "review", "label", name, "khong.co", "--author", "k").code == 2
    assert on_database("nlu", "review", "label", name, "handoff", "--author", "../k").code == 2


def test_a_card_where_no_model_is(on_database: Motcua) -> None:
    done = on_database("nlu", "card")
    assert done.code == 1
    assert "motcua nlu train" in done.err


def test_a_card_begins_with_scores_and_names_few_authors(capsys: pytest.CaptureFixture[str]) -> None:
    exam = Exam(
        file="kept.jsonl", digest="d", messages=1136, exact=0.918, macro_f1=0.949,
        procedure_messages=700, procedure_top1=0.936, direct_wrong=0.015,
    )  # fmt: skip
    card = Card(
        format=8, made_at="2026-11-22", data="x", procedures=150, sentences=900, own=0, exam=exam,
        by_author={f"nguoi-{number:03}": number for number in range(300)},
    )  # fmt: skip
    show_card(Path("model.npz"), card)
    told = capsys.readouterr().out
    assert told.index("93,6 %") < told.index("nguoi-299 299") < told.index("và 292 người khác")
    assert "nguoi-000" not in told
    assert "1.136 tin, 700 về thủ tục" in " ".join(told.split())


def test_force_alone_means_nothing(on_database: Motcua) -> None:
    assert on_database("nlu", "train", "--force").code == 2


def test_a_bad_kept_set_is_told_before_anything_is_trained(motcua: Motcua, tmp_path: Path) -> None:
    """There is no database here: training would fail on that."""
    file = lines(tmp_path, "kept.jsonl", {"text": "a", "intents": ["handoff"]}, {"text": "b"})
    done = motcua("nlu", "train", "--evaluate", file)
    assert done.code == 1
    assert 'kept.jsonl, dòng 2: thiếu "intents"' in done.err


def test_labels_that_were_never_taught_are_named(motcua: Motcua, tmp_path: Path) -> None:
    rows = [{"text": f"vé đi {city}", "intent": "fare"} for city in ("Huế", "Vinh", "Đà Lạt")]
    rows += [{"text": f"mấy giờ tới {city}", "intent": "time"} for city in ("Huế", "Vinh", "Đà Lạt")]
    test = lines(tmp_path, "test.jsonl", *rows[::3], {"text": "ăn gì", "intent": "meal"})
    told = motcua("nlu", "benchmark", "--train", lines(tmp_path, "train.jsonl", *rows), "--test", test).out
    assert "meal (1 câu)" in told
    assert "66.67 %" in told


def test_plots_say_in_words_what_they_show() -> None:
    judged = [Judged(confidence=at / 20, right=at > 6, acted=at > 15) for at in range(20)]
    for drawn in (
        coverage_plot("Ý <định>", certainty(judged)),
        reliability_plot("Ý <định>", certainty(judged)),
    ):
        assert drawn.startswith("<svg ")
        assert "Ý &lt;định&gt;" in drawn
        assert 'role="img" aria-labelledby="title desc"' in drawn
        assert "Trên 20 tin" in drawn
    assert 'cy="' in coverage_plot("a", certainty(judged))
