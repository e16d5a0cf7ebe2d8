"""The same lessons give the same model, whatever the order of sets in a process and of its threads."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = """
import hashlib
import sys
from pathlib import Path

import numpy as np

from nlu import model
from nlu.sentences import load_sentences
from nlu.train import train
from tests.nlu.conftest import ENTRIES

path = Path(sys.argv[1])
model.save(train(ENTRIES, load_sentences()[::25]), path)
with np.load(path) as kept:
    for name in (name for name in kept.files if not name.startswith("network/")):
        print(name, hashlib.sha256(kept[name].tobytes()).hexdigest())
"""


def weights(seed: int, folder: Path) -> list[str]:
    """A line for each array of a small model that another process trains. The network is left out: it learns
    from scores of a library that adds up in another order each time, which once in a thousand shows."""
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(folder / f"model-{seed}.npz")],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_two_processes_train_the_same_model(tmp_path: Path) -> None:
    once = weights(1, tmp_path)
    assert len(once) > 30
    assert weights(2, tmp_path) == once
