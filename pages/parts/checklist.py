"""A checklist: a mark at every point, then the learner's marks beside another reading."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st

from netlogic.content import Library
from netlogic.learning import Compared, marks_in, marks_said
from netlogic.library import library
from pages.parts import answers
from pages.parts.cards import sources_of
from pages.parts.frame import frame
from pages.parts.tables.component import cell, headings, table


@dataclass(frozen=True)
class Words:
    """What a checklist calls its points, the marks of the learner, and what they are held against.

    `item` is its name in the address; `in_full` when a room, too, must read what is asked.
    """

    item: str
    point: str
    yours: str
    ours: str
    title: str
    compare: str
    in_full: bool = False

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The columns of the table of both."""
        return headings(
            ("point", self.point, 2),
            ("yours", self.yours, 1.2),
            ("ours", self.ours, 1.2),
            ("why", "Why", 5),
        )


APPRAISAL = Words(
    item="appraised",
    point="Point",
    yours="Your mark",
    ours="Our reading",
    title="Your marks beside our reading",
    compare="Compare with our reading",
)
COLUMNS = 4


class Point(Protocol):
    """What the checklist asks of a trial."""

    @property
    def label(self) -> str: ...
    @property
    def asks(self) -> str: ...


def draw(
    page_id: str,
    points: Mapping[str, Point],
    choices: Mapping[str, str],
    compared: Callable[[Mapping[str, str]], Sequence[Compared]],
    *,
    said: Words = APPRAISAL,
    note: str = "Your first marks stay.",
) -> bool:
    """The points with their choices; once all are marked and compared, both readings in a table.

    `compared` gives them for the learner's marks, and is asked for nothing before; `note` stands
    below the table. Gives whether both are shown.
    """
    made = answers.to(page_id, said.item, lambda words: marks_in(words, list(points), choices))
    if made:
        shown = COLUMNS - frame.presenting()  # one screen has no space for the reasons
        both = rows(compared(made), library(), columns=shown)
        table(said.title, said.columns[:shown], both, key=f"{page_id}_{said.item}")
        st.caption(note)
    else:
        _open(page_id, points, choices, said)
    return made is not None


def rows(
    compared: Sequence[Compared], content: Library, *, columns: int = COLUMNS
) -> list[dict[str, Any]]:
    """The rows of the table; amber where the two readings differ, which the words say too."""
    return [
        {
            "id": f"point-{number}",
            "tone": "" if one.same else "amber",
            "cells": [
                cell({"name": one.label}),
                cell({"words": one.yours, "small": "" if one.same else "differs"}),
                cell(one.ours),
                cell({"words": one.reason, "sources": sources_of(one.sources, content)}),
            ][:columns],
        }
        for number, one in enumerate(compared)
    ]


def _open(
    page_id: str, points: Mapping[str, Point], choices: Mapping[str, str], said: Words
) -> None:
    keys = {id_: f"{answers.prefix(page_id)}mark-{id_}" for id_ in points}
    with st.container(key="checklist"):
        left, right = st.columns(2, gap="large")
        for number, (id_, point) in enumerate(points.items()):
            with left if 2 * number < len(points) else right:
                _point(point, choices, keys[id_], said)
    marked = sum(st.session_state.get(key) in choices for key in keys.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            said.compare,
            key="lead-compare",
            disabled=marked < len(points),
            on_click=_commit,
            args=(page_id, said.item, keys),
        )
        st.caption(f"{marked} of {len(points)} marked.")


def _point(point: Point, choices: Mapping[str, str], key: str, said: Words) -> None:
    """One point with its choices; a room has no space for what need not be asked in full."""
    if frame.presenting() and not said.in_full:
        draw_it, label, shape = st.selectbox, f"**{point.label}**", {"placeholder": "choose"}
    else:
        draw_it, label, shape = st.radio, f"**{point.label}** {point.asks}", {"horizontal": True}
    draw_it(
        label,
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        key=key,
        persist_state="session",
        **shape,
    )


def _commit(page_id: str, item: str, keys: Mapping[str, str]) -> None:
    """Commits to the marks as they stand; a callback."""
    marks = {id_: st.session_state[key] for id_, key in keys.items()}
    answers.commit(page_id, item, marks_said(marks, list(keys)))
