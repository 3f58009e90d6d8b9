"""Would this patient have been in the trial? Criterion by criterion, and what follows if not."""

import streamlit as st

from netlogic.content import Library
from netlogic.library import library
from netlogic.patient import Facts, facts
from netlogic.trial_fit import fit
from pages.parts import fits, inputs, one_trial
from pages.parts.frame import frame
from pages.parts.tables.component import table

SHARES = [66, 34]  # of the width: one trial in full, and the list of all


def page(content: Library) -> None:
    """One trial in full beside the list of all, or a part of one for a room."""
    inputs.aside(whole=True)
    names = fits.names(content)
    if not content.readable or not names:
        st.warning("Without the content named above no trial can be read. Start still works.")
        return
    known = facts(inputs.patient())
    one_trial.begin(names)
    draw = to_a_room if frame.presenting() else to_a_reader
    draw(known, content, names)


def to_a_reader(known: Facts, content: Library, names: dict[str, str]) -> None:
    """Everything about the chosen trial, and the list to choose from."""
    one, every = st.columns(SHARES)
    with one:
        chosen = one_trial.choice(names)
        one_trial.in_full(fit(chosen, known, content), known, content)
    with every:
        rows = fits.listed(known, content, chosen)
        table("All trials", fits.LIST, rows, key="all_trials", on_press=one_trial.take)
    one_trial.remember("trial-fit", {"trial": chosen}, {"trial": next(iter(names))})


def to_a_room(known: Facts, content: Library, names: dict[str, str]) -> None:
    """One part of the chosen trial at a time, so that nothing has to be scrolled."""
    with st.container(horizontal=True, key="room"):
        chosen = one_trial.choice(names)
        found = fit(chosen, known, content)
        parts = fits.for_a_room(found, known, content)
        part = one_trial.part({id_: view["title"] for id_, view in parts.items()})
    shown, said = parts[part], fits.status(found, content)
    table("One trial", shown["columns"], shown["rows"], key="room_table", status=said)
    usual = {"trial": next(iter(names)), "part": next(iter(parts))}
    one_trial.remember("trial-fit-room", {"trial": chosen, "part": part}, usual)


page(library())
