"""Names that tell of a death, among names that only sound like one."""

import pytest

from knowledge.procedures.codec import from_document, to_document
from knowledge.procedures.sensitive import is_about_death
from knowledge.procedures.shipped import load_shipped


@pytest.mark.parametrize(
    "name",
    [
        "Thủ tục đăng ký khai tử",
        "dang ky lai khai tu",
        "Thủ tục đăng ký khai tử lưu động",
        "Nhóm TTHC liên thông đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí/tử tuất",
        "Khai tử, xóa thường trú và tiền mai táng",
        "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
        "Giải quyết hưởng chế độ tử tuất",
        "Hưởng trợ cấp khi người có công đang hưởng trợ cấp ưu đãi từ trần",
        "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ",
        "Xét công nhận liệt sỹ, cấp bằng Tổ quốc ghi công",
        "Di chuyển hài cốt về an táng tại nghĩa trang do gia đình quản lý",
        "Cấp giấy phép vận chuyển thi hài",
        "Truy lĩnh lương hưu của người hưởng đã chết nhưng còn chế độ chưa nhận",
        "Cấp giấy chứng nhận hy sinh",
        "Cấp giấy chứng nhận hi sinh",
        "Xác minh quân nhân mất tích trong chiến tranh",
        "Chứng thực văn bản phân chia di sản",
        "Chứng thực văn bản từ chối nhận di sản",
        "Cấp giấy báo tử",
        "Hỗ trợ chi phí lễ tang",
        "Hỗ trợ người lao động bị tai nạn dẫn đến tử vong",
    ],
)
def test_about_a_death(name: str) -> None:
    assert is_about_death(name)


@pytest.mark.parametrize(
    "name",
    [
        "Đăng ký khai sinh",
        "Kê khai từ năm thứ hai",
        "Tờ khai tự động",
        "Khai từ ngày phát sinh nghĩa vụ",
        "Công nhận di sản văn hóa phi vật thể",
        "Xuất khẩu hàng hóa tăng thêm",
        "Điều chỉnh tăng lệ phí",
        "Cấp lại chứng từ khấu trừ thuế",
        "Chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất",
        "",
    ],
)
def test_about_no_death(name: str) -> None:
    assert not is_about_death(name)


def test_the_reviewed_ones_about_a_death() -> None:
    """Judged by hand, and never less than their names tell."""
    marked = {procedure.code for procedure in load_shipped() if procedure.bereavement}
    assert marked == {
        "1.000656",
        "1.001731",
        "1.001766",
        "1.005461",
        "1.010803",
        "1.010824",
        "1.014028",
        "2.000821",
        "2.001016",
        "2.001406",
        "2.002913",
    }
    assert {procedure.code for procedure in load_shipped() if is_about_death(procedure.name)} <= marked


def test_it_survives_the_store() -> None:
    for procedure in load_shipped():
        assert from_document(to_document(procedure)).bereavement is procedure.bereavement
