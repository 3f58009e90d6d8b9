"""Many trials at once: the same truth drawn again and again, as matrices of trials by patients.

One Cox fit for all rows takes a few milliseconds. Times have no ties, so that no method for ties is
needed; it then equals `survival.cox`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netlogic.simulate import LN2, stream
from netlogic.survival import Flags, Numbers

Z = 1.959964
PART = 1000  # what the seed of each part of many trials is apart
LOOKS = (0.4, 0.7, 1.0)  # of all events
# Lan-DeMets spending after O'Brien-Fleming, one-sided 0.025 in all: z at each look.
BOUNDARIES = (3.357, 2.445, 2.001)
ACCRUAL = 24.0  # months over which patients come in
FEW = 1e-9


@dataclass(frozen=True, eq=False)
class Fits:
    """A log hazard ratio with its standard error for each trial; nan where not estimable."""

    log_hr: Numbers
    se: Numbers

    @property
    def low(self) -> Numbers:
        """Lower ends of the 95 % intervals of the hazard ratio."""
        result: Numbers = np.exp(self.log_hr - Z * self.se)
        return result

    @property
    def high(self) -> Numbers:
        """Upper ends."""
        result: Numbers = np.exp(self.log_hr + Z * self.se)
        return result


def cox_each(times: Numbers, events: Flags, treated: Flags, within: Flags | None = None) -> Fits:
    """A fit for each row of patients; `within` says who is in the subgroup that is analysed."""
    order = np.argsort(times, axis=1)
    happened = np.take_along_axis(events, order, 1)
    one = np.take_along_axis(treated, order, 1).astype(np.float64)
    counted = np.ones_like(one)
    if within is not None:
        counted = np.take_along_axis(within, order, 1).astype(np.float64)
        one, happened = one * counted, happened & (counted > 0)
    at_risk = one[:, ::-1].cumsum(1)[:, ::-1]
    others = counted[:, ::-1].cumsum(1)[:, ::-1] - at_risk
    observed = (happened * one).sum(1)
    either = happened & (at_risk > 0) & (others > 0)
    log_hr = np.zeros(len(times))
    for _ in range(8):
        weight = at_risk * np.exp(log_hr)[:, None]
        chance = np.divide(weight, weight + others, where=happened, out=np.zeros_like(weight))
        information = np.where(either, chance * (1 - chance), 0).sum(1)
        step = (observed - chance.sum(1)) / np.maximum(information, FEW)
        log_hr = log_hr + np.clip(step, -1, 1)
    known = (information > FEW) & (np.abs(step) < 1e-6)
    return Fits(
        np.where(known, log_hr, np.nan), np.where(known, 1 / np.sqrt(information + FEW**2), np.nan)
    )


@dataclass(frozen=True, eq=False)
class Trials:
    """Trials of one truth: rows are trials, columns patients, the treated first."""

    times: Numbers
    events: Flags
    treated: Flags

    def fits(self) -> Fits:
        """The hazard ratio of each."""
        return cox_each(self.times, self.events, self.treated)

    def control_medians(self) -> Numbers:
        """The Kaplan-Meier median of each control arm; nan where it is not reached. Where a curve
        stays at one half, the middle of that step, as `survival` has it.
        """
        control = ~self.treated[0]
        times, events = self.times[:, control], self.events[:, control]
        order = np.argsort(times, axis=1)
        times = np.take_along_axis(times, order, 1)
        events = np.take_along_axis(events, order, 1)
        left = np.cumprod(1 - events / np.arange(times.shape[1], 0, -1), axis=1)
        row = np.arange(len(times))
        half, below = left <= 0.5 + FEW, left < 0.5 - FEW
        first = times[row, half.argmax(1)]
        after = np.where(below.any(1), times[row, below.argmax(1)], times[:, -1])
        stays = left[row, half.argmax(1)] >= 0.5 - FEW
        return np.where(half.any(1), np.where(stays, (first + after) / 2, first), np.nan)


def redrawn(
    seed: int,
    trials: int,
    n: int,
    median: float,
    hr: float,
    *,
    accrual: float = 12,
    follow_up: float = 12,
) -> Trials:
    """So many trials of `n` patients at the same truth, with a constant hazard."""
    half = n // 2
    treated = np.tile(np.arange(2 * half) < half, (trials, 1))
    patients = stream(seed, "redrawn")
    # One patient after another, so that a larger trial holds the smaller one.
    load = -np.log1p(-patients.random((half, trials, 2))).transpose(1, 2, 0).reshape(trials, -1)
    came = stream(seed, "came").random((half, trials, 2)).transpose(1, 2, 0).reshape(trials, -1)
    happens = load * (median / LN2) / np.where(treated, hr, 1.0)
    until = follow_up + accrual * came
    return Trials(np.minimum(happens, until), happens <= until, treated)


@dataclass(frozen=True, eq=False)
class Stopped:
    """Of each trial: at which look it ended, its log hazard ratio there, and at the last look."""

    look: npt.NDArray[np.intp]
    log_hr: Numbers
    in_the_end: Numbers

    @property
    def early(self) -> Flags:
        """Which trials ended before the last look."""
        result: Flags = self.look < len(LOOKS) - 1
        return result


def stopping(
    seed: int, trials: int, hr: float, *, final: int = 120, n: int = 200, median: float = 10
) -> Stopped:
    """Trials that stop at the first look at which the benefit passes its boundary.

    `final` is the number of events at the last look, at most `n`.
    """
    half = n // 2
    patients = stream(seed, "stopping")
    came = ACCRUAL * patients.random((trials, n))
    load = -np.log1p(-patients.random((trials, n)))
    treated = np.tile(np.arange(n) < half, (trials, 1))
    happens = load * (median / LN2) / np.where(treated, hr, 1.0)
    calendar = np.sort(came + happens, axis=1)
    look = np.full(trials, len(LOOKS) - 1)
    found, running = np.full(trials, np.nan), np.ones(trials, dtype=np.bool_)
    for at, (part, boundary) in enumerate(zip(LOOKS, BOUNDARIES, strict=True)):
        day = calendar[:, round(part * final) - 1][:, None]
        until = np.clip(day - came, 0, None)
        inside = came < day
        fits = cox_each(
            np.where(inside, np.minimum(happens, until), -1.0),
            (happens <= until + FEW) & inside,
            treated,
            inside,
        )
        last = at == len(LOOKS) - 1
        ends = running & ((fits.log_hr / fits.se < -boundary) | last)
        look[ends], found[ends] = at, fits.log_hr[ends]
        running &= ~ends
    return Stopped(look, found, fits.log_hr)


def subgroups(
    seed: int, trials: int, n: int, hr: float, *, factors: int = 10, median: float = 12
) -> tuple[Fits, ...]:
    """The hazard ratio in both halves of so many factors that change nothing: two fits a factor,
    each with a row for each trial.
    """
    made = redrawn(seed, trials, n, median, hr)
    found = []
    for factor in range(factors):
        has = stream(seed, f"factor {factor}").random((n // 2, trials, 2)) < 0.5
        half = has.transpose(1, 2, 0).reshape(trials, -1)
        found += [cox_each(made.times, made.events, made.treated, part) for part in (half, ~half)]
    return tuple(found)


def in_parts(trials: int, at_once: int, draw: Callable[[int, int], object]) -> Iterator[float]:
    """Draws so many trials in parts, and says after each how much is done, 0 to 1.

    `draw` gets the number of the part, from 0, and its trials.
    """
    done = 0
    for part in range(-(-trials // at_once)):
        draw(part, min(at_once, trials - done))
        done = min(trials, done + at_once)
        yield done / trials
