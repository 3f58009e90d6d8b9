"""What a simulation's knobs are: what an address can say, where they stand, and what cannot be."""

import math
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netlogic.benches import MOST_STEPS, READS, SEEDS, Bench, Knob, Setting, Way, misread
from netlogic.library import library
from pages.parts.figures.lab.benches import BENCHES

LIBRARY = library()
FOUND = LIBRARY.benches
EVERY_BENCH = pytest.mark.parametrize("id_", FOUND)
EVERY_KNOB = pytest.mark.parametrize(
    ("id_", "knob"), [(id_, knob) for id_, bench in FOUND.items() for knob in bench.knobs]
)
WAYS = ({"id": "one", "label": "One"}, {"id": "other", "label": "Other"})
NONSENSE = ("", " ", "zzz", "nan", "NaN", "inf", "-inf", "None", "1,5", "1;2", "0x10", "½", "1e999")


def knob(**said: Any) -> Knob:
    return Knob.model_validate({"id": "one", "label": "One"} | said)


SLIDER = knob(limits=(0.2, 1.2), step=0.05, start=0.5)
MONTHS = knob(limits=(3, 48), step=3, start=12)
CHOICE = knob(ways=WAYS, start="other")
SWITCH = knob(start=False)


# --- What an address says ---


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("12", 12),
        ("13", 12),
        ("14", 15),
        ("14.9", 15),
        ("3", 3),
        ("48", 48),
        ("47.9", 48),
        (" 21 ", 21),
        ("2.1e1", 21),
        (21, 21),
        (22.4, 21),
    ],
)
def test_a_slider_is_read_on_its_nearest_step(said: object, read: float) -> None:
    assert MONTHS.read(said) == read


@pytest.mark.parametrize("said", ["2.99", "48.01", "-12", "0", "1000", 1e300, -1])
def test_a_slider_beyond_its_limits_stands_at_its_start(said: object) -> None:
    assert MONTHS.read(said) == 12


@pytest.mark.parametrize("said", [*NONSENSE, None, [], {}, True, math.nan, math.inf])
def test_what_is_no_number_leaves_a_slider_at_its_start(said: object) -> None:
    assert MONTHS.read(said) == 12
    assert SLIDER.read(said) == 0.5


@pytest.mark.parametrize("said", [0.2 + 0.05 * n for n in range(21)])
def test_a_step_of_a_fraction_is_read_without_a_last_bit(said: float) -> None:
    found = SLIDER.read(said)
    assert found == round(said, 2)
    assert SLIDER.read(f"{found:g}") == found


@pytest.mark.parametrize("said", ["one", "other"])
def test_a_choice_is_read_as_one_of_its_ways(said: str) -> None:
    assert CHOICE.read(said) == said


@pytest.mark.parametrize("said", [*NONSENSE, "One", "third", None, 1, True, []])
def test_a_choice_that_does_not_exist_is_the_start(said: object) -> None:
    assert CHOICE.read(said) == "other"


@pytest.mark.parametrize(
    ("said", "read"),
    [("true", True), ("false", False), ("True", True), ("FALSE", False), (True, True)],
)
def test_a_switch_is_read_as_on_or_off(said: object, read: bool) -> None:
    for start in (True, False):
        assert knob(start=start).read(said) is read


@pytest.mark.parametrize("said", [*NONSENSE, "1", "0", "on", "yes", None, 1, []])
def test_what_is_neither_on_nor_off_leaves_a_switch_at_its_start(said: object) -> None:
    for start in (True, False):
        assert knob(start=start).read(said) is start


@given(said=st.text(max_size=12) | st.floats() | st.integers() | st.none())
def test_whatever_is_said_a_knob_stands_where_it_can(said: object) -> None:
    for one in (SLIDER, MONTHS):
        found = one.read(said)
        assert isinstance(found, float) and one.limits
        low, high = one.limits
        assert low <= found <= high
        assert (found - low) / one.step == pytest.approx(round((found - low) / one.step), abs=1e-6)
    assert CHOICE.read(said) in CHOICE.ends
    assert SWITCH.read(said) in SWITCH.ends


def test_the_ends_are_both_limits_every_way_and_on_and_off() -> None:
    assert SLIDER.ends == (0.2, 1.2)
    assert CHOICE.ends == ("one", "other")
    assert SWITCH.ends == (False, True)


@EVERY_KNOB
def test_every_knob_reads_its_ends_its_start_and_nonsense(id_: str, knob: Knob) -> None:
    def said(setting: Setting) -> str:
        return str(setting).lower() if isinstance(setting, bool | str) else f"{setting:g}"

    for setting in (*knob.ends, knob.start):
        assert knob.read(said(setting)) == setting
        assert isinstance(knob.read(said(setting)), type(setting))
    for nonsense in NONSENSE:
        assert knob.read(nonsense) == knob.start


# --- What cannot be ---


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"limits": (0, 10), "start": 11}, "start: 11.0 is no number from 0 to 10"),
        ({"limits": (0, 10), "start": -1}, "start: -1.0 is no number from 0 to 10"),
        ({"limits": (0, 10), "start": "5"}, "start: '5' is no number from 0 to 10"),
        ({"limits": (0, 10), "start": True}, "start: True is no number from 0 to 10"),
        ({"limits": (0, 10), "start": math.nan}, "start: nan is no number from 0 to 10"),
        ({"limits": (10, 0), "start": 5}, "start: 5.0 is no number from 10 to 0"),
        ({"limits": (0, 10), "step": 5, "start": 1}, "start: 1 is not on a step of 5"),
        ({"limits": (0, 10), "step": 3, "start": 3}, "limits: 10 is not on a step of 3"),
        ({"limits": (5, 5), "start": 5}, f"limits: more than {MOST_STEPS} steps, or none"),
        ({"limits": (0, 1001), "start": 5}, f"limits: more than {MOST_STEPS} steps, or none"),
        ({"limits": (0, 10), "ways": WAYS, "start": 5}, "ways: a slider has none"),
        ({"ways": WAYS, "start": "third"}, "start: 'third' is not one of the ways"),
        ({"ways": WAYS, "start": True}, "start: True is not one of the ways"),
        ({"ways": (WAYS[0], WAYS[0]), "start": "one"}, "each named once"),
        ({"start": 1}, "start: without limits or ways it is true or false"),
        ({"start": "true"}, "start: without limits or ways it is true or false"),
        ({"ways": (), "start": "one"}, "start: without limits or ways it is true or false"),
        ({"limits": (0, 10), "step": 0, "start": 5}, "greater than 0"),
        ({"limits": (0, 10), "step": -1, "start": 5}, "greater than 0"),
        ({"limits": (0,), "start": 0}, "Field required"),
        ({"id": "No", "start": True}, "match pattern"),
        ({"limits": (0, 10), "start": 5, "max": 10}, "Extra inputs"),
        ({}, "Field required"),
    ],
)
def test_a_knob_that_cannot_be_is_refused_in_words(said: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(words)):
        knob(**said)


def test_a_slider_may_have_as_many_steps_as_can_be_reached_and_not_one_more() -> None:
    assert knob(limits=(0, MOST_STEPS), start=0).ends == (0, MOST_STEPS)
    assert knob(limits=(0, 0.01 * MOST_STEPS), step=0.01, start=0.29).start == 0.29


def bench(**said: Any) -> Bench:
    usual = {
        "label": "One",
        "drawn": "What is drawn.",
        "knobs": (SWITCH,),
        "reviewed": FOUND["scans"].reviewed,
    }
    return Bench.model_validate(usual | said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"knobs": ()}, "at least 1 item"),
        ({"knobs": tuple(knob(id=id_, start=True) for id_ in "abcde")}, "at most 4 items"),
        ({"knobs": (SWITCH, SWITCH)}, "knobs: an id stands there twice"),
        ({"knobs": (knob(id="seed", start=True),)}, "or is that of the seed"),
        ({"seed": SEEDS[0] - 1}, "greater than or equal to 1"),
        ({"seed": SEEDS[1] + 1}, "less than or equal to 999"),
        ({"chance": "no"}, "valid boolean"),
        ({"drawn": ""}, "drawn"),
        ({"label": ""}, "label"),
    ],
)
def test_a_bench_that_cannot_be_is_refused_in_words(said: dict[str, Any], words: str) -> None:
    assert bench().seed == SEEDS[0]
    with pytest.raises(ValidationError, match=re.escape(words)):
        bench(**said)


# --- Those that there are ---


def test_every_bench_has_a_model_and_every_model_a_bench() -> None:
    assert set(BENCHES) == set(FOUND)


@EVERY_BENCH
def test_a_bench_has_two_to_four_knobs(id_: str) -> None:
    assert 2 <= len(FOUND[id_].knobs) <= 4


@EVERY_BENCH
def test_a_bench_stands_below_exactly_one_passage(id_: str) -> None:
    used = Counter(
        passage.of
        for topic in LIBRARY.topics.values()
        for step in topic.steps
        for passage in step.passages
        if passage.kind == "bench"
    )
    assert used[id_] == 1


@EVERY_BENCH
def test_a_button_for_many_trials_stands_where_many_are_drawn_and_says_how_many(id_: str) -> None:
    many, words = BENCHES[id_].many, FOUND[id_].heavy
    assert (many is not None) == bool(words)
    if many:
        assert f" {many.all:,} " in words
        assert 0 < many.at_once <= many.all


@EVERY_BENCH
def test_the_words_of_a_bench_are_sentences_and_its_labels_are_told_apart(id_: str) -> None:
    found = FOUND[id_]
    assert found.drawn.endswith(".") and found.drawn[0] == found.drawn[0].upper()
    labels = [one.label for one in found.knobs]
    assert len(set(labels)) == len(labels)
    for one in found.knobs:
        ways: list[Way] = list(one.ways)
        assert len({way.label for way in ways}) == len(ways) != 1
        assert not one.unit or one.limits


def test_no_two_benches_have_the_same_label() -> None:
    assert len({found.label for found in FOUND.values()}) == len(FOUND)


# --- Models ---


def test_every_model_says_what_it_reads_and_every_file_has_just_that() -> None:
    assert set(READS) == set(BENCHES)
    for id_, bench in library().benches.items():
        assert not list(misread(id_, bench))
        assert {knob.id: {way.id for way in knob.ways} for knob in bench.knobs if knob.ways} == {
            name: set(kind) for name, kind in READS[id_].items() if len(kind) > 1
        }


def test_a_file_without_a_model_and_a_knob_of_another_kind_are_named() -> None:
    bench = library().benches["people"]
    [(where, problem)] = misread("persons", bench)
    assert where == "" and "no model of this name" in problem
    switched = [
        Knob(id="until", label="Until", start=True) if knob.id == "until" else knob
        for knob in bench.knobs
    ]
    found = list(misread("people", bench.model_copy(update={"knobs": tuple(switched)})))
    assert found == [("knobs: until", "the model reads a slider")]
    other = bench.knobs[0].model_copy(update={"ways": (Way(id="backwards", label="Back"),)})
    found = list(misread("people", bench.model_copy(update={"knobs": (other, *bench.knobs[1:])})))
    assert found == [("knobs: order", "the model reads calendar or randomised or sorted")]
