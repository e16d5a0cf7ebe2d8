"""Reading back what was written gives what the careful reader gives."""

from datetime import timedelta
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event, to_event
from knowledge.dossiers.sample import generate
from knowledge.dossiers.stored import read_stored
from tests.knowledge.dossiers.make import dossier, event
from vietnam.calendar import load_calendar
from vietnam.phone import parse_phone

NOW = dossier().updated_at + timedelta(days=12)

PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8)
EXTRA = st.dictionaries(st.text("abxyz", min_size=1, max_size=4).map(lambda name: f"x_{name}"), PLAIN)
WORDS = st.none() | st.text("abc ÂĐđ\u00a0.", max_size=6)
PHONE = st.none() | st.from_regex(r"(\+84|0|\+1)[0-9 ]{7,11}", fullmatch=True) | st.text(max_size=4)
DAYS = st.none() | st.dates(min_value=NOW.date().replace(year=1990), max_value=NOW.date()).map(str)
MOMENTS = st.none() | st.datetimes(min_value=NOW.replace(tzinfo=None, year=1990)).map(
    lambda at: at.replace(year=at.year % 200 + 1950).isoformat() if (at.month, at.day) != (2, 29) else None
)


def part(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    known = st.fixed_dictionaries({}, optional=fields)
    return st.none() | st.tuples(known, EXTRA).map(lambda both: {**both[0], **both[1]})


def parts(least: dict[str, st.SearchStrategy[Any]], **fields: st.SearchStrategy[Any]) -> Any:
    known = st.fixed_dictionaries(least, optional=fields)
    return st.lists(st.tuples(known, EXTRA).map(lambda both: {**both[0], **both[1]}), max_size=2)


EVENTS = st.fixed_dictionaries(
    {
        "code": st.just("H48.12-261102-0007"),
        "status": st.integers(0, 30),
        "updated_at": st.just("2026-11-10T08:00:00.123+07:00"),
    },
    optional={
        "procedure_code": WORDS,
        "procedure_name": WORDS,
        "unit": part(code=WORDS, name=WORDS, phone=WORDS),
        "applicant": part(name=WORDS, phone=PHONE, citizen_id=WORDS),
        "authorised": parts({}, name=WORDS, phone=PHONE, citizen_id=WORDS),
        "status_note": WORDS,
        "channel": WORDS | st.sampled_from(["counter", "Trực tuyến", "bưu điện"]),
        "received_at": MOMENTS,
        "due_at": MOMENTS,
        "finished_at": MOMENTS,
        "returned_at": MOMENTS,
        "result_delivery": WORDS | st.sampled_from(["desk", "Bưu điện"]),
        "supplement": part(no=WORDS, deadline=DAYS, items=parts({"name": st.just("Giấy")}, reason=WORDS)),
        "apology": part(no=WORDS, signed_on=DAYS, signer=WORDS, reason=WORDS, new_due_at=MOMENTS),
        "fee": part(amount=st.integers(0, 10**9), deadline=DAYS, paid=st.booleans()),
        "sequence": st.none() | st.integers(0, 2**53),
    },
)


def kept(taken: Dossier) -> dict[str, Any]:
    """The event as it comes out of the database."""
    back: dict[str, Any] = orjson.loads(orjson.dumps(to_event(taken)))
    return back


@given(EVENTS, EXTRA)
def test_it_reads_what_the_careful_reader_reads(known: dict[str, Any], extra: dict[str, Any]) -> None:
    taken = read_event({**known, **extra}, 1)
    assert isinstance(taken, Dossier), taken
    back = kept(taken)
    assert read_stored(back) == read_event(back, 1) == taken


@given(st.from_regex(r"\+84[35789][0-9]{8}", fullmatch=True) | PHONE)
def test_a_phone_is_one_or_stays_apart(phone: str | None) -> None:
    back = kept(dossier(applicant={"phone": phone}))
    read = read_stored(back)
    assert read.applicant.phone == parse_phone(phone or "")
    assert read == read_event(back, 1)


def test_the_whole_sample() -> None:
    for taken in generate(NOW, load_calendar(), seed=7):
        assert read_stored(kept(taken)) == taken


def test_the_example_of_the_contract() -> None:
    taken = dossier(x_more={"a": 1}, unit={**event()["unit"], "x_fax": "1"})
    assert read_stored(kept(taken)) == taken
