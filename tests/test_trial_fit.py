"""Whether a patient would have been in a trial; nothing is ever taken as met by guessing."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from deploy.run import ROOT
from netlogic.checks import checked
from netlogic.criteria import Bounds, Criteria
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import Patient, Value, facts, inputs_behind
from netlogic.schema import EntryCriterion, Trial
from netlogic.trial_fit import (
    DOES_NOT_MEET,
    MEETS,
    NOT_ASKED,
    NOT_KNOWN,
    SHOWN,
    CriterionFit,
    TrialFit,
    Verdict,
    fit,
    in_order,
    of_other_sites,
    resting_on,
    sentence,
    verdict,
)
from tests.strategies import EDGES, around, changed, complete, hidden, partly_unknown, somebody

LIBRARY = library()
EXTENSIONS = {id_ for id_, trial in LIBRARY.trials.items() if trial.extends}
TRIALS = tuple(id_ for id_ in LIBRARY.trials if id_ not in EXTENSIONS)
ALL = [(id_, c) for id_, trial in LIBRARY.trials.items() for c in trial.criteria]
JUDGED = [(id_, c) for id_, c in ALL if c.asked_here]
ASKED_TWICE = {"any primary, in a pancreatic or an extra-pancreatic cohort"}  # nobody is outside
USUAL = LIBRARY.default_patient()


def named(pairs: list[tuple[str, EntryCriterion]]) -> list[Any]:
    return [pytest.param(id_, one, id=f"{id_}: {one.asked}") for id_, one in pairs]


def fits(patient: Patient, trial: str) -> TrialFit:
    return fit(trial, facts(patient), LIBRARY)


def asked(patient: Patient, trial: str, words: str) -> Verdict:
    """The verdict on the criterion that begins with these words."""
    [one] = [c for c in fits(patient, trial).criteria if c.criterion.asked.startswith(words)]
    return one.verdict


def criterion(**parts: Any) -> EntryCriterion:
    beyond = {"beyond": "Nothing."} if "when" in parts or "unless" in parts else {}
    said = {"asked": "something", "sources": ["promid"], "verified": True}
    return EntryCriterion.model_validate(said | beyond | parts)


# The form


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"when": {}}, "when: names no fact"),
        ({"unless": {}}, "unless: names no fact"),
        ({"partly": True}, "partly: goes with when"),
        ({"partly": True, "unless": {"frail": True}}, "partly: goes with when"),
        (
            {"partly": True, "when": {"frail": False}, "unless": {"frail": True}},
            "partly: goes with when",
        ),
        ({"when": {"frail": False}, "verified": False}, "not verified is not judged"),
        ({"when": {"frail": False}, "beyond": ""}, "beyond: goes with when or unless"),
        ({"beyond": "Something."}, "beyond: goes with when or unless"),
        ({"sources": []}, "at least 1 item"),
        ({"when": {"age": 18}}, "no fact called 'age'"),
    ],
)
def test_a_criterion_that_cannot_be_judged_as_it_says_is_refused(
    parts: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        criterion(**parts)


def test_criteria_name_when_they_were_drafted_and_none_stands_twice() -> None:
    whole = LIBRARY.trials["promid"].model_copy(update={"criteria": ()}).model_dump()
    first = {"asked": "midgut primary", "sources": ["promid"], "verified": True}
    with pytest.raises(ValidationError, match="says when the criteria were drafted"):
        Trial.model_validate(whole | {"criteria": [first], "reviewed": None})
    with pytest.raises(ValidationError, match="'midgut primary' stands there twice"):
        Trial.model_validate(whole | {"criteria": [first, first]})


def test_the_example_of_the_readme_is_a_criterion() -> None:
    text = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    blocks = [b for b in re.findall(r"```toml\n(.*?)```", text, re.S) if "[[criteria]]" in b]
    [block] = blocks
    for one in tomllib.loads(block)["criteria"]:
        EntryCriterion.model_validate(one)


# The content


def test_every_trial_has_criteria_that_are_asked_here() -> None:
    assert set(in_order(LIBRARY)) == set(TRIALS)
    for id_ in TRIALS:
        trial = LIBRARY.trials[id_]
        unread = [one for one in trial.criteria if one.asked == "the rest of its list"]
        assert all(not one.verified and one.note for one in unread)
        least = 2 if unread else 4  # a list that was not read in full says so
        assert sum(one.asked_here for one in trial.criteria) >= least, id_
        assert trial.reviewed and trial.reviewed.drafted <= date.today()


def test_an_extension_has_no_criteria_of_its_own_and_is_not_listed() -> None:
    assert "clarinet-extension" in EXTENSIONS
    for id_ in EXTENSIONS:
        assert not LIBRARY.trials[id_].criteria
        assert id_ not in in_order(LIBRARY)
        assert sentence(fits(USUAL, id_)) == "Cannot be said: no entry criteria were read."


def test_the_order_of_the_trials_is_that_of_the_options_they_are_evidence_of() -> None:
    order = in_order(LIBRARY)
    assert order[:2] == ("promid", "clarinet")
    assert order.index("netter-2") < order.index("radiant-3") < order.index("cabinet")


@pytest.mark.parametrize(("trial", "one"), named(ALL))
def test_a_criterion_is_told_in_short_words_and_whole_sentences(
    trial: str, one: EntryCriterion
) -> None:
    assert len(one.asked) <= 90
    assert not one.asked.endswith(".")
    for text in (one.beyond, one.note):
        assert not text or (text.endswith(".") and not text[0].islower()), text
    assert len(one.beyond) <= 170
    assert all(source in LIBRARY.references for source in one.sources)


def values_of(fact: str, *parts: Criteria | None) -> list[Value | None]:
    """Every value of a fact that can matter to the conditions, and unknown."""
    words = LIBRARY.words(fact)
    if words.kind == "choice":
        return [None, *(choice.id for choice in words.values)]
    if words.kind == "yes-no":
        return [None, True, False]
    wanted = [part.root[fact] for part in parts if part and fact in part.root]
    limits = {n for one in wanted for n in (one.numbers if isinstance(one, Bounds) else (one,))}
    near = [value for limit in limits for value in around(fact, float(limit))]  # type: ignore[arg-type]
    return [None, *dict.fromkeys([*EDGES[fact], *near])]


def combinations(one: EntryCriterion) -> Iterator[dict[str, Value | None]]:
    """The facts of a criterion in every combination; those that follow from others do follow."""
    parts = (one.concerns, one.when, one.unless)
    named_facts = dict.fromkeys(fact for part in parts if part for fact in part)
    if one.unless or one.concerns.root:
        behind = {name: None for fact in named_facts for name in sorted(inputs_behind(fact))}
        for values in product(*(values_of(name, *parts) for name in behind)):
            whole = Patient.model_validate(dict(zip(behind, values, strict=True)))
            yield {fact: facts(whole)[fact] for fact in named_facts}
    else:
        for values in product(*(values_of(fact, *parts) for fact in named_facts)):
            yield dict(zip(named_facts, values, strict=True))


@pytest.mark.parametrize(("trial", "one"), named(JUDGED))
def test_a_verdict_agrees_with_the_conditions_for_every_combination_of_facts(
    trial: str, one: EntryCriterion
) -> None:
    seen = set()
    for known in combinations(one):
        met = one.when.verdict(known) if one.when else False
        out = one.unless.verdict(known) if one.unless else None
        assert not (met and out), "a patient cannot both meet a criterion and miss it"
        concerned = one.concerns.verdict(known)
        found = verdict(one, known)
        seen.add(found)
        assert (found == MEETS) == (met is True)
        if found == DOES_NOT_MEET:
            assert concerned is not None and met is not True
            assert out is True or (one.unless is None and met is False and not one.partly)
        if concerned and None not in known.values() and one.when and not (one.partly or one.unless):
            assert found == (MEETS if met else DOES_NOT_MEET)
        if found == NOT_ASKED:
            assert one.when is None
    assert (MEETS in seen) == (one.when is not None)
    assert DOES_NOT_MEET in seen or one.partly or one.asked in ASKED_TWICE


@pytest.mark.parametrize(("trial", "one"), named(JUDGED))
def test_some_patient_meets_or_misses_each_criterion(trial: str, one: EntryCriterion) -> None:
    for condition in (one.when, one.unless):
        if condition:
            found = somebody(condition)
            assert found is not None
            who = changed(USUAL, **found)
            assert condition.verdict(facts(who)) is True


def test_everybody_is_judged_by_what_is_asked_of_everybody() -> None:
    for trial in ("radiant-4", "compete"):
        partial = [c for c in LIBRARY.trials[trial].criteria if c.concerns.root]
        assert partial
        gut, lung = (fits(changed(USUAL, primary=p), trial) for p in ("rectum", "lung-typical"))
        assert gut.criteria != lung.criteria


def test_a_trial_with_a_criterion_that_nobody_can_meet_is_judged_by_none() -> None:
    clarinet = LIBRARY.trials["clarinet"]
    odd = criterion(concerns={"site": "gut"}, when={"frail": False})
    trials = {**LIBRARY.trials}
    trials["clarinet"] = clarinet.model_copy(update={"criteria": (*clarinet.criteria, odd)})
    spoilt = checked(replace(LIBRARY, trials=trials))
    assert [str(fault) for fault in spoilt.faults] == [
        "content/trials/clarinet.toml: criteria.14: concerns: site: is never 'gut'"
    ]
    assert "clarinet" not in in_order(spoilt) and "promid" in in_order(spoilt)
    assert sentence(fit("clarinet", facts(USUAL), spoilt)).startswith("Cannot be said: no entry")


# Promises


@given(complete(), st.data())
def test_making_a_fact_unknown_never_turns_a_verdict_into_meets(
    patient: Patient, data: st.DataObject
) -> None:
    less = data.draw(hidden(patient))
    for trial in TRIALS:
        before, after = (
            {one.criterion.asked: one.verdict for one in fits(who, trial).criteria}
            for who in (patient, less)
        )
        for words, found in after.items():
            # One that does not concern the patient is as good as met.
            if found in (MEETS, DOES_NOT_MEET):
                assert before.get(words, MEETS) == found, (trial, words)
        if fits(less, trial).verdict in (MEETS, DOES_NOT_MEET):
            assert fits(patient, trial).verdict == fits(less, trial).verdict, trial


@given(partly_unknown())
def test_what_is_not_asked_or_not_known_is_never_met(patient: Patient) -> None:
    for trial in TRIALS:
        found = fits(patient, trial)
        for one in found.criteria:
            if not one.criterion.asked_here:
                assert one.verdict == NOT_ASKED
            if one.verdict == MEETS:
                assert one.criterion.when and one.criterion.when.verdict(facts(patient)) is True
            assert all(getattr(patient, name) is None for name in one.unknown)
            assert not one.unknown or one.verdict == NOT_KNOWN
        if found.verdict == MEETS:
            assert not found.those(NOT_KNOWN) and not found.those(DOES_NOT_MEET)
            assert found.those(MEETS)


def test_of_an_unknown_patient_nothing_is_met_and_nothing_is_missed() -> None:
    for trial in TRIALS:
        found = fits(Patient(), trial)
        assert not found.those(MEETS) and not found.those(DOES_NOT_MEET), trial
        assert found.verdict == NOT_KNOWN
        assert sentence(found).startswith("Cannot be said; not known: ")


@given(partly_unknown())
def test_a_verdict_names_the_criteria_that_decide_it(patient: Patient) -> None:
    for trial in TRIALS:
        found, said = fits(patient, trial), sentence(fits(patient, trial))
        deciding = found.those(found.verdict) if found.verdict != MEETS else ()
        for one in deciding[:SHOWN]:
            assert one.criterion.asked in said
        assert (f"and {len(deciding) - SHOWN} more." in said) == (len(deciding) > SHOWN)
        if found.verdict == MEETS and found.those(NOT_ASKED):
            assert "not asked here" in said


# Known patients


@pytest.mark.parametrize(
    ("trial", "changes", "words", "expected"),
    [
        ("clarinet", {"ki67": 9.9}, "Ki-67", MEETS),
        ("clarinet", {"ki67": 10}, "Ki-67", DOES_NOT_MEET),
        ("clarinet", {"ki67": 15}, "Ki-67", DOES_NOT_MEET),
        ("clarinet", {"krenning": 1}, "receptor scan", DOES_NOT_MEET),
        ("clarinet", {"krenning": 2}, "receptor scan", MEETS),
        ("clarinet", {"syndrome": "carcinoid"}, "no hormone", DOES_NOT_MEET),
        ("clarinet", {"syndrome": "gastrinoma"}, "no hormone", NOT_KNOWN),
        ("clarinet", {"primary": "duodenum"}, "primary in", NOT_KNOWN),
        ("clarinet", {"primary": "unknown-primary"}, "primary in", MEETS),
        ("clarinet", {"tempo": "rapid"}, "two scans", NOT_ASKED),
        ("netter-2", {"ki67": 9.9}, "Ki-67", DOES_NOT_MEET),
        ("netter-2", {"ki67": 10}, "Ki-67", MEETS),
        ("netter-2", {"ki67": 55}, "Ki-67", MEETS),
        ("netter-2", {"ki67": 55.1}, "Ki-67", DOES_NOT_MEET),
        ("netter-2", {"krenning": 2}, "uptake above", DOES_NOT_MEET),
        ("netter-2", {"distribution": "heterogeneous"}, "uptake in every", NOT_KNOWN),
        ("netter-2", {"distribution": "negative-lesions"}, "uptake in every", DOES_NOT_MEET),
        ("netter-1", {"ki67": 20}, "Ki-67", MEETS),
        ("netter-1", {"ki67": 20.1}, "Ki-67", DOES_NOT_MEET),
        ("netter-1", {"tempo": "slow"}, "progression", NOT_KNOWN),
        ("netter-1", {"line": "first"}, "after an SSA", DOES_NOT_MEET),
        ("netter-1", {"syndrome": "carcinoid"}, "after an SSA", NOT_KNOWN),
        ("promid", {"primary": "pancreas"}, "midgut", DOES_NOT_MEET),
        ("promid", {"primary": "unknown-primary"}, "midgut", NOT_KNOWN),
        ("promid", {"performance_status": 1}, "Karnofsky", MEETS),
        ("promid", {"performance_status": 2}, "Karnofsky", NOT_KNOWN),
        ("promid", {"performance_status": 3}, "Karnofsky", DOES_NOT_MEET),
        ("promid", {"syndrome": "carcinoid"}, "no SSA", NOT_ASKED),
        ("promid", {"syndrome": "carcinoid", "refractory": True}, "no SSA", DOES_NOT_MEET),
        ("compete", {"syndrome": "carcinoid"}, "no hormone", DOES_NOT_MEET),
        ("compete", {"tempo": "slow"}, "progressive", NOT_KNOWN),
        ("radiant-3", {"marrow": "impaired"}, "enough marrow", DOES_NOT_MEET),
        ("radiant-3", {"marrow": "adequate"}, "enough marrow", NOT_ASKED),
        ("radiant-3", {"marrow": None}, "enough marrow", NOT_KNOWN),
        ("radiant-4", {"tempo": "progressive"}, "progression", NOT_KNOWN),
        ("radiant-4", {"tempo": "rapid"}, "progression", MEETS),
        ("radiant-4", {"primary": "thymus"}, "primary in", DOES_NOT_MEET),
        ("sunitinib-pancreatic", {"tempo": "slow"}, "progression", DOES_NOT_MEET),
        ("spinet", {"krenning": 1}, "positive", NOT_KNOWN),
    ],
)
def test_a_criterion_at_its_limit(
    trial: str, changes: dict[str, Any], words: str, expected: Verdict
) -> None:
    assert asked(changed(USUAL, **changes), trial, words) == expected


def test_hepatic_load_and_receptors_were_no_entry_criteria_of_promid() -> None:
    for burden, krenning in product((0, 90, None), (0, 4, None)):
        who = changed(USUAL, hepatic_burden=burden, krenning=krenning)
        assert fits(who, "promid") == fits(USUAL, "promid")


def test_a_functioning_pancreatic_tumour_could_enter_compete() -> None:
    who = changed(USUAL, primary="pancreas", syndrome="insulinoma")
    assert fits(who, "compete").verdict == MEETS
    assert "no hormone" not in sentence(fits(who, "compete"))


def test_where_it_is_not_known_whom_a_criterion_concerns_it_stays_open() -> None:
    who = changed(USUAL, primary=None, syndrome="carcinoid")
    assert asked(who, "compete", "no hormone") == NOT_KNOWN
    assert asked(changed(who, syndrome="none"), "compete", "no hormone") == MEETS


@pytest.mark.parametrize(
    ("preset", "trials"),
    [
        (
            "progressive-midgut",
            {
                "promid",
                "clarinet",
                "netter-3",
                "compete",
                "sanet-ep",
                "axinet",
                "retnet",
                "arnold-2005",
                "sorento",
            },
        ),
        ("quiet-ileal", {"promid", "clarinet", "sorento"}),
        (
            "midgut-after-ssa",
            {
                *("clarinet-forte", "netter-1", "compete", "sanet-ep", "axinet"),
                *("a021202", "talent", "retnet", "arnold-2005"),
            },
        ),
        (
            "net-g3",
            {
                *("netter-2", "compose", "sunitinib-pancreatic", "sunitinib-phase-4"),
                *("retnet", "arnold-2005", "netter-r"),
            },
        ),
        (
            "pancreas-after-ssa",
            {
                *("clarinet-forte", "compete", "oclurandom", "radiant-3", "seqtor"),
                *("sunitinib-pancreatic", "sunitinib-phase-4", "e2211", "sanet-p"),
                *("cooperate-2", "retnet", "arnold-2005", "netter-r"),
            },
        ),
        (
            "uncontrolled-carcinoid",
            {"telestar", "netter-3", "pasireotide-carcinoid", "sorento"},
        ),
        ("lung-atypical", {"sanet-ep", "axinet", "a021202", "luna", "retnet"}),
    ],
)
def test_a_scenario_fits_the_trials_it_should(preset: str, trials: set[str]) -> None:
    who = LIBRARY.patient(LIBRARY.presets[preset].patient)
    assert {id_ for id_ in TRIALS if fits(who, id_).verdict == MEETS} == trials


def test_the_sentence_says_who_would_not_have_been_enrolled_and_why() -> None:
    said = sentence(fits(changed(USUAL, ki67=15), "clarinet"))
    assert said == "Would not have been enrolled: Ki-67 below 10 %."
    said = sentence(fits(changed(USUAL, primary="pancreas"), "promid"))
    assert said == "Would not have been enrolled: midgut primary."


def test_the_sentence_counts_what_is_not_asked() -> None:
    assert sentence(fits(USUAL, "clarinet")) == (
        "Meets every criterion asked here; 6 are not asked here."
    )
    one = CriterionFit(criterion(), NOT_ASKED, (), ())
    met = CriterionFit(criterion(when={"frail": False}), MEETS, ("frail",), ())
    assert sentence(TrialFit("x", (met, one))).endswith("; 1 is not asked here.")
    assert sentence(TrialFit("x", (met,))) == "Meets every criterion asked here."
    assert sentence(TrialFit("x", (one,))).startswith("Cannot be said: nothing that")
    assert sentence(TrialFit("x", ())) == "Cannot be said: no entry criteria were read."


def test_a_criterion_names_the_test_that_would_settle_it() -> None:
    [one] = fits(changed(USUAL, ki67=None), "clarinet").those(NOT_KNOWN)
    assert one.unknown == ("ki67",)
    coarse = fits(changed(USUAL, tempo="slow"), "compete").those(NOT_KNOWN)
    assert [c.unknown for c in coarse] == [()]


def test_a_fact_that_only_repeats_another_is_not_told() -> None:
    told = {c.criterion.asked: c.facts for c in fits(USUAL, "clarinet").criteria}
    assert told["no hormone syndrome"] == ("syndrome",)


# What rests on a trial


def test_the_arguments_that_apply_stand_first_and_name_the_trial() -> None:
    known = facts(USUAL)
    for trial in TRIALS:
        found = resting_on(trial, known, LIBRARY)
        assert [one.applies for one in found] == sorted(
            (one.applies for one in found), key=[True, None, False].index
        )
        assert {one.id for one in found} == {
            id_ for id_, rule in LIBRARY.rules.items() if trial in rule.evidence
        }


@given(partly_unknown())
def test_an_argument_applies_here_just_as_in_the_reading(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    counted = {id_ for option in read.options.values() for id_ in option.arguments}
    for trial in ("clarinet", "netter-2"):
        applying = {one.id for one in resting_on(trial, read.facts, LIBRARY) if one.applies}
        about = {id_ for id_ in counted if trial in LIBRARY.rules[id_].evidence}
        assert about <= applying


@given(partly_unknown())
def test_an_argument_extrapolates_only_where_no_trial_it_names_would_have_enrolled(
    patient: Patient,
) -> None:
    known = facts(patient)
    for trial in ("clarinet", "netter-1", "radiant-4"):
        for one in resting_on(trial, known, LIBRARY):
            if one.extrapolates:
                assert one.applies and one.rule.argues == "for"
                assert all(fits(patient, t).verdict == DOES_NOT_MEET for t in one.rule.evidence)


def test_an_ssa_for_a_functioning_tumour_of_the_gut_that_has_had_one_extrapolates() -> None:
    who = LIBRARY.patient(LIBRARY.presets["uncontrolled-carcinoid"].patient)
    for patient, expected in ((USUAL, False), (who, True)):
        found = {one.id: one for one in resting_on("clarinet", facts(patient), LIBRARY)}
        assert found["ssa-gut"].applies and found["ssa-gut"].extrapolates == expected
    # RADIANT-3 would not have enrolled this patient, but RADIANT-4, on which it rests too, might.
    first = {one.id: one for one in resting_on("radiant-3", facts(USUAL), LIBRARY)}
    assert first["everolimus-first-line-progressing"].applies
    assert not first["everolimus-first-line-progressing"].extrapolates


def test_trials_of_other_sites_are_told_apart_only_where_the_site_is_known() -> None:
    sunitinib = LIBRARY.trials["sunitinib-pancreatic"]
    assert of_other_sites(sunitinib, facts(USUAL))
    assert not of_other_sites(sunitinib, facts(changed(USUAL, primary="pancreas")))
    assert not of_other_sites(sunitinib, facts(changed(USUAL, primary=None)))


# The limits of trials stay theirs


def test_limits_of_criteria_change_no_telling_value_of_the_pathway() -> None:
    bare = {
        id_: trial.model_copy(update={"criteria": (), "reviewed": None})
        for id_, trial in LIBRARY.trials.items()
    }
    without = replace(LIBRARY, trials=bare)
    assert without.telling == LIBRARY.telling
    for fact in LIBRARY.inputs:
        assert without.limits_of(fact) == LIBRARY.limits_of(fact)
