"""Facts of procedures in words: sources, doubts, cases; every shipped procedure on every side."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot import short_lines
from bot.intents.procedure_facets import FACETS
from bot.procedure_view import Asked, cases_to_ask, paragraphs
from bot.wording import SMS_MOST, Wordings
from bot.wording_file import load_entries
from knowledge.procedures.facts import Facet, for_everybody
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
from vietnam.sms import fold_sms

WORDINGS = Wordings(load_entries())
PORTAL = Source(title="Cổng Dịch vụ công quốc gia", decision="163/QĐ-BTP", checked_on=date(2026, 7, 20))
DOUBTFUL = Source(title="Tổng hợp", checked_on=date(2026, 11, 22), certainty=Certainty.UNVERIFIED)
_ASIDE = re.compile(r" \([^)]*\)")
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


def sms(facet: Facet, known: Procedure, case: str | None = None) -> str:
    return WORDINGS.render(paragraphs(asked(facet, known, case)), [], SMS).text


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
        short = WORDINGS.render(paragraphs(asked(facet, shipped)), [], SMS)
        assert short.segments is not None and short.segments <= SMS_MOST, short.text
        assert not known or "Nguon: " in short.text


@pytest.mark.parametrize("shipped", load_shipped(), ids=lambda shipped: shipped.code)
class TestShippedOnSms:
    def test_every_paper_that_everybody_needs_or_that_some_are_left_out(self, shipped: Procedure) -> None:
        said = sms(Facet.PAPERS, shipped)
        needed = [
            short_lines.line(paper, asides=False, marked=False)
            for paper in shipped.papers
            if for_everybody(paper)
        ]
        missing = [line for line in needed if fold_sms(line) not in _ASIDE.sub("", said)]
        assert not missing or "co giay bat buoc: xem dichvucong.gov.vn" in said, missing

    def test_whatever_is_left_out_is_counted(self, shipped: Procedure) -> None:
        [papers, *_] = paragraphs(asked(Facet.PAPERS, shipped))
        kept, said = papers.values["short"], sms(Facet.PAPERS, shipped)
        assert isinstance(kept, tuple)
        told = {short_lines.line(paper, asides=False, marked=False) for paper in shipped.papers}
        assert len(kept) >= len(told) or re.search(rf"Con {len(told) - len(kept)} giay", said), said
        assert "muc nua" not in said

    def test_an_overview_tells_where_how_long_how_much(self, shipped: Procedure) -> None:
        said = sms(Facet.OVERVIEW, shipped)
        assert all(label in said for label in ("Noi nop: ", "Thoi han: ", "Le phi: "))
        assert not re.search(
            r"Noi nop: nop|Thoi han: thoi han|Le phi: le phi (?:\d|theo)", said, re.IGNORECASE
        )

    @pytest.mark.parametrize("facet", FACETS.values())
    def test_doubt_is_told_once_and_only_where_there_is_some(self, shipped: Procedure, facet: Facet) -> None:
        said = sms(facet, shipped)
        marks = said.count("(chua xac nhan)")
        assert ("Phan chua xac nhan" in said) == (marks > 0), said
        assert not marks or "Chua duoc xac nhan" not in said

    @pytest.mark.parametrize("facet", FACETS.values())
    def test_no_words_of_the_office(self, shipped: Procedure, facet: Facet) -> None:
        told = chat(facet, shipped)
        assert not re.search(
            r"motcua|pháp chế xác nhận\)|nguồn thứ cấp|điện tử tương tác|mẫu mẫu|mẫu Mẫu", told
        )
        assert "nếu có (nếu có)" not in told and not re.search(r"- Nếu có: .*\(nếu có\)", told)


def test_a_fact_ends_with_source_and_the_oldest_day() -> None:
    known = procedure(times=(TimeFact(text="7 ngày làm việc", source=PORTAL),))
    assert "Nguồn: Cổng Dịch vụ công quốc gia (163/QĐ-BTP), kiểm tra ngày 20/07/2026" in chat(
        Facet.TIME, known
    )


def test_what_is_not_confirmed_is_marked_and_only_that() -> None:
    known = procedure(
        papers=(Paper(text="Tờ khai", source=PORTAL), Paper(text="Giấy xác nhận", source=DOUBTFUL))
    )
    assert "Giay xac nhan (chua xac nhan). Phan chua xac nhan: hoi lai 1022." in sms(Facet.PAPERS, known)
    said = chat(Facet.PAPERS, known)
    assert "- Giấy xác nhận (chưa được xác nhận)" in said
    assert "- Tờ khai\n" in said
    assert "hỏi lại tại nơi nộp hồ sơ hoặc gọi 1022" in said
    assert "20/07/2026" in said


def test_what_is_all_unconfirmed_says_so_once() -> None:
    known = procedure(conditions=tuple(Fact(text=text, source=DOUBTFUL) for text in ("Đủ 18 tuổi", "Có nhà")))
    said = chat(Facet.CONDITIONS, known)
    assert said.count("chưa được") == 1 and "- Đủ 18 tuổi\n- Có nhà\n" in said
    assert sms(Facet.CONDITIONS, known).count("hua ") == 1


def test_doubt_about_steps_is_no_doubt_about_the_sms() -> None:
    known = procedure(
        steps=(Fact(text="Nộp hồ sơ", source=DOUBTFUL),),
        offices=(Fact(text="Công an cấp xã", source=PORTAL),),
    )
    assert "- Nộp hồ sơ (chưa được xác nhận)" in chat(Facet.OVERVIEW, known)
    said = sms(Facet.OVERVIEW, known)
    assert "xac nhan" not in said and said.startswith(
        "Thu tuc mau. Noi nop: Cong an cap xa. Thoi han: chua ro."
    )


def test_papers_of_everybody_come_first_and_the_online_form_last() -> None:
    papers = (
        Paper(text="Mẫu điện tử", case="Khi nộp trực tuyến", required=False, source=PORTAL),
        Paper(text="Giấy ủy quyền", case="Khi nhờ người khác", required=False, source=PORTAL),
        Paper(text="Căn cước", source=PORTAL),
    )
    said = chat(Facet.PAPERS, procedure(papers=papers))
    assert said.index("Căn cước") < said.index("Giấy ủy quyền") < said.index("Mẫu điện tử")


def test_what_does_not_fit_an_sms_is_what_some_need() -> None:
    some = tuple(
        Paper(text=f"Giấy {number} " + "x" * 60, case=f"Khi {number}", required=False, source=DOUBTFUL)
        for number in range(9)
    )
    known = procedure(papers=(*some, Paper(text="Căn cước", source=PORTAL)))
    said = WORDINGS.render(paragraphs(asked(Facet.PAPERS, known)), [], SMS)
    assert "giay to: Can cuoc; " in said.text and said.segments == SMS_MOST
    assert "giay theo truong hop rieng: xem dichvucong.gov.vn" in said.text


def test_doubt_about_a_paper_that_was_left_out_is_not_told() -> None:
    papers = [Paper(text="Giấy " + letter * 90, source=PORTAL) for letter in "abc"]
    late = Paper(text="Giấy muộn " + "d" * 90, case="Khi muộn", required=False, source=DOUBTFUL)
    known = procedure(papers=(*papers, late))
    assert "chưa được xác nhận" in chat(Facet.PAPERS, known)
    assert "xac nhan" not in sms(Facet.PAPERS, known)


def test_an_sms_names_what_is_unclear_of_the_fee() -> None:
    online = fee("Nộp trực tuyến: cổng ghi 160.000 đồng, cần hỏi lại", flag=Flag.SEVERAL_VALUES)
    said = sms(Facet.FEE, procedure(fees=(fee("200.000 đồng"), online)))
    assert "Chua ro muc thu: Nop truc tuyen. Hoi noi nop." in said and "160.000" not in said


class TestSum:
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            pytest.param({}, "không có trong dữ liệu của tôi", id="not known"),
            pytest.param(
                {"offices": (Fact(text="UBND cấp xã", source=PORTAL),)},
                "hồ sơ: UBND cấp xã; hoặc gọi 1022",
                id="whom to ask",
            ),
            pytest.param(
                {"notes": (Fact(text="Mức hưởng 500.000 đồng một tháng", source=DOUBTFUL),)},
                "số tiền được nhận:\n- Mức hưởng 500.000 đồng một tháng\nThông tin này chưa được",
                id="told by a note",
            ),
        ],
    )
    def test_is_not_answered_as_the_fee(self, facts: dict[str, Any], expected: str) -> None:
        known = procedure(benefit=True, fees=(fee("Không thu", kind=FeeKind.EXEMPT),), **facts)
        wanted = replace(asked(Facet.FEE, known), wants_sum=True)
        said = WORDINGS.render(paragraphs(wanted), [], CHAT).text
        assert expected in said and "Không thu" not in said and "1022" in said

    def test_the_fee_of_a_benefit_says_what_it_is_not(self) -> None:
        known = procedure(benefit=True, fees=(fee("Không thu", kind=FeeKind.EXEMPT),))
        assert "phí phải nộp khi làm thủ tục. Số tiền được nhận thì" in chat(Facet.FEE, known)


def test_conditions_that_nobody_wrote_down_begin_with_the_subjects() -> None:
    known = procedure(subjects="Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)")
    said = chat(Facet.CONDITIONS, known)
    assert "Thủ tục mẫu: công dân Việt Nam, tổ chức khác.\nTôi chưa có thông tin chắc chắn" in said


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
        assert "- Giấy A\n" in said and "trường hợp: Nhà thuê." in said and "Nhà của mình" not in said

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
        pytest.param(
            Facet.OVERVIEW,
            {
                "steps": (Fact(text="Nộp hồ sơ", source=PORTAL),),
                "offices": (Fact(text="Nộp tại Trung tâm", source=PORTAL),),
                "fees": (fee("Lệ phí 135.000 đồng"),),
            },
            "Nơi nộp: Trung tâm.\nThời hạn: chưa rõ, Ông/Bà hỏi ngày trả tại nơi nộp.\nLệ phí: 135.000 đồng.",
            id="no label twice, and what is not known",
        ),
        pytest.param(
            Facet.TIME,
            {"times": (TimeFact(text="15 ngày nếu hồ sơ phức tạp", case="Hồ sơ phức tạp", source=PORTAL),)},
            "- 15 ngày nếu hồ sơ phức tạp\n",
            id="the text names its case",
        ),
        pytest.param(
            Facet.PAPERS,
            {"papers": (Paper(text="Giấy tờ của hộ gia đình", case="Hộ gia đình", source=PORTAL),)},
            "- Hộ gia đình: Giấy tờ của hộ gia đình\n",
            id="a paper keeps its case",
        ),
        pytest.param(
            Facet.PAPERS,
            {"papers": (Paper(text="Bệnh án", case="Nếu có", source=PORTAL),)},
            "- Bệnh án (nếu có)\n",
            id="if there is one",
        ),
        pytest.param(
            Facet.PAPERS,
            {
                "papers": (
                    Paper(
                        text="Căn cước",
                        originals=1,
                        shown_only=True,
                        in_population_database=True,
                        source=PORTAL,
                    ),
                )
            },
            "- Căn cước (mang theo để xem, không phải nộp)\n",
            id="shown and not handed in",
        ),
        pytest.param(
            Facet.PAPERS,
            {
                "papers": (
                    Paper(
                        text="Mẫu điện tử điền trên cổng", form="Mẫu hộ tịch điện tử tương tác", source=PORTAL
                    ),
                )
            },
            "- Mẫu điện tử điền trên cổng\n",
            id="the portal's own form",
        ),
        pytest.param(
            Facet.PAPERS,
            {"papers": (Paper(text="Đơn", form="Mẫu số 18 Nghị định 151/2025/NĐ-CP", source=PORTAL),)},
            "- Đơn (mẫu số 18 Nghị định 151/2025/NĐ-CP)\n",
            id="a form that calls itself one",
        ),
    ],
)
def test_lines(facet: Facet, facts: dict[str, Any], expected: str) -> None:
    assert expected in chat(facet, procedure(**facts))
