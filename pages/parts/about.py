"""Who made the content, when it was reviewed, and under which licence: text and tables."""

from pathlib import Path
from typing import Any

import streamlit as st

from netlogic import upkeep
from netlogic.content import Library
from pages.parts import bibliography, entries, grades
from pages.parts.entries import said
from pages.parts.frame import frame
from pages.parts.tables.component import book, cell, headings, table

View = dict[str, Any]
LICENCE = Path(__file__).resolve().parents[2] / "LICENSE"
PARTS = headings(
    ("part", "Part of the content", 3),
    ("entries", "Entries", 1),
    ("drafted", "Drafted", 2),
    ("reviewed", "Reviewed by a clinician", 2),
    ("due", "Next review due", 2),
)
IN_SHORT = ("Last review by a clinician", "Next review due", "Funding", "Disclosures", "Release")


def in_short(content: Library) -> None:
    """Authors, dates and money in a few lines, on top of whatever the page shows."""
    known = dict(upkeep.summary(content))
    told = [f"{what}: {_first(known[what])}." for what in IN_SHORT if what in known]
    if known:
        words = " ".join([known["Authors"], known["Review"], *told])
        st.markdown(words) if frame.presenting() else st.caption(words)


def _first(words: str) -> str:
    """The first sentence, without its full stop; the table of the page has all of it."""
    return words.split(". ")[0].rstrip(".")


def review(content: Library) -> None:
    """What is known about the making, and each part with its dates."""
    with st.container(key="about"):
        book(_known(content), key="known")
        if content.about:
            with st.expander(f"The licence in full ({content.about.licence})", key="licence"):
                st.text(LICENCE.read_text(encoding="utf-8"))
        st.markdown("## Review of each part")
        table("Review of each part", PARTS, _parts(content), key="parts")


def _known(content: Library) -> View:
    """Everything that is known about the making, one entry each."""
    told = [(what, said("", words)) for what, words in upkeep.summary(content)]
    known: dict[str, View] = {}
    if about := content.about:
        own = "for NETlogic's own words and program"
        theirs = "Trial results belong to their authors and are quoted with their sources."
        told.append(("Licence", said("", f"{about.licence}, {own}. {theirs}")))
        source = said("", about.source)
        if about.source_url:
            known["source"] = {"id": "source", "name": "Source", "address": about.source_url}
            source["sources"] = ["source"]
        told.append(("Source of the program", source))
    found = [
        entries.entry(f"known-{n}", what) | {"face": [line]} for n, (what, line) in enumerate(told)
    ]
    return entries.view(
        "Authors, funding and licence",
        "",
        found,
        known,
        printed="NETlogic: who made its content, and when it was reviewed.",
        present=frame.presenting(),
    )


def _parts(content: Library) -> list[View]:
    return [
        {
            "id": part.label,
            "cells": [
                [said(part.label, "")],
                cell(str(part.entries)),
                cell(part.drafted),
                cell(part.reviewed),
                cell(part.due),
            ],
        }
        for part in upkeep.reviews(content)
    ]


def graded(content: Library) -> None:
    """The grades of tumours as a table, then every scale in words."""
    with st.container(key="grades"):
        st.markdown("## Grades of neuroendocrine neoplasms")
        table("Grades", grades.TUMOURS, grades.tumours(content), key="tumours")
        book(grades.scales(content, present=frame.presenting()), key="scales")


def changed(content: Library) -> None:
    """The change log."""
    book(bibliography.changes(content, present=frame.presenting()), key="changes")
