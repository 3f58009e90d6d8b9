"""Answers are given once, undone by page, and read from an address only if they can be true."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic import learning
from netlogic.learning import Answers, Choice, Prediction


@dataclass(frozen=True)
class Dial:
    id: str
    label: str
    unit: str
    limits: tuple[float, float]
    step: float
    start: float


@dataclass(frozen=True)
class Alternative:
    id: str
    words: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    id: str
    stem: str
    alternatives: tuple[Alternative, ...]
    sources: tuple[str, ...] = ()


PERCENT = Dial("rate", "Without progression", "%", (0.0, 100.0), 1.0, 50.0)
MONTHS = Dial("median", "Median", "months", (0.5, 36.0), 0.1, 12.0)
DIALS = (PERCENT, MONTHS)
QUESTION = Question(
    "hr",
    "What does it say?",
    tuple(Alternative(id_, id_.upper(), id_ == "b", "because") for id_ in "abc"),
)
POINTS, CHOICES = ("blinding", "size", "crossover"), ("none", "some", "serious")


def test_the_first_answer_stays() -> None:
    once = Answers().with_answer("promid", "predicted", "45,33")
    assert once.with_answer("promid", "predicted", "66,37") is once
    assert once.to("promid", "predicted") == "45,33"


def test_what_was_not_answered_is_none() -> None:
    answers = Answers().with_answer("promid", "predicted", "45,33")
    assert answers.to("clarinet", "predicted") is None
    assert answers.to("promid", "appraised") is None


def test_starting_a_page_again_forgets_that_page_only() -> None:
    answers = (
        Answers()
        .with_answer("promid", "predicted", "45,33")
        .with_answer("promid", "answer-hr", "b,sure")
        .with_answer("clarinet", "predicted", "skipped")
    )
    left = answers.without("promid")
    assert left.of("promid") == {}
    assert left.of("clarinet") == {"predicted": "skipped"}
    assert left.with_answer("promid", "predicted", "1,2").to("promid", "predicted") == "1,2"
    assert answers.to("promid", "predicted") == "45,33", "an answer given is not changed in place"


@given(st.integers(0, 100), st.integers(5, 360))
def test_a_prediction_comes_back_from_the_address(percent: int, tenths: int) -> None:
    made = Prediction((percent, tenths / 10))
    back = learning.prediction_in(learning.prediction_said(made), DIALS)
    assert back is not None
    assert back.guesses == pytest.approx(made.guesses)


def test_a_guess_on_whole_numbers_is_a_whole_number() -> None:
    made = learning.prediction_in("45,12.5", DIALS)
    assert made and made.by(DIALS) == {"rate": 45, "median": 12.5}
    assert isinstance(made.guesses[0], int)


def test_showing_without_predicting_is_kept_as_that() -> None:
    said = learning.prediction_said(Prediction())
    assert said == "skipped"
    made = learning.prediction_in(said, DIALS)
    assert made and made.skipped
    assert made.by(DIALS) == {}


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        ",",
        "45",  # a dial is missing
        "45,12,9",
        "101,12",  # above its limit
        "-1,12",
        "45,0.4",  # below its limit
        "45.5,12",  # between two steps
        "45,12.55",
        "nan,12",
        "inf,12",
        "1e1,12",
        "+45,12",
        " 45,12",
        "45,12\n",
        "٤٥,12",
        "4_5,12",
        "0x2d,12",
        "45;12",
        "SKIPPED",
        "skipped,12",
        "9" * 400 + ",12",
    ],
)
def test_a_forged_prediction_is_none(said: str | None) -> None:
    assert learning.prediction_in(said, DIALS) is None


@given(st.text())
def test_whatever_an_address_holds_is_a_prediction_the_dials_could_have_made_or_none(
    said: str,
) -> None:
    made = learning.prediction_in(said, DIALS)
    if made and not made.skipped:
        for guess, dial in zip(made.guesses, DIALS, strict=True):
            assert dial.limits[0] <= guess <= dial.limits[1]


def test_no_dials_have_no_prediction() -> None:
    assert learning.prediction_in("", ()) is None


@pytest.mark.parametrize("confidence", learning.CONFIDENCES)
def test_a_choice_comes_back_from_the_address(confidence: str) -> None:
    choice = Choice("b", confidence)
    assert learning.choice_in(learning.choice_said(choice), QUESTION) == choice


@pytest.mark.parametrize("said", [None, "", "b", "d,sure", "b,certain", ",sure", "b,", "b,sure,"])
def test_a_forged_choice_is_none(said: str | None) -> None:
    assert learning.choice_in(said, QUESTION) is None


def test_the_marks_of_a_checklist_come_back_in_the_order_of_its_points() -> None:
    marks = {"size": "some", "crossover": "serious", "blinding": "none"}
    said = learning.marks_said(marks, POINTS)
    assert said == "none,some,serious"
    assert learning.marks_in(said, POINTS, CHOICES) == marks


@pytest.mark.parametrize("said", [None, "", "none,some", "none,some,grave", "none,some,some,some"])
def test_forged_or_missing_marks_are_none(said: str | None) -> None:
    assert learning.marks_in(said, POINTS, CHOICES) is None
