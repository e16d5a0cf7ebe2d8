"""What a procedure tells of its citizen."""

from dataclasses import replace

import pytest

from knowledge.procedures.judgement import Judged, Judgement
from knowledge.procedures.shipped import load_shipped

PLAIN = Judged(sensitive=False, bereavement=False)


@pytest.mark.parametrize(
    ("code", "name", "judged"),
    [
        pytest.param("1.001193", "Đăng ký khai sinh", PLAIN, id="shipped"),
        pytest.param("1.000656", None, Judged(sensitive=False, bereavement=True), id="a death"),
        pytest.param("9.999999", "Cấp phiếu lý lịch tư pháp", Judged(sensitive=True, bereavement=False),
                     id="unknown, by its name"),
        pytest.param(None, "Hỗ trợ chi phí mai táng", Judged(sensitive=False, bereavement=True),
                     id="no code, by its name"),
        pytest.param(None, None, PLAIN, id="nothing is known"),
    ],
)  # fmt: skip
def test_judged(code: str | None, name: str | None, judged: Judged) -> None:
    assert Judgement(load_shipped()).of(code, name) == judged


def test_what_an_import_brings_is_judged_and_a_review_beats_it() -> None:
    shipped = load_shipped()
    known = next(procedure for procedure in shipped if procedure.code == "1.001193")
    other = replace(known, code=type(known.code)("9.000001"), sensitive=True, reviewed=False)
    judgement = Judgement(shipped, [other, replace(known, sensitive=True, reviewed=False)])
    assert judgement.of("9.000001", "Đăng ký khai sinh").sensitive
    assert not judgement.of("1.001193", None).sensitive
