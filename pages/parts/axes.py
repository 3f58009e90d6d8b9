"""Which two inputs a map is drawn over: chosen on the page, kept in the address."""

from functools import partial

import streamlit as st

from netlogic.content import Library
from netlogic.library import library
from netlogic.patient import INPUTS
from pages.parts.frame import frame

X, Y = "map_x", "map_y"
USUAL = ("hepatic_burden", "krenning")
# Offered first: pairs on which a room sees something.
TEACHING = (USUAL, ("hepatic_burden", "ki67"), ("ki67", "krenning"), ("tempo", "hepatic_burden"))


def choose(content: Library, *, present: bool) -> tuple[str, str]:
    """The inputs across and up; two different ones, whatever the address says."""
    x, y = _asked_for()
    st.session_state.setdefault(X, x)
    st.session_state.setdefault(Y, y)
    x, y = st.session_state[X], st.session_state[Y]
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_axes"):
        for label, key in (("Across", X), ("Up", Y)):
            st.selectbox(
                label,
                _ordered(),
                format_func=partial(_words, label if present else "", content),
                key=key,
                label_visibility="collapsed" if present else "visible",
                on_change=_keep_apart,
                args=(key, x, y),
            )
        st.button("Swap", key="map_swap", on_click=_take, args=(y, x))
        st.menu_button(
            "Pairs to teach with",
            [f"{a} {b}" for a, b in TEACHING],
            format_func=lambda pair: _pair_words(pair, content),
            key="map_pair",
            on_click=_take_pair,
        )
    query = {} if (x, y) == USUAL else {"x": [x], "y": [y]}
    place = "map in the bar" if present else "map"
    frame.address(place, ["x", "y"], query, of="map")
    return x, y


def _words(label: str, content: Library, fact: str) -> str:
    """An input; in a room, where no line is spared for it, with what it is chosen for."""
    return ": ".join(part for part in (label, content.inputs[fact].label) if part)


def _asked_for() -> tuple[str, str]:
    x, y = (frame.asked_for(key, INPUTS, usual) for key, usual in zip("xy", USUAL, strict=True))
    return (x, y) if x != y else USUAL


def _ordered() -> list[str]:
    """All inputs, those of the pairs to teach with first."""
    return list(dict.fromkeys([*(fact for pair in TEACHING for fact in pair), *INPUTS]))


def _pair_words(pair: str, content: Library) -> str:
    x, y = pair.split()
    return f"{content.inputs[x].label} by {content.inputs[y].label}"


def _keep_apart(key: str, x: str, y: str) -> None:
    """Whoever chooses for one axis what the other has, gets the two exchanged."""
    if st.session_state[X] == st.session_state[Y]:
        st.session_state[Y if key == X else X] = x if key == X else y


def _take(x: str, y: str) -> None:
    st.session_state[X], st.session_state[Y] = x, y


def _take_pair() -> None:
    known = {f"{x} {y}": (x, y) for x, y in TEACHING}
    chosen = known.get(str(st.session_state["map_pair"]))
    if chosen and chosen[0] in library().inputs:
        _take(*chosen)
