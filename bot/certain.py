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
_NEGATED = re.compile(
    r"\b(?:khong|ko|chua|dung|khoi|chang) (?:\w+ ){0,2}?(?:xoa|rut|huy|ngung|dung|go|chan)\b"
)
_KEYWORDS = re.compile(
    r"(?:tc|huy|dung|stop|unsub|tat|ngung|tu choi|huy nhan tin|xoa|xoa du lieu|xem du lieu)"
)


def is_certain(step: Step, meaning: Meaning, text: str) -> bool:
    """A keyword, a yes to the very question, or plain words that are no question."""
    if step.confirmed or _KEYWORDS.fullmatch(fold(text).strip(" .,!")):
        return True
    sure = any(guess.name is step.intent and guess.confidence >= SURE for guess in meaning.intents)
    folded = fold(text)
    outright = _SAID_OUTRIGHT[step.intent].search(folded) is not None and not _NEGATED.search(folded)
    return sure and outright and not own_words.asks(text)
