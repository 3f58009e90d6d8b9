"""What would change it, in sentences: conditions, distances, standings."""

import re

import pytest

from netlogic import explore
from netlogic.criteria import Bounds, Condition
from netlogic.flips import Flip, Lesser, flips
from netlogic.library import library
from netlogic.pathway import Reading, reading
from netlogic.patient import INPUTS, Patient, Value
from netlogic.suppositions import bears_on, stands, supposed, together, turn, turns

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()


def changed(patient: Patient = DEFAULT, **facts: Value | None) -> Patient:
    return patient.model_copy(update=facts)


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def flip(fact: str, when: Condition | None, *, away: float | None = None) -> Flip:
    none = explore.changes(read(DEFAULT), read(DEFAULT), LIBRARY)
    return Flip(fact, DEFAULT, when, away, 1, none)


def said(fact: str, when: Condition | None, **facts: Value | None) -> str:
    return supposed(flip(fact, when), read(changed(**facts)), LIBRARY)


@pytest.mark.parametrize(
    ("fact", "when", "words"),
    [
        ("ki67", Bounds(at_least=10, at_most=20), "If Ki-67 were 10 to 20 %"),
        ("ki67", Bounds(above=55), "If Ki-67 were above 55 %"),
        ("hepatic_burden", 0, "If hepatic burden were 0 %"),
        ("krenning", 1, "If Krenning score were 1 (below liver)"),
        ("tempo", "slow", "If growth were slow"),
        ("tempo", "stable", "If the tumour were stable"),
        ("tempo", ("slow", "rapid"), "If growth were slow or rapid"),
        ("bone", ("none", "few"), "If there were no bone metastases or bone metastases were few"),
        ("bowel_obstruction", True, "With a bowel emergency"),
        ("frail", False, "With no frailty"),
        ("line", "after-ssa", "If the tumour had grown on an SSA"),
        ("krenning", (0, 1), "If Krenning score were 0 (none) or 1 (below liver)"),
        ("dpd", None, "Whatever DPD activity turned out to be"),
    ],
)
def test_a_condition_is_a_clause(fact: str, when: Condition | None, words: str) -> None:
    assert said(fact, when) == words


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        (20, Bounds(above=25, at_most=70), "above 25 % (up to 70 %)"),
        (80, Bounds(above=25, at_most=70), "70 % or less (above 25 %)"),
        (4, Bounds(above=5, below=10), "above 5 % (below 10 %)"),
        (60, Bounds(at_least=30, below=40), "below 40 % (down to 30 %)"),
        (None, Bounds(at_least=30, below=40), "30 % or more and below 40 %"),
    ],
)
def test_limits_are_said_as_they_are_met(at: float | None, when: Bounds, words: str) -> None:
    told = said("hepatic_burden", when, hepatic_burden=at)
    assert told == f"If hepatic burden were {words}"


CHOICES = [
    (fact, value) for fact in INPUTS for value in LIBRARY.telling[fact] if isinstance(value, str)
]


@pytest.mark.parametrize(("fact", "value"), CHOICES)
def test_every_value_of_every_choice_reads_as_a_clause(fact: str, value: str) -> None:
    told = said(fact, value)
    assert re.match(r"If \S.* (were|had|caused|put) \S", told), told
    assert not re.search(r"were (none|present|recent|at risk|clear of)\b|:|None", told), told
    assert told.count(" were ") <= 1


@pytest.mark.parametrize("fact", [n for n in INPUTS if LIBRARY.inputs[n].kind == "yes-no"])
def test_both_answers_of_a_question_follow_with(fact: str) -> None:
    for value in (True, False):
        assert re.match(r"With [a-zA-Z].*[a-zA-Z]$", said(fact, value))


@pytest.mark.parametrize(
    ("fact", "away", "words"),
    [
        ("ki67", 6, "4 %, 6 points away"),
        ("ki67", 1, "4 %, 1 point away"),
        ("creatinine_clearance", 1, "90 mL/min, 1 mL/min away"),
        ("krenning", 2, "3 (above liver), 2 steps away"),
        ("tempo", 1, "progressive, 1 step away"),
        ("primary", None, "small intestine"),
        ("bowel_obstruction", None, "no bowel emergency"),
        ("dpd", None, "not known"),
    ],
)
def test_the_distance_is_said_with_where_the_patient_stands(
    fact: str, away: float | None, words: str
) -> None:
    assert stands(flip(fact, 1, away=away), read(DEFAULT), LIBRARY) == words


def test_standings_of_leading_options_come_first_and_the_rest_is_counted() -> None:
    after = read(changed(differentiation="poor"))
    found = explore.changes(read(DEFAULT), after, LIBRARY)
    shown, more = turns(found, LIBRARY)
    assert len(shown) == 3
    assert len(shown) + more == len(found.standings)
    assert shown[0].option == "ssa"
    assert turn(shown[0], LIBRARY) == ("SSA: not listed here", "now discuss first")


def test_what_an_option_could_still_be_is_said_with_its_standing() -> None:
    found = explore.changes(read(DEFAULT), read(changed(krenning=None)), LIBRARY)
    [ssa] = [change for change in found.standings if change.option == "ssa"]
    assert turn(ssa, LIBRARY)[1] == "could be discuss first; now discuss first"


@pytest.mark.parametrize(
    ("lesser", "words"),
    [
        (Lesser("dpd", ("chemotherapy",), ("dpd-lack",), ()), "Chemotherapy · a notice"),
        (Lesser("extent", (), ("a", "b"), ("dpd",)), "2 notices"),
        (Lesser("frail", (), (), ("dpd",)), "nothing yet: DPD activity not known"),
        (Lesser("frail", (), (), ()), "an answer in the picture"),
        (
            Lesser("frail", ("ssa", "surgery", "observe", "everolimus", "sunitinib"), (), ()),
            "SSA · Surgery · Watch · Everolimus · 1 more",
        ),
    ],
)
def test_what_an_input_bears_on_is_named(lesser: Lesser, words: str) -> None:
    assert bears_on(lesser, LIBRARY) == words


def test_results_that_only_together_alter_something_are_named() -> None:
    patient = changed(krenning=None, ki67=None)
    assert "krenning" in together(flips(patient, LIBRARY), read(patient), LIBRARY)
    assert together(flips(DEFAULT, LIBRARY), read(DEFAULT), LIBRARY) == ()


@pytest.mark.parametrize("preset", LIBRARY.presets)
def test_every_sentence_of_every_preset_reads_well(preset: str) -> None:
    patient = LIBRARY.patient(LIBRARY.presets[preset].patient)
    now, found = read(patient), flips(patient, LIBRARY)
    told = [supposed(f, now, LIBRARY) for f in (*found.unknown, *found.nearest)]
    told += [stands(f, now, LIBRARY) for f in found.nearest]
    told += [bears_on(one, LIBRARY) for one in found.lesser]
    for text in told:
        assert text and "None" not in text and "  " not in text and "_" not in text, text
        assert text.count("(") == text.count(")")
    assert len({t for t in told if t.startswith(("If", "With"))}) == len(
        (*found.unknown, *found.nearest)
    )
