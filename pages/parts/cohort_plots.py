"""From a synthetic cohort to the plot of its curves, and to its restricted means. No Streamlit."""

from dataclasses import replace

from netlogic import cohorts
from netlogic.cohort_schema import Cohort
from netlogic.content import Library
from netlogic.evidence import quote
from netlogic.formats import Restricted
from netlogic.survival import kaplan_meier, restricted_mean, restricted_mean_difference
from netlogic.targets import months_of
from netlogic.trial_schema import Outcome, Trial
from pages.parts.figures import badge
from pages.parts.figures.curve_notes import thin_from
from pages.parts.figures.curve_plot import Arm, Plot


def plot(cohort: Cohort, content: Library, *, title: str, subtitle: str) -> Plot:
    """Both arms of a cohort under a finding; all else that the figure says is the cohort's."""
    named = {arm.id: arm for arm in content.trials[cohort.trial].arms}
    return Plot(
        title=title,
        subtitle=subtitle,
        endpoint=cohort.outcome_is,
        share=cohort.share,
        axis=cohort.axis,
        ticks=cohort.ticks,
        horizon=cohort.horizon,
        arms=tuple(
            Arm(named[id_].short, named[id_].role, kaplan_meier(arm))
            for id_, arm in cohorts.arms(cohort).items()
        ),
        badge=badge.synthetic(cohorts.badge(cohort)),
    )


def published(cohort: Cohort, content: Library, *, title: str) -> Plot:
    """The same under its outcome's name, with the effect and the landmark that were published."""
    trial = content.trials[cohort.trial]
    outcome = outcome_of(cohort, trial)
    made = plot(cohort, content, title=title, subtitle=f"{outcome.label}. {cohort.axis}")
    effect = quote(outcome, "hr") if outcome.hr else ""
    return replace(made, effect=effect, landmark=landmark(cohort, trial))


def outcome_of(cohort: Cohort, trial: Trial) -> Outcome:
    """The result that a cohort was made to reproduce."""
    return next(one for one in trial.outcomes if one.id == cohort.outcome)


def landmark(cohort: Cohort, trial: Trial) -> float | None:
    """The time for which the trial printed estimates on the curve; None where it printed none."""
    wanted = outcome_of(cohort, trial).landmark
    for one in trial.outcomes:
        if one.id == wanted and one.verified and one.rates_are == "on the curve" and one.rates:
            return months_of(one.rates[0])
    return None


def restricted(cohort: Cohort, shown: Plot) -> Restricted | None:
    """Mean time without the event, up to the last tick before the figure's grey ground."""
    until = last_sure_tick(shown)
    experimental, control = cohorts.arms(cohort).values()
    means = [restricted_mean(arm, until) for arm in (experimental, control)]
    gained = restricted_mean_difference(experimental, control, until)
    if gained is None or means[0] is None or means[1] is None:
        return None
    return Restricted(
        months=until,
        experimental=means[0].value,
        control=means[1].value,
        difference=gained.value,
        low=gained.low,
        high=gained.high,
        badge=cohorts.badge(cohort).title,
        unit="months of 28 days" if cohort.month == "28-day" else "months",
    )


def last_sure_tick(shown: Plot) -> float:
    """The last tick at which enough people are under observation in every arm."""
    until = min(thin_from(arm) for arm in shown.arms)
    return max(tick for tick in shown.ticks if tick <= until)
