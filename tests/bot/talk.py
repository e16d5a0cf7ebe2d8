"""One citizen's chat with the real turn, on a real database; only the understanding is a script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.intent import Policy, Services, load_intents
from bot.message import ChannelId, Inbound, Limits
from bot.outbox_store import Draft, Kind
from bot.parcel import from_json
from bot.turn import Assistant, Turn, take
from bot.wording import Wordings
from bot.wording_file import load_entries
from db.metadata import metadata
from knowledge.dossiers import store as dossiers
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.offices.directory import Directory
from knowledge.offices.sample import sample_offices
from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.shipped import load_shipped
from nlu.entities.slot import Scene
from nlu.meaning import Context, Entity, EntityName, IntentGuess, IntentName, Meaning, ProcedureGuess
from nlu.slots.rating import SLOT as RATINGS
from nlu.spelling.normalise import read
from vietnam.calendar import VN, load_calendar
from vietnam.phone import parse_phone

PROVINCE = "51"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=VN)
CHAT = Limits(length=2000)
POLICY = Policy(text_channel=ChannelId("sms_http"))
SMS = Limits(length=1000, plain=True)
_CODE = re.compile(r"\b[GH]\d{2}(?:\.\d{1,4})*-\d{6,8}-\d{4,7}\b")
_DIGITS = re.compile(r"(?<![\d-])\d(?: ?\d){9,11}(?![\d-])")


def services(policy: Policy = POLICY) -> Services:
    return Services(
        province=PROVINCE,
        catalogue=Catalogue.build(load_shipped()),
        calendar=load_calendar(),
        offices=Directory.build(sample_offices()),
        policy=policy,
        secret=b"secret of the tests",
    )


@dataclass
class Script:
    """What the next message means; numbers are found in it as the real extractors do, ratings by theirs."""

    intents: tuple[IntentName, ...] = (IntentName.OUT_OF_SCOPE,)
    procedures: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    extra: tuple[Entity, ...] = ()
    clear: bool = True

    def understand(self, text: str, context: Context) -> Meaning:
        return Meaning(
            text=text,
            intents=tuple(IntentGuess(name=name, confidence=0.9) for name in self.intents),
            procedures=tuple(ProcedureGuess(code=c, name=c, confidence=0.9) for c in self.procedures),
            entities=(*_numbers(text), *self.extra, *RATINGS.find(read(text), Scene(context=context))),
            clear=self.clear,
            procedure_clear=bool(self.procedures) and not self.options,
            options=self.options,
        )


def _numbers(text: str) -> tuple[Entity, ...]:
    found = [
        Entity(name=EntityName.DOSSIER_CODE, value=m.group(), start=m.start(), end=m.end())
        for m in _CODE.finditer(text)
    ]
    for match in _DIGITS.finditer(text):
        phone = parse_phone(match.group())
        name = EntityName.PHONE if phone else EntityName.CITIZEN_ID
        found.append(Entity(name=name, value=phone or match.group(), start=match.start(), end=match.end()))
    return tuple(found)


@dataclass
class Talk:
    """`channel` sms_http: the sender is the proven phone, and words are those of an SMS."""

    engine: AsyncEngine
    channel: str = "webchat"
    sender: str = "someone"
    services: Services = field(default_factory=services)
    now: datetime = NOW
    script: Script = field(default_factory=Script)
    turn: Turn = field(default_factory=Turn)
    taken: int = 0

    def __post_init__(self) -> None:
        self.wordings = Wordings(load_entries())
        self.assistant = Assistant(
            engine=self.engine,
            services=self.services,
            understand=self._understand,
            intents=load_intents(),
            wordings=self.wordings,
            delivers=False,
        )

    def _understand(self, text: str, context: Context) -> Meaning:
        return self.script.understand(text, context)

    async def know(self, *known: Dossier) -> None:
        async with self.engine.begin() as connection:
            await dossiers.apply(connection, PROVINCE, known, Source.IMPORT)

    async def say(
        self,
        text: str,
        *intents: IntentName,
        procedures: Sequence[str] = (),
        options: Sequence[str] = (),
        extra: Sequence[Entity] = (),
        clear: bool = True,
        shares: str | None = None,
    ) -> str:
        """The words of the answer as they would leave. `shares`: the sender's own contact."""
        self.script = Script(
            intents or (IntentName.OUT_OF_SCOPE,), tuple(procedures), tuple(options), tuple(extra), clear
        )
        self.taken += 1
        inbound = Inbound(
            channel=ChannelId(self.channel),
            sender=self.sender,
            message_id=f"{self.sender}-{self.taken}",
            text=text,
            sent_at=self.now,
            phone=self.sender if self.channel == "sms_http" else shares,
        )
        self.turn = await take(self.assistant, inbound, self.now)
        return self.words(self.turn.drafts[0])

    def words(self, draft: Draft) -> str:
        content = from_json(draft.content)
        limits = SMS if draft.channel == "sms_http" else CHAT
        return self.wordings.render(content.says, content.labels, limits).text

    @property
    def code_sent(self) -> tuple[str, str] | None:
        """To whom a one-time code left with the last answer, and the code."""
        for draft in self.turn.drafts:
            if draft.kind is Kind.CODE:
                code = from_json(draft.content).says[0].values["code"]
                return draft.recipient, str(code)
        return None

    def wait(self, **passed: float) -> None:
        self.now += timedelta(**passed)

    async def rows(self, table: str) -> list[RowMapping]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(select(metadata.tables[table]))).mappings())
