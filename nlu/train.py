"""From the shipped sentences and the procedures handed in to a model."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from nlu.entities.prepared import masks_of
from nlu.entities.slot import Scene, Slot, all_slots, find_all
from nlu.keywords import load_keywords
from nlu.lessons import lesson
from nlu.meaning import Context, Entry
from nlu.model import Model
from nlu.school import School
from nlu.sentences import Sentence, load_cases, load_followups, load_sentences
from nlu.slots.place import SLOT as PLACES
from nlu.spelling import lexicon as lexicons
from nlu.spelling import restore
from nlu.spelling.normalise import Lexicon, read, words_of


def train(entries: Sequence[Entry], sentences: Sequence[Sentence] | None = None) -> Model:
    """Some thirty seconds of processor. `sentences`: all shipped ones when not given."""
    rows = load_sentences() if sentences is None else tuple(sentences)
    names = tuple(dict.fromkeys(name for entry in entries for name in _names(entry)))
    texts = [*(row.text for row in rows), *names]
    lexicon = lexicons.of(texts)
    cases = load_cases()
    school = School(
        entries=entries,
        names={name: words_of(read(name), lexicon) for name in names},
        followups=[words_of(read(line), lexicon) for line in (*load_followups(), *cases[::2])],
        cases=[words_of(read(line), lexicon) for line in cases[1::2]],
        keywords=load_keywords(),
    )
    slots = all_slots()
    lessons = [lesson(row, _words(row.text, lexicon, slots)) for row in rows]
    with ThreadPoolExecutor(max_workers=1) as desk:
        restorer = desk.submit(restore.train, texts)
        classifier, matcher, topic = school.teach(lessons, desk)
    return Model(
        intents=classifier,
        matcher=matcher,
        topic=topic,
        restorer=restorer.result(),
        lexicon=lexicon,
    )


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, entry.official_name or entry.name, *entry.everyday_names)


def _words(text: str, lexicon: Lexicon, slots: Iterable[Slot]) -> str:
    """With masks, as a message is read. Only what has digits in it, or is a place, is ever masked."""
    typed, scene = read(text), Scene(context=Context())
    if not any(map(str.isdigit, typed.composed)) and not any(PLACES.find(typed, scene)):
        return words_of(typed, lexicon)
    return words_of(typed, lexicon, masks_of(typed, find_all(slots, typed, scene)))
