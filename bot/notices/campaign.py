"""A message to many (a closure, a moved office, a correction). Its words come with it."""

from datetime import timedelta

from bot.notifying.notice import Notice

WORDING = "campaign.text"

NOTICE = Notice(name="campaign", about="thông báo chung", decide=None, duty=False, life=timedelta(days=2))
