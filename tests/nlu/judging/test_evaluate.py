"""Figures of an evaluation, each worked out by hand."""

import pytest

from nlu.judging.by_label import Confusion, by_entity, by_intent, confusions, micro_f1
from nlu.judging.certainty import Judged, certainty
from nlu.judging.evaluate import judge, worst
from nlu.judging.labelled import Seen, case_of
from nlu.meaning import Entity, EntityName, IntentGuess, IntentName, Meaning, ProcedureGuess


def seen(
    wanted: str,
    found: str,
    *,
    confidence: float = 0.9,
    clear: bool = True,
    text: str = "a",
    entities: dict[str, object] | None = None,
    given: tuple[Entity, ...] = (),
    procedures: tuple[str, ...] = (),
    guesses: tuple[str, ...] = (),
    **row: object,
) -> Seen:
    """`wanted` and `found`: intents with a space between them."""
    labelled = {
        "text": text,
        "intents": wanted.split(),
        "entities": entities,
        "procedures": procedures,
        **row,
    }
    meaning = Meaning(
        text=text,
        intents=tuple(IntentGuess(name=IntentName(name), confidence=confidence) for name in found.split()),
        procedures=tuple(ProcedureGuess(code=code, name="", confidence=0.5) for code in guesses),
        entities=given,
        clear=clear,
    )
    return Seen(case=case_of(labelled), meaning=meaning, seconds=0.001)


def test_precision_and_recall_of_an_intent() -> None:
    """chat.bye: wanted twice, found three times, right twice; chat.thanks: wanted once, never found."""
    figures = by_intent(
        [seen("chat.bye", "chat.bye"), seen("chat.bye", "chat.bye"), seen("chat.thanks", "chat.bye")]
    )
    bye, thanks = figures["chat.bye"], figures["chat.thanks"]
    assert (bye.precision, bye.recall, bye.f1) == pytest.approx((2 / 3, 1, 0.8))
    assert (bye.wanted, bye.given) == (2, 3)
    assert (thanks.precision, thanks.recall, thanks.f1) == (0, 0, 0)


def test_an_entity_is_right_when_its_value_is() -> None:
    money = Entity(name=EntityName.MONEY, value=5000, start=0, end=1)
    rating = Entity(name=EntityName.RATING, value=5, start=0, end=1)
    figures = by_entity(
        [seen("chat.bye", "chat.bye", entities={"money": [5000, 6000]}, given=(money, rating))]
    )
    assert (figures["money"].precision, figures["money"].recall) == (1, 0.5)
    assert (figures["rating"].precision, figures["rating"].wanted) == (0, 0)
    assert micro_f1(figures.values()) == pytest.approx(2 * 1 / (2 + 2))


def test_confusions_by_frequency() -> None:
    found = confusions(
        [
            seen("chat.bye", "chat.greet"),
            seen("chat.bye", "chat.greet"),
            seen("procedure.fee procedure.time", "procedure.fee"),
            seen("procedure.fee", "procedure.fee handoff"),
            seen("chat.bye", "chat.bye"),
        ]
    )
    assert found == (
        Confusion(wanted="chat.bye", given="chat.greet", times=2),
        Confusion(wanted="-", given="handoff", times=1),
        Confusion(wanted="procedure.time", given="-", times=1),
    )


def test_calibration_error_is_the_mean_distance() -> None:
    """Ten at 0.95 of which nine are right (off by 0.05), ten at 0.55 of which two are (off by 0.35)."""
    judged = [Judged(confidence=0.95, right=at > 0, acted=True) for at in range(10)]
    judged += [Judged(confidence=0.55, right=at < 2, acted=False) for at in range(10)]
    found = certainty(judged)
    assert found.error == pytest.approx(0.20)
    assert [(part.low, part.count) for part in found.bins] == [(0.5, 10), (0.9, 10)]
    assert (found.production.coverage, found.production.accuracy) == pytest.approx((0.5, 0.9))
    assert found.production.least == 0.95


def test_the_curve_goes_from_the_surest_to_all() -> None:
    confidences = ((0.9, True), (0.8, True), (0.8, False), (0.3, False))
    found = certainty([Judged(confidence=sure, right=right, acted=sure > 0.5) for sure, right in confidences])
    points = [(point.coverage, point.accuracy, point.least) for point in found.curve]
    assert points == [(0.25, 1.0, 0.9), (0.75, pytest.approx(2 / 3), 0.8), (1.0, 0.5, 0.3)]


def test_nothing_to_judge() -> None:
    found = certainty([])
    assert (found.count, found.error, found.bins, found.curve) == (0, 0.0, (), ())
    assert judge([]).overall.messages == 0


def test_the_hard_ones_are_counted_apart() -> None:
    talk = {"procedure": "1.1"}
    figures = judge(
        [
            seen("procedure.fee procedure.time", "procedure.fee procedure.time"),
            seen("procedure.fee procedure.time", "procedure.time procedure.fee"),
            seen("procedure.fee", "procedure.fee", context=talk, procedures=("1.1",), guesses=("1.1",)),
            seen("procedure.fee", "procedure.fee", context=talk, procedures=("1.1",), guesses=("2.2",)),
            seen("out_of_scope", "procedure.fee"),
            seen("out_of_scope", "procedure.fee", clear=False),
            seen("out_of_scope", "out_of_scope"),
        ]
    ).hard
    assert (figures.several.share, figures.several_any_order.share) == (0.5, 1.0)
    assert (figures.follow_ups.share, figures.follow_ups.messages) == (0.5, 2)
    assert figures.nonsense_taken.share == pytest.approx(1 / 3)
    assert figures.nonsense_taken.messages == 3


def test_groups_of_writing() -> None:
    long = "ho so cua toi nop tu thang truoc den nay van chua thay tra loi gi het vay"
    figures = judge(
        [
            seen("chat.bye", "chat.bye", text="tạm biệt", author="k"),
            seen("dossier.overdue", "chat.bye", text=long),
        ]
    ).by_group
    assert {name: scores.exact for name, scores in figures.items()} == {
        "author k": 1, "short": 1, "with accents": 1, "long": 0, "without accents": 0,
    }  # fmt: skip


def test_the_worst_were_acted_on_and_sure() -> None:
    given = [
        seen("chat.bye", "chat.bye", text="right"),
        seen("chat.bye", "chat.greet", text="asked back", confidence=0.99, clear=False),
        seen("chat.bye", "chat.greet", text="acted on", confidence=0.6),
        seen("chat.bye", "chat.greet", text="acted on, sure", confidence=0.9),
    ]
    assert [one.case.text for one in worst(given)] == ["acted on, sure", "acted on", "asked back"]
