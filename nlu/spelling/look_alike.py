"""Letters that only look like the Latin ones, and digits typed as letters. Lengths stay."""

import re
from typing import Final

_CYRILLIC: Final = dict(
    zip("асеіјорԛѕухһԁԝкмтАВСЕНІЈКМОРЅТХУԚԜ", "aceijopqsyxhdwkmtABCEHIJKMOPSTXYQW", strict=True)
)
_GREEK: Final = dict(zip("αικνορτυχγηϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "aikvoptuxyncjABEZHIKMNOPTYXC", strict=True))
_LATIN: Final = dict(zip("ɑɡıȷʜᴀʙᴄᴅᴇɢɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢꜱ", "agijhabcdegijklmnoprtuvwyzs", strict=True))
_SAME: Final = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
_STRANGERS: Final = "".join(map(chr, _SAME))
_MIXED: Final = re.compile(f"[{_STRANGERS}]")
_OTHER_LETTER: Final = re.compile("[\u0370-\u052f]")
_PLAIN_LETTER: Final = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]")

_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?=[OoIl|]?\d|[OoIl|]{2}\d)[0-9OoIl|](?:[ .-]?[0-9OoIl|]){7,14}(?![^\W_])"
)
_AS_DIGITS: Final = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
_ENOUGH_DIGITS: Final = 0.7


def plain_letters(text: str) -> str:
    """Cyrillic, Greek and phonetic letters as the Latin ones they look like, where the text is Latin
    otherwise: a Russian message stays Russian."""
    if not _MIXED.search(text):
        return text
    plain = len(_PLAIN_LETTER.findall(text))
    others = _OTHER_LETTER.findall(text)
    if any(other not in _STRANGERS for other in others) or len(others) > 2 * plain:
        return text
    return text.translate(_SAME)


def plain_digits(text: str) -> str:
    """ "O9O5 l23 456" as "0905 123 456": only long numbers that are mostly digits."""
    return _NUMBER.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    typed = match[0]
    signs = [char for char in typed if char not in " .-"]
    if sum(map(str.isdigit, signs)) < _ENOUGH_DIGITS * len(signs):
        return typed
    return typed.translate(_AS_DIGITS)
