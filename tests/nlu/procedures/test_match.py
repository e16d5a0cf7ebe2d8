"""The parts of the matcher: families, kinds of words, overlap with names, the ranking of candidates."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.learning import index
from nlu.model import Model
from nlu.procedures import rerank
from nlu.procedures.families import Families
from nlu.procedures.kinds import load_kinds
from nlu.procedures.match import Matcher, from_arrays, matter, to_arrays
from nlu.procedures.rerank import Lesson
from nlu.procedures.wordings import Beginnings, shortened, wordings
from tests.nlu.conftest import ENTRIES

IDENTITY = ("1.014061", "1.014064")


@pytest.fixture(scope="module")
def matcher(model: Model) -> Matcher:
    return model.matcher


@pytest.mark.parametrize(
    ("plain", "members"),
    [
        pytest.param("can cuoc", IDENTITY, id="alone"),
        pytest.param("lam can cuoc can giay to gi", IDENTITY, id="what is asked about it does not count"),
        pytest.param("can cuoc mat bao lau", IDENTITY, id="time it takes"),
        pytest.param("can cuoc mat may ngay", IDENTITY, id="days it takes"),
        pytest.param("mat can cuoc", None, id="lost"),
        pytest.param("can cuoc bi mat", None, id="lost, said last"),
        pytest.param("doi can cuoc", None, id="one member is named"),
        pytest.param("dang ky can cuoc", IDENTITY, id="register"),
        pytest.param("chu ky can cuoc", None, id="a signature, which is no register"),
        pytest.param("khai sinh", None, id="no family of several"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_families(plain: str, members: tuple[str, ...] | None) -> None:
    assert Families.of(ENTRIES).named(plain) == members


@pytest.mark.parametrize(
    ("words", "left"),
    [
        pytest.param("khai sinh , số điện thoại xdienthoaix", "khai sinh ,", id="a telephone number"),
        pytest.param("lam gi , can cuoc xcancuocx", "lam gi ,", id="an identity number"),
        pytest.param("mã xmahosox tới đâu", "mã xmahosox tới đâu", id="a dossier number tells something"),
        pytest.param("khai sinh mất mấy ngày", "khai sinh mấy ngày", id="takes days"),
        pytest.param("mat ho chieu", "mat ho chieu", id="lost"),
    ],
)
def test_the_matter(words: str, left: str) -> None:
    assert matter(words).split() == left.split()


@pytest.mark.parametrize(
    ("plain", "kinds"),
    [
        pytest.param("cuoi chong dai loan", ["kforeign"], id="country"),
        pytest.param("ket hon voi nguoi duc", ["kforeign"], id="another country"),
        pytest.param("nguoi ducanh", [], id="within a word"),
        pytest.param("mat vi", ["klost"], id="lost"),
        pytest.param("mat may ngay", [], id="days it takes"),
        pytest.param("giay bi rach nat", ["kdamaged"], id="torn"),
        pytest.param("ong noi qua doi", ["kdead"], id="dead"),
        pytest.param("ghi sai ten dem", ["kwrong"], id="wrong"),
        pytest.param("lam ho chieu", [], id="nothing of the kind"),
    ],
)
def test_kinds(plain: str, kinds: list[str]) -> None:
    assert load_kinds().features(plain) == kinds


@given(
    st.lists(st.lists(st.sampled_from("abcde"), max_size=6), min_size=1, max_size=8),
    st.lists(st.sampled_from("abcdef"), max_size=6),
)
def test_scores_are_cosines(documents: list[list[str]], query: list[str]) -> None:
    built = index.build(documents)
    again = index.from_arrays(index.to_arrays(built))
    vectors = [_vector(strings, built) for strings in documents]
    asked = _vector(query, built)
    expected = [float(asked @ vector) for vector in vectors]
    assert again.scores(query) == pytest.approx(expected, abs=1e-5)


def _vector(strings: list[str], built: index.Index) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    vector = np.zeros(len(built.vocabulary) + 1)
    for string, count in Counter(strings).items():
        row = built.vocabulary.get(string)
        if row is not None:
            vector[row] = (1 + np.log(count)) * built.asked[row]
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector


@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param("thủ tục đăng ký khai tử", "đăng ký khai tử", id="the word for procedure"),
        pytest.param("cấp thẻ ( cấp xã ) cho trẻ", "cấp thẻ cho trẻ", id="brackets"),
        pytest.param("cấp thẻ ( mới ( lần đầu ) )", "cấp thẻ", id="brackets in brackets"),
        pytest.param("( bỏ )", "( bỏ )", id="nothing would be left"),
    ],
)
def test_shortened(name: str, short: str) -> None:
    assert shortened(name) == short


def test_wordings_keep_part_of_the_name() -> None:
    name = "cấp giấy phép nuôi chim yến , tại khu dân cư ( cấp tỉnh )"
    said = wordings(name, 1)
    assert [wording.kept for wording in said] == [name, shortened(name), "cấp giấy phép nuôi chim yến"]
    assert all(wording.kept in wording.text for wording in said)


def test_all_names_with_a_beginning_are_meant() -> None:
    beginnings = Beginnings.of(["cap the", "cap the moi", "cap lai the", "cap"])
    assert beginnings.with_beginning("cap the") == {0, 1}
    assert beginnings.with_beginning("doi") == frozenset()


def test_what_speaks_for_the_right_ones_is_learnt() -> None:
    """The first feature tells, the second is noise."""
    random = np.random.default_rng(0)
    lessons = []
    for _ in range(200):
        features = random.normal(size=(5, 2)).astype(np.float32)
        right = np.arange(5) == int(features[:, 0].argmax())
        lessons.append(Lesson(features=features, right=right))
    learnt = rerank.fit(lessons, 2)
    assert learnt.weights[0] > 5 * abs(learnt.weights[1])
    chances = learnt.chances(np.array([[2, 0], [0, 2]], dtype=np.float32))
    assert chances[0] > 0.9
    assert float(chances.sum()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("mất căn cước", "1.014064", id="lost, not the default of its family"),
        pytest.param("ho chieu", "1.001456", id="a bare noun"),
        pytest.param("cấp giấy phép nuôi chim yến lấy tổ tại khu dân cư", "2.009999", id="imported"),
    ],
)
def test_clear(matcher: Matcher, words: str, code: str) -> None:
    match = matcher.match(words)
    assert (match.guesses[0].code, match.clear, match.named, match.options) == (code, True, True, ())


@pytest.mark.parametrize("words", ["", "?", "cảm ơn nhé", "hồ sơ của tôi tới đâu rồi", "thế còn lệ phí"])
def test_no_procedure_is_named(matcher: Matcher, words: str) -> None:
    match = matcher.match(words)
    assert (match.named, match.clear) == (False, False)


def test_chances_rank_the_guesses(matcher: Matcher) -> None:
    match = matcher.match("giấy tờ cho đứa nhỏ")
    chances = [guess.confidence for guess in match.guesses]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.001
    assert match.options == tuple(guess.code for guess in match.guesses[:3])


@pytest.mark.parametrize("words", ["mất căn cước", "cap giay phep nuoi chim yen", "giấy tờ", "cảm ơn"])
def test_kept_and_read_again(matcher: Matcher, words: str) -> None:
    assert from_arrays(to_arrays(matcher), ENTRIES).match(words) == matcher.match(words)
