"""Kinds of tasks and requests, and desks, in officers' words."""

KINDS = {
    "letter_owed": "Sắp đến hạn xin lỗi", "letter_flawed": "Văn bản xin lỗi chưa đạt",
    "letter_missed": "Quá hạn xin lỗi", "late_again": "Quá lần hẹn lại", "no_phone": "Không có số điện thoại",
    "wrong_number": "Sai số điện thoại", "feed_silent": "Dữ liệu gián đoạn", "low_rating": "Điểm thấp",
    "not_reached": "Không báo được", "campaign_stopped": "Đợt tin tự dừng", "handoff": "Xin gặp cán bộ",
    "report": "Phản ánh", "withdraw": "Xin rút hồ sơ", "privacy": "Dữ liệu cá nhân", "comment": "Góp ý",
}  # fmt: skip
DESKS = {"officer": "cán bộ", "head": "lãnh đạo", "control": "kiểm soát", "operator": "vận hành"}
