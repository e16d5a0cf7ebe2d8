"""Any text with any context: a calm answer, no exception, no work that grows with the length."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.meaning import Awaiting, Context, Meaning
from nlu.parse import parse_line
from nlu.spelling.normalise import LONGEST_READ
from nlu.understand import Understanding
from tests.nlu.scenes import SUNDAY

PIECES = st.sampled_from(
    ["hồ sơ", "H48.12-261103-0042", "0905123456", "5 sao", "12/13/2026", "20/10 âm lịch", "lamf giaays", "😀",
     "\u200d", "\u0301", "Đ", "Ð", "một triệu rưỡi", "thứ 2 tuần sau", "\n", "1.001193", "rồi", "và", "?",
     "\x00", "\ud83d", "ﷺ", "İ", "ß", "{", "\u202e", "khai sinh", "xã Bình Minh", "không"]
)  # fmt: skip
CONTEXTS = st.builds(
    Context,
    procedure=st.sampled_from([None, "1.001193", "9.999999", "\x00"]),
    dossier_code=st.sampled_from([None, "H48.12-261103-0042", ""]),
    awaiting=st.sampled_from([None, *Awaiting]),
    sent_at=st.sampled_from([None, SUNDAY]),
)


def check(meaning: Meaning, text: str) -> None:
    assert meaning.text == text
    assert meaning.intents
    assert all(0 <= entity.start < entity.end <= len(text) for entity in meaning.entities)
    assert all(0 <= guess.confidence <= 1 for guess in meaning.intents)
    assert all(0 <= guess.confidence <= 1 for guess in meaning.procedures)
    assert len(meaning.procedures) <= 5
    assert len(meaning.options) <= 3
    assert not (meaning.procedure_clear and not meaning.procedures)


@given(text=st.lists(PIECES, max_size=30).map(" ".join), context=CONTEXTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_of_messages(understanding: Understanding, text: str, context: Context) -> None:
    check(understanding.understand(text, context), text)


@given(raw=st.binary(max_size=200), context=CONTEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_that_are_no_text(understanding: Understanding, raw: bytes, context: Context) -> None:
    for errors in ("replace", "surrogateescape", "ignore"):
        text = raw.decode("utf-8", errors=errors)
        check(understanding.understand(text, context), text)


@given(line=st.binary(max_size=120).map(lambda raw: raw.decode(errors="replace")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_line_is_parsed(understanding: Understanding, line: str) -> None:
    assert parse_line(understanding, line)["intents"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("🌸", id="one emoji"),
        pytest.param("👨\u200d👩\u200d👧 ❤️", id="joined emoji"),
        pytest.param("\ufffc", id="stands for a picture"),
        pytest.param("....!!!???", id="marks"),
    ],
)
def test_without_a_word_nothing_is_assumed(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context())
    assert not meaning.clear
    assert meaning.procedures == ()
    assert meaning.entities == ()


@pytest.mark.parametrize("piece", ["hồ sơ ", "0905 ", "a", "Ａ", "\u0301", "x.y-1/", "và "])
def test_only_the_beginning_is_read(understanding: Understanding, piece: str) -> None:
    """What bounds the time: a hundred thousand characters mean what their first two thousand do."""
    text = (piece * 100_000)[:100_000]
    long = understanding.understand(text, Context())
    head = understanding.understand(text[:LONGEST_READ], Context())
    assert (long.intents, long.procedures, long.entities) == (head.intents, head.procedures, head.entities)
