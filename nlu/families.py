"""Words that name a family of procedures rather than one of them."""

import tomllib
from pathlib import Path
from typing import Final

FAMILIES_FILE: Final = Path(__file__).with_name("data") / "families.toml"


def load_families(path: Path = FAMILIES_FILE) -> dict[str, tuple[str, ...]]:
    """Family -> folded phrases."""
    return {str(f): tuple(map(str, words)) for f, words in tomllib.loads(path.read_text("utf-8")).items()}
