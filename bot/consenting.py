"""Whether somebody wants notices: recorded everywhere at once, and at once obeyed."""

from bot import records_store as store
from bot.ending import stop_store, wrong_number_store
from bot.intent import Exchange
from bot.notifying.subject import is_phone
from bot.records_store import EXTRAS, NOTICES
from bot.told import REMEMBERED

__all__ = [
    "EXTRAS",
    "NOTICES",
    "is_refused_here",
    "is_wrong_number",
    "no_more",
    "reaches_phone",
    "refuses_all",
    "wanted",
]


async def wanted(exchange: Exchange, wording: str) -> bool:
    """All notices are wanted, by whoever has proven this phone; takes back every refusal of theirs, and that
    the number is a wrong one. What was refused for another number that this chat once had stays refused: it
    may be somebody else's by now. True when that is a change."""
    phone = exchange.phone
    assert phone is not None
    connection, province = exchange.connection, exchange.services.province
    own = f"{exchange.inbound.channel}:{exchange.inbound.sender}"
    refused = [
        (subject, purpose)
        for subject in sorted({phone, own, *await store.chats_of(connection, province, phone)})
        for purpose in (NOTICES, EXTRAS)
        if await store.has_consent(connection, province, subject, purpose) is False
    ]
    changes = [await _put(exchange, subject, purpose, True, wording) for subject, purpose in refused]
    changes.append(await _put(exchange, phone, NOTICES, True, wording))
    changes.append(await wrong_number_store.clear_wrong_number(connection, province, phone))
    return any(changes)


async def no_more(exchange: Exchange, purpose: str, wording: str) -> bool:
    """Stop for the proven phone and every chat linked to it, and for all that this chat has ever asked for,
    also under a phone that is no longer proven here. What waits to leave is stopped, too."""
    subjects = await _subjects(exchange)
    changes = [await _put(exchange, subject, purpose, False, wording) for subject in subjects]
    kinds = None if purpose == NOTICES else optional_kinds(exchange)
    await stop_store.stop(
        exchange.connection, exchange.services.province, subjects, exchange.now, kinds=kinds
    )
    return any(changes)


async def reaches_phone(exchange: Exchange) -> bool:
    """Whether a refusal made here holds for a phone, and not for this chat alone."""
    return any(is_phone(subject) for subject in await _subjects(exchange))


async def is_refused_here(exchange: Exchange) -> bool:
    """Whether this chat, by itself, refused every notice."""
    own = f"{exchange.inbound.channel}:{exchange.inbound.sender}"
    return await store.has_consent(exchange.connection, exchange.services.province, own) is False


async def refuses_all(exchange: Exchange) -> bool:
    """Whether no notice goes to the phone that is proven here, or to this chat where none is."""
    if exchange.phone is None:
        return await is_refused_here(exchange)
    return await store.has_consent(exchange.connection, exchange.services.province, exchange.phone) is False


async def is_wrong_number(exchange: Exchange, phone: str | None) -> bool:
    """Whoever has this number says that it is not the citizen's: nothing more goes there. True when that was
    not known."""
    connection, province, now = exchange.connection, exchange.services.province, exchange.now
    subjects = {phone} if phone is not None else set(await _subjects(exchange))
    await stop_store.stop(connection, province, subjects, now)
    if phone is not None:
        return await wrong_number_store.note_wrong_number(connection, province, phone, now)
    changes = [await _put(exchange, one, NOTICES, False, "wrong_number.done@1") for one in sorted(subjects)]
    return any(changes)


async def told_about(exchange: Exchange, subject: str, most: int) -> list[wrong_number_store.About]:
    """Dossiers of which a subject was told lately."""
    since = exchange.now - REMEMBERED
    connection, province = exchange.connection, exchange.services.province
    return await wrong_number_store.told_about(connection, province, subject, since, most)


def optional_kinds(exchange: Exchange) -> list[str]:
    return [kind.name for kind in exchange.services.notices.values() if not kind.duty]


async def _subjects(exchange: Exchange) -> list[str]:
    connection, province = exchange.connection, exchange.services.province
    channel, sender = exchange.inbound.channel, exchange.inbound.sender
    found = {exchange.phone or f"{channel}:{sender}"}
    found |= await store.subjects_of(connection, province, channel=channel, sender=sender)
    told = exchange.state.told
    if told is not None and exchange.phone is None:
        found.add(told.subject)
    for phone in filter(is_phone, tuple(found)):
        found |= await store.chats_of(connection, province, phone)
    return sorted(found)


async def _put(exchange: Exchange, subject: str, purpose: str, given: bool, wording: str) -> bool:
    consent = store.Consent(
        subject=subject,
        channel=exchange.inbound.channel,
        sender=exchange.inbound.sender,
        given=given,
        wording=wording,
        purpose=purpose,
    )
    return await store.put_consent(exchange.connection, exchange.services.province, consent, exchange.now)
