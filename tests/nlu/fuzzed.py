"""What fuzzing holds the one door to."""

import tempfile
from functools import cache
from pathlib import Path

from nlu.meaning import Awaiting, Context
from nlu.review.redact import redacted
from nlu.understand import Understanding
from tests.nlu.conftest import ENTRIES
from tests.nlu.scenes import PLACES, SUNDAY

OPEN_QUESTIONS = (None, *Awaiting)


@cache
def understanding() -> Understanding:
    with tempfile.TemporaryDirectory() as folder:
        return Understanding.load(Path(folder), ENTRIES, PLACES)


def once(text: str, awaiting: int, talked_of: bool) -> None:
    """`awaiting` is a place in `OPEN_QUESTIONS`."""
    context = Context(
        awaiting=OPEN_QUESTIONS[awaiting],
        procedure=ENTRIES[0].code if talked_of else None,
        sent_at=SUNDAY,
    )
    meaning = understanding().understand(text, context)
    assert meaning.intents
    assert all(0 <= entity.start < entity.end <= len(text) for entity in meaning.entities)
    redacted(text)
