"""May something be changed at once, or must it be asked for first? Pure."""

import re

from bot import own_words
from bot.step import Step
from nlu.meaning import IntentName, Meaning
from vietnam.text import fold

SURE = 0.9
"""Confidence from which an intent that changes something may act, with a word that says so."""

_SAID_OUTRIGHT = {
    IntentName.DOSSIER_WITHDRAW: re.compile(r"\b(?:rut|huy)\b"),
    IntentName.NOTICE_UNSUBSCRIBE: re.compile(
        r"\b(?:ngung|dung|huy|tat|thoi|bo|stop|chan|phien|khoi|khong (?:muon |can )?(?:nhan|gui|nhan tin))\b"
    ),
    IntentName.PRIVACY_REQUEST: re.compile(r"\b(?:xoa|huy|go|xem|sua|dinh chinh|rut|cung cap)\b"),
}
_KEYWORDS = re.compile(
    r"(?:tc|huy|dung|stop|unsub|tat|ngung|tu choi|huy nhan tin|xoa|xoa du lieu|xem du lieu)"
)


def is_certain(step: Step, meaning: Meaning, text: str) -> bool:
    """A keyword, a yes to the very question, or plain words that are no question."""
    if step.confirmed or _KEYWORDS.fullmatch(fold(text).strip(" .,!")):
        return True
    sure = any(guess.name is step.intent and guess.confidence >= SURE for guess in meaning.intents)
    outright = _SAID_OUTRIGHT[step.intent].search(fold(text)) is not None
    return sure and outright and not own_words.asks(text)
