"""What unknown facts could still change is found exactly, and without trying every combination."""

import time
from itertools import product
from math import prod

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlogic.explore import signature
from netlogic.pathway import Standing, reading
from netlogic.patient import DERIVED, INPUTS, Patient, Value, derived, facts, inputs_behind
from netlogic.unknowns import Diagram, Diagrams, Node
from tests.strategies import (
    EDGES,
    LIBRARY,
    NUMBERS,
    SUM,
    USUAL,
    WHOLE,
    changed,
    complete,
    pertinent,
)

FEW = 500
Assignment = tuple[Value, ...]


def unknown_inputs(patient: Patient) -> tuple[str, ...]:
    return tuple(name for name in INPUTS if getattr(patient, name) is None)


def assignments(names: tuple[str, ...]) -> list[Assignment]:
    return list(product(*(LIBRARY.telling[name] for name in names)))


@st.composite
def a_little_unknown(draw: st.DrawFn) -> Patient:
    """A patient with so few unknown facts that every combination of values can be tried."""
    patient, names = draw(pertinent()), list[str]()
    for name in draw(st.permutations(INPUTS)):
        if prod(len(LIBRARY.telling[n]) for n in [*names, name]) <= FEW:
            names.append(name)
        elif names:
            break
    return changed(patient, **dict.fromkeys(names[: draw(st.integers(1, 6))]))


def by_trying(patient: Patient) -> dict[str, tuple[Standing, set[str]]]:
    """Of each option the best standing, and the facts that alone change it, over all values."""
    names = unknown_inputs(patient)
    tried = {
        values: reading(changed(patient, **dict(zip(names, values, strict=True))), LIBRARY)
        for values in assignments(names)
    }
    found = {}
    for id_ in LIBRARY.options:
        standing = {values: read.options[id_].standing for values, read in tried.items()}
        matter = {name for at, name in enumerate(names) if _matters(at, standing)}
        found[id_] = (max(standing.values()), matter)
    return found


def _matters(at: int, standing: dict[Assignment, Standing]) -> bool:
    """Whether two assignments that differ at one place only have different standings."""
    seen: dict[Assignment, Standing] = {}
    return any(
        seen.setdefault(values[:at] + values[at + 1 :], value) != value
        for values, value in standing.items()
    )


@settings(max_examples=25)
@given(a_little_unknown())
def test_could_be_and_depends_on_are_what_trying_all_values_finds(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    for id_, (best, matter) in by_trying(patient).items():
        assert read.options[id_].could_be == best, id_
        assert set(read.options[id_].depends_on) == matter, id_


@pytest.mark.parametrize("line", ["first", "after-ssa", "after-prrt", "after-other"])
def test_one_unknown_fact_is_named_by_exactly_the_options_it_can_change(line: str) -> None:
    named = 0
    for name in INPUTS:
        known = changed(USUAL, line=line, tempo="stable" if line == "first" else "progressive")
        patient = changed(known, **{name: None})
        read = reading(patient, LIBRARY)
        for id_, (best, matter) in by_trying(patient).items():
            assert read.options[id_].could_be == best, (name, id_)
            assert set(read.options[id_].depends_on) == matter, (name, id_)
            named += len(matter)
    assert named > len(INPUTS)


@settings(max_examples=200)
@given(pertinent(), st.sampled_from([n for n in NUMBERS if n not in WHOLE]), st.data())
def test_a_number_between_two_limits_reads_like_the_telling_one_between_them(
    patient: Patient, fact: str, data: st.DataObject
) -> None:
    telling = [float(value) for value in LIBRARY.telling[fact]]
    number = data.draw(st.floats(telling[0], telling[-1]))
    edges = telling[::2]
    stands_for = next(
        value
        for at, value in enumerate(telling)
        if (value == number if at % 2 == 0 else telling[at - 1] < number < telling[at + 1])
    )
    assert set(LIBRARY.limits_of(fact)) <= set(edges)
    one = reading(changed(patient, **{fact: number}), LIBRARY)
    other = reading(changed(patient, **{fact: stands_for}), LIBRARY)
    assert signature(one) == signature(other)


def everything_unknown(values: dict[str, tuple[Value, ...]] | None = None) -> Diagrams:
    nobody = Patient()
    return Diagrams(nobody, facts(nobody), values or dict(LIBRARY.telling))


def value_of(diagram: Diagram, diagrams: Diagrams, values: dict[str, Value]) -> object:
    """The result of a diagram for values of all its inputs."""
    while isinstance(diagram, Node):
        name = diagrams.inputs[diagram.rank]
        diagram = diagram.branches[diagrams.values[name].index(values[name])]
    return diagram


WRITTEN = {
    fact: (everything := everything_unknown(dict(EDGES)), everything.fact(fact))
    for fact in DERIVED
    if fact != SUM
}


@settings(max_examples=150)
@given(complete())
def test_a_diagram_of_a_derived_fact_is_the_fact(patient: Patient) -> None:
    for fact, (diagrams, diagram) in WRITTEN.items():
        assert value_of(diagram, diagrams, dict(patient)) == derived(patient, fact), fact


@pytest.mark.parametrize("fact", WRITTEN)
def test_a_derived_fact_depends_on_exactly_the_inputs_behind_it(fact: str) -> None:
    diagrams, diagram = WRITTEN[fact]
    assert diagrams.support(diagram) == inputs_behind(fact)


def parts(diagram: Diagram) -> list[Node]:
    found: dict[int, Node] = {}
    open_ = [diagram]
    while open_:
        part = open_.pop()
        if isinstance(part, Node) and id(part) not in found:
            found[id(part)] = part
            open_ += part.branches
    return list(found.values())


@pytest.mark.parametrize("fact", WRITTEN)
def test_equal_parts_of_a_diagram_are_one_and_no_part_is_idle(fact: str) -> None:
    nodes = parts(WRITTEN[fact][1])
    assert len({(node.rank, tuple(map(id, node.branches))) for node in nodes}) == len(nodes)
    assert all(len(set(map(id, node.branches))) > 1 for node in nodes)


def test_the_same_question_is_one_diagram() -> None:
    diagrams = everything_unknown()
    either = [diagrams.mapped(diagrams.fact("krenning"), test) for test in (at_most_1, below_2)]
    assert either[0] is either[1]
    both = diagrams.combined(either[0], diagrams.fact("frail"), lambda a, b: bool(a and b))
    again = diagrams.combined(diagrams.fact("frail"), either[1], lambda a, b: bool(a and b))
    assert both is again
    assert len(parts(both)) == 2


def at_most_1(value: object) -> bool:
    return isinstance(value, int) and value <= 1


def below_2(value: object) -> bool:
    return isinstance(value, int) and value < 2


def test_true_and_one_are_two_results_in_a_diagram() -> None:
    diagrams = everything_unknown()
    frail = diagrams.fact("frail")
    as_numbers = diagrams.mapped(frail, int)  # type: ignore[arg-type]
    assert diagrams.results(frail) == {True, False}
    assert {type(value) for value in diagrams.results(frail)} == {bool}
    assert {type(value) for value in diagrams.results(as_numbers)} == {int}


def test_a_known_fact_is_never_asked() -> None:
    patient = Patient(krenning=3, syndrome="none")
    diagrams = Diagrams(patient, facts(patient), LIBRARY.telling)
    assert diagrams.fact("krenning") == 3
    assert diagrams.fact("functioning") is False
    assert diagrams.support(diagrams.fact("receptors_insufficient")) == {"distribution", "fdg"}


def test_a_patient_of_whom_nothing_is_known_is_read_in_seconds() -> None:
    start = time.process_time()
    read = reading(Patient(), LIBRARY)
    assert time.process_time() - start < 5  # usually well below one
    assert {id_ for id_, o in read.options.items() if o.standing > Standing.NOT_LISTED} == {"mdt"}
    assert read.notices
    assert set(read.undetermined) <= set(INPUTS)


NOBODY = reading(Patient(), LIBRARY)


@settings(max_examples=200)
@example(LIBRARY.default_patient())
@given(pertinent())
def test_nobody_has_a_standing_that_an_unknown_patient_could_not_have(patient: Patient) -> None:
    for id_, option in reading(patient, LIBRARY).options.items():
        assert option.standing <= NOBODY.options[id_].could_be, id_
        assert option.standing == NOBODY.options[id_].standing or NOBODY.options[id_].depends_on


@settings(max_examples=100)
@given(pertinent())
def test_when_everything_is_known_nothing_depends_on_anything(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    assert not read.undetermined
    for id_, option in read.options.items():
        assert (option.could_be, option.depends_on) == (option.standing, ()), id_


@settings(max_examples=40)
@given(st.data())
def test_settling_the_facts_an_option_depends_on_settles_the_option(data: st.DataObject) -> None:
    patient = data.draw(a_little_unknown())
    before = reading(patient, LIBRARY)
    for id_, option in before.options.items():
        new = {name: data.draw(st.sampled_from(EDGES[name])) for name in option.depends_on}
        after = reading(changed(patient, **new), LIBRARY).options[id_]
        assert not after.depends_on, id_
        assert after.could_be <= option.could_be, id_


def test_undetermined_names_each_fact_with_the_options_that_depend_on_it() -> None:
    read = reading(changed(USUAL, krenning=None), LIBRARY)
    options = {id_ for id_, option in read.options.items() if "krenning" in option.depends_on}
    assert set(read.undetermined["krenning"]) == options
    assert {"ssa", "everolimus"} <= options
    assert list(read.undetermined) == [name for name in INPUTS if name in read.undetermined]


def test_an_option_that_every_value_would_list_names_the_fact_it_waits_for() -> None:
    # Each site has a rule of its own, so none certainly applies, yet all say the same.
    patient = changed(USUAL, primary=None, tempo="progressive", performance_status=3)
    option = reading(patient, LIBRARY).options["everolimus"]
    assert by_trying(patient)["everolimus"] == (Standing.REASONABLE, set())
    assert (option.standing, option.depends_on) == (Standing.NOT_LISTED, ())
    assert option.waits_for == ("primary",)
