"""How an estimate is quoted, and how prose quotes one."""

from typing import Any

import pytest

from netlogic.evidence import TOKEN, filled, headline, primary_outcomes, quote
from netlogic.library import library
from netlogic.quotes import (
    QuoteError,
    interval,
    quote_change,
    quote_hr,
    quote_medians,
    quote_rates,
    two_decimals,
)
from netlogic.schema import HazardRatio, Interval, Median, Outcome, Rate, Trial
from netlogic.trial_schema import Change

LIBRARY = library()


def outcome(**parts: Any) -> Outcome:
    said = {"id": "pfs", "label": "PFS", "endpoint": "PFS", "cohort": "all patients"}
    return Outcome.model_validate(said | {"source": "x", "verified": True} | parts)


def medians(*values: float | None) -> tuple[Median, ...]:
    return tuple(Median(arm="a", value=v, not_reached=v is None) for v in values)


def rates(*values: float) -> tuple[Rate, ...]:
    return tuple(Rate(arm="a", value=value) for value in values)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.21, "0.21"),
        (0.214, "0.21"),
        (0.5, "0.50"),
        (1, "1.00"),
        (0.125, "0.13"),
        (0.135, "0.14"),
        (2.675, "2.68"),
        (1.005, "1.01"),
        (0.285, "0.29"),
        (0.0049, "0.00"),
        (0.995, "1.00"),
        (-0.805, "-0.81"),
    ],
)
def test_a_ratio_has_two_decimals_half_up(value: float, words: str) -> None:
    assert two_decimals(value) == words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"value": 0.2, "low": 0.13, "high": 0.33, "level": 95}, " (95 % CI 0.13 to 0.33)"),
        ({"value": 0.2, "low": 0.13, "high": 0.33}, " (95 % CI 0.13 to 0.33)"),
        ({"value": 0.2, "low": 0.13, "high": 0.33, "level": 97}, " (97 % CI 0.13 to 0.33)"),
        ({"value": 0.2}, ""),
        ({"value": 0.2, "low": 0.13}, ""),
        ({"value": 0.2, "high": 0.33}, ""),
        ({"value": 0, "low": 0, "high": 0}, " (95 % CI 0.00 to 0.00)"),
    ],
)
def test_an_interval_is_quoted_whole_or_not_at_all(part: dict[str, float], words: str) -> None:
    assert interval(Interval.model_validate(part)) == words


def test_a_hazard_ratio_is_quoted_with_its_interval() -> None:
    known = HazardRatio(value=0.214, low=0.13, high=0.33, level=95)
    assert quote_hr(known) == "HR 0.21 (95 % CI 0.13 to 0.33)"
    assert quote_hr(HazardRatio(value=0.187)) == "HR 0.19"


@pytest.mark.parametrize(
    ("values", "compared", "words"),
    [
        ((22.8, 8.5), True, "22.8 against 8.5 months"),
        ((22.8, 8.5), False, "22.8 and 8.5 months"),
        ((None, 8.4), True, "not reached against 8.4 months"),
        ((18, None), True, "18.0 months against not reached"),
        ((18, None), False, "18.0 months and not reached"),
        ((None, None), True, "not reached in either arm"),
        ((None,), True, "not reached"),
        ((5.6,), True, "5.6 months"),
        ((11, 9.3), True, "11.0 against 9.3 months"),
    ],
)
def test_medians_are_quoted_in_months_experimental_arm_first(
    values: tuple[float | None, ...], compared: bool, words: str
) -> None:
    assert quote_medians(medians(*values), compared=compared) == words


@pytest.mark.parametrize(
    ("values", "compared", "words"),
    [
        ((43.0, 9.3), True, "43 against 9.3 %"),
        ((43.0, 9.3), False, "43 and 9.3 %"),
        ((18,), True, "18 %"),
        ((0, 100), True, "0 against 100 %"),
    ],
)
def test_rates_are_quoted_in_percent_without_idle_zeros(
    values: tuple[float, ...], compared: bool, words: str
) -> None:
    assert quote_rates(rates(*values), compared=compared) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": -0.81, "unit": "a day"}, "\N{MINUS SIGN}0.81 a day"),
        (
            {"value": -0.81, "unit": "a day", "low": -1.2, "high": -0.4, "level": 95},
            "\N{MINUS SIGN}0.81 a day (95 % CI \N{MINUS SIGN}1.20 to \N{MINUS SIGN}0.40)",
        ),
        ({"value": 0.5, "unit": "a day"}, "0.50 a day"),
    ],
)
def test_a_change_has_a_real_minus_sign(change: dict[str, Any], words: str) -> None:
    assert quote_change(Change.model_validate(change)) == words


def test_a_hyphen_in_the_unit_of_a_change_stays_a_hyphen() -> None:
    change = Change(value=-1, unit="bowel-movements a day")
    assert quote_change(change) == "\N{MINUS SIGN}1.00 bowel-movements a day"


WHOLE = {
    "hr": HazardRatio(value=0.5),
    "medians": medians(10, 5),
    "rates": rates(40, 20),
    "change": Change(value=-1, unit="a day"),
}
QUOTED = {
    "hr": "HR 0.50",
    "medians": "10.0 against 5.0 months",
    "rates": "40 against 20 %",
    "change": "\N{MINUS SIGN}1.00 a day",
}


@pytest.mark.parametrize("part", WHOLE)
def test_an_outcome_is_quoted_by_the_part_that_is_asked_for(part: str) -> None:
    assert quote(outcome(**WHOLE), part) == QUOTED[part]
    assert quote(outcome(**{part: WHOLE[part]})) == QUOTED[part]
    others = {name: value for name, value in WHOLE.items() if name != part}
    with pytest.raises(QuoteError, match=f"pfs has no {part}"):
        quote(outcome(**others), part)


def test_without_a_part_the_first_of_ratio_medians_rates_and_change_is_quoted() -> None:
    left = dict(WHOLE)
    for part in ("hr", "medians", "rates", "change"):
        assert quote(outcome(**left)) == QUOTED[part]
        del left[part]


def test_arms_that_were_never_to_be_compared_are_not_set_against_each_other() -> None:
    apart = {"medians": medians(10, 5), "rates": rates(40, 20), "compared": False}
    assert quote(outcome(**apart), "medians") == "10.0 and 5.0 months"
    assert quote(outcome(**apart), "rates") == "40 and 20 %"


def trial(status: str, *outcomes: Outcome) -> Trial:
    return Trial.model_validate(
        {
            "name": "T",
            "question": "?",
            "design": "d",
            "status": status,
            "reference": "x",
            "population": "p",
            "sites": ["gi"],
            "not_shown": "n",
            "arms": [{"id": "a", "label": "A", "short": "drug", "role": "single"}],
            "outcomes": [o.model_dump() for o in outcomes],
        }
    )


def test_a_trial_is_told_by_its_primary_and_verified_outcomes_only() -> None:
    first = outcome(id="first", primary=True, **WHOLE)
    second = outcome(id="second", **WHOLE)
    unread = outcome(id="unread", primary=True, hr=HazardRatio(value=0.1)).model_copy(
        update={"verified": False}
    )
    whole = trial("reported", first, second, unread)
    assert [o.id for o in primary_outcomes(whole)] == ["first"]
    assert headline(whole) == ("drug: PFS HR 0.50; median 10.0 against 5.0 months",)


def test_each_cohort_is_named_where_there_are_several() -> None:
    one = outcome(id="one", primary=True, cohort="gut", hr=HazardRatio(value=0.5))
    two = outcome(id="two", primary=True, cohort="pancreas", hr=HazardRatio(value=0.4))
    told = headline(trial("reported", one, two))
    assert told == ("drug: gut: PFS HR 0.50", "pancreas: PFS HR 0.40")


def test_a_trial_without_a_result_says_so() -> None:
    assert headline(trial("no result yet")) == ("drug: no result yet",)
    assert headline(LIBRARY.trials["netter-3"]) == (
        "177Lu-Dotatate against octreotide: no result yet",
    )


@pytest.mark.parametrize("id_", list(LIBRARY.trials))
def test_every_trial_has_a_headline(id_: str) -> None:
    told = headline(LIBRARY.trials[id_])
    assert told
    assert all(line and "None" not in line and "nan" not in line for line in told)


def fill(text: str) -> str:
    return filled(text, LIBRARY.trials, LIBRARY.references)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No figure here.", "No figure here."),
        ("PFS {netter-1 pfs}.", "PFS HR 0.21 (95 % CI 0.13 to 0.33)."),
        ("{netter-1 pfs medians}", "not reached against 8.4 months"),
        ("{netter-2 pfs medians}", "22.8 against 8.5 months"),
        ("{netter-2 orr rates}", "43 against 9.3 %"),
        ("{netter-2 pfs} {netter-2 pfs hr}", 2 * "HR 0.28 (95 % CI 0.18 to 0.42) "),
    ],
)
def test_a_token_of_prose_becomes_its_figure(text: str, words: str) -> None:
    assert fill(text) == words.strip()


def test_a_figure_of_a_source_stands_as_it_is_written() -> None:
    figures = [(id_, n, t) for id_, r in LIBRARY.references.items() for n, t in r.figures.items()]
    assert figures
    for id_, name, text in figures:
        if id_ not in LIBRARY.trials:
            assert fill(f"{{{id_} {name}}}") == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{netter-9 pfs}", "{netter-9 pfs}: there is no such figure"),
        ("{netter-1 pfs-9}", "{netter-1 pfs-9}: there is no such figure"),
        ("{netter-1 orr medians}", "orr has no medians"),
        ("{netter-1 PFS}", "a brace that is no token"),
        ("{netter-1 pfs months}", "pfs has no months"),
        ("{netter-1 pfs medians hr}", "pfs medians has no hr"),
        ("{netter-1 a b c d}", "a brace that is no token"),
        ("{netter-1}", "a brace that is no token"),
        ("{netter-1 pfs", "a brace that is no token"),
        ("netter-1 pfs}", "a brace that is no token"),
        ("{ netter-1 pfs }", "a brace that is no token"),
        ("{netter-1  pfs}", "a brace that is no token"),
    ],
)
def test_a_token_that_names_no_figure_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(QuoteError) as refused:
        fill(f"Before {text} after")
    assert says in str(refused.value)


def test_a_figure_that_is_not_verified_is_never_quoted() -> None:
    netter = LIBRARY.trials["netter-1"]
    unread = netter.outcomes[0].model_copy(update={"verified": False})
    spoilt = netter.model_copy(update={"outcomes": (unread, *netter.outcomes[1:])})
    with pytest.raises(QuoteError, match="the figure is not verified"):
        filled("{netter-1 pfs}", {"netter-1": spoilt}, LIBRARY.references)
    assert filled("{netter-1 orr}", {"netter-1": spoilt}, LIBRARY.references) == "18 against 3 %"


def test_the_outcomes_of_a_trial_can_be_told_apart() -> None:
    for id_, whole in LIBRARY.trials.items():
        names = [o.id for o in whole.outcomes]
        assert len(set(names)) == len(names), id_
        assert len({arm.id for arm in whole.arms}) == len(whole.arms), id_


def test_the_experimental_arm_stands_first() -> None:
    for id_, whole in LIBRARY.trials.items():
        roles = [arm.role for arm in whole.arms]
        assert roles == sorted(roles, key=lambda role: role == "control"), id_
        place = {arm.id: at for at, arm in enumerate(whole.arms)}
        for part in whole.outcomes:
            for several in (part.medians, part.rates):
                order = [place[one.arm] for one in several]
                assert order == sorted(order), (id_, part.id)


def test_a_token_is_a_source_a_figure_and_at_most_two_parts() -> None:
    assert TOKEN.fullmatch("{netter-1 pfs}")
    assert TOKEN.fullmatch("{netter-1 pfs medians}")
    assert TOKEN.fullmatch("{promid stable-6-months placebo count}")
    assert not TOKEN.fullmatch("{promid os-2013 high-load placebo count}")


QUOTED_PARTS = [
    ("{promid n} {promid n octreotide} {promid n placebo}", "85 42 43"),
    ("{promid ttp ratio} ({promid ttp ci}), p {promid ttp p}", "0.34 (0.20 to 0.59), p 0.000072"),
    ("{promid ttp octreotide} {promid ttp placebo}", "14.3 months 6.0 months"),
    ("{clarinet pfs lanreotide}", "not reached"),
    ("{clarinet pfs placebo interval}", "18.0 months (95 % CI 12.1 to 24.0)"),
    ("{clarinet pfs lanreotide interval}", "not reached"),
    ("{clarinet pfs-24-months lanreotide interval}", "65.1 % (95 % CI 54.0 to 74.1)"),
    ("{promid ttp events} {promid ttp n}", "67 85"),
    ("{promid os-2009 counts} {promid os-2009 octreotide}", "7 against 9 7"),
    ("{clarinet pfs-events counts} {clarinet pfs-events events}", "32 against 60 92"),
    ("{promid stable-6-months octreotide count}", "28 of 42"),
    ("{promid stable-6-months placebo events}", "16"),
    ("{promid stable-6-months placebo n}", "43"),
    ("{promid stable-6-months placebo share}", "37 %"),
    ("{promid stable-6-months difference}", "29.5 percentage points"),
    ("{clarinet pfs-24-months difference}", "32.1 percentage points"),
    (
        "{clarinet pfs-24-months difference interval}",
        "32.1 percentage points (95 % CI 17.0 to 45.6)",
    ),
    ("{promid ttp difference}", "8.3 months"),
    ("{promid stable-6-months hundred}", "67 against 37 of 100"),
    ("{promid stable-6-months placebo hundred}", "37"),
    ("{promid os-2013 high-load}", "HR 2.18 (95 % CI 0.75 to 6.33)"),
    ("{promid os-2013 high-load medians}", "35.0 against 84.0 months"),
    ("{promid os-2013 low-load medians}", "not reached against 80.5 months"),
    ("{promid os-2013 high-load octreotide}", "35.0 months"),
    ("{promid os-2013 high-load n} {promid os-2013 high-load events}", "21 15"),
    ("{promid ttp low-load}", "27.1 against 7.2 months"),
    ("{promid low-load} {promid low-load share}", "64 of 85 75 %"),
    ("{promid women} {promid women share}", "22 of 42 against 20 of 43 52 against 47 %"),
    ("{promid women placebo share}", "47 %"),
    ("{clarinet stable} {clarinet stable all}", "96 % 96 %"),
    ("{clarinet age} {clarinet age placebo}", "63.3 against 62.2 years 62.2 years"),
    ("{promid crossover} {promid crossover share}", "38 of 43 88 %"),
    ("{clarinet size}", "200"),
    ("{clarinet diarrhoea} {clarinet diarrhoea-related}", "35 against 35 % 26 against 9 %"),
    ("{clarinet diarrhoea placebo}", "35 %"),
    ("{clarinet abdominal-pain severe}", "6 against 4 %"),
    ("{clarinet abdominal-pain severe placebo}", "4 %"),
    ("{clarinet gallstones-related}", "10 %"),
    (
        "{promid stopped-for-harm} {promid stopped-for-harm placebo}",
        "5 of 42 against 0 of 43 0 of 43",
    ),
    ("{clarinet-extension pfs-2021 continued interval}", "38.5 months (95 % CI 30.9 to 59.4)"),
    ("{clarinet-extension after-switch-2016 switched interval}", "14.0 months"),
]


@pytest.mark.parametrize(("text", "words"), QUOTED_PARTS)
def test_a_part_of_a_figure_is_quoted_by_its_name(text: str, words: str) -> None:
    assert fill(text) == words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{promid n nobody}", "there is no number of patients of nobody"),
        ("{promid n octreotide count}", "there is no number of patients of count"),
        ("{promid ttp octreotide count}", "ttp has no count of octreotide"),
        ("{promid ttp octreotide months}", "ttp has no months"),
        ("{promid ttp nobody}", "ttp has no nobody"),
        ("{promid ttp hundred}", "ttp has no people of 100"),
        ("{promid stable-6-months nobody hundred}", "no people of 100"),
        ("{clarinet pfs difference}", "pfs has no difference"),
        ("{promid stable-6-months difference share}", "has no difference share"),
        ("{clarinet-extension pfs-2016 difference}", "pfs-2016 has no difference"),
        ("{promid os-2013 high-load rates}", "high-load has no rates"),
        ("{promid os-2009 medians}", "os-2009 has no medians"),
        ("{clarinet pfs site}", "site has no figure"),
        ("{clarinet stable lanreotide}", "stable has no lanreotide"),
        ("{clarinet stable share}", "stable has no share"),
        ("{clarinet diarrhoea severe}", "diarrhoea has no severe"),
        ("{promid gallstones placebo}", "gallstones has no placebo"),
        ("{promid blinding}", "blinding has no figure"),
        ("{promid crossover octreotide}", "crossover has no octreotide"),
        ("{clarinet size share}", "of how many was not read"),
        ("{merola-2017 gallstones share}", "there is no such figure"),
        ("{promid stable}", "there is no such figure"),
    ],
)
def test_a_part_that_is_not_there_is_refused_with_its_token(text: str, says: str) -> None:
    with pytest.raises(QuoteError) as refused:
        fill(text)
    assert says in str(refused.value) and text in str(refused.value)


@pytest.mark.parametrize("family", ["harms", "baseline", "conduct"])
def test_what_is_not_verified_is_quoted_from_no_part_of_a_trial(family: str) -> None:
    promid = LIBRARY.trials["promid"]
    unread = tuple(one.model_copy(update={"verified": False}) for one in getattr(promid, family))
    trials = {"promid": promid.model_copy(update={family: unread})}
    named = {"harms": "stopped-for-harm", "baseline": "low-load", "conduct": "crossover"}[family]
    with pytest.raises(QuoteError, match="the figure is not verified"):
        filled(f"{{promid {named}}}", trials, LIBRARY.references)


def test_our_inference_is_never_quoted_as_a_figure() -> None:
    promid = LIBRARY.trials["promid"]
    ours = tuple(one.model_copy(update={"ours": True}) for one in promid.conduct)
    trials = {"promid": promid.model_copy(update={"conduct": ours})}
    with pytest.raises(QuoteError, match="the figure is not verified"):
        filled("{promid crossover}", trials, LIBRARY.references)


def test_an_extension_says_in_one_line_that_it_compares_nothing() -> None:
    [line] = headline(LIBRARY.trials["clarinet-extension"])
    assert line.startswith("lanreotide continued and lanreotide after placebo: ")
    assert "without a control" in line and "against" not in line


@pytest.mark.parametrize("id_", list(LIBRARY.trials))
def test_what_the_parts_of_a_trial_hold_agrees_with_its_arms(id_: str) -> None:
    trial = LIBRARY.trials[id_]
    sizes = {arm.id: arm.n for arm in trial.arms}
    for harm in trial.harms:
        for count in harm.counts:
            size = sizes[count.arm]
            fewer = count.n and size and count.n < size and harm.note.startswith("Of those ")
            assert count.n == size or fewer, harm.id
    for feature in trial.baseline:
        for measure in feature.values:
            assert measure.n in (None, sizes.get(measure.arm, trial.n)), feature.id
    for outcome in trial.outcomes:
        assert outcome.n is None or trial.n is None or outcome.n <= trial.n or trial.extends


def test_the_extension_and_the_placebo_arm_never_meet_in_one_figure() -> None:
    extension = LIBRARY.trials["clarinet-extension"]
    assert extension.extends == "clarinet"
    for outcome in extension.outcomes:
        assert len(outcome.medians) == 1 and not outcome.compared
    for conflict in extension.conflicts:
        said = " ".join(reading.says for reading in conflict.readings)
        assert "18.0" not in said and "16.6" not in said
