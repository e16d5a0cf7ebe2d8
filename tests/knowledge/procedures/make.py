"""Procedures and portal records for the tests of this folder: invented contents in the real shapes."""

from datetime import date
from typing import Any

from knowledge.procedures.importer import Refusal
from knowledge.procedures.importers.portal import read
from knowledge.procedures.procedure import Procedure, Source

WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS = "Tên văn bản pháp lýMã văn bản"
SOURCE = Source(title="Cổng thử", checked_on=date(2026, 7, 20))

RECORD: dict[str, Any] = {
    "ma_thu_tuc": "1.900001",
    "detail_url": "https://example.vn/1.900001",
    "ten_thu_tuc": "Thủ tục cấp giấy xác nhận trồng hoa",
    "so_quyet_dinh": "12/QĐ-BNN",
    "cap_thuc_hien": "Cấp xã",
    "linh_vuc": "Trồng trọt",
    "doi_tuong_thuc_hien": "Công dân Việt Nam",
    "co_quan_co_tham_quyen": "",
    "dia_chi_tiep_nhan": "",
    "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
    "trinh_tu_thuc_hien": "- Nộp hồ sơ\n- Nhận kết quả",
    "cach_thuc_thuc_hien": WAYS + "Trực tiếp5 Ngày làm việcMiễn phí",
    "thanh_phan_ho_so": f"--{PAPERS}Tờ khai trồng hoa1 bản chính",
    "can_cu_phap_ly": f"{LAWS}Luật Trồng trọt31/2018/QH14",
    "yeu_cau_dieu_kien": "Không có thông tin",
    "ket_qua_xu_ly": "Giấy xác nhậnMã: KQ.G10.000001Từ khóaKhông có thông tinMô tảKhông có thông tin",
}


def record(**cells: str) -> dict[str, Any]:
    return RECORD | cells


def imported(**cells: str) -> Procedure:
    result = read(record(**cells), 1)
    assert not isinstance(result, Refusal)
    return result
