"""Where one request of a message may end and the next begin."""

import re
from typing import Final

_CUT: Final = re.compile(r"\s*[?!.;,\n()]\s*|\s+-\s+|\s+(?:và|va|còn|nhưng|nhung|với|voi|vs|rồi)\s+")
MOST: Final = 5


def clauses(words: str) -> list[str]:
    """Stretches between sentence marks and conjunctions, at most `MOST`; the last takes the rest."""
    parts = [part.strip() for part in _CUT.split(words) if part and re.search(r"\w", part)]
    return [*parts[: MOST - 1], " ".join(parts[MOST - 1 :])] if len(parts) > MOST else parts
