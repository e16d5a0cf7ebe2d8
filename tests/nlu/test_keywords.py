"""What the form of a message decides alone, before any model."""

import pytest

from nlu.entities.slot import Scene, all_slots, find_all
from nlu.keywords import by_rule, load_keywords
from nlu.meaning import Awaiting, Context, IntentName
from nlu.spelling.normalise import read


def ruled(text: str, awaiting: Awaiting | None = None) -> IntentName | None:
    context = Context(awaiting=awaiting)
    typed = read(text)
    return by_rule(load_keywords(), typed, find_all(all_slots(), typed, Scene(context=context)), context)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("TC", IntentName.NOTICE_UNSUBSCRIBE, id="a keyword"),
        pytest.param("H48.12-261103-0021", IntentName.DOSSIER_STATUS, id="a number"),
        pytest.param("5", IntentName.FEEDBACK_RATING, id="a bare rating"),
        pytest.param("4 sao nha em", IntentName.FEEDBACK_RATING, id="stars"),
        pytest.param("ko hl", IntentName.FEEDBACK_RATING, id="a degree in teencode"),
        pytest.param("không vừa ý", IntentName.FEEDBACK_RATING, id="a wish not met"),
        pytest.param("phục vụ miễn chê luôn", IntentName.FEEDBACK_RATING, id="nothing to blame"),
        pytest.param("đánh giá: xuất sắc", IntentName.FEEDBACK_RATING, id="a verdict that is given"),
        pytest.param("chẳng có gì phải phàn nàn", IntentName.FEEDBACK_RATING, id="no complaint"),
        pytest.param("1 sao, cán bộ quát dân", None, id="a rating and more"),
        pytest.param("hài lòng thì mới ký", None, id="no rating"),
        pytest.param("tuyệt vời", None, id="praise that nobody asked for"),
        pytest.param("cho xin mẫu", None, id="nothing of the kind"),
    ],
)
def test_out_of_the_blue(text: str, intent: IntentName | None) -> None:
    assert ruled(text) is intent


@pytest.mark.parametrize(
    ("text", "awaiting", "intent"),
    [
        pytest.param("tuyệt vời", Awaiting.RATING, IntentName.FEEDBACK_RATING, id="a verdict"),
        pytest.param("tệ quá, đợi cả buổi", Awaiting.RATING, IntentName.FEEDBACK_RATING, id="with a reason"),
        pytest.param("tạm trú cần giấy gì", Awaiting.RATING, None, id="another matter"),
        pytest.param("4 sao nha em", Awaiting.YES_NO, None, id="asked for something else"),
        pytest.param("dung roi", Awaiting.YES_NO, IntentName.CHAT_AFFIRM, id="a yes"),
        pytest.param("cuối 1234", Awaiting.PROOF, IntentName.DOSSIER_STATUS, id="four digits"),
    ],
)
def test_an_answer_to_the_open_question(text: str, awaiting: Awaiting, intent: IntentName | None) -> None:
    assert ruled(text, awaiting) is intent
