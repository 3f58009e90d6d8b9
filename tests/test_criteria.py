"""The language of conditions: met, unmet or undetermined, with each limit on its own side."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netlogic.criteria import Bounds, Criteria
from netlogic.library import library
from netlogic.patient import DERIVED, INPUTS, Facts, facts
from netlogic.words import criteria
from tests.strategies import complete, partly_unknown

LIBRARY = library()
NOTHING_KNOWN: Facts = dict.fromkeys((*INPUTS, *DERIVED))


def verdict(condition: object, value: Any, fact: str = "ki67") -> bool | None:
    return Criteria.model_validate({fact: condition}).verdict(NOTHING_KNOWN | {fact: value})


def in_words(when: dict[str, Any]) -> str:
    return criteria(Criteria.model_validate(when), LIBRARY)


@pytest.mark.parametrize(
    ("bounds", "met", "unmet"),
    [
        ({"above": 25}, (25.001, 26, 100), (25, 25.0, 24.999, 0)),
        ({"at_least": 25}, (25, 25.0, 25.001), (24.999, 0)),
        ({"at_most": 25}, (25, 25.0, 24.999, 0), (25.001, 100)),
        ({"below": 25}, (24.999, 0), (25, 25.0, 25.001)),
        ({"above": 10, "below": 25}, (10.001, 24.999), (10, 25)),
        ({"above": 10, "at_most": 25}, (10.001, 25), (10, 25.001)),
        ({"at_least": 10, "below": 25}, (10, 24.999), (9.999, 25)),
        ({"at_least": 10, "at_most": 25}, (10, 25), (9.999, 25.001)),
        ({"at_least": 10, "at_most": 10}, (10,), (9.999, 10.001)),
        ({"above": 0}, (0.001,), (0, -0.0)),
        ({"at_most": 0}, (0, -0.0), (0.001,)),
        ({"below": 0.5}, (0, 0.499), (0.5,)),
    ],
)
def test_a_limit_falls_on_the_side_that_its_word_says(
    bounds: dict[str, float], met: tuple[float, ...], unmet: tuple[float, ...]
) -> None:
    assert [verdict(bounds, value) for value in met] == [True] * len(met)
    assert [verdict(bounds, value) for value in unmet] == [False] * len(unmet)


def test_25_percent_is_not_above_25_percent_but_at_least_25_percent() -> None:
    assert verdict({"above": 25}, 25, "hepatic_burden") is False
    assert verdict({"at_least": 25}, 25, "hepatic_burden") is True


@pytest.mark.parametrize(
    ("condition", "fact", "met", "unmet"),
    [
        ("slow", "tempo", ["slow"], ["stable", "rapid"]),
        (["slow", "rapid"], "tempo", ["slow", "rapid"], ["stable", "progressive"]),
        (True, "frail", [True], [False]),
        (False, "frail", [False], [True]),
        (3, "krenning", [3, 3.0], [2, 4]),
        ([0, 1], "krenning", [0, 1], [2, 3]),
        ("G1", "grade", ["G1"], ["G2", "G3"]),
    ],
)
def test_a_value_or_a_list_of_values_is_met_by_these_only(
    condition: object, fact: str, met: list[Any], unmet: list[Any]
) -> None:
    assert [verdict(condition, value, fact) for value in met] == [True] * len(met)
    assert [verdict(condition, value, fact) for value in unmet] == [False] * len(unmet)


@pytest.mark.parametrize(
    "condition", ["slow", ["slow", "rapid"], True, False, 3, {"above": 1}, {"below": 200}]
)
def test_an_unknown_fact_leaves_every_condition_undetermined(condition: object) -> None:
    assert verdict(condition, None) is None


def test_no_condition_always_holds() -> None:
    assert Criteria({}).verdict(NOTHING_KNOWN) is True
    assert Criteria({}).unmet(NOTHING_KNOWN) == Criteria({}).unknown(NOTHING_KNOWN) == ()


WHEN = Criteria.model_validate({"ki67": {"below": 10}, "tempo": "slow", "frail": False})


@pytest.mark.parametrize(
    ("ki67", "tempo", "frail", "expected", "unmet", "unknown"),
    [
        (9, "slow", False, True, (), ()),
        (10, "slow", False, False, ("ki67",), ()),
        (9, "rapid", True, False, ("tempo", "frail"), ()),
        (None, "slow", False, None, (), ("ki67",)),
        (9, None, None, None, (), ("tempo", "frail")),
        (None, "rapid", False, False, ("tempo",), ("ki67",)),
        (10, None, None, False, ("ki67",), ("tempo", "frail")),
        (9, None, True, False, ("frail",), ("tempo",)),
        (None, None, None, None, (), ("ki67", "tempo", "frail")),
    ],
)
def test_all_conditions_must_hold_and_one_unmet_decides_whatever_is_unknown(
    ki67: float | None,
    tempo: str | None,
    frail: bool | None,
    expected: bool | None,
    unmet: tuple[str, ...],
    unknown: tuple[str, ...],
) -> None:
    known = NOTHING_KNOWN | {"ki67": ki67, "tempo": tempo, "frail": frail}
    assert WHEN.verdict(known) is expected
    assert WHEN.unmet(known) == unmet
    assert WHEN.unknown(known) == unknown


@pytest.mark.parametrize("rule", list(LIBRARY.rules))
def test_the_verdict_of_a_rule_fits_what_is_unmet_and_unknown(rule: str) -> None:
    when = LIBRARY.rules[rule].when
    for known in SOME:
        unmet, unknown = when.unmet(known), when.unknown(known)
        assert when.verdict(known) is (False if unmet else None if unknown else True)
        assert not set(unmet) & set(unknown)
        assert {*unmet, *unknown} <= set(when)


SOME = tuple(
    facts(LIBRARY.patient(which))
    for which in cast(
        tuple[Facts, ...],
        (
            {},
            {"krenning": None, "line": "after-ssa"},
            {"ki67": None, "hepatic_burden": None, "tempo": None},
            {"primary": "pancreas", "ki67": 30, "syndrome": "insulinoma"},
            {"differentiation": "poor", "line": "after-prrt", "frail": None},
        ),
    )
)


@given(partly_unknown(), st.sampled_from(list(LIBRARY.rules)), st.data())
def test_a_decided_rule_stays_decided_when_more_becomes_known(
    patient: Any, rule: str, data: st.DataObject
) -> None:
    when = LIBRARY.rules[rule].when
    before = when.verdict(facts(patient))
    other = dict(data.draw(complete()))
    more = {f: other[f] if v is None else v for f, v in dict(patient).items()}
    after = when.verdict(facts(type(patient).model_validate(more)))
    assert after is not None
    assert before is None or after is before


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hepatic_load": 3}, "no fact called 'hepatic_load'; known facts: primary, "),
        ({"ki67": {}}, "names no limit; limits are above, at_least, at_most, below"),
        ({"ki67": {"above": 1, "at_least": 2}}, "above and at_least exclude each other"),
        ({"ki67": {"below": 1, "at_most": 2}}, "below and at_most exclude each other"),
        ({"ki67": {"over": 1}}, "over"),
        ({"ki67": None}, "ki67"),
        ({"tempo": [["slow"]]}, "tempo"),
        ([], "dict"),
        ({"tempo": []}, "a list needs at least one value"),
        ({"ki67": {"above": 20, "at_most": 10}}, "nothing lies between 20 and 10"),
        ({"ki67": {"above": 20, "below": 20}}, "nothing lies between 20 and 20"),
        ({"ki67": {"at_least": 20, "below": 20}}, "nothing lies between 20 and 20"),
        ({"ki67": {"above": 20, "at_most": 20}}, "nothing lies between 20 and 20"),
    ],
)
def test_a_condition_outside_the_language_is_refused(wrong: Any, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Criteria.model_validate(wrong)
    assert says in str(refused.value)


def test_a_refusal_names_every_fact_that_could_have_been_meant() -> None:
    with pytest.raises(ValidationError) as refused:
        Criteria.model_validate({"hepatic_load": 3})
    assert ", ".join((*INPUTS, *DERIVED)) in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"above": "low"},
        {"above": [1]},
        {"above": True},
        {"at_most": False},
        {"below": "10"},
    ],
)
def test_a_limit_is_a_number_and_nothing_else(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Bounds.model_validate(wrong)


def test_true_is_never_a_number_nor_one_true() -> None:
    for condition in (True, False, 1, 0):
        kept = Criteria.model_validate({"krenning": condition}).root["krenning"]
        assert type(kept) is type(condition)


def test_true_cannot_stand_in_a_list_of_values() -> None:
    with pytest.raises(ValidationError, match="True cannot stand in a list of values"):
        Criteria.model_validate({"krenning": [True, 2]})


def test_criteria_are_frozen() -> None:
    with pytest.raises(ValidationError):
        WHEN.root = {}  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Bounds(above=1).above = 2  # type: ignore[misc]


def test_criteria_keep_the_order_of_the_file() -> None:
    assert list(WHEN) == ["ki67", "tempo", "frail"]
    assert [fact for fact, _ in WHEN.items()] == ["ki67", "tempo", "frail"]
    assert Bounds(at_least=10, below=25).numbers == (10, 25)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({}, "always"),
        ({"ki67": {"below": 10}}, "Ki-67 below 10 %"),
        ({"ki67": {"above": 2.5}}, "Ki-67 above 2.5 %"),
        ({"ki67": {"at_least": 10}}, "Ki-67 10 % or more"),
        ({"ki67": {"at_most": 55}}, "Ki-67 55 % or less"),
        ({"ki67": {"at_least": 10, "at_most": 55}}, "Ki-67 10 to 55 %"),
        ({"ki67": {"above": 3, "at_most": 20}}, "Ki-67 above 3 % and 20 % or less"),
        ({"ki67": {"at_least": 10, "below": 20}}, "Ki-67 10 % or more and below 20 %"),
        ({"krenning": 2}, "Krenning score 2 (about liver)"),
        ({"krenning": {"at_most": 1}}, "Krenning score 1 or less"),
        ({"tempo": "slow"}, "growth: slow"),
        ({"tempo": ["slow", "rapid"]}, "growth: slow or rapid"),
        ({"tempo": ["stable", "slow", "rapid"]}, "growth: stable, slow or rapid"),
        ({"bone_pain": True}, "bone pain"),
        ({"bone_pain": False}, "no bone pain"),
        ({"grade": ["G1", "G2"]}, "G1 or G2"),
        ({"site": "gi"}, "gut"),
        ({"functioning": False}, "no hormone syndrome"),
        ({"prrt_clinical_score": {"above": 4}}, "Clinical Score for PRRT above 4"),
        (
            {"line": "after-ssa", "ki67": {"below": 10}},
            f"{LIBRARY.inputs['line'].name}: after an SSA; Ki-67 below 10 %",
        ),
    ],
)
def test_conditions_are_said_in_words(when: dict[str, Any], words: str) -> None:
    assert in_words(when) == words


def test_only_the_wanted_conditions_are_said() -> None:
    assert criteria(WHEN, LIBRARY, ("tempo",)) == "growth: slow"
    assert criteria(WHEN, LIBRARY, ()) == "always"
