"""For every input the nearest change that alters the leading options, against brute force."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.criteria import Criteria, verdict
from netlogic.explore import idle, leaders, leading, signature, typical, with_value
from netlogic.flips import Flip, Flips, flips
from netlogic.library import library
from netlogic.pathway import Reading, reading
from netlogic.patient import INPUTS, Patient, Value, facts
from tests.strategies import changed, complete, partly_unknown, pertinent

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
PRESETS = {id_: LIBRARY.patient(preset.patient) for id_, preset in LIBRARY.presets.items()}
# Readings of a number at every step are many: those of the finest steps are tried less often.
COARSE = [
    name
    for name, fact in LIBRARY.inputs.items()
    if fact.limits is None or (fact.limits[1] - fact.limits[0]) / (fact.step or 1) <= 150
]
FINE = [name for name in INPUTS if name not in COARSE]


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


_LEADERS: dict[Any, Any] = {}


def leads(patient: Patient, fact: str, value: Value) -> Any:
    """What leads at a value; patients for whom the same rules hold are read once."""
    other = with_value(patient, fact, value)
    known = facts(other)
    same = tuple(verdict(tests, known) for tests in LIBRARY.tests.values())
    same += tuple(option.available.verdict(known) for option in LIBRARY.options.values())
    if same not in _LEADERS:
        _LEADERS[same] = leaders(read(other))
    return _LEADERS[same]


def settable(fact: str) -> list[Value]:
    """Every value that the widget of an input can have."""
    words = LIBRARY.inputs[fact]
    if words.kind != "number" or words.whole or words.limits is None or words.step is None:
        return list(LIBRARY.telling[fact])
    low, high = words.limits
    steps = round((high - low) / words.step)
    return [round(low + n * words.step, 6) for n in range(steps + 1)]


def distance(fact: str, one: Value, other: Value) -> float:
    """How far two values are apart, as the module says it."""
    words = LIBRARY.inputs[fact]
    if words.kind == "number":
        return abs(float(one) - float(other))
    if words.worse:
        order = [choice.id for choice in words.values]
        return abs(order.index(str(one)) - order.index(str(other)))
    return float(one != other)


def holds(flip: Flip, value: Value) -> bool:
    """Whether a value is among those that a flip names."""
    if flip.when is None:
        return True
    wanted = Criteria.model_validate({flip.fact: flip.when})
    return bool(wanted.verdict(facts(with_value(DEFAULT, flip.fact, value))))


def placed(found: Flips) -> dict[str, list[str]]:
    """Each place of the result with its inputs."""
    return {
        "unknown": list(dict.fromkeys(flip.fact for flip in found.unknown)),
        "nearest": [flip.fact for flip in found.nearest],
        "lesser": [one.fact for one in found.lesser],
        "idle": [one.fact for one in found.idle],
    }


ANYBODY = st.one_of(pertinent(), partly_unknown(), st.sampled_from(list(PRESETS.values())))


@settings(max_examples=20)
@given(ANYBODY)
def test_every_input_stands_in_one_place_and_every_flip_is_what_it_says(patient: Patient) -> None:
    found = flips(patient, LIBRARY)
    places = placed(found)
    assert sorted(name for names in places.values() for name in names) == sorted(INPUTS)
    assert all(getattr(patient, name) is None for name in places["unknown"])
    assert all(getattr(patient, name) is not None for name in places["nearest"])
    assert places["idle"] == list(idle(typical(patient, LIBRARY), LIBRARY))
    for flip in (*found.unknown, *found.nearest):
        assert_sound(flip, patient)
    for flip in found.nearest:
        assert_range(flip, patient)
    assert_order(found)


def assert_sound(flip: Flip, patient: Patient) -> None:
    """Its patient differs in that input alone, by a value of its widget, and has other leaders."""
    differs = [n for n in INPUTS if getattr(flip.patient, n) != getattr(patient, n)]
    assert differs == [flip.fact]
    after = read(flip.patient)
    assert leaders(after) != leaders(read(patient))
    value = getattr(flip.patient, flip.fact)
    assert value in settable(flip.fact)
    assert holds(flip, value)
    assert flip.changes.leading[1] == leading(after)


def assert_range(flip: Flip, patient: Patient) -> None:
    """The values that it names lead alike, and those next to them do not."""
    if LIBRARY.inputs[flip.fact].kind != "number" or LIBRARY.inputs[flip.fact].whole:
        assert flip.when == getattr(flip.patient, flip.fact)
        return
    after, values = leaders(read(flip.patient)), LIBRARY.telling[flip.fact]
    within = [n for n, value in enumerate(values) if holds(flip, value)]
    assert within == list(range(within[0], within[-1] + 1))
    assert all(leads(patient, flip.fact, values[n]) == after for n in within)
    for beside in (within[0] - 1, within[-1] + 1):
        # A limit that stands on no step of the widget belongs to neither side.
        step = LIBRARY.inputs[flip.fact].step or 1
        if 0 <= beside < len(values) and float(values[beside]) % step == 0:
            assert leads(patient, flip.fact, values[beside]) != after


def assert_order(found: Flips) -> None:
    """The closest comes first, by the share of its own range; missing facts in their order."""
    known = [(flip.share, INPUTS.index(flip.fact)) for flip in found.nearest]
    assert known == sorted(known)
    assert all(0 < share <= 1 for share, _ in known)
    for flip in found.nearest:
        words = LIBRARY.inputs[flip.fact]
        if words.kind == "number" and words.limits and flip.away:
            assert flip.share == flip.away / (words.limits[1] - words.limits[0])
    order = [INPUTS.index(flip.fact) for flip in found.unknown]
    assert order == sorted(order)


def assert_nearest(patient: Patient, fact: str) -> None:
    now, mine = getattr(patient, fact), leaders(read(patient))
    others = [v for v in settable(fact) if leads(patient, fact, v) != mine]
    found = [flip for flip in flips(patient, LIBRARY).nearest if flip.fact == fact]
    assert bool(found) == bool(others)
    if found:
        [flip] = found
        nearest = min(distance(fact, now, value) for value in others)
        value = getattr(flip.patient, fact)
        assert distance(fact, now, value) == pytest.approx(nearest)
        same = [v for v in others if distance(fact, now, v) == pytest.approx(nearest)]
        fewest = min(len(leads(patient, fact, v) ^ mine) for v in same)
        assert len(leaders(read(flip.patient)) ^ mine) == fewest


@settings(max_examples=25)
@given(pertinent(), st.sampled_from(COARSE))
def test_no_nearer_value_alters_the_leading_options(patient: Patient, fact: str) -> None:
    assert_nearest(patient, fact)


@settings(max_examples=4)
@given(st.one_of(pertinent(), st.sampled_from(list(PRESETS.values()))), st.sampled_from(FINE))
def test_no_nearer_value_of_a_fine_scale_does_either(patient: Patient, fact: str) -> None:
    assert_nearest(patient, fact)


@settings(max_examples=12)
@given(partly_unknown(), st.data())
def test_the_nearest_value_is_found_while_other_facts_are_unknown(
    patient: Patient, data: st.DataObject
) -> None:
    known = [n for n in INPUTS if getattr(patient, n) is not None and len(settable(n)) < 12]
    assert_nearest(patient, data.draw(st.sampled_from(known)))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("fact", ["hepatic_burden", "creatinine_clearance", "krenning"])
def test_every_preset_at_every_step(preset: str, fact: str) -> None:
    if getattr(PRESETS[preset], fact) is not None:
        assert_nearest(PRESETS[preset], fact)


@settings(max_examples=12)
@given(partly_unknown())
def test_the_results_of_an_unknown_input_are_all_that_alter_the_leading_options(
    patient: Patient,
) -> None:
    mine, found = leaders(read(patient)), flips(patient, LIBRARY).unknown
    for fact in dict.fromkeys(flip.fact for flip in found):
        results = [flip for flip in found if flip.fact == fact]
        for value in LIBRARY.telling[fact]:
            naming = [flip for flip in results if holds(flip, value)]
            after = leads(patient, fact, value)
            assert len(naming) == (after != mine), (fact, value)
            assert all(leaders(read(flip.patient)) == after for flip in naming)


@settings(max_examples=5)
@given(complete())
def test_what_alters_less_names_exactly_the_options_and_notices_it_touches(
    patient: Patient,
) -> None:
    now = read(patient)
    for one in flips(patient, LIBRARY).lesser:
        others = [read(with_value(patient, one.fact, v)) for v in LIBRARY.telling[one.fact]]
        assert all(leaders(other) == leaders(now) for other in others)
        moved = {
            id_
            for other in others
            for id_, option in now.options.items()
            if (option.standing, option.arguments)
            != (other.options[id_].standing, other.options[id_].arguments)
        }
        assert moved <= set(one.options), one.fact
        assert {n for other in others for n in {*other.notices} ^ {*now.notices}} == {*one.notices}


def test_of_equally_near_values_the_plainest_is_taken() -> None:
    [primary] = [flip for flip in flips(DEFAULT, LIBRARY).nearest if flip.fact == "primary"]
    mine = leaders(read(DEFAULT))
    sizes = {v: len(leads(DEFAULT, "primary", v) ^ mine) for v in LIBRARY.telling["primary"]}
    assert sizes[str(primary.patient.primary)] == min(n for n in sizes.values() if n)
    assert (primary.away, primary.share) == (None, 1)


def test_a_number_off_its_step_is_measured_from_where_it_stands() -> None:
    [burden] = [
        flip
        for flip in flips(changed(DEFAULT, hepatic_burden=24.6), LIBRARY).nearest
        if flip.fact == "hepatic_burden"
    ]
    assert burden.patient.hepatic_burden == 26
    assert burden.away == pytest.approx(1.4)


def test_25_percent_flips_one_step_up_and_26_one_step_down() -> None:
    for at, to, when in ((25, 26, {"above": 25, "at_most": 70}), (26, 25, {"above": 0})):
        found = flips(changed(DEFAULT, hepatic_burden=at), LIBRARY).nearest
        [flip] = [flip for flip in found if flip.fact == "hepatic_burden"]
        assert (flip.patient.hepatic_burden, flip.away) == (to, 1)
        assert flip.when is not None
        limits = flip.when.model_dump(exclude_none=True)  # type: ignore[union-attr]
        assert {side: limits[side] for side in when} == when
        assert found[0] is flip


# C3: no dead control


# With what some inputs matter, where no preset has it.
BESIDE: dict[str, dict[str, Value]] = {
    "tumour_size": {"primary": "pancreas", "extent": "localised", "hepatic_burden": 0},
    "bone_pain": {"bone": "few"},
    "syndrome_severity": {"syndrome": "carcinoid"},
    "prrt_benefit_months": {"line": "after-prrt", "krenning": 3},
}


@pytest.mark.parametrize("fact", INPUTS)
def test_every_input_matters_for_some_preset(fact: str) -> None:
    beside = BESIDE.get(fact, {})
    assert any(
        len({signature(read(with_value(patient, fact, v))) for v in LIBRARY.telling[fact]}) > 1
        for patient in (changed(preset, **beside) for preset in PRESETS.values())
    )


@pytest.mark.parametrize("preset", PRESETS)
def test_an_input_without_effect_at_a_preset_is_idle_or_says_what_it_waits_for(
    preset: str,
) -> None:
    patient, found = PRESETS[preset], flips(PRESETS[preset], LIBRARY)
    told = {one.fact for one in found.idle} | {one.fact for one in found.lesser}
    for fact in INPUTS:
        seen = {signature(read(with_value(patient, fact, v))) for v in LIBRARY.telling[fact]}
        if len(seen) == 1:
            assert fact in told, fact
