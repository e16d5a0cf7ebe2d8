"""From the shipped sentences and the procedures handed in to a model."""

from collections.abc import Iterable, Sequence

from nlu import restore
from nlu.classifier import Classifier
from nlu.keywords import load_keywords
from nlu.meaning import Context, Entry
from nlu.model import Model
from nlu.normalise import Lexicon, load_abbreviations, read, words_of
from nlu.prepared import masks_of
from nlu.school import School, held_back, lesson
from nlu.sentences import Sentence, load_followups, load_sentences
from nlu.slot import Scene, Slot, all_slots, find_all
from nlu.telex import Keyboard
from vietnam.text import unify_tone

_SHORTEST_SYLLABLE, _LONGEST_SYLLABLE = 2, 7


def train(entries: Sequence[Entry], sentences: Sequence[Sentence] | None = None) -> Model:
    """Seconds. `sentences`: all shipped ones when not given.

    First on three quarters of the voices; how far what they teach may be trusted is learned on the last
    quarter, which it has not heard. Then once more on all.
    """
    rows = load_sentences() if sentences is None else tuple(sentences)
    names = tuple(dict.fromkeys(name for entry in entries for name in _names(entry)))
    lexicon = Lexicon(
        abbreviations=load_abbreviations(),
        keyboard=Keyboard(syllables=_syllables([*(row.text for row in rows), *names])),
    )
    school = School(
        entries=entries,
        names={name: words_of(read(name), lexicon) for name in names},
        followups=[words_of(read(line), lexicon) for line in load_followups()],
        keywords=load_keywords(),
    )
    slots = all_slots()
    lessons = [lesson(row, _words(row.text, lexicon, slots)) for row in rows]
    heard, unheard = held_back(lessons)
    network = school.weigh(school.teach(heard), unheard)
    readers, matcher = school.teach(lessons)
    return Model(
        intents=Classifier(readers=readers, network=network),
        matcher=matcher,
        restorer=restore.train([*(row.text for row in rows), *names]),
        lexicon=lexicon,
    )


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, entry.official_name or entry.name, *entry.everyday_names)


def _words(text: str, lexicon: Lexicon, slots: Iterable[Slot]) -> str:
    typed = read(text)
    return words_of(typed, lexicon, masks_of(typed, find_all(slots, typed, Scene(context=Context()))))


def _syllables(texts: Iterable[str]) -> frozenset[str]:
    """Accented syllables of the texts: what leftover key strokes may have meant."""
    words = {word for text in texts for word in unify_tone(text).lower().split()}
    return frozenset(
        word for word in words if _SHORTEST_SYLLABLE <= len(word) <= _LONGEST_SYLLABLE and word.isalpha()
    )
