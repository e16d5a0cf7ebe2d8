"""Overlap of messages with names: what of a name is said, and what of a message is in the name."""

from collections.abc import Sequence

import numpy as np
import pytest

from nlu.learning import index
from nlu.procedures.kinds import load_kinds
from nlu.procedures.overlap import NameWords, Overlaps, Said, Scales, words_of_name

NAMES = ("cap lai giay phep lai xe", "cap moi giay phep xay dung", "gia han giay phep xay dung")


@pytest.mark.parametrize(
    ("message", "name", "missing", "extra"),
    [
        pytest.param("gia han giay phep xay dung", NAMES[2], 0, 0, id="the same"),
        pytest.param("giay phep xay dung", NAMES[2], 1, 0, id="extension is not asked"),
        pytest.param("gia han giay phep xay dung", NAMES[1], 1, 1, id="the sibling"),
    ],
)
def test_telling_words(message: str, name: str, missing: int, extra: int) -> None:
    seen = _overlaps(message, [name])
    assert (seen.missing.tolist(), seen.extra.tolist()) == ([missing], [extra])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_covers_itself(name: str) -> None:
    seen = _overlaps(name, NAMES)
    at = NAMES.index(name)
    assert (seen.of_name[at], seen.of_message[at]) == pytest.approx((1, 1))
    assert (seen.of_name * seen.of_message).argmax() == at
    assert seen.pairs.argmax() == at


@pytest.mark.parametrize(
    ("message", "of_message"),
    [
        pytest.param("tau bay", 0, id="words of no name"),
        pytest.param("", 0, id="no word"),
        pytest.param("cap lai giay phep lai xe", 1, id="a name"),
    ],
)
def test_what_no_name_has_covers_nothing(message: str, of_message: float) -> None:
    seen = _overlaps(message, ["", *NAMES])
    assert seen.of_name[0] == seen.pairs[0] == seen.missing[0] == 0
    assert seen.of_message.max() == pytest.approx(of_message)


def test_a_word_said_twice_counts_once() -> None:
    twice = _overlaps("xe xe", [*NAMES, "lai xe xe"])
    once = _overlaps("xe", [*NAMES, "lai xe"])
    assert twice.of_name == pytest.approx(once.of_name)
    assert twice.of_message == pytest.approx(once.of_message)


def _overlaps(message: str, names: Sequence[str]) -> Overlaps:
    scales = _scales()
    held = NameWords.of(list(map(words_of_name, names)), scales)
    return Said(message, scales).overlaps(held, np.arange(len(names)))


def _scales() -> Scales:
    pairs = [" ".join(two) for name in NAMES for two in zip(name.split(), name.split()[1:], strict=False)]
    documents = [[f"w{word}" for word in (*name.split(), *pairs)] for name in NAMES]
    return Scales(names=index.build(documents), shares={}, telling=load_kinds().telling)
