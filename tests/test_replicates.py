"""Many trials at once give what one after another would, and what was measured before."""

import math
from collections.abc import Callable
from functools import cache
from types import MappingProxyType

import numpy as np
import pytest

from netlogic import replicates, simulate
from netlogic.replicates import BOUNDARIES, LOOKS, Fits, Stopped, Trials, cox_each, redrawn
from netlogic.survival import Arm, Cox, Flags, Numbers, arm, cox, kaplan_meier

SEED = 11
ERRORS = 3  # how many standard errors apart is still the same
ROUNDED = 0.005  # what was measured before is given with two decimals


def arms(made: Trials, row: int, within: Flags | None = None) -> list[Arm | None]:
    """Treated and control of one trial, of the subgroup if there is one; None for nobody."""
    some = np.ones(made.times.shape[1], dtype=bool) if within is None else within[row]
    parts = [some & (made.treated[row] == treated) for treated in (True, False)]
    return [
        arm(made.times[row][part], made.events[row][part]) if part.any() else None for part in parts
    ]


def alone(made: Trials, row: int, within: Flags | None = None) -> Cox | None:
    one, other = arms(made, row, within)
    return cox(one, other) if one and other else None


def agree_row_by_row(made: Trials, fits: Fits, within: Flags | None = None) -> int:
    """That every fit is that of the trial alone; how many of them are not estimable."""
    unknown = 0
    for row in range(len(made.times)):
        found = alone(made, row, within)
        if found is None:
            assert np.isnan([fits.log_hr[row], fits.se[row], fits.low[row], fits.high[row]]).all()
            unknown += 1
            continue
        each = [float(part[row]) for part in (fits.log_hr, fits.se, fits.low, fits.high)]
        assert each == pytest.approx([found.log_hr, found.se, found.low, found.high], rel=1e-6)
    return unknown


# --- One fit for all rows ---


@pytest.mark.parametrize("hr", [0.2, 0.5, 1, 1.2])
@pytest.mark.parametrize(("n", "follow_up"), [(40, 12), (86, 0), (200, 36), (400, 1e6)])
def test_each_fit_is_that_of_the_trial_alone(n: int, follow_up: float, hr: float) -> None:
    made = redrawn(SEED, 12, n, 12, hr, follow_up=follow_up)
    assert made.events.all() == (follow_up == 1e6)
    assert agree_row_by_row(made, made.fits()) == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_each_fit_of_a_subgroup_is_that_of_its_patients_alone(share: float) -> None:
    made = redrawn(SEED, 15, 80, 12, 0.5)
    within = simulate.draws(SEED, "within", made.times.size).reshape(made.times.shape) < share
    fits = cox_each(made.times, made.events, made.treated, within)
    assert agree_row_by_row(made, fits, within) < len(made.times)


def test_what_is_not_estimable_in_a_few_patients_is_not_a_number_and_all_else_is() -> None:
    made = redrawn(SEED, 400, 6, 12, 0.6, follow_up=6)
    unknown = agree_row_by_row(made, made.fits())
    assert 40 < unknown < 360


def test_a_subgroup_of_nobody_or_of_one_arm_has_no_hazard_ratio() -> None:
    made = redrawn(SEED, 3, 40, 12, 0.5)
    for within in (np.zeros_like(made.treated), made.treated, ~made.treated):
        fits = cox_each(made.times, made.events, made.treated, within)
        assert np.isnan(fits.log_hr).all() and np.isnan(fits.se).all()


def test_trials_without_an_event_have_no_hazard_ratio() -> None:
    made = redrawn(SEED, 3, 40, 12, 0.5)
    none = cox_each(made.times, np.zeros_like(made.events), made.treated)
    assert np.isnan(none.log_hr).all()
    one_arm = cox_each(made.times, made.events & made.treated, made.treated)
    assert np.isnan(one_arm.log_hr).all()


def test_one_row_that_is_not_estimable_leaves_the_others_alone() -> None:
    made = redrawn(SEED, 4, 40, 12, 0.5)
    spoilt = made.events.copy()
    spoilt[2] = False
    fits = cox_each(made.times, spoilt, made.treated)
    assert np.isnan(fits.log_hr).tolist() == [False, False, True, False]
    others = [0, 1, 3]
    assert np.array_equal(fits.log_hr[others], made.fits().log_hr[others])


def test_the_order_of_the_patients_is_of_no_account() -> None:
    made = redrawn(SEED, 5, 60, 12, 0.5)
    order = np.random.default_rng(SEED).permutation(60)
    turned = cox_each(made.times[:, order], made.events[:, order], made.treated[:, order])
    assert turned.log_hr == pytest.approx(made.fits().log_hr, rel=1e-9)


@pytest.mark.parametrize("n", [42, 80])
@pytest.mark.parametrize("follow_up", [4, 12, 1e6])
def test_each_control_median_is_that_of_its_curve(n: int, follow_up: float) -> None:
    made = redrawn(SEED, 150, n, 12, 0.5, follow_up=follow_up)
    found = made.control_medians()
    for row in range(len(made.times)):
        control = arms(made, row)[1]
        assert control
        median = kaplan_meier(control).median.value
        assert np.isnan(found[row]) if median is None else found[row] == median


def test_a_median_that_is_not_reached_is_not_a_number() -> None:
    assert np.isnan(redrawn(SEED, 20, 40, 1000, 0.5).control_medians()).all()


# --- The same truth drawn again ---


@pytest.mark.parametrize("n", [2, 40, 100])
def test_a_larger_trial_holds_the_smaller_one(n: int) -> None:
    few, more = (redrawn(SEED, 7, size, 12, 0.5) for size in (n, 200))
    half = n // 2
    for name in ("times", "events", "treated"):
        small, large = getattr(few, name), getattr(more, name)
        assert np.array_equal(small[:, :half], large[:, :half])  # the treated come first
        assert np.array_equal(small[:, half:], large[:, 100 : 100 + half])


def test_half_of_the_patients_are_treated_and_no_two_trials_are_the_same() -> None:
    made = redrawn(SEED, 50, 40, 12, 0.5)
    assert (made.treated.sum(1) == 20).all()
    assert np.unique(made.times).size == made.times.size


def test_another_hazard_ratio_moves_the_treated_by_one_factor_and_no_control() -> None:
    one, other = (redrawn(SEED, 5, 40, 12, hr, follow_up=1e6) for hr in (1, 0.4))
    treated = one.treated
    assert np.array_equal(one.times[~treated], other.times[~treated])
    assert other.times[treated] == pytest.approx(one.times[treated] / 0.4)


def test_the_share_with_the_event_is_the_formulas() -> None:
    found = redrawn(SEED, 500, 400, 12, 1, accrual=12, follow_up=12).events
    error = found.std() / math.sqrt(found.size)
    assert abs(found.mean() - simulate.event_share(12, 12, 12)) < ERRORS * error


@pytest.mark.parametrize("hr", [0.5, 0.8, 1])
def test_the_hazard_ratios_scatter_around_the_truth_as_the_events_say(hr: float) -> None:
    made = redrawn(SEED, 600, 400, 12, hr)
    fits = made.fits()
    error = fits.log_hr.std() / math.sqrt(fits.log_hr.size)
    assert abs(fits.log_hr.mean() - math.log(hr)) < ERRORS * error
    # The spread of a spread: one part in the root of twice as many trials.
    spread = float(fits.log_hr.std())
    assert abs(spread - fits.se.mean()) < ERRORS * spread / math.sqrt(2 * fits.log_hr.size)
    holds = (fits.low <= hr) & (hr <= fits.high)
    assert abs(holds.mean() - 0.95) < ERRORS * holds.std() / math.sqrt(holds.size)


@pytest.mark.parametrize(
    ("of", "part", "measured", "rounded"),
    [
        ("ratio", 0.025, 0.27, ROUNDED),
        ("ratio", 0.975, 0.93, ROUNDED),
        ("median", 0.025, 7.7, 0.05),
        ("median", 0.975, 18.8, 0.05),
    ],
)
def test_small_trials_scatter_as_far_as_was_measured_before(
    of: str, part: float, measured: float, rounded: float
) -> None:
    made = redrawn(SEED, 1500, 86, 12, 0.5)
    sample = np.exp(made.fits().log_hr) if of == "ratio" else made.control_medians()
    known = sample[~np.isnan(sample)]
    assert known.size > 0.97 * sample.size
    reach = ERRORS * math.sqrt(part * (1 - part) / known.size)
    low, high = np.quantile(known, np.clip((part - reach, part + reach), 0, 1))
    assert low - rounded <= measured <= high + rounded


# --- Stopping early ---

STOPPING = 6000


@cache
def stopped(hr: float) -> tuple[Stopped, tuple[Fits, ...]]:
    """Trials that may stop, and their fits at every look."""
    seen: list[Fits] = []

    def noted(times: Numbers, events: Flags, treated: Flags, within: Flags | None = None) -> Fits:
        assert within is not None
        of_all = (events & within).sum(1)
        assert (of_all == round(LOOKS[len(seen)] * 120)).all(), "as many events as planned"
        seen.append(cox_each(times, events, treated, within))
        return seen[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replicates, "cox_each", noted)
        return replicates.stopping(SEED, STOPPING, hr), tuple(seen)


def test_without_an_effect_a_benefit_is_shown_in_one_trial_of_forty() -> None:
    _, looks = stopped(1)
    z = np.array([fits.log_hr / fits.se for fits in looks])
    crossed = (z < -np.array(BOUNDARIES)[:, None]).any(0)
    error = math.sqrt(0.025 * 0.975 / STOPPING)
    assert abs(crossed.mean() - 0.025) < ERRORS * error


@pytest.mark.parametrize("hr", [0.4, 0.7, 1])
def test_a_trial_ends_at_the_first_look_that_passes_its_boundary(hr: float) -> None:
    found, looks = stopped(hr)
    assert len(looks) == len(LOOKS)
    passed = np.array(
        [fits.log_hr / fits.se < -z for fits, z in zip(looks, BOUNDARIES, strict=True)]
    )
    passed[-1] = True  # the last look ends all
    assert np.array_equal(found.look, passed.argmax(0))
    at_look = np.array([fits.log_hr for fits in looks])
    assert np.array_equal(found.log_hr, at_look[found.look, np.arange(STOPPING)])
    assert np.array_equal(found.in_the_end, at_look[-1])
    assert np.array_equal(found.early, found.look < 2)


# Measured before in 6,000 trials: the share that stops early, the geometric mean hazard ratio of
# those, of all as reported, and of all had none stopped.
MEASURED = MappingProxyType(
    {
        0.55: (0.60, 0.46, 0.525, 0.55),
        0.7: (0.19, 0.50, 0.685, 0.70),
        0.85: (0.042, 0.53, None, None),
        1.0: (0.0075, 0.54, None, None),
    }
)


@pytest.mark.parametrize("hr", MEASURED)
def test_as_many_trials_stop_early_as_was_measured_before(hr: float) -> None:
    early, share = stopped(hr)[0].early, MEASURED[hr][0]
    assert share is not None
    error = math.sqrt(2 * share * (1 - share) / STOPPING)  # of a difference of two such samples
    assert abs(early.mean() - share) < ERRORS * error + (ROUNDED if share > 0.1 else 0.0005)


@pytest.mark.parametrize("hr", MEASURED)
def test_the_means_of_trials_that_may_stop_are_those_measured_before(hr: float) -> None:
    found = stopped(hr)[0]
    samples = (found.log_hr[found.early], found.log_hr, found.in_the_end)
    for sample, measured in zip(samples, MEASURED[hr][1:], strict=True):
        if measured is None:
            continue
        error = math.sqrt(2) * float(sample.std()) / math.sqrt(sample.size)
        apart = abs(float(sample.mean()) - math.log(measured))
        assert apart < ERRORS * error + ROUNDED / measured


@pytest.mark.parametrize("hr", MEASURED)
def test_trials_that_stop_early_exaggerate(hr: float) -> None:
    found = stopped(hr)[0]
    early, late = (found.log_hr[part].mean() for part in (found.early, ~found.early))
    assert early < math.log(hr) and early < late
    assert early < found.in_the_end[found.early].mean()
    assert found.log_hr.mean() <= found.in_the_end.mean()


def test_the_better_the_drug_the_more_trials_stop_early() -> None:
    found = [stopped(hr)[0].early.mean() for hr in (0.4, 0.55, 0.7, 0.85, 1.0)]
    assert found == sorted(found, reverse=True) and found[0] > 0.9


@pytest.mark.parametrize("final", [60, 160, 200])
def test_any_number_of_events_can_be_planned_up_to_all_patients(final: int) -> None:
    found = replicates.stopping(SEED, 200, 0.7, final=final)
    assert not np.isnan([found.log_hr, found.in_the_end]).any()
    assert set(np.unique(found.look)) <= {0, 1, 2}


# --- Subgroups ---


@cache
def subgroups(
    trials: int, n: int, hr: float, factors: int = 10
) -> tuple[tuple[Fits, ...], tuple[Flags, ...]]:
    """The fits, and who was in each subgroup."""
    within_each: list[Flags] = []

    def noted(times: Numbers, events: Flags, treated: Flags, within: Flags | None = None) -> Fits:
        assert within is not None
        within_each.append(within)
        return cox_each(times, events, treated, within)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replicates, "cox_each", noted)
        found = replicates.subgroups(SEED, trials, n, hr, factors=factors)
    return found, tuple(within_each)


@pytest.mark.parametrize("hr", [0.5, 1])
def test_subgroups_read_the_true_hazard_ratio_on_average(hr: float) -> None:
    found, _ = subgroups(100, 600, hr, 5)
    pooled = np.mean([one.log_hr for one in found], axis=0)  # of each trial: its subgroups overlap
    error = pooled.std() / math.sqrt(pooled.size)
    assert abs(pooled.mean() - math.log(hr)) < ERRORS * error


def test_the_two_halves_of_every_factor_share_out_the_patients() -> None:
    found, within = subgroups(100, 600, 0.5, 5)
    assert len(found) == len(within) == 10
    for one, other in zip(within[::2], within[1::2], strict=True):
        assert one.shape == (100, 600)
        assert np.array_equal(one, ~other)
        assert abs(one.mean() - 0.5) < ERRORS * 0.5 / math.sqrt(one.size)


def test_no_two_factors_divide_the_patients_alike() -> None:
    halves = subgroups(100, 600, 0.5, 5)[1][::2]
    related = np.corrcoef([half.ravel() for half in halves])
    assert np.abs(related[~np.eye(len(halves), dtype=bool)]).max() < 4 / math.sqrt(60_000)


def test_a_subgroup_of_a_larger_trial_holds_that_of_the_smaller() -> None:
    few, more = (subgroups(20, n, 0.5, 2)[1][0] for n in (40, 100))
    assert np.array_equal(few[:, :20], more[:, :20])
    assert np.array_equal(few[:, 20:], more[:, 50:70])


def test_twenty_subgroups_of_one_effect_scatter_as_was_measured_before() -> None:
    found, _ = subgroups(200, 204, 0.5)
    ratios = np.exp([one.log_hr for one in found])
    crosses = np.any([one.high > 1 for one in found], axis=0)
    for sample, measured in (
        (ratios.min(0), 0.33),
        (ratios.max(0), 0.72),
        (crosses.astype(np.float64), 0.81),
    ):
        # Measured before in 300 trials.
        error = sample.std() * math.sqrt(1 / sample.size + 1 / 300)
        assert abs(sample.mean() - measured) < ERRORS * error + ROUNDED


# --- The same chance, in parts ---


def numbers(found: object) -> list[Numbers]:
    if isinstance(found, Trials):
        return [found.times, found.events.astype(np.float64)]
    if isinstance(found, Stopped):
        return [found.look.astype(np.float64), found.log_hr, found.in_the_end]
    assert isinstance(found, tuple)
    return [one.log_hr for one in found]


@pytest.mark.parametrize(
    "draw",
    [
        lambda seed: redrawn(seed, 10, 40, 12, 0.5),
        lambda seed: replicates.stopping(seed, 10, 0.7),
        lambda seed: replicates.subgroups(seed, 10, 60, 0.5, factors=2),
    ],
)
def test_the_same_seed_gives_the_same_and_another_something_else(
    draw: Callable[[int], object],
) -> None:
    one, same, other = (numbers(draw(seed)) for seed in (1, 1, 2))
    for a, b in zip(one, same, strict=True):
        assert np.array_equal(a, b, equal_nan=True)
    assert any(not np.array_equal(a, c, equal_nan=True) for a, c in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("trials", "at_once"), [(5000, 200), (300, 50), (1, 200), (201, 200), (199, 200), (7, 1)]
)
def test_parts_cover_all_trials_once_and_end_at_the_whole(trials: int, at_once: int) -> None:
    asked: list[tuple[int, int]] = []
    done = list(replicates.in_parts(trials, at_once, lambda part, n: asked.append((part, n))))
    assert [part for part, _ in asked] == list(range(len(asked)))
    assert sum(n for _, n in asked) == trials
    assert all(0 < n <= at_once for _, n in asked)
    assert done == pytest.approx(np.cumsum([n for _, n in asked]) / trials)
    assert done[-1] == 1


def test_nothing_is_drawn_before_it_is_asked_for() -> None:
    asked: list[int] = []
    parts = replicates.in_parts(600, 200, lambda part, _: asked.append(part))
    assert asked == []
    assert next(parts) == pytest.approx(1 / 3)
    assert asked == [0]
