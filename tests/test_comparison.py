"""What differs between two patients, as tables: everything, and nothing else."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.library import library
from netlogic.pathway import Reading, reading
from netlogic.patient import INPUTS, Patient
from netlogic.words import value_of
from pages.parts.cards import FOOTER
from pages.parts.comparison import TABLES, differences, the_same
from tests.strategies import changed, complete, partly_unknown

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()

# Half of the pairs differ in a few facts only, as those of a lesson do.
PAIRS = st.tuples(
    complete() | partly_unknown(), complete() | partly_unknown()
) | complete().flatmap(
    lambda one: st.sampled_from([0, 10, 25, 26, 51, 71]).map(
        lambda burden: (one, changed(one, hepatic_burden=burden))
    )
)


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def between(kept: Patient, now: Patient) -> dict[str, Any]:
    return dict(differences(read(kept), read(now), LIBRARY))


def rows(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The cells of one table by what they are about: each is there once, with every column."""
    ids = [row["id"] for row in found.get(name, [])]
    assert len(set(ids)) == len(ids)
    assert all(len(row["cells"]) == len(TABLES[name][2]) for row in found.get(name, []))
    lines = [line for row in found.get(name, []) for cell in row["cells"] for line in cell]
    assert all(isinstance(line.get("words", ""), str) for line in lines)
    return {row["id"]: row["cells"] for row in found.get(name, [])}


@given(pair=PAIRS)
@settings(max_examples=25)
def test_the_facts_listed_are_exactly_those_that_differ(pair: tuple[Patient, Patient]) -> None:
    kept, now = pair
    listed = rows(between(kept, now), "facts")
    assert list(listed) == [f for f in INPUTS if getattr(kept, f) != getattr(now, f)]
    for fact, (_, a, b) in listed.items():
        assert a[0]["words"] == value_of(fact, getattr(kept, fact), LIBRARY)
        assert b[0]["words"] == value_of(fact, getattr(now, fact), LIBRARY)


@given(pair=PAIRS)
@settings(max_examples=25)
def test_the_answers_listed_are_exactly_those_that_differ(pair: tuple[Patient, Patient]) -> None:
    a, b = (read(patient) for patient in pair)
    answers = [{step.id: step.answer for step in one.steps} for one in (a, b)]
    listed = rows(between(*pair), "answers")
    assert set(listed) == {id_ for id_ in LIBRARY.steps if answers[0][id_] != answers[1][id_]}
    for id_, (_, *sides) in listed.items():
        names = {answer.id: answer.words for answer in LIBRARY.steps[id_].answers}
        for side, one in zip(sides, answers, strict=True):
            assert side[0]["name"] == names.get(one[id_], "not known")
            assert side[1]["words"]


@given(pair=PAIRS)
@settings(max_examples=25)
def test_the_options_listed_are_exactly_those_that_stand_or_could_stand_otherwise(
    pair: tuple[Patient, Patient],
) -> None:
    sides = [read(patient).options for patient in pair]
    listed = rows(between(*pair), "standings")
    assert set(listed) == {
        id_
        for id_ in sides[0]
        if sides[0][id_].standing != sides[1][id_].standing
        or sides[0][id_].could_be != sides[1][id_].could_be
    }
    for id_, (_, *cells) in listed.items():
        for cell, options in zip(cells, sides, strict=True):
            assert cell[0]["standing"] == options[id_].standing.words
            assert len(cell) > 1, "a standing without a reason"
            assert {rule for line in cell for rule in line.get("rules", [])} <= set(
                options[id_].arguments
            )


@given(pair=PAIRS)
@settings(max_examples=25)
def test_the_notices_listed_are_exactly_those_of_one_side(pair: tuple[Patient, Patient]) -> None:
    a, b = ({*r.notices, *r.scope} - {FOOTER} for r in map(read, pair))
    listed = rows(between(*pair), "notices")
    assert set(listed) == a ^ b
    for id_, (_, whose) in listed.items():
        assert whose[0]["words"] == ("A only" if id_ in a else "B only")


@given(patient=complete() | partly_unknown())
@settings(max_examples=15)
def test_a_patient_differs_in_nothing_from_themselves(patient: Patient) -> None:
    found = between(patient, patient)
    assert found == {}
    assert the_same(found).startswith("Nothing differs")


def test_what_is_the_same_is_said() -> None:
    found = between(DEFAULT, changed(DEFAULT, hepatic_burden=21))
    assert list(found) == ["facts"]
    assert the_same(found) == ("The same for both: all answers, all standings and what to mind.")


def test_the_limit_between_two_numbers_stands_with_its_source() -> None:
    found = rows(between(DEFAULT, changed(DEFAULT, hepatic_burden=26)), "facts")
    lines = found["hepatic_burden"][0]
    assert any("high load is more than 25 %" in line.get("words", "") for line in lines)
    named = [source for line in lines for source in line.get("sources", [])]
    assert any(source["id"] == "clarinet" and source["address"] for source in named)


def test_the_argument_that_settles_a_standing_stands_on_either_side_with_its_rule() -> None:
    found = rows(between(DEFAULT, changed(DEFAULT, hepatic_burden=45)), "standings")
    _, a, b = found["ssa"]
    assert [line["rules"] for line in a if "rules" in line] == [["ssa-gut"]]
    rules = [line["rules"] for line in b if "rules" in line]
    assert rules and all(LIBRARY.rules[id_].strength == "limits" for ids in rules for id_ in ids)
