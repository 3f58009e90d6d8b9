"""Two patients side by side in words."""

import pytest
from hypothesis import given, settings

from netlogic.compare import SAME, against, names, scenarios, settling
from netlogic.explore import changes
from netlogic.library import library
from netlogic.pathway import Reading, Standing, reading, standing_of
from netlogic.patient import INPUTS, Patient, Value
from tests.strategies import changed, complete, partly_unknown, pertinent

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
ROOM = 140


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def told(kept: Patient, now: Patient, room: int = ROOM) -> str:
    return against(changes(read(kept), read(now), LIBRARY), LIBRARY, room=room)


def preset(name: str) -> Patient:
    return LIBRARY.patient(LIBRARY.presets[name].patient)


def test_two_patients_who_differ_in_one_fact_go_by_it() -> None:
    assert names(DEFAULT, changed(DEFAULT, hepatic_burden=45), LIBRARY, shown=2) == (
        "hepatic burden 20 %",
        "hepatic burden 45 %",
    )


def test_facts_without_room_are_counted() -> None:
    other = changed(DEFAULT, hepatic_burden=45, krenning=None, frail=True)
    assert names(DEFAULT, other, LIBRARY, shown=1) == (
        "hepatic burden 20 % and 2 more facts",
        "hepatic burden 45 % and 2 more facts",
    )
    *_, b = names(DEFAULT, other, LIBRARY, shown=2)
    assert b == "hepatic burden 45 %, Krenning score not known and 1 more fact"


def test_two_scenarios_go_by_their_names() -> None:
    a, b = preset("progressive-midgut"), preset("lung-atypical")
    assert names(a, b, LIBRARY, shown=2) == ("Midgut, growing", "Lung, few receptors")
    moved = changed(b, hepatic_burden=16)
    assert names(a, moved, LIBRARY, shown=1)[1].startswith("primary: lung")


def test_the_same_patient_twice_is_said_to_be_the_same() -> None:
    assert names(DEFAULT, DEFAULT, LIBRARY, shown=2) == ("", SAME)
    assert told(DEFAULT, DEFAULT).startswith("A and B are the same patient")


def test_every_scenario_has_its_name() -> None:
    assert list(scenarios(LIBRARY).values()) == [one.name for one in LIBRARY.presets.values()]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"hepatic_burden": 21}, "Against A (hepatic burden 20 %): nothing else differs."),
        (
            {"hepatic_burden": 45},
            "Against A (hepatic burden 20 %): SSA discuss first → reasonable.",
        ),
        (
            {"hepatic_burden": 45, "frail": True},
            "Against A (2 facts differ): SSA discuss first → reasonable.",
        ),
    ],
)
def test_what_differs_is_said_from_a_to_b(facts: dict[str, Value], words: str) -> None:
    assert told(DEFAULT, changed(DEFAULT, **facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ki67": 0}, "(Ki-67 4 %): no standing differs. Answered otherwise: “What is it?”."),
        ({"primary": "duodenum"}, "no standing differs. What to mind differs."),
        ({"krenning": 4}, "no standing differs. Arguments differ, or what waits for a test."),
        (
            {"distribution": None},
            "(uptake pattern: even): the same standings. Their order differs.",
        ),
    ],
)
def test_less_than_a_standing_is_named_too(facts: dict[str, Value], words: str) -> None:
    assert words in told(DEFAULT, changed(DEFAULT, **facts))


def test_another_first_option_is_named_on_either_side() -> None:
    assert told(changed(DEFAULT, hepatic_burden=70), changed(DEFAULT, hepatic_burden=45)) == (
        "Against A (hepatic burden 70 %): the same standings. "
        "First here: Liver-directed, in A: Everolimus."
    )


@settings(max_examples=30)
@given(kept=complete() | partly_unknown(), now=complete() | partly_unknown())
def test_what_differs_keeps_within_its_room_and_counts_the_rest(
    kept: Patient, now: Patient
) -> None:
    found = changes(read(kept), read(now), LIBRARY)
    long, short = told(kept, now, 10_000), told(kept, now, 0)
    assert long.endswith(".")
    if found.standings:
        arrow = " → "
        assert long.count(arrow) == len(found.standings)
        assert short.count(arrow) == 1
        assert (f"{len(found.standings) - 1} more." in short) == (len(found.standings) > 1)
        fitting = told(kept, now, 110)
        assert fitting.count(arrow) == 1 or len(fitting) <= 110


@settings(max_examples=40)
@given(patient=pertinent() | partly_unknown())
def test_without_the_arguments_that_settle_a_standing_it_would_be_another(
    patient: Patient,
) -> None:
    for option in read(patient).options.values():
        found = settling(option, LIBRARY)
        assert set(found) <= set(option.arguments)
        rest = [LIBRARY.rules[id_] for id_ in option.arguments if id_ not in found]
        if option.standing >= Standing.EMERGING or option.standing < Standing.NOT_LISTED:
            assert found, option
            assert standing_of(rest) != option.standing
            # Each of them is enough beside the others: one alone of its kind gives the same.
            for id_ in found:
                assert standing_of([*rest, LIBRARY.rules[id_]]) == option.standing


def test_the_facts_that_differ_are_those_of_the_patient() -> None:
    far = preset("after-prrt-kidney")
    differing = [fact for fact in INPUTS if getattr(DEFAULT, fact) != getattr(far, fact)]
    *_, b = names(changed(DEFAULT, ki67=5), far, LIBRARY, shown=1)
    assert b.endswith(f"and {len(differing)} more facts")
