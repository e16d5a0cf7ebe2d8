"""No dossier, however odd, makes a kind fail; and asked twice it says the same."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.message import Limits
from bot.notifying.notice import Case
from bot.reply import Say
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from knowledge.dossiers.dossier import Dossier
from tests.bot.make import dossier
from tests.bot.notices.cases import NOTICES, at, case, change, told

WORDINGS = Wordings(load_entries())
FOOT = Say(wording="notice_foot.check", values={"check": "K7MQ4XP"})
FORMS = (Limits(length=2000), Limits(length=480, plain=True), Limits(length=2000, discreet=True))

moments = st.integers(-40 * 24, 40 * 24).map(lambda hours: at(20) + timedelta(hours=hours))
days = st.integers(-40, 40).map(lambda shift: (at(20) + timedelta(days=shift)).date().isoformat())
texts = st.none() | st.sampled_from(["", " ", ".", "15", "21/UBND", "lý do dài " * 12, "{code}", "😀"])


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def written(moment: datetime) -> str:
    return moment.isoformat()


events = st.fixed_dictionaries(
    {
        "status_note": texts,
        "procedure_name": texts,
        "received_at": maybe(moments.map(written)),
        "due_at": maybe(moments.map(written)),
        "finished_at": maybe(moments.map(written)),
        "returned_at": maybe(moments.map(written)),
        "result_delivery": st.sampled_from([None, "desk", "post", "online", "drone"]),
        "unit": st.fixed_dictionaries({"code": st.just("H48.12"), "name": texts, "phone": texts}),
        "supplement": maybe(
            st.fixed_dictionaries(
                {
                    "no": texts,
                    "deadline": maybe(days),
                    "items": st.lists(
                        st.fixed_dictionaries({"name": st.just("Tờ khai"), "reason": texts}), max_size=30
                    ),
                }
            )
        ),
        "apology": maybe(
            st.fixed_dictionaries(
                {
                    "no": texts,
                    "signed_on": maybe(days),
                    "signer": texts,
                    "reason": texts,
                    "new_due_at": maybe(moments.map(written)),
                }
            )
        ),
        "fee": maybe(
            st.fixed_dictionaries(
                {
                    "amount": maybe(st.integers(0, 10**9)),
                    "deadline": maybe(days),
                    "paid": st.booleans(),
                    "refund_due": st.booleans(),
                }
            )
        ),
    }
)
histories = st.lists(
    st.tuples(
        st.integers(0, 240),
        st.integers(1, 12),
        st.sets(st.sampled_from(ChangeKind)),
        st.sampled_from(Source),
    ),
    max_size=6,
)


@st.composite
def cases(draw: st.DrawFn, statuses: frozenset[int]) -> Case:
    """A history in order, whose last change has the dossier's state: mostly one of `statuses`."""
    status = draw(st.sampled_from([*sorted(statuses) * 3, 1, 11]))
    given_dossier: Dossier = dossier(**{**draw(events), "status": status})
    steps = sorted(draw(histories), key=lambda step: step[0])
    changes = [change(at(10) + timedelta(hours=h), s, *k, source=source) for h, s, k, source in steps]
    changes.append(change(at(20), status, source=draw(st.sampled_from(Source))))
    hours = draw(st.sampled_from([0, 1, 30, 100, 200, 400, 800]))
    return case(given_dossier, *changes, now=at(20) + timedelta(hours=hours))


@pytest.mark.parametrize("name", [name for name, kind in NOTICES.items() if kind.decide is not None])
@settings(max_examples=60)
@given(data=st.data())
def test_every_decision_holds(name: str, data: st.DataObject) -> None:
    decide = NOTICES[name].decide
    assert decide is not None
    asked = data.draw(cases(NOTICES[name].statuses))
    decision = decide(asked)
    assert decision == decide(asked)
    assert decision.why.strip()
    if decision.due is None:
        return
    assert decision.due == told(name, asked)
    says = [*decision.due.says, FOOT]
    for limits in FORMS:
        assert "K7MQ4XP" in WORDINGS.render(says, decision.due.labels, limits).text
    template = WORDINGS.template(says)
    assert template is not None and all(value.strip() for value in template.values.values())
