"""A walk of invented steps, for test_walk.py: no page of NETlogic."""

import streamlit as st

from pages.parts import checklist, predict, question
from pages.parts.walk import Step, walk
from tests.demo_walk_values import Point, compared
from tests.test_learning import CHOICES, POINTS, QUESTION, Dial

PAGE = "demo"
DIALS = (
    Dial("rate", "Rate", "%", (0.0, 100.0), 1.0, 50.0),
    Dial("median", "Median", "months", (0.0, 36.0), 0.5, 12.0),
)


def draw_catch() -> None:
    st.markdown("ANSWER again")
    points = {id_: Point(id_, "Was it so?") for id_ in POINTS}
    checklist.draw(PAGE, points, {choice: choice for choice in CHOICES}, compared)


walk(
    PAGE,
    [
        Step("question", "Question", lambda: question.ask(PAGE, QUESTION) and None, 0.5),
        Step("predict", "Predict", lambda: predict.dials(PAGE, DIALS)),
        Step(
            "result",
            "Result",
            lambda: st.markdown("ANSWER"),
            2,
            leads="the result",
            beside=lambda: st.markdown("ANSWER beside"),
        ),
        Step("catch", "Catch", draw_catch),
    ],
    DIALS,
)
