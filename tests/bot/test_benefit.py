"""How much a benefit pays, as against what its procedure costs."""

import pytest

from bot.benefit import asks_sum


@pytest.mark.parametrize(
    "text",
    [
        "mai táng phí được bao nhiêu",
        "tro cap that nghiep duoc bao nhieu tien",
        "tiền tuất lãnh bao nhiêu vậy",
        "hưu trí xã hội mỗi tháng bao nhiêu",
        "moi thang dc may dong",
        "mỗi tháng được mấy trăm",
        "thai sản được lãnh bao nhiêu tiền",
        "rut bhxh 1 lan dc bn",
        "nghỉ ốm được hưởng bao nhiêu",
        "mức hưởng trợ cấp khuyết tật",
        "tiền mai táng là bao nhiêu",
        "bao nhiêu một tháng",
        "hỗ trợ mai táng bao nhiêu",
    ],
)
def test_asks_for_the_sum(text: str) -> None:
    assert asks_sum(text)


@pytest.mark.parametrize(
    "text",
    [
        "lệ phí bao nhiêu",
        "làm trợ cấp thất nghiệp mất bao nhiêu tiền",
        "nộp hồ sơ mai táng hết bao nhiêu",
        "đóng bảo hiểm tự nguyện mỗi tháng bao nhiêu",
        "thai sản được nghỉ bao nhiêu ngày",
        "bao nhiêu tuổi được hưởng hưu trí xã hội",
        "được cấp mấy bản",
        "bao nhiêu ngày nhận được tiền",
        "phí làm giấy mai táng",
        "trợ cấp thất nghiệp cần giấy tờ gì",
        "",
    ],
)
def test_asks_for_something_else(text: str) -> None:
    assert not asks_sum(text)
