"""What a map says of itself and of the patient on it."""

import re

import pytest
from hypothesis import given, settings

from netlogic import map_words
from netlogic.library import library
from netlogic.patient import INPUTS, Patient, Value
from netlogic.regions import Band, decision_map
from tests.strategies import changed
from tests.test_regions import ANYBODY, AXES

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()


def said(what: str, patient: Patient, x: str = "hepatic_burden", y: str = "krenning") -> str:
    found = decision_map(patient, x, y, LIBRARY)
    return str(getattr(map_words, what)(found, patient, LIBRARY))


def test_the_finding_names_the_next_border_and_what_it_changes() -> None:
    assert said("finding", DEFAULT) == (
        "With Krenning score 3 (above liver), hepatic burden above 25 % changes what leads: "
        "SSA no longer comes first."
    )


def test_the_status_names_the_place_what_leads_and_both_borders() -> None:
    text = said("stands", DEFAULT)
    assert text.startswith("Patient: hepatic burden 20 % and Krenning score 3 (above liver).")
    assert "Leading: SSA (discuss first);" in text
    assert text.endswith("Next border: hepatic burden above 25 %; Krenning score 1 (below liver).")


def test_a_border_on_the_way_down_is_named_by_its_upper_end() -> None:
    assert "hepatic burden 25 % or less" in said("stands", changed(DEFAULT, hepatic_burden=30))


def test_what_is_not_known_is_said_with_its_test() -> None:
    text = said("stands", changed(DEFAULT, krenning=None))
    assert "Krenning score not known" in text
    assert "Depends on SSTR imaging" in text
    assert "is not known;" not in text


@settings(max_examples=40, deadline=None)
@given(ANYBODY, AXES)
def test_every_map_has_a_finding_that_fits_the_name_of_a_figure(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = decision_map(patient, *axes, LIBRARY)
    finding = map_words.finding(found, patient, LIBRARY)
    assert 20 <= len(map_words.figure_name(finding)) <= 250
    assert re.fullmatch(r"[A-Z].*[^.]\.", finding)
    assert not re.search(r"None|True|False|  ", finding + map_words.stands(found, patient, LIBRARY))
    for kind in found.kinds:
        assert map_words.label(kind, LIBRARY)
    assert len(set(map_words.letters(found).values())) == len(found.kinds)


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ([Band(0, 0, 0)], "0 %"),
        ([Band(5, 0, 10, True, False)], "above 0 to 10 %"),
        ([Band(0, 0, 0), Band(5, 0, 10, True, False)], "10 % or less"),
        ([Band(5, 0, 10, False, True)], "below 10 %"),
        ([Band(15, 10, 25, False, True)], "10 to below 25 %"),
        ([Band(30, 25, 100, True, False)], "above 25 %"),
        ([Band(30, 25, 100)], "25 % or more"),
        ([Band(30, 0, 100)], "0 to 100 %"),
        ([Band(None)], "not known"),
    ],
)
def test_a_stretch_of_a_number_in_words(bands: list[Band], words: str) -> None:
    assert map_words.range_words("hepatic_burden", bands, LIBRARY) == words


@pytest.mark.parametrize(
    ("fact", "values", "words"),
    [
        ("krenning", [2, 3], "2 (about liver) or 3 (above liver)"),
        ("tempo", ["stable"], "stable"),
        ("frail", [True, False], "yes or no"),
    ],
)
def test_a_row_of_choices_in_words(fact: str, values: list[Value], words: str) -> None:
    assert map_words.range_words(fact, [Band(v) for v in values], LIBRARY) == words


def test_letters_go_on_after_z() -> None:
    assert [map_words.letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_slanting_lines_are_explained_where_there_are_any() -> None:
    known = changed(DEFAULT, **{n: LIBRARY.telling[n][0] for n in INPUTS})
    found = decision_map(known, "hepatic_burden", "krenning", LIBRARY)
    assert "would tell" not in map_words.hatched(found, LIBRARY)
    unknown = changed(DEFAULT, krenning=None)
    assert "SSTR imaging" in map_words.hatched(
        decision_map(unknown, "hepatic_burden", "ki67", LIBRARY), LIBRARY
    )


def test_the_badge_says_that_nobody_reviewed_the_rules() -> None:
    assert "not yet reviewed by a clinician" in map_words.badge(LIBRARY)
