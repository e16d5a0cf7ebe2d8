"""What tells who somebody is does not stay in a message that is kept for labelling."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.review.redact import HOUSE, LINK, MAIL, NAME, NUMBER, redacted
from nlu.sentences import load_sentences

FILE = Path(__file__).parents[2] / "cases" / "nlu" / "personal.txt"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
SECRET = re.compile(r"\{(.*?)\}")
MARKS = re.compile("|".join(map(re.escape, (HOUSE, LINK, MAIL, NAME, NUMBER))))


def left(line: str) -> list[str]:
    """Secrets of a line of which a word is still there."""
    told = set(re.findall(r"\w+", redacted(line.replace("{", "").replace("}", ""))))
    return [secret for secret in SECRET.findall(line) if told & set(re.findall(r"\w+", secret))]


def test_no_number_stays() -> None:
    numbers = [secret for line in LINES for secret in left(line) if len(re.findall(r"\d", secret)) > 3]
    assert numbers == []


def test_nearly_no_name_stays() -> None:
    """Names in small letters after "em", or in a message of nothing but capitals, are beyond the rules."""
    secrets = sum(len(SECRET.findall(line)) for line in LINES)
    stayed = [secret for line in LINES for secret in left(line)]
    assert secrets > 120
    assert 1 - len(stayed) / secrets >= 0.97, stayed


def test_sentences_without_people_stay_as_they_are() -> None:
    """Shipped sentences name few people; places may go with them."""
    texts = [row.text for row in load_sentences()]
    assert sum(NAME in redacted(text) for text in texts) / len(texts) < 0.08


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hồ sơ của tôi tới đâu rồi", "hồ sơ của tôi tới đâu rồi", id="nobody"),
        pytest.param("làm thủ tục ở đâu", "làm thủ tục ở đâu", id="a verb like a family"),
        pytest.param("đổi tên cho con", "đổi tên cho con", id="a name that is not told"),
        pytest.param("gọi 0905.123.456\nnhé", f"gọi {NUMBER} nhé", id="phone, one line"),
        pytest.param("tôi tên Lê Thị Bé hỏi lệ phí", f"tôi tên {NAME} hỏi lệ phí", id="name"),
        pytest.param("ba 2 con, 80 tuoi", "ba 2 con, 80 tuoi", id="small numbers"),
        pytest.param("t«i tªn Lª ThÞ Bëi, nép ®¬n", f"tôi tên {NAME}, nộp đơn", id="a font before Unicode"),
        pytest.param(
            "tÃ´i tÃªn LÃª Thá»‹ BÃ© há»\x8fi phÃ\xad", f"tôi tên {NAME} hỏi phí", id="UTF-8 as Latin-1"
        ),
        pytest.param("Ø0905123456", NUMBER, id="glued to a letter of another language"),
        pytest.param("", "", id="empty"),
    ],
)
def test_masked(text: str, expected: str) -> None:
    assert redacted(text) == expected


@given(st.text(max_size=200))
def test_no_text_keeps_four_digits(text: str) -> None:
    assert not re.search(r"\d{4}", MARKS.sub("", redacted(text)))
