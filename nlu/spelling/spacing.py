"""Spaces that were left out ("lamgiaykhaisinh") or got in between ("k h ai sinh")."""

from collections.abc import Mapping, Sequence
from typing import Final

from nlu.spelling.vocabulary import Vocabulary
from vietnam.syllables import is_bare_syllable, is_onset, is_syllable
from vietnam.text import strip_marks

GAP: Final = -2.0
"""How likely (natural logarithm) a space is left out."""
LEAST, LEAST_OF_LONG = -7.0, -9.5
LONG: Final = 3.5
"""A piece must be likelier than that: "danke" is not "dan ke", longer "minhnhe" is "minh nhe"."""
_NEVER: Final = float("-inf")
_SHORTEST, _LONGEST = 4, 48
_LONGEST_PIECE: Final = 7
_SHORTEST_FOREIGN: Final = 4
"""Letters of words that are no syllables ("online") and no short forms."""
_LAST, _BEFORE_OTHERS = frozenset("aoy"), frozenset("o")
"""Letters that are words, and where: "dong y", "duoc a", "o dau", "nopo dau"."""
_VOWELS: Final = frozenset("aeiouy")
_LONGEST_ONSET: Final = 3
_SPELT_OUT: Final = 5
"""Single letters in a row that are read as words spelt out."""
_USUAL_ALONE: Final = 3
"""How often a word that looks like a rime must have been written to stay a word: "anh", "em"."""


def split(
    typed: str, vocabulary: Vocabulary, abbreviations: Mapping[str, str], before: str = ""
) -> tuple[tuple[str, ...], float] | None:
    """Two usual words or more that make up a lower-case word that is none, and how likely they are."""
    if not _SHORTEST <= len(typed) <= _LONGEST or not typed.isalpha():
        return None
    bare = strip_marks(typed)
    best: list[tuple[float, int, str]] = [(0.0, 0, before)]
    for end in range(1, len(typed) + 1):
        found = (_NEVER, 0, "")
        for start in range(max(0, end - _LONGEST_PIECE), end):
            so_far, _, previous = best[start]
            piece = bare[start:end]
            if so_far == _NEVER or not _may_stand(piece, is_last=end == len(typed)):
                continue
            if not _is_piece(typed[start:end], piece, vocabulary, abbreviations):
                continue
            score = so_far + vocabulary.likelihood(piece, previous) + (GAP if start else 0.0)
            found = max(found, (score, start, piece))
        best.append(found)
    score, start, _ = best[-1]
    if score == _NEVER or start == 0:
        return None
    pieces = _pieces(typed, best)
    least = LEAST_OF_LONG if len(typed) >= LONG * len(pieces) else LEAST
    return (pieces, score) if score > (GAP + least) * len(pieces) - GAP else None


def _pieces(typed: str, best: Sequence[tuple[float, int, str]]) -> tuple[str, ...]:
    pieces: list[str] = []
    end = len(typed)
    while end:
        start = best[end][1]
        pieces.append(typed[start:end])
        end = start
    return tuple(reversed(pieces))


def _may_stand(piece: str, *, is_last: bool) -> bool:
    """Single letters are words only where they can be."""
    return len(piece) > 1 or piece in (_LAST if is_last else _BEFORE_OTHERS)


def _is_piece(typed: str, bare: str, vocabulary: Vocabulary, abbreviations: Mapping[str, str]) -> bool:
    if bare not in vocabulary.counts:
        return False
    if not is_bare_syllable(bare):
        return len(bare) >= _SHORTEST_FOREIGN and (
            bare in abbreviations or vocabulary.counts[bare] > 2 * len(bare)
        )
    return typed == bare or is_syllable(typed)


def rejoined(tokens: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The tokens (lower-case) with those joined that are nothing alone and a usual word together."""
    joined: list[str] = []
    at = 0
    while at < len(tokens):
        length = _together(tokens, at, vocabulary) if _may_begin(tokens[at]) else 1
        joined.append("".join(tokens[at : at + length]))
        at += length
    return joined


def _may_begin(token: str) -> bool:
    return len(token) <= _LONGEST_ONSET and token.isalpha() and strip_marks(token)[0] not in _VOWELS


def _together(tokens: Sequence[str], at: int, vocabulary: Vocabulary) -> int:
    """How many tokens from `at` on are one word; 1: the first stands alone."""
    spelt = _spelt_out(tokens, at)
    if spelt >= _SPELT_OUT:
        return spelt
    onset = ""
    for end in range(at, min(len(tokens), at + _LONGEST_ONSET + 1)):
        bare = strip_marks(tokens[end])
        if bare[0] in _VOWELS:
            whole = onset + bare
            torn = end - at > 1 or vocabulary.counts.get(bare, 0) < _USUAL_ALONE
            known = is_onset(onset) and is_bare_syllable(whole) and whole in vocabulary.counts
            return end - at + 1 if torn and known else 1
        onset += bare
        if not bare.isalpha() or len(onset) > _LONGEST_ONSET or (end > at and len(bare) > 1):
            return 1
    return 1


def _spelt_out(tokens: Sequence[str], at: int) -> int:
    """Length of the run of single letters."""
    end = at
    while end < min(len(tokens), at + _LONGEST) and len(tokens[end]) == 1 and tokens[end].isalpha():
        end += 1
    return end - at
