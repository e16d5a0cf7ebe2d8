"""The peer of the turn: a bare FastAPI endpoint with one look-up and one insert on the same database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Query
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import create_engine

LOOK_UP = sql("SELECT event FROM dossiers WHERE province = '51' AND code = :code")
INSERT = sql("INSERT INTO bench_bare (sender, body) VALUES (:sender, :body)")


def create_app() -> FastAPI:
    """`uvicorn --factory bench.bare:create_app`."""
    engines: list[AsyncEngine] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engines.append(create_engine(os.environ["MOTCUA_DATABASE_URL"]))
        yield
        await engines[0].dispose()

    app = FastAPI(lifespan=lifespan)

    @app.get("/webhooks/sms_http")
    async def take(sender: Annotated[str, Query(alias="from")], text: str) -> dict[str, bool]:
        async with engines[0].begin() as connection:
            found = (await connection.execute(LOOK_UP, {"code": text[:21]})).first()
            await connection.execute(INSERT, {"sender": sender, "body": text})
        return {"ok": found is not None}

    return app
