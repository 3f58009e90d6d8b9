"""Where the passages of a step stand, and how much of a table: for a reader, and for a room."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.teaching import Saying
from pages.parts import passages
from pages.parts.frame import frame
from pages.parts.tables.component import View

AT_ONCE = 2  # passages of words that stand beside each other
ON_A_SCREEN = 3  # passages of words that one screen of a room holds
ROWS = 4  # of a table that a room reads on one screen


class HasKind(Protocol):
    """A passage with the kind of the block below it, if it has one."""

    @property
    def kind(self) -> str | None: ...


K = TypeVar("K", bound=HasKind)


def rows(found: Sequence[K]) -> list[tuple[K, ...]]:
    """Passages as rows: those of words two by two, one with a block by itself."""
    made: list[tuple[K, ...]] = []
    for one in found:
        if made and beside(made[-1], one):
            made[-1] = (*made[-1], one)
        else:
            made.append((one,))
    return made


def beside(row: Sequence[HasKind], one: HasKind) -> bool:
    """Whether a passage stands in the same row: words beside words."""
    return len(row) < AT_ONCE and all(other.kind is None for other in (*row, one))


S = TypeVar("S", bound=Saying)


def words(
    group: Sequence[S], content: Library, below: Callable[[S], None] = lambda one: None
) -> None:
    """Passages of words beside each other, each with what stands `below` it."""
    for column, one in zip(st.columns(AT_ONCE, gap="large"), group, strict=False):
        with column:
            passages.passage(one, content)
            below(one)


def screens(found: Sequence[K]) -> list[tuple[K, ...]]:
    """Passages as screens of a room: one with a block stands alone, those of words together."""
    made: list[tuple[K, ...]] = []
    for one in found:
        alone = one.kind is not None or not made or made[-1][0].kind is not None
        if alone or len(made[-1]) == ON_A_SCREEN:
            made.append((one,))
        else:
            made[-1] = (*made[-1], one)
    return made


def to(page: str, said: str) -> None:
    """The way to a page of Decide with the same patient; a room is led by its presenter."""
    if not frame.presenting():
        st.page_link(f"pages/decide/{page}.py", label=said)


def to_trials(ids: Sequence[str], content: Library) -> None:
    """The way to each trial: its own page where it has one, else its criteria on Trial fit."""
    found = [id_ for id_ in ids if id_ in content.trials]
    if not found or frame.presenting():
        return
    with st.container(horizontal=True, gap="small"):
        for id_ in found:
            name = content.trials[id_].name
            if id_ in content.walks:
                st.page_link(f"pages/learn/{id_}.py", label=f"{name}, step by step")
            else:
                page, said = "pages/decide/trial_fit.py", f"{name}: who was enrolled"
                st.page_link(page, label=said, query_params={"trial": id_})


def take(wanted: Patient, said: str, *, key: str) -> None:
    """A button that makes somebody the patient and leads to the Pathway, where Undo leads back."""
    if st.button(said, key=key):
        st.session_state["wanted"] = wanted
        st.switch_page("pages/decide/pathway.py", query_params={})


def cut(rows: list[View], most: int = ROWS) -> list[View]:
    """A room reads a few rows at once, without their notes; the rest is on the page itself."""
    if not frame.presenting():
        return rows
    return [row | {"cells": list(map(_without_notes, row["cells"]))} for row in rows[:most]]


def _without_notes(lines: list[View]) -> list[View]:
    return [line | {"notes": []} for line in lines]
