"""A process that loads a model and reads messages: prints the MiB that it took at most. Linux."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from nlu.meaning import Context, Entry
from nlu.model import read
from nlu.understand import Understanding


def main(model: Path, entries: Path, messages: Path) -> None:
    """`entries`: a JSON list of those that the model was trained on; `messages`: lines with a `text`."""
    known = [_entry(row) for row in json.loads(entries.read_text("utf-8"))]
    kept = read(model, known)
    if kept is None:
        sys.exit(f"no model in {model.name}")
    understanding = Understanding.of(kept, known)
    for line in messages.read_text(encoding="utf-8").splitlines():
        understanding.understand(json.loads(line)["text"], Context())
    sys.stdout.write(f"{_most_kilobytes() / 1024:.1f}")


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "everyday_names": tuple(row["everyday_names"])})


def _most_kilobytes() -> int:
    """`getrusage` would tell what the process took that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
