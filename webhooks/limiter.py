"""Token buckets in this process: generous to people, shut to floods."""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MOST_KEYS = 50_000


@dataclass(frozen=True, kw_only=True)
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


class Buckets:
    """One bucket a key. The least used are forgotten first, which only ever favours the asker."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, at: float) -> bool:
        """Whether one more is let through; `at` in seconds of any steady clock."""
        left, since = self._left.pop(key, (self._rate.burst, at))
        left = min(self._rate.burst, left + max(0.0, at - since) * self._rate.per_second)
        passed = left >= 1
        self._left[key] = (left - 1 if passed else left, at)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return passed


def network(host: str) -> str | None:
    """What one customer of a provider holds: an IPv4 address, an IPv6 /64. None: this machine, which
    speaks for others (a proxy, a test), or no address at all."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return None if address.is_loopback else address.exploded[:19]
        address = address.ipv4_mapped
    return None if address.is_loopback else str(address)
