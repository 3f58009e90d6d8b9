"""What a reading says in sentences."""

import pytest

from netlogic import explore, sentences
from netlogic.library import library
from netlogic.pathway import Reading, reading
from netlogic.patient import Patient, Value

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()


def changed(patient: Patient = DEFAULT, **facts: Value | None) -> Patient:
    return patient.model_copy(update=facts)


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def moved(before: Patient, after: Patient) -> str:
    return sentences.what_changed(explore.changes(read(before), read(after), LIBRARY), LIBRARY)


def test_a_move_names_input_values_limit_and_standings() -> None:
    assert moved(changed(hepatic_burden=20), changed(hepatic_burden=35)) == (
        "Hepatic burden 20 → 35 %: past 25 % (CLARINET and Clinical Score). "
        "SSA: discuss first → reasonable."
    )


def test_a_move_without_effect_says_so() -> None:
    assert moved(changed(hepatic_burden=30), changed(hepatic_burden=31)) == (
        "Hepatic burden 30 → 31 %: nothing changed."
    )


def test_a_scale_is_told_in_words_and_crosses_no_percent() -> None:
    told = moved(changed(krenning=2), changed(krenning=1))
    assert told.startswith("Krenning score 2 (about liver) → 1 (below liver). ")
    assert "%" not in told.split(".")[0]


def test_what_unknown_facts_leave_open_is_said_with_the_standing() -> None:
    told = moved(DEFAULT, changed(krenning=None))
    assert "SSA: discuss first → not listed here (could be discuss first)." in told


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (25, "hepatic burden above 25 % (1 point away)"),
        (20, "hepatic burden above 25 % (6 points away)"),
        (26, "hepatic burden 25 % or less (1 point away)"),
        (1, "hepatic burden 0 % (1 point away)"),
        (0, "hepatic burden above 0 % (1 point away)"),
    ],
)
def test_the_next_change_is_the_nearest_value_the_slider_reaches(at: float, words: str) -> None:
    stretches = explore.intervals(DEFAULT, "hepatic_burden", LIBRARY)
    assert sentences.next_change("hepatic_burden", at, stretches, LIBRARY) == words


def test_the_next_change_really_changes_the_leading_options() -> None:
    stretches = explore.intervals(DEFAULT, "hepatic_burden", LIBRARY)
    for at in range(101):
        now = explore.leaders(read(changed(hepatic_burden=at)))
        told = sentences.next_change("hepatic_burden", at, stretches, LIBRARY)
        away = int(told.rsplit("(", 1)[1].split()[0])
        near = [at + step for step in (-away, away) if 0 <= at + step <= 100]
        assert any(explore.leaders(read(changed(hepatic_burden=n))) != now for n in near), at
        between = range(max(at - away + 1, 0), min(at + away, 101))
        assert all(explore.leaders(read(changed(hepatic_burden=n))) == now for n in between), at


def test_a_visitor_is_told_what_to_drag() -> None:
    stretches = explore.intervals(DEFAULT, "hepatic_burden", LIBRARY)
    assert sentences.first_move(stretches, 20).startswith("Drag the burden past 25 %")
    assert "which test" in sentences.first_move(stretches, None)
    assert "past 0 %" not in sentences.first_move(stretches, 0)


def test_a_stretch_without_a_leader_waits_for_a_test_where_one_could_lead() -> None:
    calm = changed(krenning=None, tempo="slow", bulk_symptoms="none", hepatic_burden=40)
    assert sentences.stretch_words(read(calm), LIBRARY) == "waits for a test"
    assert "could be" in sentences.stretch_in_full(read(calm), LIBRARY)
    assert sentences.stretch_words(read(DEFAULT), LIBRARY) == "SSA +3"


def test_support_is_never_explained_by_a_rare_syndrome() -> None:
    now = read(DEFAULT)
    assert sentences.why_not(now.options["supportive"], now, LIBRARY) == (
        "Nothing entered calls for it now; it fits at any time."
    )


@pytest.mark.parametrize("fact", ["syndrome_severity", "refractory", "other_diarrhoea_excluded"])
def test_facts_about_hormones_ask_for_a_syndrome_first(fact: str) -> None:
    rule, stuck = explore.idle(DEFAULT, LIBRARY)[fact]
    told = sentences.idle(fact, rule, stuck, read(DEFAULT), LIBRARY)
    assert told.endswith("not used here because it needs a hormone syndrome.")


def test_every_answer_of_every_scenario_has_a_reason() -> None:
    for preset in LIBRARY.presets.values():
        now = read(LIBRARY.patient(preset.patient))
        for n in range(len(now.steps)):
            said = [text for text, _ in sentences.why_answer(n, now, LIBRARY)]
            assert all(text[0].isupper() or text[0].isdigit() for text in said), said
            assert all(text.endswith((".", ")")) for text in said), said
