"""From grades of tumours and of evidence to what is drawn. No Streamlit."""

from typing import Any

from netlogic import grading, rulebook
from netlogic.content import Library
from netlogic.places import Place, family
from netlogic.schema import Scale
from pages.parts import entries
from pages.parts.cards import sources_of
from pages.parts.entries import links, said
from pages.parts.filters import SOURCES
from pages.parts.tables.component import cell

View = dict[str, Any]
TUMOURS = [
    {"id": "grade", "title": "Grade", "share": 2},
    {"id": "differentiation", "title": "Differentiation", "share": 2},
    {"id": "ki67", "title": "Ki-67 index", "share": 1.5},
    {"id": "mitoses", "title": "Mitotic rate", "share": 2},
    {"id": "source", "title": "Read in", "share": 2},
]
WHOSE = {"published": "published scale", "ours": "our judgement"}
PRINTED = "NETlogic: how tumours, benefit and certainty are graded."


def tumours(content: Library) -> list[View]:
    """The rows of the table of grades."""
    scale = content.grading.get(grading.TUMOURS)
    read = sources_of(scale.sources if scale else (), content)
    return [
        {
            "id": row.id,
            "cells": [
                [said(row.name, "") | {"notes": [row.note] if row.note else []}],
                cell(row.differentiation),
                cell(row.ki67),
                cell(row.mitoses),
                [{"sources": read}],
            ],
        }
        for row in grading.grades(content)
    ]


def scales(content: Library, *, present: bool) -> View:
    """Every scale: whose it is, in which version, what it means, and what it gives to trials."""
    found = [_scale(id_, scale, content) for id_, scale in content.grading.items()]
    found.append(_rules())
    named = {id_ for entry in found for line in entry["face"] for id_ in line.get("sources", ())}
    known = {view["id"]: view for view in sources_of(sorted(named), content)}
    return entries.view(
        "What the grades mean",
        f"{len(found)} ways of grading",
        found,
        known,
        printed=PRINTED,
        present=present,
    )


def _scale(id_: str, scale: Scale, content: Library) -> View:
    scores = grading.benefits(content) if id_ == grading.BENEFIT else ()
    return entries.entry(id_, scale.name) | {
        "about": [{"small": WHOSE[scale.whose]}, {"small": scale.version}],
        "face": [
            said("", scale.means) | {"sources": list(scale.sources)},
            said("Mind:", scale.caution),
            *(said(f"{level.name}:", level.means) for level in scale.levels),
            *(_score(score, content) for score in scores),
        ],
        "lead": True,
    }


def _score(score: grading.Benefit, content: Library) -> View:
    """`PROMID: 2 (field test 2017, original version); one point off ...`."""
    of = family("trials")
    trial = Place("trials", score.trial, "Trial fit", of.page, ((of.key, score.trial),))
    name = f"{content.trials[score.trial].name}:"
    return links(name, [trial], SOURCES.own) | {
        "words": f"{score.words}. {score.because}",
        "sources": list(score.sources),
    }


def _rules() -> View:
    """The words by which every rule says how well its sources carry it."""
    return entries.entry("verification", "How sure a rule is") | {
        "about": [{"small": WHOSE["ours"]}, {"small": "said of every rule of the rulebook"}],
        "face": [said(f"{word}:", means) for word, means in rulebook.MEANS.items()],
    }
