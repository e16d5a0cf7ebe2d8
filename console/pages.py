"""The pages that citizens and visitors open: web chat, sandbox, API, and the officers' placeholder."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console import api_page
from console.assets import Assets, packed, read_assets
from knowledge.dossiers.sample_demo import DemoCase

TEMPLATES = Path(__file__).parent / "templates"
# No inline script or style, nothing from elsewhere, nobody else's frame around the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# Swagger UI keeps its icons in its style sheet.
DOCS_POLICY = POLICY.replace("img-src 'self'", "img-src 'self' data:")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
A_YEAR = "public, max-age=31536000, immutable"


Examples = Callable[[], Awaitable[Sequence[DemoCase]]]
"""The sample's dossiers that a visitor may ask for now; none: the sample province is not loaded."""


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One phone of the sandbox. `look` names its style and marks its elements; `shares`: an account that
    can vouch for its phone number on request."""

    channel: str
    look: str
    name: str
    placeholder: str
    hint: str
    shares: bool


PHONES = (
    Phone(
        channel="sms_http",
        look="sms",
        name="SMS",
        placeholder="Ho so toi den dau roi",
        hint="Số SIM tự chứng minh chủ máy: hỏi “ho so cua toi” là thấy hồ sơ của số đó.",
        shares=False,
    ),
    Phone(
        channel="zalo_oa",
        look="zalo",
        name="Zalo",
        placeholder="Gõ tin nhắn Zalo",
        hint="Hỏi bằng mã hồ sơ và 4 số cuối căn cước, hoặc hỏi thủ tục cần giấy tờ gì.",
        shares=True,
    ),
    Phone(
        channel="telegram",
        look="telegram",
        name="Telegram",
        placeholder="Gõ tin nhắn Telegram",
        hint="Như Zalo. Chia sẻ số điện thoại thì không cần gõ mã hồ sơ.",
        shares=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """What stands on the door. `place`: whom the assistant speaks for ("" says nothing);
    `hotline`: whom to call when it cannot help."""

    place: str = ""
    hotline: str = "1022"


def pages(*, examples: Examples, live: bool, sign: Sign) -> APIRouter:
    """`/`, `/console`, `/docs`, the files of all and, unless `live`, `/sandbox`."""
    router = APIRouter(include_in_schema=False, default_response_class=Response)
    page = _Pages(assets=read_assets(), sign=sign, live=live)

    @router.get("/")
    async def chat(request: Request) -> Response:
        return page.answer(request, "chat.html", examples=await examples())

    @router.get("/console")
    async def console(request: Request) -> Response:
        return page.answer(request, "console.html")

    if not live:

        @router.get("/sandbox")
        async def sandbox(request: Request) -> Response:
            return page.answer(request, "sandbox.html", examples=await examples(), phones=PHONES)

    @router.get("/docs")
    async def docs(request: Request) -> Response:
        values = {"library": api_page.folder(), "description": request.app.openapi_url}
        return page.answer(request, "docs.html", policy=DOCS_POLICY, **values)

    @router.get(f"/static/{api_page.folder()}/{{name}}")
    def library(request: Request, name: str) -> Response:
        return page.library(request, name)

    @router.get("/static/{version}/{name}")
    async def static(request: Request, version: str, name: str) -> Response:
        return page.file(request, version, name)

    return router


class _Pages:
    def __init__(self, *, assets: Assets, sign: Sign, live: bool) -> None:
        self._assets = assets
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["local_phone"] = local_phone
        self._templates.globals.update(sign=sign, live=live, static=assets.base)

    def answer(self, request: Request, template: str, *, policy: str = POLICY, **values: object) -> Response:
        body = self._templates.get_template(template).render(values).encode()
        headers = {**HEADERS, "Content-Security-Policy": policy, "Cache-Control": "no-cache"}
        return _either(request, body, packed(body), "text/html; charset=utf-8", headers)

    def file(self, request: Request, version: str, name: str) -> Response:
        asset = self._assets.files.get(name)
        if asset is None:
            raise HTTPException(status_code=404)
        # An old page may ask a new server for its old files: it gets the new ones, but may not keep them.
        keep = A_YEAR if version == self._assets.version else "no-store"
        headers = {**HEADERS, "Cache-Control": keep}
        return _either(request, asset.body, asset.packed, asset.media_type, headers)

    def library(self, request: Request, name: str) -> Response:
        asset = api_page.file(name)
        if asset is None:
            raise HTTPException(status_code=404)
        headers = {**HEADERS, "Cache-Control": A_YEAR}
        return _either(request, asset.body, asset.packed, asset.media_type, headers)


def _either(
    request: Request, body: bytes, packed_body: bytes, media_type: str, headers: dict[str, str]
) -> Response:
    """The body, packed where the browser takes it."""
    headers = {**headers, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=media_type, headers=headers)
    return Response(packed_body, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})


def local_phone(e164: str) -> str:
    """As people write it: `+84905123456` -> `0905 123 456`."""
    digits = "0" + e164.removeprefix("+84")
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
