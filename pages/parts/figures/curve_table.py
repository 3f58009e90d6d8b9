"""The rows under the curves: at risk, censored and with the event, each number under its tick."""

from collections.abc import Iterator, Sequence
from typing import Any

from pages.parts.figures.badge import only
from pages.parts.figures.curve_plot import ROWS, Plot
from pages.parts.figures.palette import COLOURS, INK
from pages.parts.figures.sizes import Sizes

MANY = 9  # ticks; of more than these a phone shows every other one


def lines(plot: Plot) -> int:
    """How many lines stand under the ticks: of each arm its name and its rows."""
    return len(plot.arms) * _lines(plot) if plot.shown.rows else 0


def _lines(plot: Plot) -> int:
    return 1 + len(plot.shown.rows)


def thinned(ticks: Sequence[float], texts: Sequence[str]) -> list[str]:
    """The texts at the ticks; where there are many, every other one for wide screens only."""
    if len(ticks) <= MANY:
        return list(texts)
    return [only("wide", text) if n % 2 else text for n, text in enumerate(texts)]


def numbers(plot: Plot, sizes: Sizes) -> dict[str, Any]:
    """All numbers as one layer of text, on the horizontal scale of the curves."""
    x: list[float] = []
    y: list[int] = []
    text: list[str] = []
    for n, arm in enumerate(plot.arms):
        counts = arm.curve.counts(plot.ticks)
        found = dict(zip(ROWS, (counts.at_risk, counts.censored, counts.events), strict=True))
        for line, row in enumerate(plot.shown.rows, start=_lines(plot) * n + 1):
            bold = "<b>{}</b>" if row == ROWS[0] else "{}"
            x += plot.ticks
            y += [line] * len(plot.ticks)
            text += thinned(plot.ticks, [bold.format(value) for value in found[row]])
    return {
        "type": "scatter",
        "name": "numbers",
        "mode": "text",
        "x": x,
        "y": y,
        "yaxis": "y2",
        "text": text,
        "textfont": {"size": sizes.text, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def axis(plot: Plot, sizes: Sizes) -> dict[str, Any]:
    """What each row counts, left of its first number."""
    each = _lines(plot)
    labelled = [
        (each * n + k, row)
        for n in range(len(plot.arms))
        for k, row in enumerate(plot.shown.rows, start=1)
    ]
    return {
        "domain": [0, sizes.table_to],
        "range": [each * len(plot.arms) - 0.5, -0.5],
        "tickvals": [line for line, _ in labelled],
        "ticktext": [row for _, row in labelled],
        "tickfont": {"size": sizes.text, "color": INK},
        # The first number is centred under 0, and half of it stands left of the axis.
        "ticklabelstandoff": round(15 * sizes.scale),
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }


def names(plot: Plot, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Each arm's name above its rows, at the left edge of the figure."""
    for n, arm in enumerate(plot.arms):
        yield {
            "text": f"<b>{arm.name}</b>",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 2 - sizes.left,
            "y": _lines(plot) * n + 0.1,
            "yref": "y2",
            "showarrow": False,
            "font": {"size": sizes.text, "color": COLOURS[arm.role]},
        }
