"""A figure of curves with the switches for what it shows."""

from dataclasses import replace

import streamlit as st

from pages.parts import plotted
from pages.parts.figures.curve_plot import ROWS, Plot, Shown
from pages.parts.frame import frame

SHOWN = {"band": "Interval", "censorings": "Censoring", "medians": "Medians"}


@st.fragment
def curves(made: Plot, key: str, name: str, cited: str) -> None:
    """The figure and its switches; a fragment, so that a switch draws nothing else anew."""
    room, place = frame.presenting(), st.container()
    chosen = None if room else _switches(key, name)
    said = {part: chosen is None or part in chosen for part in SHOWN}
    shown = Shown(**said, rows=ROWS[:1] if room else ROWS)
    with place:
        plotted.curves(replace(made, shown=shown), key=key, name=name, cited=cited, present=room)


def _switches(key: str, name: str) -> list[str]:
    return st.pills(
        f"Show on the {name}",
        list(SHOWN),
        default=list(SHOWN),
        format_func=SHOWN.__getitem__,
        selection_mode="multi",
        key=f"{key}_shown",
        label_visibility="collapsed",
    )
