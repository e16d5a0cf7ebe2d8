"""What somebody who writes into the one-stop system cannot make us say."""

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.lure import lures, without_lures
from bot.planning.case import load_cases
from bot.view import view
from knowledge.dossiers.dossier import SupplementItem
from tests.bot.leaving.releasing import Street, event
from tests.bot.make import dossier
from tests.bot.talk import NOW, services


@pytest.mark.parametrize(
    "text",
    [
        "xem tại https://dichvucong-gov.top/nop",
        "vào dichvucong-gov.cc để nộp",
        "bấm bit.ly/3abc",
        "mở hoso.xn--p1ai/x",
        "gửi mã OTP cho cán bộ",
        "đọc mã xác thực cho cán bộ",
        "chuyển khoản 500.000 đ vào tài khoản 0123 456 789",
        "STK 19001234567 Nguyễn Văn Lừa",
        "cài đặt ứng dụng để xem kết quả",
    ],
)
def test_lures(text: str) -> None:
    assert lures(text)


@pytest.mark.parametrize(
    "text",
    [
        "thiếu giấy chứng sinh, nộp lại trước 17:00 ngày 24/11/2026",
        "Giấy xác nhận số tài khoản ngân hàng",
        "chưa chuyển khoản lệ phí",
        "thửa đất số 123, tờ bản đồ số 45.Đề nghị đo lại",
        "theo QĐ số 1234/QĐ-UBND, Luật số 31/2024/QH15",
        "UBND xã Bình Sơn",
        "0255 000 0012 - 0255 000 0013",
        "diện tích 120.5 m2",
    ],
)
def test_ordinary_words_of_officers(text: str) -> None:
    assert not lures(text)


BAIT = "vào dichvucong-gov.top/nop"
UNIT = {"code": "H48.12", "name": "UBND xã Bình Sơn"}


def test_only_what_lures_is_left_out() -> None:
    given = dossier(unit={**UNIT, "phone": BAIT}, status_note=BAIT, procedure_name="Đăng ký khai sinh")
    told = without_lures(given)
    assert (told.unit.name, told.unit.phone, told.status_note) == ("UBND xã Bình Sơn", None, None)
    assert told.procedure_name == "Đăng ký khai sinh"
    plain = replace(given, unit=replace(given.unit, phone=None), status_note=None)
    assert without_lures(plain) is plain


@pytest.mark.parametrize(
    ("items", "left"),
    [
        pytest.param([("Tờ khai", BAIT)], [SupplementItem(name="Tờ khai", reason=None)], id="a reason"),
        pytest.param([("Tờ khai", None), (BAIT, None)], [], id="a paper: then all, the slip has them"),
    ],
)
def test_the_papers_of_a_slip(items: list[tuple[str, str | None]], left: list[SupplementItem]) -> None:
    listed = [{"name": name, "reason": reason} for name, reason in items]
    told = without_lures(dossier(status=5, supplement={"no": "12", "items": listed}))
    assert told.supplement is not None
    assert (told.supplement.no, list(told.supplement.items)) == ("12", left)


async def test_neither_notices_nor_answers_see_it(engine: AsyncEngine) -> None:
    street = Street(engine=engine)
    fed = event(status=3, at=street.clock(), status_note=BAIT)
    await street.fed(fed)
    async with engine.connect() as connection:
        (case,) = (await load_cases(connection, street.office, [fed.code], street.clock())).values()
    assert case.dossier.status_note is None
    assert view(fed, services(), NOW).dossier.status_note is None
