"""What few words mean because of the procedures that the talk has been of: "quay lại hộ chiếu", "cả hai hết
bao nhiêu", "còn cái kia", and a question that ignores which one was asked for. Pure."""

import re
from dataclasses import replace

from bot import pick
from bot.conversation import Conversation
from bot.intent_groups import ABOUT_PROCEDURE
from bot.offer import offered
from bot.reply import Choice
from bot.step import Step
from nlu.meaning import Awaiting, IntentName, Meaning
from vietnam.text import fold, nfc, strip_marks

_OVERVIEW = IntentName.PROCEDURE_OVERVIEW
_OF_THINGS = frozenset(
    {
        IntentName.PROCEDURE_PAPERS,
        IntentName.PROCEDURE_FEE,
        IntentName.PROCEDURE_TIME,
        IntentName.PROCEDURE_PLACE,
        IntentName.PROCEDURE_ONLINE,
        IntentName.PROCEDURE_FORM,
    }
)
"""Sides that both of two procedures have; "cả hai phải đi không" speaks of people."""
_PEOPLE = r"(?:vo|ben|cha|bo|me|nguoi|dua|vc|anh|chi|ong|ba|chau|be|con|cung|deu|phai|co mat)"
_BOTH = re.compile(
    rf"\b(?:ca|tong|het) (?:hai|2)\b(?! {_PEOPLE}\b)|\btong cong\b"
    r"|\b(?:hai|2) (?:cai|thu|viec|thu tuc|loai)(?: giay)? (?:do|nay|kia|tren|luon)\b"
)
_AHEAD = (
    r"^\W*(?:(?:thoi|a|ok|oke|okay|u|u thi|roi|da|vay|the|gio|minh|toi|em|con|chau|cho|xin|bac|may|u) ){0,4}"
)
_ON = r"(?: (?:ve|cai|vu|chuyen|viec|ben|phan|thu tuc|voi|cho|cua|lai|tiep))*"
_BACK = re.compile(
    rf"{_AHEAD}(?:(?:quay|tro) (?:lai|ve)|(?:noi|hoi|ban) (?:lai|tiep)){_ON}\b\W*", re.IGNORECASE
)
_TO_DOSSIER = re.compile(
    rf"(?:\w+ ){{0,2}}?(?:(?:quay|tro) (?:lai|ve)|(?:noi|hoi) (?:lai|tiep)){_ON} (?:ho so|hs)"
    r"(?: (?:do|nay|luc nay|hoi nay|ban nay|cua|toi|em|minh|tui|chau|con|di|nhe|nha|a|thi sao)){0,4}"
)
_RATHER = re.compile(r"^\W*(?:ma |a |u )?thoi\b\W*", re.IGNORECASE)
_BEFORE = re.compile(
    rf"{_AHEAD}(?:(?:quay|tro) (?:lai|ve){_ON} )?(?:cai|viec|thu tuc|vu|giay)? ?"
    r"(?:kia|con lai|truoc|luc nay|hoi nay|ban nay)\b(?! (?:khi|day|gio|do))"
)


_QUESTION = re.compile(
    r"\b(?:o dau|di dau|bao nhieu|bao lau|bao gio|khi nao|the nao|thi sao|lam sao|(?:mat )?may (?:ngay|tien)"
    r"|truoc|thoi|het|mat|can (?:nhung )?(?:giay to )?gi|giay to gi|le phi|phi|online|qua mang|nhe|nha|a)\b"
)
"""What is asked, beside what it is asked of."""


_FILLERS_TEXT = """
a ad ah ak anh ban bao bi can chi cho con co duoc dc di em gi giay giup ha hay ho hoi huyen k khong ko la lam
lau le ma may minh mang mau nao ngay nha nhe nop o phai phi sao so tai the thi tien tinh to toi ton vay vong
xa y z
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())
"""Words around a question that name no matter."""


def led_back(text: str, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """A procedure of the talk, or two, by words that count on it; None: the message says by itself what it
    is about."""
    if state.dossier_code is not None and _TO_DOSSIER.fullmatch(" ".join(re.findall(r"\w+", fold(text)))):
        return (Step(intent=IntentName.DOSSIER_STATUS, dossier_code=state.dossier_code),)
    if not state.talked or _names_another(meaning, state):
        return None
    if (codes := _both(text, meaning, state)) is not None:
        return tuple(
            Step(intent=name, procedure=code) for code in codes for name in _asked(meaning, _OF_THINGS)
        )
    if (rather := _RATHER.match(strip_marks(text))) is not None:
        others = tuple(one for one in state.talked if one.procedure != state.procedure)
        said = _QUESTION.sub(" ", fold(nfc(text)[rather.end() :]))
        if (meant := pick.by_words(said, others, 1.0)) is not None:
            return _steps(meaning, meant)
    back = _BACK.match(strip_marks(text))
    rest = nfc(text)[back.end() :] if back is not None else text
    unsure = not meaning.procedure_clear and _known(state) & set(offered(meaning))
    if not back and not unsure:
        return None
    found = pick.by_words(_QUESTION.sub(" ", fold(rest)), state.talked)
    return None if found is None else _steps(meaning, found)


def one_before(text: str, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """ "Còn cái kia", "cái kia mấy ngày": of the two last talked of, not the one that is the topic."""
    if not pick.asks_for_another(text) and not _BEFORE.match(fold(text)):
        return None
    if state.procedure is None or _names_another(meaning, state):
        return None
    before = tuple(name for name in state.last if name in ABOUT_PROCEDURE)
    names = _asked(meaning, ABOUT_PROCEDURE - {_OVERVIEW}) or before or (_OVERVIEW,)
    if others := [one for one in state.talked if one.procedure != state.procedure]:
        return tuple(Step(intent=name, procedure=others[-1].procedure) for name in names)
    if not state.alternatives or not before:
        return None
    return tuple(Step(intent=name, ask_procedure=state.alternatives) for name in names)


def names_nothing(text: str) -> bool:
    """ "Giấy tờ gì", "hết bao nhiêu": the question alone."""
    rest = _QUESTION.sub(" ", " ".join(re.findall(r"\w+", fold(text))))
    return not set(rest.split()) - _FILLERS


def still_open(step: Step, codes: tuple[str, ...], state: Conversation) -> Step:
    """The question asked of what may be meant: within the list that was shown, where one was; a single
    procedure that was asked about, and not denied, is taken for meant."""
    listed = tuple(code for code in codes if code in state.alternatives) if state.procedure is None else ()
    codes = listed or codes
    if len(codes) == 1 and state.alternatives == codes and state.awaiting is Awaiting.YES_NO:
        return replace(step, procedure=codes[0])
    return replace(step, procedure=None, ask_procedure=codes)


def _both(text: str, meaning: Meaning, state: Conversation) -> tuple[str, ...] | None:
    if not _BOTH.search(fold(text)) or not _asked(meaning, _OF_THINGS):
        return None
    listed = tuple(
        dict.fromkeys(one.procedure for one in state.choices if one.procedure and one.intent is None)
    )
    open_list = listed if state.awaiting is Awaiting.CHOICE and len(listed) == 2 else ()
    codes = open_list or tuple(one.procedure for one in state.talked if one.procedure)[-2:]
    return codes[:2] if len(codes) > 1 else None


def _names_another(meaning: Meaning, state: Conversation) -> bool:
    """A part of the message clearly names a procedure that the talk was not of."""
    named = {guess.procedure for guess in meaning.intents} - {None}
    return bool(named - _known(state))


def _known(state: Conversation) -> set[str]:
    return {one.procedure for one in state.talked if one.procedure}


def _asked(meaning: Meaning, among: frozenset[IntentName]) -> tuple[IntentName, ...]:
    return tuple(dict.fromkeys(guess.name for guess in meaning.intents if guess.name in among))


def _steps(meaning: Meaning, found: Choice) -> tuple[Step, ...]:
    names = _asked(meaning, ABOUT_PROCEDURE) or (_OVERVIEW,)
    return tuple(Step(intent=name, procedure=found.procedure) for name in names)
