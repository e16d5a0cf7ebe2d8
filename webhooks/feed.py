"""POST /feed/dossiers: signed events from the one-stop system, taken all or none."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.planning import feeds, watch
from knowledge.dossiers.change import Source
from knowledge.dossiers.feed import RefusedFeed, SignatureProblem, read_feed, verify_signature
from knowledge.dossiers.importing import conflict
from knowledge.dossiers.refusal import Refusal
from knowledge.dossiers.store import apply

LARGEST_BODY = 32 * 1024 * 1024
"""About 30,000 events; more belongs into `motcua import dossiers`."""

_PROBLEMS = {
    SignatureProblem.MISSING: "thiếu tiêu đề X-Motcua-Signature",
    SignatureProblem.MALFORMED: "X-Motcua-Signature phải có dạng t=<giây unix>,v1=<hex>",
    SignatureProblem.OLD: "chữ ký đã quá 5 phút",
    SignatureProblem.FUTURE: "chữ ký mang thời điểm trong tương lai; kiểm tra đồng hồ máy gửi",
    SignatureProblem.WRONG: "chữ ký không khớp với nội dung",
}


def feed_router(
    *, engine: AsyncEngine, province: str, secret: str | None, clock: Callable[[], datetime]
) -> APIRouter:
    router = APIRouter(tags=["feed"])

    @router.post("/feed/dossiers", status_code=202)
    async def take_events(request: Request) -> JSONResponse:
        """202 with counts; 400 with row and reason, nothing taken; 401 bad signature; 503 no secret."""
        if not secret:
            return _answer(503, reason="chưa cấu hình MOTCUA_FEED_SECRET")
        body = await _body(request)
        if body is None:
            return _answer(413, reason="nội dung quá lớn; hãy chia nhỏ hoặc dùng motcua import dossiers")
        problem = verify_signature(request.headers.get("x-motcua-signature"), body, secret, clock())
        if problem:
            return _answer(401, problem=problem.value, reason=_PROBLEMS[problem])
        return await take_body(body, engine, province, clock())

    return router


async def take_body(body: bytes, engine: AsyncEngine, province: str, now: datetime) -> JSONResponse:
    """What is done with a body whose signature was good."""
    events = read_feed(body)
    if isinstance(events, RefusedFeed):
        return _refused(events.rows)
    async with engine.connect() as conn:
        applied = await apply(conn, province, events, Source.FEED)
        if applied.conflicts:
            await conn.rollback()
            return _refused([conflict(at + 1, events[at]) for at in applied.conflicts])
        # The silence ends first: what it held back waits, what this brings is looked at now.
        await feeds.heard(conn, province, (event.unit.code for event in events), now)
        await watch.note(conn, province, (event.code for event in events), now)
        await conn.commit()
    return _answer(
        202, count=len(events), taken=applied.taken, unchanged=applied.unchanged, stale=applied.stale
    )


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _refused(rows: Sequence[Refusal]) -> JSONResponse:
    """The first row stands by itself for those who read only one."""
    return _answer(400, **asdict(rows[0]), refused=[asdict(row) for row in rows])


def _answer(status: int, **content: object) -> JSONResponse:
    return JSONResponse(content, status_code=status)
