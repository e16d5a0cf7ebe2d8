"""Messages that say the same stand together; what is labelled is kept once and trained on."""

import re
from pathlib import Path

import pytest

from nlu.meaning import IntentName
from nlu.model import fingerprint
from nlu.review.clusters import clusters
from nlu.review.labelling import add_sentences, labelled_texts
from nlu.sentences import load_sentences
from tests.nlu.conftest import ENTRIES

SIM = ("sim không chính chủ đăng ký được không", "sim khong chinh chu co dang ky duoc ko", "sim ko chính chủ")
POWER = ("cúp điện hoài chịu không nổi", "cup dien hoai ca xom", "sao cúp điện hoài vậy")


def test_like_stands_with_like() -> None:
    found = clusters([*SIM, *POWER, POWER[0], "chó nhà bên sủa suốt đêm"])
    assert [set(cluster.texts) for cluster in found[:2]] == [set(POWER), set(SIM)]
    assert [cluster.times for cluster in found] == [4, 3, 1]


def test_a_cluster_keeps_its_name_while_its_middle_stays() -> None:
    [before] = clusters(SIM)
    [after] = clusters([*SIM, SIM[0]])
    assert (before.name, before.texts[0]) == (after.name, after.texts[0])


@pytest.mark.parametrize("texts", [[], ["a"], ["!!!"], ["!!!", "???"]], ids=str)
def test_few_or_wordless(texts: list[str]) -> None:
    assert sum(cluster.times for cluster in clusters(texts)) == len(texts)


def test_labelled_sentences_are_kept_once(tmp_path: Path) -> None:
    file, added = add_sentences(tmp_path, IntentName.ACCOUNT_HELP, "k", [SIM[0], f" {SIM[0]}\n", SIM[1]])
    assert (file.name, added) == ("account.help.k.tsv", 2)
    assert add_sentences(tmp_path, IntentName.ACCOUNT_HELP, "k", SIM)[1] == 1
    assert labelled_texts(tmp_path) == set(SIM)
    rows = load_sentences(own=tmp_path)[len(load_sentences()) :]
    assert {(row.author, row.intents) for row in rows} == {("k", ("account.help",))}
    assert fingerprint(ENTRIES) != fingerprint(ENTRIES, own=tmp_path)


@pytest.mark.parametrize("author", ["", "../k", "K", "a b", "k\t"])
def test_an_author_that_is_no_name(tmp_path: Path, author: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(author)}$"):
        add_sentences(tmp_path, IntentName.HANDOFF, author, ["a"])
    assert list(tmp_path.iterdir()) == []
