"""Several answers in one message: each paragraph once, and all sources at the end of the answers. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.reply import Say, Value

_SOURCE = "procedure.source"
_UNCONFIRMED = "procedure.unconfirmed"
_BETWEEN = "; "


def composed(answers: Sequence[Say]) -> tuple[Say, ...]:
    """What the sources are, and that some facts are unconfirmed, stands once, behind all facts."""
    says: list[Say] = []
    for say in answers:
        if say.wording not in {_SOURCE, _UNCONFIRMED} and say not in says:
            says.append(say)
    unconfirmed = [say for say in answers if say.wording == _UNCONFIRMED][:1]
    return (*says, *unconfirmed, *_sources([say for say in answers if say.wording == _SOURCE]))


def _sources(said: list[Say]) -> tuple[Say, ...]:
    """One line for all of them; the day is the oldest on which one was checked."""
    if not said:
        return ()
    checked = min(day for say in said if isinstance(day := say.values["checked"], date))
    joined: dict[str, Value] = {
        name: _joined(say.values[name] for say in said) for name in ("source", "title")
    }
    return (Say(wording=_SOURCE, values={**said[0].values, **joined, "checked": checked}),)


def _joined(titles: Iterable[Value]) -> str:
    return _BETWEEN.join(dict.fromkeys(part for each in titles for part in str(each).split(_BETWEEN)))
