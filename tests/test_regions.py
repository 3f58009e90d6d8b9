"""The map equals reading every place one by one, also at, just below and just above every limit."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.borders import border, nearest, stepped, steps
from netlogic.explore import leaders
from netlogic.library import library
from netlogic.pathway import Reading, Standing, reading
from netlogic.patient import INPUTS, Patient, Value
from netlogic.regions import Cell, DecisionMap, decision_map
from tests.strategies import EDGES, NUMBERS, WHOLE, changed, partly_unknown, pertinent

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
PAIRS = (
    ("hepatic_burden", "krenning"),
    ("hepatic_burden", "ki67"),
    ("ki67", "krenning"),
    ("tempo", "hepatic_burden"),
    ("primary", "line"),
    ("distribution", "prior_everolimus"),
    ("prrt_benefit_months", "creatinine_clearance"),
)
ANYBODY = st.one_of(pertinent(), partly_unknown())
AXES = st.one_of(
    st.sampled_from(PAIRS),
    st.permutations(INPUTS).map(lambda names: (names[0], names[1])),
)
UNDECIDED = 300  # ways to know what is unknown that a test tries one by one, at most


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def mapped(patient: Patient, x: str, y: str) -> DecisionMap:
    return decision_map(patient, x, y, LIBRARY)


def cells(found: DecisionMap) -> list[Cell]:
    return [cell for column in found.cells for cell in column]


def could(patient: Patient) -> set[frozenset[tuple[str, Standing]]]:
    """The leading options of every way to know what is unknown, or none when there are too many."""
    unknown = [name for name in INPUTS if getattr(patient, name) is None]
    ways = 1
    for name in unknown:
        ways *= len(LIBRARY.telling[name])
    if ways > UNDECIDED:
        return set()
    every = product(*(LIBRARY.telling[name] for name in unknown))
    return {leaders(read(changed(patient, **dict(zip(unknown, v, strict=True))))) for v in every}


@settings(max_examples=40, deadline=None)
@given(ANYBODY, AXES, st.data())
def test_what_leads_on_the_map_leads_in_the_reading_of_that_place(
    patient: Patient, axes: tuple[str, str], data: st.DataObject
) -> None:
    x, y = axes
    found = mapped(patient, x, y)
    for _ in range(8):
        a = data.draw(st.sampled_from((*EDGES[x], None)))
        b = data.draw(st.sampled_from((*EDGES[y], None)))
        there = changed(patient, **{x: a, y: b})
        assert frozenset(found.at(a, b).leading) == leaders(read(there)), (a, b)


@pytest.mark.parametrize(
    ("axes", "unknown"),
    [(axes, ()) for axes in PAIRS[:4]] + [(PAIRS[0], ("distribution", "ki67", "tempo"))],
)
def test_the_whole_grid_equals_brute_force(axes: tuple[str, str], unknown: tuple[str, ...]) -> None:
    """Of each number a score of steps, and the values around every limit."""
    patient = changed(DEFAULT, **dict.fromkeys(unknown))
    found = mapped(patient, *axes)
    x, y = axes

    def some(fact: str) -> list[Value | None]:
        known = steps(fact, LIBRARY)
        return [*dict.fromkeys((*known[:: 1 + len(known) // 20], *EDGES[fact], None))]

    for a, b in product(some(x), some(y)):
        there = changed(patient, **{x: a, y: b})
        assert frozenset(found.at(a, b).leading) == leaders(read(there)), (a, b)


@settings(max_examples=25, deadline=None)
@given(ANYBODY, AXES, st.data())
def test_a_place_is_uncertain_where_some_way_to_know_more_would_change_what_leads(
    patient: Patient, axes: tuple[str, str], data: st.DataObject
) -> None:
    x, y = axes
    # Few unknown facts, so that all their values can be tried.
    unknown = [name for name in INPUTS if getattr(patient, name) is None and name not in axes]
    known = {name: LIBRARY.telling[name][0] for name in unknown[3:]}
    patient = changed(patient, **known)
    found = mapped(patient, x, y)
    for _ in range(3):
        a = data.draw(st.sampled_from((*EDGES[x], None)))
        b = data.draw(st.sampled_from((*EDGES[y], None)))
        there = changed(patient, **{x: a, y: b})
        now, cell, every = leaders(read(there)), found.at(a, b), could(there)
        if not every:
            continue
        assert cell.uncertain == (every != {now}), (a, b)
        leading_somewhere = {id_ for one in every for id_, _ in one}
        assert set(cell.could_lead) == leading_somewhere - {id_ for id_, _ in now}


@settings(max_examples=15, deadline=None)
@given(partly_unknown(), AXES, st.data())
def test_a_place_waits_only_for_what_is_unknown_and_agrees_with_its_reading(
    patient: Patient, axes: tuple[str, str], data: st.DataObject
) -> None:
    x, y = axes
    found = mapped(patient, x, y)
    a = data.draw(st.sampled_from((*EDGES[x], None)))
    b = data.draw(st.sampled_from((*EDGES[y], None)))
    there = read(changed(patient, **{x: a, y: b}))
    cell = found.at(a, b)
    assert all(there.facts[fact] is None for fact in cell.waits_for)
    tumour = [o for id_, o in there.options.items() if LIBRARY.options[id_].lane == "tumour"]
    open_ = [o for o in tumour if o.waits_for and max(o.standing, o.could_be) >= 4]
    assert cell.uncertain == bool(open_)
    assert set(cell.waits_for) <= {fact for o in open_ for fact in (*o.depends_on, *o.behind)}


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_columns_and_rows_hold_every_value_once_and_have_not_known_first(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = mapped(patient, *axes)
    for fact, bands in ((found.x, found.columns), (found.y, found.rows)):
        assert bands[0].value is None
        for value in (*EDGES[fact], None):
            assert sum(band.holds(value) for band in bands) == 1, value
        known = bands[1:]
        if fact in NUMBERS and fact not in WHOLE:
            ends = LIBRARY.inputs[fact].limits
            assert (known[0].low, known[-1].high) == ends
            assert not known[0].low_open
            assert not known[-1].high_open
            for one, other in pairwise(known):
                assert one.high == other.low
                assert one.high_open != other.low_open
                assert one.high in LIBRARY.limits_of(fact)
        else:
            assert [band.value for band in known] == list(LIBRARY.telling[fact])


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_stretches_of_a_number_differ_from_their_neighbours(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = mapped(patient, *axes)
    turned = tuple(zip(*found.cells, strict=True))
    for fact, lines in ((found.x, found.cells), (found.y, turned)):
        if fact in NUMBERS and fact not in WHOLE:
            assert all(one != other for one, other in pairwise(lines[1:]))


@settings(max_examples=15, deadline=None)
@given(ANYBODY, AXES)
def test_regions_are_the_places_of_one_kind_that_touch(
    patient: Patient, axes: tuple[str, str]
) -> None:
    found = mapped(patient, *axes)
    places = [place for region in found.regions for place in region.places]
    assert sorted(places) == list(product(range(len(found.columns)), range(len(found.rows))))
    of = {place: n for n, region in enumerate(found.regions) for place in region.places}
    for (c, r), n in of.items():
        assert found.cells[c][r].kind == found.regions[n].kind
        for near in ((c + 1, r), (c, r + 1)):
            if near in of:
                same = found.cells[near[0]][near[1]].kind == found.regions[n].kind
                apart = 0 in (c, r) and (c == 0 != near[0] or r == 0 != near[1])
                assert (of[near] == n) == (same and not apart) or (same and apart)
    assert {region.kind for region in found.regions} == set(found.kinds)


def test_a_map_does_not_depend_on_where_the_patient_stands_on_it() -> None:
    there = changed(DEFAULT, hepatic_burden=88, krenning=None)
    assert mapped(there, "hepatic_burden", "krenning") is mapped(
        DEFAULT, "hepatic_burden", "krenning"
    )


def test_a_map_needs_two_inputs() -> None:
    with pytest.raises(ValueError, match="two different inputs"):
        mapped(DEFAULT, "ki67", "ki67")


def test_25_percent_lies_below_the_border_and_26_beyond_it() -> None:
    found = mapped(DEFAULT, "hepatic_burden", "krenning")
    first = found.at(25, 3).leading
    assert ("ssa", Standing.DISCUSS_FIRST) in first
    assert ("ssa", Standing.REASONABLE) in found.at(25.001, 3).leading
    assert found.at(25.001, 3) == found.at(26, 3)


def test_where_everything_is_known_only_not_known_is_uncertain() -> None:
    patient = changed(DEFAULT, **{n: LIBRARY.telling[n][0] for n in INPUTS})
    found = mapped(patient, "hepatic_burden", "krenning")
    known = [cell for column in found.cells[1:] for cell in column[1:]]
    assert not any(cell.uncertain for cell in known)
    usual = mapped(DEFAULT, "hepatic_burden", "krenning")
    assert any(cell.uncertain for cell in cells(usual))


# Steps and borders


@pytest.mark.parametrize("fact", INPUTS)
def test_steps_are_the_values_of_the_widget_with_not_known_first(fact: str) -> None:
    found, words = steps(fact, LIBRARY), LIBRARY.inputs[fact]
    assert found[0] is None
    assert len(set(found)) == len(found)
    if words.kind == "number":
        assert (found[1], found[-1]) == words.limits
        apart = {round(float(b or 0) - float(a or 0), 6) for a, b in pairwise(found[1:])}
        assert apart == {words.step}
    else:
        assert found[1:] == LIBRARY.telling[fact]


def test_a_step_stops_at_either_end() -> None:
    assert stepped(DEFAULT, "hepatic_burden", 1, LIBRARY).hepatic_burden == 21
    assert stepped(DEFAULT, "hepatic_burden", 500, LIBRARY).hepatic_burden == 100
    assert stepped(DEFAULT, "hepatic_burden", -21, LIBRARY).hepatic_burden is None
    assert stepped(DEFAULT, "hepatic_burden", -500, LIBRARY).hepatic_burden is None
    assert stepped(DEFAULT, "tempo", 1, LIBRARY).tempo == "rapid"


def test_a_value_between_two_steps_counts_as_the_nearest() -> None:
    assert steps("ki67", LIBRARY)[nearest("ki67", 2.34, LIBRARY)] == 2.3


@settings(max_examples=40, deadline=None)
@given(ANYBODY, AXES, st.sampled_from((1, -1)), st.data())
def test_the_next_border_is_the_first_step_at_which_other_options_lead(
    patient: Patient, axes: tuple[str, str], way: int, data: st.DataObject
) -> None:
    fact = data.draw(st.sampled_from(axes))
    values = steps(fact, LIBRARY)
    at = data.draw(st.integers(0, len(values) - 1))
    here = changed(patient, **{fact: values[at]})
    found = mapped(here, *axes)
    beyond = border(found, here, fact, way, LIBRARY)

    def kind(n: int) -> tuple[object, bool]:
        there = changed(here, **{fact: values[n]})
        place = found.at(getattr(there, found.x), getattr(there, found.y))
        return place.kind, values[n] is None

    on_the_way = range(at + way, len(values) if way > 0 else -1, way)
    first = next((n for n in on_the_way if kind(n) != kind(at)), None)
    if first is None:
        assert beyond is None
    else:
        assert beyond is not None
        assert (beyond.value, beyond.away) == (values[first], abs(first - at))
        assert beyond.band.holds(beyond.value)
