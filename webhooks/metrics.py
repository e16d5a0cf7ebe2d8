"""Counters of this process, and figures of the database, for Prometheus. Numbers only, never people."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import health_store
from bot.desk import store as desk_store

WINDOW = timedelta(hours=24)
_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """One for each process; two in one process (tests) do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = Counter(
            "motcua_turns", "Messages taken, redeliveries apart", ["channel", "seen"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "motcua_turn_seconds", "Message to commit", ["channel"], registry=self.registry, buckets=_SECONDS
        )
        self.receipts = Counter(
            "motcua_receipts", "Receipts taken", ["channel", "state", "known"], registry=self.registry
        )
        self.refused = Counter(
            "motcua_webhooks_refused", "Webhook calls refused", ["channel", "reason"], registry=self.registry
        )

    async def page(self, engine: AsyncEngine, province: str, now: datetime) -> bytes:
        """The exposition: counters of this process and, from the database, the last 24 hours of all."""
        async with engine.connect() as connection:
            figures = await health_store.figures(connection, province, since=now - WINDOW, now=now)
            waiting = await desk_store.waiting(connection, province)
        return generate_latest(self.registry) + generate_latest(_gauges(figures, waiting))


def _gauges(figures: health_store.Figures, waiting: desk_store.Waiting) -> CollectorRegistry:
    registry = CollectorRegistry()
    _labelled(registry, "motcua_outbox_messages", "Messages of 24 hours by state", "state", figures.states)
    held_back = "Messages that providers did not take and will be given again"
    _labelled(registry, "motcua_outbox_held_back", held_back, "channel", figures.held_back)
    plain: Iterable[tuple[str, str, float]] = (
        ("motcua_outbox_resent", "Sent again after a crash or a silence, in 24 hours", figures.resent),
        ("motcua_outbox_oldest_due_seconds", "How long the oldest due message waits", figures.oldest_due),
        ("motcua_messages_not_understood", "Messages of 24 hours that were asked back", figures.unanswered),
        ("motcua_feeds_silent", "Units that the one-stop system no longer tells of", figures.silent_feeds),
        ("motcua_notices_overdue", "Notices past their time without an end: 0", figures.overdue_notices),
        ("motcua_messages_taken", "Messages of 24 hours", figures.taken),
        ("motcua_tasks_open", "Tasks that wait for officers", waiting.tasks),
        ("motcua_notices_to_call", "Notices that no channel brought, to be told by phone", waiting.calling),
    )
    for name, text, value in plain:
        Gauge(name, text, registry=registry).set(value)
    return registry


def _labelled(
    registry: CollectorRegistry, name: str, text: str, label: str, values: Mapping[str, int]
) -> None:
    gauge = Gauge(name, text, [label], registry=registry)
    for each, value in values.items():
        gauge.labels(each).set(value)
