"""A report on paper: every name has its words, and no spreadsheet calculates with it."""

import csv
from io import StringIO

import pytest

from bot.figures.punctuality import By
from bot.figures.report import Figures, internal, public
from bot.figures.sheet import TOTAL, Sheet
from bot.figures.telling import LookUps, Texts
from webhooks.report_words import COLUMNS, TITLES, as_csv, as_json, cells, heads, names, without_empty

NOTHING = Figures(
    tallies=(), speeds=(), steps=(), endings=(), apologies=(), rated=(),
    look_ups=LookUps(questions=0, avoidable=0, changes=0),
    texts=Texts(messages=0, segments=0, unknown=0, saved=0),
)  # fmt: skip


def test_every_table_and_column_has_words() -> None:
    made = [sheet for by in By for sheet in internal(NOTHING, by)]
    made += [sheet for by in (By.UNIT, By.PROCEDURE) for sheet in public(NOTHING, by)]
    assert {sheet.name for sheet in made} == set(TITLES)
    assert {column for sheet in made for column in sheet.columns} == set(COLUMNS)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("-2", "'-2", id="minus"),
        pytest.param("+84", "'+84", id="plus"),
        pytest.param("\t=1", "'\t=1", id="behind a tab"),
        pytest.param("UBND xã Bình Sơn, ẩn", "UBND xã Bình Sơn, ẩn", id="a name with a comma"),
        pytest.param(-2, "-2", id="a number stays one"),
        pytest.param(None, "", id="nothing"),
        pytest.param(0.5, "0.5", id="a share"),
    ],
)
def test_csv(value: str | float | None, written: str) -> None:
    sheet = Sheet(name="apologies", columns=("unit", "owed"), rows=(("A", value),))
    rows = list(csv.reader(StringIO(as_csv([sheet, sheet]), newline="")))
    once = [["apologies"], ["unit", "owed"], ["A", written]]
    assert rows == [*once, [], *once]


def test_for_people_and_for_programs() -> None:
    sheet = Sheet(
        name="apologies",
        columns=("unit", "late", "owed", "share", "mean"),
        rows=((TOTAL, 1, None, 0.5, 4.25),),
    )
    assert heads(sheet) == ["Đơn vị", "Gửi trễ", "Phải gửi", "Tỷ lệ", "Điểm trung bình"]
    assert cells(sheet) == [["Tất cả", 1, "", "50,0%", "4,25"]]
    assert as_json([sheet]) == [
        {"name": "apologies", "rows": [{"unit": TOTAL, "late": 1, "owed": None, "share": 0.5, "mean": 4.25}]}
    ]


def test_a_screen_shows_columns_in_which_something_was_counted() -> None:
    rows = (("A", 0, 3, None), ("B", 0, 0, 0))
    sheet = Sheet(name="apologies", columns=("unit", "late", "owed", "share"), rows=rows)
    narrow = without_empty(sheet)
    assert (narrow.columns, narrow.rows) == (("unit", "owed"), (("A", 3), ("B", 0)))
    alone = Sheet(name="sms", columns=("messages", "saved"), rows=((0, 0),))
    assert without_empty(alone) == alone


def test_names_for_programs_are_words_on_a_screen_only() -> None:
    columns = ("kind", "state", "on", "n")
    sheet = Sheet(
        name="endings", columns=columns, rows=(("test", "called", "call", 1), ("gone", "odd", "sms_http", 2))
    )
    assert cells(sheet) == [["thử kênh gửi tin", "đã gọi", "gọi điện", 1], ["gone", "odd", "SMS", 2]]
    assert names(sheet) == 3
    assert "test,called,call,1" in as_csv([sheet])
