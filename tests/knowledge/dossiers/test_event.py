import json
from datetime import datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event, to_event
from knowledge.dossiers.flat import flatten, unflatten
from knowledge.dossiers.refusal import Refusal
from tests.knowledge.dossiers.make import dossier, event

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.floats(-1e6, 1e6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
EXTRA = st.dictionaries(st.text("abcxyz ÂĐ", min_size=1, max_size=6).map(lambda name: f"x_{name}"), JSON)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (4, 4),
        ("4", 4),
        (" 10 ", 10),
        (23, 23),
        ("Đang xử lý", 4),
        ("DANG XU LY", 4),
        ("DangXuLy", 4),
        ("Chờ bổ sung", 5),
        ("Có kết quả", 9),
        ("Hoàn thành", 10),
        ("Chờ tiếp nhận", 1),
    ],
)
def test_status_is_a_number_or_a_known_word(written: object, number: int) -> None:
    assert dossier(status=written).status_code == number


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-09T17:00:00+07:00", "2026-11-09T17:00:00+07:00"),
        ("2026-11-09T10:00:00Z", "2026-11-09T17:00:00+07:00"),
        pytest.param("2026-11-09T16:30:00", "2026-11-09T16:30:00+07:00", id="no zone is Vietnam's"),
        pytest.param("2026-11-09", "2026-11-09T17:00:00+07:00", id="a bare due day lasts until closing"),
        pytest.param("9/11/2026", "2026-11-09T17:00:00+07:00", id="day first"),
        pytest.param("09/11/2026 15:30", "2026-11-09T15:30:00+07:00", id="day first with hour"),
    ],
)
def test_due_moment(written: str, moment: str) -> None:
    assert dossier(due_at=written).due_at == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("code", {"code": None}),
        ("code", {"code": "khong phai ma"}),
        ("code", {"code": "1.001193"}),
        ("status", {"status": None}),
        ("status", {"status": "Đang suy nghĩ"}),
        ("status", {"status": True}),
        ("status", {"status": 2**40}),
        ("updated_at", {"updated_at": None}),
        ("updated_at", {"updated_at": "hôm qua"}),
        ("due_at", {"due_at": "31/02/2026"}),
        ("due_at", {"due_at": 1730000000}),
        ("received_at", {"received_at": "0001-01-01"}),
        ("sequence", {"sequence": "mười hai"}),
        ("sequence", {"sequence": -1}),
        ("sequence", {"sequence": 2**63}),
        ("sequence", {"sequence": 1.5}),
        ("unit", {"unit": "UBND xã"}),
        ("applicant.name", {"applicant": {"name": ["A"]}}),
        ("authorised", {"authorised": "Trần Thị B"}),
        ("authorised.1.name", {"authorised": [{"name": "B"}, {"name": {}}]}),
        ("supplement.deadline", {"supplement": {"deadline": "sớm"}}),
        ("supplement.items.0.name", {"supplement": {"items": [{"reason": "thiếu"}]}}),
        ("apology.new_due_at", {"apology": {"new_due_at": "32/01/2026"}}),
        ("fee.amount", {"fee": {"amount": "50 nghìn"}}),
        ("fee.amount", {"fee": {"amount": -5}}),
        ("fee.paid", {"fee": {"paid": "có lẽ"}}),
    ],
)
def test_a_refusal_names_row_and_field_in_vietnamese_without_the_value(
    field: str, changed: dict[str, Any]
) -> None:
    read = read_event(event(**changed), 42)
    assert isinstance(read, Refusal)
    assert (read.row, read.field) == (42, field)
    assert read.reason and not read.reason.isascii()
    for value in changed.values():
        assert value is None or str(value) not in read.reason


@pytest.mark.parametrize("given", [[], "x", 5, None])
def test_what_is_no_object_is_refused(given: object) -> None:
    assert isinstance(read_event(given, 1), Refusal)


def test_absent_and_null_clear() -> None:
    bare = {key: event()[key] for key in ("code", "status", "updated_at")}
    read = read_event(bare, 1)
    assert isinstance(read, Dossier)
    nulls: dict[str, Any] = {key: None for key in event() if key not in bare}
    assert read == dossier(**nulls)
    assert (read.applicant.phone, read.authorised, read.fee, read.due_at) == (None, (), None, None)
    assert read.unit.code == "H48.12"


@pytest.mark.parametrize(
    ("written", "phone"),
    [("0905 123 456", "+84905123456"), ("84905123456", "+84905123456"), (905123456, "+84905123456")],
)
def test_phones_become_e164(written: object, phone: str) -> None:
    assert dossier(applicant={"phone": written}).applicant.phone == phone


def test_a_phone_that_is_none_costs_nobody_the_dossier_and_is_kept() -> None:
    read = dossier(applicant={"name": "A", "phone": "không có"})
    assert read.applicant.phone is None
    assert to_event(read)["applicant"] == {"name": "A", "phone": "không có"}


@pytest.mark.parametrize(("written", "amount"), [("50.000 đ", 50000), ("50,000", 50000), ("50000", 50000)])
def test_money_groups_thousands(written: str, amount: int) -> None:
    fee = dossier(fee={"amount": written}).fee
    assert fee is not None and fee.amount == amount


def test_leading_zeros_that_a_spreadsheet_dropped_come_back() -> None:
    assert dossier(applicant={"citizen_id": 51090001234}).applicant.citizen_id == "051090001234"


def test_code_is_canonical_however_it_is_typed() -> None:
    assert dossier(code="h48.12 – 261102 – 0007").code == "H48.12-261102-0007"


def test_unknown_fields_are_kept_in_their_place() -> None:
    given = event(
        khu_vuc={"a": [1, None]},
        unit={"code": "H48.12", "fax": "1"},
        authorised=[{"name": "B"}, {"name": "C", "note": "em"}],
    )
    read = read_event(given, 1)
    assert isinstance(read, Dossier)
    back = to_event(read)
    assert back["khu_vuc"] == {"a": [1, None]}
    assert back["unit"] == {"code": "H48.12", "fax": "1"}
    assert back["authorised"] == [{"name": "B"}, {"name": "C", "note": "em"}]


@given(extra=EXTRA, inner=EXTRA, sequence=st.none() | st.integers(0, 2**63 - 1), note=st.text())
def test_round_trip_as_json_and_as_cells(
    extra: dict[str, Any], inner: dict[str, Any], sequence: int | None, note: str
) -> None:
    given = event(**extra, sequence=sequence, status_note=note)
    given["applicant"] |= inner
    read = read_event(given, 1)
    assert isinstance(read, Dossier)
    written = orjson.loads(orjson.dumps(to_event(read)))
    assert read_event(written, 1) == read
    cells = {name: str(cell) for name, cell in flatten(written).items()}
    lifted = unflatten(cells, 1)
    assert read_event(lifted, 1) == read


@given(st.dictionaries(st.sampled_from(list(event())), JSON))
def test_strange_json_is_read_or_refused_but_never_raises(strange: dict[str, Any]) -> None:
    read = read_event(event(**strange), 1)
    assert isinstance(read, Refusal) or json.dumps(to_event(read))
