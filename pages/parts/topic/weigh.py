"""Blocks of a topic that suppose something of the learner's patient and say what follows."""

import streamlit as st

from netlogic import weighing
from netlogic.families import Weight
from netlogic.topics import TopicPassage
from netlogic.words import joined, sentence
from pages.parts import layout
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.topic import standings, weigh_tables
from pages.parts.topic.landscape import supposed
from pages.parts.topic.shown import Shown

AS_IT_IS = ""  # the choice that supposes nothing
ROOM = 3  # arguments that a room reads below the controls


@st.fragment
def weigh(shown: Shown, one: TopicPassage) -> None:
    """The four controls, and the arguments that come and go; nothing else is drawn anew."""
    chosen = _controls(shown)
    families, content = shown.topic.families, shown.content
    before = weighing.after_an_ssa(shown.patient)
    after, made = weighing.supposed(before, shown.topic.weights, chosen)
    found = weighing.weighed(before, after, families, content)
    said = joined(supposition.label.lower() for supposition in made)
    st.markdown(
        f"{sentence(f'supposed: {said}')} {weigh_tables.counted(found)} "
        f"{weigh_tables.leads(found, content)}"
        if made
        else f"Choose something above. {weigh_tables.leads(found, content)}"
    )
    options = [option for family in families for option in family.options]
    rows = weigh_tables.arguments(found, options, content)
    if rows:
        label = "Arguments that come and go"
        cut = layout.cut(rows, ROOM)
        table(label, weigh_tables.ARGUMENTS, cut, key=shown.key("arguments"))
    if not frame.presenting():
        label = "Standings as carried and as supposed"
        both = standings.rows(found.before, found.after, content)
        table(label, standings.columns("As supposed"), both, key=shown.key("standings"))
        st.caption(supposed(shown))
        if made:
            layout.take(after, "Take this patient to the Pathway", key=shown.key("take"))


def _controls(shown: Shown) -> dict[str, str]:
    """What is supposed by each weight; the empty word where nothing is."""
    chosen, across = {}, 4 if frame.presenting() else 2
    weights = shown.topic.weights
    for first in range(0, len(weights), across):
        row = weights[first : first + across]
        for column, weight in zip(st.columns(across, gap="large"), row, strict=False):
            with column:
                chosen[weight.id] = _control(shown, weight)
    return chosen


def _control(shown: Shown, weight: Weight) -> str:
    """One control; a room has no space for every choice at once."""
    labels = {AS_IT_IS: "As it is"} | {one.id: one.label for one in weight.suppositions}
    draw, shape = (st.selectbox, {}) if frame.presenting() else (st.radio, {"horizontal": True})
    return draw(
        weight.label,
        list(labels),
        format_func=labels.__getitem__,
        **shape,
        key=shown.key(f"weight_{weight.id}".replace("-", "_")),
        persist_state="session",
    )


def turns(shown: Shown, one: TopicPassage) -> None:
    """What would lead after each treatment that could come next."""
    patient = weighing.after_an_ssa(shown.patient)
    found = weighing.follows(patient, shown.topic.turns, shown.content)
    rows = weigh_tables.follows(found, shown.content)
    if rows:
        label = "What each next treatment leaves open"
        table(label, weigh_tables.NEXT, layout.cut(rows), key=shown.key("next"))
    if frame.presenting():
        return
    if shut := weigh_tables.closed(found):
        st.caption(f"Not open for this patient to begin with: {joined(shut)}.")
    st.caption(supposed(shown))
