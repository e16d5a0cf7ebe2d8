"""The command line, called in this process on the test's own database."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from webhooks.cli import run


@dataclass(frozen=True, kw_only=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Motcua = Callable[..., Ran]


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the developer's own environment says."""
    for name in list(os.environ):
        if name.startswith("MOTCUA_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr("webhooks.settings.ENV_FILE", Path("/nonexistent/.env"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def motcua(
    no_settings: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data_dir: Path,
) -> Motcua:
    """`motcua ARGUMENTS…` without a database: the exit code and what it printed."""
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(data_dir))

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return Ran(code=code, out=printed.out, err=printed.err)

    return call


@pytest.fixture
def on_database(motcua: Motcua, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Motcua:
    """`motcua` on a migrated, empty database."""
    monkeypatch.setenv("MOTCUA_DATABASE_URL", database_url)
    return motcua
