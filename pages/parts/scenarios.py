"""The tools beside every title: teaching scenarios, undo, reset, copy link, presenter mode."""

import streamlit as st

from netlogic.library import library
from pages.parts import inputs
from pages.parts.frame import frame


def toolbar(*, headline_in_bar: bool) -> None:
    """Everything that loads a patient or passes this one on."""
    content = library()
    names = {id_: preset.name for id_, preset in content.presets.items()}
    if names:
        st.menu_button(
            "Scenario",
            list(names),
            format_func=names.__getitem__,
            key="scenario",
            on_click=_load_scenario,
            help="Loads a teaching scenario in place of this patient",
        )
    st.button("Undo", key="undo", on_click=inputs.undo, help="Back to the patient before")
    st.button("Reset", key="reset", on_click=_reset, help="Back to the first teaching case")
    frame.copy_link()
    if frame.presenting():
        inputs.in_bar(headline_too=headline_in_bar)
        st.button("Leave", key="leave", on_click=frame.present, args=(False,))
    else:
        st.button("Present", key="present_button", on_click=frame.present, args=(True,))


def _load_scenario() -> None:
    content = library()
    chosen = content.presets.get(str(st.session_state.scenario))
    if chosen:
        inputs.load(content.patient(chosen.patient))


def _reset() -> None:
    inputs.load(library().default_patient())
