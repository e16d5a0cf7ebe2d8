"""The command itself in processes of its own, on the embedded server, with the trained model and the
sample province: a talk that needs a one-time code, understanding alone, and a server that is stopped."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from knowledge.dossiers.sample_demo import DemoCase, demo
from tests.database import quick_folder
from vietnam.calendar import VN, load_calendar

pytestmark = pytest.mark.timeout(900)
"""The first of them may have to train, beside other tests."""

MOTCUA = [sys.executable, "-c", "from webhooks.cli import main; main()"]


@pytest.fixture(scope="module")
def environment(trained: Path) -> Iterator[dict[str, str]]:
    folder = quick_folder("motcua-")
    shutil.copytree(trained / "nlu", folder / "nlu")
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    yield {**theirs, "MOTCUA_DATA_DIR": str(folder)}
    shutil.rmtree(folder, ignore_errors=True)


def called(environment: dict[str, str], *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MOTCUA, *arguments], env=environment, input=given, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def cases(environment: dict[str, str]) -> Sequence[DemoCase]:
    """The sample of today is loaded."""
    done = called(environment, "import", "sample")
    assert done.returncode == 0, done.stderr
    return demo(datetime.now(VN), load_calendar())


def talked(environment: dict[str, str], *lines: dict[str, Any] | str) -> tuple[int, list[dict[str, Any]]]:
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    done = called(environment, "talk", "--json", given=given)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_code_by_sms_proves_the_number(environment: dict[str, str], cases: Sequence[DemoCase]) -> None:
    """The state of the talk outlives the process, so the code can be given to the next one."""
    case = cases[0]
    web = {"channel": "webchat", "sender": "browser"}
    code, told = talked(
        environment,
        {**web, "text": f"tôi muốn rút hồ sơ {case.code}"},
        "nonsense",
        {**web, "text": case.phone},
        {"channel": "sms_http", "sender": case.phone, "text": f"HS {case.code}"},
    )
    asked, bad, coded, by_sms = told
    assert code == 1
    assert asked["intents"] == ["dossier.withdraw"]
    assert list(bad) == ["error"]
    letter = next(reply for reply in coded["replies"] if "to" in reply)
    assert set(letter) == {"to", "text"}
    assert letter["to"] == case.phone
    secret = re.search(r"\b\d{6}\b", letter["text"])
    assert secret is not None
    assert secret[0] not in coded["replies"][0]["text"]
    assert case.code in by_sms["replies"][0]["text"]
    assert by_sms["replies"][0]["segments"] >= 1

    code, told = talked(environment, {**web, "text": secret[0]})
    assert code == 0
    assert "ghi nhận" in told[0]["replies"][0]["text"]


def test_parse(environment: dict[str, str], cases: Sequence[DemoCase]) -> None:
    text = "ngay mai lam giay khai sinh o xa Binh Son mat bao nhieu tien"
    lines = [
        text,
        json.dumps({"text": "5", "context": {"awaiting": "rating"}, "sent_at": "2026-11-20T09:00:00Z"}),
    ]
    done = called(environment, "nlu", "parse", given="\n".join(lines) + "\n")
    assert done.returncode == 0
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["text"] == text
    assert first["intents"][0]["name"] == "procedure.fee"
    assert first["procedures"][0]["code"] == "1.001193"
    assert {"text", "intents", "procedures", "entities", "restored", "elapsed_ms"} <= set(first)
    place = next(entity for entity in first["entities"] if entity["name"] == "place")
    assert (place["value"], text[place["start"] : place["end"]]) == ("Bình Sơn", "Binh Son")
    assert place["code"]
    assert second["intents"][0]["name"] == "feedback.rating"


def test_evaluate(environment: dict[str, str], cases: Sequence[DemoCase]) -> None:
    file = Path(__file__).parents[2] / "cases" / "nlu" / "smoke.jsonl"
    done = called(environment, "nlu", "evaluate", str(file), "--json")
    told = json.loads(done.stdout)
    assert told["overall"]["messages"] == len(file.read_text().splitlines())
    assert 0.5 < told["overall"]["exact"] <= 1
    assert set(told["by_style"]) >= {"accented", "unaccented"}
    assert "accented" in called(environment, "nlu", "evaluate", str(file)).stdout


def test_a_labelled_file_that_is_none(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"text": "a", "intents": ["handoff"]}\n{"words": "b"}\n')
    done = called(environment, "nlu", "evaluate", str(file))
    assert done.returncode == 1
    assert "dòng 2" in done.stderr


def test_serve_says_where_to_click_and_ends_on_sigterm(
    environment: dict[str, str], cases: Sequence[DemoCase]
) -> None:
    """On whatever port is free. Standard output stays empty: everything said is a log."""
    said = ""
    with subprocess.Popen(
        [*MOTCUA, "serve", "--with-worker", "--sample", "--port", "0"],
        env={**environment, "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        for row in server.stderr:
            said += row
            if "Ctrl-C" in row:
                break
        sandbox = re.search(r"http://127\.0\.0\.1:[1-9]\d*/sandbox", said)
        assert sandbox is not None, said
        with urlopen(sandbox[0]) as page:
            assert page.status == 200
        server.send_signal(signal.SIGTERM)
        said += server.stderr.read()
        assert server.stdout.read() == ""
    assert server.returncode == 0, said
    assert "GET /sandbox" in said
    assert cases[0].code in said
    assert "Đã nạp tỉnh mẫu" not in said
