"""Facts of procedures in words: sources, doubts, cases; every shipped procedure on every side."""

from datetime import date
from typing import Any

import pytest

from bot.intents.procedure_facets import FACETS
from bot.procedure_view import Asked, cases_to_ask, paragraphs
from bot.wording import SMS_MOST, Wordings
from bot.wording_file import load_entries
from knowledge.procedures.facts import Facet
from knowledge.procedures.procedure import (
    Certainty,
    Fact,
    FeeFact,
    FeeKind,
    Filing,
    Flag,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureCode,
    Source,
    TimeFact,
)
from knowledge.procedures.shipped import load_shipped
from tests.bot.talk import CHAT, SMS

WORDINGS = Wordings(load_entries())
PORTAL = Source(title="Cổng Dịch vụ công quốc gia", decision="163/QĐ-BTP", checked_on=date(2026, 7, 20))
DOUBTFUL = Source(title="Tổng hợp", checked_on=date(2026, 11, 22), certainty=Certainty.UNVERIFIED)
CASES = ("Nhà của mình", "Nhà thuê")


def procedure(**facts: Any) -> Procedure:
    values: dict[str, Any] = {
        "code": ProcedureCode("9.000001"),
        "name": "Thủ tục mẫu",
        "official_name": "Thủ tục mẫu",
        "family": "mau",
        **facts,
    }
    return Procedure(**values)


def asked(facet: Facet, known: Procedure, case: str | None = None) -> Asked:
    return Asked(procedure=known, facet=facet, hotline="1022", case=case)


def chat(facet: Facet, known: Procedure, case: str | None = None) -> str:
    return WORDINGS.render(paragraphs(asked(facet, known, case)), [], CHAT).text


def fee(text: str, **changed: Any) -> FeeFact:
    values: dict[str, Any] = {"text": text, "source": PORTAL, "kind": FeeKind.AMOUNT, **changed}
    return FeeFact(**values)


@pytest.mark.parametrize("facet", FACETS.values())
def test_nothing_known_is_said_with_the_way_on(facet: Facet) -> None:
    said = chat(facet, procedure())
    assert "chưa có thông tin chắc chắn" in said and "Thủ tục mẫu" in said
    assert "dichvucong.gov.vn" in said and "1022" in said


@pytest.mark.parametrize("shipped", load_shipped(), ids=lambda shipped: shipped.code)
def test_every_shipped_procedure_on_every_side(shipped: Procedure) -> None:
    for facet in FACETS.values():
        said = chat(facet, shipped)
        known = "chưa có thông tin chắc chắn" not in said
        assert not known or ("Nguồn: " in said and "/2026" in said), said
        assert len(said) <= CHAT.length
        sms = WORDINGS.render(paragraphs(asked(facet, shipped)), [], SMS)
        assert sms.segments is not None and sms.segments <= SMS_MOST, sms.text
        assert not known or "Nguon: " in sms.text


def test_a_fact_ends_with_source_and_the_oldest_day() -> None:
    known = procedure(times=(TimeFact(text="7 ngày làm việc", source=PORTAL),))
    assert "Nguồn: Cổng Dịch vụ công quốc gia (163/QĐ-BTP), kiểm tra ngày 20/07/2026" in chat(
        Facet.TIME, known
    )


def test_what_is_not_confirmed_is_marked_and_only_that() -> None:
    known = procedure(
        papers=(Paper(text="Tờ khai", source=PORTAL), Paper(text="Giấy xác nhận", source=DOUBTFUL))
    )
    said = chat(Facet.PAPERS, known)
    assert "- Giấy xác nhận (chưa được xác nhận)" in said
    assert "- Tờ khai\n" in said
    assert "hỏi lại tại nơi nộp hồ sơ hoặc gọi 1022" in said
    assert "20/07/2026" in said


@pytest.mark.parametrize(
    ("flagged", "never"),
    [
        pytest.param(
            fee("Miễn phí (theo HĐND tỉnh)", kind=FeeKind.LOCAL, flag=Flag.FREE_BESIDE_NOTE),
            "Miễn phí",
            id="free beside a note",
        ),
        pytest.param(fee("Miễn phí", kind=FeeKind.UNKNOWN), "Miễn phí", id="free without a flag"),
        pytest.param(fee("1", kind=FeeKind.UNKNOWN, flag=Flag.BARE_NUMBER), "- 1", id="a bare number"),
    ],
)
def test_a_doubtful_fee_is_never_asserted(flagged: FeeFact, never: str) -> None:
    said = chat(Facet.FEE, procedure(fees=(flagged,)))
    assert "ghi chưa rõ về phí, lệ phí" in said and "1022" in said
    assert never not in said


def test_what_is_unclear_stands_apart_from_what_is_said() -> None:
    flagged = TimeFact(text="18 ngày; 4 ngày", source=PORTAL, flag=Flag.SEVERAL_VALUES)
    said = chat(Facet.TIME, procedure(times=(TimeFact(text="7 ngày làm việc", source=PORTAL), flagged)))
    sure, unclear = said.split("chưa rõ nghĩa")
    assert "7 ngày làm việc" in sure and "18 ngày" not in sure
    assert "18 ngày" in unclear


class TestCases:
    @pytest.fixture
    def known(self) -> Procedure:
        papers = [
            Paper(text=f"Giấy {letter}", case=case, source=PORTAL)
            for case in CASES
            for letter in ("A", "B", "C")
        ]
        return procedure(cases=CASES, papers=tuple(papers), fees=(fee("5.000 đồng", case=CASES[0]),))

    def test_many_facts_that_differ_ask_for_the_case(self, known: Procedure) -> None:
        assert cases_to_ask(asked(Facet.PAPERS, known)) == CASES

    def test_the_case_once_known_is_not_asked_again(self, known: Procedure) -> None:
        assert cases_to_ask(asked(Facet.PAPERS, known, CASES[1])) == ()
        said = chat(Facet.PAPERS, known, CASES[1])
        assert "Nhà thuê: Giấy A" in said and "Nhà của mình" not in said

    def test_few_facts_are_told_with_their_cases(self, known: Procedure) -> None:
        assert cases_to_ask(asked(Facet.FEE, known)) == ()
        assert "Nhà của mình: 5.000 đồng" in chat(Facet.FEE, known)


@pytest.mark.parametrize(
    ("facet", "facts", "expected"),
    [
        pytest.param(
            Facet.PAPERS,
            {"papers": (Paper(text="Tờ khai", form="CT01", originals=1, copies=2, source=PORTAL),)},
            "Tờ khai (mẫu CT01, 1 bản chính, 2 bản sao)",
            id="paper with its form and counts",
        ),
        pytest.param(
            Facet.PAPERS,
            {"papers": (Paper(text="Căn cước", in_population_database=True, source=PORTAL),)},
            "Căn cước (đã có trong cơ sở dữ liệu thì không phải nộp)",
            id="need not be handed in",
        ),
        pytest.param(
            Facet.FORM,
            {"papers": (Paper(text="Tờ khai", form="CT01", source=PORTAL), Paper(text="Ảnh", source=PORTAL))},
            "mẫu đơn, tờ khai:\n- CT01 – Tờ khai\nMẫu có tại",
            id="forms only",
        ),
        pytest.param(
            Facet.TIME,
            {"times": (TimeFact(text="3 ngày", filing=(Filing.ONLINE,), source=PORTAL),)},
            "Nộp trực tuyến: 3 ngày",
            id="time by way of filing",
        ),
        pytest.param(
            Facet.FEE,
            {"fees": (fee("Nộp trực tuyến: 7.000 đồng", amount=7000, filing=(Filing.ONLINE,)),)},
            "- Nộp trực tuyến: 7.000 đồng\n",
            id="the way of filing is not said twice",
        ),
        pytest.param(
            Facet.LEGAL,
            {"legal": (LegalBasis(number="123/2015/NĐ-CP", text="Nghị định hộ tịch", source=PORTAL),)},
            "Nghị định hộ tịch (123/2015/NĐ-CP)",
            id="legal basis",
        ),
        pytest.param(
            Facet.OVERVIEW,
            {
                "steps": (Fact(text="Nộp hồ sơ", source=PORTAL),),
                "offices": (Fact(text="Công an cấp xã", source=PORTAL),),
            },
            "- Nộp hồ sơ\nNơi nộp: Công an cấp xã.",
            id="overview with the place",
        ),
    ],
)
def test_lines(facet: Facet, facts: dict[str, Any], expected: str) -> None:
    assert expected in chat(facet, procedure(**facts))
