"""Which desk a report is for."""

import pytest

from bot.report_kind import ReportKind, kind_of, tells_what_happened


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("có anh ở quầy gợi ý đưa tiền cà phê cho mau, tui muốn tố", ReportKind.MONEY_ASKED),
        ("can bo doi them tien moi lam", ReportKind.MONEY_ASKED),
        ("phải có phong bì mới xong, tôi sẽ khiếu nại", ReportKind.MONEY_ASKED),
        ("tôi muốn tố cáo chủ tịch xã", ReportKind.COMPLAINT),
        ("nộp đơn khiếu nại quyết định thu hồi đất ở đâu", ReportKind.COMPLAINT),
        ("đường vô thôn ổ gà đầy mà xã không sửa", ReportKind.FIELD),
        ("karaoke om sòm cả đêm", ReportKind.FIELD),
        ("cán bộ nói năng hỗn hào với người già", ReportKind.SERVICE),
        ("cổng dịch vụ công lỗi suốt", ReportKind.SERVICE),
        ("nộp tiền rồi mà cán bộ bảo chưa nộp", ReportKind.SERVICE),
        ("đòi hỏi giấy tờ vô lý, đi lại 3 lần", ReportKind.SERVICE),
    ],
)
def test_kind(text: str, kind: ReportKind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tôi muốn phản ánh", False),
        ("cho em phản ánh cán bộ một cửa xã", False),
        ("tôi muốn góp ý về thái độ của cán bộ", False),
        ("chị ở quầy số 4 nạt người già", True),
        ("tui chờ từ 7 giờ tới 10 giờ không ai tiếp", True),
    ],
)
def test_whether_it_tells_what_happened(text: str, told: bool) -> None:
    assert tells_what_happened(text) is told
