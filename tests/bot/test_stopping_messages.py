"""A plain refusal stops all messages at once; whatever is a question, a condition, a protest or about
other things stops nothing. All sentences are invented."""

import pytest

from bot.certain import is_certain
from bot.opt_out import only_extras, stops_all
from bot.step import Step
from nlu.meaning import IntentGuess, IntentName, Meaning
from vietnam.text import fold

MUST_STOP = [
    "ngừng nhận tin",
    "NGUNG NHAN TIN",
    "đừng gửi tin nhắn cho tôi nữa",
    "DUNG GUI TIN NHAN CHO TOI NUA",
    "đừng nhắn nữa",
    "thôi không nhận tin nữa",
    "thoi ko nhan tin nua",
    "thoi k nhan tin nx",
    "xin vui lòng ngừng gửi tin báo cho tôi ạ",
    "cho tôi hủy nhận tin",
    "tôi muốn huỷ nhận thông báo",
    "em muon tat thong bao a",
    "sao nhắn hoài vậy, đừng nhắn nữa",
    "sao nhan hoai vay dung nhan nua",
    "Sao nhắn tin hoài vậy? Đừng nhắn nữa!",
    "đừng nhắn nữa, nghe chưa?",
    "đã bảo đừng nhắn tin nữa mà",
    "đủ rồi, đừng có nhắn tin cho tao nữa",
    "cấm nhắn tin cho tôi nữa",
    "phiền quá, khỏi báo tin nữa",
    "dung spam nua",
    "đừng làm phiền tôi nữa",
    "cán bộ đừng nhắn tin cho tôi nữa",
    "nhờ cán bộ ngừng gửi tin cho tôi",
    "nho can bo dung nhan tin cho toi nua",
    "xã ngừng nhắn tin giùm tôi",
    "anh đừng gửi tin nữa, tôi mắt kém không đọc được",
    "thôi khỏi nhắn nữa, tôi nhận được rồi",
    "HUY NHAN TIN VA XOA SO DT CUA TOI",
    "đừng nhắn tôi nữa, xoá luôn số máy đi",
    "tắt tin đi, ra khơi roaming tốn tiền quá, cám ơn",
    "tat tin nhan gium roaming ton tien",
    "off thong bao di",
    "stop nhan tin di",
    "ngung nhan tin cho so nay",
    "dung goi tin nua",
    "đừng gởi tin cho tui nữa",
    "tôi không muốn nhận tin nhắn của xã nữa",
    "từ nay đừng gửi gì cho tôi",
    "đề nghị xã ngừng gửi thông báo",
    "ngưng gửi tin nhắn hồ sơ cho tôi",
    "unsubscribe",
    "tôi rút lại sự đồng ý nhận tin",
    "đừng nhắn tin lung tung nữa",
    "đưng nhăn tin nưa",
    "nhắn nhiều quá rồi, đừng nhắn nữa",
    "toi da huy nhan tin roi ma van gui",
    "tôi nói rồi mà vẫn nhắn, đừng nhắn nữa",
    "hết việc rồi, đừng nhắn tin nữa",
    "dừng tin nhắn",
    "ban than toi khong can nhan tin nua",
    "bỏ nhận tin báo",
    "bo nhan tin bao",
    "bà già rồi đừng nhắn tin nữa con ơi",
    "cháu ơi bác không muốn nhận tin nữa",
    "xin đừng gửi tin nhắn nữa ạ",
    "lam on dung gui tin nua",
    "tôi không cần nhận thông báo nữa, cảm ơn",
    "k muốn nhận tin nữa",
    "hok nhận tin nữa đâu",
    "ngưng nhắn dùm cái",
    "NGUNG GUI TIN NHAN DEN SO NAY",
    "tôi yêu cầu ngừng gửi tin nhắn ngay lập tức",
    "yeu cau dung ngay viec nhan tin",
    "đừng báo tin cho bác nữa",
    "dừng gửi tin",
    "thôi đừng báo nữa, tôi tự lên hỏi",
    "bỏ tin báo cho tôi",
    "hủy tin nhắn",
    "tôi muốn dừng nhận thông báo của xã",
    "cho tui nghỉ nhận tin",
    "đừng gửi tin nhắn cho tôi nữa, tôi bận lắm",
    "đừng gửi tin cho tôi nữa nếu không tôi kiện",
    "tôi từ chối nhận tin",
    "tu choi nhan tin",
    "từ chối nhận thông báo",
    "khóa tin nhắn giùm",
    "không nhận tin nữa nhé",
    "em hủy đăng ký nhận tin ạ",
    "đừng nhắn cho tôi nữa được rồi",
    "mày mà nhắn nữa tao chửi, ngừng nhắn đi",
]
MUST_NOT_STOP = [
    "nhờ cán bộ báo tôi biết khi có kết quả",
    "nho can bo bao toi biet khi co ket qua",
    "cán bộ bảo tôi thiếu giấy",
    "can bo bao toi thieu giay",
    "cán bộ bảo tôi rút hồ sơ nhưng tôi không chịu",
    "can bo bao toi rut ho so nhung toi khong chiu",
    "nhờ cán bộ gửi tin nhắn cho tôi",
    "nho can bo gui tin nhan cho toi",
    "NHO CAN BO NHAN TIN CHO TOI",
    "bố tôi nhận thông báo đóng thuế đất",
    "bo toi nhan thong bao dong thue dat",
    "bộ phận một cửa báo tôi lên lấy",
    "bo phan mot cua bao toi len lay",
    "bộ phận một cửa gửi tin nhắn cho tôi lên lấy",
    "BO PHAN MOT CUA GUI TIN NHAN CHO TOI",
    "bổ sung giấy rồi báo tin cho tôi",
    "bo sung giay roi bao tin cho toi",
    "huỷ thẻ cũ đăng ký thẻ mới cho tôi",
    "huy the cu dang ky the moi cho toi",
    "gia hạn, hết hạn đăng ký tạm trú cho tôi",
    "gia han, het han dang ky tam tru cho toi",
    "hết hạn rồi gửi thông báo cho tôi",
    "sao tôi bị ngừng nhận tin báo vậy",
    "sao toi bi ngung nhan tin bao vay",
    "SAO TOI BI NGUNG NHAN TIN",
    "ai hủy nhận tin của tôi vậy",
    "ai huy nhan tin cua toi vay",
    "tự nhiên không nhận được tin báo nữa là sao",
    "tu nhien k nhan dc tin bao nua la sao",
    "hủy nhận tin thì có bị phạt không",
    "huy nhan tin thi co bi phat ko",
    "nếu ngừng nhận tin báo thì hồ sơ có sao không",
    "neu ngung nhan tin bao thi hs co sao k",
    "tại sao lại ngừng báo tin",
    "tai sao lai ngung bao tin",
    "vì sao ngừng gửi tin cho tôi",
    "hủy nhận tin kiểu gì",
    "muốn ngừng nhận tin thì làm thế nào",
    "ngừng nhận tin, hồ sơ có sao không?",
    "đừng nhắn nữa được không?",
    "đừng có mà ngưng báo tin cho tôi",
    "dung co ma ngung bao tin cho toi",
    "cấm ngừng nhắn tin cho tôi",
    "cam ngung nhan tin cho toi",
    "không được ngừng báo tin",
    "đừng dừng gửi tin cho tôi",
    "tôi có hủy nhận tin đâu",
    "tôi chưa hề hủy nhận tin",
    "tôi lỡ tay tắt thông báo rồi",
    "hôm qua tôi hủy nhận tin, giờ muốn nhận lại",
    "xã không nhắn tin nữa à",
    "mấy hôm nay xã không nhắn tin nữa",
    "bao giờ thì ngừng nhận tin",
    "sau khi nhận kết quả thì ngừng gửi tin cho tôi",
    "đừng quên nhắn tin cho tôi",
    "đúng tin nhắn của xã gửi chưa",
    "tôi dùng tin nhắn zalo để nhận báo",
    "toi bo sung giay roi, nhan tin cho toi khi xong",
    "toàn bộ tin nhắn gửi cho tôi",
    "bật lại tin báo cho tôi",
    "không báo tin nữa hả",
    "đừng gọi cho tôi nữa, nhắn tin thôi",
    "dung goi cho toi nua, nhan tin thoi",
    "DUNG GOI CHO TOI NUA, NHAN TIN THOI",
    "hủy nhận tin quảng cáo điện máy",
    "huy nhan tin quang cao dien may",
    "đừng nhắn tin lúc nửa đêm",
    "dung nhan tin luc nua dem",
    "đừng nhắn tin ban đêm nữa",
    "thôi đừng gửi tin quảng cáo thôi, tin hồ sơ vẫn gửi",
    "thoi dung gui tin quang cao thoi, tin ho so van gui",
    "ngừng gửi tin SMS, chuyển sang báo qua Zalo",
    "khi nào có kết quả rồi hãy ngừng báo tin",
    "cán bộ bảo tôi đừng nhắn tin nữa",
    "dừng nhận hồ sơ từ mấy giờ",
    "thôi gửi tin cho tôi đi",
    "đừng gửi hồ sơ qua bưu điện nữa",
    "tôi không nhận tin gì cả",
    "hủy thông báo thu hồi đất",
    "ngừng nhận tin có mất tiền không",
    "hủy nhận tin ở đâu",
    "tôi đâu có xin ngừng nhận tin",
    "ai cho phép ngừng báo tin cho tôi",
    "sao xã lại tắt thông báo của tôi",
    "tat thong bao roi sao biet ket qua",
    "huy nhan tin roi co nhan lai duoc ko",
    "mẹ tôi bị hủy nhận tin oan",
    "không nhận tin nữa thì làm sao biết kết quả",
    "ngừng nhận tin thì ai báo cho tôi",
    "đừng bao giờ ngừng báo tin",
    "khoan hãy ngừng nhận tin",
    "chưa ngừng nhận tin vội",
    "đừng gửi tin vào giờ ngủ",
    "đừng nhắn tin lúc 5 giờ sáng",
    "đừng nhắn sau 9h tối",
    "đừng gửi tin trước 7 giờ",
    "dung nhan tin buoi toi",
    "chặn tin nhắn lừa đảo giùm tôi",
    "chan tin nhan rac cho toi",
    "hủy nhận tin khuyến mãi viettel",
    "hủy tin nhắn cước phí",
    "tắt thông báo facebook",
    "đừng nhắn tin cho chồng tôi",
    "đừng gửi giấy về nhà",
    "khỏi gửi giấy, báo tin là được",
    "dừng nhận hồ sơ à",
    "hết nhận hồ sơ chưa",
    "bo nhan thong bao roi bao lai cho con",
    "bo oi nhan tin cho con",
    "cán bộ huyện nhắn tin cho tôi nữa nhé",
    "can bo nhan tin cho toi nua nhe",
    "can bo xa gui thong bao cho toi di",
    "bo cong an gui tin nhan cho toi",
    "bộ trưởng nhắn tin cho dân",
    "đúng rồi nhắn tin cho tôi đi",
    "dung roi nhan tin cho toi di",
    "đúng nhận tin báo là tôi",
    "thời hạn nhận tin báo",
    "hủy hồ sơ báo tin cho tôi",
    "bỏ hồ sơ cũ đi rồi nhắn cho tôi",
    "tôi không hề nói đừng nhắn tin nữa",
    "chồng tôi nói đừng nhắn tin nữa",
    "đừng nhắn tin qua zalo, nhắn sms",
    "đừng nhắn tin nhiều quá",
    "đừng nhắn 2 lần một tin",
]
WITHDRAWAL_SAID = [
    "tôi muốn rút hồ sơ",
    "toi rut ho so H48.12-261102-0007",
    "cho em hủy hồ sơ của em",
    "rut hs giup toi",
    "rút hồ sơ",
    "sao lâu thế, rút hồ sơ cho tôi",
]
WITHDRAWAL_TO_ASK = [
    "ai đã rút hồ sơ của tôi vậy",
    "ai da rut ho so cua toi vay",
    "rút đơn ly hôn ở toà",
    "rut don ly hon o toa",
    "rút hồ sơ của thằng hàng xóm giúp tao",
    "rut ho so cua thang hang xom giup tao",
    "cán bộ bảo tôi rút hồ sơ nhưng tôi không chịu",
    "can bo bao toi rut ho so nhung toi khong chiu",
    "sao hồ sơ tôi bị hủy",
    "nếu rút hồ sơ thì có được trả phí không",
    "đừng có mà hủy hồ sơ của tôi",
    "rút tiền bảo hiểm",
]
DATA_SAID = [
    "xóa dữ liệu của tôi",
    "xoa so cua toi di",
    "tôi rút lại sự đồng ý xử lý dữ liệu cá nhân",
    "cho tôi xem thông tin của tôi đang lưu",
    "rut lai su dong y",
]
DATA_TO_ASK = [
    "rút lại sự đồng ý cho con đi nước ngoài",
    "rut lai su dong y cho con di nuoc ngoai",
    "ai đã xóa thông tin của tôi vậy",
    "nếu xóa dữ liệu thì hồ sơ có sao không",
    "xóa án tích cho tôi",
]


def certain(text: str, intent: IntentName) -> bool:
    """Even where the model is quite sure."""
    sure = Meaning(text=text, intents=(IntentGuess(name=intent, confidence=0.99),))
    return is_certain(Step(intent=intent), sure, text)


@pytest.mark.parametrize("text", MUST_STOP)
def test_a_plain_refusal_stops_at_once(text: str) -> None:
    assert stops_all(text)
    assert not only_extras(text)


@pytest.mark.parametrize(
    "text", ["TC", "DUNG", "HUY", "tc", "Dừng", "hủy.", "STOP", "nhắn hoài thế, ngừng đi"]
)
def test_a_keyword_stops_at_once(text: str) -> None:
    assert certain(text, IntentName.NOTICE_UNSUBSCRIBE)


@pytest.mark.parametrize("text", MUST_NOT_STOP)
def test_nothing_else_stops_anything(text: str) -> None:
    assert not stops_all(text)
    assert not only_extras(text) or "quang cao" in fold(text)
    assert not certain(text, IntentName.NOTICE_UNSUBSCRIBE)


@pytest.mark.parametrize("text", WITHDRAWAL_SAID)
def test_a_withdrawal_said_outright(text: str) -> None:
    assert certain(text, IntentName.DOSSIER_WITHDRAW)


@pytest.mark.parametrize("text", WITHDRAWAL_TO_ASK)
def test_a_withdrawal_that_is_asked_for_first(text: str) -> None:
    assert not certain(text, IntentName.DOSSIER_WITHDRAW)


@pytest.mark.parametrize("text", DATA_SAID)
def test_a_wish_about_data_said_outright(text: str) -> None:
    assert certain(text, IntentName.PRIVACY_REQUEST)


@pytest.mark.parametrize("text", DATA_TO_ASK)
def test_a_wish_about_data_that_is_asked_for_first(text: str) -> None:
    assert not certain(text, IntentName.PRIVACY_REQUEST)
