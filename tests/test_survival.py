"""The statistics equal R's survival on four public data sets, and never invent a number."""

import csv
import json
import math
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic.survival import (
    Arm,
    Estimate,
    SurvivalError,
    arm,
    cox,
    kaplan_meier,
    log_rank,
    proportionality,
    restricted_mean,
    restricted_mean_difference,
)

DATA = Path(__file__).parent / "data" / "survival"
R: dict[str, Any] = json.loads((DATA / "r_values.json").read_text(encoding="utf-8"))["datasets"]
NAMES = tuple(R)
ARMS = [(name, group) for name in NAMES for group in ("1", "2")]  # 1 is R's reference: the control
NOT_REACHED = Estimate(None, None, None)


@cache
def loaded(name: str, group: str) -> Arm:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["group"] == group]
    return arm([float(row["time"]) for row in rows], [row["event"] == "1" for row in rows])


def both(name: str) -> tuple[Arm, Arm]:
    """Experimental and control."""
    return loaded(name, "2"), loaded(name, "1")


def estimate(values: dict[str, Any], place: int) -> tuple[float | None, ...]:
    return tuple(values[name][place] for name in ("surv", "lower", "upper"))


# As R


def test_all_four_data_sets_are_there() -> None:
    assert set(NAMES) == {"aml", "gehan", "ovarian", "veteran"}
    for name in NAMES:
        assert sum(loaded(name, group).n for group in ("1", "2")) == R[name]["n"]


@pytest.mark.parametrize(("name", "group"), ARMS)
def test_the_curve_and_its_limits_are_those_of_r(name: str, group: str) -> None:
    found, wanted = kaplan_meier(loaded(name, group)), R[name]["km"][group]
    assert found.n == wanted["n"]
    assert found.times.tolist() == wanted["time"]
    assert found.at_risk.tolist() == wanted["n_risk"]
    assert found.events.tolist() == wanted["n_event"]
    assert found.censored.tolist() == wanted["n_censor"]
    assert found.survival == pytest.approx(wanted["surv"], rel=1e-10, abs=1e-12)
    for line, key in ((found.low, "lower_loglog"), (found.high, "upper_loglog")):
        compared = [(a, b) for a, b in zip(line, wanted[key], strict=True) if b is not None]
        assert compared
        assert [a for a, _ in compared] == pytest.approx([b for _, b in compared], rel=1e-10)


@pytest.mark.parametrize(("name", "group"), ARMS)
def test_the_median_and_its_limits_are_those_of_r_exactly(name: str, group: str) -> None:
    wanted = R[name]["km"][group]
    assert kaplan_meier(loaded(name, group)).median == Estimate(
        wanted["median"], wanted["median_lower"], wanted["median_upper"]
    )


@pytest.mark.parametrize(("name", "group"), ARMS)
def test_survival_and_numbers_at_landmarks_are_those_of_r(name: str, group: str) -> None:
    curve, wanted = kaplan_meier(loaded(name, group)), R[name]["km"][group]["landmarks"]
    assert curve.counts(wanted["time"]).at_risk == tuple(wanted["n_risk"])
    for place, months in enumerate(wanted["time"]):
        found, known = curve.at(months), estimate(wanted, place)
        # R prints limits of 1 before the first event; here there is no interval yet.
        known = (*known[:1], None, None) if known[0] == 1 else known
        for mine, theirs in zip((found.value, found.low, found.high), known, strict=True):
            assert mine is theirs is None or mine == pytest.approx(theirs, rel=1e-10)


@pytest.mark.parametrize(("name", "group"), ARMS)
def test_the_restricted_mean_and_its_error_are_those_of_r(name: str, group: str) -> None:
    wanted = R[name]["km"][group]["rmst"]
    found = restricted_mean(loaded(name, group), wanted["tau"])
    assert found is not None
    for key, mine in (("rmst", found.value), ("se", found.se), ("lower", found.low)):
        assert mine == pytest.approx(wanted[key], rel=1e-9)
    assert found.high == pytest.approx(wanted["upper"], rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_the_difference_of_restricted_means_is_that_of_r(name: str) -> None:
    wanted = R[name]["rmst_difference"]
    found = restricted_mean_difference(*both(name), wanted["tau"])
    assert found is not None
    assert found.value == pytest.approx(wanted["diff"], rel=1e-9)
    assert found.se == pytest.approx(wanted["se"], rel=1e-9)
    assert (found.low, found.high) == pytest.approx((wanted["lower"], wanted["upper"]), rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_the_log_rank_test_is_that_of_r(name: str) -> None:
    found, wanted = log_rank(*both(name)), R[name]["logrank"]
    assert found is not None
    assert found.chi2 == pytest.approx(wanted["chisq"], rel=1e-9)
    assert found.p == pytest.approx(wanted["p"], rel=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_the_hazard_ratio_with_ties_is_that_of_r(name: str) -> None:
    found, wanted = cox(*both(name)), R[name]["cox"]["efron"]
    assert found is not None
    assert found.log_hr == pytest.approx(wanted["coef"], rel=1e-6)
    assert found.se == pytest.approx(wanted["se"], rel=1e-6)
    for key, mine in (("hr", found.hr), ("lower", found.low), ("upper", found.high)):
        assert mine == pytest.approx(wanted[key], rel=1e-6)
    assert found.p == pytest.approx(wanted["wald_p"], rel=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_the_check_of_proportional_hazards_is_that_of_r(name: str) -> None:
    found, wanted = proportionality(*both(name)), R[name]["cox"]["zph_km"]
    assert found is not None
    assert found.chi2 == pytest.approx(wanted["chisq"], rel=1e-6)
    assert found.p == pytest.approx(wanted["p"], rel=1e-6)


def test_another_level_gives_another_interval_around_the_same_value() -> None:
    wide, narrow = (cox(*both("veteran"), level=level) for level in (99, 80))
    assert wide is not None and narrow is not None
    assert wide.hr == narrow.hr
    assert wide.low < narrow.low < narrow.hr < narrow.high < wide.high
    lines = [kaplan_meier(loaded("veteran", "1"), level) for level in (99, 80)]
    assert lines[0].low[0] < lines[1].low[0] < lines[1].high[0] < lines[0].high[0]


def test_a_curve_that_stays_at_a_half_has_its_median_in_the_middle_of_the_step() -> None:
    assert kaplan_meier(arm([1, 2, 3, 4], [1, 1, 1, 1])).median.value == 2.5
    assert kaplan_meier(arm([1, 2, 3, 4], [1, 1, 0, 0])).median.value == 3.0


# Always


patients = st.lists(
    st.tuples(st.integers(1, 400).map(lambda days: days / 10), st.booleans()),
    min_size=1,
    max_size=40,
)
Rows = list[tuple[float, bool]]


def made(rows: Rows, times: float = 1) -> Arm:
    return arm([months * times for months, _ in rows], [event for _, event in rows])


@given(patients)
def test_survival_never_rises_and_lies_within_its_limits(rows: Rows) -> None:
    curve = kaplan_meier(made(rows))
    assert (curve.survival >= 0).all() and (curve.survival <= 1).all()
    assert (np.diff(curve.survival) <= 1e-12).all()
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.survival[known] + 1e-12).all()
    assert (curve.survival[known] <= curve.high[known] + 1e-12).all()
    assert known.tolist() == (curve.survival > 0).tolist()


@given(patients)
def test_without_censoring_survival_is_the_share_still_free_of_the_event(rows: Rows) -> None:
    everybody = arm([months for months, _ in rows], [True] * len(rows))
    curve = kaplan_meier(everybody)
    for months, survival in zip(curve.times, curve.survival, strict=True):
        assert survival == pytest.approx((everybody.times > months).mean(), abs=1e-12)


@given(patients, st.lists(st.floats(0, 60), min_size=1, max_size=6))
def test_at_every_tick_risk_censored_and_events_add_up_to_n(rows: Rows, ticks: list[float]) -> None:
    counts = kaplan_meier(made(rows)).counts(ticks)
    for three in zip(counts.at_risk, counts.censored, counts.events, strict=True):
        assert sum(three) == len(rows)


@given(patients)
def test_who_is_censored_at_a_time_is_marked_there(rows: Rows) -> None:
    times, survival = kaplan_meier(made(rows)).censorings
    assert set(times) == {months for months, event in rows if not event}
    assert times.shape == survival.shape


@given(patients, patients)
def test_exchanged_arms_have_the_inverse_hazard_ratio_and_the_same_test(
    one: Rows, other: Rows
) -> None:
    there, back = cox(made(one), made(other)), cox(made(other), made(one))
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.log_hr == pytest.approx(-back.log_hr, abs=1e-7)
        assert there.se == pytest.approx(back.se, rel=1e-6)
    forth, reverse = log_rank(made(one), made(other)), log_rank(made(other), made(one))
    assert (forth is None) == (reverse is None)
    if forth is not None and reverse is not None:
        assert forth.chi2 == pytest.approx(reverse.chi2, abs=1e-9)


@given(patients, patients)
def test_another_unit_of_time_changes_neither_ratio_nor_test(one: Rows, other: Rows) -> None:
    for statistic in (cox, log_rank, proportionality):
        months = statistic(made(one), made(other))
        weeks = statistic(made(one, 4), made(other, 4))
        assert (months is None) == (weeks is None)
        for name in ("hr", "low", "high", "chi2") if months else ():
            if hasattr(months, name):
                assert getattr(months, name) == pytest.approx(getattr(weeks, name), rel=1e-6)


@given(patients, patients)
def test_a_hazard_ratio_exists_where_events_of_each_arm_could_be_compared(
    one: Rows, other: Rows
) -> None:
    """Written here a second time, from what makes the likelihood have a maximum."""
    experimental, control = made(one), made(other)
    comparable = [
        (experimental.times >= months).any() and (control.times >= months).any()
        for months in (experimental.times[experimental.events], control.times[control.events])
        for months in months
    ]
    if not any(comparable):
        assert cox(experimental, control) is None
    found = cox(experimental, control)
    if found is not None:
        assert all(map(math.isfinite, (found.hr, found.se, found.low, found.high)))
        assert experimental.events.any() and control.events.any()
        assert found.low < found.hr < found.high


@given(patients, st.floats(0.1, 50))
def test_a_restricted_mean_is_no_longer_than_its_time(rows: Rows, months: float) -> None:
    found = restricted_mean(made(rows), months)
    if found is not None:
        assert 0 <= found.value <= months + 1e-9
        assert found.se > 0
        assert found.low < found.value < found.high


@given(patients, st.randoms(use_true_random=False))
def test_the_order_of_patients_does_not_matter(rows: Rows, chance: random.Random) -> None:
    mixed = rows[:]
    chance.shuffle(mixed)
    assert kaplan_meier(made(rows)).survival.tolist() == kaplan_meier(made(mixed)).survival.tolist()


# Not estimable


ALL_CENSORED = arm([2, 4, 6], [0, 0, 0])
SOME = arm([1, 3, 5, 8], [1, 0, 1, 0])


def test_without_an_event_the_curve_stays_at_one_and_nothing_is_estimated() -> None:
    curve = kaplan_meier(ALL_CENSORED)
    assert curve.survival.tolist() == [1, 1, 1]
    assert curve.median == NOT_REACHED
    assert curve.at(5) == Estimate(1.0, None, None)
    assert restricted_mean(ALL_CENSORED, 5) is None


@pytest.mark.parametrize(
    ("experimental", "control"),
    [
        (ALL_CENSORED, SOME),
        (SOME, ALL_CENSORED),
        (ALL_CENSORED, ALL_CENSORED),
        (arm([1, 2], [1, 1]), arm([5, 6], [1, 1])),
        (arm([5, 6], [1, 1]), arm([1, 2], [1, 1])),
        (arm([3, 3, 3], [1, 1, 1]), arm([3, 3], [1, 1])),
        (arm([3], [1]), arm([3], [1])),
        (arm([3], [0]), arm([3], [0])),
    ],
    ids=[
        "no event in experimental",
        "no event in control",
        "no event at all",
        "one arm ends before the other begins",
        "the other way",
        "everybody at one time",
        "one patient each, tied",
        "one patient each, censored",
    ],
)
def test_a_hazard_ratio_that_cannot_be_estimated_is_none(experimental: Arm, control: Arm) -> None:
    assert cox(experimental, control) is None
    assert proportionality(experimental, control) is None


def test_a_log_rank_test_without_a_comparison_is_none() -> None:
    assert log_rank(ALL_CENSORED, ALL_CENSORED) is None
    assert log_rank(arm([3, 3], [1, 1]), arm([3], [1])) is None
    assert log_rank(arm([1], [0]), arm([5, 6], [1, 1])) is None


def test_a_log_rank_test_needs_no_event_in_one_of_the_arms() -> None:
    found = log_rank(ALL_CENSORED, SOME)
    assert found is not None and 0 < found.p < 1


def test_proportional_hazards_need_events_at_two_times() -> None:
    once = arm([3, 5], [1, 0]), arm([3, 5], [1, 0])
    assert cox(*once) is not None
    assert proportionality(*once) is None


def test_one_patient_has_a_curve_but_no_interval() -> None:
    curve = kaplan_meier(arm([4], [1]))
    assert curve.at(2) == Estimate(1.0, None, None)
    assert curve.at(4) == Estimate(0.0, None, None)
    assert curve.at(9) == Estimate(0.0, None, None)
    assert curve.median == Estimate(4.0, None, None)
    assert restricted_mean(arm([4], [1]), 6) is None


def test_after_the_last_observation_nothing_is_known() -> None:
    curve = kaplan_meier(SOME)
    assert curve.at(8).value == 0.375
    assert curve.at(8.1) == NOT_REACHED
    assert restricted_mean(SOME, 8) is not None
    assert restricted_mean(SOME, 8.1) is None
    assert restricted_mean_difference(SOME, arm([1, 3], [1, 0]), 8) is None


def test_before_the_first_event_a_mean_has_no_error_and_so_no_value() -> None:
    assert restricted_mean(SOME, 0.5) is None
    assert restricted_mean_difference(SOME, SOME, 0.5) is None


def test_patients_at_time_zero_count_as_observed() -> None:
    curve = kaplan_meier(arm([0, 0, 3], [0, 0, 1]))
    assert curve.counts([0, 1]).at_risk == (3, 1)
    assert curve.survival.tolist() == [1, 0]


# Refused


@pytest.mark.parametrize(
    ("times", "events", "says"),
    [
        ([1, math.nan], [1, 0], "patient 2: the time is not a number: nan"),
        ([math.inf, 1], [1, 0], "patient 1: the time is not a number: inf"),
        ([3, 2, -1.5], [1, 0, 0], "patient 3: the time is negative: -1.5"),
        (["3", "x"], [1, 0], "times: something is not a number"),
        (["3", "4"], [1, 0], "times: something is not a number"),
        ([None, 4], [1, 0], "times: something is not a number"),
        ([True, False], [1, 0], "times: something is not a number"),
        ([1j, 4], [1, 0], "times: something is not a number"),
        ([1, 2], [1, 2], "patient 2: the event is neither true nor false: 2"),
        ([1, 2], [1, math.nan], "patient 2: the event is neither true nor false: nan"),
        ([1, 2], ["1", "0"], "events: something is neither true nor false"),
        ([1, 2], [None, True], "events: something is neither true nor false"),
        ([1, 2, 3], [1, 0], "there are 3 times but 2 events"),
        ([], [], "there is no patient"),
        ([[1, 2]], [[1, 0]], "times: is not a list of single values"),
        ([[1, 2], [3]], [1, 0], "times: is not a list of single values"),
        (5, True, "times: is not a list of single values"),
    ],
)
def test_data_that_cannot_be_meant_are_refused_in_words(times: Any, events: Any, says: str) -> None:
    with pytest.raises(SurvivalError) as refused:
        arm(times, events)
    assert str(refused.value) == says


@pytest.mark.parametrize("months", [math.nan, -1, math.inf, "12", True])
def test_a_landmark_that_is_no_time_is_refused(months: Any) -> None:
    curve = kaplan_meier(SOME)
    refusals: Sequence[Callable[[], object]] = (
        lambda: curve.at(months),
        lambda: curve.counts([0, months]),
        lambda: restricted_mean(SOME, months),
    )
    for ask in refusals:
        with pytest.raises(SurvivalError, match="is no time in months"):
            ask()


@pytest.mark.parametrize("level", [0, 100, -5, math.nan])
def test_a_level_that_no_interval_can_have_is_refused(level: float) -> None:
    with pytest.raises(SurvivalError, match="does not exist"):
        kaplan_meier(SOME, level)
    with pytest.raises(SurvivalError, match="does not exist"):
        cox(SOME, SOME, level)


def test_what_was_estimated_cannot_be_changed_afterwards() -> None:
    times = np.array([1.0, 2.0])
    patients = arm(times, [True, False])
    times[0] = 9
    assert patients.times.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        patients.times[0] = 9
    with pytest.raises(ValueError, match="read-only"):
        kaplan_meier(patients).survival[0] = 9


def test_a_whole_analysis_of_a_trial_is_quick() -> None:
    chance = np.random.default_rng(1)
    one, other = (arm(chance.exponential(12, 102), chance.random(102) < 0.6) for _ in range(2))

    def analysed() -> None:
        assert kaplan_meier(one).median and kaplan_meier(other).median
        assert cox(one, other) and log_rank(one, other) and proportionality(one, other)
        assert restricted_mean_difference(one, other, 6)

    def seconds() -> float:
        start = perf_counter()
        analysed()
        return perf_counter() - start

    assert min(seconds() for _ in range(20)) < 0.005
