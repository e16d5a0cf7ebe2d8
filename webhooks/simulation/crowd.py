"""What citizens write on a simulated day: questions in the evening, answers to notices, refusals."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.message import ChannelId, Inbound
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.sample_parts import Dice, at
from webhooks.simulation.clock import Agenda
from webhooks.simulation.network import Handed
from webhooks.simulation.people import SMS, TEMPLATE, ZALO, Citizen

_CODE = re.compile(r"M[aã] tin:? ?([2-9C-X]{7})")
_RATES = re.compile(r"hài lòng|hai long", re.IGNORECASE)
RATINGS = ("5", "5", "4", "hai long", "rat tot", "3", "1", "2 cho lau qua")
QUESTIONS = ("ho so {code} toi dau roi", "{code} bao gio xong", "tra cuu {code}", "hs {code} co ket qua chua")
ANGRY = ("lam an gi ma lau the", "sao cu im lang vay, {code} dau roi", "toi se di khieu nai")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message of a citizen; `about`: the dossier that is asked for; `wants`: what it is."""

    inbound: Inbound
    wants: str
    about: str | None = None


@dataclass(kw_only=True)
class Crowd:
    """`say` hands a message to the assistant. `people` by phone and by name in a chat."""

    agenda: Agenda
    dice: Dice
    people: Mapping[str, Citizen]
    say: Callable[[Said], None]
    angry: bool = False
    awake: bool = False
    _sent: int = field(default=0)

    def in_the_evening(self, day: datetime, dossiers: Sequence[Dossier], count: int) -> None:
        """Status questions, most of them after work."""
        for _ in range(count * (3 if self.angry else 1)):
            dossier, dice = self.dice.one_of(dossiers), self.dice
            citizen = self.people.get(dossier.applicant.phone or "")
            if citizen is None:
                continue
            hour = 18 if dice.happens(70) else 8 + dice.below(10)
            moment = at(day.date(), hour, dice.below(60)) + timedelta(minutes=dice.below(150))
            words = dice.one_of(ANGRY if self.angry and dice.happens(30) else QUESTIONS)
            self._later(moment, citizen, words.format(code=dossier.code), "status", dossier.code)

    def react(self, handed: Handed) -> None:
        """To a notice as it arrives; nobody reacts to an answer."""
        found, citizen = _CODE.search(handed.text), self.people.get(handed.recipient)
        if found is None or citizen is None or not self.awake:
            return
        soon = handed.at + timedelta(minutes=1 + self.dice.below(120), seconds=self.dice.below(60))
        if _RATES.search(handed.text) and self.dice.happens(25):
            self._later(soon, citizen, self.dice.one_of(RATINGS), "rating", None, handed.channel)
            return
        roll = self.dice.below(1000 if not self.angry else 300)
        channel = handed.channel
        if roll < 5:
            self._later(soon, citizen, "TC", "opt_out", None, channel)
        elif roll < 9:
            self._later(soon, citizen, "nham so roi", "wrong_number", None, channel)
        elif roll < 19:
            self._later(
                soon, citizen, f"tin nay co that khong Ma tin {found[1]}", "is_it_real", None, channel
            )
        elif roll < 39:
            self._later(soon, citizen, "vay toi can lam gi nua", "reply", None, channel)

    def _later(
        self,
        moment: datetime,
        citizen: Citizen,
        text: str,
        wants: str,
        about: str | None,
        channel: ChannelId | None = None,
    ) -> None:
        """Unless the phone is off. On the channel that the notice came by; a registered template is answered
        in the chat."""
        if citizen.dead or citizen.off:
            return
        on = (citizen.chat or SMS) if channel is None else ZALO if channel == TEMPLATE else channel
        self._sent += 1
        inbound = Inbound(
            channel=on,
            sender=citizen.phone if on == SMS else citizen.sender,
            message_id=f"sim-{self._sent}",
            text=text,
            sent_at=moment,
            phone=citizen.phone if on == SMS else None,
        )
        self.agenda.put(moment, lambda: self.say(Said(inbound=inbound, wants=wants, about=about)))
