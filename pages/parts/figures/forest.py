"""Hazard ratios of subgroups or trials below each other, with how many people each rests on."""

from collections.abc import Iterator
from math import log10
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from netlogic.quotes import two_decimals
from pages.parts.figures import badge as badges
from pages.parts.figures.forest_plot import Plot, Row
from pages.parts.figures.forest_words import estimate
from pages.parts.figures.palette import CLEAR, EXPERIMENTAL, INK, MUTED

MARKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)  # a hazard ratio has a place between two of these
LINE = 42  # px of a row: its words, and under them its interval
WIDTH = 44  # letters of the axis title on a line, for a phone
SQUARE = (7, 15)  # px: the side of the smallest and of the largest square


def figure(plot: Plot, scale: float = 1.0) -> go.Figure:
    """The whole figure; the first row on top."""
    text, top = round(12 * scale), round(40 * scale)
    title = wrap(plot.axis, WIDTH)
    foot, left = round((52 + 16 * len(title)) * scale), round(64 * scale)
    low, high = reach(plot)
    layout = {
        "annotations": [
            badges.note(plot.badge, text, top),
            *_words(plot, scale),
            *_sides(plot, text, (low, high)),
        ],
        "shapes": list(_lines(plot)),
        "xaxis": _across("<br>".join(title), text, (low, high)),
        "yaxis": {"range": [len(plot.rows) - 0.4, -0.6], "visible": False, "fixedrange": True},
        "height": round(LINE * scale * len(plot.rows)) + top + foot,
        "margin": {"l": left, "r": 6, "t": top, "b": foot, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": text, "color": INK}, "align": "left"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }
    return go.Figure({"data": list(_rows(plot, scale, (low, high))), "layout": layout})


def reach(plot: Plot) -> tuple[float, float]:
    """The ends of the axis: marks beyond every interval, and no effect between them."""
    known = [v for row in plot.rows for v in (row.hr, row.low, row.high) if v is not None]
    low = max((m for m in MARKS if m <= min([*known, 0.5])), default=MARKS[0])
    high = min((m for m in MARKS if m >= max([*known, 2])), default=MARKS[-1])
    return low, high


def _across(title: str, text: int, ends: tuple[float, float]) -> dict[str, Any]:
    low, high = ends
    marks = [mark for mark in MARKS if low <= mark <= high]
    return {
        "type": "log",
        "range": [log10(low) - 0.02, log10(high) + 0.02],
        "tickvals": marks,
        "ticktext": [f"{mark:g}" for mark in marks],
        "tickfont": {"size": text, "color": INK},
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": MUTED,
        "title": {
            "text": title,
            "font": {"size": text, "color": INK},
            "standoff": round(2.2 * text),
        },
        "showline": True,
        "linecolor": MUTED,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }


def _rows(plot: Plot, scale: float, ends: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """Interval and estimate of each row; where the axis ends before it, an arrow."""
    largest = max((row.n or 0 for row in plot.rows), default=1) or 1
    for n, row in enumerate(plot.rows):
        if row.hr is None:
            continue
        low, high = (row.hr if v is None else v for v in (row.low, row.high))
        side = SQUARE[0] + (SQUARE[1] - SQUARE[0]) * ((row.n or 0) / largest) ** 0.5
        heads = ["arrow-left" if low < ends[0] else "line-ns-open"]
        heads += ["diamond" if row.whole else "square"]
        heads += ["arrow-right" if high > ends[1] else "line-ns-open"]
        yield {
            "type": "scatter",
            "name": row.name,
            "mode": "lines+markers",
            "x": [max(low, ends[0]), row.hr, min(high, ends[1])],
            "y": [n + 0.14] * 3,
            "line": {"width": 2 * scale, "color": EXPERIMENTAL},
            "marker": {
                "symbol": heads,
                "size": [8 * scale, (side + (4 if row.whole else 0)) * scale, 8 * scale],
                "color": EXPERIMENTAL,
                "opacity": 1,
                "line": {"width": [2 * scale, 0, 2 * scale], "color": EXPERIMENTAL},
            },
            "cliponaxis": False,
            "hovertemplate": f"<b>{row.name}</b><br>{estimate(row, plot.level)}<extra></extra>",
        }


def _lines(plot: Plot) -> Iterator[dict[str, Any]]:
    """No effect, and what sets the whole trial apart from its parts."""
    where = {"type": "line", "layer": "below"}
    yield {
        **where,
        "x0": 1,
        "x1": 1,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": INK, "width": 1.2, "dash": "dot"},
    }
    for n, (row, after) in enumerate(zip(plot.rows, plot.rows[1:], strict=False)):
        if row.whole and not after.whole:
            yield {
                **where,
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": n + 0.5,
                "y1": n + 0.5,
                "line": {"color": MUTED, "width": 1},
            }


def _words(plot: Plot, scale: float) -> Iterator[dict[str, Any]]:
    """How many people, large; the name; and the estimate in words."""
    left = round(64 * scale)
    for n, row in enumerate(plot.rows):
        weight = "<b>{}</b>" if row.whole else "{}"
        size = "n not<br>reported" if row.n is None else f"<b>n = {row.n}</b>"
        yield _note(size, 0, n + 0.1, round((15 if row.n is not None else 12) * scale), 2 - left)
        yield _note(weight.format(row.name), 0, n - 0.27, round(12 * scale))
        yield {
            **_note(weight.format(_said(row)), 1, n - 0.27, round(12 * scale)),
            "xanchor": "right",
        }


def _said(row: Row) -> str:
    if row.hr is None:
        return "not reported"
    if row.low is None or row.high is None:
        return two_decimals(row.hr)
    return f"{two_decimals(row.hr)} ({two_decimals(row.low)} to {two_decimals(row.high)})"


def _note(text: str, x: float, y: float, size: int, shift: int = 0) -> dict[str, Any]:
    place = {"x": x, "xref": "paper", "xanchor": "left", "xshift": shift, "y": y}
    return {"text": text, "showarrow": False, "font": {"size": size, "color": INK}, **place}


def _sides(plot: Plot, text: int, ends: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """Under the axis: whom each side of the line speaks for."""
    one = -log10(ends[0]) / (log10(ends[1]) - log10(ends[0]))
    for words, anchor, way in zip(plot.favours, ("right", "left"), (-1, 1), strict=True):
        place = {"yref": "paper", "yanchor": "top", "yshift": -round(1.9 * text)}
        arrow = f"← {words}" if way < 0 else f"{words} →"
        yield _note(arrow, one, 0, text, way * 6) | {"xanchor": anchor} | place
