"""Which of the offered options an age means: "15t r" is no child below 14. Pure."""

import re

from bot.reply import Choice
from vietnam.text import fold

_AGE = re.compile(r"\b(\d{1,3}) ?(?:t|tuoi|tuoi roi)\b")
_YEARS_ENDED = re.compile(r"\b(?:duoi|chua (?:du|toi|den)) (\d{1,2})(?: tuoi)?\b")
_YEARS_BEGUN = re.compile(r"\b(?:tu (?:du )?|du |tren )(\d{1,2})(?= tuoi| den\b)")
OLDEST = 120


def by_age(text: str, choices: tuple[Choice, ...]) -> Choice | None:
    """The one option whose years hold the age; only where all procedures on offer name their years."""
    ages = _AGE.findall(fold(text))
    things = [choice for choice in choices if choice.procedure is not None]
    spans = [_span(choice) for choice in things]
    if len(ages) != 1 or len(things) < 2 or None in spans:
        return None
    age = int(ages[0])
    fitting = [one for one, span in zip(things, spans, strict=True) if span and span[0] <= age < span[1]]
    return fitting[0] if len(fitting) == 1 else None


def of_other_age(text: str, choice: Choice) -> bool:
    """ "Cho con 5 tuổi" is none from 14 on, whatever words they share."""
    ages, span = _AGE.findall(fold(text)), _span(choice)
    return len(ages) == 1 and span is not None and not span[0] <= int(ages[0]) < span[1]


def _span(choice: Choice) -> tuple[int, int] | None:
    """Years from (and with) and to (without)."""
    folded = fold(choice.label)
    begun, ended = _YEARS_BEGUN.search(folded), _YEARS_ENDED.search(folded)
    if begun is None and ended is None:
        return None
    return (int(begun[1]) if begun else 0, int(ended[1]) if ended else OLDEST)
