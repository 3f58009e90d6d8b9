"""Every rule in words, to be filtered, printed and reviewed; where sources differ; the limits."""

from typing import Any

import streamlit as st

from netlogic import rulebook
from netlogic.content import Library
from netlogic.library import library
from netlogic.patient import Patient
from netlogic.rulebook import Row
from pages.parts import filters, inputs, review, rules
from pages.parts.filters import RULEBOOK
from pages.parts.frame import frame
from pages.parts.tables import component


def page(content: Library, patient: Patient | None) -> None:
    """A single rule where the address asks for one, else the part that is chosen."""
    if not content.readable or patient is None:
        st.warning("Without the content named above no rule can be read. Start still works.")
        return
    wanted = filters.asked(RULEBOOK)
    row = next((row for row in rulebook.rows(content) if row.id == wanted), None)
    if row:
        single(row, patient, content)
    else:
        parts(patient, content)


def single(row: Row, patient: Patient, content: Library) -> None:
    """One rule alone, with how to report an error in it."""
    with st.container(key="screen-all-rules"):
        leave = {"on_click": filters.leave, "args": (RULEBOOK,)}
        st.button("Show all rules", key="show_all_rules", **leave)
    now = rulebook.verdicts(patient, content)
    component.book(rules.one(row, now, content, present=frame.presenting()), key="one_rule")
    if not frame.presenting():
        review.for_whom(patient, content)
        review.report(row)


def parts(patient: Patient, content: Library) -> None:
    """The rules, where sources differ, or the limits."""
    st.caption(rulebook.counted(rulebook.rows(content)))
    with st.container(horizontal=True, key="screen-rulebook-tools"):
        show, tools = filters.part(RULEBOOK), st.container(horizontal=True, width="content")
    if show == "rules":
        several(patient, content, tools)
    else:
        filters.remember(RULEBOOK, show)
        draw = {"disagreements": rules.disputes, "thresholds": rules.borders}[show]
        component.book(draw(content, present=frame.presenting()), key=show)
    if not frame.presenting():
        review.how_to_report()


def several(patient: Patient, content: Library, tools: Any) -> None:
    """The rules chosen, to read, to print and to take away."""
    present, known = frame.presenting(), rulebook.choices(content)
    chosen = filters.draw(RULEBOOK, known, tools)
    filters.remember(RULEBOOK, "rules", chosen)
    now, every = rulebook.verdicts(patient, content), rulebook.rows(content)
    shown = rulebook.chosen(every, chosen, now, chosen[filters.WORDS])
    with tools:
        filters.clear_button(RULEBOOK, chosen)
        if not present:
            review.download(shown)
    if not present:
        review.for_whom(patient, content)
    view = rules.several(shown, now, content, present=present, asked=filters.asked(RULEBOOK))
    component.book(view, key="rules")


page(library(), inputs.held())
