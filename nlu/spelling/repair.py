"""Words as they were meant: short forms written out, slips of the keyboard and of the finger put right.

A word that could be one stays. What is no word is tried in turn as key strokes of an input method, as a
letter lost or typed as a digit, and as words without their space or with one slip; the likeliest is taken.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlu.spelling import beside, spacing
from nlu.spelling.beside import Rules
from nlu.spelling.marks import nearest_form, other_tone
from nlu.spelling.neighbours import Neighbours
from nlu.spelling.telex import Keyboard, shows_vni
from nlu.spelling.vocabulary import Vocabulary
from vietnam.syllables import is_bare_syllable, is_syllable
from vietnam.text import strip_marks, unify_tone

_TOKEN: Final = re.compile("(?:[^\\W_]|\ufffd)+|[^\\w\\s]")
_STRETCHED: Final = re.compile(
    r"([aăâeêioôơuưyà-ãèéêìíò-õùúýạ-ỹ])\1{2,}|([^\W\d_])\2{2,}(?![^\W_])", re.IGNORECASE
)
"""Not at the beginning of "cccd"."""
_TORN: Final = re.compile(r"(?<![^\W_])[bcdđghklmnpqrstvx]{1,3} ")
"""Letters that begin a syllable and stand alone."""
_DIGITS_WITHIN: Final = re.compile(r"[a-z][1-9]")
_MARK: Final = re.compile(r"[?!.,;:()\n-]")
_BRACKETED: Final = re.compile(r"(?<![^\W_])[a-z]*[\[\]][a-z\[\]]*")
_ZERO: Final = re.compile(r"[bcdđghklmnpqrstvx][a-z]*0[a-z]*")
_ONE: Final = re.compile(r"[a-z]+1[a-z]+")
_LOST: Final = "\ufffd"
_LOST_LETTERS: Final = "aeiouyd"
_PLACED: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 100
"""Words of a message that are tidied for display."""
_MOST_TRIES: Final = 40
"""Words of a message that are put right: what bounds the time."""
_MOSTLY_STRANGE: Final = 0.5
"""Share of unknown words from which a message is in another language, and no slip is looked for."""


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """Without a vocabulary only short forms, stretched words and key strokes are put right."""

    abbreviations: Mapping[str, str]
    keyboard: Keyboard
    vocabulary: Vocabulary
    rules: Rules

    def words(self, text: str) -> list[str]:
        """The words of a composed text in lower case; sentence marks stand alone."""
        lowered = unify_tone(_STRETCHED.sub(r"\1\2", text)).lower()
        if "[" in lowered or "]" in lowered:
            lowered = _BRACKETED.sub(self._unbracketed, lowered, count=_MOST_TRIES)
        tokens: list[str] = _TOKEN.findall(lowered)
        if self.vocabulary.counts and _TORN.search(lowered):
            tokens = spacing.rejoined(tokens, self.vocabulary)
        return self._words(tokens, _DIGITS_WITHIN.search(lowered) is not None and shows_vni(lowered))

    def tidied(self, text: str) -> str:
        """The text for display, with the words that are none put right in their places; short forms stay."""
        tokens = list(_PLACED.finditer(text))
        lowered = [unify_tone(token[0]).lower() for token in tokens]
        vni = _DIGITS_WITHIN.search(text.lower()) is not None and shows_vni(text.lower())
        slips = not self._is_strange(lowered)
        pieces: list[str] = []
        at = 0
        for place, token in enumerate(tokens[:_MOST_WORDS]):
            meant = self._tidied(lowered, place, vni=vni, slips=slips)
            pieces += [text[at : token.start()], _in_case(token[0], meant)]
            at = token.end()
        return "".join((*pieces, text[at:]))

    def _tidied(self, tokens: Sequence[str], at: int, *, vni: bool, slips: bool) -> str:
        token = tokens[at]
        if token in self._sound or token in self.abbreviations or token in self.rules or _is_word(token):
            return token
        before = strip_marks(tokens[at - 1]) if at else ""
        behind = strip_marks(tokens[at + 1]) if at + 1 < len(tokens) else ""
        return " ".join(self._put_right(token, before, behind, vni=vni, slips=slips))

    def _words(self, tokens: Sequence[str], vni: bool) -> list[str]:
        found: list[str] = []
        tries = 0
        strange: bool | None = None
        sound = self._sound
        for at, token in enumerate(tokens):
            meant = beside.meant(self.rules, tokens, at) if token in self.rules else None
            meant = meant or self.abbreviations.get(token)
            if meant is not None:
                found.append(meant)
                continue
            if token in sound or token.isdigit() or tries == _MOST_TRIES:
                found.append(token)
                continue
            if not (token[0].isalnum() or token[0] == _LOST):
                found += [token] if _MARK.match(token) or ord(token[0]) > 0x2190 else []
                continue
            tries += 1
            strange = self._is_strange(tokens) if strange is None else strange
            behind = strip_marks(tokens[at + 1]) if at + 1 < len(tokens) else ""
            found += self._put_right(token, _last(found), behind, vni=vni, slips=not strange)
        return found

    @cached_property
    def _sound(self) -> frozenset[str]:
        """Words that need no look: usual ones, and known syllables."""
        known = {word for word in self.keyboard.syllables if not word.isascii() and is_syllable(word)}
        plain = {word for word in self.vocabulary.counts if not ("oo" in word and is_bare_syllable(word))}
        return frozenset(known | plain)

    @cached_property
    def _forms(self) -> Mapping[str, tuple[str, ...]]:
        """Word without diacritics -> its spellings among `_sound`."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._sound):
            forms[strip_marks(word)].append(word)
        return {bare: tuple(words) for bare, words in forms.items()}

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours.of(self.vocabulary)

    def _is_strange(self, tokens: Sequence[str]) -> bool:
        words = [token for token in tokens if token.isalpha()]
        known = sum(self._is_known(word) for word in words)
        return len(words) - known > max(1, _MOSTLY_STRANGE * len(words))

    def _is_known(self, word: str) -> bool:
        plain = word in self._sound or word in self.abbreviations or _is_word(word)
        return plain or strip_marks(word) in self.vocabulary.counts

    def _put_right(self, token: str, before: str, behind: str, *, vni: bool, slips: bool) -> Sequence[str]:
        if _LOST in token:
            return self._found_again(token, before, behind)
        decoded = self.keyboard.decode(token, vni=vni)
        if decoded != token:
            return (decoded,)
        if not token.isalpha():
            return (self._without_digits(token),)
        if _is_word(token):
            other = other_tone(token)
            return (other if other in self._sound else token,)
        if not self.vocabulary.counts or token in self.keyboard.foreign:
            return (token,)
        return self._likeliest(token, before, behind, slips=slips)

    def _likeliest(self, token: str, before: str, behind: str, *, slips: bool) -> Sequence[str]:
        """One word with a slip, or several without their spaces."""
        parts = spacing.split(token, self.vocabulary, self.abbreviations, before)
        near = self._neighbours.nearest(strip_marks(token), before, behind) if slips else None
        if parts is not None and (near is None or parts[1] >= near[1]):
            return [self.abbreviations.get(part, part) for part in parts[0]]
        if near is None:
            return (token,)
        meant = near[0]
        return (meant if token.isascii() else nearest_form(token, self._forms.get(meant, (meant,))),)

    def _found_again(self, token: str, before: str, behind: str) -> Sequence[str]:
        """The likeliest word with a letter where characters got lost on the way."""
        gap = re.sub(f"{_LOST}+", _LOST, strip_marks(token))
        tried = (gap.replace(_LOST, letter) for letter in _LOST_LETTERS)
        meant = [word for word in tried if is_bare_syllable(word) and word in self.vocabulary.counts]
        if gap.strip(_LOST) and meant:
            return (max(meant, key=lambda word: self._neighbours.around(word, before, behind)),)
        return tuple(part for part in token.split(_LOST) if part)

    def _without_digits(self, token: str) -> str:
        """ "h0 s0" and "kh0ng" have a letter that looks like a digit; "ct01" has not."""
        if _ZERO.fullmatch(token):
            tried = token.replace("0", "o")
        elif _ONE.fullmatch(token):
            tried = token.replace("1", "i")
        else:
            return token
        meant = self.abbreviations.get(tried, tried)
        return token if meant.isascii() and not is_bare_syllable(meant) else meant

    def _unbracketed(self, match: re.Match[str]) -> str:
        """Telex without an input method writes ơ and ư as "[" and "]"."""
        return self.keyboard.decode(match[0])


def _in_case(typed: str, meant: str) -> str:
    if typed.lower() == meant:
        return typed
    if typed.isupper() and len(typed) > 1:
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[0].isupper() else meant


def _is_word(token: str) -> bool:
    return is_bare_syllable(token) if token.isascii() else is_syllable(token)


def _last(found: Sequence[str]) -> str:
    return strip_marks(found[-1].rsplit(" ", 1)[-1]) if found else ""
