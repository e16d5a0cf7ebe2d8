"""Asking back: is this the number, is this wanted, and what when nothing was understood."""

from collections.abc import Sequence

from bot import records
from bot.intent import Answer, Exchange
from bot.offer import offered
from bot.reply import Choice, Reply, Say, Value
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting, IntentName

MOST_OPTIONS = 3


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


def is_this_wanted(exchange: Exchange, wording: str, **values: Value) -> Answer:
    """What changes something is asked for first where the words left a doubt; `said` keeps them."""
    step = exchange.step
    choices = (
        Choice(
            label="Đúng",
            intent=step.intent,
            dossier_code=step.dossier_code,
            said=exchange.inbound.text,
        ),
        Choice(label="Không phải", intent=IntentName.CHAT_DENY),
    )
    reply = Reply(says=(Say(wording=wording, values=values),), choices=choices, awaiting=Awaiting.YES_NO)
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
    return await with_the_officer(exchange, first=times == 2)


async def with_the_officer(exchange: Exchange, *, first: bool) -> Answer:
    """Nothing helped: the message is written down for an officer, and a number to call is given."""
    if first:
        await records.ticket(exchange, records.TicketKind.HANDOFF)
    wording = "asking.handed_over" if first else "asking.with_the_officer"
    say = Say(wording=wording, values={"hotline": exchange.services.policy.hotline})
    return _ask(exchange, say, ())


def _first_time(exchange: Exchange) -> Answer:
    meaning = exchange.meaning
    catalogue = exchange.services.catalogue
    procedures = [found for code in offered(meaning) if (found := catalogue.get(code))][:2]
    guesses = [procedure_choice(procedure, procedures, overview=True) for procedure in procedures]
    guesses += [_intent_choice(name) for name in meaning.intent_options if name in INTENT_LABELS]
    if not guesses:
        return _ask(exchange, Say(wording="asking.what"), menu())
    none = (_NONE_OF_THESE,) if IntentName.OUT_OF_SCOPE in meaning.intent_options else ()
    return _ask(
        exchange,
        Say(wording="asking.did_you_mean"),
        tuple(dict.fromkeys((*guesses[:MOST_OPTIONS], *none, person()))),
    )


def _ask(exchange: Exchange, say: Say, choices: tuple[Choice, ...]) -> Answer:
    awaiting = Awaiting.CHOICE if choices else None
    reply = Reply(says=(say,), choices=choices, awaiting=awaiting, understood=False)
    return Answer(reply=reply, state=exchange.state)


def menu() -> tuple[Choice, ...]:
    return (
        Choice(label="Tra cứu hồ sơ", intent=IntentName.DOSSIER_STATUS),
        Choice(label="Hỏi giấy tờ, phí, thời hạn", intent=IntentName.PROCEDURE_OVERVIEW),
        person(),
    )


def sides(procedure: Procedure) -> tuple[Choice, ...]:
    """What else can be asked of a procedure."""
    return (
        Choice(label="Giấy tờ cần nộp", intent=IntentName.PROCEDURE_PAPERS, procedure=procedure.code),
        Choice(label="Phí, lệ phí", intent=IntentName.PROCEDURE_FEE, procedure=procedure.code),
        Choice(label="Nộp qua mạng", intent=IntentName.PROCEDURE_ONLINE, procedure=procedure.code),
    )


def person() -> Choice:
    """An officer, as an option."""
    return Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF)


def procedure_choice(
    procedure: Procedure, among: Sequence[Procedure] = (), *, overview: bool = False
) -> Choice:
    """Siblings are told apart by what distinguishes them, strangers by their names."""
    siblings = [other for other in among if other.family == procedure.family]
    label = procedure.distinction if len(siblings) > 1 and procedure.distinction else procedure.name
    intent = IntentName.PROCEDURE_OVERVIEW if overview else None
    words = f"{procedure.name} {procedure.distinction}"
    return Choice(label=label, intent=intent, procedure=procedure.code, words=words)


def _intent_choice(name: IntentName) -> Choice:
    return Choice(label=INTENT_LABELS[name], intent=name)


_NONE_OF_THESE = Choice(label="Việc khác", intent=IntentName.OUT_OF_SCOPE)

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
