"""Diacritics for display: the likeliest accented words of an unaccented message.

The words before tell which spelling is meant: up to two of them (`following`). Official wording comes out
nearly whole, spoken wording nine syllables in ten and more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any, Final

from numpy.typing import NDArray

from nlu.packing import packed_counts, unpacked_counts
from nlu.spelling.following import Following
from vietnam.text import fold, nfc, unify_tone

_START: Final = "^"
_STOP, _NUMBER = ".", "0"
"""Every sentence mark and every number."""
_UNSEEN: Final = 0.1
"""How often a word that was never written counts as written."""
_TABLES: Final = ("words", "pairs", "triples")
_MOST_FORMS: Final = 6
_MOST_PATHS: Final = 6
"""Spellings of a word, and beginnings of a text, that are kept in mind: what bounds the time."""
_LONGEST: Final = 400
"""Words of a text that is restored; a longer one is shown as it came."""
_ACCENTED: Final = 0.25
"""Share of accented words up to which the others may lack their accents."""
_TOKEN: Final = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])|[^\W_]+|[.,;:!?]")
"""Words, what has digits in it, sentence marks."""

_Words = tuple[str, "_Words"] | None
"""The last word and those before it."""
_Path = tuple[float, _Words]


@dataclass(frozen=True, kw_only=True)
class Restorer:
    """`words`: accented word -> how often it was written; `pairs` and `triples` the same of words that
    follow each other, with a space between."""

    words: Mapping[str, int]
    pairs: Mapping[str, int]
    triples: Mapping[str, int]

    def restore(self, text: str) -> str:
        """The text with accents; as given where it has them already or nothing in it is known."""
        found = list(_TOKEN.finditer(text))
        if len(found) > _LONGEST or not self._lacks_accents(text, [match[0] for match in found]):
            return text
        chosen = self._chosen([_word(match[0]) for match in found])
        pieces: list[str] = []
        at = 0
        for match, word in zip(found, chosen, strict=True):
            pieces += [text[at : match.start()], _in_case(match[0], word)]
            at = match.end()
        return "".join((*pieces, text[at:]))

    def _lacks_accents(self, text: str, tokens: Sequence[str]) -> bool:
        words = [token for token in tokens if token.isalpha()]
        accented = sum(not word.isascii() for word in words)
        return (
            accented <= _ACCENTED * len(words)
            and any(word.lower() in self._forms for word in words)
            and (text.isascii() or nfc(text) == text)
        )

    def _chosen(self, tokens: Sequence[str]) -> Sequence[str]:
        """Viterbi over the two last words, the likeliest paths kept."""
        paths: dict[tuple[str, str], _Path] = {(_START, _START): (0.0, None)}
        for token in tokens:
            forms = self._forms.get(token, (token,))
            alone = [(form, self._alone.get(form, self._strange)) for form in forms]
            longer: dict[tuple[str, str], _Path] = {}
            for (first, second), path in paths.items():
                for form, share in self._shares(first, second, alone):
                    score = path[0] + log(share)
                    best = longer.get((second, form))
                    if best is None or score > best[0]:
                        longer[second, form] = (score, (form, path[1]))
            paths = longer if len(longer) <= _MOST_PATHS else _likeliest(longer)
        return _unwound(max(paths.values(), key=lambda path: path[0])[1])

    def _shares(
        self, first: str, second: str, alone: Sequence[tuple[str, float]]
    ) -> Sequence[tuple[str, float]]:
        both = f"{first} {second}"
        shares = [(form, self._behind_one.share(second, form, share)) for form, share in alone]
        return [(form, self._behind_two.share(both, form, share)) for form, share in shares]

    @cached_property
    def _forms(self) -> Mapping[str, tuple[str, ...]]:
        """Folded word -> its spellings, most frequent first."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.words, key=lambda word: -self.words[word]):
            if word.isalpha():
                forms[fold(word)].append(word)
        return {bare: tuple(found[:_MOST_FORMS]) for bare, found in forms.items()}

    @cached_property
    def _alone(self) -> Mapping[str, float]:
        """By how often a word was written, and behind how many others: "sinh" is frequent behind few."""
        behind = Counter(pair.partition(" ")[2] for pair in self.pairs)
        total, pairs = sum(self.words.values()), len(self.pairs) or 1
        return {
            word: (count / total + (behind[word] + _UNSEEN) / pairs) / 2 for word, count in self.words.items()
        }

    @cached_property
    def _strange(self) -> float:
        return _UNSEEN / (sum(self.words.values()) + 1)

    @cached_property
    def _behind_one(self) -> Following:
        return Following(sequences=self.pairs)

    @cached_property
    def _behind_two(self) -> Following:
        return Following(sequences=self.triples)


def _likeliest(paths: Mapping[tuple[str, str], _Path]) -> dict[tuple[str, str], _Path]:
    return dict(sorted(paths.items(), key=lambda item: -item[1][0])[:_MOST_PATHS])


def _unwound(words: "_Words") -> Sequence[str]:
    found: list[str] = []
    while words is not None:
        word, words = words
        found.append(word)
    return found[::-1]


def train(texts: Iterable[str]) -> Restorer:
    """From accented texts; the others are left out."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for text in texts:
        if text.isascii():
            continue
        found = [*map(_word, _TOKEN.findall(unify_tone(text)))]
        words.update(found)
        pairs.update(map(" ".join, pairwise((_START, *found))))
        triples.update(map(" ".join, zip((_START, _START, *found), (_START, *found), found, strict=False)))
    return Restorer(words=dict(words), pairs=dict(pairs), triples=dict(triples))


def _word(token: str) -> str:
    if token.isalpha():
        return token.lower()
    return _NUMBER if token[0].isalnum() else _STOP


def _in_case(typed: str, chosen: str) -> str:
    """The chosen word with the case of what was typed."""
    if not typed.isascii() or not typed.isalpha() or len(chosen) != len(typed):
        return typed
    if typed.islower():
        return chosen
    return "".join(c.upper() if t.isupper() else c for t, c in zip(typed, chosen, strict=True))


def to_arrays(restorer: Restorer) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for name in _TABLES:
        arrays[name], arrays[f"{name}_counts"] = packed_counts(getattr(restorer, name))
    return arrays


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Restorer:
    return Restorer(**{name: unpacked_counts(arrays[name], arrays[f"{name}_counts"]) for name in _TABLES})
