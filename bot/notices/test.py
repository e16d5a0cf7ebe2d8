"""A test message, by which an operator sees at once that a channel works."""

from datetime import timedelta

from bot.notifying.notice import Notice

WORDING = "test.text"

NOTICE = Notice(
    name="test",
    about="thử kênh gửi tin",
    decide=None,
    duty=False,
    urgent=True,
    life=timedelta(hours=1),
    receipt_within=timedelta(minutes=10),
)
