"""How sure a share of a few answers is. Pure."""

from math import sqrt

_Z = 1.959964
"""Two-sided 95 %."""


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share by Wilson (JASA 1927), which stays honest for few answers and at the
    edges; None without answers."""
    if not 0 <= hits <= n:
        raise ValueError("hits must lie between 0 and n")
    if n == 0:
        return None
    share, square = hits / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
