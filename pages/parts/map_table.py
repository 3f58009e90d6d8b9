"""The map in words: as the view of a table, and as a file."""

import csv
import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from netlogic import map_words
from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.regions import Band, Cell, DecisionMap
from netlogic.words import name_of
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell, headings

View = dict[str, Any]
Span = tuple[int, ...]  # neighbouring columns or rows that say the same


def view(found: DecisionMap, patient: Patient, library: Library) -> tuple[list[View], list[View]]:
    """Columns and rows of the map as a table of words, with the patient's place marked.

    Neighbours that say the same stand together; "not known" comes last, the highest row first.
    """
    across, up = _spans(found.columns, found.cells), _spans(found.rows, _turned(found))
    letters = map_words.letters(found)
    here = found.place(getattr(patient, found.x), getattr(patient, found.y))
    columns = [{"id": "y", "title": library.inputs[found.y].label}]
    columns += [
        {"id": f"x{span[0]}", "title": _title(found.x, found.columns, span, library), "share": 1.4}
        for span in across
    ]
    rows = []
    for row in (*reversed(up[:-1]), up[-1]):
        cells = [cell({"name": _capital(_range(found.y, found.rows, row, library))})]
        for column in across:
            place = found.cells[column[0]][row[0]]
            is_here = here[0] in column and here[1] in row
            cells.append(_cell(place, letters[place.kind], library, is_here=is_here))
        tone = "blue" if here[1] in row else ""
        rows.append({"id": f"y{row[0]}", "tone": tone, "cells": cells})
    return columns, rows


def _cell(place: Cell, letter: str, library: Library, *, is_here: bool) -> list[Any]:
    notes = [waits] if (waits := map_words.waits(place, library)) else []
    words = map_words.said(place, library)
    return cell(
        {"name": "Patient here"} if is_here else "",
        {"name": letter, "words": words, "notes": notes},
    )


def _turned(found: DecisionMap) -> tuple[tuple[Cell, ...], ...]:
    return tuple(zip(*found.cells, strict=True))


def _spans(bands: Sequence[Band], lines: Sequence[tuple[Cell, ...]]) -> list[Span]:
    """Known neighbours with the same cells together, in order; "not known" last."""
    known = [n for n, band in enumerate(bands) if band.value is not None]
    unknown = [(n,) for n, band in enumerate(bands) if band.value is None]
    return [tuple(group) for _, group in groupby(known, key=lambda n: lines[n])] + unknown


def _range(fact: str, bands: Sequence[Band], span: Span, library: Library) -> str:
    return map_words.range_words(fact, [bands[n] for n in span], library)


def _title(fact: str, bands: Sequence[Band], span: Span, library: Library) -> str:
    return _capital(f"{name_of(fact, library)} {_range(fact, bands, span, library)}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def file(found: DecisionMap, patient: Patient, library: Library) -> str:
    """The map as comma-separated values: one line for each pair of stretches."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    x, y = library.inputs[found.x].label, library.inputs[found.y].label
    lines.writerow([x, y, "leading options", "depends on", "patient here"])
    here = found.place(getattr(patient, found.x), getattr(patient, found.y))
    for column, across in enumerate(found.columns):
        for row, up in enumerate(found.rows):
            place = found.cells[column][row]
            lines.writerow(
                [
                    map_words.range_words(found.x, [across], library),
                    map_words.range_words(found.y, [up], library),
                    map_words.said(place, library),
                    "; ".join(map_words.tests_for(place, library)),
                    "yes" if (column, row) == here else "",
                ]
            )
    return text.getvalue()


def limits(found: DecisionMap, library: Library) -> tuple[list[View], list[View]]:
    """Columns and rows of the published limits along both inputs, each with its source."""
    columns = headings(
        ("limit", "Published limit", 1), ("who", "Whose", 1), ("meaning", "What it means", 2.5)
    )
    rows = [
        {
            "id": f"{limit.fact} {limit.limit} {limit.who} {limit.meaning}",
            "tone": "",
            "cells": [
                cell({"name": _capital(name_of(fact, library)), "words": limit.limit}),
                cell(limit.who),
                cell({"words": limit.meaning, "sources": sources_of(limit.sources, library)}),
            ],
        }
        for fact in (found.x, found.y)
        for limit in library.thresholds
        if limit.fact == fact
    ]
    return columns, rows
