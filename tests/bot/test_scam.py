"""Frauds that go round, with and without diacritics, and honest messages with the same words."""

import pytest

from bot.genuine import asks_if_genuine
from vietnam.text import strip_marks

SCAMS = [
    "Bạn có bưu kiện, chuyển 500k vào tk 0123456789 để nhận, bấm bit.ly/abc",
    "Bưu phẩm của bạn chưa giao được, vui lòng bấm https://vnpost-giao.top để cập nhật địa chỉ",
    "Có người gọi xưng cán bộ công an phường bảo nâng cấp VNeID mức 2, gửi link cài ứng dụng",
    "có người gọi bảo tài khoản định danh mức 2 bị lỗi, đọc mã otp để họ sửa",
    "Công an Hà Nội: anh liên quan đến vụ án rửa tiền, chuyển tiền vào tk 9704221234567 để xác minh",
    "Bạn được hoàn thuế thu nhập cá nhân 3.250.000đ, truy cập link thuedientu-hoan.top để nhận",
    "Thuê bao của quý khách sẽ bị khóa 2 chiều trong 2 giờ, bấm phím 1 để gặp tổng đài viên",
    "EVN thông báo nhà bạn nợ tiền điện, cắt điện trong hôm nay nếu không chuyển khoản ngay",
    "Con anh chị bị tai nạn đang cấp cứu, chuyển gấp 20 triệu viện phí",
    "Nhà trường thông báo đóng học phí vào số tài khoản mới 19012345678",
    "Tôi chuyển nhầm cho bạn 5 triệu, vui lòng chuyển lại vào tk 0987654321",
    "Chúc mừng bạn trúng thưởng xe SH, đóng phí 2 triệu để nhận giải",
    "Cổng dịch vụ công: hồ sơ của bạn lỗi, đăng nhập dichvucong-vn.com để bổ sung",
    "VNeID của bạn sắp hết hạn, cập nhật tại vneid.xyz",
    "Tuyển cộng tác viên việc nhẹ lương cao, nhấn vào link nhận hoa hồng",
    "Tài khoản ngân hàng của bạn bị khóa, bấm vào đường dẫn sau để mở",
    "Gia đình thuộc diện trợ cấp an sinh, tải ứng dụng này để được nhận tiền",
    "người lạ gọi xưng điện lực yêu cầu chuyển tiền không thì cắt điện",
    "có người gọi bảo là công an xã kêu tôi cài vneid giả",
    "ai đó gọi xưng cán bộ thuế bảo tôi cài app để hoàn thuế",
    "họ xưng là công an xã yêu cầu tôi gửi ảnh căn cước và mã otp",
    "Bạn có lệnh bắt của viện kiểm sát, nộp tiền bảo lãnh 50 triệu vào stk này",
    "Phạt nguội: xe của bạn vi phạm, nộp phạt tại https://csgt-nopphat.vip",
]
HONEST = [
    "tôi chuyển khoản lệ phí được không",
    "tôi chuyển nhầm tiền lệ phí, có được trả lại không",
    "tôi đóng lệ phí hai lần rồi, hoàn tiền thế nào",
    "link nộp hồ sơ trực tuyến ở đâu",
    "cho tôi xin link tải tờ khai",
    "tôi không nhận được mã otp đăng nhập dịch vụ công",
    "vneid mức 2 đăng ký ở đâu",
    "tài khoản vneid của tôi bị khóa, mở lại thế nào",
    "nâng cấp định danh mức 2 cần mang giấy tờ gì",
    "tôi muốn kích hoạt vneid",
    "nộp phạt chậm đăng ký thường trú bao nhiêu tiền",
    "nộp tiền sử dụng đất ở ngân hàng nào",
    "số tài khoản nộp thuế đất của xã là gì",
    "thủ tục hỗ trợ tiền điện hộ nghèo",
    "xin hỗ trợ học phí cho con hộ nghèo",
    "trợ cấp xã hội cần nộp giấy tờ gì để được nhận",
    "bảo hiểm xã hội một lần bao lâu nhận tiền",
    "căn cước hết hạn đổi ở đâu",
    "cập nhật số căn cước vào sổ đỏ",
    "hoàn thuế cần giấy tờ gì",
    "kết quả gửi qua bưu điện phí bao nhiêu",
    "tôi muốn nhận kết quả qua bưu kiện có được không",
    "vào dichvucong.gov.vn nộp hồ sơ bị báo lỗi",
    "trang https://dichvucong.gov.vn không vào được",
    "tải ứng dụng vneid ở đâu",
    "công an xã gọi tôi lên làm căn cước, cần mang gì",
    "cán bộ xã gọi bảo tôi bổ sung giấy tờ, nộp ở đâu",
    "cán bộ bảo tôi nộp 50 nghìn tiền lệ phí, có đúng mức không ạ",
    "con tôi nhập viện, tôi nộp hồ sơ muộn được không",
    "chính chủ sim đăng ký ở đâu, bị khóa thuê bao rồi",
    "đầu tư xây nhà cần giấy phép gì",
    "tôi thanh toán phí rồi mà hồ sơ chưa chạy, tiền đã bị trừ",
    "cháu muốn làm cộng tác viên dân số ở xã",
    "quên mật khẩu tài khoản dịch vụ công quốc gia",
]


@pytest.mark.parametrize("text", [*SCAMS, *map(strip_marks, SCAMS)])
def test_warned_of(text: str) -> None:
    assert asks_if_genuine(text)


@pytest.mark.parametrize("text", [*HONEST, *map(strip_marks, HONEST)])
def test_not_taken_for_one(text: str) -> None:
    assert not asks_if_genuine(text)
