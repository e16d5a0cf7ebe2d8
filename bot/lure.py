"""What a one-stop system's text may hold and no message of an office does: a link, a demand for a secret
code, for money to an account, for an app. Somebody who gets into that system must not speak through us. Pure.
"""

import re
from dataclasses import replace
from functools import lru_cache

from knowledge.dossiers.dossier import Dossier, Supplement
from vietnam.text import fold

LINK = re.compile(
    r"https?:|://|\bwww\.|\b[a-z0-9][a-z0-9-]*\.(?:vn|com|net|org|info|xyz|top|ly|me|io|app|site|online|link"
    r"|cc|icu|shop|vip|club|store|biz|mobi|asia|cn|ru)\b|\b[a-z0-9-]+\.[a-z][a-z0-9-]+/\S",
    re.IGNORECASE,
)
"""No SMS of an office holds a link: that is how citizens can tell it from a fraud (domain reference §8.1)."""
_SECRET = re.compile(r"\b(?:otp|ma xac (?:nhan|thuc)|mat khau)\b")
_APP = re.compile(r"\b(?:cai|tai)(?: dat)? (?:app|ung dung|phan mem)\b")
_ACCOUNT = re.compile(r"\b(?:stk|tai khoan|tk|chuyen (?:tien|khoan))\b.*?\d(?:[ .-]?\d){5}")


@lru_cache(maxsize=8192)
def lures(text: str) -> bool:
    """Remembered: names of units and procedures are asked about for each dossier."""
    if ("." in text or ":" in text) and LINK.search(text):
        return True
    folded = fold(text)
    return any(pattern.search(folded) for pattern in (_SECRET, _APP, _ACCOUNT))


def without_lures(dossier: Dossier) -> Dossier:
    """Each text that lures is as if it had not been given, so that our words point to the slip or the letter.
    The reason of an apology stays: whoever tells it asks `lures`, as a letter without one is no letter."""
    unit, apology = dossier.unit, dossier.apology
    if not any(map(_lures, _texts(dossier))):
        return dossier
    return replace(
        dossier,
        unit=replace(unit, name=_safe(unit.name), phone=_safe(unit.phone)),
        procedure_name=_safe(dossier.procedure_name),
        status_note=_safe(dossier.status_note),
        supplement=None if dossier.supplement is None else _slip(dossier.supplement),
        apology=apology and replace(apology, no=_safe(apology.no), signer=_safe(apology.signer)),
    )


def _texts(dossier: Dossier) -> list[str | None]:
    unit, slip, apology = dossier.unit, dossier.supplement, dossier.apology
    found = [unit.name, unit.phone, dossier.procedure_name, dossier.status_note]
    if slip is not None:
        found += [slip.no, *(text for item in slip.items for text in (item.name, item.reason))]
    if apology is not None:
        found += [apology.no, apology.signer]
    return found


def _slip(slip: Supplement) -> Supplement:
    """A list with a gap would be a wrong one."""
    items = tuple(replace(item, reason=_safe(item.reason)) for item in slip.items)
    return replace(slip, no=_safe(slip.no), items=() if any(lures(item.name) for item in items) else items)


def _safe(text: str | None) -> str | None:
    return None if _lures(text) else text


def _lures(text: str | None) -> bool:
    return text is not None and lures(text)
