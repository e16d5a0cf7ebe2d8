"""The national portal's run-together cells, one odd shape a row."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.procedures.facts import Facet, answer, raw_text
from knowledge.procedures.importer import Refusal
from knowledge.procedures.importers.portal import COLLECTED_ON, read
from knowledge.procedures.procedure import FeeKind, Filing, Flag, Level, Procedure
from tests.knowledge.procedures.make import LAWS, PAPERS, WAYS, imported, record
from vietnam.duration import TimeLimit, TimeUnit

COLLECTION = Path(__file__).parents[4] / "shared" / "data" / "portal_raw.jsonl.gz"


def ways(rows: str) -> Procedure:
    return imported(cach_thuc_thuc_hien=WAYS + rows)


@pytest.mark.parametrize(
    ("rows", "text", "limit", "flag"),
    [
        pytest.param(
            "Trực tiếp5 Ngày làm việcMiễn phíTrực tuyến5 Ngày làm việcMiễn phí",
            "5 ngày làm việc",
            TimeLimit(amount=5, unit=TimeUnit.WORKDAY),
            None,
            id="all ways agree",
        ),
        pytest.param(
            "Trực tiếp1 ThángMiễn phí", "1 tháng", TimeLimit(amount=1, unit=TimeUnit.MONTH), None, id="month"
        ),
        pytest.param("Trực tiếp8 GiờMiễn phí", "8 giờ", None, None, id="hours stay text"),
        pytest.param("Trực tiếp1.5 Ngày làm việcMiễn phí", "1.5 ngày làm việc", None, None, id="half a day"),
        pytest.param("Trực tiếp1Miễn phí", "1", None, Flag.BARE_NUMBER, id="number without unit"),
        pytest.param(
            "Trực tuyến18 Ngày làm việcMiễn phíDịch vụ bưu chính4 Ngày làm việcMiễn phí",
            "18 ngày làm việc; 4 ngày làm việc",
            None,
            Flag.SEVERAL_VALUES,
            id="ways that are cases in disguise",
        ),
        pytest.param(
            "Trực tiếp10 NgàyKhông có thông tin20 ngày làm việc đối với cây cần bảo tồn",
            "10 ngày; 20 ngày làm việc đối với cây cần bảo tồn",
            None,
            Flag.SEVERAL_VALUES,
            id="description names another time",
        ),
        pytest.param(
            "Trực tiếp5 Ngày làm việcMiễn phíTrong 05 ngày làm việc, từ thứ 2 đến thứ 6, trước 15 giờ",
            "5 ngày làm việc",
            TimeLimit(amount=5, unit=TimeUnit.WORKDAY),
            None,
            id="description repeats the time and names an hour",
        ),
        pytest.param(
            "Trực tiếpKhông có thông tinMiễn phí28 ngày (cấp mới), 02 ngày (cấp lại)",
            "28 ngày (cấp mới), 02 ngày (cấp lại)",
            None,
            Flag.NOT_SPLIT,
            id="only the description tells",
        ),
    ],
)
def test_time(rows: str, text: str, limit: TimeLimit | None, flag: Flag | None) -> None:
    (fact,) = ways(rows).times
    assert (fact.text, fact.limit, fact.flag) == (text, limit, flag)


def test_rows_of_one_way_are_cases_when_each_says_which() -> None:
    times = ways("Trực tiếp10 NgàyMiễn phíTrường hợp cấp mớiTrực tiếp3 NgàyMiễn phíTrường hợp cấp lại").times
    assert [(time.case, time.text, time.flag) for time in times] == [
        ("Trường hợp cấp mới", "10 ngày", None),
        ("Trường hợp cấp lại", "3 ngày", None),
    ]


@pytest.mark.parametrize(
    ("fee", "kind", "amount", "flag"),
    [
        pytest.param("Miễn phí", FeeKind.EXEMPT, None, None, id="free and nothing beside"),
        pytest.param("Miễn phí(không có)", FeeKind.UNKNOWN, None, Flag.FREE_BESIDE_NOTE, id="empty note"),
        pytest.param(
            "Miễn phí(Mức do Hội đồng nhân dân tỉnh quyết định)",
            FeeKind.LOCAL,
            None,
            Flag.FREE_BESIDE_NOTE,
            id="set by the province",
        ),
        pytest.param(
            "Miễn phíLệ phí: 50000 đồng/lần", FeeKind.UNKNOWN, None, Flag.FREE_BESIDE_NOTE, id="fee described"
        ),
        pytest.param("50,000 Việt Nam Đồng", FeeKind.AMOUNT, 50_000, None, id="amount"),
        pytest.param("2,000 VNĐ(/trang)", FeeKind.AMOUNT, 2_000, None, id="amount per page"),
        pytest.param("20,000,000 VNĐ(20 triệu đồng/giấy)", FeeKind.AMOUNT, 20_000_000, None, id="in words"),
        pytest.param("10 USD(/bản)", FeeKind.AMOUNT, None, None, id="other currency has no amount in đồng"),
        pytest.param(
            "70,000 VNĐ(đến hết 2026 thu bằng 50%)", FeeKind.UNKNOWN, None, Flag.SEVERAL_VALUES, id="reduced"
        ),
        pytest.param(
            "1,500,000 VNĐ(áp dụng 750.000 đồng)",
            FeeKind.UNKNOWN,
            None,
            Flag.SEVERAL_VALUES,
            id="two amounts",
        ),
        pytest.param("135 VNĐ(135.000 đồng/lần)", FeeKind.UNKNOWN, None, Flag.BARE_NUMBER, id="in thousands"),
    ],
)
def test_fee(fee: str, kind: FeeKind, amount: int | None, flag: Flag | None) -> None:
    (fact,) = ways(f"Trực tiếp5 Ngày làm việc{fee}").fees
    assert (fact.kind, fact.amount, fact.flag) == (kind, amount, flag)


def test_amount_glued_to_the_number_of_days_is_not_guessed() -> None:
    (fee,) = ways("Trực tuyến150,000 VNĐ").fees
    assert (fee.flag, fee.amount, fee.text) == (Flag.NOT_SPLIT, None, "150,000 VNĐ")


def test_free_online_beside_an_amount_at_the_counter() -> None:
    fees = ways("Trực tuyến3 NgàyMiễn phíTrực tiếp3 Ngày50,000 VNĐ").fees
    assert [(fee.filing, fee.flag, fee.amount) for fee in fees] == [
        ((Filing.ONLINE,), Flag.FREE_BESIDE_NOTE, None),
        ((Filing.COUNTER,), None, 50_000),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            {"can_cu_phap_ly": LAWS + "Quy định mức thu phí thẩm định12/2020/TT-BTC"},
            id="legal basis on fees",
        ),
        pytest.param(
            {"trinh_tu_thuc_hien": "Bước 1: nộp hồ sơ và nộp phí tại quầy"}, id="steps ask for payment"
        ),
        pytest.param(
            {"thanh_phan_ho_so": f"--{PAPERS}Biên lai nộp lệ phí1 bản chính"}, id="a receipt is asked"
        ),
    ],
)
def test_free_is_doubted_when_another_cell_speaks_of_a_fee(cells: dict[str, str]) -> None:
    procedure = imported(**cells)
    assert procedure.fees[0].flag is Flag.FREE_BESIDE_NOTE
    assert raw_text(procedure.fees[0]) == ""
    assert answer(procedure, Facet.FEE).said == ()


def test_a_way_in_the_prose_is_no_row() -> None:
    procedure = ways("Trực tiếp5 NgàyMiễn phíNộp Trực tiếp 3 bộ hoặc Trực tuyến: qua cổng, 5 ngày")
    assert len(procedure.times) == 1
    assert procedure.online is None


@pytest.mark.parametrize(
    ("table", "papers"),
    [
        pytest.param(
            "Tờ khai1 bản chínhGiấy khai sinh0 bản chính,1 bản sao",
            [("Tờ khai", 1, 0, None), ("Giấy khai sinh", 0, 1, None)],
            id="originals and copies",
        ),
        pytest.param(
            "- Đơn theo Thông tư ngày 16/11/20181 bản chính",
            [("Đơn theo Thông tư ngày 16/11/2018", 1, 0, None)],
            id="year glued to the quantity",
        ),
        pytest.param(
            "Đơn theo mẫu BM.031 bản chính",
            [("Đơn theo mẫu BM.031", None, None, Flag.NOT_SPLIT)],
            id="03 and 1, or 031",
        ),
        pytest.param(
            "Nộp 02 bản chính tờ khai: 01 bản sao.1 bản chính",
            [("Nộp 02 bản chính tờ khai: 01 bản sao", 1, 0, None)],
            id="quantities in the name",
        ),
        pytest.param("Lưu ý:0 bản chính", [("Lưu ý", None, None, Flag.NOT_SPLIT)], id="remark"),
    ],
)
def test_papers(table: str, papers: list[tuple[str, int | None, int | None, Flag | None]]) -> None:
    found = imported(thanh_phan_ho_so=f"--{PAPERS}{table}").papers
    assert [(paper.text, paper.originals, paper.copies, paper.flag) for paper in found] == papers


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        pytest.param("Đơn đề nghị;Mẫu số 05.docx", "Đơn đề nghị", "Mẫu số 05", id="after a stop"),
        pytest.param(
            "Tờ khai trồng hoaMau01-BK(H).doc", "Tờ khai trồng hoa", "Mau01-BK(H)", id="case change"
        ),
        pytest.param(
            "Đơn theo Nghị định 1/2020/NĐ-CPMẫu 2.pdf", "Đơn theo Nghị định 1/2020/NĐ-CP", "Mẫu 2", id="caps"
        ),
        pytest.param("Đơn;a.docxB.docx", "Đơn", "a; B", id="two files"),
    ],
)
def test_form_file_is_cut_from_the_name(name: str, text: str, form: str) -> None:
    (paper,) = imported(thanh_phan_ho_so=f"--{PAPERS}{name}1 bản chính").papers
    assert (paper.text, paper.form, paper.flag) == (text, form, None)


def test_form_file_without_a_seam_is_flagged() -> None:
    (paper,) = imported(thanh_phan_ho_so=f"--{PAPERS}Văn bản báo cáobáo cáo.pdf1 bản chính").papers
    assert paper.flag is Flag.NOT_SPLIT


def test_headings_of_papers_are_cases() -> None:
    procedure = imported(
        thanh_phan_ho_so=(
            f"Trường hợp cấp mới:{PAPERS}Đơn1 bản chínhTrường hợp cấp lại:{PAPERS}Giấy cũ (nếu có)1 bản chính"
            f"* Giấy tờ phải xuất trình:{PAPERS}Căn cước1 bản chính"
        )
    )
    assert [(p.text, p.case, p.required, p.shown_only) for p in procedure.papers] == [
        ("Đơn", "Trường hợp cấp mới", True, False),
        ("Giấy cũ (nếu có)", "Trường hợp cấp lại", False, False),
        ("Căn cước", None, True, True),
    ]
    assert procedure.cases == ("Trường hợp cấp mới", "Trường hợp cấp lại")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        pytest.param(
            "Luật 61/2014/QH1361/2014/QH13Nghị định 1/2020/NĐ-CP1/2020/NĐ-CP",
            [("61/2014/QH13", "Luật 61/2014/QH13"), ("1/2020/NĐ-CP", "Nghị định 1/2020/NĐ-CP")],
            id="title ends in its number",
        ),
        pytest.param(
            "Luật Hoa sửa đổi 202076/2025/QH15", [("76/2025/QH15", "Luật Hoa sửa đổi 2020")], id="year"
        ),
        pytest.param(
            "Luật HoaLuật số 32/2024/QH1561/2025/TT-NHNNsố 61/2025/TT-NHNN",
            [("32/2024/QH15", "Luật Hoa"), ("61/2025/TT-NHNN", "")],
            id="code cell with words",
        ),
        pytest.param(
            "Thông tư về hoa theo Nghị định số 2/2025/NĐ-CP34/2025/TT-BCA",
            [("34/2025/TT-BCA", "Thông tư về hoa theo Nghị định số 2/2025/NĐ-CP")],
            id="another text's number ends the title",
        ),
        pytest.param("Về hoa66.7/2025/NQ-CP", [("66.7/2025/NQ-CP", "Về hoa")], id="dotted number"),
    ],
)
def test_legal(cell: str, found: list[tuple[str, str]]) -> None:
    laws = imported(can_cu_phap_ly=LAWS + cell).legal
    assert [(law.number, law.text) for law in laws] == found
    assert not any(law.flag for law in laws)


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(LAWS + "Bộ luật HoaBỘ LUẬT HOAsửa đổi1/2020/QH14", id="a row without number hides"),
        pytest.param(LAWS + "Nghị định về hoa năm nay", id="no number"),
        pytest.param(" của Bộ trưởng.)Trực tiếp3 Ngày", id="not the table at all"),
    ],
)
def test_legal_that_cannot_be_split_is_flagged(cell: str) -> None:
    assert all(law.flag is Flag.NOT_SPLIT for law in imported(can_cu_phap_ly=cell).legal)


def test_results_end_at_the_keywords() -> None:
    cell = "Giấy phép.Mã: KQ.G10.000272Văn bản từ chốiMã: 000.00.00.G04-KQ0173Từ khóaABCMô tảChọn cơ quan"
    assert [fact.text for fact in imported(ket_qua_xu_ly=cell).results] == ["Giấy phép", "Văn bản từ chối"]


def test_wrapped_lines_are_joined() -> None:
    cell = "Bước 1:\nNộp hồ sơ tại nơi\ncư trú.\n- Nhận kết quả;\nBước 2: xong ("
    steps = imported(trinh_tu_thuc_hien=cell).steps
    assert [step.text for step in steps] == [
        "Bước 1: Nộp hồ sơ tại nơi cư trú",
        "Nhận kết quả",
        "Bước 2: xong (",
    ]
    assert steps[-1].flag is Flag.NOT_SPLIT


@pytest.mark.parametrize(
    ("office", "level", "flag"),
    [
        pytest.param("Sở Tư pháp", "Cấp tỉnh", None, id="any province"),
        pytest.param("Sở Tư pháp Thành phố Hà Nội", "Cấp tỉnh", Flag.NOT_SPLIT, id="one of the provinces"),
        pytest.param("Cảng vụ Hải Phòng", "Cấp bộ", None, id="a central office sits somewhere"),
        pytest.param("Bảo hiểm xã hội cấp huyện", "Cấp bộ", Flag.NOT_SPLIT, id="districts are gone"),
    ],
)
def test_office(office: str, level: str, flag: Flag | None) -> None:
    (fact,) = imported(co_quan_thuc_hien=office, cap_thuc_hien=level).offices
    assert fact.flag is flag


def test_levels_and_source() -> None:
    procedure = imported(cap_thuc_hien="Cấp bộ, Cấp xã")
    assert (procedure.level, procedure.levels) == (Level.OTHER, (Level.COMMUNE, Level.MINISTRY))
    assert imported().level is Level.COMMUNE
    source = imported().papers[0].source
    assert (source.checked_on, source.decision) == (COLLECTED_ON, "12/QĐ-BNN")


def test_the_day_of_checking_may_stand_in_the_record() -> None:
    assert imported(checked_on="2026-11-01").times[0].source.checked_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        pytest.param({"ma_thu_tuc": "abc"}, "ma_thu_tuc", id="code"),
        pytest.param({"ten_thu_tuc": "  "}, "ten_thu_tuc", id="name"),
        pytest.param({"checked_on": "hôm qua"}, "checked_on", id="date"),
    ],
)
def test_refused(cells: dict[str, str], field: str) -> None:
    refusal = read(record(**cells), 7)
    assert isinstance(refusal, Refusal)
    assert (refusal.row, refusal.field) == (7, field)


_ROWS = (WAYS, "Trực tiếp", "Trực tuyến", "5 Ngày", "1", "Miễn phí", "50,000 VNĐ", "Không có thông tin")
_NAMES = (PAPERS, "1 bản chính", ",1 bản sao", "Mẫu 1.docx", LAWS, "12/2020/NĐ-CP", "Mã: KQ.G10.000001")
_PIECES = st.sampled_from((*_ROWS, *_NAMES, "(", ")", "\n"))


@given(st.lists(_PIECES | st.text(max_size=12), max_size=12).map("".join))
def test_no_cell_breaks_the_reader_or_makes_free_of_a_note(cell: str) -> None:
    cells = (
        "cach_thuc_thuc_hien",
        "thanh_phan_ho_so",
        "can_cu_phap_ly",
        "ket_qua_xu_ly",
        "trinh_tu_thuc_hien",
    )
    procedure = read(record(**dict.fromkeys(cells, cell)), 1)
    assert isinstance(procedure, Procedure)
    for fee in answer(procedure, Facet.FEE).said:
        assert "(" not in fee.text or getattr(fee, "kind", None) is FeeKind.AMOUNT


@pytest.mark.skipif(not COLLECTION.exists(), reason="the collection of the portal is not beside the checkout")
def test_whole_collection() -> None:
    procedures = [read(row, number) for number, row in enumerate(_collection(), start=1)]
    taken = [item for item in procedures if isinstance(item, Procedure)]
    assert len(taken) == len(procedures) == 2642
    land = next(item for item in taken if item.code == "1.013831")
    assert answer(land, Facet.TIME).said == ()
    birth = next(item for item in taken if item.code == "1.001193")
    assert answer(birth, Facet.FEE).said == answer(birth, Facet.TIME).said == ()
    assert sum(not answer(item, Facet.TIME).said for item in taken) < 900
    assert sum(bool(item.legal) for item in taken) > 2500


def _collection() -> Iterator[dict[str, Any]]:
    with gzip.open(COLLECTION, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
