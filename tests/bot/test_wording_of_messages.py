"""What messages say by their own words, beside the classifier: danger, scams, language, certainty."""

import pytest

from bot import own_words, pick
from bot.certain import is_certain
from bot.danger import names_danger, speaks_of_dying, tells_danger
from bot.genuine import asks_if_genuine, fell_for_it
from bot.language import is_foreign
from bot.step import Step
from nlu.meaning import IntentGuess, IntentName, Meaning

WITHDRAW, STOP, PRIVACY = (
    IntentName.DOSSIER_WITHDRAW,
    IntentName.NOTICE_UNSUBSCRIBE,
    IntentName.PRIVACY_REQUEST,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tôi không muốn sống nữa", True),
        ("em chi muon chet", True),
        ("tôi định tự tử", True),
        ("cứ làm từ từ", False),
        ("tu tu em doi", False),
        ("chờ mệt muốn chết mà chưa xong", False),
        ("lâu muốn chết", False),
        ("giấy chứng tử làm ở đâu", False),
    ],
)
def test_who_does_not_want_to_live_is_heard(text: str, expected: bool) -> None:
    assert speaks_of_dying(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("cháy nhà rồi", True), ("có người bị đâm", True), ("sổ đỏ bị cháy", False), ("gấp lắm rồi", False)],
)
def test_danger_is_named(text: str, expected: bool) -> None:
    assert names_danger(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tôi đã lỡ chuyển tiền cho nó rồi", True),
        ("lo bam link roi gio sao", True),
        ("em vừa đưa mã otp cho người ta, có bị lừa không", True),
        ("tôi lỡ chuyển khoản lệ phí hai lần", False),
        ("chuyển tiền nộp phí ở đâu", False),
        ("bị lừa chuyển khoản 20 triệu", True),
        ("bị lừa mất tiền báo ai", True),
        ("giờ mất 20 triệu thì báo ai", True),
        ("sợ bị lừa chuyển tiền", False),
        ("mất căn cước thì báo ai", False),
        ("tôi lỡ đọc rồi", False),
    ],
)
def test_who_fell_for_a_scam_is_heard(text: str, expected: bool) -> None:
    assert fell_for_it(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tôi lỡ đọc rồi", True),
        ("lo bam roi", True),
        ("mất 5 triệu rồi", True),
        ("tôi đã gửi hồ sơ rồi", False),
        ("vậy đăng ký kết hôn cần gì", False),
        ("co mat tien hog", False),
        ("tôi bị mất 2 triệu", True),
    ],
)
def test_who_fell_for_it_is_heard_behind_a_warning(text: str, expected: bool) -> None:
    assert fell_for_it(text, warned=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("họ xin mã OTP", True), ("co nguoi hoi ma xac nhan", True), ("không nhận được mã OTP", False)],
)
def test_who_is_asked_for_a_code_is_warned(text: str, expected: bool) -> None:
    assert asks_if_genuine(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("con em uống nhầm thuốc trừ sâu", True),
        ("ba tôi tự nhiên méo miệng nói ngọng", True),
        ("vợ em vỡ ối rồi", True),
        ("cháu tôi đi lạc từ sáng", True),
        ("có người lạ trong nhà tôi", True),
        ("vừa bị giật túi xách ngoài chợ", True),
        ("vợ sắp sinh hưởng thai sản thế nào", False),
        ("bị giật túi mất căn cước làm lại ở đâu", False),
        ("mất con dấu công ty", False),
        ("ông cần gì", False),
        ("tai nạn lao động thủ tục ra sao", False),
    ],
)
def test_danger_told_calmly(text: str, expected: bool) -> None:
    assert tells_danger(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what documents do I need for a passport", True),
        ("how can I register my child's birth", True),
        ("我想办护照", True),
        ("hello", False),
        ("ho so cua toi toi dau", False),
        ("lam passport mat bao lau", False),
        ("khi nao co the nhan duoc the can cuoc", False),
        ("H48.12-261102-0007", False),
        ("5", False),
    ],
)
def test_plainly_not_vietnamese(text: str, expected: bool) -> None:
    assert is_foreign(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thôi tôi không rút nữa", True),
        ("chưa muốn rút", True),
        ("huy yeu cau rut ho so", True),
        ("tôi muốn rút hồ sơ", False),
        ("sao không rút được", False),
        ("không rút tiền được", False),
        ("mà thôi rút luôn đi", False),
        ("thôi đừng rút", True),
    ],
)
def test_a_withdrawal_is_taken_back(text: str, expected: bool) -> None:
    assert own_words.takes_withdrawal_back(text) is expected


@pytest.mark.parametrize(
    ("text", "lost", "again"),
    [
        ("giấy hẹn mất rồi, chỉ có số điện thoại", True, False),
        ("tôi không nhớ mã", True, False),
        ("gửi lại mã", False, True),
        ("không nhận được mã", False, True),
        ("mã chưa về", False, True),
        ("hồ sơ làm tới đâu", False, False),
    ],
)
def test_why_the_proof_does_not_come(text: str, lost: bool, again: bool) -> None:
    assert (own_words.lost_slip(text), own_words.wants_code_again(text)) == (lost, again)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trần Văn Thử", True),
        ("tôi tên Trần Văn Thử, ở thôn Mẫu Một", True),
        ("LE PHI KHAI SINH", False),
        ("địa chỉ ủy ban ở đâu", False),
        ("hồ sơ của tôi", False),
    ],
)
def test_who_it_is_is_told(text: str, expected: bool) -> None:
    assert own_words.says_who_it_is(text) is expected


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "expected"),
    [
        pytest.param("TC", STOP, 0.3, True, id="a keyword"),
        pytest.param("tôi muốn rút hồ sơ", WITHDRAW, 0.95, True, id="plain words"),
        pytest.param("tôi muốn rút hồ sơ", WITHDRAW, 0.7, False, id="doubtful"),
        pytest.param("rút hồ sơ được không", WITHDRAW, 1.0, False, id="a question"),
        pytest.param("không làm nữa", WITHDRAW, 1.0, False, id="no word of withdrawing"),
        pytest.param("đừng xóa dữ liệu của tôi", PRIVACY, 1.0, False, id="a no"),
        pytest.param("đừng gửi tin nữa", STOP, 1.0, True, id="a no that means stop"),
    ],
)
def test_what_changes_something_must_be_wanted(
    text: str, intent: IntentName, confidence: float, expected: bool
) -> None:
    meaning = Meaning(text=text, intents=(IntentGuess(name=intent, confidence=confidence),))
    assert is_certain(Step(intent=intent), meaning, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("3", True), (" 4.", True), ("3 điểm", False), ("H48", False), ("1234", False)]
)
def test_a_bare_number(text: str, expected: bool) -> None:
    assert pick.is_bare_number(text) is expected
