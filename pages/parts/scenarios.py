"""The tools beside the title of a page with a patient: scenarios, compare, undo, reset, link."""

import streamlit as st

from netlogic.library import library
from pages.parts import comparison, inputs, tabs
from pages.parts.frame import frame


def toolbar(*, whole: bool) -> None:
    """Everything that loads a patient or passes this one on; `whole` as in `inputs.aside`."""
    content = library()
    names = {id_: preset.name for id_, preset in content.presets.items()}
    if names:
        st.menu_button(
            "Scenario",
            list(names),
            format_func=names.__getitem__,
            key="scenario",
            on_click=_load_scenario,
        )
    if not whole:  # only beside its picture does a second patient have an effect that is seen
        comparison.menu()
    if frame.presenting() and not whole:  # the questions are about the picture beside it
        tabs.ask()
    st.button("Undo", key="undo", on_click=inputs.undo)
    st.button("Reset", key="reset", on_click=_reset)
    frame.copy_link()
    if frame.presenting():
        inputs.in_bar(whole=whole)


def _load_scenario() -> None:
    content = library()
    chosen = content.presets.get(str(st.session_state.scenario))
    if chosen:
        inputs.load(content.patient(chosen.patient))


def _reset() -> None:
    inputs.load(library().default_patient())
