"""A second patient in the picture: their state, and what is said of both after every move."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic import compare, explore
from netlogic.library import library
from netlogic.pathway import Reading, reading
from netlogic.patient import Patient
from pages.parts.diagram import beside, moves, view
from tests.strategies import changed, complete, partly_unknown

LIBRARY = library()
DEFAULT = LIBRARY.default_patient()
SCALES = ("krenning", "distribution")


def read(patient: Patient) -> Reading:
    return reading(patient, LIBRARY)


def picture(kept: Patient | None, now: Patient, *, present: bool = False) -> dict[str, Any]:
    """The view of the pathway picture, made as the page makes it."""
    alike = explore.typical(now, LIBRARY)
    return view.pathway(
        read(now),
        None,
        explore.intervals(alike, "hepatic_burden", LIBRARY),
        {fact: explore.along(alike, fact, LIBRARY) for fact in SCALES},
        LIBRARY,
        kept=read(kept) if kept else None,
        present=present,
    )


def words(kept: Patient, now: Patient, *, present: bool) -> dict[str, str]:
    """What is to be said of the two, from readings of their own."""
    facts, room = (beside.FACTS, beside.ROOM)
    if present:
        facts, room = (beside.FACTS_PRESENT, beside.ROOM_PRESENT)
    a, b = compare.names(kept, now, LIBRARY, shown=facts)
    differ = explore.changes(read(kept), read(now), LIBRARY)
    return {"a": a, "b": b, "against": compare.against(differ, LIBRARY, room=room)}


def previewed(shown: dict[str, Any], fact: str, value: Any) -> dict[str, str]:
    """What the browser says of a move, from the runs it was sent."""
    [move] = [
        move
        for move in shown["kept"]["along"][fact]["moves"]
        if ("value" in move and move["value"] == value)
        or ("low" in move and move["low"] <= value <= move["high"])
    ]
    filled = move["b"].replace(moves.VALUE, str(value))
    return {"a": move["a"], "b": filled, "against": move["against"]}


def test_without_a_second_patient_there_is_nothing_beside() -> None:
    assert picture(None, DEFAULT)["kept"] is None


@given(kept=complete() | partly_unknown(), now=complete() | partly_unknown())
@settings(max_examples=8)
def test_the_kept_patient_is_drawn_as_their_own_picture_would_be(
    kept: Patient, now: Patient
) -> None:
    both, own = picture(kept, now), picture(None, kept)
    assert both["kept"]["state"] == own["state"]
    assert both["state"] == moves.state(read(now), LIBRARY)
    assert {option["id"] for option in own["options"]} <= {o["id"] for o in both["options"]}


@given(
    kept=complete() | partly_unknown() | st.sampled_from([DEFAULT]),
    now=complete() | partly_unknown() | st.sampled_from([DEFAULT]),
    burdens=st.sets(st.integers(0, 100), min_size=3, max_size=6),
    present=st.booleans(),
)
@settings(max_examples=12)
def test_what_a_move_says_is_what_the_server_says_after_it(
    kept: Patient, now: Patient, burdens: set[int], present: bool
) -> None:
    shown = picture(kept, now, present=present)
    assert shown["kept"]["words"] == words(kept, now, present=present)
    if now.hepatic_burden is None:
        assert shown["kept"]["along"]["hepatic_burden"]["moves"] == []
        burdens = set()
    if kept.hepatic_burden is not None and burdens:
        burdens |= {int(kept.hepatic_burden)}
    for fact, values in {
        "hepatic_burden": burdens,
        "krenning": {None, *LIBRARY.telling["krenning"]},
        "distribution": {None, *LIBRARY.telling["distribution"]},
    }.items():
        for value in values:
            after = words(kept, changed(now, **{fact: value}), present=present)
            assert previewed(shown, fact, value) == after, (fact, value)


@pytest.mark.parametrize("name", LIBRARY.presets)
def test_a_move_that_makes_a_scenario_gives_it_its_name(name: str) -> None:
    scenario = LIBRARY.patient(LIBRARY.presets[name].patient)
    burden = scenario.hepatic_burden
    assert burden is not None
    kept = LIBRARY.patient(LIBRARY.presets["net-g3"].patient)
    near = changed(scenario, hepatic_burden=burden + 1)
    after = words(kept, scenario, present=False)
    assert previewed(picture(kept, near), "hepatic_burden", burden) == after


def test_the_burdens_have_one_run_each_without_a_gap() -> None:
    runs = picture(changed(DEFAULT, hepatic_burden=33), DEFAULT)["kept"]["along"]
    covered = [
        value
        for run in runs["hepatic_burden"]["moves"]
        for value in range(run["low"], run["high"] + 1)
    ]
    assert covered == list(range(101))


def test_choosing_what_differs_tells_of_both() -> None:
    reasons = picture(DEFAULT, changed(DEFAULT, hepatic_burden=45))["reasons"]
    assert reasons["option:ssa"]["title"].endswith(": reasonable; A: discuss first")
    theirs = [reason["title"] for reason in reasons.values() if reason["title"].startswith("A: ")]
    assert theirs == [
        "A: How pressing is treatment? growing",
        "A: Can an SSA hold the growth? it fits",
    ]
