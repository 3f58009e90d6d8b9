"""The patient as keys and addresses: what is published never changes its meaning."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given

from netlogic.library import library
from netlogic.patient import INPUTS, Patient
from pages.parts import keys as patient_keys
from pages.parts.keys import kept_in, kept_said, patient_in, patient_of, query_of
from tests.strategies import complete, partly_unknown

LIBRARY = library()
# A link leaves out what equals its default, so none of these may ever change.
DEFAULTS = {
    "primary": "small-intestine",
    "ki67": 4,
    "hepatic_burden": 20,
    "krenning": 3,
    "distribution": "homogeneous",
    "tempo": "progressive",
    "bulk_symptoms": "mild",
    "extrahepatic": "none",
    "syndrome": "none",
    "line": "first",
    "performance_status": 0,
    "differentiation": "well",
    "extent": "metastatic",
    "resectability": "none",
    "fdg": "not-done",
    "creatinine_clearance": 90,
    "bilirubin": 0.8,
    "tumour_size": None,
    "prrt_benefit_months": None,
    "main_symptom": None,
    "other_diarrhoea_excluded": None,
    "dpd": None,
    "marrow": "adequate",
    "liver_function": "normal",
    "portal_vein": "open",
    "quality_of_life": "low",
}
# Published with the first release; they must go on meaning the same patient.
PUBLISHED = {
    "progressive-midgut": "",
    "quiet-ileal": "ki67=1&hepatic_burden=5&krenning=4&tempo=stable&bulk_symptoms=none",
    "midgut-after-ssa": "hepatic_burden=30&krenning=4&bulk_symptoms=none&line=after-ssa",
    "pancreas-high-burden": "primary=pancreas&ki67=12&hepatic_burden=40&extrahepatic=limited"
    "&bulk_symptoms=severe",
    "pancreas-after-ssa": "primary=pancreas&ki67=8&hepatic_burden=30&extrahepatic=limited"
    "&bulk_symptoms=none&line=after-ssa",
    "uncontrolled-carcinoid": "hormones=syndrome_severity-severe&hormones=refractory"
    "&hormones=main_symptom-both&hormones=other_diarrhoea_excluded&hormones=quality_of_life-high"
    "&ki67=2&hepatic_burden=45&tempo=slow&syndrome=carcinoid&bulk_symptoms=none",
    "lung-atypical": "primary=lung-atypical&ki67=12&hepatic_burden=15&extrahepatic=limited"
    "&krenning=1&bulk_symptoms=none",
    "net-g3": "spread=fdg-concordant&primary=pancreas&ki67=30&hepatic_burden=35"
    "&extrahepatic=limited&krenning=4&bulk_symptoms=none",
    "receptors-unknown": "krenning=unknown&distribution=unknown&tempo=slow&bulk_symptoms=none",
    "after-prrt-kidney": "earlier=prior_everolimus&organs=cardiovascular-uncontrolled"
    "&hepatic_burden=55&extrahepatic=limited&line=after-prrt&prrt_benefit_months=24"
    "&creatinine_clearance=45",
}


def test_published_defaults_never_change() -> None:
    for name, fact in LIBRARY.inputs.items():
        usual = DEFAULTS.get(name, False if fact.kind == "yes-no" else "none")
        assert fact.default == usual, name


@pytest.mark.parametrize("preset", PUBLISHED)
def test_published_addresses_go_on_meaning_their_patient(preset: str) -> None:
    patient = LIBRARY.patient(LIBRARY.presets[preset].patient)
    assert patient_in(parse_qs(PUBLISHED[preset]), LIBRARY) == patient
    assert query_of(patient, LIBRARY) == parse_qs(PUBLISHED[preset])


def on_the_steps(patient: Patient) -> Patient:
    """The patient as the widgets can hold them: numbers on their steps."""
    return patient_of(patient_keys.keys(patient, LIBRARY), LIBRARY)


@given(patient=complete() | partly_unknown())
def test_every_patient_survives_keys_and_address(patient: Patient) -> None:
    held = on_the_steps(patient)
    assert on_the_steps(held) == held
    assert patient_in(query_of(held, LIBRARY), LIBRARY) == held
    for name in INPUTS:
        was, now = getattr(patient, name), getattr(held, name)
        if isinstance(was, float):
            assert abs(was - now) <= (LIBRARY.inputs[name].step or 0) / 2 + 1e-9, name
        else:
            assert was == now, name


@pytest.mark.parametrize(
    "query",
    [
        "hepatic_burden=999",
        "hepatic_burden=-1",
        "ki67=nan",
        "ki67=inf",
        "krenning=zzz",
        "krenning=5",
        "krenning=3.0",
        "primary=moon",
        "primary=",
        "distribution=Uneven",
        "organs=nonsense",
        "ki67_unknown=maybe",
        "foo=bar",
    ],
)
def test_a_forged_value_falls_back_to_its_default(query: str) -> None:
    assert patient_in(parse_qs(query, keep_blank_values=True), LIBRARY) == (
        LIBRARY.default_patient()
    )


def test_a_number_off_its_step_is_taken_to_the_nearest() -> None:
    assert patient_in({"ki67": ["2.37"]}, LIBRARY).ki67 == 2.4


def test_of_two_tokens_of_one_fact_the_later_wins() -> None:
    query = {"organs": ["diabetes-controlled", "diabetes-uncontrolled"]}
    assert patient_in(query, LIBRARY).diabetes == "uncontrolled"


def test_of_two_values_of_one_fact_the_later_wins() -> None:
    assert patient_in({"tempo": ["rapid", "slow"]}, LIBRARY).tempo == "slow"


@given(now=complete() | partly_unknown(), kept=complete() | partly_unknown())
def test_both_patients_of_a_comparison_survive_the_address(now: Patient, kept: Patient) -> None:
    both = {"a": kept_said(on_the_steps(kept), LIBRARY)} | query_of(on_the_steps(now), LIBRARY)
    read = parse_qs(urlencode(both, doseq=True))
    assert patient_in(read, LIBRARY) == on_the_steps(now)
    assert kept_in(read["a"], LIBRARY) == on_the_steps(kept)


def test_who_is_kept_is_written_as_the_address_of_that_patient_would_be() -> None:
    kept = LIBRARY.default_patient().model_copy(update={"hepatic_burden": 40, "frail": True})
    assert kept_said(kept, LIBRARY) == ["organs=frail&hepatic_burden=40"]
    assert kept_said(LIBRARY.default_patient(), LIBRARY) == ["default"]
    assert kept_said(None, LIBRARY) == []


@pytest.mark.parametrize(
    "said",
    [
        [],
        [""],
        ["nonsense"],
        ["%00%ff"],
        ["krenning=zzz"],
        ["hepatic_burden=999&primary=moon"],
        ["a=default"],
        ["default&default"],
        ["&=&;"],
    ],
)
def test_a_forged_comparison_keeps_nobody(said: list[str]) -> None:
    assert kept_in(said, LIBRARY) is None


def test_what_is_sound_in_a_forged_comparison_counts() -> None:
    kept = kept_in(["default", "krenning=zzz&hepatic_burden=40&foo=bar"], LIBRARY)
    assert kept == LIBRARY.default_patient().model_copy(update={"hepatic_burden": 40})


def test_the_parameter_of_the_kept_patient_is_no_key_of_a_patient() -> None:
    assert patient_keys.KEPT not in patient_keys.keys(LIBRARY.default_patient(), LIBRARY)
