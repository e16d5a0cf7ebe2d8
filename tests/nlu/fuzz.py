"""Coverage-guided fuzzing of the one door: `python -m tests.nlu.fuzz -max_total_time=600`.

Needs atheris, which is in no lock file (`uv pip install atheris`): the suite itself uses Hypothesis.
"""

import importlib
import sys
from typing import Any

LONGEST = 800


def main(arguments: list[str]) -> None:
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["nlu", "vietnam"]):
        fuzzed: Any = importlib.import_module("tests.nlu.fuzzed")
    fuzzed.understanding()  # trained before anybody looks at the clock
    last = len(fuzzed.OPEN_QUESTIONS) - 1

    def one(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        awaiting, talked_of = given.ConsumeIntInRange(0, last), given.ConsumeBool()
        if given.ConsumeBool():
            text = given.ConsumeUnicode(LONGEST)
        else:
            text = given.ConsumeBytes(LONGEST).decode(errors="surrogateescape")
        fuzzed.once(text, awaiting, talked_of)

    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
