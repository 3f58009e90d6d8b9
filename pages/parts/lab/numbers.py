"""The numbers of a picture: a table once it is asked for, and the same as a file."""

import streamlit as st

from pages.parts.figures.lab import picture as pictures
from pages.parts.figures.lab.picture import Picture, Set
from pages.parts.lab.held import Placed
from pages.parts.tables import component


def draw(shown: Picture, placed: Placed, now: Set) -> None:
    """The numbers, which are sent only while they are open."""
    name = placed.bench.label
    with st.expander("Show the numbers", key=f"{placed.key}_numbers", on_change="rerun") as opened:
        if not opened.open:
            return
        component.numbers(name, *shown.numbers, key=f"{placed.key}_table")
        st.download_button(
            f"{name} as CSV",
            pictures.csv(shown, _about(placed, now)),
            file_name=f"{placed.key.replace('_', '-')}.csv",
            mime="text/csv",
            key=f"{placed.key}_csv",
            on_click="ignore",
        )


def _about(placed: Placed, now: Set) -> tuple[str, ...]:
    """What stands over the numbers in a file: what was simulated, and with which settings."""
    bench = placed.bench
    stood = (f"{knob.label}: {now.knobs[knob.id]} {knob.unit}".rstrip() for knob in bench.knobs)
    return (bench.label, bench.drawn, *stood, *([f"Seed: {now.seed}"] if bench.chance else []))
