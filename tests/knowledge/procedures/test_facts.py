"""What may be said of a procedure: flags, cases, sources."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.procedures.facts import Facet, answer, may_be_said, raw_text, told_sum
from knowledge.procedures.procedure import (
    Certainty,
    Fact,
    FeeFact,
    FeeKind,
    Flag,
    Online,
    Paper,
    Procedure,
    ProcedureCode,
)
from tests.knowledge.procedures.make import SOURCE, imported

UNVERIFIED = replace(SOURCE, certainty=Certainty.UNVERIFIED, checked_on=date(2026, 11, 22))


def fee(text: str, kind: FeeKind, *, flag: Flag | None = None, case: str | None = None) -> FeeFact:
    return FeeFact(text=text, source=SOURCE, kind=kind, flag=flag, case=case)


@pytest.mark.parametrize(
    ("fact", "said", "raw"),
    [
        pytest.param(fee("Miễn phí", FeeKind.EXEMPT), True, "", id="free by kind"),
        pytest.param(fee("Miễn phí", FeeKind.UNKNOWN), False, "", id="free without the kind"),
        pytest.param(
            fee("Miễn phí 8.000 đồng", FeeKind.EXEMPT), False, "8.000 đồng", id="free beside an amount"
        ),
        pytest.param(
            fee("Miễn phí (theo nghị quyết)", FeeKind.LOCAL, flag=Flag.FREE_BESIDE_NOTE),
            False,
            "theo nghị quyết",
            id="free beside a note",
        ),
        pytest.param(fee("8000", FeeKind.AMOUNT), False, "", id="bare amount"),
        pytest.param(fee("8.000 đồng/bản", FeeKind.AMOUNT), True, "8.000 đồng/bản", id="amount"),
        pytest.param(Fact(text="1", source=SOURCE), False, "", id="bare number of days"),
        pytest.param(Fact(text="1", source=SOURCE, flag=Flag.BARE_NUMBER), False, "", id="flagged number"),
        pytest.param(
            Fact(text="18 ngày; 4 ngày", source=SOURCE, flag=Flag.SEVERAL_VALUES),
            False,
            "18 ngày; 4 ngày",
            id="two",
        ),
    ],
)
def test_may_be_said(fact: Fact, said: bool, raw: str) -> None:
    assert may_be_said(fact) is said
    assert raw_text(fact) == raw


def test_an_answer_keeps_what_is_unclear_apart() -> None:
    unclear = fee("Miễn phí (xem biểu)", FeeKind.UNKNOWN, flag=Flag.FREE_BESIDE_NOTE)
    amount = replace(fee("8.000 đồng", FeeKind.AMOUNT), source=UNVERIFIED)
    told = answer(replace(imported(), fees=(unclear, amount)), Facet.FEE)
    assert (told.said, told.unclear) == ((amount,), (unclear,))
    assert told.sources == (UNVERIFIED,)
    assert told.unconfirmed
    assert told.checked_on == date(2026, 11, 22)


def test_sources_of_an_answer_that_is_only_unclear() -> None:
    flagged = Fact(text="1", source=SOURCE, flag=Flag.BARE_NUMBER)
    told = answer(replace(imported(), offices=(flagged,)), Facet.PLACE)
    assert (told.said, told.sources, told.nothing_known, told.unconfirmed) == ((), (SOURCE,), False, False)


def test_a_case_leaves_out_the_other_cases_only() -> None:
    fees = (
        fee("Không thu", FeeKind.EXEMPT, case="Đúng hạn"),
        fee("Do tỉnh quy định", FeeKind.LOCAL, case="Quá hạn"),
        fee("2.000 đồng/trang", FeeKind.AMOUNT, case="Khi cần bản sao"),
    )
    procedure = replace(imported(), cases=("Đúng hạn", "Quá hạn"), fees=fees)
    assert answer(procedure, Facet.FEE, "dung han").said == (fees[0], fees[2])
    assert answer(procedure, Facet.FEE).cases == ("Đúng hạn", "Quá hạn")


@pytest.mark.parametrize(
    ("possible", "known"), [(True, True), (False, True), (None, False)], ids=["yes", "no", "not said"]
)
def test_online(possible: bool | None, known: bool) -> None:
    procedure = replace(imported(), online=Online(text="Trực tuyến", source=SOURCE, possible=possible))
    assert bool(answer(procedure, Facet.ONLINE).said) is known


def test_forms_are_the_papers_that_have_one() -> None:
    form = Paper(text="Tờ khai", source=SOURCE, form="Mẫu 1")
    procedure = replace(imported(), papers=(Paper(text="Ảnh", source=SOURCE), form))
    assert answer(procedure, Facet.FORM).said == (form,)


def test_papers_are_in_the_order_of_who_needs_them() -> None:
    def paper(case: str | None, *, required: bool = False) -> Paper:
        return Paper(text=case or "Ai cũng cần", case=case, required=required, source=SOURCE)

    papers = (paper("Khi nộp trực tuyến"), paper("Khi ủy quyền"), paper("Thuê"), paper(None, required=True))
    procedure = replace(imported(), cases=("Thuê",), papers=papers)
    assert answer(procedure, Facet.PAPERS).said == tuple(
        reversed((papers[0], papers[1], papers[2], papers[3]))
    )


@pytest.mark.parametrize(
    ("benefit", "note", "told"),
    [
        pytest.param(True, "Mức hưởng 500.000 đồng một tháng", True, id="sum"),
        pytest.param(True, "Mức hưởng tùy người", False, id="no figure"),
        pytest.param(False, "Mức hưởng 500.000 đồng một tháng", False, id="no benefit"),
    ],
)
def test_the_sum_of_a_benefit(benefit: bool, note: str, told: bool) -> None:
    fact = Fact(text=note, source=SOURCE)
    assert told_sum(replace(imported(), benefit=benefit, notes=(fact,))) == ((fact,) if told else ())


@pytest.mark.parametrize("facet", Facet)
def test_every_facet_of_an_empty_procedure_is_unknown(facet: Facet) -> None:
    nothing = Procedure(code=ProcedureCode("1.900001"), name="Hoa", official_name="Hoa", family="1.900001")
    told = answer(nothing, facet)
    assert told.nothing_known
    assert told.checked_on is None
