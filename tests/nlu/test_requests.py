"""Each request of a message is about the procedure that its own clause names."""

import pytest

from nlu.meaning import Context
from nlu.understand import Understanding
from vietnam.text import strip_marks


def asked(understanding: Understanding, text: str) -> list[tuple[str, str | None]]:
    meaning = understanding.understand(text, Context())
    return [(guess.name.value, guess.procedure) for guess in meaning.intents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "làm hộ chiếu cần gì, còn đăng ký kết hôn mất bao lâu",
            [("procedure.papers", "1.001456"), ("procedure.time", "1.000894")],
            id="two procedures",
        ),
        pytest.param(
            "khai sinh cần giấy gì, mất bao lâu",
            [("procedure.papers", None), ("procedure.time", None)],
            id="one procedure for both",
        ),
        pytest.param("làm hộ chiếu cần gì", [("procedure.papers", None)], id="one request"),
    ],
)
def test_the_procedure_of_each(
    understanding: Understanding, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert asked(understanding, text) == expected
    assert asked(understanding, strip_marks(text)) == expected
