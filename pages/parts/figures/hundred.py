"""Of 100 people like those in a trial: so many dots filled, the others open."""

import csv as files
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from pages.parts.figures import badge as badges
from pages.parts.figures.badge import Badge, comments, in_words
from pages.parts.figures.palette import CLEAR, COLOURS, INK, SYMBOLS

PEOPLE, ACROSS = 100, 20
LINES = PEOPLE // ACROSS
GAP = 2  # dots' places between two groups


@dataclass(frozen=True)
class Group:
    """One arm: its name in mid-sentence, and of how many in 100 the outcome is said."""

    name: str
    role: Literal["experimental", "control"]
    count: int


@dataclass(frozen=True)
class Plot:
    """`outcome` is what the filled dots have, as in "without progression at 24 months"."""

    title: str
    subtitle: str
    outcome: str
    groups: tuple[Group, ...]
    badge: Badge


def figure(plot: Plot, scale: float = 1.0) -> go.Figure:
    """The groups side by side; each dot is one person."""
    text = round(12 * scale)
    top, foot, high = round(46 * scale), round(42 * scale), round(58 * scale)
    wide = len(plot.groups) * (ACROSS + GAP) - GAP
    layout = {
        "annotations": [
            badges.note(plot.badge, text, top),
            *_names(plot, round(13 * scale)),
            _key(plot, text),
        ],
        # A dot is as far from the next across as down, however wide the page.
        "xaxis": _bare([-0.7, wide - 0.3])
        | {"scaleanchor": "y", "constrain": "domain", "constraintoward": "left"},
        "yaxis": _bare([LINES - 0.4, -0.6]) | {"constrain": "domain", "constraintoward": "bottom"},
        "height": top + high + foot,
        "margin": {"l": 2, "r": 2, "t": top, "b": foot, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "dragmode": False,
        "hovermode": False,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
    }
    return go.Figure({"data": list(_dots(plot, scale)), "layout": layout})


def _bare(reach: list[float]) -> dict[str, Any]:
    return {"range": reach, "visible": False, "fixedrange": True}


def _dots(plot: Plot, scale: float) -> Iterator[dict[str, Any]]:
    """The filled and the open dots of each group; the second group's are square."""
    for n, group in enumerate(plot.groups):
        filled = min(max(group.count, 0), PEOPLE)
        for kind, people in (("", range(filled)), ("-open", range(filled, PEOPLE))):
            yield {
                "type": "scatter",
                "name": group.name,
                "mode": "markers",
                "x": [n * (ACROSS + GAP) + one % ACROSS for one in people],
                "y": [one // ACROSS for one in people],
                "marker": {
                    "symbol": f"{SYMBOLS[group.role]}{kind}",
                    "size": (6 if group.role == "control" else 7) * (1 + (scale - 1) * 0.7),
                    "color": COLOURS[group.role],
                    "line": {"width": 1, "color": COLOURS[group.role]},
                },
                "hoverinfo": "skip",
                "cliponaxis": False,
            }


def _names(plot: Plot, size: int) -> Iterator[dict[str, Any]]:
    for n, group in enumerate(plot.groups):
        yield {
            "text": f"<b>{group.name}: {group.count}</b>",
            "x": n * (ACROSS + GAP) - 0.6,
            "xanchor": "left",
            "yref": "paper",
            "y": 0,
            "yanchor": "top",
            "showarrow": False,
            "font": {"size": size, "color": COLOURS[group.role]},
        }


def _key(plot: Plot, size: int) -> dict[str, Any]:
    """What a filled dot stands for."""
    return {
        "text": f"filled: {plot.outcome}",
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -round(1.6 * size),
        "showarrow": False,
        "font": {"size": size, "color": INK},
    }


def alternative(plot: Plot) -> str:
    """The picture in one sentence."""
    counts = ", ".join(f"{group.count} with {group.name}" for group in plot.groups)
    return f"Of 100 people, {plot.outcome}: {counts}. {in_words(plot.badge)}"[:250]


def rows(plot: Plot) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and lines of the table."""
    heads = ("Of 100 people", f"{plot.outcome[:1].upper()}{plot.outcome[1:]}", "The others")
    return heads, tuple((g.name, str(g.count), str(PEOPLE - g.count)) for g in plot.groups)


def csv(plot: Plot) -> str:
    """The counts as comma-separated values, under what the badge says."""
    text = io.StringIO()
    text.writelines(f"{line}\n" for line in comments(plot.title, plot.subtitle, plot.badge))
    out = files.writer(text, lineterminator="\n")
    out.writerow(["group", "of_100", "outcome"])
    out.writerows([group.name, group.count, plot.outcome] for group in plot.groups)
    return text.getvalue()
