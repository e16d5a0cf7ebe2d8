"""The part of a message that says what is not meant: "không phải tạm trú, tôi hỏi nhập khẩu"."""

import re
from dataclasses import dataclass
from typing import Final

from nlu.spelling.normalise import folded

_CUT: Final = re.compile(
    r"\s*[,.;:!?\n]\s*|\s+(?:chứ|chu|mà|ma)\s+(?=(?:không|khong) (?:phải|phai) )"
    r"|\s+(?=(?:đâu|dau) (?:phải|phai) )"
)
_DENIED: Final = re.compile(
    r"(?:(?:da|a|o|u|oi|em|toi|tui|minh|y|thoi) )*(?:khong|dau) (?:phai|he|muon|hoi|lam|xin|can|xay)\b"
    r"(?!.*\bkhong$)"
)
_LEFT: Final = re.compile(
    r"(?!.*\b(?:hoi|sang)\b)(?:thoi|bo|khoi|khong|noi|chuyen|vu)\b.*\b(?:di|xong|roi|qua|nua|sau|do|thoi|khoi)$"
    r"|.*\b(?:thoi khoi|de sau|khoi noi|tinh sau|khoi lam)$|(?:khoi|khong) noi\b.*\bnua$"
)
_DOING: Final = r"(?:dang ky|ket hon|ly hon|cuoi|co|lam|đăng ký|kết hôn|ly hôn|cưới|có|làm)"
_NOT_YET: Final = re.compile(rf"(?:\w+ ){{0,6}}(?:chưa|chua) {_DOING}\b.*(?<!\bkhông)(?<!\bkhong)")
"""What has not been done yet is a circumstance: "vợ chồng chưa đăng ký kết hôn thì sao"."""
_STATED: Final = re.compile(rf"((?:^|[,.;:!?\n] ?){_NOT_YET.pattern}) (?=(?:thì|thi) )")
_BACK: Final = re.compile(
    r"\b(?:quay (?:lại|lai|về|ve|sang) "
    r"|(?:trở|tro) (?:lại|lai|về|ve) (?=(?:cái|cai|vụ|vu|chuyện|chuyen|phần|phan)\b))"
)
"""Who comes back to a marriage does not marry again."""
_LEAST: Final = 2
_LONGEST: Final = 400
"""Characters: a longer message sets nothing aside. It says the rest at length, and none may take long."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """`meant`: the words that are left, all where nothing is set aside. `aside`: the others, folded."""

    meant: str
    aside: str = ""


def set_aside(words: str) -> Said:
    if len(words) > _LONGEST:
        return Said(meant=words)
    words = _BACK.sub("", words)
    parts = [part for part in _CUT.split(_STATED.sub(r"\1 , ", words)) if part.strip()]
    if len(parts) < 2:
        return Said(meant=words)
    away = [_is_away(folded(part)) for part in parts]
    meant = " , ".join(part for part, gone in zip(parts, away, strict=True) if not gone)
    if not any(away) or len(meant.split()) < _LEAST:
        return Said(meant=words)
    return Said(meant=meant, aside=folded(" ".join(p for p, gone in zip(parts, away, strict=True) if gone)))


def _is_away(part: str) -> bool:
    found = _DENIED.match(part), _LEFT.fullmatch(part), _NOT_YET.fullmatch(part)
    return any(match is not None for match in found)
