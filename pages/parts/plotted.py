"""Figures on a page: title, figure with its text alternative, the numbers, and downloads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from pages.parts.figures import curve_words, forest_words, hundred
from pages.parts.figures import curves as curve_figure
from pages.parts.figures import forest as forest_figure
from pages.parts.figures.badge import in_words
from pages.parts.figures.curve_plot import Plot as Curves
from pages.parts.figures.forest_plot import Plot as Forest
from pages.parts.frame import save
from pages.parts.tables import component

ROOM = 1.5  # how much larger everything is before a room
PEOPLE = 2.2  # the same for people of 100, who have a screen to themselves
ON_A_SCREEN = 480  # px: about what is left, from which the parts of a figure have their shares
Plot = Curves | hundred.Plot | Forest
Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def curves(plot: Curves, *, key: str, name: str, cited: str = "", present: bool = False) -> None:
    """Kaplan-Meier curves; `name` says which figure, as in "CLARINET curves", and `cited` where
    its published figures come from, as links in markdown.

    In a room they take the height that one screen leaves. Where it sees rows of numbers it is
    spared what the axes say already, and the table.
    """
    figure = curve_figure.figure(plot, ROOM if present else 1, ON_A_SCREEN if present else None)
    said = not (present and plot.shown.rows)
    with _room(plot, key, cited, said=said, present=present):
        if present:
            with st.container(key=f"fill-{key}", height="stretch"):
                _chart(figure, curve_words.alternative(plot), key, height="stretch")
        else:
            _chart(figure, curve_words.alternative(plot), key)
        if not (present and plot.shown.rows):
            _numbers(plot, curve_words.rows(plot), curve_words.csv(plot), key, name)


def of_100(
    plot: hundred.Plot, *, key: str, name: str, cited: str = "", present: bool = False
) -> None:
    """The picture of 100 people in each arm."""
    figure = hundred.figure(plot, PEOPLE if present else 1)
    with _room(plot, key, cited, present=present):
        _chart(figure, hundred.alternative(plot), key)
        _numbers(plot, hundred.rows(plot), hundred.csv(plot), key, name)


def forest(plot: Forest, *, key: str, name: str, cited: str = "", present: bool = False) -> None:
    """Hazard ratios of subgroups or trials; a room reads every number in the figure itself."""
    figure = forest_figure.figure(plot, ROOM if present else 1)
    with _room(plot, key, cited, present=present):
        _chart(figure, forest_words.alternative(plot), key)
        if not present:
            _numbers(plot, forest_words.rows(plot), forest_words.csv(plot), key, name)


@contextmanager
def _room(plot: Plot, key: str, cited: str, *, present: bool, said: bool = True) -> Iterator[None]:
    """The place of a figure, under its finding and, where it is `said`, what is plotted."""
    with st.container(key=f"figure_{key}", gap=None):
        st.markdown(f"### {plot.title}")
        if said and present:
            st.markdown(f"{plot.subtitle} :small[{cited}]")
        elif said:
            st.markdown(f":small[:gray[{plot.subtitle}] {cited}]")
        yield


def _chart(
    figure: go.Figure,
    alternative: str,
    key: str,
    height: Literal["content", "stretch"] = "content",
) -> None:
    st.plotly_chart(
        figure,
        key=key,
        height=height,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        alt=alternative,
    )


def _numbers(plot: Plot, rows: Rows, csv: str, key: str, name: str) -> None:
    with st.expander("Show the numbers", key=f"{key}_numbers"):
        component.numbers(name, *rows, key=f"{key}_table")
        _downloads(plot, csv, key, name)


def _downloads(plot: Plot, csv: str, key: str, name: str) -> None:
    file = key.replace("_", "-")
    with st.container(key=f"screen-downloads-{file}", horizontal=True):
        csv_file = {"data": csv, "file_name": f"{file}.csv", "mime": "text/csv"}
        st.download_button(f"{name} as CSV", **csv_file, key=f"{key}_csv", on_click="ignore")
        save.pictures(
            key,
            file,
            name,
            heads=(plot.title, plot.subtitle),
            foot=(in_words(plot.badge), *plot.badge.notes),
        )
