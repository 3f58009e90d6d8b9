"""From a synthetic cohort to the plot of its curves, and to its restricted means. No Streamlit."""

from netlogic import cohorts
from netlogic.cohort_schema import Cohort
from netlogic.content import Library
from netlogic.evidence import quote
from netlogic.formats import Restricted
from netlogic.survival import Curve, kaplan_meier, restricted_mean, restricted_mean_difference
from netlogic.targets import months_of
from netlogic.trial_schema import Outcome, Trial
from pages.parts.figures import badge, curves

FEWEST, SMALLEST = 5, 0.1  # at risk: the figure greys what rests on fewer


def outcome_of(cohort: Cohort, trial: Trial) -> Outcome:
    """The result that a cohort was made to reproduce."""
    return next(one for one in trial.outcomes if one.id == cohort.outcome)


def plot(
    cohort: Cohort,
    content: Library,
    *,
    title: str,
    marks: tuple[curves.Mark, ...] = (),
    shown: curves.Shown = curves.Shown(),  # noqa: B008  a frozen value
) -> curves.Plot:
    """Both arms; what the axis counts follows from how the trial defined its event."""
    trial = content.trials[cohort.trial]
    outcome = outcome_of(cohort, trial)
    event = outcome.definition.event if outcome.definition else f"an event of {outcome.endpoint}"
    words = outcome.label[:1].lower() + outcome.label[1:]
    named = {arm.id: arm for arm in trial.arms}
    return curves.Plot(
        title=title,
        subtitle=f"{outcome.label}, {cohort.axis[:1].lower()}{cohort.axis[1:]}",
        endpoint=words,
        share=f"% without {event}",
        axis=cohort.axis,
        ticks=cohort.ticks,
        horizon=cohort.horizon,
        arms=tuple(
            curves.Arm(named[id_].short, named[id_].role, kaplan_meier(arm))
            for id_, arm in cohorts.arms(cohort).items()
        ),
        badge=badge.synthetic(cohorts.badge(cohort)),
        effect=quote(outcome, "hr") if outcome.hr else "",
        landmark=landmark(cohort, trial),
        marks=marks,
        shown=shown,
    )


def landmark(cohort: Cohort, trial: Trial) -> float | None:
    """The time for which the trial printed estimates on the curve; None where it printed none."""
    wanted = outcome_of(cohort, trial).landmark
    for one in trial.outcomes:
        if one.id == wanted and one.verified and one.rates_are == "on the curve" and one.rates:
            return months_of(one.rates[0].at)
    return None


def restricted(cohort: Cohort) -> Restricted | None:
    """Mean time without the event, up to the last tick before too few are left at risk."""
    experimental, control = cohorts.arms(cohort).values()
    until = last_sure_tick(cohort, [kaplan_meier(experimental), kaplan_meier(control)])
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


def last_sure_tick(cohort: Cohort, arms: list[Curve]) -> float:
    """The last tick at which every arm still has enough people under observation."""
    enough = [
        tick
        for n, tick in enumerate(cohort.ticks)
        if all(c.counts(cohort.ticks).at_risk[n] >= max(FEWEST, SMALLEST * c.n) for c in arms)
    ]
    return enough[-1]
