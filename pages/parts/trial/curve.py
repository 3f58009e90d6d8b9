"""The blocks of a walk that are figures: curves, the effect in several formats, subgroups."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from netlogic import formats
from netlogic.cohort_schema import Cohort
from netlogic.learning import Prediction
from netlogic.teaching import Dial, Passage
from netlogic.trial_schema import HazardRatio, Outcome, Subgroup
from pages.parts import cohort_plots, plotted, switches
from pages.parts.cards import sources_of
from pages.parts.figures import badge, hundred
from pages.parts.figures.curve_plot import Mark, Plot
from pages.parts.figures.forest_plot import Plot as Forest
from pages.parts.figures.forest_plot import Row
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.trial import results
from pages.parts.trial.told import Told

HALF = 50  # percent, at which a median is read
NO_COHORT = "The synthetic cohort of this trial cannot be read, so no curve is drawn."


def curve(told: Told, passage: Passage) -> None:
    """The curve of the trial's primary outcome, with what the learner predicted on it."""
    if told.cohort is None:
        st.warning(NO_COHORT)
        return
    made = plot(told, told.cohort, passage.title)
    name = f"{told.trial.name} curves"
    shown = replace(made, marks=marks(told, made))
    switches.curves(shown, told.key("curve"), name, told.cited(told.cohort.outcome))


def of_survival(told: Told) -> list[Cohort]:
    """The synthetic cohorts of overall survival that the trial has."""
    every = told.content.cohorts.values()
    return [one for one in every if one.trial == told.walk.trial and one.endpoint == "OS"]


def survival_curves(told: Told) -> None:
    """The trial's curves of overall survival, where there is a synthetic cohort of them."""
    for cohort in of_survival(told):
        name = f"{told.trial.name} {cohort.outcome_is} curves"
        made = plot(told, cohort, "Survival: no difference shown, none excluded")
        key = told.key(cohort.outcome.replace("-", "_"))
        switches.curves(made, key, name, told.cited(cohort.outcome))


def plot(told: Told, cohort: Cohort, title: str) -> Plot:
    """A cohort under its finding, with the published effect and landmark."""
    return cohort_plots.published(cohort, told.content, title=title)


def marks(told: Told, made: Plot) -> tuple[Mark, ...]:
    """The learner's predictions that are points of the curve."""
    if told.cohort is None or told.predicted is None:
        return ()
    found = (_mark(dial, told.predicted, told, made) for dial in told.walk.dials)
    return tuple(mark for mark in found if mark)


def _mark(dial: Dial, predicted: Prediction, told: Told, made: Plot) -> Mark | None:
    """A dial as a point: a median at one half, a rate at the landmark if it is one of the curve."""
    outcome = told.outcome(told.walk_outcome)
    guess = predicted.by(told.walk.dials)[dial.id]
    role = next(arm.role for arm in told.trial.arms if arm.id == dial.arm)
    if role == "single":
        return None
    words = f"you: {guess:g} {dial.unit}"
    if dial.part == "medians" and dial.outcome == outcome.id:
        return Mark(role, guess, HALF, words)
    if dial.outcome == outcome.landmark and made.landmark is not None:
        return Mark(role, made.landmark, guess, words)
    return None


def effect(told: Told, passage: Passage) -> None:
    """One effect in several formats."""
    made = plot(told, told.cohort, "") if told.cohort else None
    restricted = cohort_plots.restricted(told.cohort, made) if told.cohort and made else None
    found = formats.formats(told.trial, told.walk_outcome, restricted)
    rows = results.formats(found, told.content, brief=frame.presenting())
    table("One effect in several formats", results.FORMATS, rows, key=told.key("formats"))


def of_100(told: Told) -> None:
    """The people of 100, where two rates can be compared."""
    outcome = told.outcome(told.walk_outcome)
    rates = told.outcome(outcome.landmark or outcome.id)
    found = formats.hundred(rates, told.trial)
    if found is None:
        return
    roles = {arm.id: arm.role for arm in told.trial.arms}
    groups = (hundred.Group(arm.name, roles[arm.arm], arm.count) for arm in found.arms)
    made = hundred.Plot(
        title="Of 100 people like those in the trial",
        subtitle=found.sentence,
        outcome=found.what,
        groups=tuple(groups),
        badge=badge.computed(found.origin.removeprefix("computed from ")),
    )
    name = f"{told.trial.name} of 100"
    plotted.of_100(
        made,
        key=told.key("hundred"),
        name=name,
        cited=told.cited(rates.id),
        present=frame.presenting(),
    )


def subgroups(told: Told, passage: Passage) -> None:
    """The subgroups with a hazard ratio as a forest, and every subgroup in a table."""
    for made, outcome in forests(told):
        key = told.key(f"forest_{outcome.replace('-', '_')}")
        name = f"{told.trial.name} subgroups"
        cited = told.cited(outcome)
        plotted.forest(made, key=key, name=name, cited=cited, present=frame.presenting())
    rows = results.subgroups(told.trial, told.content)
    table("Subgroups", results.SUBGROUPS, rows, key=told.key("subgroups"))


def forests(told: Told) -> Iterator[tuple[Forest, str]]:
    """One forest for each outcome that has subgroups with hazard ratios, and the outcome's id."""
    for outcome in told.trial.outcomes:
        with_ratio = [group for group in outcome.subgroups if group.hr and group.verified]
        if outcome.verified and with_ratio:
            yield _forest(outcome, with_ratio, told), outcome.id


def _forest(outcome: Outcome, groups: list[Subgroup], told: Told) -> Forest:
    experimental, control = formats.arms_compared(told.trial)
    rows = [_line(group.label, group.n, group.hr) for group in groups]
    if outcome.hr:
        size = outcome.n or told.trial.n
        rows.insert(0, replace(_line("All patients", size, outcome.hr), whole=True))
    source = sources_of([groups[0].source], told.content)[0]["name"]
    return Forest(
        title=f"{outcome.label}, by {groups[0].by}",
        subtitle=f"Hazard ratio, {experimental.short} against {control.short}",
        axis="Hazard ratio",
        favours=(f"better with {experimental.short}", f"better with {control.short}"),
        rows=tuple(rows),
        badge=badge.published(source),
    )


def _line(name: str, n: int | None, hr: HazardRatio | None) -> Row:
    if hr is None:
        return Row(name, n, None, None, None)
    return Row(name, n, hr.value, hr.low, hr.high)
