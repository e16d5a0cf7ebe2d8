"""One spelling for Vietnamese text, and the forms that comparing needs.

Keyboards, phones and exported files write the same word in many ways: composed or decomposed marks,
the Icelandic eth in place of Đ, invisible characters, "fancy" letters. `nfc` brings them together;
everything else here starts from it.
"""

import re
import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
"""Grave, acute, tilde, hook above, dot below: the five written tones."""

_TILDE, _HOOK = "\u0303", "\u0309"

_LOOKALIKE_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
"""Eth and African D are other letters that fonts draw like Đ; real texts hold them."""

_FANCY = re.compile(
    "[\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06\u24b6-\u24e9\U0001f130-\U0001f149"
    "\u2102\u210a-\u210e\u2110-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134]"
)
"""Full width, mathematical (some stand among the letter-like signs), ligatures, in circles and squares."""

_LATIN_MARKS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]")

_LETTERS = "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", *sorted(_TONES))
)
_KNOWN = re.compile(f"[\\n -~đĐ{_LETTERS}]*")
"""Texts of nothing but composed Vietnamese letters and ASCII: nearly all of them, and quick to handle."""
_BARE = {ord(char): unicodedata.normalize("NFD", char)[0] for char in _LETTERS} | {0x111: "d", 0x110: "D"}

_TONED_O, _TONED_U = "oòóỏõọ", "uùúủũụ"
_TONED_A, _TONED_E, _TONED_Y = "aàáảãạ", "eèéẻẽẹ", "yỳýỷỹỵ"
_PAIR = re.compile(
    rf"(?P<round>[{_TONED_O}])(?P<open>[{_TONED_A}{_TONED_E}])(?P<rest>[^\W\d_]?)"
    rf"|(?P<q>(?<=q)[{_TONED_U}])(?P<qv>[{_TONED_A}{_TONED_E}{_TONED_Y}{_TONED_O}])"
    rf"|(?P<u>(?<!q)[{_TONED_U}])(?P<y>[{_TONED_Y}])(?P<after>[^\W\d_]?)",
    re.IGNORECASE,
)


def nfc(text: str) -> str:
    """Composed letters (NFC), true Đ/đ, plain spaces, `\\n` line ends, nothing invisible.

    Compatibility forms are opened only where the meaning stays (full-width and mathematical letters,
    ligatures): "m²" must not become "m2" here.
    """
    if _KNOWN.fullmatch(text):
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(map(_cleaned, plain)))


def strip_marks(text: str) -> str:
    """`nfc(text)` without diacritics, đ -> d, case kept, character for character.

    An offset found in the result is valid in `nfc(text)`. A mark that has no composed letter
    (Ê Đê and Gia Rai writing has some) stays in its place, so that the length holds.
    """
    composed = nfc(text)
    if _KNOWN.fullmatch(composed):
        return composed.translate(_BARE)
    return "".join(map(_bare, composed))


def fold(text: str) -> str:
    """The form for comparing: lower-case, no diacritics, đ -> d, whitespace collapsed. Idempotent."""
    stripped = strip_marks(text).lower()
    if stripped.isascii():
        return " ".join(stripped.split())
    lowered = unicodedata.normalize("NFD", stripped)
    bare = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", lowered))
    return " ".join(bare.split())


def unify_tone(text: str) -> str:
    """`nfc(text)` with one placement of the tone: hoà -> hòa, thuý -> thúy, qúy -> quý, hòan -> hoàn.

    The classical placement is taken because the state's own names use it (Khánh Hòa, ủy ban).
    Length and case stay.
    """
    return _PAIR.sub(_placed, nfc(text))


def may_mean(written: str, name: str) -> bool:
    """Whether `written` is `name` with some or all diacritics left out; hook and tilde count as one.

    "hue" and "Huê" may mean "Huế", "Quãng Ngãi" may mean "Quảng Ngãi" (half the country speaks the two
    tones alike), but "Huệ" is another word. Case and spaces are not compared.
    """
    left, right = (list(map(_base_and_marks, _letters(text))) for text in (written, name))
    return len(left) == len(right) and all(
        w_base == n_base and w_marks <= n_marks
        for (w_base, w_marks), (n_base, n_marks) in zip(left, right, strict=True)
    )


def _letters(text: str) -> str:
    return "".join(c for c in unify_tone(text).lower() if c.isalnum())


def _base_and_marks(char: str) -> tuple[str, set[str]]:
    base, marks = ("d", "-") if char == "đ" else (_bare(char), unicodedata.normalize("NFD", char)[1:])
    return base, set(marks.replace(_HOOK, _TILDE))


def _cleaned(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if char in _LOOKALIKE_D:
        return _LOOKALIKE_D[char]
    category = unicodedata.category(char)
    if char in "\n\u2028\u2029\x0b\x0c\x85":
        return "\n"
    if char == "\t" or category == "Zs":
        return " "
    if category in {"Cc", "Cf", "Cs"}:
        return ""
    return unicodedata.normalize("NFKC", char) if _is_fancy(char) else char


def _is_fancy(char: str) -> bool:
    return _FANCY.match(char) is not None


def _bare(char: str) -> str:
    if char.isascii():
        return char
    if char in "đĐ":
        return "d" if char == "đ" else "D"
    letters = unicodedata.normalize("NFD", char)
    return letters[0] if all(map(unicodedata.combining, letters[1:])) else char


def _placed(match: re.Match[str]) -> str:
    """The vowel pair with its tone on the vowel where the classical rule puts it."""
    first = match["round"] or match["q"] or match["u"]
    second = match["open"] or match["qv"] or match["y"]
    rest = match["rest"] or match["after"] or ""
    (first, tone_1), (second, tone_2) = _untoned(first), _untoned(second)
    tone = tone_1 or tone_2
    on_first = not rest and not match["q"]
    parts = (first + tone, second) if on_first else (first, second + tone)
    return "".join(unicodedata.normalize("NFC", part) for part in parts) + rest


def _untoned(vowel: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", vowel)
    return (
        "".join(c for c in letters if c not in _TONES),
        "".join(c for c in letters if c in _TONES),
    )
