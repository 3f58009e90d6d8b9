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


def test_a_film_reaches_to_both_sides_and_not_beyond_the_limits() -> None:
    assert films.around(EVERY, 3) == tuple(float(n) for n in range(1, 12))
    found = films.around(RATIO, 0.5)
    assert found[0] == 0.2 and found[-1] == 0.9
    assert films.around(RATIO, 1.2)[-1] == 1.2
    assert len(films.around(RATIO, 0.7)) == 2 * films.REACH + 1


def test_a_film_says_from_where_to_where_it_is_enough() -> None:
    made = films.film(EVERY, stands(every=5, hr=0.5), lambda at: {"every": at.knobs["every"]})
    assert (made["from"], made["to"]) == (1, 12), "both its ends are those of the slider"
    assert {name: one["every"] for name, one in made["frames"].items()} == {
        str(n): n for n in range(1, 13)
    }
    made = films.film(RATIO, stands(every=5, hr=0.7), lambda at: {})
    assert (made["from"], made["to"]) == (0.45, 0.95)
    assert {"0.3", "0.7", "1.1"} <= set(made["frames"])


def test_a_film_is_of_the_same_others_until_something_else_is_moved() -> None:
    now = stands(every=5, hr=0.5)
    assert films.others(now, "every") == films.others(stands(every=9, hr=0.5), "every")
    assert films.others(now, "every") != films.others(stands(every=5, hr=0.45), "every")
    assert films.others(now, "every") != films.others(Set(now.knobs, 2), "every")
    assert films.others(now, "every") != films.others(now, "hr")


@pytest.mark.parametrize("id_", FOUND)
def test_every_frame_is_what_the_server_sends_for_that_value(id_: str) -> None:
    bench = FOUND[id_]
    now = Set({knob.id: knob.start for knob in bench.knobs}, bench.seed)
    knob = next(knob for knob in bench.knobs if knob.limits)
    frames = films.film(knob, now, lambda at: drawn(id_, at))["frames"]
    assert 6 <= len(frames) <= 2 * films.REACH + 1
    for value, frame in list(frames.items())[:5]:
        there = Set(dict(now.knobs) | {knob.id: float(value)}, bench.seed)
        assert json.dumps(frame) == json.dumps(drawn(id_, there))
