"""Training in a process of its own: in this one it would hold up every answer for half a minute."""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE

import orjson
from pydantic import TypeAdapter

from db.account import Account
from db.lock import held
from nlu.card import card_of, write_card
from nlu.meaning import Entry, Place
from nlu.model import file_in_use, save
from nlu.sentences import accepted_folder, load_sentences
from nlu.train import train
from nlu.understand import Understanding
from webhooks.opening import wall_clock

log = logging.getLogger(__name__)

BEHIND_ANSWERS = 10
"""How much further back in the queue for the processor than what answers citizens (nice)."""


async def load_trained(
    data_dir: Path, entries: Sequence[Entry], places: Sequence[Place] = ()
) -> Understanding:
    """From the kept model; where there is none, one is trained first. Cancelled, training ends at once."""
    path = await asyncio.to_thread(file_in_use, data_dir, entries)
    if not path.exists():
        await _train_apart(path, entries)
    return await asyncio.to_thread(Understanding.load, data_dir, entries, places)


async def _train_apart(path: Path, entries: Sequence[Entry]) -> None:
    log.info("training on %d procedures", len(entries))
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, str(path)),
        stdin=PIPE,
        stdout=DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; we end it ourselves
    )
    try:
        await child.communicate(orjson.dumps(list(entries)))
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        log.warning("the process that trains ended with %d: training goes on in this one", child.returncode)


def main(path: Path, entries: bytes) -> None:
    """The child: of several that are asked for one model, the first makes it."""
    os.nice(BEHIND_ANSWERS)
    path.parent.mkdir(parents=True, exist_ok=True)
    ourselves = Account(uid=os.geteuid(), gid=os.getegid())
    with held(path.parent / "training.lock", ourselves):
        if not path.exists():
            _make(path, TypeAdapter(tuple[Entry, ...]).validate_json(entries))


def _make(path: Path, entries: Sequence[Entry]) -> None:
    shipped, data_dir = load_sentences(), path.parent.parent
    sentences = load_sentences(own=accepted_folder(data_dir))
    save(train(entries, sentences), path)
    own = len(sentences) - len(shipped)
    write_card(card_of(sentences, own=own, procedures=len(entries), made_at=wall_clock()), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin.buffer.read())
