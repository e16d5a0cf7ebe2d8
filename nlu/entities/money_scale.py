"""Words that an amount of money is counted in, and whether one of them is money where it stands."""

import re
from typing import Final

from nlu.spelling.normalise import Typed

SCALES: Final = {
    "ty": 1_000_000_000, "ti": 1_000_000_000,
    "trieu": 1_000_000, "tr": 1_000_000, "cu": 1_000_000, "chai": 1_000_000,
    "lit": 100_000, "xi": 100_000,
    "nghin": 1_000, "nghn": 1_000, "ngin": 1_000, "ngan": 1_000, "ngn": 1_000, "k": 1_000, "canh": 1_000,
    "dong": 1, "d": 1, "vnd": 1, "₫": 1,
}  # fmt: skip
_FORMS: Final = {"ngan": {"ngan", "ngàn"}, "dong": {"dong", "đồng"}}
"""Spellings of scales that other words share: "2 ngăn", "2 tỷ đóng thuế"."""
_SLANG: Final = {"cu": "củ", "chai": "chai", "lit": "lít", "xi": "xị", "canh": "cành", "ti": "tỉ"}
_OTHER_WORD: Final = {
    "ty": "le phu gia", "ti": "le phu gia nua", "trieu": "chung tap hoi phu", "ngan": "hang sach",
    "nghin": "viec", "dong": "chi bao ruong thap hanh", "lit": "xang nuoc ruou dau mam sua bia",
    "cu": "can khoai san hanh gung sen", "k": "biet hieu ro",
}  # fmt: skip
"""Words that a scale word belongs to: "tỷ lệ", "triệu chứng", "ngân hàng"."""
_MEASURED: Final = re.compile(
    r" ?(?:met|m2|m\b|km|kg|ky\b|ki\b|nguoi|cay|ho (?:dan|ngheo)|dan\b(?! anh)|nhan khau|hoc sinh|lao dong"
    r"|con (?:vit|ga|heo|lon|bo|trau|de|ca|tom|cho|meo)\b"
    r"|ha\b|luot|view|follow|can cuoc)"
)
_NOT_PAID: Final = {"già", "giả", "mặt", "mắt", "bạn", "bản", "bàn", "đợi", "đổi", "đời", "đội", "báo", "bảo"}
_GOLD: Final = re.compile(r"\bvang (?:\w+ )?(?:9|10|14|18|22|24) ?k$")
_EACH: Final = re.compile(r" ?(?:mot|1|/|moi) ?(?:to|ban|bo|trang|lan|giay)\b")
_SPENT_ON: Final = re.compile(r" (?:ruoi |\d )?tien (?:co|tra|boi|lot|cong|phi|ca phe|phat|hoc|nha)\b")
_GOODS: Final = re.compile(r"\b(?:dau|xang|nuoc|ruou|sua)\b[^.?!\n]{0,20}$")
_PAID: Final = re.compile(
    r"\b(?:het|mat|ton|phi|gia|dong|nop|phat|tien|thu|doi|lay|an|boi duong|dua|lot tay|chuyen|tra|no"
    r"|luong|vay|muon|ban|mua|ck|tru|bao|nop phat|hoan|chi|vi phong bi|phong bi)\b"
)
_NEAR: Final = re.compile(r"[^.?!\n]{0,24}$")


def is_measured(typed: Typed, at: int) -> bool:
    """Whether the number before `at` counts people or land; "550k hả" asks, and is no hectare."""
    measured = _MEASURED.match(typed.bare, at)
    if measured is None:
        return False
    asked = measured[0].endswith("ha") and typed.composed[measured.end() - 1] != "a"
    return not asked and not (measured[0] == " ha" and typed.bare.endswith("k", 0, at))


def is_scale(typed: Typed, match: re.Match[str]) -> bool:
    scale = match["scale"]
    following = re.match(r" ?([a-z]+)", typed.bare[match.end("scale") : match.end("scale") + 12])
    if following is not None and following[1] in _OTHER_WORD.get(scale, "").split():
        return False
    written = typed.composed[match.start("scale") : match.end("scale")].lower()
    if scale in _FORMS and written not in _FORMS[scale]:
        return False
    if scale == "k" and _GOLD.search(typed.bare, 0, match.end()):
        return False
    if scale not in _SLANG:
        return not typed.bare.endswith("cong ", 0, match.start("scale"))
    if written not in {scale, _SLANG[scale], "tỷ"}:
        return False
    if scale == "canh" and _EACH.match(typed.bare, match.end("scale")):
        return True
    if _SPENT_ON.match(typed.bare, match.end("scale")):
        return True
    return is_paid(typed, match.start()) or (scale in {"cu", "ti"} and written != scale)


def is_paid(typed: Typed, at: int) -> bool:
    """Whether money is the talk right before `at`; "già" and "mặt" are not "giá" and "mất"."""
    near = max(0, at - 40)
    if _GOODS.search(typed.bare, near, at):
        return False
    return any(
        typed.composed[paid.start() : paid.end()].lower() not in _NOT_PAID
        for paid in _PAID.finditer(typed.bare, near, at)
        if _NEAR.match(typed.bare, paid.end(), at)
    )
