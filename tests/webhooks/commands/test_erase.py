"""`motcua erase`: what is printed of a deletion that cannot be taken back."""

import pytest

from tests.webhooks.commands.conftest import Motcua
from webhooks.commands.erase import TABLES


@pytest.mark.parametrize("more", [pytest.param(["--dry-run"], id="a trial"), pytest.param([], id="for good")])
def test_every_place_has_words(on_database: Motcua, more: list[str]) -> None:
    phone = ("erase", "--phone", "0905 000 901", *more)
    counted = on_database(*phone, "--json")
    assert set(counted.json["rows"]) == set(TABLES)
    printed = on_database(*phone)
    assert printed.code == 0
    assert all(words in printed.out for words in TABLES.values())
