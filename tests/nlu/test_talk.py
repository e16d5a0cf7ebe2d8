"""What the talk is about, and what the assistant just asked, decide what few words mean."""

import pytest

from nlu.meaning import Awaiting, Context, Meaning
from nlu.understand import Understanding
from tests.nlu.scenes import SUNDAY
from vietnam.text import strip_marks

CODE = "H48.12-261103-0042"
DOSSIER = Context(dossier_code=CODE, sent_at=SUNDAY)
PROCEDURE = Context(procedure="1.000894", sent_at=SUNDAY)


def names(meaning: Meaning) -> list[str]:
    return [guess.name.value for guess in meaning.intents]


@pytest.mark.parametrize(
    ("text", "of_dossier", "of_procedure"),
    [
        pytest.param("bao giờ có", "dossier.status", "procedure.time", id="when"),
        pytest.param("chừng nào xong", "dossier.status", "procedure.time", id="southern when"),
        pytest.param("mấy ngày nữa", "dossier.status", "procedure.time", id="how many days"),
        pytest.param("còn bao lâu nữa vậy em", "dossier.status", "procedure.time", id="how long yet"),
        pytest.param("khi nào thì lấy được", "dossier.status", "procedure.time", id="when can I have it"),
        pytest.param("sao lâu vậy", "dossier.overdue", "procedure.time", id="why so long"),
        pytest.param("xong chưa", "dossier.status", "procedure.time", id="done yet"),
    ],
)
def test_questions_of_time(
    understanding: Understanding, text: str, of_dossier: str, of_procedure: str
) -> None:
    for typed in (text, strip_marks(text), f"{text}?", text.upper()):
        about_dossier = understanding.understand(typed, DOSSIER)
        assert (names(about_dossier), about_dossier.clear) == ([of_dossier], True)
        about_procedure = understanding.understand(typed, PROCEDURE)
        assert (names(about_procedure), about_procedure.clear) == ([of_procedure], True)
        assert (about_procedure.procedures[0].code, about_procedure.procedure_clear) == ("1.000894", True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("thiếu giấy gì vậy", "dossier.supplement", id="missing"),
        pytest.param("còn thiếu gì nữa không", "dossier.supplement", id="missing still"),
        pytest.param("lấy kết quả ở đâu", "dossier.result", id="where to collect"),
        pytest.param("nhờ con tôi lấy được không", "dossier.result", id="somebody else collects"),
        pytest.param("trễ hẹn rồi đó", "dossier.overdue", id="late"),
        pytest.param("quá hẹn 5 ngày rồi", "dossier.overdue", id="late by days"),
        pytest.param("xong thì báo tôi nhé", "notice.subscribe", id="tell me"),
        pytest.param("tới đâu rồi", "dossier.status", id="where is it"),
        pytest.param(
            "thế thì tầm bao lâu nữa tôi mới nhận được giấy đó", "dossier.status", id="long question"
        ),
    ],
)
def test_of_the_dossier(understanding: Understanding, text: str, intent: str) -> None:
    assert names(understanding.understand(text, DOSSIER)) == [intent]
    assert names(understanding.understand(strip_marks(text), DOSSIER)) == [intent]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("thế còn lệ phí?", "procedure.fee", id="fee"),
        pytest.param("hết bao nhiêu tiền", "procedure.fee", id="how much"),
        pytest.param("cần giấy tờ gì", "procedure.papers", id="papers"),
        pytest.param("nộp ở đâu", "procedure.place", id="where"),
        pytest.param("nộp qua mạng được không", "procedure.online", id="online"),
        pytest.param("cho xin mẫu đơn", "procedure.form", id="form"),
        pytest.param("theo nghị định nào", "procedure.legal", id="law"),
        pytest.param("mất bao lâu", "procedure.time", id="how long"),
    ],
)
def test_of_the_procedure(understanding: Understanding, text: str, intent: str) -> None:
    for typed in (text, strip_marks(text)):
        meaning = understanding.understand(typed, PROCEDURE)
        assert names(meaning) == [intent]
        assert (meaning.procedures[0].code, meaning.procedure_clear) == ("1.000894", True)


@pytest.mark.parametrize("text", ["làm khai sinh mất bao lâu", "hộ chiếu mấy ngày có"])
def test_another_procedure_that_is_named_counts(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, DOSSIER)
    assert names(meaning) == ["procedure.time"]
    assert meaning.procedures


@pytest.mark.parametrize("text", ["hồ sơ của tôi tới đâu rồi", "hs toi den dau roi", "hồ sơ tôi xong chưa"])
def test_a_dossier_that_is_handed_in_is_asked_for_in_any_talk(
    understanding: Understanding, text: str
) -> None:
    assert names(understanding.understand(text, PROCEDURE)) == ["dossier.status"]


@pytest.mark.parametrize("text", ["bao giờ có", "mấy ngày xong", "chừng nào xong"])
def test_without_a_matter_nothing_is_made_up(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context())
    assert meaning.procedures == ()


@pytest.mark.parametrize(
    ("text", "awaiting", "intent"),
    [
        pytest.param("DUNG", Awaiting.YES_NO, "chat.affirm", id="DUNG while asked yes or no"),
        pytest.param("đúng rồi", Awaiting.YES_NO, "chat.affirm", id="right"),
        pytest.param("Y", Awaiting.YES_NO, "chat.affirm", id="Y"),
        pytest.param("1", Awaiting.YES_NO, "chat.affirm", id="the first of two"),
        pytest.param("ừ", Awaiting.YES_NO, "chat.affirm", id="yes"),
        pytest.param("N", Awaiting.YES_NO, "chat.deny", id="N"),
        pytest.param("2", Awaiting.YES_NO, "chat.deny", id="the second of two"),
        pytest.param("ko phải", Awaiting.YES_NO, "chat.deny", id="no"),
        pytest.param("HUY", Awaiting.YES_NO, "chat.deny", id="cancel"),
        pytest.param("TC", Awaiting.YES_NO, "notice.unsubscribe", id="TC stops even then"),
        pytest.param("0905123456", Awaiting.PROOF, "dossier.status", id="a phone as proof"),
        pytest.param("4 so cuoi la 0917", Awaiting.PROOF, "dossier.status", id="four digits as proof"),
        pytest.param("0917", Awaiting.PROOF, "dossier.status", id="digits alone as proof"),
        pytest.param("001090123456", Awaiting.PROOF, "dossier.status", id="an identity number as proof"),
        pytest.param(CODE, Awaiting.CODE, "dossier.status", id="the number alone"),
        pytest.param(f"so {CODE} do em", Awaiting.CODE, "dossier.status", id="the number asked for"),
        pytest.param("0905123456", Awaiting.CODE, "dossier.status", id="a phone instead"),
        pytest.param("3", Awaiting.RATING, "feedback.rating", id="the rating asked for"),
        pytest.param("Hai điểm, thái độ kém", Awaiting.RATING, "feedback.rating", id="rating with words"),
        pytest.param("rất hài lòng", Awaiting.RATING, "feedback.rating", id="a degree"),
        pytest.param("bình thường", Awaiting.RATING, "feedback.rating", id="middling"),
        pytest.param("cấp lại căn cước", Awaiting.CHOICE, "procedure.overview", id="one of the choices"),
        pytest.param("cap lai can cuoc thoi", Awaiting.CHOICE, "procedure.overview", id="unaccented choice"),
        pytest.param("ho chieu", Awaiting.CHOICE, "procedure.overview", id="a bare choice"),
        pytest.param("cho gặp cán bộ", Awaiting.CHOICE, "handoff", id="a person instead of a choice"),
        pytest.param("lệ phí bao nhiêu", Awaiting.CHOICE, "procedure.fee", id="a question instead"),
        pytest.param("cháy nhà cứu với", Awaiting.RATING, "emergency", id="danger before everything"),
    ],
)
def test_answers_to_the_open_question(
    understanding: Understanding, text: str, awaiting: Awaiting, intent: str
) -> None:
    meaning = understanding.understand(text, Context(awaiting=awaiting, sent_at=SUNDAY))
    assert (names(meaning), meaning.clear) == ([intent], True)


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        pytest.param(
            "không, tôi hỏi lệ phí kết hôn", ["chat.deny", "procedure.fee"], id="no, and a question"
        ),
        pytest.param("không phải, cho gặp cán bộ", ["chat.deny", "handoff"], id="no, and a person"),
        pytest.param("lệ phí kết hôn bao nhiêu", ["procedure.fee"], id="a question instead"),
        pytest.param("không, cháy nhà rồi cứu với", ["emergency"], id="danger before everything"),
    ],
)
def test_a_no_is_heard_with_what_follows(understanding: Understanding, text: str, intents: list[str]) -> None:
    context = Context(awaiting=Awaiting.YES_NO, sent_at=SUNDAY)
    assert names(understanding.understand(text, context)) == intents
