"""What is computed and drawn below a passage of a topic, by the passage's kind."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from netlogic import awaited, placing
from netlogic.topics import Block, TopicPassage
from pages.parts import checklist, fit_table, layout, leading, passages
from pages.parts.checklist import Words
from pages.parts.frame import frame
from pages.parts.lab.bench import bench
from pages.parts.tables.component import table
from pages.parts.topic import bodies, curves, landscape, tables, weigh
from pages.parts.topic.shown import Shown
from pages.parts.trial import tables as of_trials

WEIGHED = Words(
    item="weighed",
    point="Evidence",
    yours="For you it",
    ours="Could come from",
    title="What would change your mind, and who could bring it",
    compare="See who could bring it",
    in_full=True,
)
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


def _bench(shown: Shown, one: TopicPassage) -> None:
    bench(shown.page, one.of or "", shown.content, partial(passages.passage, one, shown.content))


def _curve(shown: Shown, one: TopicPassage) -> None:
    cohort = shown.content.cohorts.get(one.of or "")
    if cohort is None:
        st.warning("This synthetic cohort cannot be read, so no curve is drawn.")
        return
    curves.curve(shown, cohort, title=one.title)


def _evidence(shown: Shown, one: TopicPassage) -> None:
    evidence = shown.topic.evidence
    checklist.draw(
        shown.page,
        {item.id: item for item in evidence},
        awaited.MARKS,
        lambda marks: awaited.awaited(marks, evidence, shown.content),
        said=WEIGHED,
        note="There is no right answer here. Your first answers stay.",
    )


def _fit(shown: Shown, one: TopicPassage) -> None:
    fit_table.draw(one.of or "", shown.known, shown.content, key=shown.key("fit"))
    layout.to("trial_fit", "Change the patient on Trial fit")


def _formats(shown: Shown, one: TopicPassage) -> None:
    cohort = shown.content.cohorts.get(one.of or "")
    if cohort is not None:
        curves.effect(shown, cohort)


def _harms(shown: Shown, one: TopicPassage) -> None:
    trial = shown.content.trials[one.of or ""]
    rows = of_trials.harms(trial, shown.content)
    table("Harms", of_trials.HARMS, layout.cut(rows, LONG), key=shown.key("harms"))


def _labels(shown: Shown, one: TopicPassage) -> None:
    rows = of_trials.labels(shown.content.trials[one.of or ""], shown.content)
    table("What labels say", of_trials.LABELS, rows, key=shown.key("labels"))


def _running(shown: Shown, one: TopicPassage) -> None:
    rows = tables.running(one.sources, shown.content)
    table("Trials without a result yet", tables.RUNNING, layout.cut(rows), key=shown.key("running"))


def _options(shown: Shown, one: TopicPassage) -> None:
    leading.table_of(shown.patient, shown.content, key=shown.key("options"))
    layout.to("pathway", "Open the pathway with this patient")


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
    layout.to("pathway", "Change the patient on the Pathway")


Draw = Callable[[Shown, TopicPassage], None]
BLOCKS: Mapping[Block, Draw] = {
    "answer": bodies.answer,
    "bench": _bench,
    "body": bodies.scans,
    "compared": landscape.compared,
    "curve": _curve,
    "curves": landscape.curve_of_choice,
    "evidence": _evidence,
    "expression": bodies.expression,
    "fdg-body": partial(bodies.scans, fdg=True),
    "fit": _fit,
    "forest": landscape.forest,
    "formats": _formats,
    "harms": _harms,
    "labels": _labels,
    "next": weigh.turns,
    "options": _options,
    "placebo-arms": _placebo_arms,
    "positions": _positions,
    "reach": bodies.reach,
    "running": _running,
    "scale": bodies.scale,
    "sort": _sort,
    "watching": _watching,
    "weigh": weigh.weigh,
}
