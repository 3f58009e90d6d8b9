"""The Trial fit page's pieces: the choice of a trial and of a part, and one trial in full."""

import streamlit as st

from netlogic.content import Library
from netlogic.patient import Facts
from netlogic.trial_fit import TrialFit
from pages.parts import fits
from pages.parts.frame import frame
from pages.parts.tables.component import table


def begin(names: dict[str, str]) -> None:
    """Before anything is drawn: the trial of the address, or the one this session has."""
    usual = next(iter(names))
    if st.session_state.get("trial") not in names:
        st.session_state["trial"] = frame.asked_for("trial", names, usual)


def choice(names: dict[str, str]) -> str:
    """The trial of the picker."""
    return st.selectbox("Trial", list(names), format_func=names.__getitem__, key="trial")


def take() -> None:
    """The trial whose button was pressed in the list becomes the chosen one; a callback."""
    st.session_state["trial"] = st.session_state["all_trials"]["pressed"]


def part(titles: dict[str, str]) -> str:
    """The part that a room looks at; where the trial has no such part, its first."""
    usual = next(iter(titles))
    if "part" not in st.session_state:
        st.session_state["part"] = frame.asked_for("part", titles, usual)
    elif st.session_state["part"] not in titles:
        st.session_state["part"] = usual
    return st.segmented_control(
        "Part", list(titles), format_func=titles.__getitem__, key="part", required=True
    )


def remember(place: str, now: dict[str, str], usual: dict[str, str]) -> None:
    """Keeps the choices in the address; what is as usual is left out."""
    said = {key: [value] for key, value in now.items() if value != usual[key]}
    frame.address(place, list(usual), said, of="trial")


def in_full(found: TrialFit, known: Facts, content: Library) -> None:
    """The criteria, what extrapolating means, the result, and the arguments that rest on it."""
    rows, said = fits.criteria(found, known, content), fits.status(found, content)
    table("Entry criteria", fits.CRITERIA, rows, key="criteria", status=said)
    st.caption(fits.drafted(found.trial, content))
    st.markdown("## What extrapolating means")
    table("What extrapolating means", fits.MEANING, fits.meaning(found, content), key="meaning")
    st.markdown("## What it found")
    table("What it found", fits.RESULT, fits.result(found.trial, content), key="result")
    near, far = fits.arguments(found, known, content)
    st.markdown("## Arguments of the pathway that rest on it")
    if near:
        table("Arguments that apply", fits.ARGUMENTS, near, key="arguments")
    else:
        st.markdown(fits.NONE_APPLIES)
    if far:
        with st.expander(f"Arguments that do not apply here: {len(far)}", key="other_arguments"):
            table("Arguments that do not apply", fits.ARGUMENTS, far, key="others")
