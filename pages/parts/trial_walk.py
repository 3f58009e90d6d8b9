"""A trial told as a walk: what each step says, and what is computed beside it."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from netlogic.content import Library
from netlogic.library import library
from netlogic.teaching import STEPS, TITLES, Part, Passage
from pages.parts import passages, question, trial_tables, walk
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.trial_blocks import Told, block, conflicts, gaps, not_found

LEADS = {"predict": "predict the result", "result": "the result", "catch": "the catch"}
BESIDE = [2, 3]  # of the width: what a passage says, and what is computed
FIGURE = [8, 5]  # a curve, and the formats of its effect
WIDE = ("subgroups", "appraisal", "harms", "dials")  # blocks that take the whole width


def page(stem: str) -> None:
    """The whole page of a trial."""
    content = library()
    told = content.walks.get(stem)
    if told is None or told.trial not in content.trials:
        st.warning(f"Without content/walks/{stem}.toml and its trial there is nothing to tell.")
        return
    st.caption(told.subtitle)
    all_ = Told(stem, told, content)
    walk.walk(stem, [step for id_ in STEPS for step in _steps(id_, all_)], told.dials)


def _steps(id_: str, told: Told) -> Iterator[walk.Step]:
    """One step; for a room as many screens as its blocks need."""
    part = told.walk.part(id_)
    if frame.presenting():
        yield walk.Step(id_, TITLES[id_], partial(_read, id_, part, told), slides=_slides(id_, part, told))
        return
    beside = partial(_predicted, told) if id_ == "result" else None
    yield walk.Step(
        id_,
        TITLES[id_],
        partial(_read, id_, part, told),
        leads=LEADS.get(id_, TITLES[id_].lower()),
        beside=beside,
    )
