"""Who counts as this machine itself, where callbacks carry no secret."""

import pytest

from tests.webhooks.house import NOW
from webhooks.channel import Request


@pytest.mark.parametrize(
    ("host", "headers", "believed"),
    [
        pytest.param("127.0.0.1", {}, True, id="IPv4"),
        pytest.param("::1", {"host": "[::1]:8000"}, True, id="IPv6"),
        pytest.param("::ffff:127.0.0.1", {"host": "127.0.0.1:8000"}, True, id="IPv4 in IPv6"),
        pytest.param("127.0.0.1", {"host": "localhost:8000"}, True, id="by name"),
        pytest.param("10.0.0.5", {"host": "127.0.0.1"}, False, id="another machine"),
        pytest.param(None, {}, False, id="nobody"),
        pytest.param("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, False, id="nginx as documented"),
        pytest.param("127.0.0.1", {"x-real-ip": "203.0.113.7"}, False, id="nginx in another fashion"),
        pytest.param("127.0.0.1", {"x-forwarded-proto": "https"}, False, id="a proxy that tells the scheme"),
        pytest.param("127.0.0.1", {"via": "1.1 proxy"}, False, id="a proxy that names itself"),
        pytest.param("127.0.0.1", {"host": "motcua.example.test"}, False, id="HAProxy without options"),
        pytest.param("127.0.0.1", {"host": "203.0.113.7:80"}, False, id="asked by our outer address"),
        pytest.param("127.0.0.1", {"host": "[broken"}, False, id="a broken name"),
        pytest.param("127.0.0.1", {"host": ""}, False, id="an empty name"),
    ],
)
def test_who_is_believed(host: str | None, headers: dict[str, str], believed: bool) -> None:
    assert Request(method="GET", headers=headers, host=host, at=NOW).from_loopback is believed
