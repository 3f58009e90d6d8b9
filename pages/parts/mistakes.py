"""Mistakes that are met often at a step of a walk: the claim, why it tempts, what is against it."""

import streamlit as st

from netlogic.content import Library
from pages.parts.tables.component import View, cell, headings, table

TITLE = "Mistakes met often here"
_COLUMNS = headings(
    ("claim", "What is said", 3),
    ("tempts", "Why it tempts", 3),
    ("counter", "What is against it", 4),
)


def draw(page: str, step: str, content: Library) -> None:
    """The mistakes of one step, closed until they are asked for; nothing where there is none."""
    found = rows(page, step, content)
    if found:
        with st.expander(TITLE, key=f"{page}_{step}_mistakes_open"):
            table(TITLE, _COLUMNS, found, key=f"{page}_{step}_mistakes")


def rows(page: str, step: str, content: Library) -> list[View]:
    """A row for each mistake that the content places at this step."""
    return [
        {"id": id_, "tone": "", "cells": [cell({"name": m.claim}), cell(m.tempts), cell(m.counter)]}
        for id_, m in content.misconceptions.items()
        if f"{page} {step}" in m.met
    ]
