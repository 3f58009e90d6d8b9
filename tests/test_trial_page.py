"""How a trial's page is put together: rows, screens, what was predicted, and what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic import cohorts, survival
from netlogic.cohort_schema import Cohort, SyntheticPatient
from netlogic.formats import Restricted
from netlogic.learning import Prediction
from netlogic.library import library
from netlogic.schema import Trial
from netlogic.teaching import STEPS, Kind, Passage
from pages.parts import cohort_plots, layout
from pages.parts.figures.curve_notes import few
from pages.parts.figures.curve_plot import Arm, Mark, Plot
from pages.parts.figures.forest_plot import Row
from pages.parts.trial import blocks, curve, page
from pages.parts.trial.page import Group
from pages.parts.trial.told import Told, gaps

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
KINDS: tuple[Kind, ...] = get_args(Kind)
PASSAGES = st.lists(
    st.builds(Passage, text=st.just("Said."), kind=st.sampled_from([None, *KINDS])), max_size=12
)


@dataclass(frozen=True)
class Guessed(Told):
    """A walk whose learner made these guesses; none where the answer was asked for."""

    guesses: tuple[float, ...] = ()

    @property
    def predicted(self) -> Prediction | None:
        return Prediction(self.guesses) if self.guesses else None


def told(id_: str, *guesses: float) -> Guessed:
    return Guessed(id_, LIBRARY, LIBRARY.walks[id_], guesses)


def of(*kinds: Kind | None) -> list[Passage]:
    return [Passage(text="Said.", kind=kind) for kind in kinds]


def kinds(groups: Sequence[Group]) -> list[list[Kind | None]]:
    return [[one.kind for one in group] for group in groups]


# --- Rows and screens ---


def test_the_curve_has_the_formats_of_its_effect_in_its_row() -> None:
    found = page.grouped(of("curve", "formats", None))
    assert kinds(found) == [["curve", "formats"], [None]]


def test_formats_that_follow_no_curve_stand_alone() -> None:
    assert kinds(page.grouped(of("formats", None, "formats"))) == [["formats"], [None], ["formats"]]


def test_words_stand_two_by_two_and_a_block_stands_alone() -> None:
    found = page.grouped(of(None, None, None, "harms", None, "curve", None))
    assert kinds(found) == [[None, None], [None], ["harms"], [None], ["curve"], [None]]


@given(PASSAGES)
def test_every_passage_stands_once_in_one_row_and_in_order(found: list[Passage]) -> None:
    rows = page.grouped(found)
    assert [id(one) for one in chain.from_iterable(rows)] == [id(one) for one in found]
    for row in kinds(rows):
        assert len(row) <= layout.AT_ONCE
        assert len(row) == 1 or row in ([None, None], ["curve", "formats"])


@given(PASSAGES)
def test_a_screen_holds_one_block_or_three_passages_of_words(found: list[Passage]) -> None:
    screens = layout.screens(found)
    assert [id(one) for one in chain.from_iterable(screens)] == [id(one) for one in found]
    for screen in kinds(screens):
        assert 1 <= len(screen) <= 3
        assert len(screen) == 1 or screen == [None] * len(screen)
    # Words go on to another screen only where there is no more room for them.
    for one, following in pairwise(kinds(screens)):
        assert one[0] or following[0] or len(one) == 3


@pytest.mark.parametrize("id_", WALKS)
def test_every_block_of_a_walk_can_be_drawn(id_: str) -> None:
    used = {
        one.kind for step in STEPS for one in LIBRARY.walks[id_].part(step).passages if one.kind
    }
    assert {"fit", "baseline", "conduct", "dials", "curve", "formats", "harms"} <= used
    assert used <= set(blocks.BLOCKS) == set(KINDS)


# --- What was predicted ---


def shown(id_: str) -> Plot:
    told_ = told(id_)
    assert told_.cohort is not None
    return curve.plot(told_, told_.cohort, "The finding")


def marked(id_: str, *guesses: float) -> tuple[Mark, ...]:
    return curve.marks(told(id_, *guesses), shown(id_))


def test_rates_of_clarinet_are_marked_at_the_landmark() -> None:
    assert marked("clarinet", 45, 30) == (
        Mark("experimental", 24, 45, "you: 45 %"),
        Mark("control", 24, 30, "you: 30 %"),
    )


def test_of_promid_the_median_is_marked_at_a_half_and_the_response_rates_are_not() -> None:
    assert marked("promid", 80, 20, 9) == (Mark("control", 9, 50, "you: 9 months"),)


@pytest.mark.parametrize("id_", WALKS)
def test_where_nothing_was_predicted_nothing_is_marked_and_no_gap_is_told(id_: str) -> None:
    assert marked(id_) == ()
    assert gaps(told(id_)) == []


@pytest.mark.parametrize("id_", WALKS)
def test_every_dial_that_was_turned_has_its_gap(id_: str) -> None:
    walk = LIBRARY.walks[id_]
    found = gaps(told(id_, *(dial.limits[0] for dial in walk.dials)))
    assert [dial.id for dial, _ in found] == [dial.id for dial in walk.dials]
    assert {gap.verdict for _, gap in found} == {"too low"}


# --- Subgroups ---


def test_promid_has_a_forest_of_survival_with_every_size_and_the_wide_interval() -> None:
    [(made, outcome)] = curve.forests(told("promid"))
    assert outcome == "os-2013"
    assert [row.n for row in made.rows] == [85, 64, 21]
    assert [row.whole for row in made.rows] == [True, False, False]
    everybody, _, large = made.rows
    assert replace(large, name="") == Row("", 21, 2.18, 0.75, 6.33)
    assert "more than 10 %" in large.name
    assert everybody.hr == 0.85
    assert "Published" in made.badge.title


def test_clarinet_has_subgroups_in_words_only_and_no_forest() -> None:
    assert list(curve.forests(told("clarinet"))) == []


def test_a_subgroup_or_an_outcome_that_was_not_confirmed_is_in_no_forest() -> None:
    def changed(outcome: Any, **update: object) -> Told:
        trial = LIBRARY.trials["promid"]
        outcomes = [outcome if one.id == outcome.id else one for one in trial.outcomes]
        trial = trial.model_copy(update={"outcomes": tuple(outcomes)})
        content = replace(LIBRARY, trials={**LIBRARY.trials, "promid": trial})
        return Told("promid", content, LIBRARY.walks["promid"])

    os_2013 = told("promid").outcome("os-2013")
    assert not list(curve.forests(changed(os_2013.model_copy(update={"verified": False}))))
    small, large = os_2013.subgroups
    unsure = large.model_copy(update={"verified": False})
    [(made, _)] = curve.forests(changed(os_2013.model_copy(update={"subgroups": (small, unsure)})))
    assert [row.n for row in made.rows] == [85, 64]


# --- From cohorts to plots ---


def test_only_what_is_on_the_curve_is_a_landmark() -> None:
    marks = {
        id_: cohort_plots.landmark(cohort, LIBRARY.trials[cohort.trial])
        for id_, cohort in LIBRARY.cohorts.items()
    }
    on_a_curve = {id_: months for id_, months in marks.items() if months is not None}
    # PROMID's and NETTER-2's rates are responses; the others printed none.
    assert on_a_curve == {"clarinet-pfs": 24, "netter-1-pfs": 20, "radiant-3-pfs": 18}


def test_rates_that_were_not_confirmed_are_no_landmark() -> None:
    cohort, trial = LIBRARY.cohorts["clarinet-pfs"], LIBRARY.trials["clarinet"]
    unsure = trial.model_copy(
        update={
            "outcomes": tuple(
                one.model_copy(update={"verified": one.id != "pfs-24-months"})
                for one in trial.outcomes
            )
        }
    )
    assert cohort_plots.landmark(cohort, unsure) is None


@pytest.mark.parametrize("id_", LIBRARY.cohorts)
def test_a_plot_shows_the_arms_of_the_cohort_under_its_own_words(id_: str) -> None:
    cohort = LIBRARY.cohorts[id_]
    made = cohort_plots.plot(cohort, LIBRARY, title="Finding", subtitle="What")
    trial = LIBRARY.trials[cohort.trial]
    arms = {arm.id: arm for arm in trial.arms}
    sizes = {arm.id: arm.n for arm in trial.arms}
    sizes |= {one.arm: one.n for one in cohort_plots.outcome_of(cohort, trial).sizes}
    assert [(a.name, a.role, a.curve.n) for a in made.arms] == [
        (arms[name].short, arms[name].role, sizes[name]) for name in cohorts.arms(cohort)
    ]
    assert (made.title, made.subtitle, made.axis) == ("Finding", "What", cohort.axis)
    assert (made.ticks, made.horizon, made.share) == (cohort.ticks, cohort.horizon, cohort.share)
    assert "Synthetic cohort" in made.badge.title


@pytest.mark.parametrize("id_", LIBRARY.cohorts)
def test_the_last_sure_tick_lies_before_the_grey_ground_and_the_next_one_does_not(id_: str) -> None:
    made = cohort_plots.plot(LIBRARY.cohorts[id_], LIBRARY, title="", subtitle="")
    last = cohort_plots.last_sure_tick(made)
    assert last in made.ticks and last > 0
    grey = few(made)
    later = [tick for tick in made.ticks if tick > last]
    assert grey is None or last <= grey[0]
    assert not later or (grey is not None and later[0] > grey[0])
    for arm in made.arms:
        [left] = arm.curve.counts([last]).at_risk
        assert left >= 5


def mean(cohort: Cohort) -> Restricted | None:
    made = cohort_plots.plot(cohort, LIBRARY, title="", subtitle="")
    return cohort_plots.restricted(cohort, made)


@pytest.mark.parametrize("id_", LIBRARY.cohorts)
def test_the_restricted_means_are_those_of_survival(id_: str) -> None:
    cohort = LIBRARY.cohorts[id_]
    found = mean(cohort)
    assert found is not None
    one, other = cohorts.arms(cohort).values()
    gained = survival.restricted_mean_difference(one, other, found.months)
    first, second = (survival.restricted_mean(arm, found.months) for arm in (one, other))
    assert gained and first and second
    assert (found.experimental, found.control) == (first.value, second.value)
    assert (found.difference, found.low, found.high) == (gained.value, gained.low, gained.high)
    assert found.difference == pytest.approx(found.experimental - found.control)
    assert "Synthetic" in found.badge
    assert found.unit == ("months of 28 days" if cohort.month == "28-day" else "months")


def test_where_a_mean_cannot_be_estimated_there_is_none() -> None:
    cohort = LIBRARY.cohorts["promid-ttp"]
    made = cohort_plots.plot(cohort, LIBRARY, title="", subtitle="")
    nothing_happened = tuple(
        SyntheticPatient(arm=one.arm, months=one.months, event=False) for one in cohort.patients
    )
    assert cohort_plots.restricted(cohort.with_patients(nothing_happened), made) is None
    seen_shortly = tuple(
        SyntheticPatient(arm=one.arm, months=min(one.months, 1), event=False)
        for one in cohort.patients
    )
    assert cohort_plots.restricted(cohort.with_patients(seen_shortly), made) is None


def test_where_few_remain_in_one_arm_the_last_sure_tick_is_that_arms() -> None:
    def lasting(name: str, role: Any, months: float) -> Arm:
        return Arm(name, role, survival.kaplan_meier(survival.arm([months] * 20, [True] * 20)))

    base = cohort_plots.plot(LIBRARY.cohorts["promid-ttp"], LIBRARY, title="", subtitle="")
    made = replace(base, arms=(lasting("a", "experimental", 30), lasting("b", "control", 13)))
    assert cohort_plots.last_sure_tick(made) == 12


def test_the_outcome_of_the_result_is_that_of_the_cohort() -> None:
    assert told("promid").walk_outcome == "ttp"
    assert told("clarinet").walk_outcome == "pfs"


def test_without_a_cohort_the_primary_outcome_is_told() -> None:
    bare = replace(LIBRARY, cohorts={})
    for id_, walk in LIBRARY.walks.items():
        lost = Told(id_, bare, walk)
        assert lost.cohort is None
        assert lost.outcome(lost.walk_outcome).primary
        assert curve.of_survival(lost) == []


def test_only_promid_has_curves_of_survival() -> None:
    def of_survival(id_: str) -> list[str]:
        return [cohort.outcome for cohort in curve.of_survival(told(id_))]

    assert of_survival("promid") == ["os"]
    assert of_survival("clarinet") == []


@pytest.mark.parametrize("id_", LIBRARY.cohorts)
def test_the_effect_beside_a_curve_is_the_published_one(id_: str) -> None:
    cohort = LIBRARY.cohorts[id_]
    trial: Trial = LIBRARY.trials[cohort.trial]
    made = cohort_plots.published(cohort, LIBRARY, title="Finding")
    hr = next(one.hr for one in trial.outcomes if one.id == cohort.outcome)
    assert hr is not None
    assert made.effect == f"HR {hr.value:.2f} (95 % CI {hr.low:.2f} to {hr.high:.2f})"
    assert cohort.axis in made.subtitle
