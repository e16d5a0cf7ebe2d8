"""Which procedure is meant: asked openly, with a list, or of one alone; never endlessly the same question."""

from dataclasses import replace

from bot import asking, records
from bot.intent import Answer, Exchange
from bot.reply import Choice, Reply, Say
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting

MOST_ASKED = ("1.001193", "1.004222", "2.000815")
"""Birth, residence, certified copies: offered to whoever does not name the procedure that is meant."""
PATIENCE = 2
"""So often in a row it is asked which procedure is meant; then an officer gets the question."""
_WHICH = (
    "asking.which_procedure",
    "asking.which_procedure_again",
    "asking.which_procedure_recorded",
    "asking.which_procedure_still",
)


async def name_of_procedure(exchange: Exchange) -> Answer:
    """Which procedure, in the citizen's own words; never endlessly the same question."""
    times = exchange.state.unresolved
    if times >= PATIENCE:
        answer = await asking.with_the_officer(exchange, first=times == PATIENCE)
        waits = replace(
            answer.reply, awaiting=Awaiting.CHOICE, pending=(exchange.step.intent,), asks_procedure=True
        )
        return replace(answer, reply=waits)
    known = [found for code in MOST_ASKED if (found := exchange.services.catalogue.get(code))]
    options = (
        () if times == 0 else (*(asking.procedure_choice(found, known) for found in known), asking.person())
    )
    reply = Reply(
        says=(Say(wording="procedure.which_again" if times else "procedure.which"),),
        choices=options,
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        asks_procedure=True,
    )
    return Answer(reply=reply, state=exchange.state)


async def which_procedure(exchange: Exchange) -> Answer:
    """Two or three procedures as options, or the only one that is likely; the intent waits. In other words
    each time in a row; the third time an officer gets the question, too."""
    catalogue, state = exchange.services.catalogue, exchange.state
    codes = dict.fromkeys(exchange.step.ask_procedure)
    known = [found for code in codes if (found := catalogue.get(code))]
    if len(known) == 1:
        return _is_this_the_procedure(exchange, known[0])
    choices = (
        *(asking.procedure_choice(procedure, known) for procedure in known[: asking.MOST_OPTIONS]),
        asking.person(),
    )
    times = min(state.unresolved, len(_WHICH) - 1)
    if state.unresolved == PATIENCE:
        await records.ticket(exchange, records.TicketKind.HANDOFF)
    say = Say(wording=_WHICH[times], values={"hotline": exchange.services.policy.hotline})
    reply = Reply(
        says=(say,),
        choices=choices,
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        alternatives=tuple(procedure.code for procedure in known),
        asks_procedure=True,
    )
    return Answer(reply=reply, state=state)


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
        alternatives=(procedure.code,),
        asks_procedure=True,
    )
    return Answer(reply=reply, state=exchange.state)
