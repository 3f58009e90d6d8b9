"""Blocks of a topic about many trials: which are shown, a forest, a table, and the curves."""

import streamlit as st

from netlogic import landscape, weighing
from netlogic.cohort_schema import Cohort
from netlogic.evidence import quote
from netlogic.landscape import WANTED, Found, Wanted
from netlogic.patient import facts
from netlogic.topics import TopicPassage
from netlogic.words import joined, phrase
from pages.parts import layout, passages, plotted
from pages.parts.cohort_plots import outcome_of
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.topic import curves, landscape_tables
from pages.parts.topic.shown import Shown

NOTHING = "No trial told here is left by this choice."
ROOM = 5  # rows of the table that a room reads on one screen


def forest(shown: Shown, one: TopicPassage) -> None:
    """The hazard ratios of what is shown; what has none is named below."""
    st.segmented_control(
        "Which trials",
        list(WANTED),
        default=next(iter(WANTED)),
        required=True,
        format_func=WANTED.__getitem__,
        key=shown.key("wanted"),
        label_visibility="collapsed" if frame.presenting() else "visible",
        persist_state="session",
    )
    rows = chosen(shown)
    made = landscape_tables.forest(rows)
    if not made.rows:
        st.markdown(NOTHING)
        return
    cited = passages.cited(
        dict.fromkeys(row.growth.source for row in rows if row.growth.hr), shown.content
    )
    plotted.forest(
        made,
        key=shown.key("forest"),
        name="Trials",
        cited=cited,
        present=frame.presenting(),
    )
    if (others := landscape_tables.without_ratio(rows)) and not frame.presenting():
        st.caption(f"Not drawn, because there is no hazard ratio: {joined(others)}.")


def compared(shown: Shown, one: TopicPassage) -> None:
    """One table of what is shown, and whom the trials are held against."""
    label, key, found = "What each trial found", shown.key("compared"), chosen(shown)
    if frame.presenting():
        rows = landscape_tables.brief(found, shown.content)
        table(label, landscape_tables.IN_A_ROOM, layout.cut(rows, ROOM), key=key)
        return
    rows = landscape_tables.compared(found, shown.topic.families, shown.content)
    table(label, landscape_tables.COMPARED, rows, key=key)
    st.caption(supposed(shown))
    layout.to("trial_fit", "See each criterion on Trial fit")


def chosen(shown: Shown) -> tuple[Found, ...]:
    """What the learner's choice leaves of the families' trials."""
    known = facts(weighing.after_an_ssa(shown.patient))
    wanted: Wanted = st.session_state.get(shown.key("wanted")) or next(iter(WANTED))
    every = landscape.found(shown.topic.families, known, shown.content)
    return landscape.shown(every, wanted, known)


def supposed(shown: Shown) -> str:
    """Whom everything on this page is about, where that is not the learner's patient as it is."""
    patient = shown.patient
    after = weighing.after_an_ssa(patient)
    changed = [f for f in ("line", "tempo") if getattr(after, f) != getattr(patient, f)]
    if not changed:
        return "Held against the patient that you carry with you."
    said = joined(phrase(fact, getattr(after, fact), shown.content) for fact in changed)
    return f"Held against a copy of the patient that you carry, for whom this is supposed: {said}."


def curve_of_choice(shown: Shown, one: TopicPassage) -> None:
    """The curves of one trial at a time, and its effect in several formats."""
    found = _cohorts(shown)
    if not found:
        st.warning("No synthetic cohort of these trials can be read, so no curve is drawn.")
        return
    of_the_site = [row.id for row in chosen(shown)]
    first = next((n for n, one in enumerate(found) if one.trial in of_the_site), 0)
    made = st.selectbox(
        "Whose curves",
        found,
        index=first,
        format_func=lambda cohort: cohort.label,
        key=shown.key("whose"),
        label_visibility="collapsed" if frame.presenting() else "visible",
    )
    medians = quote(outcome_of(made, shown.content.trials[made.trial]), "medians")
    curves.curve(shown, made, title=f"{made.label}, median {medians}")
    if not frame.presenting():
        curves.effect(shown, made)


def _cohorts(shown: Shown) -> list[Cohort]:
    """The cohorts of the families' trials, in their order."""
    trials = [trial for family in shown.topic.families for trial in family.trials]
    every = shown.content.cohorts.values()
    return [one for trial in trials for one in every if one.trial == trial]
