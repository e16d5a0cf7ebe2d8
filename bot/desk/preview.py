"""What a kind of notice would say of a dossier, due or not. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dossier_view import GROUP_LABELS
from bot.notifying.notice import Case, Decision, Due, Notice
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier, group

_LOOKS = 4
"""How often the next moment of looking is taken before giving up: reminders come twice."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`due`: it would be told now. `why`: why, or why not. `words`: what it says or would say; None: the
    facts for it are missing. `told_if`: what is different in the dossier of which `words` speak; None: it is
    the dossier as it is. `look_at`: when it is looked at again. `considered`: the kind is asked about a
    dossier in this state at all."""

    due: bool
    why: str
    words: Due | None = None
    told_if: str | None = None
    look_at: datetime | None = None
    considered: bool = True


def preview(kind: Notice, case: Case) -> Preview:
    if kind.decide is None:
        return Preview(due=False, why="loại tin này không soạn từ hồ sơ")
    if case.dossier.status_code not in kind.statuses:
        why = f"loại tin này không xét khi hồ sơ ở trạng thái {state_name(case.dossier)}"
        return Preview(due=False, why=why, considered=False)
    decision = kind.decide(case)
    if decision.due is not None:
        return _due(kind, case, decision, decision.due)
    for told_if, other in _others(kind, case):
        due = _ask(kind, other).due
        if due is not None:
            return _not_due(decision, words=due, told_if=told_if)
    return _not_due(decision, words=None, told_if=None)


def state_name(dossier: Dossier) -> str:
    """`9 (đã có kết quả)`."""
    return f"{dossier.status_code} ({GROUP_LABELS[group(dossier)]})"


def _due(kind: Notice, case: Case, decision: Decision, due: Due) -> Preview:
    if kind.by_time and case.silent_since is not None:
        why = "dữ liệu của cơ quan đang gián đoạn, tin theo thời gian tạm giữ"
        return Preview(due=False, why=why, words=due, look_at=decision.look_at)
    return Preview(due=True, why=decision.why, words=due, look_at=decision.look_at)


def _not_due(decision: Decision, *, words: Due | None, told_if: str | None) -> Preview:
    return Preview(due=False, why=decision.why, words=words, told_if=told_if, look_at=decision.look_at)


def _others(kind: Notice, case: Case) -> Iterator[tuple[str, Case]]:
    """The dossier as it would have to be: announced, then fresh too, then looked at later."""
    announced = replace(case, changes=tuple(replace(change, source=Source.FEED) for change in case.changes))
    yield "dữ liệu đến qua kết nối", announced
    fresh = tuple(replace(change, at=case.now) for change in announced.changes)
    yield "sự việc vừa xảy ra", replace(announced, changes=fresh)
    later = announced
    for _ in range(_LOOKS):
        look_at = _ask(kind, later).look_at
        if look_at is None or look_at <= later.now:
            return
        later = replace(later, now=look_at)
        yield "đã đến lúc", later


def _ask(kind: Notice, case: Case) -> Decision:
    assert kind.decide is not None
    return kind.decide(case)
