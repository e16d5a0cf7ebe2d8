"""What few words mean after a notice whose dossier is still talked of: "sao lại chậm", "nộp ở đâu", "vâng",
"tôi không rút hồ sơ". The kind of the notice tells what they ask. Pure."""

import re
from collections.abc import Mapping

from bot.conversation import Conversation
from bot.step import Step
from nlu.meaning import EntityName, IntentName, Meaning
from vietnam.text import fold

MOST_WORDS = 9
"""A longer message says by itself what it asks."""
WITHDRAWN = "stopped"
"""The kind that tells of a withdrawal, and asks to be told when nobody wished it."""

_WHY = re.compile(r"\b(?:sao|vi dau|ly do|nguyen nhan|vi|tre|cham)\b")
_WHEN = re.compile(r"\b(?:bao gio|khi nao|chung nao|ngay nao|ngay may|bao lau|hen lai|may ngay|lau)\b")
_WHERE = re.compile(r"\b(?:o dau|cho nao|noi nao|o cho|tai dau|(?:nop|gui|den|mang|lay|nhan|di) dau)\b")
_HOW_MUCH = re.compile(r"\b(?:bao nhieu|bn|bnhieu|may tien|may dong|le phi|so tien|het may)\b")
_HOW = re.compile(r"\b(?:nop|dong|tra|thanh toan|chuyen|bo sung|gui|lam) (?:\w+ )?(?:the nao|kieu gi|sao)\b")
_WHAT = re.compile(r"\b(?:gi|nao|bo sung|thieu|han)\b")
_COLLECT = re.compile(r"\b(?:may gio|mang|dem|can gi|nho|thay|ho)\b")

_STATUS, _OVERDUE = IntentName.DOSSIER_STATUS, IntentName.DOSSIER_OVERDUE
_SUPPLEMENT, _RESULT = IntentName.DOSSIER_SUPPLEMENT, IntentName.DOSSIER_RESULT
_LATE = ((_WHY, _OVERDUE), (_WHEN, _STATUS))
_READY = ((_WHERE, _RESULT), (_WHEN, _RESULT), (_COLLECT, _RESULT))
_ASKED: Mapping[str, tuple[tuple[re.Pattern[str], IntentName], ...]] = {
    "overdue_apology": _LATE,
    "late_again": _LATE,
    "supplement": tuple((pattern, _SUPPLEMENT) for pattern in (_WHERE, _HOW, _WHAT, _WHY, _WHEN)),
    "payment": tuple((pattern, _STATUS) for pattern in (_HOW_MUCH, _WHERE, _HOW, _WHY, _WHEN)),
    "ready": _READY,
    "ready_early": _READY,
    "collect_reminder": _READY,
    "refused": ((_WHY, _STATUS),),
    WITHDRAWN: ((_WHY, _STATUS),),
    "received": ((_WHEN, _STATUS),),
}
"""Kind of the notice -> what a bare question about it is asked of, the first that fits."""

_SAYS_YES = re.compile(
    r"\b(?:ok|oke|okay|okie|oki|cam on|camon|cam mon|thanks|thank|tks|vang|u|uh|uhm|da|duoc roi|dc roi"
    r"|(?:nhan|biet|ro|hieu|xem|doc)(?: duoc| dc| ro)?(?: tin| thong bao)?(?: roi| r)?)\b"
)
_POLITE = (
    r"(?:ok|oke|okay|okie|oki|cam|on|camon|mon|thanks|thank|you|tks|vang|u|uh|uhm|da|duoc|dc|roi|r|nhan|biet|ro"
    r"|hieu|xem|doc|tin|thong|bao|toi|em|minh|tui|chau|con|a|ah|ak|nhe|nha|nhieu|rat|xin|ban|can|bo|co|quan"
    r"|ubnd|xa|phuong|anh|chi|bac|chu|ong|ba|ad|shop|admin|het|ca|tot|qua|lam)"
)
_TAKEN_NOTE = re.compile(rf"{_POLITE}(?: {_POLITE})*")
"""Every word of "dạ em nhận được rồi, cảm ơn cán bộ nhiều ạ"."""

_NO = r"(?:khong|ko|k|kg|hong|hok|chua|chang|dau|deo)"
_OF_PAPERS = r"(?! (?:duoc|tien|bao|bhxh|kinh nghiem))"
_WISHED = r"(?:de nghi|yeu cau|xin|lam|biet|ky|dong y|noi|bao)"
_NOT_WITHDRAWN = re.compile(
    rf"\b{_NO} (?:\w+ ){{0,4}}?rut\b{_OF_PAPERS}|\bai (?:\w+ ){{0,5}}?(?:rut|huy|ngung)\b"
    rf"|\bsao (?:\w+ ){{0,4}}?rut\b{_OF_PAPERS}"
    rf"|\brut (?:\w+ ){{0,3}}?(?:hoi nao|luc nao|bao gio|khi nao|dau)\b"
    r"|\b(?:khoi phuc|phuc hoi|mo lai)\b"
)
_NOT_BY_ME = re.compile(
    rf"(?:u |da |a )?(?:{_NO} phai (?:la )?(?:toi|em|minh|tui|chau|con)"
    rf"|(?:toi|em|minh|tui|chau|con) (?:co )?{_NO} (?:he |co |bao gio )?{_WISHED})(?: \w+){{0,4}}"
)


def bare_question(text: str, meaning: Meaning, state: Conversation) -> Step | None:
    """A question that names neither a dossier nor a procedure, about what the notice told."""
    told, folded = state.told, fold(text)
    if told is None or not _is_topic(state) or len(folded.split()) > MOST_WORDS or _names_own(meaning):
        return None
    for asked, intent in _ASKED.get(told.kind, ()):
        if asked.search(folded):
            return Step(intent=intent, dossier_code=told.dossier_code)
    return None


def takes_note(text: str, state: Conversation) -> bool:
    """ "Vâng", "đã nhận được", "ok cảm ơn": nothing is asked. Behind a survey they rate."""
    told = state.told
    if told is None or not told.fresh or told.rates or "?" in text:
        return False
    words = " ".join(re.findall(r"\w+", fold(text)))
    return _TAKEN_NOTE.fullmatch(words) is not None and _SAYS_YES.search(words) is not None


def disputes_withdrawal(text: str, state: Conversation) -> bool:
    """ "Tôi không đề nghị rút", "ai rút hồ sơ của tôi", after we told of it; so short a word as "không phải
    tôi" only while that is what is talked of."""
    told, folded = state.told, fold(text)
    if told is None or told.kind != WITHDRAWN:
        return False
    if not _is_topic(state) and not told.fresh:
        return state.dossier_code is None and _NOT_WITHDRAWN.search(folded) is not None
    return (
        _NOT_WITHDRAWN.search(folded) is not None or _NOT_BY_ME.fullmatch(folded.strip(" .,!?")) is not None
    )


def asks_where(text: str) -> bool:
    """Where papers go, and nothing else."""
    folded = fold(text)
    return _WHERE.search(folded) is not None and re.search(r"\b(?:gi|thieu|can)\b", folded) is None


def _is_topic(state: Conversation) -> bool:
    told = state.told
    return (
        told is not None
        and told.dossier_code is not None
        and state.dossier_code == told.dossier_code
        and state.procedure is None
    )


def _names_own(meaning: Meaning) -> bool:
    return meaning.procedure_clear or any(e.name is EntityName.DOSSIER_CODE for e in meaning.entities)
