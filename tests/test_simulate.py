"""Every simulation of the lab agrees with its formula, and a slider changes only what it should.

What is simulated is compared within three standard errors, which the sample itself gives. The seeds
are fixed, so that nothing here fails by chance.
"""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from netlogic import simulate
from netlogic.replicates import cox_each, redrawn
from netlogic.simulate import LN2, TINY, Pair
from netlogic.survival import (
    Arm,
    Cox,
    Curve,
    Estimate,
    Numbers,
    arm,
    cox,
    kaplan_meier,
    restricted_mean,
)

N = 200_000
SEED = 5
ERRORS = 3  # how many standard errors apart is still the same
Z = 1.959964
FOR_GOOD = 1e6  # months: everybody is followed until the event
HRS = (0.2, 0.5, 0.8, 1.2)


@cache
def patients(name: str, n: int = N) -> Numbers:
    return simulate.loads(SEED, name, n)


@cache
def chances(name: str, n: int = N) -> Numbers:
    return simulate.draws(SEED, name, n)


def everybody(happens: Numbers) -> Curve:
    return kaplan_meier(simulate.seen(happens, FOR_GOOD))


def agrees(found: float, formula: float, error: float) -> None:
    """Within three standard errors, which are small enough for this to mean something."""
    assert 0 < error < 0.02 * abs(formula)
    assert abs(found - formula) < ERRORS * error


def agrees_on_average(sample: Numbers, formula: float) -> None:
    agrees(float(sample.mean()), formula, float(sample.std()) / math.sqrt(sample.size))


def median_agrees(curve: Curve, formula: float) -> None:
    found = curve.median
    assert found.value is not None and found.low is not None and found.high is not None
    agrees(found.value, formula, (found.high - found.low) / (2 * Z))


def share_agrees(found: Estimate, formula: float) -> None:
    assert found.value is not None and found.low is not None and found.high is not None
    agrees(found.value, formula, (found.high - found.low) / (2 * Z))


def ratio_agrees(found: Cox | None, formula: float) -> None:
    assert found is not None and 0 < found.se < 0.02
    assert abs(found.log_hr - math.log(formula)) < ERRORS * found.se


# --- Censoring at the analysis ---


@pytest.mark.parametrize(
    ("median", "accrual", "follow_up"),
    [(12, 12, 12), (12, 0, 12), (3, 36, 6), (60, 24, 0), (60, 0, 60), (20, 0.5, 7)],
)
def test_the_share_with_the_event_at_the_analysis_is_the_formulas(
    median: float, accrual: float, follow_up: float
) -> None:
    ends = simulate.followed(chances("came"), accrual, follow_up)
    found = simulate.seen(simulate.times(patients("one"), median), ends)
    formula = simulate.event_share(median, accrual, follow_up)
    agrees_on_average(found.events.astype(np.float64), formula)


def test_without_follow_up_nobody_has_the_event_and_with_endless_follow_up_everybody_has() -> None:
    assert simulate.event_share(12, 0, 0) == 0
    assert simulate.event_share(12, 0, FOR_GOOD) == 1
    assert simulate.event_share(12, 24, FOR_GOOD) == 1


def test_a_short_accrual_gives_nearly_the_share_of_none() -> None:
    assert simulate.event_share(12, 1e-3, 9) == pytest.approx(simulate.event_share(12, 0, 9), 1e-4)


def test_the_last_patient_is_followed_for_the_least_and_the_first_for_accrual_on_top() -> None:
    found = simulate.followed(chances("came"), 18, 12)
    assert 12 <= found.min() < 12.01 and 29.99 < found.max() <= 30
    agrees_on_average(found, 21)


def test_the_load_of_a_patient_has_mean_one_and_is_never_below_nothing() -> None:
    assert patients("one").min() >= 0
    agrees_on_average(patients("one"), 1)


@pytest.mark.parametrize("median", [3, 12, 36])
@pytest.mark.parametrize(("accrual", "follow_up"), [(0, 40), (12, 36)])
def test_the_curve_reads_the_true_median_however_the_analysis_censors(
    median: float, accrual: float, follow_up: float
) -> None:
    ends = simulate.followed(chances("came"), accrual, follow_up)
    found = kaplan_meier(simulate.seen(simulate.times(patients("one"), median), ends))
    median_agrees(found, median)


@pytest.mark.parametrize("shape", [0.6, 1, 2])
@pytest.mark.parametrize("hr", HRS)
def test_the_treated_median_is_that_of_the_formula_for_every_shape(hr: float, shape: float) -> None:
    found = everybody(simulate.times(patients("one"), 12, hr, shape))
    median_agrees(found, simulate.median_of(12, hr, shape))


@pytest.mark.parametrize("hr", HRS)
def test_with_a_constant_hazard_the_treated_median_is_the_controls_over_the_hazard_ratio(
    hr: float,
) -> None:
    assert simulate.median_of(12, hr) == pytest.approx(12 / hr)


@pytest.mark.parametrize("shape", [0.6, 1, 2])
@pytest.mark.parametrize("at", [4, 12, 24])
def test_the_curve_follows_the_model_of_every_shape(shape: float, at: float) -> None:
    found = everybody(simulate.times(patients("one"), 12, 0.7, shape)).at(at)
    share_agrees(found, float(simulate.survival(at, 12, 0.7, shape)))


@pytest.mark.parametrize("shape", [0.6, 1, 2])
@pytest.mark.parametrize("hr", HRS)
def test_the_hazard_ratio_that_is_read_is_the_true_one_whatever_the_shape(
    hr: float, shape: float
) -> None:
    ratio_agrees(simulate.trial(SEED, N, 12, hr, shape=shape, follow_up=24).cox, hr)


def test_a_trial_counts_its_patients_and_its_events() -> None:
    found = simulate.trial(SEED, 100, 12, 0.5)
    assert found.n == 100 == found.experimental.n + found.control.n
    assert found.experimental.n == found.control.n
    assert found.events == sum(found.experimental.events) + sum(found.control.events)
    assert found.cox == cox(found.experimental, found.control)


# --- Leaving just before the event ---


def left(near: Numbers | float, share: float, median: float = 12) -> Arm:
    happens = simulate.times(patients("one"), median)
    return simulate.leaving(
        happens, chances("leaves"), np.broadcast_to(near, happens.shape), FOR_GOOD, share
    )


def hazard(found: Arm) -> tuple[float, float]:
    """Events over months watched, and its standard error."""
    rate = float(found.events.sum() / found.times.sum())
    return rate, rate / math.sqrt(found.events.sum())


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_who_leaves_at_the_last_moment_lengthens_the_median_by_the_formula(share: float) -> None:
    # The formula is that of leaving at the event itself; the nearest here is 0.999 of the time.
    median_agrees(kaplan_meier(left(1.0, share)), simulate.apparent_median(12, share))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_who_leaves_at_the_last_moment_lowers_the_hazard_by_their_share(share: float) -> None:
    # Over all months watched: those who leave lose a thousandth of theirs, far below the error.
    found, error = hazard(left(1.0, share))
    agrees(found, (1 - share) * LN2 / 12, error)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_leaving_within_the_last_fifth_lowers_the_hazard_by_share_over_the_months_watched(
    share: float,
) -> None:
    # Exactly: those who stay are watched for 1 mean time each, those who leave for 0.8995 of it.
    found, error = hazard(left(chances("near"), share))
    agrees(found, (1 - share) * LN2 / 12 / (1 - share + 0.8995 * share), error)


def read_median(share: float, median: float = 12) -> float:
    """What Kaplan-Meier estimates, by integrating the hazard among those who are still there.

    At month t there are left, besides those who stay, those who would have left only later: whose
    event lies beyond t / v, where v is the part of their time that they stay for.
    """
    rate, parts = LN2 / median, np.linspace(0.8, 0.999, 400)
    t = np.linspace(0, 5 * median / (1 - share), 6000)
    leavers = np.exp(-rate * t[:, None] * (1 / parts - 1)).mean(1)
    among = (1 - share) * rate / (1 - share + share * leavers)
    summed = np.concatenate(([0.0], np.cumsum((among[1:] + among[:-1]) / 2 * np.diff(t))))
    return float(np.interp(LN2, summed, t))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_the_median_that_is_read_is_that_of_the_hazard_among_those_still_there(
    share: float,
) -> None:
    median_agrees(kaplan_meier(left(chances("near"), share)), read_median(share))


@pytest.mark.parametrize(("share", "short"), [(0.1, 0.01), (0.3, 0.03), (0.6, 0.09)])
def test_the_apparent_median_is_an_upper_bound_that_is_nearly_reached(
    share: float, short: float
) -> None:
    # Approximate, as some leave a fifth of their time early: the later, the fewer of them are left
    # among those at risk, and the hazard that is read comes back up. The more leave, the more so.
    part = read_median(share) / simulate.apparent_median(12, share)
    assert 1 - short < part < 1 - short / 4


def test_where_nobody_leaves_everybody_is_seen_as_they_are() -> None:
    happens = simulate.times(patients("one"), 12)
    found = left(chances("near"), 0)
    assert found.events.all() and np.array_equal(found.times, happens)
    assert simulate.apparent_median(12, 0) == 12


def test_who_leaves_does_so_in_the_last_fifth_of_their_time_and_never_has_the_event() -> None:
    happens = simulate.times(patients("one"), 12)
    found = left(chances("near"), 0.3)
    gone = chances("leaves") < 0.3
    assert np.array_equal(~found.events, gone)
    part = found.times[gone] / happens[gone]
    assert part.min() >= 0.8 and part.max() < 1


# --- Scans ---


@pytest.mark.parametrize("every", [1, 2, 3, 4, 6, 12])
@pytest.mark.parametrize("median", [3, 12, 36])
def test_a_scan_finds_progression_as_much_later_as_the_formula_says(
    every: float, median: float
) -> None:
    happens = simulate.times(patients("one"), median)
    agrees_on_average(
        simulate.scanned(happens, every) - happens, simulate.scan_delay(median, every)
    )


def test_frequent_scans_are_late_by_half_an_interval() -> None:
    assert simulate.scan_delay(36, 1) == pytest.approx(0.5, abs=0.002)
    assert simulate.scan_delay(3, 12) > 6


def test_nothing_is_found_before_it_happened_nor_later_than_the_next_scan() -> None:
    happens = simulate.times(patients("one"), 12)
    late = simulate.scanned(happens, 4) - happens
    assert late.min() >= 0 and late.max() < 4


# A median on the day of a scan hangs on chance: half have had the event by then, more or less.
@pytest.mark.parametrize(
    ("median", "every"), [(8.4, 3), (8.4, 5), (8.4, 2), (11, 3), (11, 6), (11, 12), (17, 4), (3, 2)]
)
def test_the_median_that_is_read_is_the_first_scan_after_the_true_one(
    median: float, every: float
) -> None:
    found = everybody(simulate.scanned(simulate.times(patients("one"), median), every))
    assert found.median.value == simulate.scan_median(median, every)
    assert 0 <= simulate.scan_median(median, every) - median < every


def test_a_median_on_the_day_of_a_scan_is_read_there() -> None:
    assert simulate.scan_median(12, 3) == 12
    assert simulate.scan_median(0.3, 0.1) == pytest.approx(0.3)


def on_schedules(hr: float, treated: float, control: float) -> Pair:
    loads = simulate.two_arms(SEED, N)

    def read(load: Numbers, came: Numbers, ratio: float, every: float) -> Arm:
        grown = simulate.scanned(simulate.times(load, 11, ratio), every)
        return simulate.seen(grown, np.floor(simulate.followed(came, 12, 24) / every) * every)

    return Pair(
        read(loads.experimental, loads.came_experimental, hr, treated),
        read(loads.control, loads.came_control, 1, control),
    )


@pytest.mark.parametrize("every", [1, 3, 6, 12])
def test_equal_schedules_make_no_hazard_ratio_where_there_is_none(every: float) -> None:
    ratio_agrees(on_schedules(1, every, every).cox, 1)


@pytest.mark.parametrize("every", [1, 2, 3, 6])
def test_equal_schedules_leave_a_hazard_ratio_nearly_alone(every: float) -> None:
    # Approximate: events that a scan finds together are ties, which Efron's method takes to have
    # happened in any order, though the control's came first a little more often.
    found = on_schedules(0.5, every, every).cox
    assert found is not None
    assert 0.49 < found.hr < 0.51


@pytest.mark.parametrize(("treated", "control"), [(6, 3), (3, 1), (12, 6)])
def test_unequal_schedules_make_a_hazard_ratio_out_of_nothing(
    treated: float, control: float
) -> None:
    found = on_schedules(1, treated, control).cox
    assert found is not None
    assert found.log_hr < -10 * found.se
    turned = on_schedules(1, control, treated).cox
    assert turned is not None and turned.log_hr > 10 * turned.se


def grouped_ratio(hr: float, treated: int, control: int, median: float = 11) -> float:
    """What Cox's model with Efron's ties estimates of patients without number, followed for good.

    At each scan a share of either arm has the event at once; Efron's sum over tied events is then
    an integral over the part of them that is still counted as at risk.
    """
    scans = np.arange(0, 60 * median + 1.0)
    arms = [
        simulate.survival(np.floor(scans / every) * every, median, ratio)
        for every, ratio in ((treated, hr), (control, 1))
    ]
    events = [one[:-1] - one[1:] for one in arms]
    part = (np.arange(200) + 0.5) / 200
    one, other = (
        at[:-1, None] - part * gone[:, None] for at, gone in zip(arms, events, strict=True)
    )

    def score(log_hr: float) -> float:
        chance = (one * math.exp(log_hr) / (one * math.exp(log_hr) + other)).mean(1)
        return float((events[0] - (events[0] + events[1]) * chance).sum())

    low, high = -4.0, 4.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if score(middle) > 0 else (low, middle)
    return math.exp(low)


@pytest.mark.parametrize(
    ("treated", "control"), [(6, 3), (3, 6), (3, 1), (12, 6), (3, 3), (6, 6), (12, 12)]
)
@pytest.mark.parametrize("hr", [0.5, 1])
def test_the_ratio_that_two_schedules_make_is_that_of_events_grouped_by_scans(
    hr: float, treated: int, control: int
) -> None:
    grown = (simulate.times(patients(name, N // 2), 11, of) for name, of in (("a", hr), ("b", 1)))
    one, other = (
        simulate.seen(simulate.scanned(arm_, every), FOR_GOOD)
        for arm_, every in zip(grown, (treated, control), strict=True)
    )
    ratio_agrees(cox(one, other), grouped_ratio(hr, treated, control))


# --- Two endpoints ---


@cache
def fates(progression: float, death: float) -> simulate.Fates:
    return simulate.fates(SEED, N, progression, death)


ENDPOINTS = pytest.mark.parametrize(("progression", "death"), [(14, 60), (12, 12), (12, 120)])


@ENDPOINTS
def test_the_median_of_whichever_comes_first_is_the_formulas(
    progression: float, death: float
) -> None:
    formula = simulate.pfs_median(progression, death)
    assert formula < min(progression, death)
    median_agrees(everybody(fates(progression, death).pfs), formula)


@ENDPOINTS
def test_with_death_as_censoring_the_median_is_that_of_progression(
    progression: float, death: float
) -> None:
    found = fates(progression, death)
    median_agrees(kaplan_meier(arm(found.pfs, ~found.death_first)), progression)


@ENDPOINTS
@pytest.mark.parametrize("by", [6, 12, 36])
def test_the_share_who_progressed_first_is_the_formulas_and_less_than_one_minus_the_curve(
    progression: float, death: float, by: float
) -> None:
    found, formula = fates(progression, death), simulate.progressed_first(by, progression, death)
    agrees_on_average(((found.pfs <= by) & ~found.death_first).astype(np.float64), formula)
    assert formula < 1 - float(simulate.survival(by, progression))


def test_in_the_end_progression_comes_first_as_often_as_its_rate_is_of_both() -> None:
    found = simulate.progressed_first(FOR_GOOD, 12, 36)
    assert found == pytest.approx(0.75)
    agrees_on_average((~fates(12, 36).death_first).astype(np.float64), found)


# --- Crossover ---

HALF = N // 2
GROWN, LIVES = 6.0, 24.0  # months: medians of progression and survival


def crossover(share: float, hr: float) -> Cox | None:
    grown = simulate.times(patients("progression", HALF), GROWN)
    ends = [simulate.followed(chances(f"came {one}", HALF), 48, 36) for one in "ab"]
    control = simulate.crossing(
        grown, patients("life a", HALF), chances("crosses", HALF) < share, LIVES, hr
    )
    treated = simulate.times(patients("life b", HALF), LIVES, hr)
    return cox(simulate.seen(treated, ends[1]), simulate.seen(control, ends[0]))


@pytest.mark.parametrize("hr", [0.3, 0.6, 1])
def test_where_nobody_crosses_over_survival_reads_the_true_ratio(hr: float) -> None:
    ratio_agrees(crossover(0, hr), hr)


@pytest.mark.parametrize("share", [0.4, 1])
def test_a_drug_without_effect_on_survival_reads_no_effect_however_many_cross(share: float) -> None:
    ratio_agrees(crossover(share, 1), 1)


def test_the_more_cross_over_the_nearer_to_none_the_effect_is_read() -> None:
    found = []
    for share, measured in ((0, 0.60), (0.4, 0.71), (0.8, 0.81), (1, 0.89)):
        one = crossover(share, 0.6)
        assert one is not None
        # Measured before in samples of 20,000, three times, and given with two digits.
        error = math.hypot(one.se, math.sqrt(HALF * 2 / 60_000) * one.se)
        assert abs(one.log_hr - math.log(measured)) < ERRORS * error + 0.005 / measured
        found.append(one.hr)
    assert found == sorted(found) and found[-1] < 1


@pytest.mark.parametrize("hr", [0.3, 0.6, 1])
@pytest.mark.parametrize("share", [0, 0.4, 1])
def test_every_patient_withstands_the_same_load_whether_or_not_they_cross(
    hr: float, share: float
) -> None:
    rate, life = LN2 / LIVES, patients("life a", HALF)
    grown = simulate.times(patients("progression", HALF), GROWN)
    crosses = chances("crosses", HALF) < share
    dies = simulate.crossing(grown, life, crosses, LIVES, hr)
    turned = crosses & (dies > grown)
    used = np.where(turned, rate * grown + rate * hr * (dies - grown), rate * dies)
    assert np.abs(used - life).max() < 2 * TINY
    assert turned.any() == (share > 0)


@pytest.mark.parametrize("by", [6, 24, 60])
@pytest.mark.parametrize("hr", [0.3, 0.6])
def test_survival_where_all_cross_over_is_the_closed_form(hr: float, by: float) -> None:
    grown = simulate.times(patients("progression", HALF), GROWN)
    dies = simulate.crossing(grown, patients("life a", HALF), True, LIVES, hr)
    p, r = LN2 / GROWN, LN2 / LIVES
    # Without progression so far; and with it at some month, alive until now on the drug.
    spared = p + r - r * hr
    formula = math.exp(-(p + r) * by)
    formula += p * math.exp(-r * hr * by) * (1 - math.exp(-spared * by)) / spared
    share_agrees(everybody(dies).at(by), formula)


def test_crossing_over_changes_nothing_for_who_does_not_cross_or_dies_before() -> None:
    grown, life = simulate.times(patients("progression", HALF), GROWN), patients("life a", HALF)
    crosses = chances("crosses", HALF) < 0.5
    with_it, without = (simulate.crossing(grown, life, who, LIVES, 0.5) for who in (crosses, False))
    same = ~crosses | (without <= grown)
    assert np.array_equal(with_it[same], without[same])
    assert (with_it[~same] > without[~same]).all() and (~same).any()
    assert without == pytest.approx(simulate.times(life, LIVES))


# --- A drug that acts late ---


@pytest.mark.parametrize("lag", [0, 4, 12])
@pytest.mark.parametrize("at", [3, 12, 30])
def test_the_curve_of_a_late_effect_follows_the_model(lag: float, at: float) -> None:
    found = everybody(simulate.late(patients("one"), 8, 0.4, lag)).at(at)
    share_agrees(found, float(simulate.survival_late(at, 8, 0.4, lag)))


@pytest.mark.parametrize("lag", [0, 4, 12])
@pytest.mark.parametrize("until", [6, 24, 36])
def test_the_mean_of_a_late_effect_is_the_formulas(lag: float, until: float) -> None:
    found = restricted_mean(simulate.seen(simulate.late(patients("one"), 8, 0.4, lag), 40), until)
    assert found is not None
    agrees(found.value, simulate.rmst_late(8, until, 0.4, lag), found.se)


def test_without_a_lag_the_effect_is_that_of_the_first_day_and_within_it_there_is_none() -> None:
    load, t = patients("one", 1000), np.linspace(0, 40, 81)
    assert simulate.late(load, 8, 0.4, 0) == pytest.approx(simulate.times(load, 8, 0.4))
    assert simulate.late(load, 8, 0.4, 1e4) == pytest.approx(simulate.times(load, 8))
    assert simulate.survival_late(t, 8, 0.4, 0) == pytest.approx(simulate.survival(t, 8, 0.4))
    assert simulate.survival_late(t, 8, 0.4, 40) == pytest.approx(simulate.survival(t, 8))
    assert simulate.rmst_late(8, 24, 0.4, 0) == pytest.approx(simulate.rmst(8, 24, 0.4))
    assert simulate.rmst_late(8, 24, 0.4, 24) == simulate.rmst(8, 24)


# --- Means ---


@pytest.mark.parametrize("median", [3, 12, 36])
@pytest.mark.parametrize("until", [6, 24, 60])
@pytest.mark.parametrize("hr", [0.2, 1])
def test_the_restricted_mean_is_the_formulas(median: float, until: float, hr: float) -> None:
    happens = simulate.times(patients("one"), median, hr)
    found = restricted_mean(simulate.seen(happens, 61), until)
    assert found is not None
    agrees(found.value, simulate.rmst(median, until, hr), found.se)


@pytest.mark.parametrize("median", [2, 12, 36])
@pytest.mark.parametrize("until", [6, 24, 48])
@pytest.mark.parametrize("hr", HRS)
def test_with_a_constant_hazard_the_mean_of_any_shape_is_the_closed_form(
    median: float, until: float, hr: float
) -> None:
    found = simulate.rmst_weibull(median, until, hr, 1)
    assert found == pytest.approx(simulate.rmst(median, until, hr), rel=1e-6)


@pytest.mark.parametrize("shape", [0.6, 2])
@pytest.mark.parametrize(("median", "until"), [(2, 48), (12, 24), (36, 6)])
@pytest.mark.parametrize("hr", [0.2, 1.2])
def test_the_mean_of_another_shape_is_that_of_a_simulation(
    shape: float, median: float, until: float, hr: float
) -> None:
    happens = simulate.times(patients("one"), median, hr, shape)
    agrees_on_average(np.minimum(happens, until), simulate.rmst_weibull(median, until, hr, shape))


# --- One ratio in other formats ---


@pytest.mark.parametrize("shape", [0.6, 1, 2])
@pytest.mark.parametrize("hr", HRS)
def test_the_treated_share_is_the_controls_to_the_power_of_the_hazard_ratio(
    hr: float, shape: float
) -> None:
    t = np.linspace(0, 60, 61)
    treated, control = (simulate.survival(t, 12, ratio, shape) for ratio in (hr, 1))
    assert treated == pytest.approx(control**hr)
    assert treated[0] == 1 and (np.diff(treated) < 0).all()
    half = simulate.survival(simulate.median_of(12, hr, shape), 12, hr, shape)
    assert float(half) == pytest.approx(0.5)


@pytest.mark.parametrize("hr", [0.05, 0.2, 0.5, 0.95, 0.999999, 1, 1.2, 3])
def test_two_curves_lie_farthest_apart_where_the_formula_says(hr: float) -> None:
    share = np.linspace(1e-4, 1, 200_001)
    # At 1 there is no gap: what it comes near to is where a ratio nearly 1 has its widest.
    near = hr if hr != 1 else 1 - 1e-5
    at = share[np.argmax(np.abs(share**near - share))]
    assert simulate.widest_gap(hr) == pytest.approx(at, abs=2e-4)


# --- Events, intervals and power ---


@pytest.mark.parametrize(("n", "measured"), [(84, 1.251), (204, 0.788), (1000, 0.354)])
def test_the_interval_from_the_events_alone_is_three_to_six_percent_short_at_a_half(
    n: int, measured: float
) -> None:
    # Approximate: it supposes as many events in both arms, and the treated have fewer.
    found = redrawn(SEED, 60_000 // n, n, 12, 0.5)
    wide = 2 * Z * found.fits().se
    events = found.events.sum(1)
    formula = simulate.log_width(float(events.mean()))
    assert 0.94 < formula / wide.mean() < 0.975
    assert wide.mean() == pytest.approx(measured, rel=0.015)


@pytest.mark.parametrize("n", [200, 1000])
def test_the_interval_from_the_events_alone_is_right_where_there_is_no_effect(n: int) -> None:
    found = redrawn(SEED, 60_000 // n, n, 12, 1)
    wide, events = 2 * Z * found.fits().se, found.events.sum(1)
    assert simulate.log_width(float(events.mean())) == pytest.approx(wide.mean(), rel=0.01)


def test_four_times_the_events_halve_the_interval() -> None:
    assert simulate.log_width(400) == pytest.approx(simulate.log_width(100) / 2)


def shown(events: int, n: int, hr: float, trials: int) -> Numbers:
    """Which trials that end at so many events show a benefit."""
    treated = np.tile(np.arange(n) < n // 2, (trials, 1))
    load = simulate.loads(SEED, "power", trials * n).reshape(trials, n)
    happens = load / np.where(treated, hr, 1)
    end = np.sort(happens, axis=1)[:, events - 1][:, None]
    fits = cox_each(np.minimum(happens, end), happens <= end, treated)
    return (fits.high < 1).astype(np.float64)


@pytest.mark.parametrize(("events", "n", "hr"), [(88, 126, 0.5), (247, 352, 0.7), (60, 100, 1)])
def test_trials_show_a_benefit_as_often_as_schoenfeld_says(events: int, n: int, hr: float) -> None:
    sample = shown(events, n, hr, 1500)
    formula = simulate.power(events, hr)
    error = float(sample.std()) / math.sqrt(sample.size)
    assert abs(sample.mean() - formula) < ERRORS * error


def test_power_is_known_for_the_usual_designs() -> None:
    assert simulate.power(247, 0.7) == pytest.approx(0.8, abs=0.001)
    assert simulate.power(88, 0.5) == pytest.approx(0.902, abs=0.001)
    assert simulate.power(88, 2) == simulate.power(88, 0.5)
    assert simulate.power(500, 1) == pytest.approx(0.025, abs=1e-4)


# --- The same chance ---


@pytest.mark.parametrize("of", [simulate.draws, simulate.loads])
def test_the_first_draws_are_the_same_however_many_are_asked_for(
    of: Callable[[int, str, int], Numbers],
) -> None:
    many = of(SEED, "one", 1000)
    for n in (1, 2, 7, 500, 999):
        assert np.array_equal(of(SEED, "one", n), many[:n])


@pytest.mark.parametrize("of", [simulate.draws, simulate.loads])
def test_another_name_or_seed_gives_other_draws(of: Callable[[int, str, int], Numbers]) -> None:
    found = [of(seed, name, 5) for seed in (1, 2, 999) for name in ("one", "other", "one ")]
    assert len({tuple(one) for one in found}) == len(found)


def test_draws_of_two_names_have_nothing_to_do_with_each_other() -> None:
    names = ("progression control", "progression experimental", "came control", "leaves", "near")
    related = np.corrcoef([chances(name) for name in names])
    apart = np.abs(related[~np.eye(len(names), dtype=bool)])
    assert apart.max() < 4 / math.sqrt(N)


def same(one: Arm, other: Arm) -> bool:
    return np.array_equal(one.times, other.times) and np.array_equal(one.events, other.events)


@pytest.mark.parametrize("n", [2, 20, 100, 598])
def test_more_patients_leave_the_earlier_ones_as_they_were(n: int) -> None:
    few, more = (simulate.trial(SEED, size, 12, 0.5) for size in (n, 600))
    for one, other in ((few.experimental, more.experimental), (few.control, more.control)):
        assert one.n == n // 2
        assert same(one, Arm(other.times[: one.n], other.events[: one.n]))


@pytest.mark.parametrize("shape", [0.6, 1, 2])
@pytest.mark.parametrize("hr", HRS)
def test_another_hazard_ratio_moves_every_treated_time_by_one_factor_and_no_control(
    hr: float, shape: float
) -> None:
    def grown(ratio: float) -> Pair:
        return simulate.trial(SEED, 1000, 12, ratio, shape=shape, accrual=0, follow_up=FOR_GOOD)

    one, other = grown(1), grown(hr)
    assert same(one.control, other.control)
    factor = (other.experimental.times - TINY) / (one.experimental.times - TINY)
    assert factor == pytest.approx(hr ** (-1 / shape), rel=1e-6)


@pytest.mark.parametrize("follow_up", [0, 6, 24])
def test_longer_follow_up_changes_no_time_at_which_an_event_was_seen(follow_up: float) -> None:
    less, more = (
        simulate.trial(SEED, 1000, 12, 0.5, follow_up=months) for months in (follow_up, 36)
    )
    for one, other in ((less.experimental, more.experimental), (less.control, more.control)):
        assert one.events.any() and other.events[one.events].all()
        assert np.array_equal(one.times[one.events], other.times[one.events])
        assert (one.times[~one.events] < other.times[~one.events]).all()


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6])
def test_when_more_leave_those_who_still_have_the_event_have_it_when_they_had(
    share: float,
) -> None:
    few, more = left(chances("near"), 0.1), left(chances("near"), share)
    assert few.events[more.events].all() and more.events.sum() < few.events.sum()
    assert np.array_equal(few.times[more.events], more.times[more.events])
    stayed = ~few.events
    assert np.array_equal(few.times[stayed], more.times[stayed])


def test_times_are_never_nothing_so_that_an_event_can_be_seen() -> None:
    nothing = np.zeros(1)
    assert simulate.times(nothing, 12)[0] > 0
    assert simulate.late(nothing, 12, 0.5, 4)[0] > 0
    assert simulate.crossing(np.ones(1), nothing, True, 12, 0.5)[0] > 0
