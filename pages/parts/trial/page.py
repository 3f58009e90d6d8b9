"""A trial told as a walk of steps: what each says, and what is computed beside it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import streamlit as st

from netlogic.library import library
from netlogic.teaching import STEPS, TITLES, Passage, Question, Step
from pages.parts import layout, mistakes, passages, question, walk
from pages.parts.frame import frame
from pages.parts.trial import blocks, curve
from pages.parts.trial.told import Told, gaps

LEADS: dict[Step, str] = {
    "who": "who came",
    "done": "what was done",
    "predict": "predict the result",
    "result": "the result",
    "catch": "the catch",
    "monday": "Monday",
}
BESIDE = [2, 3]  # of the width: what a passage says, and what is computed
FIGURE = [8, 5]  # the curve, and the formats of its effect
WIDE = ("dials", "survival", "harms", "subgroups", "appraisal")  # blocks that take the whole width
Group = tuple[Passage, ...]


def page(stem: str) -> None:
    """The whole page of a trial, whose address is also the name of its walk."""
    content = library()
    found = content.walks.get(stem)
    if found is None or found.trial not in content.trials:
        st.warning(f"Without content/walks/{stem}.toml and its trial there is nothing to tell.")
        return
    if not frame.presenting():
        st.caption(found.subtitle)
    told = Told(stem, content, found)
    walk.walk(stem, [_step(id_, told) for id_ in STEPS], found.dials)


def _step(id_: Step, told: Told) -> walk.Step:
    """One step; a room sees it on as many screens as its blocks need."""
    return walk.Step(
        id_,
        TITLES[id_],
        partial(_read, id_, told),
        leads=LEADS.get(id_, ""),
        beside=partial(_predicted, told) if id_ == "result" else None,
        slides=tuple(_slides(id_, told)) if frame.presenting() else (),
    )


def _read(id_: Step, told: Told) -> None:
    """A step for a reader: every passage with its block, then what is asked."""
    part = told.walk.part(id_)
    passages.lead(part, told.content)
    for group in grouped(passages.shown(part)):
        _row(group, told)
    answered = [question.ask(told.page, one) for one in _asked(id_, told)]
    if all(answered):
        mistakes.draw(told.page, id_, told.content)
    if id_ == "catch":
        blocks.conflicts(told)
        blocks.not_found(told)


def grouped(found: Sequence[Passage]) -> list[Group]:
    """Passages that stand in one row: the curve with the formats of its effect, a passage with its
    block, and passages of words two by two.
    """
    rows: list[Group] = []
    for one in found:
        if rows and _fits_beside(rows[-1], one):
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return rows


def _fits_beside(row: Group, one: Passage) -> bool:
    if one.kind == "formats":
        return [other.kind for other in row] == ["curve"]
    return layout.beside(row, one)


def _row(group: Group, told: Told) -> None:
    """One row of a step."""
    first = group[0]
    if first.kind == "curve":
        _figure(group, told)
    elif first.kind in WIDE:
        _with_block(first, told)
    elif first.kind:
        words, beside = st.columns(BESIDE, gap="large")
        with words:
            passages.passage(first, told.content)
        with beside:
            _block(first, told)
    else:
        layout.words(group, told.content)


def _figure(group: Group, told: Told) -> None:
    """The curve under its finding, and beside it the same effect in other formats."""
    left, right = st.columns(FIGURE, gap="large")
    with left:
        _curve(group[0], told)
        blocks.gaps(told)
    with right:
        for one in group[1:]:
            _with_block(one, told)
            curve.of_100(told)


def _curve(one: Passage, told: Told) -> None:
    """The curve; its passage's title heads the figure, and the text stands below."""
    _block(one, told)
    st.markdown(passages.words(one, told.content))


def _with_block(one: Passage, told: Told) -> None:
    passages.passage(one, told.content)
    _block(one, told)


def _block(one: Passage, told: Told) -> None:
    if one.kind:
        blocks.BLOCKS[one.kind](told, one)


def _asked(id_: Step, told: Told) -> list[Question]:
    """The questions at the end of a step."""
    return [one for one in told.walk.questions if one.step == id_]


def _predicted(told: Told) -> None:
    """The first prediction against the result, beside Back and Next."""
    for _, gap in gaps(told)[:1]:
        st.markdown(gap.sentence)


def _slides(id_: Step, told: Told) -> Iterator[Callable[[], None]]:
    """The screens of a step in a room: its passages, what was predicted, and what is asked."""
    part = told.walk.part(id_)
    for n, group in enumerate(layout.screens(passages.shown(part))):
        yield partial(_screen, id_, group, told, first=n == 0)
    if id_ == "result":
        yield partial(curve.of_100, told)
        if gaps(told):
            yield partial(blocks.gaps, told)
    for one in _asked(id_, told):
        yield partial(question.ask, told.page, one)


def _screen(id_: Step, group: Group, told: Told, *, first: bool) -> None:
    """One screen. The finding of a curve stands above it, so the step's sentence is left out."""
    if group[0].kind == "curve":
        _curve(group[0], told)
        return
    if first:
        passages.lead(told.walk.part(id_), told.content)
    for one in group:
        _with_block(one, told)
