"""What is sent ahead of a slider: the right values, and the pictures that the server would send."""

import json
from typing import Any

import pytest

from netlogic.benches import Knob
from netlogic.library import library
from pages.parts.figures.lab.benches import BENCHES
from pages.parts.figures.lab.picture import Set
from pages.parts.lab import film as films
from pages.parts.lab import view

FOUND = library().benches
EVERY = Knob(id="every", label="Every", limits=(1, 12), start=3)
RATIO = Knob(id="hr", label="Ratio", limits=(0.2, 1.2), step=0.05, start=0.5)


def stands(**knobs: Any) -> Set:
    return Set(knobs, 1)


def drawn(id_: str, now: Set) -> dict[str, Any]:
    return view.frame(BENCHES[id_].picture(now, None), seed=now.seed, present=False)


def test_the_knob_that_was_moved_is_in_hand_and_two_at_once_are_not() -> None:
    before = stands(every=3, hr=0.5)
    assert films.moved(before, stands(every=4, hr=0.5)) == "every"
    assert films.moved(before, stands(every=3, hr=0.45)) == "hr"
    assert films.moved(before, before) is None
    assert films.moved(before, stands(every=4, hr=0.45)) is None
    assert films.moved(None, before) is None
    assert films.moved(before, Set(before.knobs, 2)) is None


def test_a_film_reaches_to_both_sides_and_not_beyond_the_limits() -> None:
    assert sorted(films.around(EVERY, 3)) == [float(n) for n in range(1, 12)]
    assert films.around(EVERY, 3)[0] == 3
    found = sorted(films.around(RATIO, 0.5))
    assert found[0] == 0.2 and found[-1] == pytest.approx(0.9)
    assert all(round(value / 0.05, 6) == round(value / 0.05) for value in found)
    assert sorted(films.around(RATIO, 1.2))[-1] == 1.2


def test_a_film_holds_while_nothing_else_is_moved_and_its_end_is_not_near() -> None:
    now = stands(every=5, hr=0.5)
    has, frames = films.film(EVERY, now, lambda at: {"every": at.knobs["every"]})
    assert set(frames) == {str(n) for n in range(1, 13)}
    assert all(frames[name]["every"] == float(name) for name in frames)
    assert films.holds(has, EVERY, now)
    assert films.holds(has, EVERY, stands(every=12, hr=0.5)), "its end is that of the slider"
    assert not films.holds(has, EVERY, stands(every=5, hr=0.45))
    assert not films.holds(has, EVERY, Set(now.knobs, 2))
    assert not films.holds(has, RATIO, now)
    assert not films.holds(None, EVERY, now)
    narrow, _ = films.film(RATIO, stands(every=5, hr=0.6), lambda at: {})
    assert films.holds(narrow, RATIO, stands(every=5, hr=0.8))
    assert not films.holds(narrow, RATIO, stands(every=5, hr=0.9))


@pytest.mark.parametrize("id_", FOUND)
def test_every_frame_is_what_the_server_sends_for_that_value(id_: str) -> None:
    bench = FOUND[id_]
    now = Set({knob.id: knob.start for knob in bench.knobs}, bench.seed)
    knob = next(knob for knob in bench.knobs if knob.limits)
    _, frames = films.film(knob, now, lambda at: drawn(id_, at))
    assert 6 <= len(frames) <= 2 * films.REACH + 1
    for value, frame in list(frames.items())[:5]:
        there = Set(dict(now.knobs) | {knob.id: float(value)}, bench.seed)
        assert json.dumps(frame) == json.dumps(drawn(id_, there))
