"""Every label has a handler, and every member of the family is whole."""

from bot.intent import load_intents
from nlu.meaning import IntentName


def test_every_label_has_exactly_one_handler() -> None:
    intents = load_intents()
    assert set(intents) == set(IntentName)
    assert len(intents) == 32
