"""Who is told about a dossier. Pure."""

from knowledge.dossiers.dossier import Dossier


def phones(dossier: Dossier) -> tuple[str, ...]:
    """E.164, each once: of the authorised persons, who were named so that they are told, else of the
    applicant. Empty: nobody can be reached."""
    told = tuple(dict.fromkeys(person.phone for person in dossier.authorised if person.phone))
    if told:
        return told
    return (dossier.applicant.phone,) if dossier.applicant.phone else ()
