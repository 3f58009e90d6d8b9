"""Every fact, every value and every condition can be said, without ids and without Python."""

import re

import pytest

from netlogic.criteria import Criteria
from netlogic.library import library
from netlogic.patient import DERIVED, INPUTS, Value
from netlogic.words import (
    UNKNOWN,
    condition,
    criteria,
    joined,
    name_of,
    number,
    phrase,
    sentence,
    value_of,
)
from netlogic.words import (
    tests as settling,
)

LIBRARY = library()
FACTS = (*INPUTS, *DERIVED)


def values(fact: str) -> tuple[Value, ...]:
    """All values of a choice or yes-no; of a number enough to see how it reads."""
    if fact in LIBRARY.telling:
        return LIBRARY.telling[fact]
    words = LIBRARY.words(fact)
    if words.kind == "choice":
        return tuple(choice.id for choice in words.values)
    return (False, True) if words.kind == "yes-no" else (0, 4, 9)


SAID = [(fact, value) for fact in FACTS for value in values(fact)]
# "well-differentiated", "Ki-67" and the like are words; an id has lower-case parts only.
ALLOWED = {
    "liver-only",
    "x-ray",
    "follow-up",
    "up-front",
    "radio-embolisation",
    "receptor-positive",
}


def ids_in(text: str) -> list[str]:
    """What looks like an id: lower-case words joined by hyphens or underscores."""
    found = re.findall(r"\b[a-z0-9]+(?:[-_][a-z0-9]+)+\b", text)
    return [word for word in found if word not in ALLOWED]


def reads_well(text: str) -> None:
    assert text == text.strip()
    assert text
    assert "  " not in text
    assert "None" not in text and "True" not in text and "False" not in text
    assert "(" not in text or ")" in text
    assert "'" not in text or "s'" in text or "'s" in text
    assert not ids_in(text), text


@pytest.mark.parametrize(("fact", "value"), SAID)
def test_every_value_of_every_fact_has_words(fact: str, value: Value) -> None:
    reads_well(phrase(fact, value, LIBRARY))
    reads_well(value_of(fact, value, LIBRARY))


@pytest.mark.parametrize("fact", FACTS)
def test_values_of_a_fact_can_be_told_apart(fact: str) -> None:
    phrases = [phrase(fact, value, LIBRARY) for value in (*values(fact), None)]
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_a_name_and_can_be_unknown(fact: str) -> None:
    reads_well(name_of(fact, LIBRARY))
    assert value_of(fact, None, LIBRARY) == UNKNOWN
    assert phrase(fact, None, LIBRARY) == f"{name_of(fact, LIBRARY)} not known"


@pytest.mark.parametrize("fact", FACTS)
def test_words_of_a_fact_stand_in_mid_sentence(fact: str) -> None:
    """No capital but that of a name, no full stop."""
    words = LIBRARY.words(fact)
    texts = [name_of(fact, LIBRARY), words.yes, words.no, *(c.words for c in words.values)]
    for text in filter(None, texts):
        assert not text.endswith(".")
        first = text.split()[0]
        assert first[0].islower() or not first[0].isalpha() or first.strip(",") in NAMES, text


NAMES = {
    "Ki-67",
    "ECOG",
    "FDG",
    "FDG-PET",
    "PRRT",
    "SSA",
    "SSTR",
    "DPD",
    "Krenning",
    "G1",
    "G2",
    "G3",
    "Clinical",
    "CT",
    "MRI",
    "NET",
    "NETTER-3",
    "VIPoma",
    "ACTH",
    "Cushing",
}


@pytest.mark.parametrize("rule", LIBRARY.rules)
def test_the_conditions_of_every_rule_are_said_without_ids(rule: str) -> None:
    when = LIBRARY.rules[rule].when
    text = criteria(when, LIBRARY)
    reads_well(text)
    assert text.count("; ") >= len(when.items()) - 1
    assert (text == "always") == (not when.root)
    for fact, wanted in when.items():
        assert condition(fact, wanted, LIBRARY) in text


@pytest.mark.parametrize("option", LIBRARY.options)
def test_for_whom_an_option_exists_is_said_without_ids(option: str) -> None:
    reads_well(criteria(LIBRARY.options[option].available, LIBRARY))


@pytest.mark.parametrize("fact", INPUTS)
def test_what_settles_a_fact_fits_into_a_sentence(fact: str) -> None:
    (text,) = settling((fact,), LIBRARY)
    reads_well(text)
    assert not text.endswith(".")


def test_tests_are_named_once_each() -> None:
    once = settling(("krenning", "bone"), LIBRARY)
    assert LIBRARY.inputs["krenning"].settled_by == LIBRARY.inputs["bone"].settled_by
    assert once == [LIBRARY.inputs["krenning"].settled_by]
    assert len(settling(("krenning", "ki67"), LIBRARY)) == 2
    assert settling((), LIBRARY) == []


def test_a_test_that_is_part_of_another_goes_with_it() -> None:
    whole = LIBRARY.inputs["distribution"].settled_by
    assert LIBRARY.inputs["krenning"].settled_by in whole
    assert settling(("krenning", "distribution"), LIBRARY) == [whole]


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("ki67", 4, "Ki-67 4 %"),
        ("ki67", 4.0, "Ki-67 4 %"),
        ("ki67", 2.37, "Ki-67 2.37 %"),
        ("hepatic_burden", 35, "hepatic burden 35 %"),
        ("tumour_size", 2.5, "size of the primary 2.5 cm"),
        ("krenning", 3, "Krenning score 3 (above liver)"),
        ("krenning", None, "Krenning score not known"),
        ("tempo", "slow", "growth: slow"),
        ("bone_pain", True, "bone pain"),
        ("bone_pain", False, "no bone pain"),
        ("bone_pain", None, "bone pain not known"),
        ("grade", "G2", "G2"),
        ("site", "gi", "gut"),
        ("functioning", False, "no hormone syndrome"),
        ("prrt_clinical_score", 5, "Clinical Score for PRRT 5"),
    ],
)
def test_a_fact_with_its_value_reads_as_a_clinician_says_it(
    fact: str, value: Value | None, words: str
) -> None:
    assert phrase(fact, value, LIBRARY) == words


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("hepatic_burden", 35, "35 %"),
        ("krenning", 3, "3 (above liver)"),
        ("tempo", "progressive", "progressive"),
        ("frail", True, "yes"),
        ("frail", False, "no"),
        ("frail", None, "not known"),
        ("creatinine_clearance", 39.5, "39.5 mL/min"),
    ],
)
def test_a_value_reads_as_a_clinician_says_it(fact: str, value: Value | None, words: str) -> None:
    assert value_of(fact, value, LIBRARY) == words


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
    ],
)
def test_several_things_are_joined_as_in_a_sentence(parts: list[str], text: str) -> None:
    assert joined(parts) == text
    assert joined(parts, "or") == text.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("no reason", "No reason."),
        ("Ki-67 is high.", "Ki-67 is high."),
        ("why?", "Why?"),
        ("below 10 %", "Below 10 %."),
    ],
)
def test_a_phrase_becomes_a_sentence(words: str, text: str) -> None:
    assert sentence(words) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (4, "%", "4 %"),
        (4.0, "", "4"),
        (2.5, "cm", "2.5 cm"),
        (0, "%", "0 %"),
        (100.0, "%", "100 %"),
    ],
)
def test_a_number_has_no_idle_zeros(value: float, unit: str, text: str) -> None:
    assert number(value, unit) == text


def test_a_list_of_numbers_on_a_scale_is_said() -> None:
    said = criteria(Criteria.model_validate({"krenning": [0, 1]}), LIBRARY)
    assert said.startswith("Krenning score")
    assert "0" in said and "1" in said
