"""Providers and handsets as the simulation has them: what was taken, what arrived, which receipts come when.

Its log is what the day is judged by; it knows nothing of our tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.errors import SendError
from bot.message import ChannelId, Limits, Outbound, Receipt, ReceiptState
from knowledge.dossiers.sample_parts import Dice
from webhooks.channel import kinds
from webhooks.simulation.clock import Agenda, VirtualClock
from webhooks.simulation.faults import Faults
from webhooks.simulation.mortal import Killed, Mortal
from webhooks.simulation.people import SMS, TELEGRAM, TEMPLATE, ZALO, Citizen

Seconds = float


@dataclass(kw_only=True)
class Handed:
    """A message that a provider took: `at` in true time, `machine_at` as the machine's clock had it.
    `unsure`: its sender never heard so. `arrived_at`: on the handset. `told_at`: the first receipt that says
    so, as it reached us."""

    channel: ChannelId
    recipient: str
    reference: int
    text: str
    at: datetime
    machine_at: datetime
    provider_id: str
    unsure: bool = False
    arrived_at: datetime | None = None
    told_at: datetime | None = None


@dataclass(kw_only=True)
class Network:
    """`on_arrival`: what a handset's owner does about it. `on_receipt`: brings it to us."""

    clock: VirtualClock
    agenda: Agenda
    faults: Faults
    day: date
    dice: Dice
    mortal: Mortal
    people: Mapping[str, Citizen]
    on_arrival: Callable[[Handed], None]
    on_receipt: Callable[[Receipt], None]
    faulty: bool = False
    log: list[Handed] = field(default_factory=list)
    refused: int = 0

    def senders(self) -> Mapping[ChannelId, "FakeSender"]:
        """The channels of the project and one for registered templates, each at the pace of its peer; what
        a channel may take a second is not part of the simulation."""
        limits = {kind.id: kind.limits for kind in kinds() if kind.limits.notices}
        limits[TEMPLATE] = Limits(length=400, template=True)
        return {
            name: FakeSender(name, replace(limit, rate=None), self)
            for name, limit in limits.items()
            if name in {SMS, ZALO, TELEGRAM, TEMPLATE}
        }

    def take(self, channel: ChannelId, message: Outbound) -> str:
        self.mortal.sending("before")
        citizen = self.people.get(message.recipient)
        if self._is_dead(channel):
            self._refuse(channel, message, citizen)
        if channel == TEMPLATE and citizen is not None and citizen.chat is None and self.dice.happens(15):
            raise SendError("không dùng Zalo", retry=False)
        if channel == SMS and (citizen is None or citizen.dead):
            raise SendError("số không có thuê bao", retry=False)
        handed = self._note(channel, message, citizen)
        try:
            self.mortal.sending("after")
        except Killed:
            handed.unsure = True
            raise
        return handed.provider_id

    def _is_dead(self, channel: ChannelId) -> bool:
        windows = self.faults.dead if self.faulty else ()
        return any(each.what == channel and each.holds(self.clock.true, self.day) for each in windows)

    def _refuse(self, channel: ChannelId, message: Outbound, citizen: Citizen | None) -> None:
        """Now and then it is only the answer that does not come."""
        self.refused += 1
        if self.dice.happens(3):
            self._note(channel, message, citizen).unsure = True
            raise SendError("không trả lời", retry=True, unsure=True)
        raise SendError("không kết nối được", retry=True)

    def _note(self, channel: ChannelId, message: Outbound, citizen: Citizen | None) -> Handed:
        handed = Handed(
            channel=channel,
            recipient=message.recipient,
            reference=int(message.reference),
            text=message.text,
            at=self.clock.true,
            machine_at=self.clock(),
            provider_id=f"{channel}-{len(self.log) + 1}",
        )
        self.log.append(handed)
        if not (citizen is not None and citizen.off and channel != TELEGRAM):
            self._arrives(handed)
        return handed

    def _arrives(self, handed: Handed) -> None:
        at = handed.at + timedelta(seconds=1 + self.dice.below(12))
        handed.arrived_at = at
        self.agenda.put(at, lambda: self.on_arrival(handed))
        if handed.channel == TELEGRAM:
            return
        for state, after in self._receipts(handed):
            again = 2 if self.faulty and self.faults.double else 1
            for time in range(again):
                self._brings(handed, state, at + timedelta(seconds=after + 20 * time))

    def _receipts(self, handed: Handed) -> list[tuple[ReceiptState, Seconds]]:
        """What is said about one that has arrived, and how long after that."""
        dice = self.dice
        states: list[tuple[ReceiptState, Seconds]] = [(ReceiptState.DELIVERED, 1.0 + dice.below(5))]
        if handed.channel in {ZALO, TEMPLATE} and dice.happens(60):
            states.append((ReceiptState.READ, 30.0 + dice.below(3600)))
        if not self.faulty:
            return states
        if self.faults.late and dice.happens(20):
            later = 1800.0 + dice.below(5 * 3600)
            states = [(state, after + later) for state, after in states]
        if self.faults.disorder:
            states = [(state, 3.0 * place) for place, (state, _) in enumerate(reversed(states))]
            states.append((ReceiptState.ACCEPTED, 40.0))
            if dice.happens(3):
                states.append((ReceiptState.FAILED, 60.0))
        return states

    def _brings(self, handed: Handed, state: ReceiptState, at: datetime) -> None:
        def arrive() -> None:
            if handed.told_at is None and state in {ReceiptState.DELIVERED, ReceiptState.READ}:
                handed.told_at = self.clock.true
            named = {"reference": str(handed.reference)} if handed.channel == SMS else {}
            provider_id = None if named else handed.provider_id
            self.on_receipt(
                Receipt(channel=handed.channel, state=state, at=at, provider_id=provider_id, **named)
            )

        self.agenda.put(at, arrive)


class FakeSender:
    """The sending verb of a channel that leads to the network."""

    def __init__(self, channel: ChannelId, limits: Limits, network: Network) -> None:
        self.channel = channel
        self.limits = limits
        self._network = network

    async def send(self, message: Outbound) -> str | None:
        return self._network.take(self.channel, message)
