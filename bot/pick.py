"""Which of the offered options a text means: by number, by order, by its words. Pure."""

import re
from collections import Counter

from rapidfuzz import fuzz, process

from bot.reply import Choice
from nlu.meaning import IntentName
from vietnam.text import fold, may_mean, nfc, strip_marks, unify_tone

SAME_LABEL = 88
"""rapidfuzz ratio from which typed words mean an offered option."""
COVERED = 0.5
"""Share of the telling words of a text that an option must hold to be meant by them."""
LONGEST_ANSWER = 12
"""Words of a text that may describe an option; a longer one says something of its own."""

_LEAD = r"(?:(?:toi|em|con|chau|minh|cho|lay|chon|xem|hoi|the|vay|con lai|roi) )*"
_KIND = r"(?:(?:cai|so|muc|cau|y|option|ho so|thu tuc|lua chon|truong hop|dong) ?)*"
_TAIL = r"(?: (?:nhe|nha|a|di|do|thi sao|sao|ay|nua))*"
_NUMBER = re.compile(rf"{_LEAD}{_KIND}(?:thu )?(\d{{1,2}})\s*[.)]?{_TAIL}")
_ORDINAL = re.compile(
    rf"{_LEAD}{_KIND}(dau tien|dau|thu (?:nhat|hai|ba|tu|nam)|cuoi cung|cuoi|nhat|chot){_TAIL}"
)
_SEVERAL = re.compile(rf"{_LEAD}(ca hai|ca 2|ca ba|ca 3|ca bon|ca 4|tat ca|het|ca cai){_TAIL}")
_OTHER = re.compile(rf"{_LEAD}{_KIND}(?:kia|con lai|khac){_TAIL}")
_ORDER = {"dau": 0, "nhat": 0, "hai": 1, "ba": 2, "tu": 3, "nam": 4}
_HOW_MANY = {"hai": 2, "2": 2, "ba": 3, "3": 3, "bon": 4, "4": 4}

_SAYS_NOTHING_TEXT = """
a ad anh ba bac bao ban bi cai can cap cho chau chi chu co con cua dang day di do duoc em gi giay
giup ho hoi khong ko ky la lam le loai luon may minh mot muc nay ngay nha nhe nhu nhieu nop nua o oi
ong phi roi so ta the thi thu thua tien to toi truong hop tuc tui va vay vang viec voi xin y
"""
_SAYS_NOTHING = frozenset(_SAYS_NOTHING_TEXT.split())
_SAME_WORD = {
    "bố": "cha",
    "bo": "cha",
    "tía": "cha",
    "tia": "cha",
    "má": "mẹ",
    "ma": "mẹ",
    "u": "mẹ",
    "sắp": "gần",
    "sap": "gần",
}
_NOT_THAT = r"(?:khong phai|khong|ko|k|hong|nham|lon)(?: roi| r| ma)?"
_SELF = r"(?:toi|em|minh|tui|chau|con)"
_CORRECTS = re.compile(
    rf"\W*(?:(?:a|o|ua|y|thoi|da|u|ay)\W+)?{_NOT_THAT}(?:\s*[,.;:!-]|(?= y {_SELF}))"
    rf"\s*(?:y {_SELF} (?:la|noi)|{_SELF} (?:muon|noi|hoi)(?: la)?|phai la|la)?\s*",
    re.IGNORECASE,
)
"""A correction and a pause, or "ý tôi là": "không phải hộ chiếu" takes nothing instead."""


def by_form(text: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """What a number, an order ("cái thứ hai", "cả hai") or nearly the very label names; () for nothing."""
    folded = fold(text).strip(" .,!?")
    if found := by_place(text, choices):
        return found
    labels = [fold(choice.label) for choice in choices]
    best = process.extractOne(folded, labels, scorer=fuzz.ratio, score_cutoff=SAME_LABEL)
    return (choices[best[2]],) if best else ()


def by_place(text: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """A number counts all options, words of order those that are no person to talk to."""
    folded = fold(text).strip(" .,!?")
    if (number := _NUMBER.fullmatch(folded)) is not None:
        index = int(number[1]) - 1
        return (choices[index],) if 0 <= index < len(choices) else ()
    things = tuple(choice for choice in choices if choice.intent is not IntentName.HANDOFF)
    if (several := _SEVERAL.fullmatch(folded)) is not None:
        return things[: _HOW_MANY.get(several[1].split()[-1], len(things))]
    if (order := _ORDINAL.fullmatch(folded)) is not None:
        return _in_order(order[1], things)
    return ()


def by_words(text: str, choices: tuple[Choice, ...], covered: float = COVERED) -> Choice | None:
    """The one option that holds at least `covered` of the telling words of a text: "lần đầu", "về ở với ba
    mẹ". Words that all options share tell nothing; accents that are written count ("trọ" is no "trợ"), and
    one word among several that was written without them decides nothing."""
    words = _telling(text)
    if not choices or not words or len(text.split()) > LONGEST_ANSWER:
        return None
    labels = [_tokens(f"{choice.label} {choice.words or ''}") for choice in choices]
    held = [{word for word in words if any(may_mean(word, own) for own in label)} for label in labels]
    common = Counter(word for one in held for word in one)
    scores = [sum(1 / common[word] for word in one) for one in held]
    best = max(range(len(choices)), key=scores.__getitem__)
    alone = sum(score == scores[best] for score in scores) == 1
    by_chance = len(held[best]) == 1 < len(words) and not held[best] & {unify_tone(w) for w in labels[best]}
    enough = len(held[best]) >= covered * len(words) and not by_chance
    return choices[best] if alone and enough else None


def correction(text: str) -> str | None:
    """What is meant instead: "à nhầm, số 2" -> "số 2"; None where nothing is corrected."""
    match = _CORRECTS.match(strip_marks(text))
    return (nfc(text)[match.end() :].strip() or None) if match else None


def asks_for_another(text: str) -> bool:
    """ "con ho so kia": another one of those that were listed."""
    return _OTHER.fullmatch(fold(text).strip(" .,!?")) is not None


def speaks_of_another(text: str) -> bool:
    return re.search(r"\b(?:kia|khac|con lai)\b", fold(text)) is not None


def is_bare_number(text: str) -> bool:
    """One or two digits and nothing that says what they count."""
    return re.fullmatch(r"\D{0,2}\d{1,2}\D{0,2}", text.strip()) is not None and not re.search(
        r"[^\W\d]", text
    )


def _in_order(word: str, things: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if word.startswith("cuoi") or word == "chot":
        return things[-1:]
    index = _ORDER[word.removeprefix("thu ").split()[0]]
    return things[index : index + 1]


def _telling(text: str) -> set[str]:
    return {word for word in _tokens(text) if fold(word) not in _SAYS_NOTHING}


def _tokens(text: str) -> list[str]:
    return [_SAME_WORD.get(word, word) for word in re.findall(r"[^\W_]+", unify_tone(text).lower())]
