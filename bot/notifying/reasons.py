"""Why a notice ended, or waits, as it does: one clause in Vietnamese, for officers."""

from typing import Protocol

from bot.outbox_store import State

NO_KIND = "loại tin này không còn dùng"
NO_WORDS = "nội dung tin đã được xóa theo thời hạn lưu"
NO_DOSSIER = "không còn dữ liệu của hồ sơ"
UNSPEAKABLE = "không soạn được lời tin"
CHANGED = "hồ sơ đã thay đổi sau khi tin này được lập"
OTHER_PERSON = "người nhận tin của hồ sơ đã thay đổi"
EXPIRED = "hết hạn trước khi gửi được"
NO_RECEIPT = "hết hạn mà không có báo nhận"
NO_SUBJECT = "không có số điện thoại trong hồ sơ"
REFUSED = "người nhận đã từ chối nhận tin"
REFUSED_EXTRAS = "người nhận đã từ chối loại tin không bắt buộc"
WRONG_NUMBER = "số điện thoại không phải của người nộp"
QUIET = "chờ đến giờ được gửi tin"
TURN = "chờ đến lượt, để tin không đi cùng một lúc"
ENOUGH_TODAY = "hôm nay người này đã nhận đủ số tin, chờ đến ngày sau"
SILENT = "dữ liệu của cơ quan đang gián đoạn, chờ có lại"
NO_WAY = "không có kênh nào tới được người này"
FIXED_LINE = "số máy bàn hoặc số nước ngoài, không nhận được tin nhắn"
NO_CALL = "không ai gọi trước hạn"
CAMPAIGN_STOPPED = "đợt gửi tin đã dừng"

_NAMES = {"sms": "SMS", "zalo": "Zalo", "telegram": "Telegram", "webchat": "trang web"}


def channel_name(channel: str) -> str:
    """As officers call it."""
    return _NAMES.get(channel.partition("_")[0], channel)


class Tried(Protocol):
    """A copy that reached nobody."""

    @property
    def channel(self) -> str: ...

    @property
    def state(self) -> State: ...


def tried(last: Tried | None) -> str:
    """Why the last channel did not reach; None: none was tried."""
    if last is None:
        return NO_WAY
    name = channel_name(last.channel)
    if last.state is State.FAILED:
        return f"tin qua {name} không gửi được"
    if last.state in {State.EXPIRED, State.QUEUED}:
        return f"tin qua {name} không gửi đi được trong thời gian cho phép"
    return f"tin qua {name} đã gửi nhưng không có báo nhận"
