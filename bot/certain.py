"""May something be changed at once, or must it be asked for first? Pure."""

import re

from bot import doubt, opt_out, own_words
from bot.plain_words import clauses, in_words
from bot.step import Step
from nlu.meaning import IntentName, Meaning
from vietnam.text import fold

SURE = 0.9
"""Confidence from which an intent that changes something may act, with a word that says so."""

_DATA = r"(?:du lieu|thong tin|so|sdt|dt|ten|tai khoan|lich su|hinh|anh|ho so|hs|ca nhan|tin nhan|noi dung)\b"
_SAID_OUTRIGHT = {
    IntentName.DOSSIER_WITHDRAW: re.compile(
        r"\b(?:rut|huy|bo)\b(?: (?:lai|gium|giup|ho|cho|bo|toi|em|con|chau|tui|minh|cai|luon|het|may|di"
        r"|ve|ra"
        r"|a|nhe|nha|thoi)){0,4} (?:ho so|hs|don|giay|yeu cau|h\d\d)\b|\b(?:ho so|hs|don"
        r"|giay)\b.*\b(?:rut|huy)\b"
        r"|\b(?:rut|huy)(?: (?:lai|gium|giup|ho|cho|toi|em|tui|minh|luon|het|di|ve|ra|a|nhe|nha"
        r"|thoi)){0,4}$"
    ),
    IntentName.NOTICE_UNSUBSCRIBE: re.compile(
        r"^(?:thoi |vay |xin |hay )?(?:ngung|tat|stop|mute|off|unsub)"
        r"(?: (?:di|lai|ngay|luon|nhe|nha|a|giup|gium|ho|toi|em|bro|ad|ban))*$"
    ),
    IntentName.PRIVACY_REQUEST: re.compile(
        rf"\b(?:xoa|huy|go|xem|sua|dinh chinh|cung cap)\b.*\b{_DATA}"
        rf"|\brut\b.*\b(?:{_DATA}|(?:dong y|chap thuan)(?: (?:cua )?(?:toi|em|minh|tui))*$)"
        r"|^(?:\w+ ){0,2}(?:xoa|go)(?: \w+){0,3}$"
    ),
}
_NEGATED = re.compile(
    r"\b(?:khong|ko|chua|dung|khoi|chang) (?:(?!nua)\w+ ){0,2}?(?:xoa|rut|huy|ngung|dung|go|chan)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:hang xom|thang|nguoi khac|nguoi ta|ly hon|toa|toa an|kien|to cao|an tich|nuoc ngoai|tien"
    r"|bhxh|bao_? hiem)\b"
    r"|\b(?:ho so|hs|don) cua (?!toi|em|minh|tui|mik|tao|chau|con|bac|chi|anh|co|chu|me|ma|ba|ong"
    r"|gia|nha|vo|chong"
    r"|cty|cong ty|bo)"
)
"""What the administration's dossiers, or the sender's own, are not."""
_KEYWORDS = re.compile(
    r"(?:tc|huy|dung|stop|unsub|tat|ngung|tu choi|huy nhan tin|xoa|xoa du lieu|xem du lieu)"
)


def is_certain(step: Step, meaning: Meaning, text: str) -> bool:
    """A keyword (none of them withdraws a dossier: "dung" may be "đúng"), a yes to the very question, or
    plain words that are no question."""
    keyword = step.intent is not IntentName.DOSSIER_WITHDRAW and _KEYWORDS.fullmatch(fold(text).strip(" .,!"))
    if step.confirmed or keyword:
        return True
    sure = any(guess.name is step.intent and guess.confidence >= SURE for guess in meaning.intents)
    if not sure or own_words.asks(text) or _in_doubt(step.intent, text):
        return False
    if step.intent is IntentName.NOTICE_UNSUBSCRIBE and opt_out.stops_all(text):
        return True
    said = [in_words(text), *(words for words, _ in clauses(text))]
    outright = any(_SAID_OUTRIGHT[step.intent].search(words) for words in said)
    return outright and not any(_NEGATED.search(words) for words in said[1:])


def _in_doubt(intent: IntentName, text: str) -> bool:
    if intent is IntentName.NOTICE_UNSUBSCRIBE:
        return opt_out.in_doubt(text)
    verbs = _SAID_OUTRIGHT[intent]
    return doubt.no_plain_request(text, verbs) or _OF_OTHERS.search(in_words(text)) is not None
