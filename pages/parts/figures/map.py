"""The decision map as a figure: regions by colour, pattern and label, borders, the patient."""

from collections.abc import Iterable, Iterator
from typing import Any

import plotly.graph_objects as go

from netlogic import map_words
from netlogic.content import Library
from netlogic.patient import Patient, Value
from netlogic.regions import DecisionMap, Kind
from pages.parts.figures.axis import END, START, Axis
from pages.parts.figures.ground import borders, cell_at, grounds, hatched, looks, places
from pages.parts.figures.labels import Label, font_size, labels
from pages.parts.figures.palette import CLEAR, EXPERIMENTAL, INK, PAGE

CLICKS = 34  # along a number when both inputs are numbers: some 1,500 in all
CLICKS_BESIDE_A_SCALE = 101
SIDE = 8  # px
# Choosing a point dims all others, and nothing here is to be dimmed.
STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def decision_map(
    found: DecisionMap, patient: Patient, library: Library, *, large: bool
) -> go.Figure:
    """The whole figure; `large` for a room."""
    x, y = Axis(found.x, found.columns, library), Axis(found.y, found.rows, library)
    kinds, written = looks(found, library), labels(found, patient, library, large=large)
    figure = go.Figure(
        [
            *grounds(found, kinds, x, y),
            *hatched(found, x, y),
            borders(found, x, y),
            *(_targets(kind, found, x, y, library) for kind in kinds),
            _letters(written, large=large),
            *_patient(patient, x, y, large=large),
        ]
    )
    figure.update_layout(
        annotations=[*_words(written, large=large), _name(patient, x, y, large=large)],
        xaxis=_axis(x, 12 if large else 14, large=large),
        yaxis=_axis(y, 40 if large else 18, large=large),
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverdistance=40,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
    return figure


def _axis(axis: Axis, width: int, *, large: bool) -> dict[str, Any]:
    """`width` is that of a line of words at the axis, in letters."""
    places, words = zip(*axis.ticks(width), strict=True)
    return {
        "title": {
            "text": axis.title,
            "font": {"size": font_size(large, 13), "color": INK},
            "standoff": 4,
        },
        "range": [START, END],
        "fixedrange": True,
        "tickvals": places,
        "ticktext": words,
        "tickfont": {"size": font_size(large, 12), "color": INK},
        "ticks": "outside" if axis.measured else "",
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def _targets(kind: Kind, found: DecisionMap, x: Axis, y: Axis, library: Library) -> go.Scatter:
    """Squares that nobody sees: they say what is under the pointer, and take the click."""
    count = CLICKS if x.measured and y.measured else CLICKS_BESIDE_A_SCALE
    across, up = x.targets(count), y.targets(count)
    pairs: list[tuple[Value | None, Value | None]] = []
    for column, row in places(found):
        if cell_at(found, (column, row)).kind == kind:
            pairs += [(a, b) for a in across[column] for b in up[row]]
    said = {
        fact: {v: map_words.at(fact, v, library) for v in {pair[n] for pair in pairs}}
        for n, fact in enumerate((x.fact, y.fact))
    }
    return go.Scatter(
        x=[x.place(a) for a, _ in pairs],
        y=[y.place(b) for _, b in pairs],
        customdata=[[a, b, said[x.fact][a], said[y.fact][b]] for a, b in pairs],
        mode="markers",
        marker={"symbol": "square", "size": SIDE, "color": CLEAR},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        hovertemplate=(
            f"<b>{map_words.label(kind, library)}</b><br>"
            + "<br>".join(map_words.in_full(kind[0], library).split("; "))
            + "<br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
    )


def _letters(written: Iterable[Label], *, large: bool) -> go.Scatter:
    """The letter of each region, under its words: seen where a screen is too narrow for words."""
    found = list(written)
    return go.Scatter(
        x=[label.x for label in found],
        y=[label.y for label in found],
        text=[label.letter for label in found],
        mode="markers+text",
        marker={"size": font_size(large, 13) + 5, "color": PAGE, "opacity": 1},
        textfont={"size": font_size(large, 13), "color": INK},
        hoverinfo="skip",
        **STILL,
    )


def _words(written: Iterable[Label], *, large: bool) -> Iterator[dict[str, Any]]:
    """What leads, written into each region."""
    for label in written:
        yield _note(label.x, label.y, label.text, font_size(large, 13))


def _note(x: float, y: float, text: str, size: int, **more: Any) -> dict[str, Any]:
    font = {"size": size, "color": INK}
    look = {"showarrow": False, "font": font, "bgcolor": PAGE, "borderpad": 2}
    return {"x": x, "y": y, "text": text} | look | more


def _patient(patient: Patient, x: Axis, y: Axis, *, large: bool) -> Iterator[go.Scatter]:
    """A dot with a ring that stands out from any ground."""
    ring, dot = (26, 13) if large else (20, 10)
    for size, colour in ((ring, PAGE), (dot, EXPERIMENTAL)):
        yield go.Scatter(
            x=[x.place(getattr(patient, x.fact))],
            y=[y.place(getattr(patient, y.fact))],
            mode="markers",
            marker={
                "size": size,
                "color": colour,
                "opacity": 1,
                "line": {"width": 2, "color": INK},
            },
            hoverinfo="skip",
            **STILL,
        )


def _name(patient: Patient, x: Axis, y: Axis, *, large: bool) -> dict[str, Any]:
    """The word beside the dot; the last of all notes, so that a narrow screen can keep it."""
    place = x.place(getattr(patient, x.fact)), y.place(getattr(patient, y.fact))
    top = place[1] > 0.9
    shift = (26 if large else 20) * (-1 if top else 1)
    return _note(*place, "patient", font_size(large, 12), yshift=shift)
