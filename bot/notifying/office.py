"""What planning and releasing notices needs; made once by the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.notifying.notice import Notice
from bot.notifying.rules import Rules
from bot.outbox import PostOffice
from knowledge.dossiers.dossier import Dossier
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class NoticeOffice:
    """`neutral` and `bereaved` judge a dossier by its procedure. `rules` are those in force on a day.
    `samples` False: nobody is told about dossiers of the sample, whose numbers may be somebody's, because
    messages really leave. `secret` is the key of digests in the database."""

    post: PostOffice
    kinds: Mapping[str, Notice]
    calendar: WorkCalendar
    rules: Callable[[date], Rules]
    neutral: Callable[[Dossier], bool]
    bereaved: Callable[[Dossier], bool]
    secret: bytes
    hotline: str = "1022"
    samples: bool = True

    @property
    def engine(self) -> AsyncEngine:
        return self.post.engine

    @property
    def province(self) -> str:
        return self.post.province

    def now(self) -> datetime:
        return self.post.clock()
