"""What the assistant knows at this moment, and noticing that an import has changed it."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from knowledge.offices import store as offices_store
from knowledge.offices.directory import Directory
from knowledge.offices.office import Office, OfficeLevel
from knowledge.procedures import store as procedures_store
from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.procedure import Procedure
from knowledge.procedures.shipped import load_shipped
from nlu.meaning import Context, Entry, Meaning, Place
from vietnam.places import provinces

log = logging.getLogger(__name__)

_COMMUNE = re.compile(r"\b(?:xã|phường|đặc khu|thị trấn)\s+(?P<name>\S.*)$", re.IGNORECASE)


class Understands(Protocol):
    """The door of nlu/, as wiring hands it on."""

    def understand(self, text: str, context: Context) -> Meaning: ...


LoadUnderstanding = Callable[[Path, tuple[Entry, ...], tuple[Place, ...]], Awaitable[Understands]]
"""From data directory, procedures, places; may take seconds, and must not hold up answers meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """What an import changes. Compared, never read."""

    procedures: procedures_store.Version
    offices: int


@dataclass(frozen=True, kw_only=True)
class Known:
    catalogue: Catalogue
    offices: Directory
    understanding: Understands
    version: Version


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What is known before anything understands it. `entries` and `places` are what a model is taught on."""

    catalogue: Catalogue
    offices: Directory
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    version: Version


async def read_stored(
    engine: AsyncEngine, province: str, shipped: Callable[[], Sequence[Procedure]] = load_shipped
) -> Stored:
    """Shipped and imported procedures, and offices."""
    async with engine.connect() as connection:
        version = await _version(connection, province)
        imported = await procedures_store.load_all(connection, province)
        offices = await offices_store.every_office(connection, province)
    catalogue = await asyncio.to_thread(lambda: Catalogue.build(shipped(), imported))
    return Stored(
        catalogue=catalogue,
        offices=Directory.build(offices),
        entries=tuple(map(entry_of, catalogue.all())),
        places=tuple(places(offices)),
        version=version,
    )


async def load_known(
    engine: AsyncEngine,
    province: str,
    data_dir: Path,
    load_understanding: LoadUnderstanding,
    shipped: Callable[[], Sequence[Procedure]] = load_shipped,
) -> Known:
    """What is stored, and an understanding that knows its names."""
    stored = await read_stored(engine, province, shipped)
    understanding = await load_understanding(data_dir, stored.entries, stored.places)
    return Known(
        catalogue=stored.catalogue,
        offices=stored.offices,
        understanding=understanding,
        version=stored.version,
    )


async def read_version(engine: AsyncEngine, province: str) -> Version:
    async with engine.connect() as connection:
        return await _version(connection, province)


async def _version(connection: AsyncConnection, province: str) -> Version:
    procedures = await procedures_store.version(connection, province)
    offices = await offices_store.every_office(connection, province)
    return Version(procedures=procedures, offices=hash(tuple(offices)))


def places(offices: Iterable[Office]) -> Iterable[Place]:
    """Provinces, those of before 2025 under their own names, and the communes that offices stand in."""
    for province in provinces():
        yield Place(code=province.code, name=province.name)
        for old in province.old:
            if old.name != province.name:
                yield Place(code=province.code, name=old.name, other_names=old.aliases)
    for office in offices:
        match = _COMMUNE.search(office.name)
        if match is not None and office.level is OfficeLevel.COMMUNE:
            yield Place(code=office.code, name=match["name"])


def entry_of(procedure: Procedure) -> Entry:
    """What the understanding is taught of it."""
    return Entry(
        code=procedure.code,
        name=procedure.name,
        official_name=procedure.official_name,
        everyday_names=procedure.everyday_names,
        family=procedure.family,
        everyday_default=procedure.everyday_default,
        reviewed=procedure.reviewed,
        level=procedure.level,
        field=procedure.field,
    )
