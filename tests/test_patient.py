"""What follows from the facts of a patient: at its limits, and when something is unknown."""

from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from netlogic.patient import (
    DERIVED,
    INPUTS,
    Patient,
    Value,
    above,
    among,
    at_least,
    choose,
    derived,
    either,
    every,
    facts,
    inputs_behind,
    negated,
    total,
)
from tests.strategies import EDGES, LIBRARY, SUM, USUAL, around, changed, complete, hidden

Changes = dict[str, Any]
MANY = 400

# Of each derived fact: what is changed about the usual patient, and what then follows.
EXAMPLES: dict[str, list[tuple[Changes, Value | None]]] = {
    "site": [
        ({"primary": "small-intestine"}, "gi"),
        ({"primary": "duodenum"}, "gi"),
        ({"primary": "stomach"}, "gi"),
        ({"primary": "rectum"}, "gi"),
        ({"primary": "unknown-primary"}, "gi"),
        ({"primary": "pancreas"}, "pancreas"),
        ({"primary": "lung-typical"}, "thoracic"),
        ({"primary": "lung-atypical"}, "thoracic"),
        ({"primary": "thymus"}, "thoracic"),
        ({"primary": None}, None),
    ],
    "grade": [
        ({"ki67": 0}, "G1"),
        ({"ki67": 2.999}, "G1"),
        ({"ki67": 3}, "G2"),
        ({"ki67": 20}, "G2"),
        ({"ki67": 20.001}, "G3"),
        ({"ki67": 100}, "G3"),
        ({"ki67": None}, None),
    ],
    "functioning": [
        ({"syndrome": "none"}, False),
        ({"syndrome": "carcinoid"}, True),
        ({"syndrome": "acth"}, True),
        ({"syndrome": None}, None),
    ],
    "refractory_syndrome": [
        ({"syndrome": "carcinoid", "refractory": True}, True),
        ({"syndrome": "carcinoid", "refractory": False}, False),
        ({"syndrome": "none", "refractory": True}, False),
        ({"syndrome": "none", "refractory": None}, False),
        ({"syndrome": None, "refractory": False}, False),
        ({"syndrome": None, "refractory": True}, None),
        ({"syndrome": "carcinoid", "refractory": None}, None),
    ],
    "progressing": [
        ({"tempo": "stable"}, False),
        ({"tempo": "slow"}, False),
        ({"tempo": "progressive"}, True),
        ({"tempo": "rapid"}, True),
        ({"tempo": None}, None),
    ],
    "local_only": [
        ({"hepatic_burden": 0, "extent": "localised"}, True),
        ({"hepatic_burden": 0, "extent": "regional", "extrahepatic": "limited"}, True),
        ({"hepatic_burden": 0, "extent": "metastatic"}, False),
        ({"hepatic_burden": 0.001, "extent": "localised"}, False),
        ({"hepatic_burden": 0, "extent": "localised", "bone": "few"}, False),
        ({"hepatic_burden": 0, "extent": "localised", "peritoneum": "present"}, False),
        ({"hepatic_burden": 0, "extent": "localised", "extrahepatic": "extensive"}, False),
        ({"hepatic_burden": None, "extent": "localised"}, None),
        ({"hepatic_burden": None, "extent": "metastatic"}, False),
        ({"hepatic_burden": 0, "extent": None}, None),
    ],
    "extent_conflict": [
        ({"extent": "localised", "hepatic_burden": 0}, False),
        ({"extent": "localised", "hepatic_burden": 1}, True),
        ({"extent": "regional", "hepatic_burden": 0, "bone": "few"}, True),
        ({"extent": "regional", "hepatic_burden": 0, "extrahepatic": "limited"}, False),
        ({"extent": "regional", "hepatic_burden": 0, "extrahepatic": "extensive"}, True),
        ({"extent": "regional", "hepatic_burden": 0, "peritoneum": "present"}, False),
        ({"extent": "metastatic", "hepatic_burden": 0}, True),
        ({"extent": "metastatic", "hepatic_burden": 0, "peritoneum": "present"}, False),
        ({"extent": "metastatic", "hepatic_burden": 5}, False),
        ({"extent": "metastatic", "hepatic_burden": None}, None),
        ({"extent": None, "hepatic_burden": 0}, None),
    ],
    "localised_resectable": [
        ({"hepatic_burden": 0, "extent": "localised", "resectability": "complete"}, True),
        ({"hepatic_burden": 0, "extent": "localised", "resectability": "none"}, False),
        ({"hepatic_burden": 5, "extent": "localised", "resectability": "complete"}, False),
        (
            {
                "hepatic_burden": 0,
                "extent": "localised",
                "resectability": "complete",
                "line": "after-ssa",
            },
            False,
        ),
        (
            {
                "hepatic_burden": 0,
                "extent": "localised",
                "resectability": "complete",
                "syndrome": "carcinoid",
            },
            False,
        ),
        ({"hepatic_burden": 0, "extent": "localised", "resectability": None}, None),
        ({"hepatic_burden": 5, "extent": "localised", "resectability": None}, False),
    ],
    "liver_limited": [
        ({}, True),
        ({"hepatic_burden": 0}, False),
        ({"hepatic_burden": 0.001}, True),
        ({"extrahepatic": "limited"}, False),
        ({"bone": "few"}, False),
        ({"peritoneum": "present"}, False),
        ({"bone": None}, None),
        ({"bone": None, "peritoneum": "present"}, False),
    ],
    "liver_dominant": [
        ({}, True),
        ({"hepatic_burden": 0}, False),
        ({"extrahepatic": "limited", "bone": "few", "peritoneum": "present"}, True),
        ({"extrahepatic": "extensive"}, False),
        ({"bone": "extensive"}, False),
        ({"peritoneum": "at-risk"}, False),
        ({"hepatic_burden": None}, None),
        ({"hepatic_burden": None, "bone": "extensive"}, False),
    ],
    "high_volume": [
        ({"hepatic_burden": 25}, False),
        ({"hepatic_burden": 25.001}, True),
        ({"extrahepatic": "limited", "bone": "few"}, False),
        ({"extrahepatic": "extensive"}, True),
        ({"bone": "extensive"}, True),
        ({"hepatic_burden": None}, None),
        ({"hepatic_burden": None, "bone": "extensive"}, True),
        ({"hepatic_burden": 26, "bone": None}, True),
    ],
    "lower_grade": [
        ({"ki67": 20}, True),
        ({"ki67": 20.001}, False),
        ({"ki67": 60, "primary": "thymus"}, True),
        ({"ki67": None, "primary": "lung-typical"}, True),
        ({"ki67": 30, "primary": None}, None),
        ({"ki67": 20, "primary": None}, True),
        ({"ki67": None}, None),
    ],
    "bowel_at_stake": [
        ({}, False),
        ({"bowel_obstruction": True}, True),
        ({"peritoneum": "at-risk"}, False),
        ({"peritoneum": "at-risk", "bulk_symptoms": "mild"}, True),
        ({"peritoneum": "present", "bulk_symptoms": "severe"}, False),
        ({"peritoneum": "at-risk", "bulk_symptoms": None}, None),
        ({"peritoneum": "at-risk", "bulk_symptoms": None, "bowel_obstruction": True}, True),
        ({"bowel_obstruction": None}, None),
    ],
    "advanced": [
        ({"extent": "metastatic", "resectability": "complete"}, True),
        ({"extent": "localised", "resectability": "none"}, True),
        ({"extent": "regional", "resectability": "debulk-70-90"}, False),
        ({"extent": None, "resectability": "none"}, True),
        ({"extent": None, "resectability": "complete"}, None),
    ],
    "quiet_disease": [
        ({}, True),
        ({"ki67": 5}, True),
        ({"ki67": 5.001}, False),
        ({"hepatic_burden": 25}, True),
        ({"hepatic_burden": 25.001}, False),
        ({"tempo": "slow"}, True),
        ({"tempo": "progressive"}, False),
        ({"line": "after-ssa"}, False),
        ({"extrahepatic": "limited"}, True),
        ({"extrahepatic": "extensive"}, False),
        ({"bone": "few"}, True),
        ({"bone": "extensive"}, False),
        ({"peritoneum": "present"}, True),
        ({"peritoneum": "at-risk"}, False),
        ({"bulk_symptoms": "mild"}, False),
        ({"syndrome": "gastrinoma"}, False),
        ({"quality_of_life": "moderate"}, True),
        ({"quality_of_life": "high"}, False),
        ({"tempo": None}, None),
        ({"tempo": None, "ki67": 6}, False),
    ],
    "ideal_for_observation": [
        ({}, True),
        ({"ki67": 2.999}, True),
        ({"ki67": 3}, False),
        ({"hepatic_burden": 10}, True),
        ({"hepatic_burden": 10.001}, False),
        ({"tempo": "slow"}, False),
        ({"bulk_symptoms": "mild"}, False),
        ({"ki67": None}, None),
        ({"ki67": None, "tempo": "slow"}, False),
    ],
    "pressing": [
        ({}, False),
        ({"tempo": "progressive"}, True),
        ({"hepatic_burden": 25.001}, True),
        ({"hepatic_burden": 25}, False),
        ({"bulk_symptoms": "mild"}, True),
        ({"tempo": None}, None),
        ({"tempo": None, "bulk_symptoms": "severe"}, True),
    ],
    "needs_shrinkage": [
        ({}, False),
        ({"bulk_symptoms": "severe"}, True),
        ({"bulk_symptoms": "mild"}, False),
        ({"tempo": "rapid"}, True),
        ({"tempo": "progressive"}, False),
        ({"hepatic_burden": 26}, False),
        ({"hepatic_burden": 25.001, "tempo": "progressive"}, True),
        ({"hepatic_burden": 25, "tempo": "progressive"}, False),
        ({"hepatic_burden": 26, "bulk_symptoms": "mild"}, True),
        ({"hepatic_burden": 26, "tempo": None}, None),
        ({"hepatic_burden": None, "tempo": "stable"}, False),
        ({"hepatic_burden": None, "tempo": "progressive"}, None),
    ],
    "ssa_alone_insufficient": [
        ({}, False),
        ({"bulk_symptoms": "severe"}, True),
        ({"hepatic_burden": 51}, False),
        ({"hepatic_burden": 50, "tempo": "progressive"}, False),
        ({"hepatic_burden": 50.001, "tempo": "progressive"}, True),
        ({"hepatic_burden": 51, "bulk_symptoms": "mild"}, True),
        ({"hepatic_burden": 51, "syndrome": "carcinoid"}, True),
        ({"hepatic_burden": 51, "tempo": None}, None),
        ({"hepatic_burden": None}, False),
        ({"hepatic_burden": None, "syndrome": "carcinoid"}, None),
    ],
    "receptors_insufficient": [
        ({"krenning": 0}, True),
        ({"krenning": 1}, True),
        ({"krenning": 2}, False),
        ({"distribution": "heterogeneous"}, False),
        ({"distribution": "negative-lesions"}, True),
        ({"fdg": "concordant"}, False),
        ({"fdg": "discordant"}, True),
        ({"krenning": None}, None),
        ({"krenning": None, "fdg": "discordant"}, True),
        ({"krenning": 1, "fdg": None, "distribution": None}, True),
        ({"fdg": None}, None),
    ],
    "hormones_uncontrolled": [
        ({"syndrome": "none", "refractory": True}, False),
        ({"syndrome": "carcinoid", "refractory": True, "main_symptom": "flushing"}, True),
        ({"syndrome": "carcinoid", "refractory": True, "main_symptom": "both"}, True),
        ({"syndrome": "carcinoid", "refractory": True, "main_symptom": "diarrhoea"}, False),
        (
            {
                "syndrome": "carcinoid",
                "refractory": True,
                "main_symptom": "diarrhoea",
                "other_diarrhoea_excluded": True,
            },
            True,
        ),
        (
            {
                "syndrome": "carcinoid",
                "refractory": True,
                "main_symptom": "diarrhoea",
                "other_diarrhoea_excluded": None,
            },
            None,
        ),
        ({"syndrome": "vipoma", "refractory": True, "main_symptom": "diarrhoea"}, True),
        ({"syndrome": "carcinoid", "refractory": False, "main_symptom": None}, False),
        ({"syndrome": "carcinoid", "refractory": True, "main_symptom": None}, None),
    ],
    "heavily_symptomatic": [
        ({}, False),
        ({"bulk_symptoms": "mild"}, False),
        ({"bulk_symptoms": "severe"}, True),
        ({"syndrome": "carcinoid", "refractory": True}, True),
        ({"syndrome": "carcinoid", "syndrome_severity": "severe"}, True),
        ({"syndrome": "carcinoid", "syndrome_severity": "mild"}, False),
        ({"syndrome": "none", "syndrome_severity": "severe"}, False),
        ({"bulk_symptoms": None}, None),
        ({"syndrome": "carcinoid", "syndrome_severity": None}, None),
    ],
    "high_symptom_load": [
        ({}, False),
        ({"quality_of_life": "moderate"}, False),
        ({"quality_of_life": "high"}, True),
        ({"bulk_symptoms": "severe"}, True),
        ({"quality_of_life": None}, None),
        ({"quality_of_life": None, "bulk_symptoms": "severe"}, True),
    ],
    "netter3_burden": [
        ({}, False),
        ({"hepatic_burden": 25}, False),
        ({"hepatic_burden": 25.001}, True),
        ({"tempo": "progressive"}, True),
        ({"bulk_symptoms": "mild"}, True),
        ({"bone": "few"}, True),
        ({"peritoneum": "present"}, True),
        ({"syndrome": "carcinoid", "refractory": True}, True),
        ({"syndrome": "carcinoid", "syndrome_severity": "mild"}, False),
        ({"syndrome": "carcinoid", "syndrome_severity": "severe"}, True),
        ({"tempo": None}, None),
        ({"tempo": None, "bone": "few"}, True),
    ],
    "any_prior_drug": [
        ({}, False),
        ({"prior_everolimus": True}, True),
        ({"prior_tki": True}, True),
        ({"prior_cabozantinib": True}, True),
        ({"prior_chemotherapy": True}, True),
        ({"line": "first", "prior_tki": True}, True),
        ({"prior_tki": None}, None),
        ({"prior_tki": None, "prior_everolimus": True}, True),
    ],
    "prior_non_ssa": [
        ({}, False),
        ({"line": "after-ssa"}, False),
        ({"line": "after-prrt"}, True),
        ({"line": "after-other"}, True),
        ({"line": "after-ssa", "prior_chemotherapy": True}, True),
        ({"line": "after-ssa", "prior_cabozantinib": True}, True),
        ({"line": "first", "prior_chemotherapy": True}, False),
        ({"line": "after-ssa", "prior_tki": None}, None),
        ({"line": "first", "prior_tki": None}, False),
        ({"line": None}, None),
    ],
    "drugs_used_up": [
        ({"line": "after-ssa", "prior_everolimus": True, "prior_cabozantinib": True}, True),
        ({"line": "first", "prior_everolimus": True, "prior_cabozantinib": True}, False),
        ({"line": "after-ssa", "prior_everolimus": True}, False),
        ({"line": "after-ssa", "prior_cabozantinib": True}, False),
        ({"line": "after-ssa", "prior_everolimus": None, "prior_cabozantinib": True}, None),
        ({"line": "after-ssa", "prior_everolimus": None}, False),
    ],
    "prrt_closed": [
        ({}, False),
        ({"krenning": 1}, True),
        ({"krenning": 2}, False),
        ({"creatinine_clearance": 40}, False),
        ({"creatinine_clearance": 39.999}, True),
        ({"marrow": "borderline"}, False),
        ({"marrow": "impaired"}, True),
        ({"pregnancy": True}, True),
        ({"performance_status": 2}, False),
        ({"performance_status": 3}, True),
        ({"ki67": 55}, False),
        ({"ki67": 55.001}, True),
        ({"prrt_unsuitable": True}, True),
        ({"creatinine_clearance": None}, None),
        ({"creatinine_clearance": None, "pregnancy": True}, True),
    ],
    "prrt_clinical_score": [
        ({}, 1),
        ({"primary": "pancreas"}, 0),
        ({"primary": "thymus"}, 2),
        ({"primary": "lung-atypical"}, 1),
        ({"primary": "unknown-primary"}, 1),
        ({"line": "after-ssa", "prior_everolimus": True}, 2),
        ({"line": "after-ssa", "prior_tki": True, "prior_cabozantinib": True}, 2),
        ({"line": "after-prrt"}, 2),
        ({"line": "after-ssa", "prior_chemotherapy": True, "prior_tki": True}, 3),
        ({"line": "first", "prior_chemotherapy": True}, 1),
        ({"bulk_symptoms": "mild"}, 2),
        ({"bulk_symptoms": "severe"}, 3),
        ({"syndrome": "carcinoid", "syndrome_severity": "mild"}, 2),
        ({"syndrome": "carcinoid", "syndrome_severity": "severe", "bulk_symptoms": "mild"}, 3),
        ({"syndrome": "none", "syndrome_severity": "severe"}, 1),
        ({"hepatic_burden": 24.999}, 1),
        ({"hepatic_burden": 25}, 2),
        ({"hepatic_burden": 49.999}, 2),
        ({"hepatic_burden": 50}, 3),
        ({"bone": "few"}, 1),
        ({"bone": "extensive"}, 2),
        ({"peritoneum": "present"}, 2),
        ({"peritoneum": "at-risk"}, 4),
        (
            {
                "primary": "thymus",
                "line": "after-prrt",
                "prior_chemotherapy": True,
                "bulk_symptoms": "severe",
                "hepatic_burden": 50,
                "peritoneum": "present",
            },
            9,
        ),
        ({"primary": None}, None),
        ({"hepatic_burden": None}, None),
        ({"hepatic_burden": None, "peritoneum": "at-risk"}, 4),
        ({"bulk_symptoms": "severe", "syndrome": None}, 3),
        ({"line": "first", "prior_chemotherapy": None}, 1),
    ],
}
TICKS = {
    "everolimus_used": "prior_everolimus",
    "tki_used": "prior_tki",
    "cabozantinib_used": "prior_cabozantinib",
    "chemotherapy_used": "prior_chemotherapy",
}
EXAMPLES |= {
    used: [
        ({"line": "after-ssa", tick: True}, True),
        ({"line": "after-prrt", tick: True}, True),
        ({"line": "after-other", tick: True}, True),
        ({"line": "after-ssa", tick: False}, False),
        ({"line": "first", tick: True}, False),
        ({"line": "first", tick: None}, False),
        ({"line": "after-ssa", tick: None}, None),
        ({"line": None, tick: True}, None),
        ({"line": None, tick: False}, False),
    ]
    for used, tick in TICKS.items()
}
ROWS = [(fact, *example) for fact, examples in EXAMPLES.items() for example in examples]


def named(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name}={new}" for name, new in value.items()) or "usual"
    return str(value)


@pytest.mark.parametrize(("fact", "changes", "follows"), ROWS, ids=named)
def test_a_derived_fact_follows_from_its_inputs(
    fact: str, changes: Changes, follows: Value | None
) -> None:
    found = derived(Patient.model_validate(dict(USUAL) | changes), fact)
    assert found == follows
    assert type(found) is type(follows)


def test_every_derived_fact_has_examples_of_all_that_can_follow_and_of_unknown() -> None:
    assert EXAMPLES.keys() == set(DERIVED)
    for fact, examples in EXAMPLES.items():
        follows = {value for _, value in examples}
        assert None in follows, fact
        content = LIBRARY.derived[fact]
        if content.kind == "yes-no":
            assert follows == {True, False, None}, fact
        if content.kind == "choice":
            assert follows - {None} == {value.id for value in content.values}, fact


LIMITS: list[tuple[str, str, int]] = [
    ("grade", "ki67", 3),
    ("grade", "ki67", 20),
    ("local_only", "hepatic_burden", 0),
    ("liver_limited", "hepatic_burden", 0),
    ("high_volume", "hepatic_burden", 25),
    ("lower_grade", "ki67", 20),
    ("quiet_disease", "ki67", 5),
    ("quiet_disease", "hepatic_burden", 25),
    ("ideal_for_observation", "ki67", 3),
    ("ideal_for_observation", "hepatic_burden", 10),
    ("ssa_alone_insufficient", "hepatic_burden", 50),
    ("receptors_insufficient", "krenning", 1),
    ("prrt_closed", "creatinine_clearance", 40),
    ("prrt_closed", "ki67", 55),
    ("prrt_closed", "performance_status", 2),
    ("prrt_clinical_score", "hepatic_burden", 25),
    ("prrt_clinical_score", "hepatic_burden", 50),
]


@pytest.mark.parametrize(("fact", "name", "limit"), LIMITS)
def test_a_limit_of_a_derived_fact_is_published_and_has_examples_at_it_and_beside_it(
    fact: str, name: str, limit: int
) -> None:
    assert limit in LIBRARY.limits_of(name)
    tried = {changes[name] for changes, _ in EXAMPLES[fact] if changes.get(name) is not None}
    assert tried >= {limit}
    assert any(value != limit and value in around(name, limit) for value in tried)


@pytest.mark.parametrize(
    ("fact", "inputs"),
    [
        ("krenning", {"krenning"}),
        ("site", {"primary"}),
        ("grade", {"ki67"}),
        ("lower_grade", {"primary", "ki67"}),
        ("refractory_syndrome", {"syndrome", "refractory"}),
        (
            "hormones_uncontrolled",
            {"syndrome", "refractory", "main_symptom", "other_diarrhoea_excluded"},
        ),
        ("drugs_used_up", {"line", "prior_everolimus", "prior_cabozantinib"}),
        ("receptors_insufficient", {"krenning", "distribution", "fdg"}),
        ("high_volume", {"hepatic_burden", "extrahepatic", "bone"}),
    ],
)
def test_the_inputs_behind_a_fact_are_known(fact: str, inputs: set[str]) -> None:
    assert inputs_behind(fact) == inputs


@settings(max_examples=150)
@given(complete(), st.data())
def test_no_other_input_changes_a_derived_fact(patient: Patient, data: st.DataObject) -> None:
    patient = data.draw(st.just(patient) | hidden(patient))
    name = data.draw(st.sampled_from(INPUTS))
    value = data.draw(st.none() | st.sampled_from(EDGES[name]))
    before, after = facts(patient), facts(changed(patient, **{name: value}))
    for fact in DERIVED:
        assert name in inputs_behind(fact) or before[fact] == after[fact], fact


def test_every_input_behind_the_clinical_score_can_change_it() -> None:
    for name in inputs_behind(SUM):
        # Ticks count after the first line only, severity only with a syndrome.
        base = changed(USUAL, line="after-ssa", syndrome="carcinoid", syndrome_severity="mild")
        found = {derived(changed(base, **{name: value}), SUM) for value in EDGES[name]}
        assert len(found) > 1, name


@settings(max_examples=120)
@given(complete(), st.data())
def test_what_is_known_of_a_fact_stays_whatever_the_unknown_turns_out_to_be(
    patient: Patient, data: st.DataObject
) -> None:
    partly = data.draw(hidden(patient))
    before, after = facts(partly), facts(patient)
    for fact in DERIVED:
        assert before[fact] in (None, after[fact]), fact


@settings(max_examples=60)
@given(complete(), st.sampled_from(DERIVED), st.data())
def test_a_fact_is_known_only_if_all_values_of_its_unknown_inputs_agree(
    patient: Patient, fact: str, data: st.DataObject
) -> None:
    behind = [name for name in INPUTS if name in inputs_behind(fact)]
    unknown = data.draw(st.lists(st.sampled_from(behind), min_size=1, max_size=3, unique=True))
    while prod(len(LIBRARY.telling[name]) for name in unknown) > MANY:
        unknown.pop()
    partly = changed(patient, **dict.fromkeys(unknown))
    follow = {
        derived(changed(patient, **dict(zip(unknown, values, strict=True))), fact)
        for values in product(*(LIBRARY.telling[name] for name in unknown))
    }
    known = derived(partly, fact)
    assert None not in follow
    if known is not None:
        assert follow == {known}
    if len(follow) > 1:
        assert known is None


def test_nothing_follows_for_a_patient_of_whom_nothing_is_known() -> None:
    assert {fact: value for fact, value in facts(Patient()).items() if value is not None} == {}


@settings(max_examples=60)
@given(complete())
def test_everything_follows_for_a_patient_of_whom_everything_is_known(patient: Patient) -> None:
    assert [fact for fact, value in facts(patient).items() if value is None] == []


def test_facts_are_the_inputs_and_then_what_follows() -> None:
    assert tuple(facts(USUAL)) == INPUTS + DERIVED
    assert len(INPUTS) == 49
    assert len(DERIVED) == 33


LOGIC = (True, False, None)


@pytest.mark.parametrize(("one", "other"), list(product(LOGIC, LOGIC)))
def test_unknown_matters_only_where_it_could_decide(one: bool | None, other: bool | None) -> None:
    sides = [(a, b) for a in possible(one) for b in possible(other)]
    assert every(one, other) == agreed({a and b for a, b in sides})
    assert either(one, other) == agreed({a or b for a, b in sides})
    assert negated(one) == agreed({not a for a, _ in sides})
    assert choose(one, "x", "y") == agreed({"x" if a else "y" for a, _ in sides})
    assert choose(one, "x", "x") == "x"


def possible(part: bool | None) -> tuple[bool, ...]:
    return (True, False) if part is None else (part,)


def agreed(found: set[Any]) -> Any:
    return found.pop() if len(found) == 1 else None


def test_a_limit_is_not_above_itself_but_at_least_itself() -> None:
    assert (above(24.9, 25), above(25, 25), above(25.1, 25)) == (False, False, True)
    assert (at_least(24.9, 25), at_least(25, 25), at_least(25.1, 25)) == (False, True, True)
    assert (above(None, 25), at_least(None, 25), among(None, "none")) == (None, None, None)
    assert (above(0, 0), at_least(0, 0), among(0, 0)) == (False, True, True)


def test_a_sum_is_unknown_when_a_part_is() -> None:
    assert (total(1, 2, 0), total(), total(1, None)) == (3, 0, None)


def test_25_percent_of_the_liver_is_not_above_25_percent() -> None:
    assert changed(USUAL, hepatic_burden=25).high_volume is False
    assert changed(USUAL, hepatic_burden=25.1).high_volume is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"krenning": "high"},
        {"primary": "brain"},
        {"tempo": "fast"},
        {"hepatic_load": 20},
        {"frail": "perhaps"},
        {"ki67": "much"},
    ],
    ids=named,
)
def test_a_patient_with_a_wrong_fact_is_refused(wrong: Changes) -> None:
    with pytest.raises(ValidationError):
        Patient.model_validate(wrong)


def test_a_patient_is_frozen() -> None:
    with pytest.raises(ValidationError):
        USUAL.ki67 = 8  # type: ignore[misc]
