"""The curves of a synthetic cohort on a topic's page, and the effect in several formats."""

from netlogic import formats
from netlogic.cohort_schema import Cohort
from pages.parts import cohort_plots, passages, switches
from pages.parts.frame import frame
from pages.parts.tables.component import table
from pages.parts.topic.shown import Shown
from pages.parts.trial import results


def curve(shown: Shown, cohort: Cohort, *, title: str) -> None:
    """The figure of both arms under its finding."""
    trial = shown.content.trials[cohort.trial]
    made = cohort_plots.published(cohort, shown.content, title=title)
    source = cohort_plots.outcome_of(cohort, trial).source
    cited = passages.cited([source], shown.content)
    switches.curves(made, _key(shown, cohort), f"{trial.name} curves", cited)


def effect(shown: Shown, cohort: Cohort) -> None:
    """One effect in several formats."""
    trial = shown.content.trials[cohort.trial]
    made = cohort_plots.published(cohort, shown.content, title="")
    found = formats.formats(trial, cohort.outcome, cohort_plots.restricted(cohort, made))
    rows = results.formats(found, shown.content, brief=frame.presenting())
    table("One effect in several formats", results.FORMATS, rows, key=shown.key("formats"))


def _key(shown: Shown, cohort: Cohort) -> str:
    return shown.key(f"{cohort.trial}_{cohort.outcome}".replace("-", "_"))
