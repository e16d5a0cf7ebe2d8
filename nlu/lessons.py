"""A sentence as the models hear it, and which sentences they do not hear until they have been weighed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlu.sentences import Sentence
from nlu.spelling.normalise import folded

INTENTS_ONLY: Final = "bo-sung"
"""Author of sentences added for intents. The matcher grows shy of procedures from them."""
_NAMES_NOTHING: Final = ("dossier.", "chat.", "notice.", "privacy.", "feedback.", "handoff", "emergency",
                         "out_of_scope", "office.", "payment.", "account.", "community.")  # fmt: skip
_SHORT: Final = 7
"""Words of a message in a talk that leaves its procedure to the talk; a longer one may name it again."""
_PARTS: Final = 4
"""One voice of so many is held back."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """`copies`: the words of the sentence as the models read them, with and without accents."""

    sentence: Sentence
    copies: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        return len(self.copies[0].split()) <= _SHORT

    @property
    def names_nothing(self) -> bool:
        said = self.sentence
        if said.author == INTENTS_ONLY or said.procedures:
            return False
        if said.context.procedure is not None:
            return self.is_short
        return all(intent.startswith(_NAMES_NOTHING) for intent in said.intents)


def lesson(sentence: Sentence, words: str) -> Lesson:
    return Lesson(sentence=sentence, copies=tuple(dict.fromkeys((words, folded(words)))))


def held_back(lessons: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """Those of three quarters of the voices and those of the last, each in one copy, every other one without
    its accents; all and all where there are too few voices."""
    once = [replace(one, copies=(one.copies[at % len(one.copies)],)) for at, one in enumerate(lessons)]
    voices = sorted({one.sentence.author for one in once})
    if len(voices) < _PARTS:
        return once, once
    held = set(voices[::_PARTS])
    return (
        [one for one in once if one.sentence.author not in held],
        [one for one in once if one.sentence.author in held],
    )
