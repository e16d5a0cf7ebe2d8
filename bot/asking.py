"""Asking back: which procedure, is this the number, and what when nothing was understood."""

from dataclasses import replace

from bot import records
from bot.intent import Answer, Exchange
from bot.offer import offered
from bot.reply import Choice, Reply, Say, Value
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting, IntentName

MOST_OPTIONS = 3


MOST_ASKED = ("1.001193", "1.004222", "2.000815")
"""Birth, residence, certified copies: offered to whoever does not name the procedure that is meant."""
PATIENCE = 2
"""So often in a row it is asked which procedure is meant; then an officer gets the question."""


async def name_of_procedure(exchange: Exchange) -> Answer:
    """Which procedure, in the citizen's own words; never endlessly the same question."""
    times = exchange.state.unresolved
    if times >= PATIENCE:
        answer = await with_the_officer(exchange, first=times == PATIENCE)
        waits = replace(
            answer.reply, awaiting=Awaiting.CHOICE, pending=(exchange.step.intent,), asks_procedure=True
        )
        return replace(answer, reply=waits)
    known = [found for code in MOST_ASKED if (found := exchange.services.catalogue.get(code))]
    options = () if times == 0 else (*(_procedure_choice(found, known) for found in known), person())
    reply = Reply(
        says=(Say(wording="procedure.which_again" if times else "procedure.which"),),
        choices=options,
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        asks_procedure=True,
    )
    return Answer(reply=reply, state=exchange.state)


def which_procedure(exchange: Exchange) -> Answer:
    """Two or three procedures as options, or the only one that is likely; the intent waits."""
    catalogue = exchange.services.catalogue
    codes = dict.fromkeys(exchange.step.ask_procedure)
    known = [found for code in codes if (found := catalogue.get(code))]
    if len(known) == 1:
        return _is_this_the_procedure(exchange, known[0])
    choices = tuple(_procedure_choice(procedure, known) for procedure in known[:MOST_OPTIONS])
    reply = Reply(
        says=(Say(wording="asking.which_procedure"),),
        choices=(*choices, person()),
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        alternatives=tuple(procedure.code for procedure in known),
        asks_procedure=True,
    )
    return Answer(reply=reply, state=exchange.state)


def _is_this_the_procedure(exchange: Exchange, procedure: Procedure) -> Answer:
    intent = exchange.step.intent
    words = f"{procedure.name} {procedure.distinction}"
    reply = Reply(
        says=(Say(wording="asking.is_this_the_procedure", values={"procedure": procedure.name}),),
        choices=(
            Choice(label="Đúng", procedure=procedure.code, words=words),
            Choice(label="Thủ tục khác", intent=intent),
        ),
        awaiting=Awaiting.YES_NO,
        pending=(intent,),
        asks_procedure=True,
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
    guesses = [_procedure_choice(procedure, procedures, overview=True) for procedure in procedures]
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


def person() -> Choice:
    """An officer, as an option."""
    return Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF)


def _procedure_choice(procedure: Procedure, among: list[Procedure], *, overview: bool = False) -> Choice:
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
