"""From the shipped sentences and the procedures handed in to a model."""

from collections.abc import Iterable, Sequence

from nlu import lexicon as lexicons
from nlu import restore
from nlu.classifier import Classifier
from nlu.keywords import load_keywords
from nlu.meaning import Context, Entry
from nlu.model import Model
from nlu.normalise import Lexicon, read, words_of
from nlu.prepared import masks_of
from nlu.school import School, held_back, lesson
from nlu.sentences import Sentence, load_followups, load_sentences
from nlu.slot import Scene, Slot, all_slots, find_all


def train(entries: Sequence[Entry], sentences: Sequence[Sentence] | None = None) -> Model:
    """Seconds. `sentences`: all shipped ones when not given.

    First on three quarters of the voices; how far what they teach may be trusted is learned on the last
    quarter, which it has not heard. Then once more on all.
    """
    rows = load_sentences() if sentences is None else tuple(sentences)
    names = tuple(dict.fromkeys(name for entry in entries for name in _names(entry)))
    texts = [*(row.text for row in rows), *names]
    lexicon = lexicons.of(texts)
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
        restorer=restore.train(texts),
        lexicon=lexicon,
    )


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, entry.official_name or entry.name, *entry.everyday_names)


def _words(text: str, lexicon: Lexicon, slots: Iterable[Slot]) -> str:
    typed = read(text)
    return words_of(typed, lexicon, masks_of(typed, find_all(slots, typed, Scene(context=Context()))))
