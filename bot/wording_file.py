"""The wording files: what they hold, and the errors that a bad one gives."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from bot.errors import WordingError

FOLDER = Path(__file__).parent / "wording"
SLOT = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<form>date|day|time|money|phone|list|lines))?\}")
"""A variable of a wording. Typed and closed: a wording runs no code."""
_KEYS = {"chat", "sms", "tail"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paragraph in its forms. `sms` None: the chat words without accents. `tail` (SMS only) is
    dropped first when a message does not fit one segment."""

    name: str
    version: int
    chat: str
    sms: str | None = None
    tail: str | None = None

    @property
    def variables(self) -> frozenset[str]:
        texts = (self.chat, self.sms or "", self.tail or "")
        return frozenset(match["name"] for text in texts for match in SLOT.finditer(text))

    @property
    def stamp(self) -> str:
        """What is kept for good of a message that left: `name@version`."""
        return f"{self.name}@{self.version}"


def load_entries(folder: Path = FOLDER) -> dict[str, Entry]:
    """Every entry of every `<name>.vi.toml`, by `<name>.<entry>`. Raises WordingError naming the place."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.vi.toml")):
        for entry in _read(path):
            entries[entry.name] = entry
    return entries


def _read(path: Path) -> list[Entry]:
    family = path.name.removesuffix(".vi.toml")
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WordingError(f"{path.name}: {error}") from error
    version = document.pop("version", None)
    if not isinstance(version, int):
        raise WordingError(f"{path.name}: `version` (a whole number) is missing")
    return [_entry(path.name, family, version, key, table) for key, table in document.items()]


def _entry(file: str, family: str, version: int, key: str, table: object) -> Entry:
    place = f"{file} [{key}]"
    if not isinstance(table, dict) or not isinstance(table.get("chat"), str):
        raise WordingError(f"{place}: needs a text `chat`")
    if unknown := set(table) - _KEYS:
        raise WordingError(f"{place}: unknown key {', '.join(sorted(unknown))}")
    texts = {name: table[name].strip() for name in _KEYS if name in table}
    for name, text in texts.items():
        if leftover := re.search(r"[{}]", SLOT.sub("", text)):
            raise WordingError(f"{place}: `{name}` has a stray {leftover.group()!r}")
    return Entry(
        name=f"{family}.{key}",
        version=version,
        chat=texts["chat"],
        sms=texts.get("sms"),
        tail=texts.get("tail"),
    )
