"""Which strings of letters can be a Vietnamese syllable: onset, rime and tone as the orthography joins them.

The rimes are those of the written language (Hoàng Phê, "Chính tả tiếng Việt"), with the few of loan words
that became everyday ones (oong, eng). Names in other languages of the country are not syllables here.
"""

import unicodedata
from functools import cache
from typing import Final

_TONES: Final = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ACUTE_OR_DOT: Final = {"\u0301", "\u0323"}
_STOPS: Final = ("c", "ch", "p", "t")
_LONGEST: Final = 7
"""Letters: "nghiêng"."""

_RIMES: Final = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung
uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y
"""
_AFTER_QU: Final = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo et ê êch ên ênh êt i it ơ ôc
y ych yên yêt ynh yt
"""
_ALONE: Final = "yêm yên yêng yêt yêu"
_FRONT: Final = ("e", "ê", "i", "y")
_BEFORE_FRONT: Final = ("gh", "k", "ngh")
_NOT_BEFORE_FRONT: Final = ("c", "ng")
_ANYWHERE: Final = (
    "", "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_G_BEFORE_I: Final = ("i", "in", "iêc", "iêng", "iêt", "ia")


def is_syllable(word: str) -> bool:
    """Of a lower-case composed word with all its marks, wherever the tone stands: "giấy", "hoà"."""
    if len(word) > _LONGEST:
        return False
    if word.isascii():
        return word in _toneless() and not word.endswith(_STOPS)
    letters = unicodedata.normalize("NFD", word)
    tones = [char for char in letters if char in _TONES]
    base = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    if len(tones) > 1 or base not in _toneless():
        return False
    return not base.endswith(_STOPS) or (bool(tones) and tones[0] in _ACUTE_OR_DOT)


def is_bare_syllable(word: str) -> bool:
    """Of a lower-case word without diacritics: whether some syllable looks like that without its own."""
    return word in _bare()


def is_onset(letters: str) -> bool:
    """Whether consonants (without diacritics) may begin a syllable."""
    return letters in _onsets()


@cache
def _onsets() -> frozenset[str]:
    named = (*_ANYWHERE, *_BEFORE_FRONT, *_NOT_BEFORE_FRONT, "g", "gi", "q", "qu")
    return frozenset(_unmarked(onset) for onset in named if onset)


@cache
def _toneless() -> frozenset[str]:
    rimes = _RIMES.split()
    front = [rime for rime in rimes if rime.startswith(_FRONT)]
    back = [rime for rime in rimes if not rime.startswith(_FRONT)]
    return frozenset(
        [
            *(onset + rime for onset in _ANYWHERE for rime in rimes),
            *(onset + rime for onset in _BEFORE_FRONT for rime in front),
            *(onset + rime for onset in _NOT_BEFORE_FRONT for rime in back),
            *("g" + rime for rime in (*back, *_G_BEFORE_I)),
            *("gi" + rime for rime in rimes if not rime.startswith(("i", "y"))),
            *("qu" + rime for rime in _AFTER_QU.split()),
            *_ALONE.split(),
        ]
    )


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(_unmarked, _toneless()))


def _unmarked(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))
