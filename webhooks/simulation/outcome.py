"""What a simulated day came to, in figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.notifying.deadlines import letter_deadline
from bot.notifying.notice import TaskKind
from bot.notifying.rules import Rules
from bot.notifying.state import NoticeState
from vietnam.calendar import VN
from webhooks.simulation import store
from webhooks.simulation.facts import Fact
from webhooks.simulation.judging import Evidence, Verdict
from webhooks.simulation.run import World
from webhooks.simulation.store import Row

EXAMPLES = 5


@dataclass(frozen=True, kw_only=True)
class Speed:
    """Seconds from the taking of an event to the arrival on the handset, in true time."""

    count: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`kinds`: by kind, how its notices of the day ended. `reasons`: of what did not reach. `rungs`: how many
    copies those that reached had. `broken`: how often each invariant was broken, with `examples`."""

    day: date
    events: int
    replayed: int
    messages: int
    refused_by_providers: int
    kinds: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, int]
    rungs: Mapping[str, int]
    by_channel: Mapping[str, int]
    by_day: Speed | None
    from_quiet_hours: Speed | None
    doubles: Mapping[str, int]
    apologies: Mapping[str, int]
    tasks: Mapping[str, int]
    longest_call_list: int
    calls: Mapping[str, int]
    questions: int
    avoidable: int
    said: Mapping[str, int]
    answers: Mapping[str, int]
    ratings: int
    deaths: int
    errors: int
    ticks: int
    seconds: float
    broken: Mapping[str, int]
    examples: Mapping[str, Sequence[str]]

    @property
    def sound(self) -> bool:
        return not self.broken


async def outcome(world: World, evidence: Evidence, verdict: Verdict, seconds: float) -> Outcome:
    base, since = world.house.base, evidence.since
    async with base.engine.connect() as connection:
        tasks = await store.count_tasks(connection, base.province, since)
        owed = await store.dossiers_with_task(connection, base.province, TaskKind.LETTER_OWED, since)
        missed = await store.dossiers_with_task(connection, base.province, TaskKind.LETTER_MISSED, since)
        ratings = await store.count_ratings(connection, base.province, since)
        answers = await store.count_replies(connection, base.province, since)
    rows = [row for row in evidence.rows if row.planned_at >= since]
    reached = [row for row in rows if row.state in _REACHED]
    day, quiet = _speeds(evidence)
    return Outcome(
        day=evidence.day,
        events=sum(not each.again and each.at >= since for t in world.ledger.taken.values() for each in t),
        replayed=world.ledger.replayed,
        messages=sum(each.at >= since and each.reference in evidence.notice_of for each in evidence.log),
        refused_by_providers=world.network.refused,
        kinds=_kinds(rows),
        reasons=dict(Counter(_short(row.reason) for row in rows if row.reason).most_common()),
        rungs={str(n): count for n, count in sorted(Counter(map(_copies, reached)).items())},
        by_channel=dict(
            Counter(
                str(each.channel)
                for each in evidence.log
                if each.at >= since and each.reference in evidence.notice_of
            ).most_common()
        ),
        by_day=day,
        from_quiet_hours=quiet,
        doubles={str(name): count for name, count in verdict.doubles.items()},
        apologies=_apologies(evidence, rows, owed, missed),
        tasks=tasks,
        longest_call_list=world.officers.longest,
        calls={str(name): count for name, count in world.officers.outcomes.items()},
        questions=sum(said.wants == "status" for _, said, _ in world.ledger.said),
        avoidable=_avoidable(world, evidence),
        said=dict(Counter(said.wants for _, said, _ in world.ledger.said).most_common()),
        answers=answers,
        ratings=ratings,
        deaths=world.mortal.deaths,
        errors=world.ledger.errors,
        ticks=world.ticks,
        seconds=round(seconds, 1),
        broken={str(name): len(found) for name, found in verdict.broken.items() if found},
        examples={str(name): found[:EXAMPLES] for name, found in verdict.broken.items() if found},
    )


_REACHED = frozenset({NoticeState.DELIVERED, NoticeState.READ})


def _copies(row: Row) -> int:
    return row.copies


def _kinds(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row.kind][str(row.state)] += 1
    return {kind: dict(found[kind]) for kind in sorted(found)}


def _short(reason: str) -> str:
    """Without what differs from case to case."""
    return reason.split(";", maxsplit=1)[0].split(" (", maxsplit=1)[0].split(": ", maxsplit=1)[0]


def _speeds(evidence: Evidence) -> tuple[Speed | None, Speed | None]:
    """Of the first message that arrived for each fact; apart those learned of while nothing may leave."""
    arrived: dict[int, datetime] = {}
    for handed in evidence.log:
        number = evidence.notice_of.get(handed.reference)
        if number is not None and handed.arrived_at is not None:
            arrived[number] = min(handed.arrived_at, arrived.get(number, handed.arrived_at))
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in evidence.rows:
        rows[row.code or "", row.kind].append(row)
    awake: list[float] = []
    asleep: list[float] = []
    for fact in evidence.facts:
        came = [
            arrived[row.carrier_id or row.id]
            for kind in fact.kinds
            for row in rows[fact.code, kind]
            if (row.carrier_id or row.id) in arrived and row.event_at >= fact.at
        ]
        if came:
            (asleep if _is_quiet(fact, evidence.rules) else awake).append(
                (min(came) - fact.taken_at).total_seconds()
            )
    return _speed(awake), _speed(asleep)


def _is_quiet(fact: Fact, rules: Rules) -> bool:
    local = fact.taken_at.astimezone(VN).time()
    return not rules.quiet_until <= local < rules.quiet_from


def _speed(seconds: list[float]) -> Speed | None:
    if not seconds:
        return None
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return Speed(count=len(ordered), p50=at(0.5), p95=at(0.95), p99=at(0.99))


def _apologies(evidence: Evidence, rows: Sequence[Row], owed: set[str], missed: set[str]) -> dict[str, int]:
    """Dossiers. `late`: the letter came after the day by which it should have been sent. Of those owed and in
    none of the others the day has not come."""
    told = {row.code or "": row.event_at for row in rows if row.kind == "overdue_apology"}
    late = set()
    for code, event_at in told.items():
        dossier = evidence.ledger.state_at(code, evidence.ended)
        if dossier is not None and dossier.due_at is not None:
            deadline = letter_deadline(dossier.due_at, evidence.calendar, evidence.rules)
            late |= {code} if event_at > deadline else set()
    return {
        "owed": len(owed | missed | told.keys()),
        "in_time": len(told.keys() - late),
        "late": len(late),
        "missed": len(missed - told.keys()),
    }


def _avoidable(world: World, evidence: Evidence) -> int:
    """Status questions about a dossier of which something was still to be told."""
    arrived: dict[int, datetime] = {}
    for handed in evidence.log:
        number = evidence.notice_of.get(handed.reference)
        if number is not None and handed.arrived_at is not None:
            arrived.setdefault(number, handed.arrived_at)
    open_facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in evidence.facts:
        open_facts[fact.code].append(fact)
    told: dict[str, list[datetime]] = defaultdict(list)
    for row in evidence.rows:
        if (row.carrier_id or row.id) in arrived:
            told[row.code or ""].append(arrived[row.carrier_id or row.id])
    count = 0
    for moment, said, _ in world.ledger.said:
        if said.wants != "status" or said.about is None:
            continue
        last = max((fact.at for fact in open_facts[said.about] if fact.at <= moment), default=None)
        count += last is not None and not any(last <= came <= moment for came in told[said.about])
    return count
