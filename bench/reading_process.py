"""A process that loads a model and reads messages: prints the MiB that it took at most. Linux."""

import json
import resource
import sys
from pathlib import Path

from bench.national import entries
from nlu.meaning import Context
from nlu.understand import Understanding


def main(folder: Path, messages: Path) -> None:
    understanding = Understanding.load(folder, entries())
    for line in messages.read_text(encoding="utf-8").splitlines():
        understanding.understand(json.loads(line)["text"], Context())
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
