"""A conversation as JSON for the database, and back. An unknown key of a newer version is ignored."""

from datetime import datetime
from typing import Any

from bot.conversation import Conversation
from bot.reply import Choice
from bot.step import Detour, Step
from nlu.meaning import Awaiting, IntentName


def to_json(state: Conversation) -> dict[str, Any]:
    """The proven phone is kept in columns of its own."""
    return {
        "procedure": state.procedure,
        "dossier_code": state.dossier_code,
        "awaiting": state.awaiting,
        "pending": list(state.pending),
        "later": [_filled(step) for step in state.later],
        "last": list(state.last),
        "choices": [_filled(choice) for choice in state.choices],
        "last_choices": [_filled(choice) for choice in state.last_choices],
        "last_pending": list(state.last_pending),
        "list_age": state.list_age,
        "alternatives": list(state.alternatives),
        "misunderstood": state.misunderstood,
        "unresolved": state.unresolved,
        "report": state.report,
        "takes_back": state.takes_back,
        "told_late": state.told_late,
        "place": state.place,
        "talked": [_filled(choice) for choice in state.talked],
        "code_sent_to": state.code_sent_to,
        "proven": {code: when.isoformat() for code, when in state.proven.items()},
    }


def from_json(
    data: dict[str, Any], *, phone: str | None, phone_proven_at: datetime | None, last_at: datetime | None
) -> Conversation:
    """Inverse of `to_json`."""
    awaiting = data.get("awaiting")
    return Conversation(
        procedure=data.get("procedure"),
        dossier_code=data.get("dossier_code"),
        awaiting=Awaiting(awaiting) if awaiting else None,
        pending=_intents(data, "pending"),
        later=tuple(_step(item) for item in data.get("later", ())),
        last=_intents(data, "last"),
        choices=_choices(data, "choices"),
        last_choices=_choices(data, "last_choices"),
        last_pending=_intents(data, "last_pending"),
        list_age=int(data.get("list_age", 0)),
        alternatives=tuple(data.get("alternatives", ())),
        misunderstood=int(data.get("misunderstood", 0)),
        unresolved=int(data.get("unresolved", 0)),
        report=data.get("report"),
        takes_back=bool(data.get("takes_back")),
        told_late=data.get("told_late"),
        place=data.get("place"),
        talked=_choices(data, "talked"),
        code_sent_to=data.get("code_sent_to"),
        phone=phone,
        phone_proven_at=phone_proven_at,
        proven={code: datetime.fromisoformat(when) for code, when in data.get("proven", {}).items()},
        last_at=last_at,
    )


def _filled(item: Choice | Step) -> dict[str, Any]:
    return {name: value for name, value in vars(item).items() if value}


def _intents(data: dict[str, Any], key: str) -> tuple[IntentName, ...]:
    return tuple(IntentName(name) for name in data.get(key, ()))


def _choices(data: dict[str, Any], key: str) -> tuple[Choice, ...]:
    return tuple(_choice(item) for item in data.get(key, ()))


def _choice(item: dict[str, Any]) -> Choice:
    intent = item.get("intent")
    return Choice(
        label=item["label"],
        intent=IntentName(intent) if intent else None,
        procedure=item.get("procedure"),
        case=item.get("case"),
        dossier_code=item.get("dossier_code"),
        words=item.get("words"),
        said=item.get("said"),
    )


def _step(item: dict[str, Any]) -> Step:
    detour = item.get("detour")
    return Step(
        intent=IntentName(item["intent"]),
        procedure=item.get("procedure"),
        case=item.get("case"),
        dossier_code=item.get("dossier_code"),
        ask_procedure=tuple(item.get("ask_procedure", ())),
        ask_code=item.get("ask_code"),
        detour=Detour(detour) if detour else None,
        confirmed=bool(item.get("confirmed")),
        said=item.get("said"),
        takes_back=bool(item.get("takes_back")),
        adds_to=item.get("adds_to"),
    )
