"""Coverage-guided fuzzing of the one door: `python -m tests.nlu.fuzz -max_total_time=600`.

Needs atheris, which is in no lock file (`uv pip install atheris`): the suite itself uses Hypothesis.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from nlu.meaning import Awaiting, Context
from nlu.redact import redacted
from nlu.understand import Understanding
from tests.nlu.conftest import ENTRIES
from tests.nlu.scenes import PLACES, SUNDAY

LONGEST = 800
OPEN_QUESTIONS = (None, *Awaiting)


def main(arguments: list[str]) -> None:
    atheris: Any = importlib.import_module("atheris")
    with tempfile.TemporaryDirectory() as folder:
        understanding = Understanding.load(Path(folder), ENTRIES, PLACES)
    atheris.instrument_all()

    def once(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        context = Context(
            awaiting=OPEN_QUESTIONS[given.ConsumeIntInRange(0, len(OPEN_QUESTIONS) - 1)],
            procedure=ENTRIES[0].code if given.ConsumeBool() else None,
            sent_at=SUNDAY,
        )
        if given.ConsumeBool():
            text = given.ConsumeUnicode(LONGEST)
        else:
            text = given.ConsumeBytes(LONGEST).decode(errors="surrogateescape")
        meaning = understanding.understand(text, context)
        assert meaning.intents
        assert all(0 <= entity.start < entity.end <= len(text) for entity in meaning.entities)
        redacted(text)

    atheris.Setup(arguments, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
