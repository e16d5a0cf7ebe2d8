import gzip
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from console import api_page
from console.assets import FOLDER, read_assets
from console.pages import Sign, local_phone, pages
from knowledge.dossiers.sample_demo import DemoCase, demo
from vietnam.calendar import load_calendar

NOW = datetime.fromisoformat("2026-11-22T08:00:00+07:00")
CASES = demo(NOW, load_calendar())
MOST_BYTES = 30_000
"""Of the whole chat page as it travels: a 3G line takes a second for it."""


async def get(
    path: str, *, cases: Sequence[DemoCase] = (), live: bool = False, packed: bool = False, place: str = ""
) -> httpx2.Response:
    async def examples() -> Sequence[DemoCase]:
        return cases

    app = FastAPI(docs_url=None)
    app.include_router(pages(examples=examples, live=live, sign=Sign(place=place)))
    transport = httpx2.ASGITransport(app=app)
    headers = {"Accept-Encoding": "gzip" if packed else "identity"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://motcua") as client:
        return await client.get(path, headers=headers)


def addresses(html: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]+)"', html)


@pytest.mark.parametrize("path", ["/", "/sandbox", "/console", "/docs"])
async def test_a_page_asks_nobody_else_and_runs_nothing_inline(path: str) -> None:
    answer = await get(path, cases=CASES)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in answer.headers
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text)
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', answer.text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", ["/", "/sandbox", "/console", "/docs"])
async def test_what_a_page_links_to_within_is_there(path: str) -> None:
    for address in addresses((await get(path, cases=CASES)).text):
        if address.startswith("/static/"):
            assert (await get(address)).status_code == 200, address


async def test_the_whole_chat_page_is_small() -> None:
    page = await get("/", cases=CASES, packed=True)
    assert page.headers["content-encoding"] == "gzip"
    size = int(page.headers["content-length"])
    for address in set(addresses(page.text)):
        if address.startswith("/static/"):
            size += int((await get(address, packed=True)).headers["content-length"])
    assert size < MOST_BYTES


async def test_without_javascript_the_page_names_whom_to_call() -> None:
    html = (await get("/")).text
    words = re.search(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert words
    assert "1022" in words[1]
    assert "dichvucong.gov.vn" in words[1]


async def test_the_first_screen_says_what_it_is_before_anything_is_typed() -> None:
    html = (await get("/", place="Tỉnh <Thử> & Mẫu")).text
    assert "Tỉnh &lt;Thử&gt; &amp; Mẫu" in html
    for words in ("máy trả lời tự động", "không quyết định", "Riêng tư"):
        assert words in html
        assert html.index(words) < html.index("<textarea")
    assert re.findall(r'data-say="([^"]+)"', html) == [
        "Tra cứu hồ sơ",
        "Cần giấy tờ gì",
        "Tin này có thật không",
        "Gặp cán bộ",
    ]


@pytest.mark.parametrize("path", ["/", "/sandbox"])
async def test_sample_dossiers_are_shown_as_such_and_only_when_loaded(path: str) -> None:
    loaded, empty = (await get(path, cases=CASES)).text, (await get(path)).text
    assert "Dữ liệu thử, không phải hồ sơ thật" in loaded
    assert all(case.code in loaded and case.title in loaded and case.last4 in loaded for case in CASES)
    assert "không phải hồ sơ thật" not in empty
    assert "motcua import sample" in (await get("/sandbox")).text


async def test_the_sandbox_is_there_only_while_nothing_can_leave() -> None:
    assert (await get("/sandbox", live=False)).status_code == 200
    assert (await get("/sandbox", live=True)).status_code == 404
    assert "/sandbox" not in (await get("/console", live=True)).text


async def test_the_officers_page_shows_nobody() -> None:
    html = (await get("/console", cases=CASES)).text
    assert "motcua import dossiers" in html
    assert not any(case.code in html or case.phone in html for case in CASES)


async def test_files_are_kept_for_good_under_their_own_version_alone() -> None:
    base = read_assets().base
    assert "immutable" in (await get(f"{base}/chat.js")).headers["cache-control"]
    assert (await get("/static/000000000000/chat.js")).headers["cache-control"] == "no-store"
    assert (await get(f"{base}/../../pages.py")).status_code == 404
    assert (await get(f"{base}/none.js")).status_code == 404


async def test_of_swagger_ui_only_its_files_are_given() -> None:
    base = f"/static/{api_page.folder()}"
    answer = await get(f"{base}/swagger-ui.css", packed=True)
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["cache-control"]
    for name in ("redoc.standalone.js", "none.js", "../chat.js"):
        assert (await get(f"{base}/{name}")).status_code == 404


async def test_a_changed_file_changes_every_address(tmp_path: Path) -> None:
    for name in ("a.js", "b.css"):
        (tmp_path / name).write_text("1")
    before = read_assets(tmp_path)
    (tmp_path / "a.js").write_text("2")
    after = read_assets(tmp_path)
    assert before.version != after.version
    assert gzip.decompress(after.files["a.js"].packed) == b"2"


def test_every_file_has_a_type() -> None:
    assert set(read_assets().files) == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("e164", "local"),
    [
        pytest.param("+84905123456", "0905 123 456", id="mobile"),
        pytest.param("+842550000012", "0255 000 0012", id="fixed line"),
    ],
)
def test_phones_are_written_as_people_write_them(e164: str, local: str) -> None:
    assert local_phone(e164) == local
