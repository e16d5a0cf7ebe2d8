"""What the assistant knows: put together from files and the database, and taken up again after an import."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from knowledge.offices import store as offices_store
from knowledge.offices.office import Office, OfficeKind, OfficeLevel
from knowledge.procedures import store as procedures_store
from knowledge.procedures.procedure import Procedure, ProcedureCode
from nlu.meaning import Entry, Place
from tests.webhooks.house import NOW, WORDINGS, Echo, SetClock, echo_intents
from webhooks.house import House
from webhooks.known import places
from webhooks.settings import Settings
from webhooks.wiring import open_house

IMPORTED = Procedure(
    code=ProcedureCode("9.000001"),
    name="Cấp giấy thử",
    official_name="Thủ tục cấp giấy thử",
    family="9.000001",
)
OFFICE = Office(
    code="H48.12",
    name="UBND xã Bình Sơn",
    kind=OfficeKind.ONE_STOP,
    level=OfficeLevel.COMMUNE,
    confirmed_on=date(2026, 11, 2),
    source="thử",
)


async def bring(house: House, what: str) -> None:
    async with house.base.engine.begin() as connection:
        if what == "procedure":
            await procedures_store.save(connection, "51", [IMPORTED], now=NOW)
        elif what == "office":
            await offices_store.keep(connection, "51", [OFFICE])


@pytest.mark.parametrize(
    ("what", "taken_up"),
    [
        pytest.param("procedure", True, id="procedures"),
        pytest.param("office", True, id="offices"),
        pytest.param("nothing", False, id="nothing"),
    ],
)
async def test_an_import_is_taken_up(
    database_url: str, data_dir: Path, clock: SetClock, what: str, taken_up: bool
) -> None:
    loaded: list[Mapping[str, tuple[Entry, ...] | tuple[Place, ...]]] = []

    async def load(folder: Path, entries: tuple[Entry, ...], places: tuple[Place, ...]) -> Echo:
        loaded.append({"entries": entries, "places": places})
        return Echo()

    settings = Settings(database_url=SecretStr(database_url), data_dir=data_dir)
    async with open_house(
        settings,
        clock,
        wordings=WORDINGS,
        load_understanding=load,
        intents=echo_intents,
        shipped=tuple,
    ) as house:
        before = house.assistant
        await bring(house, what)
        assert await house.refresh(house) is taken_up
        assert await house.refresh(house) is False
        assert (house.assistant is not before) is taken_up
        assert len(loaded) == 1 + taken_up
        services = house.assistant.services
        assert (services.catalogue.get("9.000001") is not None) == (what == "procedure")
        assert (services.offices.get("H48.12") is not None) == (what == "office")
        entries = [entry.code for entry in loaded[-1]["entries"]]
        assert entries == (["9.000001"] if what == "procedure" else [])


def test_places_are_provinces_old_ones_and_communes_of_offices() -> None:
    known = {place.name: place.code for place in places([OFFICE])}
    assert known["Quảng Ngãi"] == "51"
    assert known["Kon Tum"] == "51"
    assert known["Bình Sơn"] == "H48.12"
