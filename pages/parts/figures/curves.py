"""Kaplan-Meier curves as a figure, with the numbers at risk, censored and with the event below.

Drawn as KMunicate asks (Morris 2019, BMJ Open 9:e030215): limits as bands, and under the ticks all
three rows of numbers. Nothing here computes a statistic.
"""

from typing import Any

import plotly.graph_objects as go

from pages.parts.figures import curve_layers, curve_notes, curve_table
from pages.parts.figures.curve_plot import Plot
from pages.parts.figures.palette import CLEAR, INK, MUTED
from pages.parts.figures.sizes import Sizes


def figure(plot: Plot, scale: float = 1.0, height: int | None = None) -> go.Figure:
    """The whole figure; `scale` 1.5 for a room, where no text is smaller than 18 px.

    A `height` in px that is wanted makes the curves lower or higher, nothing else.
    """
    sizes = Sizes(scale, curve_table.lines(plot), height, curve_notes.letters(plot))
    data = [
        *curve_layers.bands(plot),
        *curve_layers.medians(plot, sizes),
        *curve_layers.lines(plot, sizes),
        *curve_layers.censorings(plot, sizes),
        *curve_layers.landmark(plot, sizes),
        *curve_layers.predictions(plot, sizes),
        *([curve_table.numbers(plot, sizes)] if plot.shown.rows else []),
        curve_layers.pointer(plot),
    ]
    layout = {
        "annotations": [
            *curve_notes.notes(plot, sizes),
            *(curve_table.names(plot, sizes) if plot.shown.rows else ()),
        ],
        "shapes": curve_notes.grounds(plot),
        "xaxis": _across(plot, sizes),
        "yaxis": _up(sizes),
        "yaxis2": curve_table.axis(plot, sizes),
        "height": sizes.height,
        "margin": {"l": sizes.left, "r": 4, "t": sizes.top, "b": 2, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x",
        "hoverlabel": {"font": {"size": sizes.text, "color": INK}, "align": "left"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }
    return go.Figure({"data": data, "layout": layout})


def _across(plot: Plot, sizes: Sizes) -> dict[str, Any]:
    return {
        "domain": [0, sizes.share],
        "range": [0, plot.horizon],
        "anchor": "y",
        "tickvals": list(plot.ticks),
        "ticktext": curve_table.thinned(plot.ticks, [f"{tick:g}" for tick in plot.ticks]),
        "tickangle": 0,
        "tickfont": {"size": sizes.text, "color": INK},
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": MUTED,
        "title": {
            "text": plot.axis,
            "font": {"size": sizes.text, "color": INK},
            "standoff": 2,
        },
        "showline": True,
        "linecolor": MUTED,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "showspikes": True,
        "spikemode": "toaxis",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": MUTED,
    }


def _up(sizes: Sizes) -> dict[str, Any]:
    """From 0 to 100 %, whatever the curves do."""
    return {
        "domain": [sizes.plot_from, 1],
        "range": [0, 102],
        "tickvals": [0, 25, 50, 75, 100],
        "tickfont": {"size": sizes.text, "color": INK},
        "ticklabelstandoff": 4,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }
