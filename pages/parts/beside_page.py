"""The page of two trials set side by side: what each of its steps draws."""

from functools import partial

import streamlit as st

from netlogic.content import Library
from netlogic.patient import Patient, facts
from netlogic.side_by_side import TITLES, SideBySide
from pages.parts import beside_trials, inputs, mistakes, passages, plotted, question, walk
from pages.parts.frame import frame
from pages.parts.tables.component import table

PAGE = "side_by_side"


def claim(found: SideBySide, content: Library) -> None:
    """A ranking to be judged before anything is explained."""
    if question.ask(PAGE, found.question):
        _mistakes("claim", content)


def points(step: str, found: SideBySide, content: Library) -> None:
    """The rows of one step."""
    columns = beside_trials.columns(found, content)
    rows = beside_trials.points(found, step, content, to_a_room=frame.presenting())
    table(TITLES[step], columns, rows, key=f"side_{step}")
    _mistakes(step, content)


def _mistakes(step: str, content: Library) -> None:
    if not frame.presenting():
        mistakes.draw(PAGE, step, content)


def panels(found: SideBySide, content: Library) -> None:
    """Two curves in two panels, never on one axis."""
    room = frame.presenting()
    plots = beside_trials.plots(found, content, to_a_room=room)
    for column, plot, id_ in zip(st.columns(2), plots, found.trials, strict=False):
        name = f"{content.trials[id_].name} curves"
        with column:
            cited = passages.cited([content.trials[id_].reference], content)
            plotted.curves(plot, key=f"side_{id_}", name=name, cited=cited, present=room)
    for one in passages.shown(found.parts["curves"]):
        passages.passage(one, content)


def outside(found: SideBySide, content: Library) -> None:
    """Who lies outside, whether this patient does, and what is known."""
    known = facts(inputs.held() or Patient())
    rows = beside_trials.outside(found, known, content, to_a_room=frame.presenting())
    table(TITLES["outside"], beside_trials.OUTSIDE, rows, key="side_outside")


def patient(found: SideBySide, content: Library) -> None:
    """This patient against both lists of criteria."""
    rows = beside_trials.boxes(found, facts(inputs.held() or Patient()), content)
    table(TITLES["patient"], beside_trials.BOXES, rows, key="side_boxes")
    st.page_link("pages/decide/trial_fit.py", label="Trial fit: criterion by criterion")


DRAWN = {"claim": claim, "curves": panels, "outside": outside, "patient": patient}


def draw(step: str, found: SideBySide, content: Library) -> None:
    """One step: its sentence, and what belongs to it."""
    passages.lead(found.parts[step], content)
    DRAWN.get(step, partial(points, step))(found, content)


def page(content: Library) -> None:
    """The comparison as a walk of steps."""
    found = content.side_by_side
    if found is None:
        st.warning("Without content/side_by_side.toml there is nothing to compare.")
        return
    if not frame.presenting():
        st.caption(found.subtitle)
    steps = [walk.Step(i, words, partial(draw, i, found, content)) for i, words in TITLES.items()]
    walk.walk(PAGE, steps)
