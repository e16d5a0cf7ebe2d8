"""Several dossiers of one person in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leaving.bundle import MOST, Part, bundled
from bot.reply import Say

SEVERAL = {"ready": "ready.several"}
UNIT = "Ủy ban nhân dân xã Bình Sơn anh hùng"
SPEAKS = {"unit": UNIT, "sender": "UBND xã Bình Sơn anh hùng"}


def part(
    number: int, *, kind: str = "ready", who: str = "+84905000001", dossier: bool = True, unit: str = UNIT
) -> Part:
    return Part(
        notice_id=number,
        kind=kind,
        subject=who,
        dossier_code=f"H48.12-261102-{number:04}" if dossier else None,
        unit=unit,
        says=(Say(wording=f"{kind}.one"),),
        labels=("Nhận ở đâu?",),
    )


@pytest.mark.parametrize(
    ("parts", "sizes"),
    [
        pytest.param([part(1)], [1], id="one alone"),
        pytest.param([part(1), part(2), part(3)], [3], id="three of one person"),
        pytest.param([part(1), part(2, who="+84905000002")], [1, 1], id="two people"),
        pytest.param([part(1), part(2, unit="UBND xã Trà Bồng"), part(3)], [2, 1], id="two units"),
        pytest.param([part(1), part(2, kind="refused")], [1, 1], id="two kinds"),
        pytest.param([part(1, kind="refused"), part(2, kind="refused")], [1, 1], id="a kind told one by one"),
        pytest.param([part(1), part(2, dossier=False)], [1, 1], id="what is about no dossier"),
        pytest.param([part(number) for number in range(MOST + 2)], [MOST, 2], id="more than fit"),
    ],
)
def test_which_go_together(parts: list[Part], sizes: list[int]) -> None:
    assert [len(bundle.parts) for bundle in bundled(parts, SEVERAL)] == sizes


def test_one_alone_keeps_its_own_words() -> None:
    (bundle,) = bundled([part(1)], SEVERAL)
    assert bundle.says == part(1).says
    assert bundle.labels == ("Nhận ở đâu?",)


def test_three_are_counted_and_named() -> None:
    (bundle,) = bundled([part(3), part(1), part(2)], SEVERAL)
    assert bundle.carrier.notice_id == 1
    codes = ("H48.12-261102-0001", "H48.12-261102-0002", "H48.12-261102-0003")
    assert bundle.says == (Say(wording="ready.several", values={**SPEAKS, "count": 3, "codes": codes}),)
    assert bundle.labels == ()


@given(
    st.lists(
        st.builds(part, st.integers(1, 10**6), kind=st.sampled_from(["ready", "refused"])),
        unique_by=lambda part: part.notice_id,
    )
)
def test_nothing_is_lost_or_told_twice(parts: list[Part]) -> None:
    together = [part for bundle in bundled(parts, SEVERAL) for part in bundle.parts]
    assert sorted(map(id, together)) == sorted(map(id, parts))
