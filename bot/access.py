"""May this chat see that dossier? Proof, and budgets against guessing (contract "Who may see what").

An unknown code and an unproven one are treated alike, query for query, so that neither the words nor
the time tell which it was.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot import access_store as store
from bot.conversation import Conversation
from bot.intent import Exchange
from knowledge.dossiers import store as dossiers
from knowledge.dossiers.dossier import Dossier, Person
from nlu.meaning import Awaiting, EntityName
from vietnam.phone import parse_phone
from vietnam.text import fold

WINDOW = timedelta(minutes=15)
WRONG_TRIES = 5
"""The fifth wrong proof of a sender shuts the door for `WINDOW`."""
UNIT_DAY_TRIES = 60
"""Wrong tries on the numbers of one unit and day within a day: a serial has 10,000 values."""
OVERALL_TRIES = 400
"""Wrong tries of everybody within an hour. Names of senders are free on the web, and four digits have 10,000
values: whoever uses this up all day long opens about one stranger's dossier. A province's own slips of the
finger are some tens an hour."""
NEW_ID_LENGTH = 12
OWN_DOSSIERS = timedelta(days=365)
"""A proven phone lists the dossiers of the last 12 months."""

_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPEAKS_OF_ID = re.compile(r"\b(?:cccd|can cuoc|cmnd|chung minh|dinh danh|so cuoi|(?:4|bon) so)\b")


class Outcome(StrEnum):
    SHOWN = "shown"
    COARSE = "coarse"
    """Group of status and due date only (`MOTCUA_LOOKUP_WITHOUT_PROOF=coarse`)."""
    ASK_PROOF = "ask_proof"
    WRONG_PROOF = "wrong_proof"
    DOOR_SHUT = "door_shut"
    LEVEL_TWO_ONLY = "level_two_only"
    """A budget shared by everybody is used up: only a proven phone opens."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a citizen says stands on the dossier: a full phone, the identity number or its last four."""

    phone: str | None = None
    citizen_id: str | None = None
    last4: str | None = None


@dataclass(frozen=True, kw_only=True)
class Access:
    """`dossier` only with SHOWN and COARSE. `level` 1 or 2 with SHOWN."""

    outcome: Outcome
    state: Conversation
    level: int = 0
    dossier: Dossier | None = None


def offered_proof(exchange: Exchange) -> Proof | None:
    """The proof in this message: a phone, an identity number of 12 digits (the old ones of 9 prove
    nothing since 2025), or four digits standing alone where they were asked for or are called so: a year
    in a question is no wrong try."""
    phone = exchange.first(EntityName.PHONE)
    citizen_id = exchange.first(EntityName.CITIZEN_ID)
    if phone is not None:
        return Proof(phone=str(phone.value))
    if citizen_id is not None and len(str(citizen_id.value)) == NEW_ID_LENGTH:
        return Proof(citizen_id=str(citizen_id.value))
    asked = exchange.state.awaiting is Awaiting.PROOF
    if not asked and _SPEAKS_OF_ID.search(fold(exchange.inbound.text)) is None:
        return None
    spans = [(entity.start, entity.end) for entity in exchange.meaning.entities]
    for match in _FOUR.finditer(exchange.inbound.text):
        if not any(start <= match.start() < end for start, end in spans):
            return Proof(last4=match.group())
    return None


async def open_dossier(exchange: Exchange, code: str, proof: Proof | None) -> Access:
    """What may be shown of `code` to this sender now. Records wrong tries; commits nothing."""
    state = exchange.state
    dossier = await dossiers.lookup(exchange.connection, exchange.services.province, code)
    if dossier is not None and exchange.phone is not None and stands_on(exchange.phone, dossier):
        return Access(outcome=Outcome.SHOWN, state=state, level=2, dossier=dossier)
    tries = await store.count_tries(
        exchange.connection,
        exchange.services.province,
        store.Tried(
            channel=exchange.inbound.channel, sender=exchange.inbound.sender, unit_day=unit_day(code)
        ),
        exchange.now,
        WINDOW,
    )
    if tries.sender >= WRONG_TRIES:
        return Access(outcome=Outcome.DOOR_SHUT, state=state)
    if dossier is not None and code in state.proven:
        return Access(outcome=Outcome.SHOWN, state=state, level=1, dossier=dossier)
    if tries.unit_day >= UNIT_DAY_TRIES or tries.overall >= OVERALL_TRIES:
        return Access(outcome=Outcome.LEVEL_TWO_ONLY, state=state)
    if proof is None:
        return await _without_proof(exchange, code, dossier)
    if _matches(proof, dossier):
        proven = state.prove_code(code, exchange.now)
        return Access(outcome=Outcome.SHOWN, state=proven, level=1, dossier=dossier)
    await _note_try(exchange, code)
    shut = tries.sender + 1 >= WRONG_TRIES
    return Access(outcome=Outcome.DOOR_SHUT if shut else Outcome.WRONG_PROOF, state=state)


def stands_on(phone: str, dossier: Dossier) -> bool:
    """The number belongs to the applicant or to an authorised person of the dossier."""
    return any(
        person.phone is not None and _same(person.phone, phone)
        for person in (dossier.applicant, *dossier.authorised)
    )


async def own_dossiers(exchange: Exchange, phone: str) -> list[Dossier]:
    """Dossiers of the last 12 months on which a proven phone stands, newest first."""
    since = exchange.now - OWN_DOSSIERS
    return await dossiers.by_phone(exchange.connection, exchange.services.province, phone, since)


def unit_day(code: str) -> str:
    """Unit and date part of a dossier number, the space a guesser walks through."""
    return code.rpartition("-")[0]


async def _without_proof(exchange: Exchange, code: str, dossier: Dossier | None) -> Access:
    if exchange.services.policy.lookup_without_proof == "none":
        return Access(outcome=Outcome.ASK_PROOF, state=exchange.state)
    if dossier is None:
        await _note_try(exchange, code)
        return Access(outcome=Outcome.ASK_PROOF, state=exchange.state)
    return Access(outcome=Outcome.COARSE, state=exchange.state, dossier=dossier)


async def _note_try(exchange: Exchange, code: str) -> None:
    tried = store.Tried(
        channel=exchange.inbound.channel, sender=exchange.inbound.sender, unit_day=unit_day(code)
    )
    await store.note_try(exchange.connection, exchange.services.province, tried, exchange.now)


_NOBODY = Person(name=None, phone="+84000000000", citizen_id="000000000000")


def _matches(proof: Proof, dossier: Dossier | None) -> bool:
    """Compared in the same steps whether or not the dossier exists; nobody's data never match."""
    owner = _NOBODY if dossier is None else dossier.applicant
    hits = [
        proof.phone is not None and owner.phone is not None and _same(owner.phone, proof.phone),
        proof.citizen_id is not None
        and owner.citizen_id is not None
        and _same(owner.citizen_id, proof.citizen_id),
        proof.last4 is not None
        and owner.citizen_id is not None
        and _same(owner.citizen_id[-4:], proof.last4),
    ]
    return any(hits) and dossier is not None


def _same(known: str, said: str) -> bool:
    return hmac.compare_digest(known.encode(), said.encode())


def phone_in(exchange: Exchange) -> str | None:
    """A phone number in the message, also when it is all there is of it."""
    entity = exchange.first(EntityName.PHONE)
    return str(entity.value) if entity is not None else parse_phone(exchange.inbound.text)
