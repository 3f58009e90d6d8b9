"""What a synthetic cohort must reproduce: its recipe joined with the trial's verified outcomes."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from netlogic.cohort_schema import Cohort
from netlogic.schema import HazardRatio, Median, Outcome, Rate, Trial
from netlogic.survival import Arm, Curve, Estimate, cox, kaplan_meier, log_rank

AT = re.compile(r"(\d+(?:\.\d+)?) months?")
NUMBER = re.compile(r"0?\.\d+|\d+(?:\.\d+)?e-\d+")
# How far a cohort may be from what was published: half of the last digit printed, where the number
# itself is fitted; more for limits of intervals, which depend on unknown times of censoring.
MEDIAN, MEDIAN_LIMIT = 0.05, 1.0  # months
LANDMARK, LANDMARK_LIMIT = 0.0005, 0.005  # of survival, 0 to 1
HR, HR_LIMIT = 0.005, 0.015
NOT_ESTIMABLE = Estimate(None, None, None)
P = math.log10(2)  # of the p value, as a factor


class TargetError(ValueError):
    """A recipe that the trial cannot serve; the message begins with the field."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """Survival (0 to 1) published for a time in months."""

    months: float
    published: Estimate


@dataclass(frozen=True, slots=True)
class ArmTarget:
    """One arm as published; `events_assumed` where only the recipe says how many."""

    arm: str
    n: int
    events: int
    events_assumed: bool
    median: Median | None
    landmarks: tuple[Landmark, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Both arms, their hazard ratio and, where printed in full, its p value."""

    experimental: ArmTarget
    control: ArmTarget
    hr: HazardRatio | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Fit:
    """A published number beside the cohort's own; `None` is not reached or not estimable.

    `arm` is empty for what compares both. `limit` marks an end of an interval.
    """

    what: str
    arm: str
    published: float | None
    achieved: float | None
    tolerance: float
    limit: bool = False

    @property
    def miss(self) -> float:
        """How far apart, in units of what is tolerated: up to 1 is near enough."""
        if self.published is None or self.achieved is None:
            return 0.0 if self.published is self.achieved else math.inf
        if self.what == "p":
            return abs(math.log10(self.achieved / self.published)) / self.tolerance
        return abs(self.achieved - self.published) / self.tolerance


def targets(cohort: Cohort, trial: Trial) -> Targets:
    """What the cohort must reproduce. Raises TargetError where trial and recipe do not fit."""
    outcome = _outcome(trial, cohort.outcome, "outcome")
    roles = {arm.id: arm for arm in trial.arms}
    for recipe in cohort.recipe.arms:
        if recipe.arm not in roles:
            raise TargetError(f"recipe.arms: the trial has no arm {recipe.arm!r}")
    if [roles[r.arm].role for r in cohort.recipe.arms] != ["experimental", "control"]:
        raise TargetError("recipe.arms: the experimental arm stands first, then the control")
    one, other = (_arm(cohort, trial, outcome, place) for place in (0, 1))
    if outcome.events not in (None, one.events + other.events):
        total = f"{one.events} and {other.events} events do not add up to {outcome.events}"
        raise TargetError(f"recipe.arms: {total}")
    return Targets(one, other, outcome.hr, _p_value(outcome.hr))


def _outcome(trial: Trial, id_: str, field: str) -> Outcome:
    found = next((outcome for outcome in trial.outcomes if outcome.id == id_), None)
    if found is None:
        raise TargetError(f"{field}: the trial has no outcome {id_!r}")
    if not found.verified:
        raise TargetError(f"{field}: {id_!r} is not verified")
    return found


def _arm(cohort: Cohort, trial: Trial, outcome: Outcome, place: int) -> ArmTarget:
    recipe = cohort.recipe.arms[place]
    whole = next(arm.n for arm in trial.arms if arm.id == recipe.arm)
    n = next((size.n for size in outcome.sizes if size.arm == recipe.arm), whole)
    if n is None:
        raise TargetError(f"recipe.arms: the trial does not say how many were in {recipe.arm!r}")
    events = recipe.events if recipe.events is not None else _events(cohort, trial, recipe.arm)
    if events > n:
        raise TargetError(f"recipe.arms: {recipe.arm!r} has {events} events but {n} patients")
    return ArmTarget(
        arm=recipe.arm,
        n=n,
        events=events,
        events_assumed=recipe.events is not None,
        median=next((median for median in outcome.medians if median.arm == recipe.arm), None),
        landmarks=tuple(_landmarks(cohort, trial, recipe.arm)),
    )


def _events(cohort: Cohort, trial: Trial, arm: str) -> int:
    counted = _outcome(trial, str(cohort.recipe.events), "recipe.events")
    found = [count.events for count in counted.counts if count.arm == arm]
    found += [rate.events for rate in counted.rates if rate.arm == arm and rate.events is not None]
    if not found:
        raise TargetError(f"recipe.events: {counted.id!r} counts no events of {arm!r}")
    return found[0]


def _landmarks(cohort: Cohort, trial: Trial, arm: str) -> Iterator[Landmark]:
    for id_ in cohort.recipe.landmarks:
        outcome = _outcome(trial, id_, "recipe.landmarks")
        if outcome.rates_are != "on the curve":
            raise TargetError(f"recipe.landmarks: the rates of {id_!r} are no points of a curve")
        rate = next((rate for rate in outcome.rates if rate.arm == arm), None)
        if rate is None:
            raise TargetError(f"recipe.landmarks: {id_!r} has no rate of {arm!r}")
        at = months_of(rate)
        if at is None:
            raise TargetError(f"recipe.landmarks: {id_!r} is not at a number of months")
        low, high = (None if end is None else end / 100 for end in (rate.low, rate.high))
        yield Landmark(at, Estimate(rate.value / 100, low, high))


def months_of(rate: Rate) -> float | None:
    """The months that a rate speaks of: 24 for "24 months"; None where it names no such time."""
    found = AT.fullmatch(rate.at)
    return float(found[1]) if found else None


def _p_value(hr: HazardRatio | None) -> float | None:
    return float(hr.p) if hr is not None and NUMBER.fullmatch(hr.p) else None


def fits(wanted: Targets, experimental: Arm, control: Arm) -> tuple[Fit, ...]:
    """Every published number beside the one of these patients."""
    return (
        *_fits_of_arm(wanted.experimental, kaplan_meier(experimental)),
        *_fits_of_arm(wanted.control, kaplan_meier(control)),
        *_fits_of_both(wanted, experimental, control),
    )


def _fits_of_arm(wanted: ArmTarget, curve: Curve) -> Iterator[Fit]:
    if wanted.median is not None:
        published, achieved = wanted.median, curve.median
        yield Fit("median", wanted.arm, published.value, achieved.value, MEDIAN)
        limits = Estimate(published.value, published.low, published.high)
        yield from _limits("median", wanted.arm, limits, achieved, MEDIAN_LIMIT)
    for mark in wanted.landmarks:
        at, what = curve.at(mark.months), f"survival at {mark.months:g} months"
        yield Fit(what, wanted.arm, mark.published.value, at.value, LANDMARK)
        yield from _limits(what, wanted.arm, mark.published, at, LANDMARK_LIMIT)


def _fits_of_both(wanted: Targets, experimental: Arm, control: Arm) -> Iterator[Fit]:
    if wanted.hr is not None:
        found = cox(experimental, control, wanted.hr.level or 95)
        ratio = Estimate(found.hr, found.low, found.high) if found else NOT_ESTIMABLE
        published = Estimate(wanted.hr.value, wanted.hr.low, wanted.hr.high)
        yield Fit("HR", "", published.value, ratio.value, HR)
        yield from _limits("HR", "", published, ratio, HR_LIMIT)
    if wanted.p is not None:
        test = log_rank(experimental, control)
        yield Fit("p", "", wanted.p, test.p if test else None, P, limit=True)


def _limits(
    what: str, arm: str, published: Estimate, achieved: Estimate, tolerance: float
) -> Iterator[Fit]:
    """The ends of an interval that were published."""
    if published.low is not None:
        yield Fit(f"{what}, lower limit", arm, published.low, achieved.low, tolerance, True)
    if published.high is not None:
        yield Fit(f"{what}, upper limit", arm, published.high, achieved.high, tolerance, True)
