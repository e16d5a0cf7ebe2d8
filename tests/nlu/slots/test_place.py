"""Places, without their type word. Bình Minh, Bình Sơn, Thành Công and Nghĩa Lộ are handed in, with codes of
their own; the others are the country's."""

import pytest

from nlu.meaning import EntityName
from tests.nlu.scenes import found


def places(text: str) -> list[tuple[str, str | None]]:
    return [(str(entity.value), entity.code) for entity in found(text) if entity.name is EntityName.PLACE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("UBND xã Bình Minh ở đâu", [("Bình Minh", "X1")], id="type word"),
        pytest.param("ubnd xa binh minh o dau", [("Bình Minh", "X1")], id="unaccented"),
        pytest.param("em ở Bình Sơn", [("Bình Sơn", "X2")], id="preposition"),
        pytest.param("cong an phuong nghia lo", [("Nghĩa Lộ", "X4")], id="phuong"),
        pytest.param("nộp thành công rồi", [], id="an ordinary word"),
        pytest.param("UBND phường Thành Công", [("Thành Công", "X3")], id="the same as a name"),
        pytest.param("hue oi", [], id="a girl's name"),
    ],
)
def test_handed_in(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ở Hà Nội làm được không", [("Hà Nội", "01")], id="province"),
        pytest.param("tinh quang ngai", [("Quảng Ngãi", "51")], id="unaccented"),
        pytest.param("sinh ở Bình Định", [("Bình Định", "52")], id="of before 2025"),
        pytest.param("CONG AN TINH HAI DUONG A", [("Hải Dương", "31")], id="all capitals"),
        pytest.param("Hà Nội với Cần Thơ", [("Hà Nội", "01"), ("Cần Thơ", "92")], id="two"),
        pytest.param("làm passport ở HN được không", [("Hà Nội", "01")], id="HN"),
        pytest.param("hn em co hen khong", [], id="hn is today"),
        pytest.param("có hai phòng cho sinh viên", [], id="two rooms"),
        pytest.param("danh gia lai ho so", [], id="assessed again, not Gia Lai"),
    ],
)
def test_provinces(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("xã Trà Giang mấy giờ mở cửa", [("Trà Giang", None)], id="two of this name"),
        pytest.param("xin so UBND phuong Tra Giang", [("Trà Giang", None)], id="unaccented"),
        pytest.param("so may cua uy ban xa dien chau", [("Diễn Châu", "17464")], id="lower case"),
        pytest.param("SDT UBND XA BA TO", [("Ba Tơ", "21484")], id="all capitals"),
        pytest.param("hotline phuong hoan kiem?", [("Hoàn Kiếm", "00070")], id="ward"),
        pytest.param(
            "can bo phuong Hai Chau lam viec", [("Hải Châu", "20242")], id="type word before a name"
        ),
        pytest.param("2*, p bến thành chờ lâu", [("Bến Thành", "26743")], id="p"),
        pytest.param("phường Thái Bình ở đâu", [("Thái Bình", "13225")], id="a ward named like a province"),
        pytest.param("xã tân tiến", [("Tân Tiến", None)], id="one of many"),
        pytest.param(
            "xã Tân Tiến tỉnh Đồng Nai", [("Tân Tiến", "25318"), ("Đồng Nai", "75")], id="its province"
        ),
        pytest.param("phường Cam Ly đóng cửa mấy giờ", [("Cam Ly", "24787")], id="half of a double name"),
    ],
)
def test_communes(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("huyện Nam Đàn làm chỗ nào", ["Nam Đàn"], id="huyen"),
        pytest.param("em tro o quan binh tan", ["Bình Tân"], id="quan"),
        pytest.param("em ở q7 khẩu Bến Tre", ["Quận 7", "Bến Tre"], id="number"),
        pytest.param("nhà em ở Dĩ An", ["Dĩ An"], id="capitals"),
        pytest.param("ho khau o bien hoa", ["Biên Hòa"], id="preposition, unaccented"),
        pytest.param("chuyển từ Vinh ra Hà Nội", ["Vinh", "Hà Nội"], id="one syllable"),
        pytest.param("nha em o binh chau", ["Bình Châu"], id="a commune after a preposition, unaccented"),
    ],
)
def test_districts(text: str, names: list[str]) -> None:
    assert [name for name, _ in places(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("TP. Hồ Chí Minh", ["Hồ Chí Minh"], id="TP. Hồ Chí Minh"),
        pytest.param("ở tp hcm", ["Hồ Chí Minh"], id="ở tp hcm"),
        pytest.param("phường 12 quận Gò Vấp", ["Phường 12", "Gò Vấp"], id="phường 12 quận Gò Vấp"),
        pytest.param("P12 Q.Gò Vấp", ["Phường 12", "Gò Vấp"], id="P12 Q.Gò Vấp"),
        pytest.param(
            "Xã Tân An, huyện Tân Thạnh, tỉnh Long An",
            ["Tân An", "Tân Thạnh", "Long An"],
            id="Xã Tân An, huyện Tân Thạnh, tỉnh Long An",
        ),
        pytest.param("xã tân an huyện tân thạnh", ["Tân An", "Tân Thạnh"], id="xã tân an huyện tân thạnh"),
        pytest.param("UBND Bình Chương", ["Bình Chương"], id="UBND Bình Chương"),
        pytest.param("đặc khu Phú Quốc", ["Phú Quốc"], id="đặc khu Phú Quốc"),
        pytest.param("em đang ở Phú Quốc", ["Phú Quốc"], id="em đang ở Phú Quốc"),
        pytest.param("xã Đăk Hà", ["Đăk Hà"], id="xã Đăk Hà"),
        pytest.param("xã bình chương", ["Bình Chương"], id="xã bình chương"),
        pytest.param("thi tran chau o", ["Châu Ổ"], id="thi tran chau o"),
        pytest.param(
            "uy ban nhan dan phuong truong quang trong",
            ["Trương Quang Trọng"],
            id="uy ban nhan dan phuong truong quang trong",
        ),
        pytest.param("tram y te xa tinh hoa", ["Tịnh Hòa"], id="tram y te xa tinh hoa"),
        pytest.param("xa duc pho", ["Đức Phổ"], id="xa duc pho"),
        pytest.param("UBND P. Cẩm Thành", ["Cẩm Thành"], id="UBND P. Cẩm Thành"),
        pytest.param("ubnd x. hành thuận", ["Hành Thuận"], id="ubnd x. hành thuận"),
        pytest.param(
            "trung tâm phục vụ hành chính công phường Nghĩa Lộ",
            ["Nghĩa Lộ"],
            id="trung tâm phục vụ hành chính công phường Nghĩa Lộ",
        ),
        pytest.param("một cửa xã Sơn Hà", ["Sơn Hà"], id="một cửa xã Sơn Hà"),
        pytest.param("xã Sơn Tây Hạ", ["Sơn Tây Hạ"], id="xã Sơn Tây Hạ"),
        pytest.param("bên Bình Tân", ["Bình Tân"], id="bên Bình Tân"),
        pytest.param("quê ở Vạn Ninh, Khánh Hòa", ["Vạn Ninh", "Khánh Hòa"], id="quê ở Vạn Ninh, Khánh Hòa"),
        pytest.param("dưới Cái Răng", ["Cái Răng"], id="dưới Cái Răng"),
        pytest.param("phuong ba dinh ha noi", ["Ba Đình", "Hà Nội"], id="phuong ba dinh ha noi"),
        pytest.param("xa ia drang", ["Ia Drăng"], id="xa ia drang"),
    ],
)
def test_many_voices(text: str, names: list[str]) -> None:
    assert [name for name, _ in places(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("xã Mường Xyz mở cửa chưa", ["Mường Xyz"], id="with capitals"),
        pytest.param("Hồ sơ bên phường Xyz đã chuyển chưa", ["Xyz"], id="up to the first small letter"),
        pytest.param("xa muong xyz mo cua chua", [], id="without"),
        pytest.param("mục nơi sinh ghi bệnh viện hay ghi xã ạ?", [], id="a small letter with marks"),
    ],
)
def test_unknown_names_need_capitals(text: str, names: list[str]) -> None:
    assert [name for name, _ in places(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Phuong Trang may gio co chuyen", id="a bus company"),
        pytest.param("o to mau so may", id="an everyday word after a preposition"),
        pytest.param("len xa hoi phuong may", id="type words before anything"),
        pytest.param("bao hiem xa hoi an toan", id="society, not a commune"),
        pytest.param("con gai o xa dong tien gium", id="far, not a commune"),
        pytest.param("ban quan ly dat dai", id="managing"),
        pytest.param("phan anh can bo phuong thai do hach sach", id="attitude"),
        pytest.param("len xa ba lan roi", id="three times"),
        pytest.param("thằng út cưới vợ xã bên, hai đứa đăng ký ở đâu", id="over a comma"),
        pytest.param("chúng tôi định thành lập hợp tác xã", id="to found"),
        pytest.param("chị Thanh Bình nộp hồ sơ", id="a person"),
        pytest.param("Nguyễn Thanh Bình nộp hồ sơ", id="a part of a person's name"),
        pytest.param("số 5 đường Trần Phú", id="a street"),
        pytest.param("dân xã biên giới xin giấy", id="any border commune"),
        pytest.param("ở trung tâm có làm không", id="a centre"),
        pytest.param("rất hài lòng, đồng ý", id="communes that are words"),
        pytest.param("công an xã mình", id="công an xã mình"),
        pytest.param("xã tôi ở", id="xã tôi ở"),
        pytest.param("em là Lê Thị Hải Châu", id="em là Lê Thị Hải Châu"),
        pytest.param("anh Trường Sơn ở một cửa", id="anh Trường Sơn ở một cửa"),
        pytest.param("trường Lê Quý Đôn", id="trường Lê Quý Đôn"),
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == []
