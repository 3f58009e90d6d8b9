"""One effect in several formats: they agree, they are labelled, and none says what it is not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic.differences import METHOD, difference, wilson
from netlogic.formats import (
    NOT_A_SHARE,
    Format,
    Restricted,
    formats,
    hazard_words,
    hundred,
)
from netlogic.library import library
from netlogic.schema import HazardRatio, Outcome, Rate, Trial
from netlogic.trial_schema import Definition

LIBRARY = library()
PROMID, CLARINET = LIBRARY.trials["promid"], LIBRARY.trials["clarinet"]
MEAN = Restricted(24, 19.05, 16.25, 2.8, 0.35, 5.25, "Synthetic patients", "months of 28 days")


def by_kind(trial: Trial, outcome: str, mean: Restricted | None = None) -> dict[str, Format]:
    return {one.id: one for one in formats(trial, outcome, mean)}


def an_outcome(trial: Trial, id_: str) -> Outcome:
    return next(one for one in trial.outcomes if one.id == id_)


def rated(*rates: dict[str, Any], **parts: Any) -> Outcome:
    named = [{"arm": arm} | rate for arm, rate in zip(("drug", "placebo"), rates, strict=False)]
    said = {"id": "o", "label": "Alive", "endpoint": "OS", "cohort": "all", "source": "x"}
    return Outcome.model_validate(said | {"verified": True, "rates": named} | parts)


def told(hr: dict[str, float], event: str = "death") -> str:
    outcome = an_outcome(PROMID, "os").model_copy(
        update={"definition": Definition(event=event, text="t", source="promid", verified=True)}
    )
    return hazard_words(HazardRatio.model_validate(hr), outcome, PROMID)


def test_clarinet_is_told_in_every_format() -> None:
    found = by_kind(CLARINET, "pfs", MEAN)
    assert {kind: one.value for kind, one in found.items()} == {
        "hazard-ratio": "0.47 (0.30 to 0.73)",
        "difference": "32.1 percentage points (95 % CI 17.0 to 45.6)",
        "hundred": "65 against 33 of 100",
        "median": "not reached against 18.0 months",
        "restricted-mean": "2.8 months of 28 days (95 % CI 0.4 to 5.3)",
    }


def test_promid_has_its_difference_from_a_response_rate_and_says_so() -> None:
    found = by_kind(PROMID, "ttp")
    assert list(found) == ["hazard-ratio", "difference", "hundred", "median"]
    assert found["difference"].value.startswith("29.5 percentage points (95 % CI ")
    assert found["hundred"].value == "67 against 37 of 100"
    for kind in ("difference", "hundred"):
        assert "A response rate, not a point on the curve." in found[kind].sentence
        assert found[kind].origin.startswith("computed from 28/42 and 16/43")


def test_a_hazard_ratio_is_said_to_be_no_share_of_patients_and_never_looks_like_one() -> None:
    for trial in (PROMID, CLARINET):
        for outcome in trial.outcomes:
            for one in formats(trial, outcome.id):
                if one.id == "hazard-ratio":
                    assert NOT_A_SHARE in one.sentence
                    assert "%" not in one.sentence
                    assert "At any moment" in one.sentence


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (0.47, "about half of that on placebo (0.47)"),
        (0.34, "about a third of that on placebo (0.34)"),
        (0.25, "about a quarter of that"),
        (0.68, "about two thirds of that"),
        (0.42, "0.42 times that"),
        (2.18, "2.18 times that"),
        (1.0, "1.00 times that"),
    ],
)
def test_a_ratio_near_a_fraction_is_called_by_its_name(value: float, size: str) -> None:
    assert size in told({"value": value})


def test_a_ratio_whose_interval_includes_one_is_no_difference_and_no_fraction() -> None:
    words = told({"value": 0.5, "low": 0.2, "high": 1.25})
    assert "0.50 times that" in words and "half" not in words
    assert "The interval includes 1: no difference was shown" in words
    assert "includes 1" in told({"value": 1.0, "low": 0.8, "high": 1.0})
    assert "includes 1" not in told({"value": 0.5, "low": 0.2, "high": 0.99})


def test_the_event_of_the_endpoint_is_named() -> None:
    ttp, pfs = by_kind(PROMID, "ttp"), by_kind(CLARINET, "pfs")
    assert "progression or death from the tumour" in ttp["hazard-ratio"].sentence
    assert "progression or death on lanreotide" in pfs["hazard-ratio"].sentence
    assert "median" in ttp and "progression or death from the tumour" in ttp["median"].sentence


def test_what_is_computed_says_from_what_and_what_is_published_has_no_origin() -> None:
    for trial, id_ in ((PROMID, "ttp"), (CLARINET, "pfs")):
        for kind, one in by_kind(trial, id_, MEAN).items():
            computed = kind in ("difference", "hundred", "restricted-mean")
            assert one.origin.startswith("computed from ") == computed, kind
            assert one.sources, kind
            assert bool(one.badge) == (kind == "restricted-mean")


def test_the_method_of_a_computed_interval_is_named() -> None:
    assert METHOD in by_kind(CLARINET, "pfs")["difference"].origin
    without = rated({"value": 40.0}, {"value": 20.0})
    found = difference(without)
    assert found and (found.low, found.high, found.interval, found.method) == (None, None, "", "")


def test_a_mean_from_a_synthetic_cohort_keeps_its_badge_and_its_kind_of_month() -> None:
    mean = by_kind(CLARINET, "pfs", MEAN)["restricted-mean"]
    assert mean.badge == "Synthetic patients"
    assert "first 24 months of 28 days" in mean.sentence
    assert "19.1 on lanreotide and 16.3 on placebo" in mean.sentence  # half up, not to even
    worse = replace(MEAN, difference=-2.8, low=None, high=None)
    assert by_kind(CLARINET, "pfs", worse)["restricted-mean"].value.startswith("\N{MINUS SIGN}2.8")


def test_wilsons_interval_of_a_share() -> None:
    # By SciPy: binomtest(28, 42).proportion_ci(method="wilson"), and the same of 16 and 43.
    assert wilson(28, 42) == pytest.approx((51.552507, 78.987533), abs=1e-5)
    assert wilson(16, 43) == pytest.approx((24.376339, 52.140190), abs=1e-5)
    assert wilson(0, 10)[0] == pytest.approx(0) and wilson(10, 10)[1] == pytest.approx(100)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_a_difference_lies_inside_its_interval_and_turns_with_its_arms(
    n: int, m: int, data: st.DataObject
) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    first = {"value": 100 * a / n, "events": a, "n": n}
    second = {"value": 100 * b / m, "events": b, "n": m}
    found, turned = difference(rated(first, second)), difference(rated(second, first))
    assert found and turned and found.low is not None and found.high is not None
    assert -100 - 1e-9 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 100 + 1e-9
    assert turned.value == pytest.approx(-found.value)
    assert turned.low == pytest.approx(-found.high)


def test_a_difference_is_of_the_counts_and_not_of_rounded_percentages() -> None:
    first, second = (
        {"value": 67, "events": 28, "n": 42},
        {"value": 37, "events": 16, "n": 43},
    )
    found = difference(rated(first, second))
    assert found and found.words == "29.5 percentage points"
    assert found.value == pytest.approx(float(Decimal(2800) / 42 - Decimal(1600) / 43))


def test_a_difference_of_medians_has_no_interval_and_of_one_that_is_not_reached_there_is_none() -> (
    None
):
    found = difference(an_outcome(PROMID, "ttp"))
    assert found and found.words == "8.3 months" and not found.interval
    assert found.origin == "computed from 14.3 and 6.0 months"
    assert difference(an_outcome(CLARINET, "pfs")) is None


def test_people_of_100_are_whole_and_their_difference_is_that_of_the_picture() -> None:
    found = hundred(an_outcome(PROMID, "stable-6-months"), PROMID)
    assert found is not None
    assert [(one.name, one.count) for one in found.arms] == [("octreotide", 67), ("placebo", 37)]
    assert found.more == 30 and "30 more of 100." in found.sentence
    assert found.at == "6 months"
    fewer = hundred(an_outcome(CLARINET, "pfs-events"), CLARINET)
    assert fewer and fewer.more == -26 and "26 fewer of 100." in fewer.sentence


def test_arms_that_are_not_compared_have_no_format() -> None:
    extension = LIBRARY.trials["clarinet-extension"]
    for outcome in extension.outcomes:
        assert formats(extension, outcome.id, MEAN) == ()
        assert difference(outcome) is None
        assert hundred(outcome, extension) is None


def test_what_is_not_verified_has_no_format() -> None:
    unread = tuple(o.model_copy(update={"verified": False}) for o in CLARINET.outcomes)
    spoilt = CLARINET.model_copy(update={"outcomes": unread})
    assert formats(spoilt, "pfs", MEAN) == ()
    read_ratio = (CLARINET.outcomes[0], *unread[1:])
    half = CLARINET.model_copy(update={"outcomes": read_ratio})
    assert set(by_kind(half, "pfs")) == {"hazard-ratio", "median"}


def test_a_published_interval_of_another_level_is_not_taken_for_95_percent() -> None:
    ninety = {"value": 40.0, "low": 30.0, "high": 50.0, "level": 90}
    found = difference(rated(ninety, ninety))
    assert found and found.low is None


def test_only_kaplan_meier_estimates_are_said_to_lie_on_the_curve() -> None:
    """A response rate drawn on a curve is the mistake that this word prevents."""
    for id_ in ("promid", "clarinet"):
        for outcome in LIBRARY.trials[id_].outcomes:
            if outcome.rates_are == "on the curve":
                assert (id_, outcome.id) == ("clarinet", "pfs-24-months")


@pytest.mark.parametrize("id_", list(LIBRARY.trials))
def test_every_outcome_of_every_trial_is_told_without_a_hole(id_: str) -> None:
    for outcome in LIBRARY.trials[id_].outcomes:
        for one in formats(LIBRARY.trials[id_], outcome.id):
            words = f"{one.value} {one.sentence} {one.origin}"
            assert "None" not in words and "nan" not in words
            assert one.sentence.endswith(".") and "{" not in words


def test_a_count_speaks_for_itself_where_the_rate_was_rounded() -> None:
    rate = Rate(arm="a", value=67, events=28, n=42)
    with pytest.raises(ValueError, match="28 of 42 is not 68 %"):
        Rate.model_validate(rate.model_dump() | {"value": 68})
