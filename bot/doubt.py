"""What makes a wish no plain one: a question, a condition, hearsay, a protest. Pure."""

import re

from bot.plain_words import clauses, in_words

_NO = r"(?:khong|ko|k|kh|hong|hok|hk|chua)"
_VERB = r"(?:ngung|huy|tat|chan|dung|stop|off|cat|khoa|bo|rut|xoa|go)"
_RHETORIC = re.compile(
    r"\b(?:sao|gi) (?:\w+ ){0,5}?(?:hoai|mai|quai|lien tuc|nhieu|lam)(?: (?:vay|the|qua|ha|ta))*\b"
    r"|\b(?:nghe|hieu|ro|biet) (?:chua|khong|ko|k)\b|\bsao (?:van|cu|con) (?:\w+ ){0,2}?(?:nhan|gui"
    r"|bao)(?: tin)?\b"
)
"""Anger, not a question: "sao nhắn hoài vậy", "nghe chưa"."""
_ASKS = re.compile(
    r"\b(?:tai sao|vi sao|vi co gi|lam sao|sao|ra sao|the nao|nhu nao|kieu gi|cach nao|o dau|bao nhieu"
    r"|bao gio|khi nao"
    r"|bao lau|may ngay|la gi|lam gi|gi vay|gi the)\b"
    rf"|\b(?:co|duoc|dc|phai)(?: \w+){{0,6}} {_NO}(?: (?:a|vay|the|ban|em|anh|chi|ad|nhi|ha))*$"
    r"|\bco phai\b|\bphai chang\b|\bai (?:\w+ ){0,6}?(?:vay|the|ha|day|ta)\b"
    rf"|\bai (?:(?:da|lai|dam|cho|phep|cho phep|tu y|vua|moi) ){{0,3}}{_VERB}\b"
    r"|\b(?:ha|a_|chua|ho a|chu a|nhi|roi a|u)$"
)
_PROTESTS = re.compile(
    rf"\bai (?:\w+ )?(?:bao_?|bieu|keu|khien|muon|xui|mach|day)(?: \w+){{0,3}}? {_VERB}\b(?!.*\bnua\b)"
    rf"|\b(?:dua|thang|con|ke|nguoi|ong|ba) nao (?:(?:da|lai|dam|cho|ma|tu y) ){{0,2}}{_VERB}\b"
    rf"|\b(?:mac (?:mo )?(?:gi|chi)|(?:can )?co (?:gi|chi) ma|can co (?:gi|chi)|viec (?:gi|chi)(?: ma)? phai"
    rf"|(?:ly|li) do (?:gi|chi)|vi le gi)(?: \w+){{0,2}}? {_VERB}\b"
    rf"|^rang (?:\w+ )?(?:lai|ma|tu nhien) {_VERB}\b"
    rf"|\b(?:phan doi|khieu nai|buc xuc|to cao|kien)(?: \w+){{0,2}}? (?:vi|viec|ve|vu)"
    rf" (?:\w+ ){{0,3}}?{_VERB}\b(?!.*\bnua\b)"
    rf"|\b{_VERB} .*\bma (?:khong|ko|k|chang|chua) (?:\w+ )?(?:hoi|bao_?(?! gio)|noi|xin phep|thong bao)\b"
)
"""Who stopped it, by what right: "ai bảo các anh ngừng gửi tin"."""
_ON_CONDITION = re.compile(
    r"\b(?:neu(?! khong (?:toi|tao|tui|em|se|thi)\b)|gia su|lo nhu|truong hop|khi nao|bao gio"
    r"|sau khi|den khi|toi khi|chung nao)\b"
)
_TOLD_BY_OTHERS = re.compile(
    r"\b(?:can bo_?|nguoi ta|cong an|xa|phuong|chi ay|anh ay|co ay|ong ay|ba ay|bon no|mot cua"
    r"|(?:chong|vo|me|con|hang xom)(?: (?:toi|em|tui|minh))?) (?:\w+ )?"
    r"(?:bao_?|noi|keu|dan|yeu cau|bat|ep)\b"
)
_DONE_BY_OTHERS = re.compile(
    rf"(?<!de nghi )(?<!nho )(?<!xin )(?<!yeu cau )(?<!mong )\b(?:bi|bi_ tu|tu nhien|tu dong"
    rf"|tu dung_?|tu y|lo|lo tay|nham|vua roi|he thong|xa|phuong|can bo_?) (?:\w+ )?{_VERB}\b"
    rf"(?! (?:\w+ )*(?:gium|giup|ho|nua|di)\b)"
)
_GAP = (
    r"(?:(?:co|ma|duoc|dc|cho|xin|noi|bao_?|keu|yeu cau|dang ky|ai|tu y|tu|y|voi|he|tung|muon|bi|phai|can"
    r"|them|toi|em|vua|lai) ){0,4}"
)
_NEGATED = re.compile(
    rf"\b(?:dung|khong|ko|k|khoi|chua|chang|cam|khoan|khoan hay|dau co|dau|{_NO}) {_GAP}(?:ngung|huy"
    rf"|tat|chan|stop|cat|rut|xoa|go)\b"
    rf"|\b(?:cam|dung co|dung ma|chua|dung co ma) (?:\w+ )?dung\b"
    rf"|\b{_NO} (?:he |co )?(?:noi|bao_?|keu|yeu cau|xin)\b"
    r"|\bdung (?:co )?dung (?:gui|goi|nhan|bao|tin|thong bao)\b|\bdung (?:quen|bo_? (?:sot|qua"
    r"|lo))\b|\b(?:ngung|huy|rut|xoa|tat)(?: \w+){0,3} (?:dau|bao_? gio dau)$"
)
_BACK = re.compile(r"\b(?:nhan|bao|bat|mo|dang ky|gui)(?: \w+){0,2} (?:tro lai|lai)\b(?! (?:di lai|hoai))")


def is_question(text: str) -> bool:
    """By its mark or its form; not the questions that only show anger."""
    return any(_clause_asks(words, asked) for words, asked in clauses(text))


def _clause_asks(words: str, asked: bool) -> bool:
    calmer = _RHETORIC.sub(" ", words)
    return _ASKS.search(" ".join(calmer.split())) is not None or (asked and calmer == words)


def no_plain_request(text: str, verbs: re.Pattern[str]) -> bool:
    """Asked, on a condition, told by or done by others, refused, or regretted. A question before the first
    of `verbs` in another clause is only anger: "sao lâu thế, rút hồ sơ cho tôi"."""
    parts = clauses(text)
    first = next((at for at, (words, _) in enumerate(parts) if verbs.search(words)), 0)
    hanging = any(is_hanging(words) for words, _ in parts[:first])
    return wants_back(text) or hanging or any(clause_in_doubt(*part) for part in parts[first:])


def clause_in_doubt(words: str, asked: bool) -> bool:
    """One part of `plain_words.clauses`."""
    if _PROTESTS.search(words) or _clause_asks(words, asked):
        return True
    return is_hanging(words) or refuses_end(words) or _by_others(words)


def is_hanging(words: str) -> bool:
    """A condition, or who says so: what follows depends on it."""
    return any(one.search(words) for one in (_ON_CONDITION, _TOLD_BY_OTHERS))


def _by_others(words: str) -> bool:
    return _DONE_BY_OTHERS.search(words) is not None


def refuses_end(words: str) -> bool:
    """ "Đừng có mà ngưng", "tôi có hủy đâu"."""
    return _NEGATED.search(words) is not None


def wants_back(text: str) -> bool:
    """ "Bật lại tin báo", whatever was stopped before."""
    return _BACK.search(in_words(text)) is not None


def without_anger(words: str) -> str:
    """Without the questions that nobody answers."""
    return " ".join(_RHETORIC.sub(" ", words).split())
