"""What the assistant writes down for officers: tickets, ratings, consents."""

from enum import StrEnum

from bot import records_store as store
from bot.intent import Exchange
from knowledge.dossiers.dossier import Dossier
from nlu.meaning import Awaiting

CONTROL_DESK = "control"
"""Stands for a unit in a ticket that must not reach the officers it is about (domain reference §4)."""


class TicketKind(StrEnum):
    HANDOFF = "handoff"
    REPORT = "report"
    WITHDRAW = "withdraw"
    PRIVACY = "privacy"
    COMMENT = "comment"


async def ticket(
    exchange: Exchange, kind: TicketKind, *, dossier_code: str | None = None, unit_code: str | None = None
) -> int:
    """Record the message as a request for an officer; its number. Asking the same again while a request of
    this kind is open adds nothing: the open one's number is given. The answer to a question of proof is
    no words for an officer: it may be a one-time code."""
    asked_for_proof = exchange.state.awaiting in {Awaiting.PROOF, Awaiting.CODE}
    return await store.put_ticket(
        exchange.connection,
        exchange.services.province,
        store.Ticket(
            kind=kind,
            channel=exchange.inbound.channel,
            sender=exchange.inbound.sender,
            phone=exchange.phone,
            dossier_code=dossier_code,
            unit_code=unit_code,
            text=exchange.step.said or (None if asked_for_proof else exchange.inbound.text),
        ),
        exchange.now,
    )


async def cancel(exchange: Exchange, kind: TicketKind, *, dossier_code: str | None) -> int | None:
    """Close the open request of this kind about a dossier (None: about anything), which its citizen takes
    back; its number. The request may have come from another chat of the same proven phone."""
    return await store.cancel_ticket(
        exchange.connection,
        exchange.services.province,
        store.Taken(
            kind=kind,
            dossier_code=dossier_code,
            channel=exchange.inbound.channel,
            sender=exchange.inbound.sender,
            phone=exchange.phone,
        ),
        exchange.now,
    )


async def add_to(exchange: Exchange, number: int) -> bool:
    """Append the message to an open ticket of this chat; False when it is no longer open."""
    return await store.append_to_ticket(
        exchange.connection,
        exchange.services.province,
        store.More(
            number=number,
            channel=exchange.inbound.channel,
            sender=exchange.inbound.sender,
            text=exchange.inbound.text,
        ),
    )


async def rating(exchange: Exchange, value: int, dossier: Dossier | None) -> None:
    """Record a rating 1–5; a later one of the same dossier replaces the earlier."""
    await store.put_rating(
        exchange.connection,
        exchange.services.province,
        store.Rating(
            channel=exchange.inbound.channel,
            sender=exchange.inbound.sender,
            dossier_code=dossier.code if dossier else None,
            unit_code=dossier.unit.code if dossier else None,
            procedure_code=dossier.procedure_code if dossier else None,
            value=value,
            words=exchange.inbound.text,
        ),
        exchange.now,
    )


async def rating_words(exchange: Exchange, dossier: Dossier) -> None:
    """Add the reason that was asked for to the rating of the dossier."""
    await store.add_rating_words(
        exchange.connection, exchange.services.province, dossier.code, exchange.inbound.text
    )
