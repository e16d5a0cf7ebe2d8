"""A model of the shipped procedures, trained once a run for all tests that need it."""

import os
from pathlib import Path

from db.account import Account
from db.lock import held
from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.shipped import load_shipped
from nlu.model import file_in_use
from nlu.understand import Understanding
from webhooks.known import entry_of


def train_once(folder: Path) -> None:
    """In this process: the one that a server starts is polite, and slow where other tests run beside it."""
    entries = tuple(map(entry_of, Catalogue.build(load_shipped()).all()))
    ourselves = Account(uid=os.geteuid(), gid=os.getegid())
    with held(folder / "tests.lock", ourselves):
        if not file_in_use(folder, entries).exists():
            Understanding.load(folder, entries)
