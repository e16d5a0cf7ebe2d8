"""`motcua sms`."""

from typing import Any

import pytest

from tests.webhooks.commands.conftest import Motcua


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        pytest.param("Ho so da co ket qua", ("GSM-7", 19, 1), id="plain"),
        pytest.param("Hồ sơ", ("UCS-2", 5, 1), id="accents"),
        pytest.param("x" * 161, ("GSM-7", 161, 2), id="two plain parts"),
        pytest.param("ồ" * 71, ("UCS-2", 71, 2), id="two dear parts"),
        pytest.param("[a]", ("GSM-7", 5, 1), id="brackets cost two"),
    ],
)
def test_cost(motcua: Motcua, text: str, cost: tuple[str, int, int]) -> None:
    told: dict[str, Any] = motcua("sms", "--json", text).json
    assert (told["encoding"], told["units"], told["segments"]) == cost
    assert "".join(told["parts_text"]) == text


def test_unaccented_form_and_what_is_dear(motcua: Motcua) -> None:
    told = motcua("sms", "--json", "Đã nhận").json
    assert told["unaccented"] == {"text": "Da nhan", "encoding": "GSM-7", "units": 7, "segments": 1}
    assert [one["char"] for one in told["costly"]] == ["Đ", "ã", "ậ"]


def test_for_people(motcua: Motcua) -> None:
    """Square brackets are the citizen's, not markup."""
    ran = motcua("sms", "Đã [red]xong[/red]")
    assert ran.code == 0
    assert "Da (red)xong(/red)" in ran.out
    assert "ngoài GSM-7" in ran.out
