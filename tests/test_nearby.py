"""Who leads near a patient, against a whole reading of each."""

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netlogic import explore
from netlogic.content import Library
from netlogic.library import library
from netlogic.nearby import Nearby, Values, around
from netlogic.pathway import reading
from netlogic.patient import Patient
from tests.strategies import EDGES, LIBRARY, changed, partly_unknown, pertinent

HEADLINE = ("hepatic_burden", "krenning", "distribution")
PLENTY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def moves(draw: st.DrawFn, inputs: tuple[str, ...]) -> list[Values]:
    """Some values of some of these inputs, unknown among them."""
    one = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from((*EDGES[name], None)) for name in inputs}
    )
    return draw(st.lists(one, min_size=1, max_size=6))


def same_as_read(patient: Patient, values: Values, near: Nearby, content: Library) -> None:
    """`values` are those that differ from the patient's."""
    moved = patient.model_copy(update=dict(values))
    there = {name: getattr(moved, name) for name in near.inputs}
    assert near.leading(there) == explore.leading(reading(moved, content)), values


@PLENTY
@given(st.one_of(pertinent(), partly_unknown()), moves(HEADLINE))
@example(Patient(), [{"krenning": 3}, {"hepatic_burden": None}])
def test_whoever_leads_near_a_patient_leads_in_a_whole_reading(
    patient: Patient, tried: list[Values]
) -> None:
    near = around(patient, HEADLINE, LIBRARY)
    for values in tried:
        same_as_read(patient, values, near, LIBRARY)


@PLENTY
@given(partly_unknown(), st.data())
def test_any_inputs_can_be_varied(patient: Patient, data: st.DataObject) -> None:
    inputs = data.draw(st.sets(st.sampled_from(tuple(EDGES)), min_size=1, max_size=4))
    near = around(patient, tuple(sorted(inputs)), LIBRARY)
    for values in data.draw(moves(tuple(sorted(inputs)))):
        same_as_read(patient, values, near, LIBRARY)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(pertinent(), partly_unknown()), st.sampled_from(EDGES["krenning"]))
def test_stretches_with_the_same_leaders_are_those_of_whole_readings(
    patient: Patient, krenning: int
) -> None:
    near = around(patient, HEADLINE, LIBRARY)
    moved = changed(patient, krenning=krenning)
    whole = explore.merged(explore.intervals(moved, "hepatic_burden", LIBRARY))
    led = near.along("hepatic_burden", {name: getattr(moved, name) for name in HEADLINE})
    assert [(s.low, s.high, s.low_open, s.high_open, s.leading) for s in led] == [
        (g[0].low, g[-1].high, g[0].low_open, g[-1].high_open, explore.leading(g[0].reading))
        for g in whole
    ]


def test_an_option_about_which_something_is_missing_never_leads() -> None:
    content = library()
    assert "ssa" in dict(explore.leading(reading(content.default_patient(), content)))
    spoilt = replace(content, silenced=frozenset({"ssa"}))
    near = around(spoilt.default_patient(), HEADLINE, spoilt)
    for krenning in (0, 3, 4):
        same_as_read(spoilt.default_patient(), {"krenning": krenning}, near, spoilt)


def test_a_number_off_its_telling_values_behaves_as_its_stretch() -> None:
    patient = changed(LIBRARY.default_patient(), hepatic_burden=33)
    near = around(patient, HEADLINE, LIBRARY)
    for burden in range(101):
        same_as_read(patient, {"hepatic_burden": burden}, near, LIBRARY)
