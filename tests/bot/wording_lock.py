"""The lock of wordings: which words each version of a file holds. What left is kept as `name@version`, so a
version must mean the same words for good. Run as a command it accepts the words as they are now."""

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bot.wording_file import FOLDER

LOCK = Path(__file__).parent / "wording_versions.json"
ACCEPT = ".venv/bin/python -m tests.bot.wording_lock"


class Locked(NamedTuple):
    version: int
    digest: str


def read_words(folder: Path = FOLDER) -> dict[str, Locked]:
    """By file. Comments and layout are no words; the forms for SMS and templates are."""
    found = {}
    for path in sorted(folder.glob("*.vi.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        version = int(document.pop("version"))
        words = json.dumps(document, sort_keys=True, ensure_ascii=False)
        found[path.name.removesuffix(".vi.toml")] = Locked(
            version, hashlib.sha256(words.encode()).hexdigest()[:16]
        )
    return found


def read_lock(path: Path = LOCK) -> dict[str, Locked]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: Locked(version, digest) for name, (version, digest) in stored.items()}


def write_lock(words: Mapping[str, Locked], path: Path = LOCK) -> None:
    lines = [f'  "{name}": [{one.version}, "{one.digest}"]' for name, one in sorted(words.items())]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def unraised(lock: Mapping[str, Locked], words: Mapping[str, Locked]) -> list[str]:
    """Files with other words than their version had, or with an older version."""
    return [
        name
        for name, now in words.items()
        if (was := lock.get(name)) is not None
        and (now.version < was.version or (now.version == was.version and now.digest != was.digest))
    ]


def unlocked(lock: Mapping[str, Locked], words: Mapping[str, Locked]) -> list[str]:
    """Files that are new, gone or at a version that has not been accepted."""
    return sorted(name for name in {*lock, *words} if lock.get(name) != words.get(name))


def main() -> int:
    parser = argparse.ArgumentParser(description="Accept the words of bot/wording/ as they are now.")
    parser.add_argument(
        "--unreleased", action="store_true", help="also words of a version of which no message has left yet"
    )
    unreleased = parser.parse_args().unreleased
    words, lock = read_words(), read_lock() if LOCK.exists() else {}
    if (same := unraised(lock, words)) and not unreleased:
        print(f"raise `version` in: {', '.join(same)}", file=sys.stderr)
        return 1
    changed = unlocked(lock, words)
    write_lock(words)
    print(f"accepted: {', '.join(changed) or 'nothing new'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
