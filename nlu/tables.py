"""The reviewed lists and sentences that are shipped: where they are, and reading one of the lists."""

import tomllib
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).with_name("data")


def table(name: str) -> dict[str, Any]:
    """`data/<name>.toml`. Each reader says what is in its own."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
