"""Hazard ratios of subgroups or trials below each other, with how many people each rests on.

On a desk and on a phone a row has its words above its interval. A room is wide: there they stand
in one line, words, interval, estimate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from netlogic.quotes import two_decimals
from pages.parts.figures import badge as badges
from pages.parts.figures.forest_plot import Plot, Row
from pages.parts.figures.forest_words import estimate
from pages.parts.figures.palette import CLEAR, EXPERIMENTAL, INK, MUTED, PAGE
from pages.parts.figures.sizes import ROOM

MARKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)  # a hazard ratio has a place between two of these
LINE = 42  # px of a row: its words, and under them its interval
DETAIL, HEADING = 17, 30  # px more for a row with a detail, and for the heading of a group
IN_ONE, APART = 19, 6  # px of a row where all stands in one line, and between two groups
BESIDE = (0.5, 0.77)  # of the width, what the intervals have there
WIDTH = 44  # letters of the axis title on a line, for a phone
SQUARE = (7, 15)  # px: the side of the smallest and of the largest square


@dataclass(frozen=True)
class _Places:
    """Where rows and headings stand: px from the top of the plot, at the scale of the type."""

    scale: float
    rows: tuple[float, ...]  # the top of each
    headings: tuple[tuple[float, str], ...]
    height: float

    @property
    def one_line(self) -> bool:
        """Whether a row is one line, as in a room."""
        return self.scale >= ROOM

    @property
    def left(self) -> int:
        """Margin for how many people there are."""
        return 0 if self.one_line else round(64 * self.scale)

    def interval(self, n: int, row: Row) -> float:
        """The height of a row's interval."""
        low = IN_ONE / 2 if self.one_line else 27 + (DETAIL if row.detail else 0)
        return self.rows[n] + low * self.scale

    def words(self, n: int) -> float:
        """The height of a row's name."""
        return self.rows[n] + (IN_ONE / 2 if self.one_line else 10) * self.scale


def _places(plot: Plot, scale: float) -> _Places:
    at, group, rows, headings = 0.0, "", [], []
    for row in plot.rows:
        if row.group and row.group != group:
            if scale >= ROOM:
                at += scale * APART if rows else 0
            else:
                headings.append((at + scale * HEADING / 2, row.group))
                at += scale * HEADING
        group = row.group
        rows.append(at)
        apart = LINE + (DETAIL if row.detail else 0)
        at += scale * (IN_ONE if scale >= ROOM else apart)
    return _Places(scale, tuple(rows), tuple(headings), at)


def figure(plot: Plot, scale: float = 1.0) -> go.Figure:
    """The whole figure; the first row on top."""
    places = _places(plot, scale)
    # A room reads in the subtitle what the axis is.
    title = [] if places.one_line else wrap(plot.axis, WIDTH)
    text, top = round(12 * scale), round((26 if places.one_line else 40) * scale)
    foot = round((52 + 16 * len(title)) * scale)
    ends = reach(plot)
    layout = {
        "annotations": [
            badges.note(plot.badge, text, top, lines=1 if places.one_line else 2),
            *_words(plot, places),
            *_sides(plot, text, ends),
        ],
        "shapes": list(_lines(plot, places)),
        "xaxis": _across("<br>".join(title), text, ends)
        | ({"domain": BESIDE} if places.one_line else {}),
        "yaxis": {"range": [places.height, 0], "visible": False, "fixedrange": True},
        "height": round(places.height) + top + foot,
        "margin": {"l": places.left, "r": 6, "t": top, "b": foot, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": text, "color": INK}, "align": "left"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }
    return go.Figure({"data": list(_rows(plot, places, ends)), "layout": layout})


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


def _rows(plot: Plot, places: _Places, ends: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """Interval and estimate of each row; where the axis ends before it, an arrow."""
    scale = places.scale
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
            "y": [places.interval(n, row)] * 3,
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


def _lines(plot: Plot, places: _Places) -> Iterator[dict[str, Any]]:
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
                "y0": places.rows[n + 1],
                "y1": places.rows[n + 1],
                "line": {"color": MUTED, "width": 1},
            }


def _words(plot: Plot, places: _Places) -> Iterator[dict[str, Any]]:
    """Headings; how many people, large; the name with its detail; and the estimate in words."""
    small = round(12 * places.scale)
    for y, heading in places.headings:
        yield _note(f"<b>{heading}</b>", 0, y, small + 1, 2 - places.left)
    for n, row in enumerate(plot.rows):
        y = places.words(n)
        weight = "<b>{}</b>" if row.whole else "{}"
        named = weight.format(row.name)
        if places.one_line and row.detail:
            named += f'<span style="font-size:0.8em">  {row.detail}</span>'
        elif row.detail:
            yield _note(row.detail, 0, y + DETAIL * places.scale, round(11 * places.scale))
        yield _note(named, 0, y, small)
        yield _people(row, places.interval(n, row), places)
        # The line of no effect does not run through the numbers.
        said = _note(weight.format(_said(row)), 1, y, small)
        yield {**said, "xanchor": "right", "bgcolor": PAGE, "borderpad": 0}


def _people(row: Row, y: float, places: _Places) -> dict[str, Any]:
    """How many a row rests on: left of its interval."""
    if places.one_line:
        said = "n not reported" if row.n is None else f"<b>n = {row.n}</b>"
        size, x, shift = round(12 * places.scale), BESIDE[0], -12
        return {**_note(said, x, y, size, shift), "xanchor": "right"}
    said = "n not<br>reported" if row.n is None else f"<b>n = {row.n}</b>"
    size = round((12 if row.n is None else 15) * places.scale)
    return _note(said, 0, y, size, 2 - places.left)


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
