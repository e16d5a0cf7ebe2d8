"""The answer to a report. Its words come with it: the number of the report and what was answered."""

from datetime import timedelta

from bot.notifying.notice import Notice

WORDING = "answer.text"

NOTICE = Notice(name="answer", about="trả lời phản ánh", decide=None, life=timedelta(days=5))
