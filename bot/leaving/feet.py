"""What stands below every notice: its check code, and how to refuse what may be refused. Pure."""

from bot.notifying.notice import Notice
from bot.reply import Say


def with_feet(says: tuple[Say, ...], kind: Notice, check_code: str) -> tuple[Say, ...]:
    feet = (Say(wording="notice_foot.check", values={"check": check_code}),)
    refusable = not (kind.duty or kind.urgent)
    return says + feet if not refusable else (*says, *feet, Say(wording="notice_foot.opt_out"))
