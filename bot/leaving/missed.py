"""Who was told by nobody what the law wants told: work for the head of the unit. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.leaving.bundle import MOST
from bot.leaving.waiting import Waiting
from bot.notifying.notice import Desk, Task, TaskKind
from bot.reply import Say, Value
from knowledge.dossiers.dossier import local_day


def not_reached(
    missed: Sequence[tuple[Waiting, str]], now: datetime, due_at: datetime, digest: Callable[[str], str]
) -> list[Task]:
    """One a person, unit and day: who was not told of many dossiers is looked for once. `missed`: notices,
    and what each is about. Of the number stands only its `digest` in the mark."""
    groups: dict[tuple[str | None, str], list[tuple[Waiting, str]]] = {}
    for notice, about in missed:
        mark = (
            f"{digest(notice.subject)}-{local_day(now):%Y%m%d}" if notice.subject else f"notice-{notice.id}"
        )
        groups.setdefault((notice.unit_code, mark), []).append((notice, about))
    return [
        Task(
            kind=TaskKind.NOT_REACHED,
            desk=Desk.HEAD,
            mark=mark,
            unit_code=unit,
            dossier_code=None if some[0][0].subject else some[0][0].dossier_code,
            due_at=due_at,
            says=(_say(some, due_at),),
        )
        for (unit, mark), some in groups.items()
    ]


def _say(some: Sequence[tuple[Waiting, str]], deadline: datetime) -> Say:
    codes = tuple(dict.fromkeys(notice.dossier_code for notice, _ in some if notice.dossier_code is not None))
    if not codes:
        return Say(wording="task.not_reached_alone", values={"about": some[0][1], "deadline": deadline})
    if len(codes) == 1:
        return Say(wording="task.not_reached", values={"code": codes[0], "deadline": deadline})
    values: dict[str, Value] = {"count": len(codes), "codes": codes[:MOST], "deadline": deadline}
    return Say(wording="task.not_reached_several", values=values)
