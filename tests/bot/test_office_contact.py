"""Offices: on which days they work, and whose number is given."""

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.offices.directory import Directory
from nlu.meaning import Entity, EntityName, IntentName
from tests.bot.talk import Talk, services


@pytest.fixture
def talk(engine: AsyncEngine) -> Talk:
    return Talk(engine)


def place(name: str) -> Entity:
    return Entity(name=EntityName.PLACE, value=name, start=0, end=0)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param("24/11 có nghỉ không", "2026-11-24", "(thứ Ba) cơ quan nhà nước nghỉ: ", id="holiday"),
        pytest.param(
            "thứ bảy có làm không", None, "21/11/2026 (thứ Bảy) cơ quan nhà nước nghỉ", id="saturday"
        ),
        pytest.param("cn nop ho so duoc ko", None, "tính từ khi cơ quan tiếp nhận", id="filing on sunday"),
        pytest.param("thu 6 co lam viec khong", None, "20/11/2026 (thứ Sáu) là ngày làm việc", id="today"),
        pytest.param("22/8 có làm không", "2026-08-22", "(thứ Bảy) là ngày làm việc", id="made up"),
        pytest.param("24/11 năm sau nghỉ không", "2027-11-24", "2027 chưa được công bố", id="not announced"),
    ],
)
async def test_a_day_is_answered_from_the_calendar(
    talk: Talk, text: str, day: str | None, expected: str
) -> None:
    dates = [Entity(name=EntityName.DATE, value=day, start=0, end=0)] if day else []
    said = await talk.say(text, IntentName.OFFICE_CONTACT, extra=dates)
    assert expected in said and "nhắn tên xã, phường" in said


async def test_the_place_after_the_day_gives_the_hours(talk: Talk) -> None:
    await talk.say("thứ bảy có làm không", IntentName.OFFICE_CONTACT)
    said = await talk.say("tôi ở xã Bình Sơn", clear=False, extra=[place("xã Bình Sơn")])
    assert "UBND xã Bình Sơn" in said and "13:30-17:00" in said


async def test_an_office_with_hours_of_its_own_on_saturday(engine: AsyncEngine) -> None:
    known = services()
    saturday = replace(known.offices.by_code["H48.12"], hours="Thứ Hai đến thứ Sáu; sáng thứ Bảy 7:00-11:00")
    talk = Talk(engine, services=replace(known, offices=Directory.build([saturday])))
    extra = [place("xã Bình Sơn")]
    said = await talk.say("thứ bảy xã bình sơn làm không", IntentName.OFFICE_CONTACT, extra=extra)
    assert "nơi này có giờ riêng" in said and "nghỉ" not in said


async def test_the_police_are_not_the_commune(talk: Talk) -> None:
    extra = [place("xã Bình Sơn")]
    said = await talk.say("công an xã Bình Sơn số mấy", IntentName.OFFICE_CONTACT, extra=extra)
    assert said.startswith("Tôi chưa có số điện thoại của công an nơi đó") and "113" in said
    said = await talk.say("ubnd xã Bình Sơn số mấy", IntentName.OFFICE_CONTACT, extra=extra)
    assert "công an" not in said
