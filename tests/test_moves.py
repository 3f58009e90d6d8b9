"""What the page is sent ahead of a move, against what it is sent once the move is made."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from netlogic import explore
from netlogic.pathway import reading
from netlogic.patient import Patient, Value
from pages.parts.diagram import ahead
from tests.strategies import LIBRARY, changed, partly_unknown, pertinent
from tests.views import HEADLINE, SCALES, View, confirmed, pathway, strips

PRESETS = {id_: LIBRARY.patient(preset.patient) for id_, preset in LIBRARY.presets.items()}


def moves(sent: View) -> Iterator[tuple[str, Value | None, View]]:
    """Every move of a headline input with the state and the sentence sent ahead for it."""
    for fact, along in sent["along"].items():
        for move in along["moves"]:
            state = along["states"][move["state"]]
            if "value" in move:
                if move["value"] != sent["now"][fact]:
                    yield fact, move["value"], {"state": state, "sentence": said(move)}
                continue
            for n, value in enumerate(range(int(move["low"]), int(move["high"]) + 1)):
                sentence = said(move, move["next"][n], value)
                yield fact, value, {"state": state, "sentence": sentence}


def said(move: View, following: str | None = None, value: int = 0) -> dict[str, str]:
    """The sentence of a move with its value filled in."""
    words = {"main": move["main"], "next": move["next"] if following is None else following}
    filled = {name: text.replace("{value}", str(value)) for name, text in words.items()}
    return filled | {"also": move["also"], "kind": move["kind"]}


def same_ahead(patient: Patient, *, step: int = 1) -> None:
    """Every move, or every so manieth along the burden, was told as it is told afterwards."""
    for fact, value, told in moves(pathway(patient)):
        if fact != "hepatic_burden" or int(value or 0) % step == 0:
            made = confirmed(changed(patient, **{fact: value}), patient)
            assert told["state"] == made["state"], (fact, value)
            assert told["sentence"] == made["sentence"], (fact, value)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_move_from_a_scenario_is_told_ahead_as_it_is_afterwards(preset: str) -> None:
    same_ahead(PRESETS[preset], step=5)


QUICK = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a whole page for each try: too slow to shrink
    suppress_health_check=[HealthCheck.too_slow],
)


@QUICK
@given(pertinent())
@example(changed(PRESETS["net-g3"], differentiation="poor", dpd="complete"))
def test_every_move_of_any_patient_is_told_ahead(patient: Patient) -> None:
    same_ahead(patient, step=20)


@settings(QUICK, max_examples=3)
@given(partly_unknown())
@example(changed(PRESETS["receptors-unknown"], dpd=None, tempo=None, hepatic_burden=None))
def test_every_move_of_a_patient_who_is_partly_unknown_is_told_ahead(patient: Patient) -> None:
    same_ahead(patient, step=50)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_value_of_every_headline_input_but_the_patients_own_is_sent(preset: str) -> None:
    patient = PRESETS[preset]
    found = {(fact, value) for fact, value, _ in moves(pathway(patient))}
    wanted = {("hepatic_burden", value) for value in range(101)}
    for fact in SCALES:
        wanted |= {(fact, value) for value in (None, *LIBRARY.telling[fact])}
    own = {(fact, getattr(patient, fact)) for fact in HEADLINE}
    assert found == wanted - own


def test_a_burden_that_is_not_known_has_no_moves_and_the_others_have() -> None:
    patient = changed(PRESETS["quiet-ileal"], hepatic_burden=None)
    assert pathway(patient)["along"]["hepatic_burden"]["moves"] == []
    same_ahead(patient)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_strips_after_a_move_of_another_input_are_sent_ahead(preset: str) -> None:
    patient = PRESETS[preset]
    now = reading(patient, LIBRARY)
    burden = explore.intervals(explore.typical(patient, LIBRARY), "hepatic_burden", LIBRARY)
    sent = {
        "strip-burden": ahead.burden_strip(now, SCALES, LIBRARY),
        "strip-krenning": ahead.scale_strip("krenning", now, burden, SCALES, LIBRARY),
    }
    assert set(sent["strip-burden"]["along"]) == set(SCALES)
    assert set(sent["strip-krenning"]["along"]) == {"hepatic_burden", "distribution"}
    for strip, ahead_of in sent.items():
        for fact, along in ahead_of["along"].items():
            for move in along["moves"]:
                for value in {move["low"], move["high"]} if "low" in move else {move["value"]}:
                    made = strips(changed(patient, **{fact: value}))[strip]["segments"]
                    led = all(segment["tone"] for segment in made)
                    assert move.get("segments") == (made if led else None), (strip, fact, value)
