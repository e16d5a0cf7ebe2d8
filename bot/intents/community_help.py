"""Help in person nearby: the community digital team of the place, or the one-stop centre."""

from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say, Value
from bot.which_office import which_office
from knowledge.offices.office import Office
from nlu.meaning import Awaiting, IntentName

MOST_TEAMS = 2


async def handle(exchange: Exchange) -> Answer:
    meant = await which_office(exchange)
    hotline = exchange.services.policy.hotline
    units = [office.code for office in meant.offices] or [meant.unit_code or ""]
    teams = [team for unit in units for team in exchange.services.offices.teams_of(unit) if team.phone]
    if teams:
        says = tuple(_team(team) for team in teams[:MOST_TEAMS])
        return Answer(reply=Reply(says=says, about_place=meant.place), state=exchange.state)
    if meant.place is None and meant.unit_code is None:
        say = Say(wording="community_help.which", values={"hotline": hotline})
        reply = Reply(says=(say,), awaiting=Awaiting.CHOICE, pending=(exchange.step.intent,))
        return Answer(reply=reply, state=exchange.state)
    say = Say(wording="community_help.no_team", values={"hotline": hotline})
    return Answer(reply=Reply(says=(say,), about_place=meant.place), state=exchange.state)


def _team(team: Office) -> Say:
    values: dict[str, Value] = {"name": team.name, "phone": team.phone or "", "confirmed": team.confirmed_on}
    if team.hours:
        return Say(wording="community_help.team_hours", values={**values, "hours": team.hours})
    return Say(wording="community_help.team", values=values)


INTENT = Intent(names=(IntentName.COMMUNITY_HELP,), handle=handle)
