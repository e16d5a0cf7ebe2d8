"""Several notices of one kind and unit to one person that leave at once are one message. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.notifying.sender import sender
from bot.reply import Say, Value

MOST = 10
"""Dossiers in one message: as many numbers as a chat message carries and a person reads."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A notice that is to leave: which dossier of which unit (by its name), what it says by itself."""

    notice_id: int
    kind: str
    subject: str
    dossier_code: str | None
    unit: str | None
    says: tuple[Say, ...]
    labels: tuple[str, ...] = ()
    way: tuple[str, str] | None = None
    """Channel and recipient: what takes different ways is not one message."""
    carrier_id: int | None = None
    out: bool = False
    """Its copies are on their way or have failed: this is its next rung."""
    duty: bool = True
    counts: bool = False
    """A further message of the day."""
    joins: bool = False
    """News of a dossier that a message about many dossiers can stand for."""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """One message. The first part carries; the others follow its end."""

    parts: tuple[Part, ...]
    says: tuple[Say, ...]
    labels: tuple[str, ...]

    @property
    def carrier(self) -> Part:
        return self.parts[0]


def bundled(parts: Sequence[Part], several: Mapping[str, str]) -> list[Bundle]:
    """`several` names the wording of a kind that can be told of many dossiers at once. Who speaks stands in
    every message, so what two units have to tell is two messages."""
    groups: dict[object, list[Part]] = {}
    for part in parts:
        alone = part.kind not in several or part.dossier_code is None or part.unit is None
        key = part.notice_id if alone else (part.kind, part.unit, part.subject, part.way)
        groups.setdefault(key, []).append(part)
    return [
        _bundle(tuple(group[start : start + MOST]), several)
        for group in (sorted(group, key=carriers_first) for group in groups.values())
        for start in range(0, len(group), MOST)
    ]


def carriers_first(part: Part) -> tuple[bool, int]:
    """Who carried the last copy carries the next one, so that its receipts stay with it."""
    return part.carrier_id is not None, part.notice_id


def _bundle(parts: tuple[Part, ...], several: Mapping[str, str]) -> Bundle:
    first = parts[0]
    if len(parts) == 1 or first.unit is None:
        return Bundle(parts=parts, says=first.says, labels=first.labels)
    codes = tuple(part.dossier_code for part in parts if part.dossier_code)
    values: dict[str, Value] = {"unit": first.unit, "sender": sender(first.unit), "count": len(parts)}
    say = Say(wording=several[first.kind], values={**values, "codes": codes})
    return Bundle(parts=parts, says=(say,), labels=())
