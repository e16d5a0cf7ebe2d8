"""What is said of our messages: refusals, wrong numbers. All sentences are invented."""

import pytest

from bot.opt_out import only_calls, only_extras, stops_all
from bot.wrong_number import may_say_so, says_so

WRONG = [
    "nhầm số rồi",
    "toi khong phai nguoi nop",
    "số này không phải của ông A",
    "sai so roi",
    "nham so r",
    "gửi nhầm rồi",
    "nhầm người rồi bạn ơi",
    "toi ko phai Nguyen Van Thu nhe",
    "so nay ko phai cua ba Mau",
    "minh khong nop ho so nao ca",
    "toi k nop ho so gi het",
    "tôi đâu có nộp hồ sơ nào",
    "sim này tôi mới mua",
    "day khong phai so cua ong Thu",
    "lộn số rồi",
    "nhan tin nham may roi",
    "Nhầm máy rồi ạ",
    "không phải tôi",
    "tôi không biết hồ sơ này",
    "khong phai cua toi",
    "hồ sơ này không phải của tôi",
    "tôi không quen ai tên đó",
    "o day khong co ai ten Thu",
    "so nay da doi chu",
    "wrong number",
    "ko phai so cua toi",
    "gửi lộn rồi nha",
    "sai người rồi",
    "tin này gửi nhầm người",
    "chủ cũ của số này",
    "toi la chu moi cua sim nay",
    "Em không làm hồ sơ nào ở xã",
    "bạn nhắn nhầm số điện thoại rồi",
    "nhầm sdt rồi",
    "Không phải số của người này",
    "nham roi",
    "số này của tôi chứ không phải của ông Thử",
    "tui hông phải người nộp",
    "toi ko co ho so nao ca",
    "toi khong dung ten ho so nay",
    "lôn sô rôi",
    "nhâm sô rôi em oi",
]
OTHER_MISTAKES = [
    "nộp nhầm",
    "ghi nhầm tên con tôi",
    "tôi nộp nhầm hồ sơ thì sao",
    "chuyển nhầm tiền",
    "nhầm số hồ sơ",
    "sai số căn cước trên giấy",
    "tôi không nộp hồ sơ online được",
    "tôi đổi số điện thoại thì làm sao",
    "nhầm số nhà",
    "hồ sơ của tôi đâu rồi",
    "không phải nộp phí à",
    "tôi không phải nộp phí",
    "ba tôi không phải người địa phương có làm được không",
    "sai ngày sinh",
    "toi khong phai nop gi them a",
    "hs bi sai so chung minh",
    "không phải, cái kia",
    "cán bộ nhầm tên",
    "tôi không biết hồ sơ đến đâu rồi",
    "toi khong biet nop o dau",
]
FEWER = [
    "TC KS",
    "đừng hỏi khảo sát nữa",
    "khỏi nhắc nữa",
    "tc khao sat",
    "không cần khảo sát",
    "thoi khoi khao sat",
    "đừng bắt tôi chấm điểm nữa",
    "ko muon danh gia nua",
    "bo nhac nho di",
    "tắt nhắc nhở",
    "ngừng gửi khảo sát",
    "đừng gửi phiếu đánh giá nữa",
    "toi khong muon tra loi khao sat",
    "khỏi hỏi ý kiến",
    "HUY KS",
    "dung nhac toi nua",
    "đừng nhắc nhở nữa",
    "khao sat hoai phien qua",
    "không tham gia khảo sát",
    "tôi không làm khảo sát",
    "đừng nhắc tôi đi nhận kết quả nữa",
    "ngưng nhắc",
    "dung khao sat",
    "huy nhan khao sat",
    "không thích bị hỏi đánh giá",
    "k can nhac nua",
    "miễn khảo sát nhé",
    "chỉ báo việc cần thôi, đừng khảo sát",
    "từ chối khảo sát",
    "tu choi khao sat",
    "không nhận khảo sát",
    "không nhận tin khảo sát nữa",
    "đừng hỏi tôi hài lòng hay không nữa",
    "đừng gửi tin nhắc",
    "thôi đừng nhắc",
    "khảo sát gì mà lắm thế, thôi đi",
    "đừng hỏi chấm điểm",
    "ko nhac nua",
    "chi gui tin quan trong thoi",
    "chỉ nhận tin bắt buộc",
]
NOT_FEWER = [
    "đừng gửi tin nữa",
    "hồ sơ khảo sát địa chất cần gì",
    "cán bộ không hỏi ý kiến tôi",
    "TC",
    "khảo sát ở đâu",
    "toi muon danh gia",
    "nhắc tôi khi có kết quả",
    "không hài lòng",
    "đánh giá 2 sao",
]
NONE_ANY_MORE = [
    "đừng gửi tin nữa",
    "ngừng gửi tin",
    "dung nhan tin nua",
    "khong muon nhan tin nua",
    "tôi không muốn nhận thông báo nữa",
    "huy nhan tin",
    "hủy đăng ký nhận tin",
    "tắt thông báo",
    "thôi đừng nhắn nữa",
    "bỏ nhận tin báo",
    "khỏi báo tin nữa",
    "ngưng thông báo đi",
    "đừng làm phiền tôi",
    "spam vừa thôi, đừng nhắn nữa",
    "ko nhan tin bao nua",
    "không nhận tin nữa",
    "dừng nhận tin",
    "xin ngừng tin báo",
    "đừng nhắn tin cho tôi nữa",
    "chặn tin nhắn này",
    "hủy theo dõi",
    "khong can bao tin",
    "không cần gửi thông báo cho tôi",
    "tui hong muon nhan tin nua",
    "stop gửi tin",
    "ngừng nhắn",
    "dung gui nua",
    "đừng báo nữa",
    "k muon nhan tin bao",
    "tôi rút đồng ý nhận tin",
    "thôi khỏi gửi",
    "ngung gui sms cho so nay",
    "phiền quá đừng gửi nữa",
    "tat tin bao",
    "bỏ theo dõi đi",
    "không muốn bị làm phiền nữa",
    "từ nay đừng gửi gì cho tôi",
    "ko can nhan tin nua dau",
    "mệt quá đừng nhắn tin hoài",
    "dừng dịch vụ tin báo",
]
STILL_WANTED = [
    "không nhận được tin báo",
    "sao không gửi tin cho tôi",
    "tôi chưa nhận được thông báo",
    "đừng hủy nhận tin",
    "không gửi hồ sơ được",
    "dừng hồ sơ của tôi lại",
    "hủy đăng ký kinh doanh",
    "hủy đăng ký thường trú",
    "có phải nhận tin không",
    "tôi không nhận tiền",
    "khong gui tin",
    "báo tin cho tôi",
    "thôi tôi không nộp nữa",
    "bỏ hồ sơ đi",
    "đừng quên báo tin cho tôi",
    "đừng bỏ sót tin báo",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_number(text: str) -> None:
    assert says_so(text)


@pytest.mark.parametrize("text", OTHER_MISTAKES)
def test_another_mistake(text: str) -> None:
    assert not says_so(text)


@pytest.mark.parametrize("text", FEWER)
def test_only_what_the_law_demands(text: str) -> None:
    assert only_extras(text)


@pytest.mark.parametrize("text", NOT_FEWER)
def test_not_about_extras(text: str) -> None:
    assert not only_extras(text)


@pytest.mark.parametrize("text", NONE_ANY_MORE)
def test_nothing_any_more(text: str) -> None:
    assert stops_all(text)


@pytest.mark.parametrize("text", STILL_WANTED)
def test_still_wanted(text: str) -> None:
    assert not stops_all(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đây không phải số của ông A, nhầm số rồi", True),
        ("bạn nhắn tin cho người khác nha", True),
        ("số này không phải của tôi", True),
        ("không phải tôi", False),
        ("nộp nhầm hồ sơ rồi", False),
        ("nhắn tin báo cho tôi nha", False),
        ("gửi kết quả cho người khác được không", False),
    ],
)
def test_a_wrong_number_without_a_notice(text: str, expected: bool) -> None:
    assert may_say_so(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thôi đừng gửi tin quảng cáo thôi, tin hồ sơ vẫn gửi", True),
        ("đừng gửi quảng cáo nữa", True),
        ("đừng gửi tin nữa", False),
        ("hồ sơ vẫn gửi được chứ", False),
    ],
)
def test_what_is_wanted_all_the_same(text: str, expected: bool) -> None:
    assert only_extras(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thôi khỏi gọi nữa", True),
        ("đừng gọi cho tôi nữa", True),
        ("đừng gọi, nhắn tin thôi", False),
        ("đừng gửi tin nữa", False),
        ("gọi số nào", False),
    ],
)
def test_calls_that_are_not_wanted(text: str, expected: bool) -> None:
    assert only_calls(text) is expected
