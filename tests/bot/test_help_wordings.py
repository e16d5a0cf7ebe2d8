"""Help with accounts and payments: no source tells the how of it, so the words name whom to ask."""

import re

import pytest

from bot.wording_file import load_entries

HELP = {
    name: entry
    for name, entry in load_entries().items()
    if name.startswith(("payment_help.", "account_help."))
    and not name.endswith((".safely", ".refund_due", ".ask"))
}
_WHOM = re.compile(r"\b(?:hỏi|gọi|báo|đến) (?:công an|nhà mạng|nơi|\{hotline\})|công an xã, phường")
_UNSOURCED = re.compile(r"ví điện tử|tiền mặt|bỏ kính|đủ sáng|sang tên|mở lại|còn sóng|bấm|có loại được hoàn")


@pytest.mark.parametrize("name", HELP)
def test_names_whom_to_ask_and_claims_nothing_without_a_source(name: str) -> None:
    assert _WHOM.search(HELP[name].chat)
    assert not _UNSOURCED.search(HELP[name].chat)
