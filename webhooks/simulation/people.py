"""The citizens of a simulated province: invented numbers, how each is reached, how each behaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.message import ChannelId
from knowledge.dossiers.sample_parts import Dice

ZALO, TELEGRAM, SMS = map(ChannelId, ("zalo_oa", "telegram", "sms_http"))
TEMPLATE = ChannelId("zalo_template")


@dataclass(frozen=True, kw_only=True)
class Citizen:
    """`chat`: where the phone is proven and notices were agreed to. `agrees`: to notices, so that a template
    may be tried. `refuses`: has refused all of them before the day. `off`: the phone is switched off, so
    that nothing arrives and no provider says so; `dead`: its number is not in use, and providers say so."""

    phone: str
    sender: str
    chat: ChannelId | None = None
    agrees: bool = False
    refuses: bool = False
    off: bool = False
    dead: bool = False


def citizens(count: int, dice: Dice) -> Sequence[Citizen]:
    """At most 100,000: the block of numbers that the sample's people have, too."""
    return [_citizen(number, dice) for number in range(count)]


def _citizen(number: int, dice: Dice) -> Citizen:
    way = dice.below(1000)
    chat = ZALO if way < 180 else TELEGRAM if way < 200 else None
    return Citizen(
        phone=f"+849000{number:05d}",
        sender=f"sim{number:07d}",
        chat=chat,
        agrees=way < 400,
        refuses=way >= 980,
        off=dice.happens(3),
        dead=dice.happens(1),
    )
