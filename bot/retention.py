"""What is forgotten, and after how long. Runs daily, in small transactions of its own."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import outbox_store
from bot import retention_store as store
from bot.conversation import PHONE_HOLDS

log = logging.getLogger(__name__)

TEXTS = timedelta(days=90)
"""Texts of conversations (contract "Sending"); wording versions and metadata stay."""
RECORDS = timedelta(days=365)
"""Records of delivery (domain reference 5.1)."""
RATING_WORDS = timedelta(days=730)
"""Words of a rating, which lose their sender after `TEXTS` (domain reference 5.1)."""
TASKS = timedelta(days=730)
"""Tasks name no person; they show for two years how deadlines were kept."""
PROOF_TRIES = timedelta(days=2)
"""The longest budget against guessing looks back one day."""
CODES = timedelta(days=1)
BATCH = 2_000

Step = Callable[[AsyncConnection, int], Awaitable[int]]


async def run(engine: AsyncEngine, province: str, now: datetime, batch: int = BATCH) -> dict[str, int]:
    """Forget all that is old enough; how many rows of each kind. Stopped in between, it goes on next time."""
    done = {}
    for name, step in _steps(province, now).items():
        done[name] = await _all_of(engine, step, batch)
    log.info("retention: %s", ", ".join(f"{name} {count}" for name, count in done.items() if count) or "-")
    return done


async def trim_job_log(engine: AsyncEngine, batch: int = BATCH) -> int:
    """The queue writes three lines a job, which nobody reads after an hour; run this every few minutes."""
    return await _all_of(engine, store.delete_job_log, batch)


async def _all_of(engine: AsyncEngine, step: Step, batch: int) -> int:
    total = 0
    while True:
        async with engine.begin() as connection:
            count = await step(connection, batch)
        total += count
        if count < batch:
            return total


def _steps(province: str, now: datetime) -> dict[str, Step]:
    old = now - TEXTS
    return {
        "texts in": lambda c, n: store.erase_texts_in(c, province, old, n),
        "texts out": lambda c, n: outbox_store.erase_texts(c, province, old, n),
        "words of notices": lambda c, n: store.erase_notice_words(c, province, old, n),
        "rows of campaigns": lambda c, n: store.delete_campaign_rows(c, province, old, n),
        "tickets": lambda c, n: store.erase_closed_tickets(c, province, old, n),
        "talks": lambda c, n: store.delete_talks(c, province, old, now - PHONE_HOLDS, n),
        "topics": lambda c, n: store.empty_talks(c, province, old, n),
        "raters": lambda c, n: store.part_ratings_from_senders(c, province, old, n),
        "rating words": lambda c, n: store.erase_rating_words(c, province, now - RATING_WORDS, n),
        "proof tries": lambda c, n: store.delete_proof_tries(c, province, now - PROOF_TRIES, n),
        "one-time codes": lambda c, n: store.delete_codes(c, province, now - CODES, n),
        "records in": lambda c, n: store.delete_exchanges(c, province, now - RECORDS, n),
        "records out": lambda c, n: store.delete_outbox(c, province, now - RECORDS, n),
        "notices": lambda c, n: store.delete_notices(c, province, now - RECORDS, n),
        "tasks": lambda c, n: store.delete_tasks(c, province, now - TASKS, n),
    }
