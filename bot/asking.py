"""Asking back: which procedure, is this the number, and what when nothing was understood."""

from bot import records
from bot.intent import Answer, Exchange
from bot.reply import Choice, Reply, Say
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting, IntentName

MOST_OPTIONS = 3


def which_procedure(exchange: Exchange) -> Answer:
    """Two or three procedures as options; the intent waits."""
    catalogue = exchange.services.catalogue
    known = [found for code in exchange.step.ask_procedure if (found := catalogue.get(code))]
    choices = tuple(_procedure_choice(procedure, known) for procedure in known[:MOST_OPTIONS])
    reply = Reply(
        says=(Say(wording="asking.which_procedure"),),
        choices=(*choices, _person()),
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        alternatives=tuple(procedure.code for procedure in known),
    )
    return Answer(reply=reply, state=exchange.state)


def is_this_the_code(exchange: Exchange) -> Answer:
    """A number typed with parts missing is confirmed before it is used."""
    code = exchange.step.ask_code
    assert code is not None
    choices = (
        Choice(label="Đúng", dossier_code=code),
        Choice(label="Không phải", intent=IntentName.CHAT_DENY),
    )
    reply = Reply(
        says=(Say(wording="asking.is_this_the_code", values={"code": code}),),
        choices=choices,
        awaiting=Awaiting.YES_NO,
        pending=(exchange.step.intent,),
    )
    return Answer(reply=reply, state=exchange.state)


async def not_understood(exchange: Exchange) -> Answer:
    """Never the same twice in a row: guesses first, then examples and a person, then the person."""
    times = exchange.state.misunderstood
    hotline = exchange.services.policy.hotline
    if times == 0 and not exchange.inbound.text.strip():
        return _ask(exchange, Say(wording="asking.no_text"), menu())
    if times == 0:
        return _first_time(exchange)
    if times == 1:
        return _ask(exchange, Say(wording="asking.again", values={"hotline": hotline}), menu())
    if times == 2:
        await records.ticket(exchange, records.TicketKind.HANDOFF)
        return _ask(exchange, Say(wording="asking.handed_over", values={"hotline": hotline}), ())
    return _ask(exchange, Say(wording="asking.with_the_officer", values={"hotline": hotline}), ())


def _first_time(exchange: Exchange) -> Answer:
    meaning = exchange.meaning
    catalogue = exchange.services.catalogue
    procedures = [found for code in meaning.options if (found := catalogue.get(code))][:2]
    guesses = [_procedure_choice(procedure, procedures, overview=True) for procedure in procedures]
    guesses += [_intent_choice(name) for name in meaning.intent_options if name in INTENT_LABELS]
    if not guesses:
        return _ask(exchange, Say(wording="asking.what"), menu())
    return _ask(exchange, Say(wording="asking.did_you_mean"), (*guesses[:MOST_OPTIONS], _person()))


def _ask(exchange: Exchange, say: Say, choices: tuple[Choice, ...]) -> Answer:
    awaiting = Awaiting.CHOICE if choices else None
    reply = Reply(says=(say,), choices=choices, awaiting=awaiting, understood=False)
    return Answer(reply=reply, state=exchange.state)


def menu() -> tuple[Choice, ...]:
    return (
        Choice(label="Tra cứu hồ sơ", intent=IntentName.DOSSIER_STATUS),
        Choice(label="Hỏi giấy tờ, phí, thời hạn", intent=IntentName.PROCEDURE_OVERVIEW),
        _person(),
    )


def _person() -> Choice:
    return Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF)


def _procedure_choice(procedure: Procedure, among: list[Procedure], *, overview: bool = False) -> Choice:
    """Siblings are told apart by what distinguishes them, strangers by their names."""
    siblings = [other for other in among if other.family == procedure.family]
    label = procedure.distinction if len(siblings) > 1 and procedure.distinction else procedure.name
    intent = IntentName.PROCEDURE_OVERVIEW if overview else None
    return Choice(label=label, intent=intent, procedure=procedure.code)


def _intent_choice(name: IntentName) -> Choice:
    return Choice(label=INTENT_LABELS[name], intent=name)


INTENT_LABELS = {
    IntentName.DOSSIER_STATUS: "Tra cứu hồ sơ",
    IntentName.DOSSIER_OVERDUE: "Hồ sơ bị trễ hẹn",
    IntentName.DOSSIER_SUPPLEMENT: "Bổ sung giấy tờ",
    IntentName.DOSSIER_RESULT: "Nhận kết quả",
    IntentName.DOSSIER_WITHDRAW: "Rút hồ sơ",
    IntentName.PROCEDURE_OVERVIEW: "Cách làm thủ tục",
    IntentName.PROCEDURE_PAPERS: "Giấy tờ cần nộp",
    IntentName.PROCEDURE_FEE: "Phí, lệ phí",
    IntentName.PROCEDURE_TIME: "Thời hạn giải quyết",
    IntentName.PROCEDURE_PLACE: "Nơi nộp hồ sơ",
    IntentName.PROCEDURE_ONLINE: "Nộp qua mạng",
    IntentName.PROCEDURE_FORM: "Mẫu đơn, tờ khai",
    IntentName.PROCEDURE_CONDITIONS: "Điều kiện",
    IntentName.PROCEDURE_LEGAL: "Căn cứ pháp lý",
    IntentName.OFFICE_CONTACT: "Địa chỉ, điện thoại cơ quan",
    IntentName.PAYMENT_HELP: "Nộp tiền, hoàn tiền",
    IntentName.ACCOUNT_HELP: "Tài khoản, VNeID",
    IntentName.COMMUNITY_HELP: "Hướng dẫn tận nơi",
    IntentName.FEEDBACK_REPORT: "Gửi phản ánh",
    IntentName.FEEDBACK_RATING: "Chấm điểm hài lòng",
    IntentName.NOTICE_SUBSCRIBE: "Nhận tin báo",
    IntentName.NOTICE_UNSUBSCRIBE: "Ngừng nhận tin",
    IntentName.PRIVACY_REQUEST: "Dữ liệu cá nhân của tôi",
    IntentName.HANDOFF: "Gặp cán bộ",
}
"""How an intent is offered as an option; 20 characters or a little more, they become buttons."""
