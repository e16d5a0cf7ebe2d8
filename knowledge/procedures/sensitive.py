"""Names of procedures that tell of a person what must not be told (domain reference §5.1)
or of a death in the family (§4)."""

import re

from vietnam.text import fold

_TELLING = re.compile(
    r"\b(?:ly lich tu phap|hiv|ma tuy|cai nghien|nhan con nuoi|nuoi con nuoi|nhan cha,? me,? con|khuyet tat"
    r"|ho ngheo|can ngheo|bao tro xa hoi|tro giup xa hoi|tro cap xa hoi|tam than|pham nhan|thi hanh an|bi can"
    r"|toi pham|nan nhan|chat doc hoa hoc|mua ban nguoi|bao luc gia dinh"
    r"|(?:chuyen doi|xac dinh lai) gioi tinh)\b"
)

_DEATH = re.compile(
    r"\b(?:(?<!ke )(?<!to )khai tu(?! ngay| thang| nam)|giay bao tu|tu tuat|mai tang|le tang|tu tran|tu vong"
    r"|chet|h[yi] sinh|mat tich|liet s[iy]|hai cot|thi hai|(?<!cong )nhan di san(?! van hoa)"
    r"|phan chia di san)\b"
)
"""Without accents "khai tử" is "kê khai từ", and "nhận di sản" the recognition of a heritage site."""


def is_sensitive_name(name: str) -> bool:
    """Criminal record, health, poverty, descent: judged by words, for procedures that nobody has judged."""
    return _TELLING.search(fold(name)) is not None


def is_about_death(name: str) -> bool:
    """Somebody has died and a relative applies, as far as the words of the name tell."""
    return _DEATH.search(fold(name)) is not None
