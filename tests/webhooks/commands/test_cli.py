"""The command line as a whole: overview, exit codes, errors for operators."""

import subprocess
import sys
import time

import pytest

from tests.webhooks.commands.conftest import Motcua
from webhooks.cli import FAMILIES


def test_overview_names_every_command(motcua: Motcua) -> None:
    ran = motcua("--help")
    assert ran.code == 0
    for name, family in FAMILIES.items():
        assert name in ran.out
        assert family.about in ran.out


@pytest.mark.parametrize("name", FAMILIES)
def test_every_command_has_help(motcua: Motcua, name: str) -> None:
    ran = motcua(name, "--help")
    assert ran.code == 0
    assert f"motcua {name}" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["nothing"], id="unknown command"),
        pytest.param(["import", "dossiers", "/nonexistent.jsonl"], id="no such file"),
        pytest.param(["serve", "--port", "70000"], id="no such port"),
        pytest.param(["export", "procedures", "--format", "xlsx"], id="format without meaning"),
        pytest.param(["export", "dossiers", "--out", "x.pdf"], id="unknown file format"),
        pytest.param(["export", "dossiers", "--out", "x.csv", "--format", "xlsx"], id="two formats"),
        pytest.param(["talk", "--channel", "fax"], id="unknown channel"),
        pytest.param(["erase", "--phone", "1022"], id="nobody's number"),
    ],
)
def test_wrong_usage_is_2(motcua: Motcua, arguments: list[str]) -> None:
    ran = motcua(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        pytest.param("MOTCUA_DATABASE_URL", "mysql://a:hidden@h/d", "MOTCUA_DATABASE_URL", id="other engine"),
        pytest.param(
            "MOTCUA_DATABASE_URL", "postgresql://a:hidden@127.0.0.1:9/d", "cơ sở dữ liệu", id="nobody there"
        ),
        pytest.param(
            "MOTCUA_LOOKUP_WITHOUT_PROOF", "hidden", "MOTCUA_LOOKUP_WITHOUT_PROOF", id="unknown value"
        ),
    ],
)
def test_operators_get_one_line_and_what_to_do(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = motcua("db", "upgrade")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Lỗi: ")
    assert said in lines[0]
    assert lines[1].startswith("Việc cần làm: ")
    assert "hidden" not in ran.err


def test_debug_shows_everything(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "postgresql://a@127.0.0.1:9/d")
    with pytest.raises(OSError, match=r"127\.0\.0\.1"):
        motcua("db", "upgrade", "--debug")


def test_overview_loads_nothing_heavy() -> None:
    """What makes a command line feel slow; counted in modules, because a busy machine's clock lies."""
    script = (
        "import sys; from webhooks.cli import run; run(['--help']);"
        "sys.exit(bool({'sqlalchemy', 'aiohttp', 'numpy', 'pydantic', 'webhooks.wiring'} & set(sys.modules)))"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0
    assert time.monotonic() - started < 10


def test_only_who_uses_telegram_pays_for_its_library() -> None:
    script = (
        "import sys; from webhooks.channel import kinds; import webhooks.wiring;"
        "sys.exit(not kinds() or 'aiogram' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
