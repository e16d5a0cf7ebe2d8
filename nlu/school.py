"""How sentences become lessons: for the readers of intents, for the matcher, and for what weighs both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Final

import numpy as np

from nlu.intents import readers
from nlu.intents.classifier import Classifier, lifted
from nlu.intents.danger import danger_lifts
from nlu.intents.readers import Readers, Reading, kinds_of
from nlu.intents.signals import around, signals
from nlu.keywords import Keywords
from nlu.learning.fitting import one_thread_each
from nlu.learning.network import Network
from nlu.learning.network_fitting import fit_network
from nlu.learning.spread import spread
from nlu.learning.strings import Strings
from nlu.lessons import Lesson, held_back
from nlu.meaning import Context, Entry
from nlu.procedures import chances, talking
from nlu.procedures import teaching as match_training
from nlu.procedures.callings import Callings
from nlu.procedures.chances import Attentive
from nlu.procedures.kinds import load_kinds
from nlu.procedures.match import Matcher
from nlu.procedures.subject import Said, Subject
from nlu.procedures.talking import Told
from nlu.procedures.topic import Topic
from nlu.sentences import Sentence
from nlu.spelling.normalise import folded

_SAME_IN_TALK: Final = (
    *("out_of_scope", "emergency", "handoff", "account.", "community.", "feedback.", "privacy.", "notice."),
    *("office.", "chat.greet", "chat.thanks", "chat.bye", "chat.help"),
)
_TALKS: Final = (("procedure",), ("dossier",))
_IN_TALK: Final = 4
"""One sentence of so many is also heard as part of a talk."""
_MOST_PLAIN: Final = 2_800
_MOST_SEVERAL: Final = 1_200
_MOST_LEANING: Final = 1_800
"""Lessons for the network: more say nothing new and cost seconds."""


@dataclass(frozen=True, kw_only=True)
class School:
    """`names`: a name as handed in -> its words. `followups`: words of questions that name no procedure.
    `cases`: words that say which kind of case is meant, of whatever."""

    entries: Sequence[Entry]
    names: dict[str, str]
    followups: Sequence[str]
    cases: Sequence[str]
    keywords: Keywords

    def teach(self, lessons: Sequence[Lesson], desk: Executor) -> tuple[Classifier, Matcher, Topic]:
        """First three quarters of the voices are heard; how far what they teach may be trusted is learned on
        the last quarter. Then all are heard. `desk` has one place: there machines are fitted, one after the
        other, by a library that lets others run, while here the first of them are weighed."""
        subject = Subject.of(self.entries, self.names)
        callings = Callings.of(self.entries, load_kinds())
        heard, unheard = held_back(lessons)
        with one_thread_each():
            some_named = desk.submit(match_training.teach, subject, self._said(heard))
            some_read = desk.submit(readers.train, _readings(heard), subject.strings)
            some_told = desk.submit(talking.read, callings, _told(heard))
            all_named = desk.submit(match_training.teach, subject, self._said(lessons))
            all_read = desk.submit(readers.train, _readings(lessons), subject.strings)
            all_told = desk.submit(talking.read, callings, _told(lessons))
            _take_apart(lessons, subject.strings)
            student = Attentive.of(some_named.result())
            reranker = chances.weigh(subject, student, self._said(unheard))
            student = replace(student, reranker=reranker)
            told = [*_told(unheard), *(Told(words=words) for words in self.cases)]
            topic = talking.weigh(callings, some_told.result(), student, told)
            network = self._weigh(some_read.result(), student, topic, unheard)
            return (
                Classifier(readers=all_read.result(), network=network),
                replace(all_named.result(), reranker=reranker),
                replace(topic, reader=all_told.result()),
            )

    def _weigh(self, reader: Readers, matcher: Matcher, topic: Topic, unheard: Sequence[Lesson]) -> Network:
        """What the signals of `reader`, `matcher` and `topic` are worth, from lessons that the first two were
        not taught."""
        rows, right = [], []
        reviewed = [entry.code for entry in self.entries if entry.reviewed]
        for reading in _readings(_telling(unheard), reviewed):
            look = lifted(
                reader.look(reading.words, reading.kinds),
                reader.labels,
                danger_lifts(reading.words, self.keywords),
            )
            if reading.talked_of in topic.callings.rows:
                heard = topic.hear(matcher, reading.words, reading.talked_of)
                about = around(heard.named, reading.kinds, heard.moved)
            else:
                about = around(matcher.match(reading.words), reading.kinds)
            seen = signals(reader.labels, look, about)
            rows.append(seen.rows)
            right += [reader.labels[at] in reading.intents for at in seen.likely]
        return fit_network(np.vstack(rows), np.array(right))

    def _said(self, lessons: Sequence[Lesson]) -> list[Said]:
        """Messages about procedures, and texts that name none: other intents, and follow-ups without their
        topic. "Nếu bị mất thì sao" means another case of what the talk is about and names none either."""
        families = {entry.code: entry.family or entry.code for entry in self.entries}
        named = [one for one in lessons if one.sentence.procedures and not _is_case(one.sentence, families)]
        cases = [one for one in lessons if one.sentence.procedures and _is_case(one.sentence, families)]
        return [
            *(Said.of(one.copies, one.sentence.procedures) for one in named),
            *(Said.of(one.copies) for one in lessons if one.names_nothing),
            *(Said.of(one.copies) for one in cases if one.is_short),
            *(Said.of((words, folded(words))) for words in self.followups),
        ]


def _take_apart(lessons: Sequence[Lesson], strings: Strings) -> None:
    """What the desk would do soon, while it is busy with the first machine."""
    for one in lessons:
        for copy in one.copies:
            strings.text(copy)
            strings.apart(folded(copy))


def _is_case(said: Sentence, families: Mapping[str, str]) -> bool:
    """It means another case of the procedure that the talk is about."""
    family = families.get(said.context.procedure or "")
    return family is not None and any(families.get(code) == family for code in said.procedures)


def _telling(lessons: Sequence[Lesson]) -> list[Lesson]:
    """Of those that ask several things or lean on a talk, and of the rest, as many as say something new."""
    several = [one for one in lessons if len(one.sentence.intents) > 1]
    single = [one for one in lessons if len(one.sentence.intents) == 1]
    leaning = [one for one in single if one.sentence.context != Context()]
    plain = [one for one in single if one.sentence.context == Context()]
    return [*spread(several, _MOST_SEVERAL), *spread(leaning, _MOST_LEANING), *spread(plain, _MOST_PLAIN)]


def _told(lessons: Sequence[Lesson]) -> list[Told]:
    """What asks one thing about a procedure, in a talk about one or alone."""
    asked = (one for one in lessons if one.sentence.intents[0].startswith("procedure."))
    return [
        Told(words=one.copies[0], code=one.sentence.context.procedure or "", right=one.sentence.procedures)
        for one in asked
        if one.sentence.context.procedure or (one.sentence.procedures and len(one.sentence.intents) == 1)
    ]


def _readings(lessons: Sequence[Lesson], codes: Sequence[str] = ()) -> list[Reading]:
    """As they were written, and now and then what means the same in any talk is heard in one too: few of the
    sentences were written for talks, and people change the subject. `codes`: of what such talks are about."""
    return [*_as_written(lessons), *_put_into_talks(lessons, codes)]


def _as_written(lessons: Iterable[Lesson]) -> Iterator[Reading]:
    """Every other sentence only without its accents: that is how half of them will come."""
    for at, one in enumerate(lessons):
        reading = Reading(
            words="",
            author=one.sentence.author,
            intents=one.sentence.intents,
            kinds=kinds_of(one.sentence.context),
            talked_of=one.sentence.context.procedure or "",
        )
        copies = one.copies if at % 2 else one.copies[-1:]
        yield from (replace(reading, words=copy) for copy in copies)


def _put_into_talks(lessons: Sequence[Lesson], codes: Sequence[str]) -> Iterator[Reading]:
    about = cycle(codes or ("",))
    for one, kinds in zip(lessons[::_IN_TALK], cycle(_TALKS), strict=False):
        said, code = one.sentence, next(about) if "procedure" in kinds else ""
        if said.context == Context() and said.intents[0].startswith(_SAME_IN_TALK):
            yield Reading(
                words=one.copies[0], author=said.author, intents=said.intents, kinds=kinds, talked_of=code
            )
