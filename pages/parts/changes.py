"""From flips to tables: for every input the nearest change that matters. No Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlogic import sentences, suppositions
from netlogic.content import Library
from netlogic.flips import Flip, Flips
from netlogic.pathway import Reading
from netlogic.patient import Patient
from netlogic.words import joined, name_of, sentence, tests
from pages.parts.tables.component import cell

View = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """A table with its heading; `id` tells it from the others of the page."""

    id: str
    heading: str
    columns: list[View]
    rows: list[View]


def tables(found: Flips, now: Reading, content: Library) -> list[Table]:
    """What each missing result would change, what each known fact would, and what nothing would."""
    drawn = [
        Table(
            "unknown",
            "Not known yet",
            _columns("One result", "Settled by"),
            _results(found, now, content),
        ),
        Table(
            "nearest", "Nearest first", _columns("One change", "Now"), _nearest(found, now, content)
        ),
        Table("others", "Everything else", _OTHERS, _others(found, now, content)),
    ]
    return [table for table in drawn if table.rows]


def to_try(found: Flips) -> Mapping[str, Patient]:
    """The patient behind each button."""
    return {id_: flip.patient for id_, flip in _named(found)}


def _named(found: Flips) -> list[tuple[str, Flip]]:
    """Every flip with the id of its row: a fact, and where it has several results their number."""
    many = [(f"{flip.fact}-{n}", flip) for n, flip in enumerate(found.unknown)]
    return many + [(flip.fact, flip) for flip in found.nearest]


def _columns(first: str, last: str) -> list[View]:
    return [
        {"id": "if", "title": first, "share": 1.3},
        {"id": "then", "title": "Standing then", "share": 1.8},
        {"id": "last", "title": last, "share": 1},
    ]


_TOGETHER = "No result by itself alters the leading options; together with others it could."
_OTHERS: list[View] = [
    {"id": "which", "title": "Facts", "share": 0.45},
    {"id": "why", "title": "What they do for this patient", "share": 1.8, "flows": True},
]


def _results(found: Flips, now: Reading, content: Library) -> list[View]:
    rows = [
        _row(id_, flip, sentence(content.inputs[flip.fact].settled_by), now, content)
        for id_, flip in _named(found)
        if now.facts[flip.fact] is None
    ]
    if facts := suppositions.together(found, now, content):
        named = sentence(joined(name_of(fact, content) for fact in facts))
        settled = sentence(joined(tests(facts, content)))
        rows.append({"id": "together", "cells": [cell(named), cell(_TOGETHER), cell(settled)]})
    return rows


def _nearest(found: Flips, now: Reading, content: Library) -> list[View]:
    return [
        _row(id_, flip, suppositions.stands(flip, now, content), now, content)
        for id_, flip in _named(found)
        if now.facts[flip.fact] is not None
    ]


def _row(id_: str, flip: Flip, last: str, now: Reading, content: Library) -> View:
    supposed = suppositions.supposed(flip, now, content)
    shown, more = suppositions.turns(flip.changes, content)
    then = []
    for change in shown:
        said, was = suppositions.turn(change, content)
        then.append({"standing": change.after.words, "said": said, "small": was})
    if more:
        then.append({"small": f"and {more} more"})
    button = {"id": id_, "words": "Try it", "name": f"Try it: {supposed}"}
    return {"id": id_, "cells": [cell(supposed), then, cell({"words": last, "button": button})]}


def _others(found: Flips, now: Reading, content: Library) -> list[View]:
    """In one block: what no single change of turns a leading option, and what is not used."""
    lesser = [
        {
            "name": f"{content.inputs[one.fact].short}:",
            "words": suppositions.bears_on(one, content),
        }
        for one in found.lesser
    ]
    idle = [
        {"words": sentences.idle(one.fact, one.rule, one.stuck, now, content)} for one in found.idle
    ]
    rows = [
        ("lesser", "No single change of these alters the leading options; they bear on", lesser),
        ("idle", "Not used for this patient", idle),
    ]
    return [{"id": id_, "cells": [cell(words), lines]} for id_, words, lines in rows if lines]
