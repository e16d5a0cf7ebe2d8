"""What a procedure needs: every side of it that citizens ask about, from facts with source and date."""

from bot import asking, dossier_view, proving, which_procedure
from bot.amount import amounts_in, totals
from bot.benefit import asks_sum
from bot.intent import Answer, Exchange, Intent
from bot.offer import likely
from bot.procedure_view import Asked, cases_to_ask, paragraphs
from bot.reply import Choice, Reply
from bot.view import view
from knowledge.dossiers.dossier import Dossier
from knowledge.procedures.facts import Facet
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting, IntentName

MOST_ALTERNATIVES = 3
MOST_NAMES = 6
"""Everyday names of a procedure that a chat remembers."""

FACETS = {
    IntentName.PROCEDURE_OVERVIEW: Facet.OVERVIEW,
    IntentName.PROCEDURE_PAPERS: Facet.PAPERS,
    IntentName.PROCEDURE_FEE: Facet.FEE,
    IntentName.PROCEDURE_TIME: Facet.TIME,
    IntentName.PROCEDURE_PLACE: Facet.PLACE,
    IntentName.PROCEDURE_ONLINE: Facet.ONLINE,
    IntentName.PROCEDURE_FORM: Facet.FORM,
    IntentName.PROCEDURE_CONDITIONS: Facet.CONDITIONS,
    IntentName.PROCEDURE_LEGAL: Facet.LEGAL,
}


async def handle(exchange: Exchange) -> Answer:
    """The procedure named or talked about, else that of the dossier which the talk is about, unless its
    name is not to be said (contract "Who may see what")."""
    catalogue = exchange.services.catalogue
    procedure = catalogue.get(exchange.step.procedure or "")
    if procedure is None:
        dossier = await proving.already_open(exchange)
        if dossier is not None and exchange.step.intent is IntentName.PROCEDURE_TIME:
            return _own_time(exchange, dossier)
        procedure = catalogue.get((dossier.procedure_code if dossier else None) or "")
        if procedure is not None and procedure.sensitive:
            procedure = None
    if procedure is None:
        return await which_procedure.name_of_procedure(exchange)
    facet = FACETS[exchange.step.intent]
    amounts = amounts_in(exchange.inbound.text)
    if facet is Facet.OVERVIEW and amounts is not None and totals(procedure.fees, amounts):
        facet = Facet.FEE
    about_money = procedure.benefit and facet in {Facet.FEE, Facet.OVERVIEW}
    asked = Asked(
        procedure=procedure,
        facet=facet,
        hotline=exchange.services.policy.hotline,
        case=exchange.step.case,
        wants_sum=about_money and asks_sum(exchange.inbound.text),
        amounts=amounts,
    )
    cases = cases_to_ask(asked)
    if cases and not _asked_before(exchange, asked, cases):
        return _ask_case(exchange, asked, cases)
    if _told_just_now(exchange, asked):
        return _what_else(exchange, asked)
    return _told(exchange, asked)


def _own_time(exchange: Exchange, dossier: Dossier) -> Answer:
    """ "bao giờ có" after one's own dossier asks for its date, not for the procedure's time limit."""
    seen = view(dossier, exchange.services, exchange.now)
    reply = Reply(says=dossier_view.status(seen), about_dossier=dossier.code)
    return Answer(reply=reply, state=exchange.state)


def _asked_before(exchange: Exchange, asked: Asked, cases: tuple[str, ...]) -> bool:
    """Who was just asked for the case, and did not say it, gets the answers for all of them."""
    listed = exchange.state.last_choices
    return tuple(one.case for one in listed if one.procedure == asked.procedure.code) == cases


def _ask_case(exchange: Exchange, asked: Asked, cases: tuple[str, ...]) -> Answer:
    choices = tuple(Choice(label=case, procedure=asked.procedure.code, case=case) for case in cases)
    reply = Reply(
        says=(asked.say("which_case"),),
        choices=choices,
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
        about_procedure=asked.procedure.code,
        talked_of=_named(asked.procedure),
        alternatives=_alternatives(exchange, asked.procedure),
    )
    return Answer(reply=reply, state=exchange.state)


def _told(exchange: Exchange, asked: Asked) -> Answer:
    procedure = asked.procedure
    offers = asked.facet is Facet.OVERVIEW and not asked.wants_sum
    choices = asking.sides(procedure) if exchange.alone and offers else ()
    reply = Reply(
        says=paragraphs(asked),
        choices=choices,
        awaiting=Awaiting.CHOICE if choices else None,
        about_procedure=procedure.code,
        talked_of=_named(procedure),
        alternatives=_alternatives(exchange, procedure),
    )
    return Answer(reply=reply, state=exchange.state)


def _named(procedure: Procedure) -> Choice:
    """By all that people call it, for when the talk comes back to it."""
    called = " ".join((procedure.name, procedure.distinction, *procedure.everyday_names[:MOST_NAMES]))
    return Choice(label=procedure.name, procedure=procedure.code, words=called)


def _told_just_now(exchange: Exchange, asked: Asked) -> bool:
    """The overview was the last answer, word for word."""
    offered = asking.sides(asked.procedure)
    return asked.facet is Facet.OVERVIEW and not asked.wants_sum and exchange.state.choices == offered


def _what_else(exchange: Exchange, asked: Asked) -> Answer:
    reply = Reply(
        says=(asked.say("overview_again"),),
        choices=(*asking.sides(asked.procedure), asking.person()),
        awaiting=Awaiting.CHOICE,
        about_procedure=asked.procedure.code,
        talked_of=_named(asked.procedure),
        alternatives=_alternatives(exchange, asked.procedure),
    )
    return Answer(reply=reply, state=exchange.state)


def _alternatives(exchange: Exchange, procedure: Procedure) -> tuple[str, ...]:
    """What "không, cái kia" means after this answer."""
    catalogue, state = exchange.services.catalogue, exchange.state
    guessed = likely(exchange.meaning)
    if procedure.code in state.alternatives:
        codes = (*((state.procedure,) if state.procedure else ()), *state.alternatives)
    elif procedure.code in guessed and len(guessed) > 1:
        codes = guessed
    elif procedure.code == state.procedure:
        codes = state.alternatives
    else:
        codes = tuple(sibling.code for sibling in catalogue.family(procedure.family))
    others = [code for code in dict.fromkeys(codes) if code != procedure.code and catalogue.get(code)]
    return tuple(others[:MOST_ALTERNATIVES])


INTENT = Intent(names=tuple(FACETS), handle=handle)
