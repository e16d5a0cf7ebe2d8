"""Everything that training makes, and keeping it in a file."""

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.intents import familiar, second
from nlu.intents.classifier import Classifier
from nlu.intents.readers import Readers
from nlu.learning import linear, network
from nlu.meaning import Entry
from nlu.procedures import match, topic
from nlu.procedures.match import Matcher
from nlu.procedures.topic import Topic
from nlu.sentences import accepted_folder, data_files
from nlu.spelling import lexicon as lexicons
from nlu.spelling import restore
from nlu.spelling.normalise import Lexicon
from nlu.spelling.restore import Restorer
from nlu.tables import DATA

log = logging.getLogger(__name__)

FORMAT: Final = 11
"""Raise it when code changes what training makes of the same data."""
KEPT_FILES: Final = 3
"""Older models stay for a restart after an import that is taken back."""

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class Model:
    intents: Classifier
    matcher: Matcher
    topic: Topic
    restorer: Restorer
    lexicon: Lexicon


def fingerprint(entries: Sequence[Entry], folder: Path = DATA, own: Path | None = None) -> str:
    """Changes whenever training would give something else."""
    digest = hashlib.sha256(f"format {FORMAT} numpy {np.__version__.split('.')[0]}".encode())
    for path in (*data_files(folder), *(() if own is None else data_files(own))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.hexdigest()[:24]


def file_of(data_dir: Path, mark: str) -> Path:
    return data_dir / "nlu" / f"model-{mark}.npz"


def file_in_use(data_dir: Path, entries: Sequence[Entry]) -> Path:
    """Where the model of these procedures and of all accepted sentences is kept, or would be."""
    return file_of(data_dir, fingerprint(entries, own=accepted_folder(data_dir)))


def save(model: Model, path: Path) -> None:
    """Whole or not at all: written beside, then renamed. Older models are removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Arrays] = {
        "network": network.to_arrays(model.intents.network),
        "intents": linear.to_arrays(model.intents.readers.first),
        "second": second.to_arrays(model.intents.readers.second),
        "familiar": familiar.to_arrays(model.intents.readers.familiar),
        **topic.to_arrays(model.topic),
        "restorer": restore.to_arrays(model.restorer),
        "lexicon": lexicons.to_arrays(model.lexicon),
        **match.to_arrays(model.matcher),
    }
    flat = {f"{part}/{name}": array for part, arrays in parts.items() for name, array in arrays.items()}
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as beside:
        np.savez(beside, **flat)  # type: ignore[arg-type]
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).replace(path)
    stale = sorted(path.parent.glob("model-*.npz"), key=lambda file: file.stat().st_mtime)[:-KEPT_FILES]
    for file in stale:
        file.unlink(missing_ok=True)


def read(path: Path, entries: Sequence[Entry]) -> Model | None:
    """None when there is no such file or it is damaged."""
    if not path.exists():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            flat = {name: stored[name] for name in stored.files}
        return _model(flat, entries)
    except (OSError, ValueError, KeyError, IndexError, EOFError, UnicodeDecodeError, zipfile.BadZipFile):
        log.warning("trained model is damaged and will be trained again: %s", path.name)
        return None


def _model(flat: Arrays, entries: Sequence[Entry]) -> Model:
    parts: dict[str, Arrays] = {}
    for name, array in flat.items():
        part, _, field = name.partition("/")
        parts.setdefault(part, {})[field] = array
    matcher = match.from_arrays(parts, entries)
    return Model(
        intents=Classifier(
            readers=Readers(
                first=linear.from_arrays(parts["intents"]),
                second=second.from_arrays(parts["second"]),
                familiar=familiar.from_arrays(parts["familiar"]),
            ),
            network=network.from_arrays(parts["network"]),
        ),
        matcher=matcher,
        topic=topic.from_arrays(parts, matcher),
        restorer=restore.from_arrays(parts["restorer"]),
        lexicon=lexicons.from_arrays(parts["lexicon"]),
    )
