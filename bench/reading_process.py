"""A process that loads a model and reads messages: prints the MiB that it took at most. Linux."""

import json
import re
import sys
from pathlib import Path

from bench.national import entries
from nlu.meaning import Context
from nlu.understand import Understanding


def main(folder: Path, messages: Path) -> None:
    understanding = Understanding.load(folder, entries())
    for line in messages.read_text(encoding="utf-8").splitlines():
        understanding.understand(json.loads(line)["text"], Context())
    sys.stdout.write(f"{_most_kilobytes() / 1024:.1f}")


def _most_kilobytes() -> int:
    """`getrusage` would tell what the process took that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
