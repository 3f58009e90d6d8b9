"""The blocks of a topic that are about a body of lesions: the body, what it shows, what follows."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from netlogic import examined
from netlogic.bodies import Examined, Pattern, Plan, begun
from netlogic.pathway import Reading, reading
from netlogic.topics import TopicPassage
from pages.parts import layout
from pages.parts.body.component import body
from pages.parts.body.view import view
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.topic import body_tables, held_body, standings
from pages.parts.topic.shown import Shown

CHANGED = "Changed by you."


def scans(shown: Shown, one: TopicPassage, *, fdg: bool = False) -> None:
    """A body to change, and beside it what the scans show."""
    plan = shown.topic.body(one.of)
    begin = [pattern for pattern in plan.patterns if (pattern.fdg is not None) == fdg]
    with _beside(shown, one, plan, begin, fdg=fdg):
        now = held_body.held(shown.page, plan)
        rows = body_tables.findings(now.body, plan, shown.content, fdg=fdg)
        status = body_tables.status(_supposed(shown, now), shown.content)
        key = shown.key(f"{one.kind}_{plan.id}_table")
        table("What the scans show", body_tables.FINDINGS, rows, key=key, status=status)


def reach(shown: Shown, one: TopicPassage) -> None:
    """A body to change, and beside it what each treatment reaches and leaves."""
    plan = shown.topic.body(one.of)
    with _beside(shown, one, plan, plan.patterns, fdg=True):
        now = held_body.held(shown.page, plan)
        rows = body_tables.reach(now.body, plan)
        status = body_tables.status(_supposed(shown, now), shown.content)
        key = shown.key(f"{one.kind}_{plan.id}_table")
        table("What is reached and what is left", body_tables.REACH, rows, key=key, status=status)


def answer(shown: Shown, one: TopicPassage) -> None:
    """The learner's patient as held, and with the uptake of the body: what stands otherwise."""
    plan, content = shown.topic.body(one.of), shown.content
    before = reading(shown.patient, content)
    after = _supposed(shown, held_body.held(shown.page, plan))
    rows = layout.cut(standings.rows(before, after, content))
    key, status = shown.key(f"answer_{plan.id}"), body_tables.status(after, content)
    status["words"] += body_tables.supposed(after, held_body.held(shown.page, plan), content)
    table("With this body", standings.columns("With this body"), rows, key=key, status=status)
    if frame.presenting():
        return
    with st.expander("Arguments from the receptors that apply", key=f"{key}_arguments_open"):
        told = body_tables.arguments(after, content)
        table("Arguments from the receptors", body_tables.ARGUMENTS, told, key=f"{key}_arguments")
    layout.take(after.patient, "Take these findings to the Pathway", key=f"{key}_take")


def scale(shown: Shown, one: TopicPassage) -> None:
    """What follows from each score for the learner's patient."""
    columns, rows = body_tables.scale(shown.patient, shown.content)
    rows = layout.cut(rows, len(rows))
    table("The Krenning scale", columns, rows, key=shown.key("scale"))


def expression(shown: Shown, one: TopicPassage) -> None:
    """How often receptors were found, and by which test."""
    rows = layout.cut(body_tables.shares(shown.topic, shown.content), body_tables.TESTS)
    table("How often receptors were found", body_tables.SHARES, rows, key=shown.key("expression"))


def _beside(
    shown: Shown, one: TopicPassage, plan: Plan, begin: Sequence[Pattern], *, fdg: bool
) -> DeltaGenerator:
    """The body, and beside it the patterns; gives the place below these."""
    block, now = shown.key(f"{one.kind}_{plan.id}"), held_body.held(shown.page, plan)
    turn, room = held_body.turn(shown.page, plan), frame.presenting()
    told = view(plan, now, shown.content, fdg=fdg, turn=turn, present=room)
    left, right = st.columns([2, 3], gap="large", vertical_alignment="center")
    with left:
        body(told, key=block, on_change=partial(held_body.change, shown.page, plan, block))
    with right:
        _patterns(shown, plan, begin, block)
        unchanged = now == begun(plan, now.pattern.id)
        st.markdown(now.pattern.text if unchanged else CHANGED)
    held_body.in_address(shown.page, plan, block)
    return right


def _patterns(shown: Shown, plan: Plan, begin: Sequence[Pattern], block: str) -> None:
    """The patterns to begin from, one press each."""
    with st.container(horizontal=True, key=f"patterns-{block}"):
        for pattern in begin:
            st.button(
                pattern.label,
                key=f"{block}_{pattern.id}",
                on_click=held_body.load,
                args=(shown.page, plan, pattern.id),
            )


def _supposed(shown: Shown, now: Examined) -> Reading:
    """The reading of the learner's patient with the uptake of a body."""
    return reading(examined.supposed(shown.patient, now, shown.content), shown.content)
