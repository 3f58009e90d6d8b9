"""What changed, where along an input a reading changes, what is idle, what stands in the way."""

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.explore import (
    Interval,
    along,
    changes,
    idle,
    intervals,
    leaders,
    leading,
    merged,
    obstacle,
    signature,
    typical,
    with_value,
)
from netlogic.library import library
from netlogic.pathway import Reading, Standing, reading
from netlogic.patient import INPUTS, Patient, Value
from tests.strategies import NUMBERS, USUAL, WHOLE, changed, partly_unknown, pertinent

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
SLIDERS = ("hepatic_burden", "ki67", "creatinine_clearance")


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def between(before: Patient, **new: Value | None) -> Any:
    return changes(read(before), read(changed(before, **new)), LIBRARY)


def limits(found: Any) -> set[float]:
    """The numbers of the limits that the only input crossed."""
    [only] = found.inputs
    return {number for limit in only.crossed for number in limit.numbers}


# What changed


def test_without_a_move_nothing_changed() -> None:
    found = changes(read(DEFAULT), read(DEFAULT), LIBRARY)
    assert found.kind == "none"
    assert (found.inputs, found.standings, found.answers, found.notices) == ((), (), (), ())
    assert found.leading[0] == found.leading[1]
    assert not found.smaller


def test_a_move_within_two_limits_is_named_and_changes_nothing() -> None:
    found = between(DEFAULT, hepatic_burden=21)
    assert found.kind == "none"
    [only] = found.inputs
    assert (only.fact, only.old, only.new, only.crossed) == ("hepatic_burden", 20, 21, ())


def test_a_change_of_standing_is_a_change() -> None:
    found = between(DEFAULT, krenning=1)
    assert found.kind == "changed"
    moved = {c.option: (c.before, c.after) for c in found.standings}
    before, after = read(DEFAULT), read(changed(DEFAULT, krenning=1))
    assert moved == {
        id_: (before.options[id_].standing, after.options[id_].standing)
        for id_ in LIBRARY.options
        if before.options[id_].standing != after.options[id_].standing
    }
    assert "ssa" in moved
    assert found.leading == (leading(before), leading(after))
    assert "receptors" in found.answers


def test_leading_options_in_another_order_are_a_change() -> None:
    before = read(DEFAULT)
    assert len(before.leading) > 1
    after = Reading(
        **{
            name: getattr(before, name)
            for name in ("patient", "facts", "steps", "options", "notices", "scope")
        },
        out_of_scope=before.out_of_scope,
        leading=tuple(reversed(before.leading)),
    )
    found = changes(before, after, LIBRARY)
    assert not found.standings
    assert found.kind == "changed"


@settings(max_examples=150)
@given(pertinent(), st.sampled_from(INPUTS), st.data())
def test_what_changed_is_exactly_what_differs(
    patient: Patient, fact: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from((*LIBRARY.telling[fact], None)))
    after = changed(patient, **{fact: value})
    one, other = read(patient), read(after)
    found = changes(one, other, LIBRARY)
    differ = [n for n in INPUTS if getattr(patient, n) != getattr(after, n)]
    assert [c.fact for c in found.inputs] == differ
    standings = {id_: (o.standing, other.options[id_].standing) for id_, o in one.options.items()}
    assert {c.option: (c.before, c.after) for c in found.standings} == {
        id_: pair for id_, pair in standings.items() if pair[0] != pair[1]
    }
    answers = {step.id: step.answer for step in one.steps}
    assert set(found.answers) == {s.id for s in other.steps if s.answer != answers[s.id]}
    assert set(found.notices) == set(one.notices) ^ set(other.notices)
    same_order = one.leading == other.leading
    if found.standings or not same_order:
        assert found.kind == "changed"
    else:
        assert found.kind == ("none" if signature(one) == signature(other) else "small")


@pytest.mark.parametrize(
    "new",
    [
        {"primary": "duodenum", "quality_of_life": "moderate"},
        {"bone_pain": True},
        {"hepatic_burden": 30, "tempo": "slow"},
    ],
)
def test_every_input_that_moved_is_named_in_the_order_of_the_facts(new: dict[str, Value]) -> None:
    found = between(DEFAULT, **new)
    assert [c.fact for c in found.inputs] == [name for name in INPUTS if name in new]
    assert {c.fact: c.new for c in found.inputs} == new


def test_a_notice_alone_is_a_smaller_change() -> None:
    small = [
        found
        for fact in INPUTS
        for value in LIBRARY.telling[fact]
        if (found := between(DEFAULT, **{fact: value})).kind == "small"
    ]
    assert any(found.notices for found in small)
    assert all(not found.standings for found in small)


@pytest.mark.parametrize(
    ("old", "new", "crossed"),
    [
        (20, 35, {25.0, 50.0}),
        (20, 24.999, set()),
        (20, 25, {25.0, 50.0}),
        (25, 25.001, {25.0, 50.0}),
        (25, 20, {25.0, 50.0}),
        (24.999, 25.001, {25.0, 50.0}),
        (35, 20, {25.0, 50.0}),
        (71, 100, set()),
        (70, 71, {70.0}),
        (0, 1, {0.0}),
        (None, 30, set()),
        (30, None, set()),
    ],
)
def test_a_limit_is_crossed_when_a_number_comes_to_it_or_leaves_it(
    old: float | None, new: float | None, crossed: set[float]
) -> None:
    # The Clinical Score names 25 and 50 in one limit: crossing one of them crosses the limit.
    assert limits(between(changed(DEFAULT, hepatic_burden=old), hepatic_burden=new)) == crossed


def test_a_choice_crosses_no_limit() -> None:
    [only] = between(DEFAULT, tempo="rapid").inputs
    assert only.crossed == ()


# Stretches of constant reading


def steps_of(fact: str) -> list[float]:
    """Every step of the slider and values off every step, at and around each limit."""
    low, high = LIBRARY.inputs[fact].limits or (0, 0)
    step = LIBRARY.inputs[fact].step or 1
    count = round((high - low) / step)
    stride = max(1, count // 200)  # Ki-67 has a thousand steps
    found = {round(low + n * step, 6) for n in range(0, count + 1, stride)} | {low, high}
    for limit in LIBRARY.limits_of(fact):
        found |= {limit, limit - 0.001, limit + 0.001, limit - step, limit + step}
    found |= {low + 0.37 * (high - low), low + 0.7301 * (high - low)}
    return sorted(value for value in found if low <= value <= high)


def somebody(seed: int) -> Patient:
    """A random patient, one in three partly unknown."""
    chance = random.Random(seed)
    base = dict(LIBRARY.default_patient())
    few = chance.sample(INPUTS, chance.choice((3, 8, len(INPUTS))))
    for name in few:
        base[name] = chance.choice(LIBRARY.telling[name])
    if seed % 3 == 0:
        base |= dict.fromkeys(chance.sample(INPUTS, 2))
    return Patient.model_validate(base)


@pytest.mark.parametrize("fact", SLIDERS)
@pytest.mark.parametrize("seed", range(4))
def test_stretches_equal_reading_every_value(fact: str, seed: int) -> None:
    patient = somebody(seed)
    stretches = intervals(patient, fact, LIBRARY)
    for value in steps_of(fact):
        [holder] = [stretch for stretch in stretches if stretch.holds(value)]
        own = signature(read(changed(patient, **{fact: value})))
        assert signature(holder.reading) == own, value


@pytest.mark.parametrize("fact", [name for name in NUMBERS if name not in WHOLE])
@pytest.mark.parametrize("patient", [DEFAULT, USUAL, somebody(1), somebody(3)])
def test_stretches_cover_the_scale_once_and_differ_from_their_neighbours(
    fact: str, patient: Patient
) -> None:
    stretches = intervals(patient, fact, LIBRARY)
    low, high = LIBRARY.inputs[fact].limits or (0, 0)
    assert (stretches[0].low, stretches[0].low_open) == (low, False)
    assert (stretches[-1].high, stretches[-1].high_open) == (high, False)
    for one, other in pairwise(stretches):
        assert one.high == other.low
        assert one.high_open != other.low_open
        assert one.high in LIBRARY.limits_of(fact)
        assert signature(one.reading) != signature(other.reading)


@pytest.mark.parametrize("fact", WHOLE)
def test_along_a_scale_of_whole_points_every_point_lies_in_one_stretch(fact: str) -> None:
    stretches = intervals(DEFAULT, fact, LIBRARY)
    for point in LIBRARY.telling[fact]:
        [holder] = [stretch for stretch in stretches if stretch.holds(float(point))]
        assert signature(holder.reading) == signature(read(changed(DEFAULT, **{fact: point})))


def test_each_headline_slider_changes_the_default_patient_on_both_sides_of_a_limit() -> None:
    burden = [leading(s.reading) for s in intervals(DEFAULT, "hepatic_burden", LIBRARY)]
    assert len(set(burden)) > 1
    for fact in ("krenning", "distribution"):
        found = along(DEFAULT, fact, LIBRARY)
        assert len({leading(r) for value, r in found.items() if value is not None}) > 1


def test_the_stretches_do_not_depend_on_where_the_slider_stands() -> None:
    for fact in SLIDERS:
        there = intervals(changed(DEFAULT, **{fact: 17.3}), fact, LIBRARY)
        assert intervals(changed(DEFAULT, **{fact: None}), fact, LIBRARY) is there


@pytest.mark.parametrize(
    ("stretch", "inside", "outside"),
    [
        ((10, 25, False, False), (10, 17, 25), (9.999, 25.001)),
        ((10, 25, True, False), (10.001, 25), (10, 25.001)),
        ((10, 25, False, True), (10, 24.999), (9.999, 25)),
        ((10, 25, True, True), (10.001, 24.999), (10, 25)),
        ((25, 25, False, False), (25,), (24.999, 25.001)),
    ],
)
def test_an_open_end_does_not_belong_to_a_stretch(
    stretch: tuple[float, float, bool, bool], inside: tuple[float, ...], outside: tuple[float, ...]
) -> None:
    found = Interval(*stretch, reading=read(DEFAULT))
    assert all(found.holds(value) for value in inside)
    assert not any(found.holds(value) for value in outside)


def test_stretches_with_the_same_leading_options_are_joined() -> None:
    stretches = intervals(DEFAULT, "hepatic_burden", LIBRARY)
    joined = merged(stretches)
    assert [s for group in joined for s in group] == list(stretches)
    for group in joined:
        assert len({leaders(s.reading) for s in group}) == 1
    for one, other in pairwise(joined):
        assert leaders(one[0].reading) != leaders(other[0].reading)


@pytest.mark.parametrize("fact", ["krenning", "distribution", "tempo", "frail"])
@pytest.mark.parametrize("seed", range(3))
def test_along_a_choice_stands_the_reading_of_each_value_and_of_unknown(
    fact: str, seed: int
) -> None:
    patient = somebody(seed)
    found = along(patient, fact, LIBRARY)
    assert list(found) == [None, *LIBRARY.telling[fact]]
    for value, one in found.items():
        assert one == read(changed(patient, **{fact: value}))


def test_with_value_changes_one_fact_only() -> None:
    assert with_value(DEFAULT, "krenning", 1) == changed(DEFAULT, krenning=1)
    assert DEFAULT.krenning == LIBRARY.inputs["krenning"].default


@settings(max_examples=60)
@given(pertinent(), st.data())
def test_a_typical_patient_reads_the_same(patient: Patient, data: st.DataObject) -> None:
    exact = {
        name: data.draw(st.floats(*(LIBRARY.inputs[name].limits or (0, 1))))
        for name in NUMBERS
        if name not in WHOLE
    }
    own = changed(patient, **exact)
    alike = typical(own, LIBRARY)
    assert signature(read(alike)) == signature(read(own))
    assert all(getattr(alike, name) == getattr(own, name) for name in INPUTS if name not in exact)
    assert all(getattr(alike, name) in LIBRARY.telling[name] for name in exact)


def test_a_typical_patient_keeps_what_is_not_known() -> None:
    assert typical(changed(DEFAULT, ki67=None), LIBRARY).ki67 is None


# Idle inputs


def heard(one: Reading) -> tuple[object, ...]:
    """What an idle input must not touch, whatever its value."""
    return (
        {id_: (o.standing, o.arguments) for id_, o in one.options.items()},
        [(step.id, step.answer) for step in one.steps],
        one.notices,
        one.leading,
    )


@settings(max_examples=25)
@given(st.one_of(pertinent(), partly_unknown()))
def test_an_idle_input_changes_nothing_whatever_its_value(patient: Patient) -> None:
    before = heard(read(patient))
    for fact in idle(patient, LIBRARY):
        for value in LIBRARY.telling[fact]:
            assert heard(read(changed(patient, **{fact: value}))) == before, (fact, value)


@pytest.mark.parametrize("seed", range(8))
def test_an_input_that_could_change_something_is_not_idle(seed: int) -> None:
    patient = somebody(seed)
    before, still = heard(read(patient)), set(idle(patient, LIBRARY))
    moving = {
        fact
        for fact in INPUTS
        for value in LIBRARY.telling[fact]
        if heard(read(changed(patient, **{fact: value}))) != before
    }
    assert not moving & still


def test_an_idle_input_changes_no_answer_of_a_step() -> None:
    """Arguments about chemotherapy answer a step even where chemotherapy does not exist."""
    carcinoma = changed(DEFAULT, differentiation="poor", dpd="normal")
    answers = {
        read(changed(carcinoma, dpd=value)).steps[-1].answer for value in LIBRARY.telling["dpd"]
    }
    assert len(answers) > 1
    assert "dpd" not in idle(carcinoma, LIBRARY)


def test_some_inputs_are_idle_and_the_headline_ones_are_not() -> None:
    still = idle(DEFAULT, LIBRARY)
    assert len(still) > 3
    assert not {"hepatic_burden", "krenning", "distribution", "tempo", "line"} & set(still)


@settings(max_examples=40)
@given(pertinent())
def test_an_idle_input_names_the_rule_that_asks_for_it_and_what_is_in_its_way(
    patient: Patient,
) -> None:
    for fact, (rule, stuck) in idle(patient, LIBRARY).items():
        if not rule:
            assert not LIBRARY.rules_asking[fact]
            continue
        assert rule in LIBRARY.rules_asking[fact]
        assert set(stuck) <= set(LIBRARY.rules[rule].when)
        unmet = LIBRARY.rules[rule].when.unmet(read(patient).facts)
        assert set(stuck) <= set(unmet)
        assert fact not in stuck


# What stands in the way of an option


@settings(max_examples=80)
@given(st.one_of(pertinent(), partly_unknown()))
def test_the_obstacle_of_an_option_is_its_nearest_argument_for_it(patient: Patient) -> None:
    now = read(patient)
    for id_, option in LIBRARY.options.items():
        found = obstacle(id_, now, LIBRARY)
        closed = option.available.unmet(now.facts)
        if closed:
            assert (found.rule, found.facts) == (None, closed)
            continue
        setting = [
            LIBRARY.rules[name].when.unmet(now.facts)
            for name in LIBRARY.rules_about[id_]
            if LIBRARY.rules[name].strength in ("standard", "option", "emerging")
        ]
        missed = [unmet for unmet in setting if unmet]
        if not missed:
            assert (found.rule, found.facts) == (None, ())
            continue
        assert found.rule in LIBRARY.rules_about[id_]
        rule = LIBRARY.rules[str(found.rule)]
        assert (rule.argues, rule.strength != "favours") == ("for", True)
        assert found.facts == rule.when.unmet(now.facts)
        assert len(found.facts) == min(map(len, missed))


def test_an_option_that_is_not_listed_always_has_an_obstacle_to_name() -> None:
    for seed in range(40):
        now = read(somebody(seed))
        for id_, option in now.options.items():
            if option.standing == Standing.NOT_LISTED and not option.depends_on:
                against = [n for n in option.arguments if LIBRARY.rules[n].argues == "against"]
                found = obstacle(id_, now, LIBRARY)
                assert found.facts or against, (seed, id_)
