"""Whom a notice is for: an E.164 phone, `channel:sender` where none is known, '' where nobody is. Pure."""


def is_phone(subject: str) -> bool:
    """Else a subject is `channel:sender`: a chat whose phone nobody knows."""
    return subject.startswith("+")
