"""Survival statistics as R's survival package defines them: Kaplan-Meier, log-rank, Cox, RMST.

Times are months, probabilities 0 to 1. What the data cannot tell is `None`, never a number; data
that cannot be meant are a SurvivalError in words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
A = TypeVar("A", bound=npt.NDArray[Any])
EQUAL = 1e-9  # survival is a product of fractions: 0.5 may come out as 0.5 and a last bit
CONVERGED = 1e-10


class SurvivalError(ValueError):
    """Data that cannot be the times and events of patients; the message says which and why."""


@dataclass(frozen=True, eq=False)
class Arm:
    """The patients of one arm: months under observation, and whether it ended with the event."""

    times: Numbers
    events: Flags

    @property
    def n(self) -> int:
        """How many patients."""
        return int(self.times.size)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; `None` is not reached or not estimable."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """At each tick: at risk, and censored or with the event before it. They add up to n."""

    at_risk: tuple[int, ...]
    censored: tuple[int, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Curve:
    """Kaplan-Meier estimate over the distinct times; a value holds from its time to the next.

    Before the first event survival and both limits are 1. Where survival is 0 they are nan.
    """

    n: int
    level: float
    times: Numbers
    survival: Numbers
    low: Numbers
    high: Numbers
    at_risk: Numbers
    events: Numbers
    censored: Numbers

    @property
    def last(self) -> float:
        """Months of the longest observation."""
        return float(self.times[-1])

    def at(self, months: float) -> Estimate:
        """Survival at a landmark, with its interval.

        No interval before the first event. Nothing after the last observation, except that nobody
        is left where the curve has reached 0.
        """
        months = _months(months)
        place = int(np.searchsorted(self.times, months, side="right"))
        if place == 0:
            return Estimate(1.0, None, None)
        value = float(self.survival[place - 1])
        if months > self.last and value > 0:
            return Estimate(None, None, None)
        if value >= 1 or value <= 0:
            return Estimate(value, None, None)
        return Estimate(value, float(self.low[place - 1]), float(self.high[place - 1]))

    @cached_property
    def median(self) -> Estimate:
        """Months at which half remain; the middle of the step where the curve stays at a half."""
        value, low, high = (
            _median(self.times, line) for line in (self.survival, self.low, self.high)
        )
        return Estimate(value, low, high)

    def counts(self, ticks: Sequence[float]) -> Counts:
        """What is printed under the curve. Who has a time equal to the tick is still at risk."""
        places = [int(np.searchsorted(self.times, _months(tick), side="left")) for tick in ticks]
        censored = np.concatenate(([0], np.cumsum(self.censored)))
        events = np.concatenate(([0], np.cumsum(self.events)))
        return Counts(
            at_risk=tuple(self.n - int(censored[p] + events[p]) for p in places),
            censored=tuple(int(censored[p]) for p in places),
            events=tuple(int(events[p]) for p in places),
        )

    @property
    def censorings(self) -> tuple[Numbers, Numbers]:
        """The times at which patients were censored, and survival there."""
        some = self.censored > 0
        return self.times[some], self.survival[some]


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether two curves differ by more than chance: one degree of freedom."""

    chi2: float
    p: float


@dataclass(frozen=True, slots=True)
class Cox:
    """The hazard ratio, experimental against control; `log_hr` and `se` on the log scale."""

    log_hr: float
    se: float
    hr: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Proportionality:
    """Whether the hazard ratio changes over time: a small p speaks against a constant one."""

    chi2: float
    p: float


@dataclass(frozen=True, slots=True)
class Area:
    """Months: an area under a curve, or a difference of two."""

    value: float
    se: float
    low: float
    high: float


def arm(times: Sequence[float] | Numbers, events: Sequence[bool] | Flags) -> Arm:
    """One arm from months and events (true or 1). Raises SurvivalError for what cannot be meant."""
    months, flags = _list(times, "times"), _list(events, "events")
    if months.size != flags.size:
        raise SurvivalError(f"there are {months.size} times but {flags.size} events")
    if months.size == 0:
        raise SurvivalError("there is no patient")
    if months.dtype.kind not in "iuf":
        raise SurvivalError("times: something is not a number")
    _each(np.isfinite(months), "the time is not a number", months)
    _each(months >= 0, "the time is negative", months)
    if flags.dtype.kind not in "biuf":
        raise SurvivalError("events: something is neither true nor false")
    _each(np.isin(flags, (0, 1)), "the event is neither true nor false", flags)
    return Arm(_fixed(months.astype(np.float64)), _fixed(flags.astype(np.bool_)))


def _list(values: object, what: str) -> npt.NDArray[Any]:
    try:
        found = np.array(values)
    except ValueError as error:
        raise SurvivalError(f"{what}: is not a list of single values") from error
    if found.ndim != 1:
        raise SurvivalError(f"{what}: is not a list of single values")
    return found


def _each(good: Flags, problem: str, values: npt.NDArray[Any]) -> None:
    """Raises SurvivalError with the first patient, counted from 1, of whom it does not hold."""
    if not good.all():
        first = int(np.argmin(good))
        raise SurvivalError(f"patient {first + 1}: {problem}: {values[first]}")


def _fixed(values: A) -> A:
    values.setflags(write=False)
    return values


def _months(value: float) -> float:
    if isinstance(value, str | bool) or not math.isfinite(value) or value < 0:
        raise SurvivalError(f"{value!r} is no time in months")
    return float(value)


def _normal(level: float) -> float:
    """How many standard errors an interval of this level reaches to each side."""
    if not 0 < level < 100:
        raise SurvivalError(f"an interval of {level} % does not exist")
    return NormalDist().inv_cdf(0.5 + level / 200)


def _p(chi2: float) -> float:
    """How often chance alone gives so much, with one degree of freedom."""
    return math.erfc(math.sqrt(max(chi2, 0.0) / 2))


def kaplan_meier(patients: Arm, level: float = 95) -> Curve:
    """The curve with log-log limits, as survfit(conf.type = "log-log")."""
    z = _normal(level)
    times, place = np.unique(patients.times, return_inverse=True)
    left = np.bincount(place, minlength=times.size).astype(np.float64)
    events = np.bincount(place, weights=patients.events, minlength=times.size).astype(np.float64)
    at_risk = patients.n - np.concatenate(([0.0], np.cumsum(left)[:-1]))
    survival: Numbers = np.cumprod(1 - events / at_risk)
    low, high = _log_log(survival, events, at_risk, z)
    lines: tuple[Numbers, ...] = (times, survival, low, high, at_risk, events, left - events)
    return Curve(patients.n, level, *(_fixed(line) for line in lines))


def _log_log(
    survival: Numbers, events: Numbers, at_risk: Numbers, z: float
) -> tuple[Numbers, Numbers]:
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        reach = z * np.sqrt(greenwood) / np.log(survival)  # never above 0
        low, high = survival ** np.exp(-reach), survival ** np.exp(reach)
    for line in (low, high):
        line[survival >= 1] = 1.0
        line[survival <= 0] = np.nan
    return low, high


def _median(times: Numbers, line: Numbers) -> float | None:
    known = ~np.isnan(line)
    times, line = times[known], line[known]
    reached = np.flatnonzero(line <= 0.5 + EQUAL)
    if not reached.size:
        return None
    first = reached[0]
    if line[first] < 0.5 - EQUAL:
        return float(times[first])
    below = np.flatnonzero(line < 0.5 - EQUAL)
    return float((times[first] + times[below[0] if below.size else -1]) / 2)


@dataclass(frozen=True, eq=False)
class _Risk:
    """At each time with an event: events and patients at risk, of both arms and of one."""

    times: Numbers
    events: Numbers
    events_experimental: Numbers
    at_risk: Numbers
    at_risk_experimental: Numbers

    @property
    def variance(self) -> float:
        """Of the events in the experimental arm, given all others (hypergeometric)."""
        share = self.at_risk_experimental / self.at_risk
        spare = np.maximum(self.at_risk - 1, 1)  # one patient alone: the events leave nobody over
        survivors = (self.at_risk - self.events) / spare
        return float((self.events * share * (1 - share) * survivors).sum())


def _risk(experimental: Arm, control: Arm) -> _Risk:
    times = np.concatenate((experimental.times, control.times))
    happened = np.concatenate((experimental.events, control.events))
    at, place = np.unique(times[happened], return_inverse=True)
    events_experimental = np.bincount(place[: experimental.events.sum()], minlength=at.size)
    everyone, some = np.sort(times), np.sort(experimental.times)
    return _Risk(
        times=at,
        events=np.bincount(place, minlength=at.size).astype(np.float64),
        events_experimental=events_experimental.astype(np.float64),
        at_risk=(times.size - np.searchsorted(everyone, at)).astype(np.float64),
        at_risk_experimental=(some.size - np.searchsorted(some, at)).astype(np.float64),
    )


def log_rank(experimental: Arm, control: Arm) -> LogRank | None:
    """The log-rank test (Mantel-Haenszel), as survdiff; `None` where no event could compare."""
    risk = _risk(experimental, control)
    if risk.variance <= 0:
        return None
    expected = risk.events * risk.at_risk_experimental / risk.at_risk
    chi2 = float((risk.events_experimental - expected).sum()) ** 2 / risk.variance
    return LogRank(chi2, _p(chi2))


@dataclass(frozen=True, eq=False)
class _Fit:
    """A fitted two-arm model: for each event the chance that it fell into the experimental arm."""

    log_hr: float
    time: npt.NDArray[np.intp]
    chance: Numbers

    @property
    def variances(self) -> Numbers:
        """Information that each event carries on the log hazard ratio."""
        return self.chance * (1 - self.chance)


def _fit(risk: _Risk) -> _Fit | None:
    """Newton's steps on Efron's partial likelihood; `None` where it has no maximum.

    It has one if some events of each arm fell while the other arm was at risk. Where everybody at
    risk always has the event together, ties hide every order: that is not estimable either.
    """
    count = risk.events.astype(np.intp)
    time = np.repeat(np.arange(count.size), count)
    before = np.arange(time.size) - np.repeat(np.cumsum(count) - count, count)
    thinned = before / risk.events[time]  # Efron: of tied events each has left the risk set in part
    here = risk.at_risk_experimental[time] - thinned * risk.events_experimental[time]
    there = risk.at_risk[time] - thinned * risk.events[time] - here
    observed = float(risk.events_experimental.sum())
    if not (there < EQUAL).sum() < observed < (here > EQUAL).sum() or risk.variance <= 0:
        return None
    log_hr = 0.0
    for _ in range(100):
        chance = here / (here + there * math.exp(-log_hr))
        step = (observed - chance.sum()) / (chance * (1 - chance)).sum()
        log_hr += max(-1.0, min(1.0, step))
        if abs(step) < CONVERGED:
            return _Fit(log_hr, time, here / (here + there * math.exp(-log_hr)))
    return None


def cox(experimental: Arm, control: Arm, level: float = 95) -> Cox | None:
    """The hazard ratio with Wald interval and p, as coxph with Efron's ties.

    `None` where it is not estimable, as without an event in one of the arms.
    """
    z = _normal(level)
    fit = _fit(_risk(experimental, control))
    if fit is None:
        return None
    b, se = fit.log_hr, 1 / math.sqrt(fit.variances.sum())
    return Cox(b, se, math.exp(b), math.exp(b - z * se), math.exp(b + z * se), _p((b / se) ** 2))


def proportionality(experimental: Arm, control: Arm) -> Proportionality | None:
    """Score test of a hazard ratio that changes with time, as cox.zph(transform = "km")."""
    risk = _risk(experimental, control)
    fit = _fit(risk)
    if fit is None:
        return None
    both = arm(
        np.concatenate((experimental.times, control.times)),
        np.concatenate((experimental.events, control.events)),
    )
    curve = kaplan_meier(both)
    passed = 1 - np.concatenate(([1.0], curve.survival[curve.events > 0][:-1]))  # just before each
    late = passed[fit.time] - passed[fit.time].mean()
    in_experimental = (risk.events_experimental / risk.events)[fit.time]
    score = float((late * (in_experimental - fit.chance)).sum())
    total, v = float(fit.variances.sum()), fit.variances
    information = float((late**2 * v).sum() - (late * v).sum() ** 2 / total)
    if information <= EQUAL * total:
        return None
    chi2 = score**2 / information
    return Proportionality(chi2, _p(chi2))


def restricted_mean(patients: Arm, months: float, level: float = 95) -> Area | None:
    """Mean months without the event up to `months`: the area under the curve, as survRM2.

    `None` where observation ends earlier, or where no spread can be estimated.
    """
    months, curve = _months(months), kaplan_meier(patients)
    if months > curve.last and curve.survival[-1] > 0:
        return None
    inside = (curve.times <= months) & (curve.events > 0)
    times, survival = curve.times[inside], curve.survival[inside]
    events, at_risk = curve.events[inside], curve.at_risk[inside]
    areas = np.diff(np.concatenate(([0.0], times, [months]))) * np.concatenate(([1.0], survival))
    after = np.cumsum(areas[::-1])[::-1][1:]  # from each event to the end
    left = np.where(at_risk > events, at_risk - events, np.inf)  # nobody left: nothing after it
    se = math.sqrt(float((after**2 * events / (at_risk * left)).sum()))
    return _area(float(areas.sum()), se, level) if se > 0 else None


def restricted_mean_difference(
    experimental: Arm, control: Arm, months: float, level: float = 95
) -> Area | None:
    """Experimental minus control; `None` where one of the two is not estimable."""
    one, other = (restricted_mean(a, months, level) for a in (experimental, control))
    if one is None or other is None:
        return None
    return _area(one.value - other.value, math.hypot(one.se, other.se), level)


def _area(value: float, se: float, level: float) -> Area:
    reach = _normal(level) * se
    return Area(value, se, value - reach, value + reach)
