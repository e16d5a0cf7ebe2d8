"""What few words mean behind a notice, and what they do not mean."""

import pytest

from bot import after_notice, own_words
from bot.conversation import Conversation
from bot.told import Told
from nlu.meaning import Entity, EntityName, IntentGuess, IntentName, Meaning
from tests.bot.make import CODE
from tests.bot.talk import NOW

STATUS, OVERDUE = IntentName.DOSSIER_STATUS, IntentName.DOSSIER_OVERDUE
SUPPLEMENT, RESULT = IntentName.DOSSIER_SUPPLEMENT, IntentName.DOSSIER_RESULT


def behind(kind: str, *, fresh: bool = True, code: str | None = CODE, rates: bool = False) -> Conversation:
    told = Told(
        notice_id=1, kind=kind, subject="+84905000001", at=NOW, dossier_code=code, fresh=fresh, rates=rates
    )
    return Conversation().with_told(told)


def meaning(text: str, *entities: Entity, procedure_clear: bool = False) -> Meaning:
    return Meaning(
        text=text,
        intents=(IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.3),),
        procedures=(),
        entities=entities,
        clear=False,
        procedure_clear=procedure_clear,
        options=(),
    )


@pytest.mark.parametrize(
    ("kind", "text", "intent"),
    [
        ("overdue_apology", "sao lại chậm", OVERDUE),
        ("overdue_apology", "tai sao tre vay", OVERDUE),
        ("overdue_apology", "lý do gì", OVERDUE),
        ("overdue_apology", "the bao gio xong", STATUS),
        ("late_again", "sao lâu thế", OVERDUE),
        ("supplement", "nop o dau", SUPPLEMENT),
        ("supplement", "nộp chỗ nào", SUPPLEMENT),
        ("supplement", "thieu gi a", SUPPLEMENT),
        ("payment", "le phi bao nhieu", STATUS),
        ("payment", "nộp thế nào", STATUS),
        ("ready", "lấy ở đâu", RESULT),
        ("ready", "mang theo gì", RESULT),
        ("refused", "tại sao", STATUS),
        ("stopped", "lý do", STATUS),
        ("received", "khi nào có", STATUS),
        ("received", "le phi bao nhieu", None),
        ("survey", "sao lại chậm", None),
        ("a kind that is gone", "sao lại chậm", None),
    ],
)
def test_a_bare_question_is_about_what_was_told(kind: str, text: str, intent: IntentName | None) -> None:
    step = after_notice.bare_question(text, meaning(text), behind(kind))
    assert (step and step.intent) == intent
    assert step is None or step.dossier_code == CODE


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param(behind("supplement", fresh=False), meaning("nop o dau"), id="talk of something else"),
        pytest.param(behind("supplement", code=None), meaning("nop o dau"), id="several dossiers"),
        pytest.param(
            behind("supplement"), meaning("khai sinh nop o dau", procedure_clear=True), id="a procedure"
        ),
        pytest.param(
            behind("supplement"),
            meaning(
                "H48.12-1-1 nop o dau",
                Entity(name=EntityName.DOSSIER_CODE, value="H48.12-1-1", start=0, end=10),
            ),
            id="another dossier",
        ),
        pytest.param(
            behind("supplement"),
            meaning("tôi muốn hỏi làm giấy tờ nhà đất cho con trai thì nộp ở đâu"),
            id="a question of its own",
        ),
    ],
)
def test_a_question_of_its_own(state: Conversation, said: Meaning) -> None:
    assert after_notice.bare_question(said.text, said, state) is None


TAKEN = [
    "ok",
    "vâng",
    "dạ",
    "da nhan duoc",
    "ok cam on",
    "dạ em nhận được rồi, cảm ơn cán bộ nhiều ạ",
    "biết rồi",
]
NOT_TAKEN = [
    "đã nhận được kết quả chưa?",
    "chưa nhận được",
    "tôi cần gặp cán bộ",
    "vâng nộp ở đâu",
    "",
    "cán bộ",
]


@pytest.mark.parametrize("text", TAKEN)
def test_takes_note(text: str) -> None:
    assert after_notice.takes_note(text, behind("supplement"))
    assert not after_notice.takes_note(text, behind("supplement", fresh=False))
    assert not after_notice.takes_note(text, behind("survey", rates=True))
    assert not after_notice.takes_note(text, Conversation())


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_wants_more_than_to_take_note(text: str) -> None:
    assert not after_notice.takes_note(text, behind("supplement"))


@pytest.mark.parametrize(
    "text",
    [
        "toi khong rut ho so",
        "tôi không đề nghị rút",
        "ai rut ho so cua toi",
        "sao lại rút hồ sơ của tôi",
        "tôi có bao giờ xin rút đâu, chưa bao giờ yêu cầu rút",
        "khong phai toi",
        "tôi không yêu cầu",
        "khôi phục hồ sơ cho tôi",
    ],
)
def test_disputes_the_withdrawal(text: str) -> None:
    assert after_notice.disputes_withdrawal(text, behind("stopped"))
    assert not after_notice.disputes_withdrawal(text, behind("ready"))
    assert not after_notice.disputes_withdrawal(text, Conversation())


@pytest.mark.parametrize(
    "text",
    ["vâng tôi đã rút", "rút rồi nộp lại được không", "không rút được tiền", "tại sao", "nhầm số rồi"],
)
def test_disputes_nothing(text: str) -> None:
    assert not after_notice.disputes_withdrawal(text, behind("stopped"))


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("HO SO CUA TOI", True),
        ("“Hồ sơ của tôi”", True),
        ("các hồ sơ của tôi", True),
        ("tat ca ho so cua toi", True),
        ("cho tôi xem hồ sơ của tôi", True),
        ("cac ho so cua toi toi dau roi", True),
        ("ho so cua toi toi dau roi", False),
        ("xóa hết hồ sơ của tôi", False),
        ("rút tất cả hồ sơ của tôi", False),
        ("hồ sơ của tôi bị trễ", False),
        ("hồ sơ", False),
    ],
)
def test_asks_for_all_own_dossiers(text: str, every: bool) -> None:
    assert own_words.asks_for_all_own(text) is every
