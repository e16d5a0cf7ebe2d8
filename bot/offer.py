"""Which of the guessed procedures are worth offering. Pure."""

from nlu.meaning import Meaning

LEAST = 0.04
"""Chance of being meant below which a procedure is no option: hardly anybody means it, and a name out of
nowhere ("Đăng ký nhận cha, mẹ, con" to whoever rents a motorbike) makes all of them look careless."""


def likely(meaning: Meaning) -> tuple[str, ...]:
    """Codes of the procedures that may be meant, ranked."""
    return tuple(guess.code for guess in meaning.procedures if guess.confidence >= LEAST)


def offered(meaning: Meaning) -> tuple[str, ...]:
    """What to ask with when it is not clear which procedure is meant; empty: better ask openly."""
    chances = {guess.code: guess.confidence for guess in meaning.procedures}
    return tuple(code for code in meaning.options if chances.get(code, 1.0) >= LEAST)
