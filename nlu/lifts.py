"""What stands around the words and speaks for an intent, or against it, before the words are judged.

Chosen on held-out authors of the training sentences.
"""

from pathlib import Path
from typing import Final

from nlu.keywords import Keywords
from nlu.match import Match
from nlu.meaning import Context, IntentName
from nlu.normalise import folded
from nlu.sentences import DATA
from vietnam.text import fold

FOLLOWUPS_FILE: Final = DATA / "followups.txt"

DANGER: Final = 1.2
"""A word of danger to life stands in the message."""
CALM: Final = -0.4
"""It asks about papers or money, whatever words of danger stand in it, and cries for no help."""
NAMED: Final = 0.1
"""A procedure is named."""
NONE_NAMED: Final = -0.3
"""No procedure is named or talked about, and the message is about something."""
_SUBJECT: Final = 2
"""Words beyond the small ones that make a message be about something."""
_BELIEVED: Final = 0.5

_OF_PROCEDURE: Final = tuple(name for name in IntentName if name.startswith("procedure."))


def lifts(
    words: str, matched: Match, keywords: Keywords, small: frozenset[str], context: Context
) -> dict[IntentName, float]:
    """What to add to the margin of each intent that is not indifferent. `small`: as `small_words` gives."""
    plain = folded(words)
    found = _danger(plain, keywords)
    if matched.guesses and matched.guesses[0].confidence > _BELIEVED:
        found |= dict.fromkeys(_OF_PROCEDURE, NAMED)
    elif not matched.guesses and context.procedure is None and _is_about_something(plain, small):
        found |= dict.fromkeys(_OF_PROCEDURE, NONE_NAMED)
    return found


def _danger(plain: str, keywords: Keywords) -> dict[IntentName, float]:
    if keywords.cries.search(plain):
        return {IntentName.EMERGENCY: DANGER}
    if keywords.calm.search(plain):
        return {IntentName.EMERGENCY: CALM}
    return {IntentName.EMERGENCY: DANGER} if keywords.danger.search(plain) else {}


def _is_about_something(plain: str, small: frozenset[str]) -> bool:
    return sum(word.isalnum() and word not in small for word in plain.split()) >= _SUBJECT


def small_words(keywords: Keywords, path: Path = FOLLOWUPS_FILE) -> frozenset[str]:
    """Folded words that occur around any subject: those of questions that name none."""
    return keywords.fillers | keywords.facets | set(fold(path.read_text(encoding="utf-8")).split())
