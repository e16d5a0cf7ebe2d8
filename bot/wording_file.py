"""The wording files: what they hold, and the errors that a bad one gives."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import WordingError
from bot.wording_slot import slots, stray
from bot.wording_template import TemplateForm, read_template

FOLDER = Path(__file__).parent / "wording"
SHARED = ("notice_part", "notice_foot")
"""Files whose paragraphs stand in notices of every kind."""
_KEYS = {"chat", "sms", "tail", "discreet"}
_NAMES_OPTIONS = "sms_has_options"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paragraph in its forms. `sms` None: the chat words without accents. `tail` (SMS only) is
    dropped first when a message does not fit one segment. `discreet`: said instead where servers stand
    outside the province's reach; names no dossier. `template`: that of the file; only notices have one.
    `sms_has_options`: `sms` itself says what can be answered, so options are not written below it."""

    name: str
    version: int
    chat: str
    sms: str | None = None
    tail: str | None = None
    discreet: str | None = None
    template: TemplateForm | None = None
    sms_has_options: bool = False

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]

    @property
    def is_notice(self) -> bool:
        """It opens a message that a citizen did not ask for."""
        return self.template is not None

    @property
    def variables(self) -> frozenset[str]:
        return slots(self.chat, self.sms, self.tail, self.discreet)

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
    _check_templates(entries)
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
    given = document.pop("template", None)
    template = None if given is None else read_template(path.name, given)
    return [_entry(path.name, family, version, key, table, template) for key, table in document.items()]


def _entry(
    file: str, family: str, version: int, key: str, table: object, template: TemplateForm | None
) -> Entry:
    place = f"{file} [{key}]"
    if not isinstance(table, dict) or not isinstance(table.get("chat"), str):
        raise WordingError(f"{place}: needs a text `chat`")
    if unknown := set(table) - _KEYS - {_NAMES_OPTIONS}:
        raise WordingError(f"{place}: unknown key {', '.join(sorted(unknown))}")
    texts = {name: table[name].strip() for name in _KEYS if name in table}
    for name, text in texts.items():
        if leftover := stray(text):
            raise WordingError(f"{place}: `{name}` has a stray {leftover!r}")
    return Entry(
        name=f"{family}.{key}",
        version=version,
        chat=texts["chat"],
        sms=texts.get("sms"),
        tail=texts.get("tail"),
        discreet=texts.get("discreet"),
        template=template,
        sms_has_options=table.get(_NAMES_OPTIONS) is True,
    )


def _check_templates(entries: Mapping[str, Entry]) -> None:
    """A parameter is made of variables that stand in the kind's own wordings or in the shared ones."""
    known: dict[str, frozenset[str]] = {}
    for entry in entries.values():
        known[entry.family] = known.get(entry.family, frozenset()) | entry.variables
    shared = frozenset[str]().union(*(known.get(family, frozenset()) for family in SHARED))
    for entry in entries.values():
        if entry.template and (unknown := entry.template.variables - known[entry.family] - shared):
            names = ", ".join(sorted(unknown))
            raise WordingError(f"{entry.family}.vi.toml [template]: no wording has the variable {names}")
