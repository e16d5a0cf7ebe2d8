"""Word knowledge from the texts of a training, and keeping it."""

from collections.abc import Iterable, Mapping
from typing import Any

from numpy.typing import NDArray

from nlu.packing import packed, unpacked
from nlu.spelling import vocabulary
from nlu.spelling.normalise import Lexicon, load_abbreviations
from nlu.spelling.telex import Keyboard
from nlu.spelling.vocabulary import Vocabulary, words_in
from vietnam.syllables import is_syllable


def of(texts: Iterable[str]) -> Lexicon:
    """From sentences as people typed them, and names."""
    said = [words_in(text) for text in texts]
    syllables = {word for words in said for word in words if not word.isascii()}
    keyboard = Keyboard(syllables=frozenset(filter(is_syllable, syllables)))
    return Lexicon(
        abbreviations=load_abbreviations(), keyboard=keyboard, vocabulary=Vocabulary.of(said, keyboard)
    )


def to_arrays(lexicon: Lexicon) -> dict[str, NDArray[Any]]:
    """What training found; the reviewed lists stay in their files."""
    return {
        "syllables": packed(sorted(lexicon.keyboard.syllables)),
        **vocabulary.to_arrays(lexicon.vocabulary),
    }


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Lexicon:
    return Lexicon(
        abbreviations=load_abbreviations(),
        keyboard=Keyboard(syllables=frozenset(unpacked(arrays["syllables"]))),
        vocabulary=vocabulary.from_arrays(arrays),
    )
