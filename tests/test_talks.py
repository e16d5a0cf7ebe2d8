"""Every conversation of tests/talks/ through the real turn, understanding, knowledge and database."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from bot import turn
from bot.message import ChannelId, Inbound, Limits
from bot.outbox_store import Draft
from bot.parcel import from_json
from bot.wording import Words
from knowledge.dossiers import store
from knowledge.dossiers.change import Source
from knowledge.dossiers.event import read_event
from knowledge.dossiers.importers.jsonl import FORMAT
from knowledge.dossiers.refusal import Refusal
from knowledge.offices import store as offices_store
from knowledge.offices.sample import sample_offices
from nlu.meaning import Entry, Place
from nlu.understand import Understanding
from tests import talk_script
from tests.left_notice import fall_silent, leave
from vietnam.phone import parse_phone
from webhooks.channel import kinds
from webhooks.house import House
from webhooks.known import LoadUnderstanding
from webhooks.settings import Settings
from webhooks.wiring import open_house

TALKS = Path(__file__).parent / "talks"
PROVINCE = "51"

pytestmark = pytest.mark.timeout(900)
"""The first of them may have to train, beside other tests."""


@dataclass(kw_only=True)
class Stage:
    """Where a talk stands: who writes, the time, the replies of the last message."""

    house: House
    now: datetime | None = None
    channel: str = ""
    sender: str = ""
    messages: int = 0
    replies: list[Words] = field(default_factory=list)
    others: list[tuple[str, Words]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(
            "\n".join([words.text, *(f"[{button}]" for button in words.buttons)]) for words in self.replies
        )


@pytest.fixture(scope="session")
def understanding_of(trained: Path) -> LoadUnderstanding:
    """The same entries are loaded for once a process."""
    kept: dict[int, Understanding] = {}

    async def load(data_dir: Path, entries: tuple[Entry, ...], places: tuple[Place, ...]) -> Understanding:
        key = hash((entries, places))
        if key not in kept:
            kept[key] = Understanding.load(trained, entries, places)
        return kept[key]

    return load


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(TALKS.glob("*.txt"))])
async def test_talk(
    path: Path, database_url: str, data_dir: Path, understanding_of: LoadUnderstanding
) -> None:
    moments: list[datetime] = []
    settings = Settings(database_url=database_url, data_dir=data_dir, province=PROVINCE)
    async with open_house(
        settings, lambda: moments[-1], delivers=False, load_understanding=understanding_of
    ) as house:
        await _fill(house)
        assert await house.refresh(house)
        stage = Stage(house=house)
        for line in talk_script.read(path):
            await _play(stage, line)
            if stage.now is not None:
                moments.append(stage.now)


async def _fill(house: House) -> None:
    rows = [read_event(event, number) for number, event in FORMAT.read(TALKS / "dossiers.jsonl")]
    dossiers = [row for row in rows if not isinstance(row, Refusal)]
    assert len(dossiers) == len(rows)
    async with house.base.engine.begin() as connection:
        await store.apply(connection, PROVINCE, dossiers, Source.IMPORT)
        await offices_store.keep(connection, PROVINCE, sample_offices())


async def _play(stage: Stage, line: talk_script.Line) -> None:
    match line.sign:
        case "@":
            stage.now, stage.channel, stage.sender = talk_script.moment(line.text)
        case "~":
            assert stage.now is not None
            stage.now += talk_script.passed(line.text)
        case "!":
            await _meanwhile(stage, line.text)
        case ">":
            await _say(stage, line.text)
        case "+":
            await _say(stage, "", phone=parse_phone(line.text.removeprefix("phone")))
        case _:
            _check(stage, line)


async def _meanwhile(stage: Stage, text: str) -> None:
    """A notice leaves, or a unit's feed falls silent."""
    assert stage.now is not None
    what, _, unit = text.partition(" ")
    async with stage.house.base.engine.begin() as connection:
        if what == "silent":
            await fall_silent(connection, PROVINCE, unit, stage.now)
        else:
            await leave(connection, PROVINCE, talk_script.left(text), stage.now)


async def _say(stage: Stage, text: str, phone: str | None = None) -> None:
    assert stage.now is not None
    for name, value in stage.names.items():
        text = text.replace(f"{{{name}}}", value)
    stage.messages += 1
    inbound = Inbound(
        channel=ChannelId(stage.channel),
        sender=stage.sender,
        message_id=f"talk-{stage.messages}",
        text=text,
        sent_at=stage.now,
        phone=stage.sender if stage.channel == "sms_http" else phone,
    )
    taken = await turn.take(stage.house.assistant, inbound, stage.now)
    own = [draft for draft in taken.drafts if draft.recipient == stage.sender]
    stage.replies = [_words(stage, draft) for draft in own]
    stage.others = [(d.recipient, _words(stage, d)) for d in taken.drafts if d not in own]


def _words(stage: Stage, draft: Draft) -> Words:
    content = from_json(draft.content)
    return stage.house.assistant.wordings.render(content.says, content.labels, _limits(draft.channel))


def _limits(channel: str) -> Limits:
    return next(kind.limits for kind in kinds() if kind.id == channel)


def _check(stage: Stage, line: talk_script.Line) -> None:
    place = f"line {line.number}: {line.sign} {line.text}\n--- the reply was:\n{stage.text}\n---"
    name = re.fullmatch(r"\{(\w+)\}", line.text)
    match line.sign:
        case "<" if name is not None:
            assert stage.names.setdefault(name[1], stage.text) == stage.text, place
        case "<":
            assert talk_script.pattern(line.text).fullmatch(stage.text), place
        case "<?":
            assert talk_script.pattern(line.text).search(stage.text), place
        case "<!" if name is not None:
            assert stage.names[name[1]] != stage.text, place
        case "<!":
            assert not talk_script.pattern(line.text).search(stage.text), place
        case "<-":
            assert not stage.replies, place
        case "<+":
            _check_other(stage, line, place)
        case "[":
            most = int(line.text.split()[0])
            assert all(words.segments and words.segments <= most for words in stage.replies), place


def _check_other(stage: Stage, line: talk_script.Line, place: str) -> None:
    recipient, _, expected = line.text.partition(":")
    for to, words in stage.others:
        if to == recipient and (found := talk_script.pattern(expected.strip()).search(words.text)):
            stage.names |= {name: value for name, value in found.groupdict().items() if value}
            return
    raise AssertionError(f"{place}\nto others: {[(to, words.text) for to, words in stage.others]}")
