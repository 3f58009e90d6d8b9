"""By what the rulebook is filtered: widgets, and the address that holds what they say."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from netlogic import rulebook
from netlogic.content import Library
from pages.parts.frame import frame

LABELS = {
    "step": "Step",
    "option": "Option",
    "argues": "Argues",
    "now": "For the patient now",
    "fact": "Fact it asks for",
    "source": "Source or trial",
    "verification": "How sure",
    "review": "Review",
}
PARTS = {"rules": "Rules", "disagreements": "Where sources differ", "thresholds": "Limits"}
# Parameters of the address that are no filter, or one of typed words.
RULE, SHOW, WORDS = "rule", "show", "words"
MOST, LONGEST = 5, 40  # words looked for, and letters of one: an address may hold anything

Chosen = Mapping[str, list[str]]


def asked() -> str:
    """The rule that the address asks for; empty when it asks for none."""
    return st.query_params.get(RULE, "")[: 2 * LONGEST]


def part() -> str:
    """Which part is shown, by a control whose value the address holds."""
    st.session_state.setdefault(_key(SHOW), frame.asked_for(SHOW, PARTS, "rules"))
    return str(
        st.segmented_control(
            "Show",
            list(PARTS),
            required=True,
            format_func=PARTS.__getitem__,
            key=_key(SHOW),
            label_visibility="collapsed",
        )
    )


def draw(content: Library, bar: Any) -> Chosen:
    """Every filter, with what is chosen in it: beside the page, or in a menu of the bar."""
    if frame.presenting():
        with bar, st.popover("Filter", key="filters_in_bar"):
            return _filters(content)
    with st.sidebar:
        st.markdown("## Filter")
        return _filters(content)


def _filters(content: Library) -> Chosen:
    known = rulebook.choices(content)
    for kind, label in LABELS.items():
        names = known[kind]
        st.session_state.setdefault(_key(kind), frame.all_asked_for(kind, names))
        st.multiselect(
            label, list(names), format_func=names.__getitem__, key=_key(kind), placeholder="any"
        )
    said = [word.strip()[:LONGEST] for word in st.query_params.get_all(WORDS)]
    st.session_state.setdefault(_key(WORDS), [word for word in said if word][:MOST])
    # Typed words, so they are none of a list; each must stand in the rule.
    st.multiselect(
        "Words in it",
        [],
        key=_key(WORDS),
        accept_new_options=True,
        max_selections=MOST,
        placeholder="type, then Enter",
    )
    return {kind: list(st.session_state[_key(kind)]) for kind in (*LABELS, WORDS)}


def clear_button(chosen: Chosen) -> None:
    """Takes every filter away; nothing to press where there is none."""
    st.button(
        "Clear filters", key="clear_filters", on_click=_clear, disabled=not any(chosen.values())
    )


def _clear() -> None:
    for kind in (*LABELS, WORDS):
        st.session_state[_key(kind)] = []


def leave() -> None:
    """From a single rule back to all of them; a callback."""
    st.query_params.pop(RULE, None)
    st.session_state[_key(SHOW)] = "rules"


def remember(show: str, chosen: Chosen | None = None) -> None:
    """Writes the part shown and its filters into the address; filters not shown stay there."""
    query = {SHOW: [show]} if show != "rules" else {}
    keys = [SHOW, RULE]
    if chosen is not None:
        query |= {kind: ids for kind, ids in chosen.items() if ids}
        keys += [WORDS, *LABELS]
    room = " in a room" if frame.presenting() else ""
    frame.address(f"{show}{room}", keys, query, of="rulebook")


def _key(kind: str) -> str:
    return f"rulebook_{kind}"
