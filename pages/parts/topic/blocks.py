"""What is computed and drawn below a passage of a topic, by the passage's kind."""

from collections.abc import Callable, Mapping

import streamlit as st

from netlogic import placing
from netlogic.topics import Block, TopicPassage
from pages.parts import checklist, cohort_plots, layout, leading, passages, switches
from pages.parts.checklist import Words
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.topic import tables
from pages.parts.topic.shown import Shown

SHORT, LONG = 7, 5  # rows that a room reads on one screen: of one line each, of two
SORTED = Words(
    item="sorted",
    point="Patient",
    yours="You placed",
    ours="The pathway",
    title="Your side beside the pathway's answer",
    compare="Compare with the pathway",
    in_full=True,
)
NOTE = (
    "Where the pathway leaves watching open, either side can be defended. Your first answers stay."
)


def _curve(shown: Shown, one: TopicPassage) -> None:
    cohort = shown.content.cohorts.get(one.of or "")
    if cohort is None:
        st.warning("This synthetic cohort cannot be read, so no curve is drawn.")
        return
    trial = shown.content.trials[cohort.trial]
    made = cohort_plots.published(cohort, shown.content, title=one.title)
    source = cohort_plots.outcome_of(cohort, trial).source
    cited = passages.cited([source], shown.content)
    switches.curves(made, shown.key(cohort.trial.replace("-", "_")), f"{trial.name} curves", cited)


def _options(shown: Shown, one: TopicPassage) -> None:
    leading.table_of(shown.patient, shown.content, key=shown.key("options"))
    _to("pathway", "Open the pathway with this patient")


def _placebo_arms(shown: Shown, one: TopicPassage) -> None:
    columns = tables.PLACEBO_ARMS[: 3 - frame.presenting()]  # a room has no space for who it was
    rows = tables.placebo_arms(shown.content, columns=len(columns))
    table("Placebo arms", columns, layout.cut(rows, SHORT), key=shown.key("placebo"))


def _positions(shown: Shown, one: TopicPassage) -> None:
    rows = layout.cut(tables.positions(one.of or "", shown.content), LONG)
    table(one.title or "Positions", tables.POSITIONS, rows, key=shown.key(one.of or ""))


def _sort(shown: Shown, one: TopicPassage) -> None:
    cases = shown.topic.cases
    checklist.draw(
        shown.page,
        placing.to_place(cases, shown.content),
        placing.SIDES,
        lambda marks: placing.placed(marks, cases, shown.content),
        said=SORTED,
        note=NOTE,
    )


def _watching(shown: Shown, one: TopicPassage) -> None:
    holds, others = tables.arguments(placing.WATCHING, shown.patient, shown.content)
    if holds:
        label = "Arguments about watching this patient"
        table(label, tables.ARGUMENTS, layout.cut(holds), key=shown.key("watching"))
    else:
        st.markdown("For this patient no argument about watching applies.")
    if others and not frame.presenting():
        with st.expander(
            "Arguments that do not apply to this patient", key=shown.key("others_open")
        ):
            label = "Other arguments about watching"
            table(label, tables.ARGUMENTS, others, key=shown.key("others"))
    _to("pathway", "Change the patient on the Pathway")


def _to(page: str, words: str) -> None:
    """The way to a page with the same patient; a room is led by its presenter."""
    if not frame.presenting():
        st.page_link(f"pages/decide/{page}.py", label=words)


Draw = Callable[[Shown, TopicPassage], None]
BLOCKS: Mapping[Block, Draw] = {
    "curve": _curve,
    "options": _options,
    "placebo-arms": _placebo_arms,
    "positions": _positions,
    "sort": _sort,
    "watching": _watching,
}
