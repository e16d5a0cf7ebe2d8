"""Words of danger to life speak for an emergency before the words are judged, calm ones against it."""

from typing import Final

from nlu.keywords import Keywords
from nlu.meaning import IntentName
from nlu.spelling.normalise import folded

DANGER: Final = 1.2
"""A word of danger to life stands in the message. Chosen on held-out authors of the training sentences."""
CALM: Final = -0.4
"""It asks about papers or money, whatever words of danger stand in it, and cries for no help."""


def danger_lifts(words: str, keywords: Keywords) -> dict[IntentName, float]:
    """What to add to the margin of an emergency; empty where nothing speaks for or against it."""
    plain = folded(words)
    if keywords.cries.search(plain):
        return {IntentName.EMERGENCY: DANGER}
    if keywords.calm.search(plain):
        return {IntentName.EMERGENCY: CALM}
    return {IntentName.EMERGENCY: DANGER} if keywords.danger.search(plain) else {}
