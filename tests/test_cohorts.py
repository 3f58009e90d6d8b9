"""The synthetic cohorts give what the trials published, and say what they are."""

import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from scipy import optimize, stats

from netlogic import __main__ as command
from netlogic import calibration, cohorts
from netlogic.cohort_schema import Cohort, RowError, patients, written
from netlogic.library import CONTENT, library, recipes
from netlogic.schema import Outcome
from netlogic.survival import (
    Arm,
    Curve,
    cox,
    kaplan_meier,
    log_rank,
    proportionality,
    restricted_mean,
)
from netlogic.targets import months_of
from netlogic.trial_schema import Rate
from tests.spoilt import instead, missing

LIBRARY = library()
# Written down a second time, so that a slip in reading content shows.
COUNTED = {
    "promid-ttp": {"octreotide": (42, 26), "placebo": (43, 41)},
    "promid-os": {"octreotide": (42, 22), "placebo": (43, 26)},
    "clarinet-pfs": {"lanreotide": (101, 32), "placebo": (103, 60)},
    "netter-1-pfs": {"prrt": (116, 23), "octreotide": (113, 67)},
    "netter-2-pfs": {"prrt": (151, 55), "octreotide": (75, 46)},
    "radiant-3-pfs": {"everolimus": (207, 109), "placebo": (203, 165)},
    "radiant-4-pfs": {"everolimus": (205, 113), "placebo": (97, 65)},
    "sunitinib-pancreatic-pfs": {"sunitinib": (86, 30), "placebo": (85, 51)},
    "cabinet-pfs-extra-pancreatic": {"cabozantinib": (134, 71), "placebo": (69, 40)},
    "cabinet-pfs-pancreas": {"cabozantinib": (64, 32), "placebo": (31, 25)},
}
IDS = tuple(COUNTED)


def curves(id_: str) -> dict[str, Curve]:
    return {arm: kaplan_meier(found) for arm, found in cohorts.arms(LIBRARY.cohorts[id_]).items()}


def pair(id_: str) -> tuple[Arm, Arm]:
    """Experimental and control."""
    experimental, control = cohorts.arms(LIBRARY.cohorts[id_]).values()
    return experimental, control


def outcome(id_: str) -> Outcome:
    cohort = LIBRARY.cohorts[id_]
    [found] = [o for o in LIBRARY.trials[cohort.trial].outcomes if o.id == cohort.outcome]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that may be spoilt."""
    return Path(copytree(CONTENT, tmp_path / "content"))


# What was published


def test_the_cohorts_are_there() -> None:
    assert set(LIBRARY.cohorts) == set(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_patients_and_events_of_each_arm_are_exact(id_: str) -> None:
    found = cohorts.arms(LIBRARY.cohorts[id_])
    assert {arm: (a.n, int(a.events.sum())) for arm, a in found.items()} == COUNTED[id_]
    trial = LIBRARY.trials[LIBRARY.cohorts[id_].trial]
    sizes = {arm.id: arm.n for arm in trial.arms}
    sizes |= {size.arm: size.n for size in outcome(id_).sizes}
    assert sizes == {arm: a.n for arm, a in found.items()}


def test_the_assumed_split_of_events_adds_up_to_what_was_published() -> None:
    published = {"promid-ttp": 67, "promid-os": 48}
    published |= {"cabinet-pfs-extra-pancreatic": 111, "cabinet-pfs-pancreas": 57}
    for id_, total in published.items():
        assert sum(events for _, events in COUNTED[id_].values()) == total
        assert outcome(id_).events == total


@pytest.mark.parametrize("id_", IDS)
def test_the_hazard_ratio_rounds_to_the_published_one(id_: str) -> None:
    published, found = outcome(id_).hr, cox(*pair(id_))
    assert published is not None and found is not None
    assert published.low is not None and published.high is not None
    assert round(found.hr, 2) == round(published.value, 2)
    assert found.low == pytest.approx(published.low, abs=0.015)
    assert found.high == pytest.approx(published.high, abs=0.015)


@pytest.mark.parametrize("id_", IDS)
def test_the_medians_round_to_the_published_ones(id_: str) -> None:
    medians = outcome(id_).medians
    assert len(medians) == 2
    for median in medians:
        found = curves(id_)[median.arm].median
        if median.value is None:
            assert found.value is None
        else:
            assert found.value == pytest.approx(median.value, abs=0.05)
        if median.low is not None:
            assert found.low == pytest.approx(median.low, abs=1)
        if median.high is not None:
            assert found.high == pytest.approx(median.high, abs=1)


@pytest.mark.parametrize(
    ("id_", "at", "months"),
    [
        ("clarinet-pfs", "pfs-24-months", 24),
        ("netter-1-pfs", "pfs-20-months", 20),
        ("radiant-3-pfs", "pfs-18-months", 18),
    ],
)
def test_the_curve_runs_through_the_published_shares(id_: str, at: str, months: int) -> None:
    trial = LIBRARY.trials[LIBRARY.cohorts[id_].trial]
    [landmark] = [o for o in trial.outcomes if o.id == at]
    assert len(landmark.rates) == 2
    for rate in landmark.rates:
        found = curves(id_)[rate.arm].at(months)
        assert found.value is not None and found.low is not None and found.high is not None
        assert round(100 * found.value, 1) == rate.value
        assert 100 * found.low == pytest.approx(rate.low, abs=0.5)
        assert 100 * found.high == pytest.approx(rate.high, abs=0.5)


@pytest.mark.parametrize("id_", ["promid-ttp", "promid-os"])
def test_a_p_value_printed_in_full_is_met_within_a_factor_of_two(id_: str) -> None:
    published, found = outcome(id_).hr, log_rank(*pair(id_))
    assert published is not None and found is not None
    assert abs(math.log2(found.p / float(published.p))) < 1


def test_the_response_rates_of_promid_are_no_points_of_its_curve() -> None:
    """Who was stable at 6 months had not progressed, and some others had not either."""
    [stable] = [o for o in LIBRARY.trials["promid"].outcomes if o.id == "stable-6-months"]
    for rate in stable.rates:
        found = curves("promid-ttp")[rate.arm].at(6.75).value  # the scan at 6 months is over
        assert found is not None and found > rate.value / 100 + 0.02
    assert not LIBRARY.cohorts["promid-ttp"].recipe.landmarks


@pytest.mark.parametrize("id_", IDS)
def test_a_curve_ends_with_a_censored_patient(id_: str) -> None:
    for curve in curves(id_).values():
        assert curve.survival[-1] > 0 and curve.events[-1] == 0


def test_no_event_of_clarinet_falls_after_its_last_scan() -> None:
    for arm in pair("clarinet-pfs"):
        assert arm.times[arm.events].max() <= 24 < arm.times.max()


# A second opinion


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")  # before an event
@pytest.mark.parametrize("id_", IDS)
def test_scipy_finds_the_same_curve_and_limits(id_: str) -> None:
    for arm in pair(id_):
        found = kaplan_meier(arm)
        data = stats.CensoredData.right_censored(arm.times, ~arm.events)
        theirs = stats.ecdf(data).sf
        limits = theirs.confidence_interval(0.95, method="log-log")
        assert found.survival == pytest.approx(theirs.evaluate(found.times), abs=1e-12)
        inside = found.survival < 1
        for mine, line in ((found.low, limits.low), (found.high, limits.high)):
            other = line.evaluate(found.times)
            assert mine[inside] == pytest.approx(other[inside], abs=1e-9)


@pytest.mark.parametrize("id_", IDS)
def test_scipy_finds_the_same_log_rank_test(id_: str) -> None:
    data = [stats.CensoredData.right_censored(arm.times, ~arm.events) for arm in pair(id_)]
    theirs, found = stats.logrank(*data), log_rank(*pair(id_))
    assert found is not None
    assert found.chi2 == pytest.approx(theirs.statistic**2, rel=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-8)


def efron(experimental: Arm, control: Arm, log_hr: float) -> float:
    """Minus Efron's log partial likelihood, straight from its definition, patient by patient."""
    people = [(t, e, 1) for t, e in zip(experimental.times, experimental.events, strict=True)]
    people += [(t, e, 0) for t, e in zip(control.times, control.events, strict=True)]
    total = 0.0
    for now in {t for t, e, _ in people if e}:
        tied = [math.exp(log_hr * x) for t, e, x in people if e and t == now]
        risk = sum(math.exp(log_hr * x) for t, _, x in people if t >= now)
        total += sum(math.log(weight) for weight in tied)
        total -= sum(math.log(risk - place / len(tied) * sum(tied)) for place in range(len(tied)))
    return -total


@pytest.mark.parametrize("id_", IDS)
def test_an_independent_fit_finds_the_same_hazard_ratio_and_error(id_: str) -> None:
    arms, found = pair(id_), cox(*pair(id_))
    assert found is not None
    theirs = optimize.minimize_scalar(
        lambda b: efron(*arms, b), bounds=(-3, 3), method="bounded", options={"xatol": 1e-9}
    )
    assert found.log_hr == pytest.approx(theirs.x, abs=1e-6)
    near, far = (efron(*arms, found.log_hr + step) for step in (-0.001, 0.001))
    curvature = (near - 2 * efron(*arms, found.log_hr) + far) / 0.001**2
    assert found.se == pytest.approx(1 / math.sqrt(curvature), rel=1e-4)


@pytest.mark.parametrize("id_", IDS)
def test_the_restricted_mean_is_the_area_under_the_curve_of_scipy(id_: str) -> None:
    until = min(24, *(float(arm.times.max()) for arm in pair(id_)))
    for arm in pair(id_):
        data = stats.CensoredData.right_censored(arm.times, ~arm.events)
        edges = np.array([0, *sorted({float(t) for t in arm.times if t < until}), until])
        heights = stats.ecdf(data).sf.evaluate(edges[:-1])
        found = restricted_mean(arm, until)
        assert found is not None
        assert found.value == pytest.approx(float((np.diff(edges) * heights).sum()), abs=1e-9)


# What is said of them


@pytest.mark.parametrize("id_", IDS)
def test_the_badge_says_synthetic_what_was_fitted_and_what_cannot_be_read(id_: str) -> None:
    badge = cohorts.badge(LIBRARY.cohorts[id_])
    assert badge.title.startswith("Synthetic")
    assert "not patient data" in badge.title
    assert len(badge.fitted) >= 3
    words = " ".join(badge.not_to_be_read)
    for never in ("subgroup", "over time", "guess"):
        assert never in words
    assert "{" not in " ".join((*badge.fitted, words))


@pytest.mark.parametrize("id_", IDS)
def test_what_was_fitted_is_quoted_from_the_trial(id_: str) -> None:
    found = outcome(id_)
    assert found.hr is not None
    assert f"HR {found.hr.value:.2f}" in " ".join(cohorts.badge(LIBRARY.cohorts[id_]).fitted)


@pytest.mark.parametrize("id_", IDS)
def test_published_and_achieved_stand_side_by_side(id_: str) -> None:
    cohort = LIBRARY.cohorts[id_]
    lines = cohorts.achieved(cohort, LIBRARY.trials[cohort.trial])
    said = {(line.what, line.arm): (line.published, line.achieved) for line in lines}
    assert len(said) == len(lines) >= 9
    short = {arm.id: arm.short for arm in LIBRARY.trials[cohort.trial].arms}
    for arm_id, (n, events) in COUNTED[id_].items():
        arm = short[arm_id]
        assert said["patients", arm] == (str(n), str(n))
        assumed = "" if id_ == "clarinet-pfs" else " (assumed)"
        assert said["events", arm] == (f"{events}{assumed}", str(events))
    found = outcome(id_)
    assert found.hr is not None
    assert float(said["HR", ""][0]) == found.hr.value


def test_a_median_that_is_not_reached_is_said_in_words() -> None:
    lines = cohorts.achieved(LIBRARY.cohorts["clarinet-pfs"], LIBRARY.trials["clarinet"])
    [median] = [line for line in lines if (line.what, line.arm) == ("median, months", "lanreotide")]
    assert (median.published, median.achieved) == ("not reached", "not reached")


def test_the_months_of_clarinet_are_28_days_and_say_why() -> None:
    cohort = LIBRARY.cohorts["clarinet-pfs"]
    assert cohort.month == "28-day"
    assert "28 days" in cohort.axis
    assert "16.6" in cohort.why_month and "18.0" in cohort.why_month
    assert "our inference" in cohort.why_month
    assert {LIBRARY.cohorts[id_].month for id_ in IDS[:2]} == {"calendar"}


@pytest.mark.parametrize(
    ("at", "months"),
    [
        ("24 months", 24),
        ("1 month", 1),
        ("2.5 months", 2.5),
        ("2 years", None),
        ("24 months or later", None),
        ("about 24 months", None),
        ("months", None),
        ("", None),
    ],
)
def test_a_rate_is_of_so_many_months_only_where_it_says_so(at: str, months: float | None) -> None:
    assert months_of(Rate(arm="placebo", value=33, at=at)) == months


def test_months_of_28_days_turn_the_paper_s_median_into_the_label_s() -> None:
    assert round(cohorts.calendar_months(18.0), 1) == 16.6
    assert round(cohorts.calendar_months(24.0), 1) == 22.1
    assert cohorts.calendar_months(12.1) == pytest.approx(11.2, abs=0.1)  # one rounding step
    assert cohorts.calendar_months(0) == 0


@pytest.mark.parametrize("id_", IDS)
def test_only_the_recipe_and_nothing_published_stands_in_a_cohort_s_file(id_: str) -> None:
    """The numbers it is fitted to are read from content/trials."""
    text = (CONTENT / "cohorts" / f"{id_}.toml").read_text(encoding="utf-8")
    found = outcome(id_)
    assert found.hr is not None
    for number in (found.hr.value, found.hr.low, *(m.value for m in found.medians)):
        assert number is None or f" {number} " not in text


def test_proportional_hazards_can_be_checked_in_each_cohort() -> None:
    for id_ in IDS:
        found = proportionality(*pair(id_))
        assert found is not None and 0 < found.p <= 1


# The tool


@pytest.mark.parametrize("id_", IDS)
def test_the_recipe_gives_the_same_bytes_again(
    id_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["cohorts", "--check", id_]) == 0
    assert capsys.readouterr().out == f"{id_}: the same\n"


def test_chance_comes_from_numbers_that_never_change() -> None:
    first = calibration._uniforms(1, 2)
    assert first.shape == (2, 5)
    assert first[0, :2].tolist() == [0.5118216247002567, 0.9504636963259353]


@pytest.fixture
def elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The command works on a copy of the content."""
    monkeypatch.setattr(command, "CONTENT", folder)
    yield folder


def test_a_changed_cohort_is_found_and_made_anew(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = elsewhere / "cohorts" / "promid-os.csv"
    before = file.read_bytes()
    file.write_bytes(before.replace(b",1\n", b",0\n", 1))
    assert command.main(["cohorts", "--check", "promid-os"]) == 1
    assert command.main(["cohorts", "promid-os"]) == 0
    assert command.main(["cohorts", "--check", "promid-os"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "promid-os: differs",
        "promid-os: written",
        "promid-os: the same",
    ]
    assert file.read_bytes() == before


def test_a_lost_cohort_is_made_from_its_recipe(elsewhere: Path) -> None:
    file = elsewhere / "cohorts" / "promid-os.csv"
    before = file.read_bytes()
    file.unlink()
    assert command.main(["cohorts", "--check", "promid-os"]) == 1
    assert not file.exists()
    assert command.main(["cohorts", "promid-os"]) == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (missing("cohorts/promid-os.toml"), "there is no content/cohorts/promid-os.toml"),
        (missing("trials/promid.toml"), "there is no content/trials/promid.toml"),
        (
            instead("cohorts/promid-os.toml", 'outcome = "os"', 'outcome = "so"'),
            "outcome: the trial has no outcome 'so'",
        ),
        (
            instead("cohorts/promid-os.toml", "seed = 4", "seed = -1"),
            "content/cohorts/promid-os.toml: recipe.seed: Input should be",
        ),
    ],
)
def test_a_cohort_that_cannot_be_made_is_refused_in_words(
    spoil: object, says: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(spoil)
    spoil(elsewhere)
    assert command.main(["cohorts", "promid-os"]) == 1
    assert says in capsys.readouterr().err


def test_the_example_for_contributors_is_a_cohort() -> None:
    guide = (CONTENT / "README.md").read_text(encoding="utf-8")
    section = guide[guide.index("## Synthetic patients") :]
    example = section[section.index("```toml\n") + len("```toml\n") :]
    found = Cohort.model_validate(tomllib.loads(example[: example.index("```")]))
    assert [arm.arm for arm in found.recipe.arms] == ["drug", "placebo"]


# Spoilt


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the columns must be arm,months,event"),
        ("arm,time,event\na,1,1\n", "line 1: the columns must be arm,months,event"),
        ("arm,months,event\n", "line 2: there is no patient"),
        ("arm,months,event\na,1,1\na,1\n", "line 3: has 2 columns, not 3"),
        ("arm,months,event\na,1,1,7\n", "line 2: has 4 columns, not 3"),
        ("arm,months,event\na,1,1\n\na,2,1\n", "line 3: has 0 columns, not 3"),
        ("arm,months,event\na,soon,1\n", "line 2: months: 'soon' is not a number"),
        ("arm,months,event\na,nan,1\n", "line 2: months: 'nan' is not a number"),
        ("arm,months,event\na,inf,1\n", "line 2: months: 'inf' is not a number"),
        ("arm,months,event\na,-2,1\n", "line 2: months: -2 is negative"),
        ("arm,months,event\na,2,yes\n", "line 2: event: 'yes' is neither 0 nor 1"),
        ('arm,months,event\n"a,2,1\n', "line 2: unexpected end of data"),
    ],
)
def test_a_row_that_says_no_patient_is_named_by_its_line(text: str, says: str) -> None:
    with pytest.raises(RowError) as refused:
        patients(text)
    assert str(refused.value) == says


@pytest.mark.parametrize("id_", IDS)
def test_patients_are_written_as_they_are_read(id_: str) -> None:
    text = (CONTENT / "cohorts" / f"{id_}.csv").read_text(encoding="utf-8")
    assert written(patients(text)) == text
    assert written(LIBRARY.cohorts[id_].patients) == text


def test_the_tool_s_recipe_is_the_app_s_without_the_patients() -> None:
    assert list(recipes()) == sorted(IDS)
    for id_, recipe in recipes().items():
        assert recipe.patients == ()
        assert recipe.recipe == LIBRARY.cohorts[id_].recipe


def test_a_corrected_figure_takes_the_cohort_away_until_it_is_made_anew(folder: Path) -> None:
    instead("trials/promid.toml", "value = 0.83, low", "value = 0.86, low")(folder)
    found = library(folder)
    assert set(found.cohorts) == {*IDS} - {"promid-os"}
    assert [str(fault) for fault in found.faults] == [
        "content/cohorts/promid-os.csv: HR: is 0.83, published is 0.86: "
        "run python -m netlogic cohorts"
    ]


def test_an_edited_csv_is_seen_without_a_restart(folder: Path) -> None:
    assert not library(folder).faults
    instead("cohorts/promid-os.csv", ",1\n", ",0\n")(folder)
    assert [str(fault) for fault in library(folder).faults] == [
        "content/cohorts/promid-os.csv: octreotide: has 21 events, not 22"
    ]


def test_a_figure_that_is_not_verified_is_nothing_to_fit_to(folder: Path) -> None:
    instead("trials/promid.toml", "verified = true", "verified = false", after='id = "os"')(folder)
    found = library(folder)
    assert "promid-os" not in found.cohorts
    assert "content/cohorts/promid-os.toml: outcome: 'os' is not verified" in map(str, found.faults)


def test_events_that_do_not_add_up_to_the_published_ones_are_refused(folder: Path) -> None:
    instead("cohorts/promid-ttp.toml", "events = 26", "events = 25")(folder)
    assert [str(fault) for fault in library(folder).faults] == [
        "content/cohorts/promid-ttp.toml: recipe.arms: 25 and 41 events do not add up to 67"
    ]


def test_a_share_that_is_no_point_of_a_curve_is_nothing_to_fit_to(folder: Path) -> None:
    instead("cohorts/promid-ttp.toml", "seed =", 'landmarks = ["stable-6-months"]\nseed =')(folder)
    assert [str(fault) for fault in library(folder).faults] == [
        "content/cohorts/promid-ttp.toml: recipe.landmarks: "
        "the rates of 'stable-6-months' are no points of a curve"
    ]


def test_no_spoilt_cohort_touches_the_rest(folder: Path) -> None:
    missing("cohorts/clarinet-pfs.csv")(folder)
    found = library(folder)
    assert [str(f) for f in found.faults] == [
        "content/cohorts/clarinet-pfs.csv: the file is missing"
    ]
    assert set(found.cohorts) == {*IDS} - {"clarinet-pfs"}
    assert found.readable and not found.silenced
    assert set(found.trials) == set(LIBRARY.trials)


def test_a_cohort_is_made_of_one_kind_of_value() -> None:
    for cohort in LIBRARY.cohorts.values():
        assert isinstance(cohort, Cohort)
        assert all(patient.months == round(patient.months, 2) for patient in cohort.patients)
