"""From two trials set side by side to tables and plots. No Streamlit."""

from dataclasses import replace
from typing import Any

from netlogic.content import Library
from netlogic.evidence import arms
from netlogic.patient import Facts
from netlogic.side_by_side import Outside, Panel, Row, SideBySide
from netlogic.trial_fit import DOES_NOT_MEET, MEETS, NOT_KNOWN, TrialFit, fit, sentence
from pages.parts import cohort_plots
from pages.parts.cards import sources_of
from pages.parts.figures.curve_plot import ROWS, Plot, Shown
from pages.parts.tables.component import cell, headings

View = dict[str, Any]

OUTSIDE = headings(("who", "Who", 2), ("patient", "This patient", 2), ("known", "What is known", 7))
BOXES = headings(
    ("trial", "Trial", 2), ("verdict", "This patient", 5), ("means", "What the trial says then", 6)
)
SHOWN = 2  # criteria whose meaning is told; Trial fit has them all


def points(found: SideBySide, step: str, content: Library, *, to_a_room: bool) -> list[View]:
    """The rows of one step: what each trial did, and what the difference means."""
    rows = found.rows_of(step, to_a_room=to_a_room)
    return [_point(row, content, cited=not to_a_room) for row in rows]


def columns(found: SideBySide, content: Library) -> list[View]:
    """A column for the point, one for each trial, and one for what their difference means."""
    names = [content.trials[id_].name if id_ in content.trials else id_ for id_ in found.trials]
    return [
        {"id": "point", "title": "Point", "share": 2},
        *(
            {"id": id_, "title": name, "share": 4}
            for id_, name in zip(found.trials, names, strict=True)
        ),
        {"id": "why", "title": "What it means", "share": 4},
    ]


def _point(row: Row, content: Library, *, cited: bool) -> View:
    means = {"words": row.why, "sources": sources_of(row.sources if cited else (), content)}
    return {
        "id": row.id,
        "tone": "",
        "cells": [cell({"name": row.label}), *(cell(said) for said in row.cells), cell(means)],
    }


def outside(found: SideBySide, known: Facts, content: Library, *, to_a_room: bool) -> list[View]:
    """Those outside, each with whether this patient is one of them."""
    shown = found.outside_for(to_a_room=to_a_room)
    return [_outside(one, known, content, to_a_room=to_a_room) for one in shown]


def _outside(one: Outside, known: Facts, content: Library, *, to_a_room: bool) -> View:
    met = one.when.verdict(known)
    is_one: dict[bool | None, View] = {
        True: {"standing": MEETS, "said": "one of them"},
        None: {"standing": NOT_KNOWN},
        False: {"small": "not one of them"},
    }
    cited = () if to_a_room else one.sources
    told = {"words": one.said(to_a_room=to_a_room), "sources": sources_of(cited, content)}
    return {
        "id": one.id,
        "tone": "blue" if met else "",
        "cells": [cell({"name": one.label}), cell(is_one[met]), cell(told)],
    }


def boxes(found: SideBySide, known: Facts, content: Library) -> list[View]:
    """Whether this patient would have been in either trial, and what it means where not."""
    judged = [fit(id_, known, content) for id_ in found.trials if id_ in content.trials]
    return [_box(one, content) for one in judged]


def _box(found: TrialFit, content: Library) -> View:
    missed = found.those(DOES_NOT_MEET)[:SHOWN]
    lines = [
        {"words": one.criterion.beyond, "sources": sources_of(one.criterion.sources, content)}
        for one in missed
    ]
    trial = content.trials[found.trial]
    inside = {"words": trial.not_shown, "sources": sources_of([trial.reference], content)}
    return {
        "id": found.trial,
        "tone": "amber" if missed else "",
        "cells": [
            cell({"name": trial.name, "words": arms(trial)}),
            cell({"standing": found.verdict}, {"words": sentence(found)}),
            cell(*(lines or [inside])),
        ],
    }


def plots(found: SideBySide, content: Library, *, to_a_room: bool) -> list[Plot]:
    """One panel for each trial, with its own endpoint, axis and months.

    Side by side before a room the numbers under the ticks would have to be too small: they stand
    below the figure, and on the page of each trial.
    """
    panels = [panel for panel in found.panels if panel.cohort in content.cohorts]
    return [_plot(panel, content, Shown(rows=() if to_a_room else ROWS)) for panel in panels]


def _plot(panel: Panel, content: Library, shown: Shown) -> Plot:
    cohort = content.cohorts[panel.cohort]
    made = cohort_plots.plot(cohort, content, title=panel.title, subtitle=panel.subtitle)
    return replace(made, shown=shown)
