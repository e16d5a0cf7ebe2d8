"""UTF-8 that something on the way took for Latin-1 or Windows-1252: "há»“ sÆ¡" was "hồ sơ"."""

import re
from typing import Final

_BYTES: Final = {
    char: byte
    for byte in range(0x80, 0xC0)
    for char in (bytes([byte]).decode("cp1252", errors="ignore"), chr(byte))
    if char
}
_FOLLOWING: Final = "[" + re.escape("".join(_BYTES)) + "]"
_TWO, _THREE, _FOUR = "[\u00c3-\u00c6\u00cc]", "[\u00e1\u00e2]", "\u00f0"
_BROKEN: Final = re.compile(f"{_TWO}{_FOLLOWING}|{_THREE}{_FOLLOWING}{{2}}|{_FOUR}{_FOLLOWING}{{3}}")
_SPACED: Final = re.compile(f"{_BROKEN.pattern}|Ã |Ä\ufffd|á[º»]\ufffd")
"""In broken text also: the no-break space of "Ã\u00a0" (à) made plain, and bytes that Windows-1252 lacks."""
_KNOWN: Final = {"Ã ": "à", "Ä\ufffd": "Đ"}
_SOUND: Final = re.compile("[đĐơƠưƯăĂĩĨũŨ\u1ea0-\u1ef9]")
_WANTED: Final = re.compile("[\u00c0-\u01b0\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2026\U0001f300-\U0001faff]")


def is_broken(text: str) -> bool:
    """Whether repairing would change anything. Letters that broken text cannot have mean that it is sound."""
    return _BROKEN.search(text) is not None and not _SOUND.search(text)


def repaired(text: str) -> tuple[str, list[int]]:
    """The text as it was meant, and where each of its characters begins in `text`. What does not decode
    cleanly stays."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _SPACED.finditer(text):
        pieces.append(text[at : match.start()])
        starts += range(at, match.start())
        meant = _decoded(match[0])
        pieces.append(meant)
        starts += [match.start()] if len(meant) == 1 else range(match.start(), match.end())
        at = match.end()
    pieces.append(text[at:])
    starts += range(at, len(text))
    return "".join(pieces), starts


def _decoded(broken: str) -> str:
    if broken in _KNOWN or broken.endswith("\ufffd"):
        return _KNOWN.get(broken, "\ufffd")
    raw = bytes([ord(broken[0]), *(_BYTES[char] for char in broken[1:])])
    meant = raw.decode("utf-8", errors="replace")
    return meant if len(meant) == 1 and _WANTED.match(meant) else broken
