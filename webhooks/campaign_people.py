"""Who gets a campaign: the people of a list, or those of dossiers."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import dossier_rows
from bot.campaigns.campaign import Text
from bot.campaigns.listing import BadRow, Recipient, read_listing
from bot.campaigns.template import filler
from knowledge.dossiers.dossier import Dossier
from knowledge.procedures.sensitive import is_sensitive_name
from knowledge.procedures.shipped import load_shipped


async def campaign_recipients(
    connection: AsyncConnection, province: str, text: Text, csv: Path | None, query: list[str]
) -> Iterable[Recipient | BadRow]:
    """Rows of the file, or of the dossiers that the query finds. Raises CampaignError."""
    variables = filler(text.chat, text.sms).variables
    if csv is not None:
        return read_listing(csv, variables)
    found = await dossier_rows.find(connection, province, dossier_rows.read_query(query))
    return dossier_rows.recipients(found, list(variables), _is_neutral())


def _is_neutral() -> Callable[[Dossier], bool]:
    """A procedure that is sensitive by what we know of it, or by the name that the system gives it."""
    sensitive = {procedure.code for procedure in load_shipped() if procedure.sensitive}
    return lambda dossier: (
        dossier.procedure_code in sensitive or is_sensitive_name(dossier.procedure_name or "")
    )
