"""What the matcher learns from: questions, texts that name no procedure, and what procedures are called."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Final

import numpy as np

from nlu.learning.features import name_features
from nlu.learning.index import with_shares
from nlu.learning.linear import LinearModel
from nlu.learning.spread import spread
from nlu.learning.strings import Numbers, Strings
from nlu.procedures import rerank
from nlu.procedures.candidates import WIDTH, Finder
from nlu.procedures.families import Families
from nlu.procedures.head import fit_head
from nlu.procedures.kinds import Kinds, load_kinds
from nlu.procedures.match import NO_LABEL, Matcher, default_marks, head_rows
from nlu.procedures.overlap import Scales, words_of_name
from nlu.procedures.subject import Said, Subject
from nlu.spelling.normalise import folded

_RARE: Final = 0.005
"""Share of the questions up to which a string keeps all of its weight."""
_LEAST_SHARE: Final = 0.05
_MOST_OTHERS: Final = 8_000
"""Texts that name no procedure: twice as many make the machine slower and no better."""


def teach(subject: Subject, messages: Sequence[Said]) -> Matcher:
    """Its views are not weighed yet (`chances`)."""
    told = subject.known(messages)
    asked = [(words, one.codes) for one in told for words in one.copies if one.codes]
    others = [one.once(number) for number, one in enumerate(told) if not one.codes]
    others = spread(others, _MOST_OTHERS)
    kinds = load_kinds()
    meant = [
        *asked,
        *((words, (NO_LABEL,)) for words in others),
        *((copy, (subject.entries[row].code,)) for row, name in subject.everyday for copy in _copies(name)),
    ]
    texts = [_numbers(subject.strings, kinds, words) for words, _ in meant]
    head = fit_head(texts, [codes for _, codes in meant], subject.strings)
    return Matcher(
        entries=tuple(subject.entries),
        head=head,
        finder=_finder(subject, head, _small_shares([words for words, _ in asked]), kinds),
        reranker=rerank.untaught(WIDTH),
        families=Families.of(subject.entries),
        kinds=kinds,
    )


def _copies(name: str) -> Iterable[str]:
    return dict.fromkeys((name, folded(name)))


def _numbers(strings: Strings, kinds: Kinds, words: str) -> Numbers:
    """Of `head_features`."""
    return np.concatenate([strings.text(words), strings.row(kinds.features(folded(words)))])


def _finder(subject: Subject, head: LinearModel, shares: Mapping[str, float], kinds: Kinds) -> Finder:
    index = with_shares(subject.of_names, shares)
    return Finder(
        names=index,
        name_words=tuple(words_of_name(folded(name)) for name in subject.names),
        everyday=with_shares(subject.of_everyday, shares),
        everyday_of=np.array([row for row, _ in subject.everyday], dtype=np.int32),
        head_rows=head_rows(head, subject.entries),
        defaults=default_marks(subject.entries),
        scales=Scales(names=index, shares=shares, telling=kinds.telling),
    )


def _small_shares(asked: Iterable[str]) -> dict[str, float]:
    """How much of its weight a string keeps in a query: what all questions have says little about any."""
    plain = dict.fromkeys(folded(words) for words in asked)
    counts = Counter(string for text in plain for string in dict.fromkeys(name_features(text)))
    return {
        string: max(_LEAST_SHARE, log(len(plain) / count) / -log(_RARE))
        for string, count in counts.items()
        if count > _RARE * len(plain)
    }
