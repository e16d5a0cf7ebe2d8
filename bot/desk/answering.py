"""An officer's answer to a citizen's request: the request is closed, the answer leaves as a notice."""

import re
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import store
from bot.notices.answer import NOTICE, WORDING
from bot.parcel import Content
from bot.records import TicketKind
from bot.reply import Say, Value
from vietnam.text import nfc

LONGEST = 400
"""Characters: three SMS without accents, with the words around them."""
_REPORTS = {TicketKind.REPORT, TicketKind.COMMENT}
_LINK = re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:ly|link|top|xyz|info|com)/", re.IGNORECASE)


def flaw(text: str) -> str | None:
    """Why these words cannot be sent, in Vietnamese; None: they can."""
    if not text.strip():
        return "câu trả lời trống"
    if len(text) > LONGEST:
        return f"câu trả lời dài {len(text)} ký tự, nhiều nhất {LONGEST}"
    if _LINK.search(text):
        return "câu trả lời có đường dẫn; cơ quan nhà nước không gửi đường dẫn trong tin"
    return None


def words(number: int, text: str, kind: str) -> Content:
    """`kind` of the request: it is called what it was called when it was recorded."""
    about = "phản ánh" if kind in _REPORTS else "yêu cầu"
    values: dict[str, Value] = {"number": number, "about": about, "text": nfc(text).strip()}
    return Content(says=(Say(wording=WORDING, values=values),))


async def answer(
    connection: AsyncConnection, province: str, number: int, text: str, *, by: str, now: datetime
) -> store.Closed | None:
    """In the caller's transaction; who is told. None: there is no such open request."""
    closing = store.Closing(state="answered", by=by, outcome=nfc(text).strip(), at=now)
    closed = await store.close_ticket(connection, province, number, closing)
    if closed is not None:
        told = store.Worded(kind=NOTICE, key=str(number), to=closed, content=words(number, text, closed.kind))
        await store.put_worded(connection, province, told, now)
    return closed
