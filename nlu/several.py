"""Which of several intents a message of more than one clause carries, in the order asked."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from nlu.linear import Floats
from nlu.meaning import IntentName

WHOLE_LEANS: Final = -0.4
CLAUSE_SAYS: Final = 0.2
"""Margins from which a further intent counts. Chosen on held-out authors of the training sentences."""
SAME_CLAUSE: Final = 0.2
OTHER_SUBJECT: Final = 0.3
"""What must be said more clearly: the further intent of a clause that carries the first one; where and
how about a dossier, which is part of the question about it; what a rating is given for."""
MOST: Final = 3

_WRAPPING: Final = {
    IntentName.CHAT_GREET,
    IntentName.CHAT_THANKS,
    IntentName.CHAT_HELP,
    IntentName.OUT_OF_SCOPE,
}
"""What around a request is no intent of its own."""
_LEAVING: Final = {IntentName.CHAT_THANKS, IntentName.CHAT_BYE}


def asked(labels: Sequence[str], best: int, whole: Floats, leaning: Floats, each: Floats) -> list[int]:
    """Places in `labels`, `best` among them. `each`: margins of the clauses."""
    if labels[best] == IntentName.EMERGENCY:
        return [best]
    said_in = each.argmax(axis=0)
    clearest = each.max(axis=0)
    more = [
        int(at)
        for at in np.argsort(-leaning)
        if at != best
        and whole[at] > WHOLE_LEANS
        and clearest[at]
        > CLAUSE_SAYS
        + SAME_CLAUSE * (said_in[at] == said_in[best])
        + OTHER_SUBJECT * _is_part_of(labels[best], labels[at])
    ]
    kept = _without_wrapping(labels, [best, *more][:MOST])
    if _is_leaving(labels, kept, each):
        kept.append(labels.index(IntentName.CHAT_BYE))
    return sorted(kept, key=lambda at: int(said_in[at]))


def _is_part_of(best: str, other: str) -> bool:
    subjects = {best.partition(".")[0], other.partition(".")[0]}
    return subjects == {"dossier", "procedure"} or best.startswith("feedback.")


def _is_leaving(labels: Sequence[str], kept: list[int], each: Floats) -> bool:
    """ "Cảm ơn, chào em": a greeting after the thanks is a good-bye."""
    if [labels[at] for at in kept] != [IntentName.CHAT_THANKS]:
        return False
    return labels[int(each[-1].argmax())] in {IntentName.CHAT_GREET, IntentName.CHAT_BYE} and (
        labels[int(each[0].argmax())] == IntentName.CHAT_THANKS
    )


def _without_wrapping(labels: Sequence[str], kept: list[int]) -> list[int]:
    """A greeting or thanks around a request is no intent of its own; "thanks, bye" is both."""
    if {labels[at] for at in kept} == _LEAVING:
        return kept
    own = [at for at in kept if labels[at] not in _WRAPPING]
    if own or labels[kept[0]] != IntentName.CHAT_GREET:
        return own or kept[:1]
    return [at for at in kept if labels[at] not in {IntentName.OUT_OF_SCOPE, IntentName.CHAT_GREET}] or kept
