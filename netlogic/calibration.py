"""Makes the patients of a synthetic cohort; a tool, `python -m netlogic cohorts`. No page uses it.

The patients begin on a smooth curve through what is known and are then moved one by one, towards
the published numbers, until all are met. The same recipe gives the same bytes: chance comes from
the raw numbers of PCG64, which NumPy promises never to change, and losses are rounded before they
are compared, so that the last bit of a logarithm decides nothing.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from netlogic.cohort_schema import ArmRecipe, Cohort, Recipe, SyntheticPatient
from netlogic.survival import Arm, Flags, Numbers, kaplan_meier
from netlogic.targets import ArmTarget, Fit, Targets, fits

GOLDEN = (math.sqrt(5) - 1) / 2  # steps of this size fill an interval evenly, in no order
DRAWS = 5  # numbers of chance for one proposal
NEAR, LIMIT_NEAR = 0.85, 0.95  # below this share of what is tolerated, a miss is none
OFF_GRID = 12  # one patient in so many ends between scans: deaths, unplanned scans
LIMIT_WEIGHT = 0.3  # a limit of an interval counts less than the number itself
SHAPE = 0.03  # how far the curve may leave a supposed point, of survival 0 to 1
BEGUN_WEIGHT = 0.02  # so that fitting keeps near the curve it began with


@dataclass(frozen=True, eq=False)
class _State:
    """Months and events of all patients, experimental arm first."""

    times: Numbers
    events: Flags


def patients(cohort: Cohort, wanted: Targets) -> tuple[SyntheticPatient, ...]:
    """The cohort's patients, in order of arm and time."""
    state = _fitted(cohort.recipe, wanted)
    found: list[SyntheticPatient] = []
    for arm, part in zip((wanted.experimental, wanted.control), _arms(state, wanted), strict=True):
        for place in np.lexsort((~part.events, part.times)):
            found.append(
                SyntheticPatient(
                    arm=arm.arm, months=float(part.times[place]), event=bool(part.events[place])
                )
            )
    return tuple(found)


def _fitted(recipe: Recipe, wanted: Targets) -> _State:
    state = _begin(recipe, wanted)
    begun = _by_visit(state, recipe, wanted)
    best = _loss(state, recipe, wanted, begun)
    for draw in _uniforms(recipe.seed, recipe.proposals):
        if best.missed == 0:
            break
        proposed = _proposal(state, recipe, wanted, draw)
        if proposed is None:
            continue
        loss = _loss(proposed, recipe, wanted, begun)
        if loss.total <= best.total:
            state, best = proposed, loss
    return state


def _uniforms(seed: int, proposals: int) -> Numbers:
    """A row of numbers from 0 to 1 for each proposal."""
    raw = np.random.PCG64(seed).random_raw(proposals * DRAWS)
    parts: Numbers = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return parts.reshape(proposals, DRAWS)


# How the patients begin


def _begin(recipe: Recipe, wanted: Targets) -> _State:
    parts = [
        _begin_arm(recipe, *pair)
        for pair in zip(recipe.arms, (wanted.experimental, wanted.control), strict=True)
    ]
    times = np.concatenate([part.times for part in parts])
    events = np.concatenate([part.events for part in parts])
    if recipe.visits:
        ended = ~events & (times >= recipe.last_event)  # by the end of the trial, not by a scan
        free = ended | _between_visits(times.size)
        times = np.where(free, times, _at_visits(times, recipe))
    times = np.minimum(times, np.where(events, recipe.last_event, recipe.followed[1]))
    return _State(np.round(times, 2), events)


def _begin_arm(recipe: Recipe, arm: ArmRecipe, wanted: ArmTarget) -> _State:
    """Quantiles of the smooth curve, and observations that end in an order of their own."""
    event = _event_times(arm, wanted)
    rank = _spread(wanted.n).argsort().argsort()
    share = (rank + 0.5) / wanted.n
    ended = min(
        (_observations(share, lost / 100, recipe.followed) for lost in range(61)),
        key=lambda ended: abs(int(_seen(event, ended, recipe).sum()) - wanted.events),
    )
    seen = _seen(event, ended, recipe)
    times = np.minimum(event, ended)
    return _State(times, _exactly(seen, times, wanted.events, recipe.last_event))


def _spread(n: int) -> Numbers:
    """Numbers from 0 to 1, spread evenly and in no order."""
    steps: Numbers = np.arange(1, n + 1, dtype=np.float64) * GOLDEN % 1
    return steps


def _event_times(arm: ArmRecipe, wanted: ArmTarget) -> Numbers:
    """When the events would come, were all patients followed to theirs: constant hazards between
    the points that are published or, in the recipe, supposed.
    """
    points = {point.months: point.survival for point in arm.shape}
    points |= {mark.months: mark.published.value or 0.0 for mark in wanted.landmarks}
    if wanted.median is not None and wanted.median.value is not None:
        points[wanted.median.value] = 0.5
    months = np.array([0.0, *sorted(points)])
    hazard = np.array([0.0, *(-math.log(points[month]) for month in sorted(points))])
    reached = -np.log(1 - (np.arange(wanted.n) + 0.5) / wanted.n)
    slope = (hazard[-1] - hazard[-2]) / (months[-1] - months[-2])
    beyond = months[-1] + (reached - hazard[-1]) / slope
    times: Numbers = np.where(reached <= hazard[-1], np.interp(reached, hazard, months), beyond)
    return times


def _observations(share: Numbers, lost: float, followed: tuple[float, float]) -> Numbers:
    """When observation ends: early for the part that is lost, else within what was planned."""
    early = share / max(lost, 1e-9) * followed[0]
    late = followed[0] + (share - lost) / max(1 - lost, 1e-9) * (followed[1] - followed[0])
    ended: Numbers = np.where(share < lost, early, late)
    return ended


def _seen(event: Numbers, ended: Numbers, recipe: Recipe) -> Flags:
    seen: Flags = event <= np.minimum(ended, recipe.last_event)
    return seen


def _exactly(seen: Flags, times: Numbers, wanted: int, last_event: float) -> Flags:
    """The events, made as many as wanted: the latest are dropped or the earliest added. The last
    patient has none.
    """
    order = np.argsort(times, kind="stable")
    seen = seen.copy()
    seen[order[-1]] = False
    while seen.sum() > wanted:
        seen[order[seen[order]][-1]] = False
    while seen.sum() < wanted:
        possible = order[~seen[order] & (times[order] <= last_event)]
        seen[possible[0]] = True
    return seen


def _between_visits(n: int) -> Flags:
    between: Flags = np.arange(n) * 7 % OFF_GRID == 0
    return between


def _at_visits(times: Numbers, recipe: Recipe) -> Numbers:
    visits = np.array(recipe.visits)
    nearest = visits[_nearest(times, visits)]
    moved: Numbers = np.maximum(nearest + recipe.window * (2 * _spread(times.size) - 1), 0.1)
    return moved


def _nearest(times: Numbers, visits: Numbers) -> npt.NDArray[np.intp]:
    """The place of the visit nearest to each time."""
    places: npt.NDArray[np.intp] = np.abs(visits[None, :] - times[:, None]).argmin(axis=1)
    return places


# How one patient is moved


def _proposal(state: _State, recipe: Recipe, wanted: Targets, draw: Numbers) -> _State | None:
    """The patients with one change, or None where the change drawn is not possible."""
    who, kind, partner, step, jitter = (float(number) for number in draw)
    one = int(who * state.times.size)
    if kind < 0.35:
        return _swapped(state, recipe, wanted, one, partner)
    if kind < 0.45:
        median = _target_of(one, wanted).median
        months = median.value if median is not None else None
        return _moved(state, recipe, wanted, one, months)
    if recipe.visits and kind < 0.75:
        visits = np.array(recipe.visits)
        now = int(_nearest(state.times[one : one + 1], visits)[0])
        visit = visits[max(0, min(visits.size - 1, now + int(step * 5) - 2))]
        return _moved(state, recipe, wanted, one, float(visit) + recipe.window * (2 * jitter - 1))
    near = state.times[one] + (2 * jitter - 1) * max(recipe.window, 0.5)
    return _moved(state, recipe, wanted, one, float(near))


def _swapped(
    state: _State, recipe: Recipe, wanted: Targets, one: int, partner: float
) -> _State | None:
    """An event and a censoring of one arm change places, so that their numbers stay."""
    n = wanted.experimental.n
    here = slice(0, n) if one < n else slice(n, None)
    others = np.flatnonzero(state.events[here] != state.events[one]) + (here.start or 0)
    if not others.size:
        return None
    events = state.events.copy()
    other = int(others[int(partner * others.size)])
    events[[one, other]] = events[[other, one]]
    return _possible(replace(state, events=events), recipe, wanted)


def _moved(
    state: _State, recipe: Recipe, wanted: Targets, one: int, months: float | None
) -> _State | None:
    if months is None:
        return None
    times = state.times.copy()
    times[one] = round(min(max(months, 0.1), recipe.followed[1]), 2)
    return _possible(replace(state, times=times), recipe, wanted)


def _possible(state: _State, recipe: Recipe, wanted: Targets) -> _State | None:
    """The patients, if no event falls after the last one allowed, and the last patient of each arm
    is censored: a curve that ends at 0 would show one event as a collapse.
    """
    late = (state.events & (state.times > recipe.last_event)).any()
    last = any(arm.events[arm.times == arm.times.max()].any() for arm in _arms(state, wanted))
    return None if late or last else state


def _target_of(one: int, wanted: Targets) -> ArmTarget:
    return wanted.experimental if one < wanted.experimental.n else wanted.control


# How far the patients are from what they must reproduce


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is missed, and with it how far the curve has left its beginning."""

    missed: float
    total: float


def _loss(state: _State, recipe: Recipe, wanted: Targets, begun: tuple[Numbers, ...]) -> _Loss:
    arms = _arms(state, wanted)
    missed = sum(_weighed(fit) for fit in fits(wanted, *arms))
    for arm, made in zip(arms, recipe.arms, strict=True):
        missed += sum(_weighed(fit) for fit in _shape(arm, made))
    now = _by_visit(state, recipe, wanted)
    left = sum(float(((a - b) ** 2 / (b + 1)).sum()) for a, b in zip(now, begun, strict=True))
    return _Loss(round(missed, 9), round(missed + BEGUN_WEIGHT * left, 9))


def _shape(patients: Arm, recipe: ArmRecipe) -> Iterator[Fit]:
    """The curve beside the points that were supposed for it."""
    curve = kaplan_meier(patients)
    for point in recipe.shape:
        at = curve.at(point.months).value
        yield Fit("shape", recipe.arm, point.survival, at, SHAPE, limit=True)


def _weighed(fit: Fit) -> float:
    over = max(0.0, min(fit.miss, 50.0) - (LIMIT_NEAR if fit.limit else NEAR))
    return over**2 * (LIMIT_WEIGHT if fit.limit else 1.0)


def _arms(state: _State, wanted: Targets) -> tuple[Arm, Arm]:
    n = wanted.experimental.n
    return (
        Arm(state.times[:n], state.events[:n]),
        Arm(state.times[n:], state.events[n:]),
    )


def _by_visit(state: _State, recipe: Recipe, wanted: Targets) -> tuple[Numbers, ...]:
    """Events of each arm by visit or, without visits, in twelfths of the time to the last event."""
    visits = np.array(recipe.visits or [recipe.last_event * k / 12 for k in range(1, 13)])
    return tuple(
        np.bincount(_nearest(arm.times[arm.events], visits), minlength=visits.size).astype(float)
        for arm in _arms(state, wanted)
    )
