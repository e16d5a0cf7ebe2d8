"""From the shipped sentences and the procedures handed in to a model."""

from collections.abc import Iterable, Sequence
from typing import Final

from nlu import match_training, readers, restore
from nlu.lifts import FOLLOWUPS_FILE
from nlu.meaning import Context, Entry
from nlu.model import Model
from nlu.normalise import Lexicon, folded, load_abbreviations, read, words_of
from nlu.prepared import masks_of
from nlu.sentences import Sentence, load_sentences
from nlu.slot import Scene, Slot, all_slots, find_all
from nlu.telex import Keyboard
from vietnam.text import unify_tone

_SHORTEST_SYLLABLE, _LONGEST_SYLLABLE = 2, 7
INTENTS_ONLY: Final = "bo-sung"
"""Author of sentences added for intents. The matcher grows shy of procedures from them."""
_NAMES_NOTHING: Final = ("dossier.", "chat.", "notice.", "privacy.", "feedback.", "handoff", "emergency",
                         "out_of_scope", "office.", "payment.", "account.", "community.")  # fmt: skip


def train(entries: Sequence[Entry], sentences: Sequence[Sentence] | None = None) -> Model:
    """Seconds. `sentences`: all shipped ones when not given."""
    rows = load_sentences() if sentences is None else tuple(sentences)
    names = [name for entry in entries for name in _names(entry)]
    lexicon = Lexicon(
        abbreviations=load_abbreviations(),
        keyboard=Keyboard(syllables=_syllables([*(row.text for row in rows), *names])),
    )
    slots = all_slots()
    words = [_words(row.text, lexicon, slots) for row in rows]
    return Model(
        intents=readers.train(_intent_rows(rows, words)),
        matcher=match_training.train(
            entries,
            _twice(
                (w, row.author, row.procedures) for row, w in zip(rows, words, strict=True) if row.procedures
            ),
            _others(rows, words, lexicon),
            {name: words_of(read(name), lexicon) for name in dict.fromkeys(names)},
        ),
        restorer=restore.train([*(row.text for row in rows), *dict.fromkeys(names)]),
        lexicon=lexicon,
    )


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, entry.official_name or entry.name, *entry.everyday_names)


def _words(text: str, lexicon: Lexicon, slots: Iterable[Slot]) -> str:
    typed = read(text)
    return words_of(typed, lexicon, masks_of(typed, find_all(slots, typed, Scene(context=Context()))))


def _intent_rows(rows: Sequence[Sentence], words: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each sentence with and without its accents."""
    return _twice((w, row.author, row.intents) for row, w in zip(rows, words, strict=True))


def _twice(
    rows: Iterable[tuple[str, str, tuple[str, ...]]],
) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (copy, author, labels)
        for words, author, labels in rows
        for copy in dict.fromkeys((words, folded(words)))
    ]


def _others(rows: Sequence[Sentence], words: Sequence[str], lexicon: Lexicon) -> list[tuple[str, str]]:
    """Texts that name no procedure: other intents, and follow-ups without their topic."""
    found = [
        (copy, row.author)
        for row, w in zip(rows, words, strict=True)
        if row.author != INTENTS_ONLY and all(intent.startswith(_NAMES_NOTHING) for intent in row.intents)
        for copy in dict.fromkeys((w, folded(w)))
    ]
    for line in FOLLOWUPS_FILE.read_text(encoding="utf-8").splitlines():
        w = words_of(read(line), lexicon)
        found += [(w, ""), (folded(w), "")]
    return found


def _syllables(texts: Iterable[str]) -> frozenset[str]:
    """Accented syllables of the texts: what leftover key strokes may have meant."""
    words = {word for text in texts for word in unify_tone(text).lower().split()}
    return frozenset(
        word for word in words if _SHORTEST_SYLLABLE <= len(word) <= _LONGEST_SYLLABLE and word.isalpha()
    )
