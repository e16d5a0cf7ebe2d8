"""The dossiers of the sample that README and the pages name: one for each situation worth trying."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.dossiers.dossier import (
    Apology,
    Channel,
    Delivery,
    Dossier,
    Fee,
    Status,
    Supplement,
    SupplementItem,
    local_day,
)
from knowledge.dossiers.sample_parts import at, load_parts, number, person
from vietnam.calendar import WorkCalendar

_FIRST_PERSON = 9000


@dataclass(frozen=True, kw_only=True)
class DemoCase:
    """`title` is Vietnamese; `phone` (E.164) and `last4` of the identity number are the owner's proofs."""

    title: str
    dossier: Dossier

    @property
    def code(self) -> str:
        return self.dossier.code

    @property
    def phone(self) -> str:
        return self.dossier.applicant.phone or ""

    @property
    def last4(self) -> str:
        return (self.dossier.applicant.citizen_id or "")[-4:]


def demo(now: datetime, calendar: WorkCalendar) -> list[DemoCase]:
    """The same all through a day; everything that happened lies before it. The number holds the day of
    filing, hence it changes with the day of loading."""
    scene = _Scene(now, calendar)
    return [*scene.running(), *scene.waiting(), *scene.ended(), *scene.special()]


class _Scene:
    """Working days are counted from today: `-3` is three working days ago, `2` the day after next."""

    def __init__(self, now: datetime, calendar: WorkCalendar) -> None:
        self.today = local_day(now)
        self.calendar = calendar
        self.parts = load_parts()
        self.serial = 0

    def on(self, workdays: int, hour: int = 17, minute: int = 0) -> datetime:
        return at(self.calendar.add_workdays(self.today, workdays), hour, minute)

    def case(
        self, title: str, procedure: str, status: int, received: int, due: int | None, **more: Any
    ) -> DemoCase:
        """`unit` and `owner` (which of the demo people) may be among `more`."""
        self.serial += 1
        known = self.parts.procedure(procedure)
        unit = self.parts.unit(more.pop("unit", "H48.12" if known.by == "commune" else known.by))
        received_at = self.on(received, 8, self.serial)
        last_event = more.get("returned_at") or more.get("finished_at") or self.on(-1, 9)
        owner = more.pop("owner", self.serial)
        fields: Mapping[str, Any] = {
            "status_code": status,
            "received_at": received_at,
            "due_at": None if due is None else self.on(due),
            "channel": Channel.COUNTER,
            "result_delivery": Delivery.DESK,
            "updated_at": max(received_at, last_event),
            "sequence": 3,
            "applicant": person(_FIRST_PERSON + owner, f"Nguyễn Mẫu {_spoken(owner)}"),
            **more,
        }
        return DemoCase(
            title=title,
            dossier=Dossier(
                code=number(unit, local_day(received_at), self.serial),
                unit=unit,
                procedure_code=known.code,
                procedure_name=known.name,
                **fields,
            ),
        )

    def running(self) -> list[DemoCase]:
        asked = Apology(
            no="21/UBND",
            signed_on=local_day(self.on(-3)),
            signer="Chủ tịch UBND xã",
            reason="đang chờ xác minh của cơ quan phối hợp",
            new_due_at=self.on(4),
        )
        missed = Apology(
            no="14/UBND",
            signed_on=local_day(self.on(-9)),
            signer="Chủ tịch UBND xã",
            reason="phải đo đạc lại thửa đất",
            new_due_at=self.on(-2),
        )
        building, land = "1.013225", "1.013978"
        return [
            self.case("Đang giải quyết, còn trong hạn", building, Status.PROCESSING, -6, 9),
            self.case("Quá hẹn, chưa có văn bản xin lỗi", land, Status.PROCESSING, -20, -3),
            self.case("Quá hẹn, đã xin lỗi và hẹn lại", land, Status.PROCESSING, -19, -2, apology=asked),
            self.case("Quá cả lần hẹn lại", land, Status.PROCESSING, -25, -8, apology=missed),
        ]

    def waiting(self) -> list[DemoCase]:
        slip = Supplement(
            no="15",
            deadline=local_day(self.on(8)),
            items=(
                SupplementItem(name="Sơ đồ vị trí thửa đất", reason="thiếu chữ ký của hộ giáp ranh"),
                SupplementItem(name="Văn bản ủy quyền", reason="chưa được chứng thực"),
            ),
        )
        owed = Fee(amount=350_000, deadline=local_day(self.on(5)))
        return [
            self.case("Cần bổ sung giấy tờ", "1.013978", Status.SUPPLEMENT_NEEDED, -5, 12, supplement=slip),
            self.case("Cần nộp phí", "1.013831", Status.PAYMENT_NEEDED, -4, 6, fee=owed),
            self.case(
                "Mới gửi trực tuyến, chờ tiếp nhận",
                *("1.001612", Status.REGISTERED, -1, None),
                received_at=None,
                channel=Channel.ONLINE,
                updated_at=self.on(-1, 16, 30),
            ),
        ]

    def ended(self) -> list[DemoCase]:
        fee = Fee(amount=200_000, paid=True, refund_due=True)
        return [
            self.case(
                "Đã có kết quả, sớm hẹn, nhận tại quầy",
                *("1.004859", Status.DONE, -3, 2),
                finished_at=self.on(-1, 10),
                owner=1,
            ),
            self.case(
                "Đã có kết quả, trả qua bưu điện",
                *("1.001456", Status.DONE, -9, -1),
                finished_at=self.on(-1, 14),
                result_delivery=Delivery.POST,
            ),
            self.case(
                "Đã trả kết quả",
                *("1.004873", Status.RETURNED, -10, -7),
                finished_at=self.on(-7, 9),
                returned_at=self.on(-6, 9),
            ),
            self.case(
                "Không được tiếp nhận, được hoàn phí",
                *("1.001456", Status.REFUSED, -4, None),
                finished_at=self.on(-4, 15),
                status_note="Ảnh chân dung không đúng quy cách.",
                fee=fee,
            ),
            self.case(
                "Đã rút theo đề nghị",
                *("1.013225", Status.WITHDRAWN, -8, 7),
                finished_at=self.on(-2, 9),
                status_note="Công dân đề nghị rút hồ sơ.",
            ),
            self.case(
                "Cơ quan dừng giải quyết",
                *("1.013831", Status.STOPPED, -8, 2),
                finished_at=self.on(-2, 15),
                status_note="Thửa đất đang có tranh chấp được Tòa án thụ lý.",
            ),
        ]

    def special(self) -> list[DemoCase]:
        return [
            self.case("Không có ngày hẹn", "2.000815", Status.PROCESSING, -1, None),
            self.case("Thủ tục nhạy cảm, lời lẽ trung tính", "1.001699", Status.PROCESSING, -5, 20),
            self.case(
                "Có người được ủy quyền",
                *("1.013831", Status.PROCESSING, -3, 7),
                authorised=(person(_FIRST_PERSON + 90, "Trần Mẫu Ủy Quyền"),),
            ),
            self.case("Trạng thái chưa có trong danh mục", "1.012783", 11, -2, 3),
        ]


def _spoken(serial: int) -> str:
    tens, ones = divmod(serial, 10)
    digits = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")
    return digits[ones] if tens == 0 else f"{digits[tens]} {digits[ones]}"
