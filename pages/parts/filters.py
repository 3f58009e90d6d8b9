"""By what a long list is filtered: widgets, and the address that holds what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.parts.frame import frame

# Parameters of the address: the part that is shown, and words that are looked for.
SHOW, WORDS = "show", "words"
MOST, LONGEST = 5, 40  # words looked for, and letters of one: an address may hold anything

Chosen = Mapping[str, list[str]]
Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Filters:
    """Of a page: its filters with their labels, its parts, and the parameter of a single entry."""

    of: str
    one: str
    labels: Mapping[str, str]
    parts: Mapping[str, str]

    @property
    def usual(self) -> str:
        """The part that has the filters; the address leaves it out."""
        return next(iter(self.parts))

    @property
    def own(self) -> tuple[str, ...]:
        """Every parameter that means something on this page only."""
        return (SHOW, WORDS, self.one, *self.labels)


RULEBOOK = Filters(
    "rulebook",
    "rule",
    {
        "step": "Step",
        "option": "Option",
        "argues": "Argues",
        "now": "For the patient now",
        "fact": "Fact it asks for",
        "source": "Source or trial",
        "verification": "How sure",
        "review": "Review",
    },
    {"rules": "Rules", "disagreements": "Where sources differ", "thresholds": "Limits"},
)
SOURCES = Filters(
    "sources",
    "reference",
    {"kind": "Kind", "use": "Used in", "address": "Address"},
    {
        "references": "References",
        "grades": "Grades",
        "review": "Review",
        "changes": "Changes",
    },
)


def asked(of: Filters) -> str:
    """The single entry that the address asks for; empty when it asks for none."""
    return st.query_params.get(of.one, "")[: 2 * LONGEST]


def part(of: Filters) -> str:
    """Which part is shown, by a control whose value the address holds."""
    key = _key(of, SHOW)
    st.session_state.setdefault(key, frame.asked_for(SHOW, of.parts, of.usual))
    return str(
        st.segmented_control(
            "Show",
            list(of.parts),
            required=True,
            format_func=of.parts.__getitem__,
            key=key,
            label_visibility="collapsed",
        )
    )


def draw(of: Filters, known: Choices, bar: Any) -> Chosen:
    """Every filter, with what is chosen in it: beside the page, or in a menu of the bar."""
    if frame.presenting():
        with bar, st.popover("Filter", key="filters_in_bar"):
            return _filters(of, known)
    with st.sidebar:
        st.markdown("## Filter")
        return _filters(of, known)


def _filters(of: Filters, known: Choices) -> Chosen:
    for kind, label in of.labels.items():
        names = known[kind]
        st.session_state.setdefault(_key(of, kind), frame.all_asked_for(kind, names))
        st.multiselect(
            label, list(names), format_func=names.__getitem__, key=_key(of, kind), placeholder="any"
        )
    said = [word.strip()[:LONGEST] for word in st.query_params.get_all(WORDS)]
    st.session_state.setdefault(_key(of, WORDS), [word for word in said if word][:MOST])
    # Typed words, so they are none of a list; each must stand in the entry.
    st.multiselect(
        "Words in it",
        [],
        key=_key(of, WORDS),
        accept_new_options=True,
        max_selections=MOST,
        placeholder="type, then Enter",
    )
    return {kind: list(st.session_state[_key(of, kind)]) for kind in (*of.labels, WORDS)}


def clear_button(of: Filters, chosen: Chosen) -> None:
    """Takes every filter away; nothing to press where there is none."""
    st.button(
        "Clear filters",
        key="clear_filters",
        on_click=_clear,
        args=(of,),
        disabled=not any(chosen.values()),
    )


def _clear(of: Filters) -> None:
    for kind in (*of.labels, WORDS):
        st.session_state[_key(of, kind)] = []


def leave(of: Filters) -> None:
    """From a single entry back to all of them; a callback."""
    st.query_params.pop(of.one, None)
    st.session_state[_key(of, SHOW)] = of.usual


def remember(of: Filters, show: str, chosen: Chosen | None = None) -> None:
    """Writes the part shown and its filters into the address; filters not shown stay there."""
    query = {SHOW: [show]} if show != of.usual else {}
    keys = [SHOW, of.one]
    if chosen is not None:
        query |= {kind: ids for kind, ids in chosen.items() if ids}
        keys += [WORDS, *of.labels]
    room = " in a room" if frame.presenting() else ""
    frame.address(f"{show}{room}", keys, query, of=of.of)


def _key(of: Filters, kind: str) -> str:
    return f"{of.of}_{kind}"
