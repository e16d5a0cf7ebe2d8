"""Intents that belong together wherever a message is judged."""

from nlu.meaning import IntentName

ABOUT_DOSSIER = frozenset(
    {
        IntentName.DOSSIER_STATUS,
        IntentName.DOSSIER_OVERDUE,
        IntentName.DOSSIER_SUPPLEMENT,
        IntentName.DOSSIER_RESULT,
        IntentName.DOSSIER_WITHDRAW,
    }
)
ABOUT_PROCEDURE = frozenset(name for name in IntentName if name.startswith("procedure."))
ABOUT_PLACE = frozenset({IntentName.OFFICE_CONTACT, IntentName.COMMUNITY_HELP})
OWN_WORDS = frozenset({IntentName.FEEDBACK_RATING, IntentName.FEEDBACK_REPORT})
"""Intents that wait for the citizen's own words: what was wrong, what happened."""

CHANGES = frozenset({IntentName.DOSSIER_WITHDRAW, IntentName.NOTICE_UNSUBSCRIBE, IntentName.PRIVACY_REQUEST})
"""Intents that change something: done only when they are wanted for certain."""

SMALL_TALK = frozenset(name for name in IntentName if name.startswith("chat."))
NAMES_ONLY = SMALL_TALK | {IntentName.PROCEDURE_OVERVIEW, IntentName.OUT_OF_SCOPE}
"""What the name of a procedure standing alone is taken for: it asks nothing by itself."""
