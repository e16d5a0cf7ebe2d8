"""`motcua simulate` as it is called; the days themselves are tried in tests/webhooks/simulation/."""

import pytest

from tests.webhooks.commands.conftest import Motcua


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(("--day", "2026-11-23", "--faults", "nonsense"), "nonsense", id="an unknown fault"),
        pytest.param(("--day", "23/11"), "23/11", id="an unreadable day"),
    ],
)
def test_wrong_usage(motcua: Motcua, arguments: tuple[str, ...], named: str) -> None:
    ran = motcua("simulate", *arguments)
    assert ran.code == 2
    assert named in ran.err
