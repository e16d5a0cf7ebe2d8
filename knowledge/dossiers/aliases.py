"""Words of other systems for states, ways of filing and delivery; shapes of numbers. All reviewed data."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vietnam.text import fold, nfc

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))


def canonical_code(text: str) -> str:
    """The form in which dossier numbers are stored and compared: upper case, no spaces, plain hyphens."""
    return "".join(nfc(text).upper().translate(_DASHES).split())


def is_dossier_code(canonical: str) -> bool:
    return len(canonical) <= 64 and any(pattern.fullmatch(canonical) for pattern in _code_patterns())


def status_number(word: str) -> int | None:
    """The national number of another system's word; None when the table does not know it."""
    return _status_words().get(_key(word))


def channel_name(word: str) -> str:
    """`counter`, `online` or `post`; a word that the table does not know stays itself."""
    return _filing_words("channel").get(_key(word), word)


def delivery_name(word: str) -> str:
    """`desk`, `online` or `post`; a word that the table does not know stays itself."""
    return _filing_words("delivery").get(_key(word), word)


def _key(word: str) -> str:
    return fold(word).replace(" ", "")


@cache
def _code_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["regex"], re.ASCII) for entry in _read("code_patterns.toml")["pattern"])


@cache
def _status_words() -> Mapping[str, int]:
    return {
        _key(word): int(number)
        for source in _read("status_aliases.toml")["source"]
        for number, words in source["words"].items()
        for word in words
    }


@cache
def _filing_words(section: str) -> Mapping[str, str]:
    names: Mapping[str, list[str]] = _read("filing_aliases.toml")[section]
    return {_key(word): name for name, words in names.items() for word in (name, *words)}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("knowledge.dossiers") / "data" / name).read_text(encoding="utf-8"))
