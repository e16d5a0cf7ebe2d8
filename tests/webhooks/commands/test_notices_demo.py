"""`motcua notices demo`: a sample dossier has news, its notice is planned, and the sandbox stays open."""

import pytest

from db.tables.bot_notices import notices
from knowledge.dossiers.change import Source
from knowledge.dossiers.sample_news import NEWS
from knowledge.dossiers.store import apply, only_samples
from tests.bot.make import dossier
from tests.webhooks.commands.conftest import Motcua
from tests.webhooks.commands.test_desk import PROVINCE, on, rows


@pytest.mark.parametrize("kind", NEWS)
def test_its_notice_is_made(on_database: Motcua, database_url: str, kind: str) -> None:
    assert on_database("import", "sample").code == 0
    shown = on_database("notices", "demo", kind, "--json")
    assert shown.code == 0, shown.err
    assert on_database("notices", "sweep", "--no-deliver", "--json").code == 0
    made = rows(database_url, notices.c.kind, notices.c.subject, notices.c.dossier_code)
    phone = "+84" + shown.json["phone"].replace(" ", "")[1:]
    assert (kind, phone, shown.json["dossier"]) in made
    assert on(database_url, lambda connection: only_samples(connection, PROVINCE))


def test_real_dossiers_are_left_alone(on_database: Motcua, database_url: str) -> None:
    assert on_database("import", "sample").code == 0
    on(database_url, lambda connection: apply(connection, PROVINCE, [dossier()], Source.FEED))
    assert on_database("notices", "demo").code == 1
    assert on_database("notices", "demo", "survey").code == 2
    assert rows(database_url, notices.c.id) == []
