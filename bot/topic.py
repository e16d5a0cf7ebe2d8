"""Which of a few closed sub-topics a message is about, by words that name it. Pure."""

import re
from collections.abc import Mapping

from vietnam.text import fold

Topics = Mapping[str, re.Pattern[str]]


def topics(words: Mapping[str, str]) -> Topics:
    """`words` by name of topic: alternatives of a regular expression over folded text, in order of rank."""
    return {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in words.items()}


def topic_of(text: str, known: Topics, default: str) -> str:
    folded = fold(text)
    return next((name for name, pattern in known.items() if pattern.search(folded)), default)
