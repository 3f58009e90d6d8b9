"""A topic as a walk of steps: what each says, and what is computed below it."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from netlogic.learning import Question
from netlogic.library import library
from netlogic.topics import TopicPassage, TopicStep
from pages.parts import layout, mistakes, passages, question, walk
from pages.parts.frame import frame
from pages.parts.topic import blocks
from pages.parts.topic.shown import Shown


def page(stem: str) -> None:
    """The whole page of a topic, whose address is also the name of its file."""
    content = library()
    found = content.topics.get(stem)
    if found is None:
        st.warning(f"Without content/topics/{stem}.toml there is nothing to tell.")
        return
    if not frame.presenting():
        st.caption(found.subtitle)
    shown = Shown(stem, content, found)
    walk.walk(stem, [_step(step, shown) for step in found.steps])


def _step(step: TopicStep, shown: Shown) -> walk.Step:
    """One step; a room sees it on as many screens as its blocks need."""
    return walk.Step(
        step.id,
        step.title,
        partial(_read, step, shown),
        minutes=step.minutes,
        leads=step.leads,
        slides=tuple(_slides(step, shown)) if frame.presenting() else (),
    )


def _read(step: TopicStep, shown: Shown) -> None:
    """A step for a reader: passages with their blocks, what is asked, what is told after it."""
    passages.lead(step, shown.content)
    _told(step, shown, after=False)
    answered = [question.ask(shown.page, one) for one in _asked(step, shown)]
    if all(answered):
        _told(step, shown, after=True)
        mistakes.draw(shown.page, step.id, shown.content)


def _told(step: TopicStep, shown: Shown, *, after: bool) -> None:
    """The passages that stand before what is asked, or those that are told once it is answered."""
    for group in layout.rows([one for one in passages.shown(step) if one.after == after]):
        if group[0].kind:
            _with_block(group[0], shown)
        else:
            layout.words(
                group, shown.content, lambda one: layout.to_trials(one.trials, shown.content)
            )


def _with_block(one: TopicPassage, shown: Shown) -> None:
    """A passage, then its block; the title of a curve heads the figure, and its text follows."""
    if one.kind == "bench":
        blocks.BLOCKS[one.kind](shown, one)
        return
    if one.kind in ("curve", "curves"):
        blocks.BLOCKS[one.kind](shown, one)
        st.markdown(passages.words(one, shown.content))
        return
    passages.passage(one, shown.content)
    if one.kind:
        blocks.BLOCKS[one.kind](shown, one)


def _asked(step: TopicStep, shown: Shown) -> list[Question]:
    """The questions at the end of a step."""
    return [one for one in shown.topic.questions if one.step == step.id]


def _slides(step: TopicStep, shown: Shown) -> Iterator[Callable[[], None]]:
    """The screens of a step in a room: its passages, what is asked, and what is told after it."""
    before, after = (
        [one for one in passages.shown(step) if one.after == late] for late in (False, True)
    )
    for n, group in enumerate(layout.screens(before) or [()]):
        yield partial(_screen, step, group, shown, first=n == 0)
    for one in _asked(step, shown):
        yield partial(question.ask, shown.page, one)
    for group in layout.screens(after):
        yield partial(_screen, step, group, shown, first=False)


def _screen(step: TopicStep, group: tuple[TopicPassage, ...], shown: Shown, *, first: bool) -> None:
    if first:
        passages.lead(step, shown.content)
    for one in group:
        _with_block(one, shown)
