"""Diacritics for display: the likeliest accented words of an unaccented message (bigram Viterbi)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.linear import packed, unpacked
from vietnam.text import fold, strip_marks

_START: Final = "^"
_BACKOFF: Final = 0.1
_MOST_FORMS: Final = 6
_LONGEST: Final = 200
_EDGES: Final = ".,;:!?()\"'"


@dataclass(frozen=True, kw_only=True)
class Restorer:
    """`forms`: folded word -> its accented spellings, most frequent first."""

    forms: dict[str, tuple[str, ...]]
    words: dict[str, int]
    pairs: dict[tuple[str, str], int]

    def restore(self, text: str) -> str:
        """The text with accents; as given where it has some already or is not known."""
        tokens = text.split(" ")
        if not text.isascii() or len(tokens) > _LONGEST or not any(t.lower() in self.forms for t in tokens):
            return text
        bare = [token.strip(_EDGES).lower() for token in tokens]
        chosen = self._path(bare)
        return " ".join(_in_place(t, b, c) for t, b, c in zip(tokens, bare, chosen, strict=True))

    def _path(self, bare: list[str]) -> list[str]:
        best: dict[str, tuple[float, tuple[str, ...]]] = {_START: (0.0, ())}
        for word in bare:
            following: dict[str, tuple[float, tuple[str, ...]]] = {}
            for form in self.forms.get(word, (word,)):
                score, path = max(
                    (score + self._step(before, form), path) for before, (score, path) in best.items()
                )
                following[form] = (score, (*path, form))
            best = following
        return list(max(best.values())[1])

    def _step(self, before: str, word: str) -> float:
        pair = self.pairs.get((before, word), 0)
        alone = (self.words.get(word, 0) + 0.1) / (self.words.get(_START, 1) + 1)
        seen = pair / (self.words.get(before, 0) + 1)
        return log((1 - _BACKOFF) * seen + _BACKOFF * alone)


def train(texts: Iterable[str]) -> Restorer:
    """From accented texts; the others are left out."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        if text.isascii():
            continue
        before = _START
        words[_START] += 1
        for token in text.lower().split():
            word = token.strip(_EDGES)
            if not word:
                continue
            words[word] += 1
            pairs[before, word] += 1
            before = word
    return _built(dict(words), dict(pairs))


def _built(words: dict[str, int], pairs: dict[tuple[str, str], int]) -> Restorer:
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: -words[word]):
        if word != _START and word.isalpha():
            forms[fold(word)].append(word)
    return Restorer(
        forms={bare: tuple(found[:_MOST_FORMS]) for bare, found in forms.items()}, words=words, pairs=pairs
    )


def _in_place(token: str, bare: str, chosen: str) -> str:
    """The chosen word with the case and the marks around of what was typed."""
    if not bare or strip_marks(chosen) != bare:
        return token
    start = token.lower().index(bare)
    typed = token[start : start + len(bare)]
    if typed.isupper():
        chosen = chosen.upper()
    elif typed[0].isupper():
        chosen = chosen[0].upper() + chosen[1:]
    return token[:start] + chosen + token[start + len(bare) :]


def to_arrays(restorer: Restorer) -> dict[str, NDArray[Any]]:
    return {
        "words": packed(list(restorer.words)),
        "counts": np.array(list(restorer.words.values()), dtype=np.int32),
        "pairs": packed([" ".join(pair) for pair in restorer.pairs]),
        "pair_counts": np.array(list(restorer.pairs.values()), dtype=np.int32),
    }


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Restorer:
    words = dict(zip(unpacked(arrays["words"]), arrays["counts"].tolist(), strict=True))
    pairs: dict[tuple[str, str], int] = {}
    for pair, count in zip(unpacked(arrays["pairs"]), arrays["pair_counts"].tolist(), strict=True):
        first, _, second = pair.partition(" ")
        pairs[first, second] = count
    return _built(words, pairs)
