"""One message for all that a person's day has no other message left for, whatever kinds and units. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.leaving.bundle import MOST, Bundle, Part, bundled, carriers_first
from bot.notifying.sender import sender
from bot.notifying.told import UNNAMED
from bot.reply import Say, Value


def messages(parts: Sequence[Part], several: Mapping[str, str], room: Mapping[str, int]) -> list[Bundle]:
    """What leaves, the first to leave first. `several` as for bundles; `room`: how many messages a subject
    may get today. Those too many stand behind: there is no room for them."""
    before, others = _told_before(parts, several)
    fresh: dict[str, list[Bundle]] = {}
    found = before
    for bundle in bundled(others, several):
        if bundle.carrier.counts:
            fresh.setdefault(bundle.carrier.subject, []).append(bundle)
        else:
            found.append(bundle)
    for subject, some in fresh.items():
        found += _within(some, room[subject])
    return found


def _told_before(parts: Sequence[Part], several: Mapping[str, str]) -> tuple[list[Bundle], list[Part]]:
    """What was told in one message stays one on its next rung: a summary is a summary again."""
    groups: dict[object, list[Part]] = {}
    for part in parts:
        key = (part.carrier_id or part.notice_id, part.way) if part.out else ("fresh", part.notice_id)
        groups.setdefault(key, []).append(part)
    again, others = [], []
    for group in groups.values():
        if len(group) > 1 and len(bundled(group, several)) > 1:
            again.append(_summary(group))
        else:
            others += group
    return again, others


def _within(some: Sequence[Bundle], room: int) -> list[Bundle]:
    """The last of `room` messages carries what would be too many; what has to be read by itself waits."""
    if room < 1 or len(some) <= room:
        return list(some)
    kept, rest = list(some[: room - 1]), some[room - 1 :]
    joining = [bundle for bundle in rest if all(part.joins for part in bundle.parts)]
    if not joining:
        return list(some)
    (way, _), *_ = Counter(bundle.carrier.way for bundle in joining).most_common(1)
    told = [bundle for bundle in joining if bundle.carrier.way == way]
    waiting = [bundle for bundle in rest if bundle not in told]
    if len(told) == 1:
        return [*kept, *told, *waiting]
    return [*kept, _summary(part for bundle in told for part in bundle.parts), *waiting]


def _summary(parts: Iterable[Part]) -> Bundle:
    """Who has to be told carries, so that what it says of refusing is true of all."""
    ordered = tuple(sorted(parts, key=lambda part: (not part.duty, *carriers_first(part))))
    codes = tuple(dict.fromkeys(part.dossier_code for part in ordered if part.dossier_code))
    units = {part.unit for part in ordered}
    unit = (units.pop() if len(units) == 1 else None) or UNNAMED
    values: dict[str, Value] = {"unit": unit, "sender": sender(unit), "count": len(codes)}
    wording = "notice_many.several" if len(codes) <= MOST else "notice_many.first"
    say = Say(wording=wording, values={**values, "codes": codes[:MOST]})
    return Bundle(parts=ordered, says=(say,), labels=())
