"""SMS through Kannel: questions in, answers out, receipts back, and all that can go wrong between."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.peers import outbox
from tests.peers.front import Front, Trouble, front
from tests.peers.kannel import (
    SECRET,
    SHORT_CODE,
    Arrived,
    Kannel,
    kannel,
    typed,
    typed_part,
    typed_with_accents,
)
from tests.peers.motcua import Motcua, motcua
from tests.peers.outbox import Row
from tests.peers.processes import free_ports, tail, until

pytestmark = [
    pytest.mark.peer,
    pytest.mark.xdist_group("kannel"),
    pytest.mark.asyncio(loop_scope="module"),
]

OWNER, OTHER_OWNER, STRANGER = "+84905000001", "+84905000002", "+84905999999"
CODE, DUE = "H48.12-261102-0007", "09/11/2026"
QUESTION = f"TTHS {CODE}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """Network, Kannel, a proxy, our server: one behind the other, as one test finds them."""

    gateway: Kannel
    between: Front
    server: Motcua
    engine: AsyncEngine
    before: list[Row] = field(default_factory=list)
    taken_before: dict[str, str | None] = field(default_factory=dict)

    async def rows(self) -> list[Row]:
        """Messages out of this test."""
        return await outbox.sent_rows(self.engine, after=self.before[-1].id if self.before else 0)

    async def taken(self) -> dict[str, str | None]:
        """Messages in of this test: Kannel's id, and the text."""
        every = await outbox.taken(self.engine)
        return {name: text for name, text in every.items() if name not in self.taken_before}

    def arrived(self) -> list[Arrived]:
        """What reached phones in this test."""
        return self.gateway.network.arrived()[len(self.before) :]

    async def delivered(self, count: int, seconds: float = 20) -> None:
        """Until so many messages of this test are delivered, and no other is there."""

        async def reached() -> bool:
            return [row.state for row in await self.rows()] == ["delivered"] * count

        await until(reached, seconds, self.told)

    def told(self) -> str:
        return f"{self.gateway.logs()}\n{tail(self.server.log)}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole_line(
    tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str], known: AsyncEngine
) -> AsyncIterator[Line]:
    folder = tmp_path_factory.mktemp("line")
    (port,) = free_ports(1)
    async with front(f"http://127.0.0.1:{port}") as between:
        with kannel(folder / "kannel", between.url) as gateway:
            ours = settings | gateway.settings | {"MOTCUA_PUBLIC_URL": between.url}
            with motcua(folder, ours, port=port) as server:
                yield Line(gateway=gateway, between=between, server=server, engine=known)


@pytest_asyncio.fixture(loop_scope="module")
async def line(whole_line: Line) -> Line:
    whole_line.between.forget()
    return replace(
        whole_line,
        before=await outbox.sent_rows(whole_line.engine),
        taken_before=await outbox.taken(whole_line.engine),
    )


async def test_a_question_by_sms_is_answered_and_the_receipt_comes_back(line: Line) -> None:
    line.gateway.network.hand_in(typed(OWNER, QUESTION))
    await line.delivered(1)
    (answer,) = line.arrived()
    (row,) = await line.rows()
    assert (answer.recipient, answer.text) == (OWNER, row.text)
    assert CODE in answer.text
    assert DUE in answer.text  # shown at once: the network vouches for the owner's number
    assert answer.parts <= 2
    assert (row.attempts, row.resent) == (1, 0)


async def test_the_number_of_a_stranger_proves_nothing(line: Line) -> None:
    line.gateway.network.hand_in(typed(STRANGER, QUESTION))
    await line.delivered(1)
    (answer,) = line.arrived()
    assert answer.recipient == STRANGER
    assert DUE not in answer.text


async def test_through_all_our_failures_nothing_is_lost_and_nothing_answered_twice(line: Line) -> None:
    network, between = line.gateway.network, line.between
    questions = [typed(OWNER, QUESTION), typed(OTHER_OWNER, QUESTION)]

    between.trouble = Trouble.REFUSED
    network.hand_in(*questions, times=4)
    await until(lambda: between.spoiled >= 6, 20, line.told)  # each of the four, and some again

    await between.stop()
    line.server.kill()
    network.hand_in(*questions, times=3)
    await asyncio.sleep(2)  # two tries on a closed port
    await between.start()
    between.trouble = Trouble.NONE
    await asyncio.sleep(1)  # and one that finds a proxy without a server
    assert not between.thanked

    between.trouble = Trouble.LOST
    line.server.start()
    spoiled = between.spoiled
    await until(lambda: between.spoiled >= spoiled + 14, 20, line.told)  # answers to all, several times
    between.trouble = Trouble.NONE

    await until(lambda: len(set(between.thanked)) == 7, 20, line.told)
    await line.delivered(7)
    await asyncio.sleep(1.5)  # time for a second copy
    assert set(await line.taken()) == set(between.thanked)
    rows = await line.rows()
    assert len(rows) == 7
    assert Counter((a.recipient, a.text) for a in line.arrived()) == Counter(
        (row.recipient, row.text) for row in rows
    )
    assert sum(row.resent for row in rows) == 0


async def test_while_the_gateway_is_away_answers_wait_and_then_arrive_in_order(line: Line) -> None:
    line.gateway.stop_smsbox()
    asked = [f"TTHS {code}" for code in (CODE, "H48.99-261101-9999", CODE)]
    async with ClientSession() as http:
        for number, text in enumerate(asked):
            fields = {
                "from": OWNER,
                "to": SHORT_CODE,
                "text": text,
                "id": f"direct-{number}",
                "secret": SECRET,
            }
            async with http.get(f"{line.server.url}/webhooks/sms_http", params=fields) as answer:
                assert answer.status == 200

    async def all_tried_twice() -> bool:
        return all(row.attempts >= 2 for row in await line.rows())

    await until(all_tried_twice, 15, line.told)
    # One may be at its next try at this moment; none is given up.
    assert {row.state for row in await line.rows()} <= {"queued", "sending"}
    line.gateway.start_smsbox()
    line.gateway.network.join()
    await line.delivered(3, 30)
    rows = await line.rows()
    assert [arrived.text for arrived in line.arrived()] == [row.text for row in rows]
    assert all(row.attempts >= 3 and row.resent == 0 for row in rows)


LONG = (
    f"Cho toi hoi ho so {CODE} cua toi nop tu dau thang 11 den nay da giai quyet den buoc nao roi, "
    "toi o xa va di lai kho khan nen mong duoc tra loi som de con sap xep cong viec, xin cam on nhieu"
)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        pytest.param(
            [typed_with_accents(OWNER, f"Hồ sơ {CODE} của tôi tới đâu rồi ạ?")],
            f"Hồ sơ {CODE} của tôi tới đâu rồi ạ?",
            id="with accents, as UCS-2",
        ),
        pytest.param(
            [typed_part(OWNER, LONG[120:], 2, 2), typed_part(OWNER, LONG[:120], 1, 2)],
            LONG,
            id="a long one in two parts, the second first",
        ),
    ],
)
async def test_what_the_citizen_wrote_reaches_us_whole(line: Line, sent: list[str], read: str) -> None:
    for message in sent:
        line.gateway.network.hand_in(message)
        await asyncio.sleep(0.5)
    await line.delivered(1)
    assert list((await line.taken()).values()) == [read]
    (answer,) = line.arrived()
    assert CODE in answer.text


async def test_receipts_that_come_twice_and_in_the_wrong_order_end_as_delivered(line: Line) -> None:
    line.between.doubled_receipts = True
    line.gateway.network.hand_in(typed(OWNER, QUESTION))
    await until(lambda: len(line.between.receipts) == 4, 15, line.told)
    (row,) = await line.rows()
    assert line.between.receipts == [(str(row.id), kind) for kind in ("1", "1", "8", "8")]
    assert row.state == "delivered"
    assert set(line.between.statuses) == {200}
