"""What a trial's walk computes and draws below a passage, by the passage's kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from netlogic import appraisal, formats, grading, predictions
from netlogic.content import Library
from netlogic.patient import Facts, facts
from netlogic.pathway import reading
from netlogic.predictions import Gap
from netlogic.teaching import CONCERNS, Passage, Walk
from netlogic.trial_fit import fit
from netlogic.trial_schema import Trial
from pages.parts import checklist, cohort_plots, fits, inputs, plotted, predict, trial_tables
from pages.parts.cards import sources_of
from pages.parts.figures import badge, curves, forest, hundred
from pages.parts.frame import frame
from pages.parts.tables.component import cell, table

SHOWN = {"band": "Interval", "censorings": "Censoring", "medians": "Medians"}


@dataclass(frozen=True)
class Told:
    """Everything that the blocks of one walk are made from."""

    page: str
    walk: Walk
    content: Library

    @property
    def trial(self) -> Trial:
        """The trial that is told."""
        return self.content.trials[self.walk.trial]

    @property
    def known(self) -> Facts | None:
        """What is known of the learner's patient."""
        held = inputs.held()
        return facts(held) if held else None

    def key(self, block: str) -> str:
        """The key of a block's widget or table: one for each page."""
        return f"{self.page}_{block}"


def gaps(told: Told) -> list[tuple[str, Gap]]:
    """What was predicted against what was found; nothing where nothing was predicted."""
    made = predict.committed(told.page, told.walk.dials)
    if made is None or made.skipped:
        return []
    guesses = made.by(told.walk.dials)
    answered = ((dial, predictions.answer(dial, told.trial)) for dial in told.walk.dials)
    return [(d.id, predictions.gap(d, guesses[d.id], found)) for d, found in answered if found]


def _fit(told: Told, passage: Passage) -> None:
    if told.known is None:
        st.markdown("Without the content named above the patient cannot be read.")
        return
    found = fit(told.walk.trial, told.known, told.content)
    rows = fits.criteria(found, told.known, told.content, brief=True)
    said = fits.status(found, told.content)
    if frame.presenting():
        rows = [row for row in rows if row["tone"] == "amber"][:3]
    label = "Your patient against what was asked for"
    table(label, fits.CRITERIA, rows, key=told.key("fit"), status=said)
    if not frame.presenting():
        st.page_link("pages/decide/trial_fit.py", label="Change the patient on Trial fit")


def _baseline(told: Told, passage: Passage) -> None:
    rows = trial_tables.who_came(told.trial, told.content)
    table("Who came", trial_tables.WHO_CAME, _cut(rows), key=told.key("baseline"))


def _conduct(told: Told, passage: Passage) -> None:
    rows = trial_tables.conduct(told.trial, told.content)
    table("How the trial went", trial_tables.CONDUCT, _cut(rows), key=told.key("conduct"))


def _dials(told: Told, passage: Passage) -> None:
    predict.dials(told.page, told.walk.dials)


def _curve(told: Told, passage: Passage) -> None:
    cohort = told.content.cohorts.get(told.walk.cohort)
    if cohort is None:
        st.warning("The synthetic cohort of this trial cannot be read, so there is no curve.")
        return
    _drawn(told, passage.title, told.walk.cohort, told.key("curve"))


@st.fragment
def _drawn(told: Told, title: str, cohort_id: str, key: str) -> None:
    """The curve and its switches; a fragment, so that a switch draws nothing else anew."""
    cohort = told.content.cohorts[cohort_id]
    chosen = list(SHOWN)
    place = st.container()
    if not frame.presenting():
        chosen = st.pills(
            "Show on the curve",
            list(SHOWN),
            default=list(SHOWN),
            format_func=SHOWN.__getitem__,
            selection_mode="multi",
            key=f"{key}_shown",
            label_visibility="collapsed",
        )
    shown = curves.Shown(**{name: name in chosen for name in SHOWN})
    marks = _marks(told) if cohort_id == told.walk.cohort else ()
    plot = cohort_plots.plot(cohort, told.content, title=title, marks=marks, shown=shown)
    with place:
        plotted.curves(plot, key=key, present=frame.presenting())


def _marks(told: Told) -> tuple[curves.Mark, ...]:
    """The learner's predictions that are points of the curve."""
    made = predict.committed(told.page, told.walk.dials)
    if made is None or made.skipped:
        return ()
    cohort = told.content.cohorts[told.walk.cohort]
    at = cohort_plots.landmark(cohort, told.trial)
    roles = {arm.id: arm.role for arm in told.trial.arms}
    on_curve = {cohort.outcome, cohort_plots.outcome_of(cohort, told.trial).landmark}
    found = []
    for dial in told.walk.dials:
        guess, role = made.by(told.walk.dials)[dial.id], roles[dial.arm]
        if dial.outcome not in on_curve or role == "single":
            continue
        words = f"you: {guess:g} {dial.unit}"
        if dial.part == "medians":
            found.append(curves.Mark(role, guess, 50, words))
        elif at is not None:
            found.append(curves.Mark(role, at, guess, words))
    return tuple(found)


def _formats(told: Told, passage: Passage) -> None:
    cohort = told.content.cohorts.get(told.walk.cohort)
    restricted = cohort_plots.restricted(cohort) if cohort else None
    outcome = cohort.outcome if cohort else told.walk.dials[0].outcome
    found = formats.formats(told.trial, outcome, restricted)
    rows = trial_tables.formats(found, told.content)
    table("One effect in several formats", trial_tables.FORMATS, rows, key=told.key("formats"))
    _hundred(told, outcome)


def _hundred(told: Told, outcome: str) -> None:
    found = formats.hundred(outcome, told.trial)
    if found is None:
        return
    roles = {arm.id: arm.role for arm in told.trial.arms}
    plot = hundred.Plot(
        title=f"Of 100 people like those in the trial, at {found.at}",
        subtitle=found.sentence,
        outcome=f"{found.what} at {found.at}",
        groups=tuple(hundred.Group(one.name, roles[one.arm], one.count) for one in found.arms),
        badge=badge.computed(found.origin.removeprefix("computed from ")),
    )
    plotted.hundred(plot, key=told.key("hundred"), present=frame.presenting())


def _subgroups(told: Told, passage: Passage) -> None:
    for outcome in told.trial.outcomes:
        groups = [g for g in outcome.subgroups if g.hr and g.verified]
        if outcome.verified and groups:
            rows = [
                forest.Row(g.label, g.n, g.hr.value, g.hr.low, g.hr.high) for g in groups if g.hr
            ]
            if outcome.hr:
                whole = forest.Row(
                    "All patients",
                    outcome.n or told.trial.n,
                    outcome.hr.value,
                    outcome.hr.low,
                    outcome.hr.high,
                    whole=True,
                )
                rows.insert(0, whole)
            experimental, control = formats.arms_compared(told.trial)
            source = sources_of([groups[0].source], told.content)[0]["name"]
            plot = forest.Plot(
                title=f"{outcome.label}: by {groups[0].by}",
                subtitle=f"Hazard ratio, {experimental.short} against {control.short}",
                axis="Hazard ratio",
                favours=(f"better with {experimental.short}", f"better with {control.short}"),
                rows=tuple(rows),
                badge=badge.published(source),
            )
            key = told.key(f"forest_{outcome.id.replace('-', '_')}")
            plotted.forest(plot, key=key, present=frame.presenting())
    rows = trial_tables.subgroups(told.trial, told.content)
    table("Subgroups", trial_tables.SUBGROUPS, rows, key=told.key("subgroups"))


def _harms(told: Told, passage: Passage) -> None:
    rows = trial_tables.harms(told.trial, told.content)
    table("Harms", trial_tables.HARMS, _cut(rows), key=told.key("harms"))


def _survival(told: Told, passage: Passage) -> None:
    rows = trial_tables.survival(told.trial, told.content)
    table("Length of life", trial_tables.SURVIVAL, _cut(rows, 3), key=told.key("survival"))
    for id_, cohort in told.content.cohorts.items():
        if cohort.trial == told.walk.trial and cohort.endpoint == "OS" and not frame.presenting():
            title = "Survival was alike, with most of the placebo arm treated later"
            _drawn(told, title, id_, told.key("survival_curve"))


def _months(told: Told, passage: Passage) -> None:
    rows = trial_tables.months(told.trial, told.content)
    table("What a month is", trial_tables.MONTHS, rows, key=told.key("months"))
    if cohort := told.content.cohorts.get(told.walk.cohort):
        st.caption(cohort.why_month)


def _extension(told: Told, passage: Passage) -> None:
    extension = told.content.trials.get(told.walk.extension or "")
    if extension:
        rows = trial_tables.extension(extension, told.content)
        table("The extension", trial_tables.EXTENSION, rows, key=told.key("extension"))


def _labels(told: Told, passage: Passage) -> None:
    rows = trial_tables.labels(told.trial, told.content)
    table("What labels say", trial_tables.LABELS, rows, key=told.key("labels"))


def _appraisal(told: Told, passage: Passage) -> None:
    walk, content = told.walk, told.content
    asked = [one.domain for one in walk.appraisal if one.domain in content.appraisal]

    def compared(marks: Mapping[str, str]) -> list[appraisal.Compared]:
        return list(appraisal.compared(marks, walk, content))

    done = checklist.draw(
        told.page, {id_: content.appraisal[id_] for id_ in asked}, CONCERNS, compared
    )
    if done:
        rows = trial_tables.certainty(walk.certainty, content)
        table("Certainty", trial_tables.CERTAINTY, rows, key=told.key("certainty"))
    if benefit := grading.benefit(walk.trial, content):
        names = sources_of(benefit.sources, content)
        links = " · ".join(f"[{one['name']}]({one['address']})" for one in names)
        st.markdown(f"**ESMO-MCBS {benefit.words}.** {benefit.because} :small[{links}]")


def _options(told: Told, passage: Passage) -> None:
    held = inputs.held()
    if held is None:
        return
    read = reading(held, told.content)
    rows = [
        {
            "id": id_,
            "tone": "",
            "cells": [
                cell({"name": told.content.options[id_].label}),
                cell({"standing": read.options[id_].standing.words}),
            ],
        }
        for id_ in read.leading
    ]
    columns = [
        {"id": "option", "title": "Leads for your patient", "share": 3},
        {"id": "standing", "title": "Standing", "share": 2},
    ]
    if rows:
        table("What leads for your patient", columns, rows, key=told.key("options"))
    else:
        st.markdown("For your patient no tumour option is reasonable as things are known.")
    if not frame.presenting():
        st.page_link("pages/decide/pathway.py", label="Open the pathway with this patient")


def conflicts(told: Told) -> None:
    """Where sources of the trial differ, for readers; nothing where they do not."""
    rows = trial_tables.conflicts(told.trial, told.content)
    if rows:
        with st.expander("Where sources differ", key=told.key("conflicts_open")):
            table("Where sources differ", trial_tables.CONFLICTS, rows, key=told.key("conflicts"))


def not_found(told: Told) -> None:
    """What was looked for and read nowhere."""
    if told.trial.not_found:
        with st.expander("Looked for and not found", key=told.key("not_found")):
            st.markdown("\n".join(f"- {line}" for line in told.trial.not_found))


def _cut(rows: list[trial_tables.View], most: int = 4) -> list[trial_tables.View]:
    """A room reads a few rows at once; the rest is on the page itself."""
    return rows[:most] if frame.presenting() else rows


Block = Callable[[Told, Passage], None]
BLOCKS: Mapping[str, Block] = {
    "fit": _fit,
    "baseline": _baseline,
    "conduct": _conduct,
    "dials": _dials,
    "curve": _curve,
    "formats": _formats,
    "subgroups": _subgroups,
    "harms": _harms,
    "survival": _survival,
    "months": _months,
    "extension": _extension,
    "labels": _labels,
    "appraisal": _appraisal,
    "options": _options,
}


def block(told: Told, passage: Passage) -> Callable[[], None] | None:
    """What stands with a passage; None where it computes nothing."""
    return partial(BLOCKS[passage.kind], told, passage) if passage.kind else None
