"""Does somebody say that our message came to the wrong person? Pure; asked only of a chat that was told a
notice."""

import re

from vietnam.text import fold

_NO = r"(?:khong|ko|k|kh|hok|hong|hem|hk|chang|cha|dau co|0)"
_I = r"(?:toi|tui|minh|em|chau|con|anh|chi|co|chu|bac|ba|ong|t|mik)"
_MINE = r"(?:toi|tui|minh|em|chau|t)"
_IS_NOT = rf"(?:{_NO} (?:phai|fai|phai la|fai la)|chang phai|{_NO} la|dau phai|deo phai)"
_PERSON = (
    r"(?:nguoi nop|nguoi nay|nguoi do|nguoi lam|chu ho so|nguoi co ten|nguoi dung ten|ong|ba|anh|chi|ho)"
)
_NUMBER = r"(?:so dien thoai|so dt|so may|sdt|so|dt|sim|may)"
_OTHER_NUMBERS = (
    r"(?:ho so|cccd|can cuoc|cmnd|giay|tien|tai khoan|nha|luong|lieu|ma|bien|hop dong|chung|dinh danh|bhxh"
    r"|bao hiem|ky hieu|thu tu|seri|khung|may xe|to|thua)"
)
_SAYS = (
    rf"(?:nham|lon|sai|lo|nham lan) (?:dien thoai|nguoi|dia chi nhan|{_NUMBER})\b(?! {_OTHER_NUMBERS})",
    r"(?:gui|nhan|nhan tin|bao|bao tin|goi|gui tin|gui toi|gui den)(?: tin)? (?:bi )?(?:nham|lon|lac|sai)"
    r" *(?:roi|a|may|ban|ad|ah|ay|$)",
    rf"{_NUMBER}(?: nay| cua toi| toi| nay la| day)* {_IS_NOT}"
    rf"(?: la so cua| sdt cua| so cua| la cua| la| so| cua)* (?:{_PERSON}|[a-z]+ )",
    rf"{_IS_NOT} (?:so|sdt|sim|may) (?:cua )?(?:{_MINE}|{_PERSON})",
    rf"{_I} {_IS_NOT} (?:la )?(?:{_PERSON}|ten)\b",
    rf"{_I}(?: thi)? {_NO} (?:co |he )?(?:nop|lam|gui|dang ky|dung ten)(?: \w+){{0,2}}"
    r" (?:ho so|giay to|thu tuc)\b(?! (?:online|qua mang|truc tiep|duoc|truc tuyen|bao|tren))",
    rf"{_I}(?: thi)? {_NO} co (?:ho so|nop gi|lam ho so)",
    rf"{_I} {_NO} (?:he )?(?:biet|quen)"
    r" (?:ho so nay|nguoi nay|nguoi do|ai ten|ong nay|ba nay|gi ve ho so|ai la)",
    rf"(?:o day|day|nha nay|nha toi) {_NO} (?:co ai|phai|co nguoi)",
    r"(?:moi mua|mua lai|moi dung|moi thay|dung lai) (?:sim|so)",
    r"sim (?:nay )?(?:moi|toi moi|da doi chu|doi chu)|chu moi (?:cua )?(?:so|sim)",
    r"(?:so|sim|sdt)(?: nay)? (?:da )?(?:doi chu|chu cu|nguoi khac dung|cua nguoi khac|la so cua toi)",
    r"(?:so|sim|sdt)(?: nay)? (?:la )?cua toi chu",
    r"wrong (?:number|person)|not my (?:file|number)",
    rf"ho so nay (?:khong phai|ko phai|k phai|dau phai|kh phai) (?:la )?(?:cua|cu) {_MINE}",
    r"chu (?:cu|truoc) (?:cua )?(?:so|sim)",
)
_WHOLE = re.compile(
    rf"(?:da |u )?(?:{_IS_NOT} (?:la )?(?:cua )?{_MINE}"
    rf"|{_I} {_IS_NOT} (?!cai|y)[a-z]+ [a-z]+(?: [a-z]+){{0,3}}"
    r"|(?:nham|lon)(?: roi| r)(?: ban| a| em| oi| nhe| nha)*)(?: dau| nhe| nha| a| roi| ban)*"
)
"""So short only as the whole message: "không phải tôi", "tôi không phải Trần Thị Mẫu", "nhầm rồi"."""
_PATTERN = re.compile(rf"\b(?:{'|'.join(_SAYS)})")
_OTHER_MISTAKES = re.compile(
    r"\b(?:nop|ghi|khai|viet|dien|danh|go|in|chuyen(?: tien| khoan)?|dong(?: tien| phi)?|nhap|chon|de|cap)"
    r" (?:bi )?(?:nham|sai|lon)\b|\b(?:nham|sai|lon) (?:ten|ngay|nam sinh|ho ten|dia chi|thong tin|chinh ta"
    r"|thu tuc|co quan|noi|loai|tien|phi)\b"
)
_ASKS = re.compile(
    r"\b(?:thi sao|lam sao|phai lam|sua|doi so|thay doi|cap nhat|co duoc|duoc khong|bao nhieu|khi nao"
    r"|phai (?:nop|dong|di|den|mang|lam|tra|bo sung|chiu))\b"
)

_PLAIN = re.compile(
    rf"\b(?:(?:nham|lon|sai) (?:{_NUMBER}|nguoi)(?: roi| r)\b|{_NUMBER} (?:nay )?{_IS_NOT} (?:la )?(?:cua )?"
    rf"(?:{_PERSON}|{_MINE})|{_IS_NOT} (?:la )?so cua"
    r"|(?:gui|nhan|nhan tin|goi|bao)(?: tin)? (?:cho|toi|den) nguoi khac)\b"
)


def may_say_so(text: str) -> bool:
    """As plain as it must be where no notice is known to have come: "đây không phải số của ông A", "bạn nhắn
    tin cho người khác nha"."""
    folded = " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())
    if _OTHER_MISTAKES.search(folded) or _ASKS.search(folded):
        return False
    return _PLAIN.search(folded) is not None


def says_so(text: str) -> bool:
    """ "Nhầm số rồi"; not "nộp nhầm", "ghi nhầm tên", "đổi số điện thoại trên hồ sơ"."""
    folded = " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())
    if _OTHER_MISTAKES.search(folded) or _ASKS.search(folded):
        return False
    return _PATTERN.search(folded) is not None or _WHOLE.fullmatch(folded) is not None
