"""An understanding trained once a run on the shipped sentences and a handful of procedures."""

import pytest

from nlu.meaning import Entry
from nlu.model import Model
from nlu.train import train
from nlu.understand import Understanding
from tests.nlu.scenes import PLACES

ENTRIES = (
    Entry(
        code="1.001193",
        name="Đăng ký khai sinh",
        official_name="Thủ tục đăng ký khai sinh",
        everyday_names=("giấy khai sinh", "làm khai sinh cho con", "gks"),
        family="khai_sinh",
        everyday_default=True,
        reviewed=True,
    ),
    Entry(
        code="1.000894",
        name="Đăng ký kết hôn",
        official_name="Thủ tục đăng ký kết hôn",
        everyday_names=("kết hôn", "giấy kết hôn", "đkkh", "cưới vợ"),
        family="ket_hon",
        everyday_default=True,
        reviewed=True,
    ),
    Entry(
        code="1.001456",
        name="Cấp hộ chiếu phổ thông",
        official_name="Cấp hộ chiếu phổ thông trong nước",
        everyday_names=("hộ chiếu", "làm passport", "gia hạn hộ chiếu"),
        family="ho_chieu",
        everyday_default=True,
        reviewed=True,
    ),
    Entry(
        code="1.014061",
        name="Cấp thẻ căn cước từ đủ 14 tuổi",
        official_name="Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên",
        everyday_names=("làm cccd", "làm căn cước lần đầu"),
        family="can_cuoc",
        everyday_default=True,
        reviewed=True,
    ),
    Entry(
        code="1.014064",
        name="Cấp lại thẻ căn cước",
        official_name="Cấp lại thẻ căn cước",
        everyday_names=("mất căn cước", "làm lại cccd bị mất"),
        family="can_cuoc",
        reviewed=True,
    ),
    Entry(
        code="2.009999",
        name="Cấp giấy phép nuôi chim yến lấy tổ tại khu dân cư",
        official_name="Cấp giấy phép nuôi chim yến lấy tổ tại khu dân cư",
    ),
)


@pytest.fixture(scope="session")
def model() -> Model:
    return train(ENTRIES)


@pytest.fixture(scope="session")
def understanding(model: Model) -> Understanding:
    return Understanding.of(model, ENTRIES, PLACES)
