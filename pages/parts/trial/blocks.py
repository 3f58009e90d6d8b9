"""What is computed and drawn below a passage of a trial's walk, by the passage's kind."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from netlogic import appraisal, grading
from netlogic.learning import Compared
from netlogic.teaching import CONCERNS, OURS, Concern, Kind, Passage
from pages.parts import checklist, fit_table, layout, leading, passages, predict
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.trial import curve, results, tables
from pages.parts.trial.told import Told
from pages.parts.trial.told import gaps as predicted


def _fit(told: Told, passage: Passage) -> None:
    fit_table.draw(told.walk.trial, told.known, told.content, key=told.key("fit"))
    layout.to("trial_fit", "Change the patient on Trial fit")


def _baseline(told: Told, passage: Passage) -> None:
    rows = tables.who_came(told.trial, told.content)
    table("Who came", tables.WHO_CAME, layout.cut(rows), key=told.key("baseline"))


def _conduct(told: Told, passage: Passage) -> None:
    rows = tables.remarks("conduct", told.trial, told.content)
    table("How the trial went", tables.CONDUCT, layout.cut(rows), key=told.key("conduct"))


def _dials(told: Told, passage: Passage) -> None:
    predict.dials(told.page, told.walk.dials)


def _harms(told: Told, passage: Passage) -> None:
    st.caption(f"{tables.arms(told.trial).capitalize()}, as the sources counted them.")
    rows = tables.harms(told.trial, told.content)
    table("Harms", tables.HARMS, layout.cut(rows), key=told.key("harms"))
    more = tables.remarks("harms", told.trial, told.content)
    if more and not frame.presenting():
        table("More on harms", tables.CONDUCT, more, key=told.key("harms_more"))


def _survival(told: Told, passage: Passage) -> None:
    rows = results.survival(told.trial, told.content)
    draw = partial(table, "Length and quality of life", results.SURVIVAL, layout.cut(rows))
    if frame.presenting() or not curve.of_survival(told):
        draw(key=told.key("survival"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        draw(key=told.key("survival"))
    with right:
        curve.survival_curves(told)


def _months(told: Told, passage: Passage) -> None:
    rows = tables.months(told.trial, told.content)
    table("What a month is", tables.MONTHS, rows, key=told.key("months"))
    if told.cohort:
        of_both = [one.source for one in told.trial.outcomes if one.id in tables.PLACEBO_MEDIANS]
        cited = passages.cited(of_both, told.content)
        st.markdown(f":small[:gray[{told.cohort.why_month}] {cited}]")


def _extension(told: Told, passage: Passage) -> None:
    extension = told.content.trials.get(told.walk.extension or "")
    if extension:
        rows = results.extension(extension, told.content)
        table("The extension", results.EXTENSION, layout.cut(rows), key=told.key("extension"))


def _labels(told: Told, passage: Passage) -> None:
    rows = tables.labels(told.trial, told.content)
    table("What labels say", tables.LABELS, rows, key=told.key("labels"))


def _appraisal(told: Told, passage: Passage) -> None:
    walk, content = told.walk, told.content
    asked = {one.domain: content.appraisal[one.domain] for one in walk.appraisal}

    def compared(marks: Mapping[str, Concern]) -> tuple[Compared, ...]:
        return appraisal.compared(marks, walk, content)

    note = f"Our reading: {OURS}. Your first marks stay."
    if checklist.draw(told.page, asked, CONCERNS, compared, note=note):
        rows = results.certainty(walk.certainty, content)
        table("Certainty", results.CERTAINTY, rows, key=told.key("certainty"))
        _benefit(told)


def _benefit(told: Told) -> None:
    found = grading.benefit(told.walk.trial, told.content)
    if found:
        links = passages.cited(found.sources, told.content)
        st.markdown(f"**ESMO-MCBS {found.words}.** {found.because} :small[{links}]")


def _options(told: Told, passage: Passage) -> None:
    leading.table_of(told.patient, told.content, key=told.key("options"))
    layout.to("pathway", "Open the pathway with this patient")


def conflicts(told: Told) -> None:
    """Where sources of the trial differ; nothing where they do not."""
    rows = tables.conflicts(told.trial, told.content)
    if rows:
        with st.expander("Where sources differ", key=told.key("conflicts_open")):
            table("Where sources differ", tables.CONFLICTS, rows, key=told.key("conflicts"))


def not_found(told: Told) -> None:
    """What was looked for and read nowhere."""
    if told.trial.not_found:
        with st.expander("Looked for and not found", key=told.key("not_found")):
            st.markdown("\n".join(f"- {line}" for line in told.trial.not_found))


def gaps(told: Told) -> None:
    """The learner's prediction against the result."""
    if found := predicted(told):
        rows = results.gaps(found, told.trial, told.content)
        table("Your prediction against the result", results.GAPS, rows, key=told.key("gaps"))


Block = Callable[[Told, Passage], None]
BLOCKS: Mapping[Kind, Block] = {
    "fit": _fit,
    "baseline": _baseline,
    "conduct": _conduct,
    "dials": _dials,
    "curve": curve.curve,
    "formats": curve.effect,
    "subgroups": curve.subgroups,
    "harms": _harms,
    "survival": _survival,
    "months": _months,
    "extension": _extension,
    "labels": _labels,
    "appraisal": _appraisal,
    "options": _options,
}
