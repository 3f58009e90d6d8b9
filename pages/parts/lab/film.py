"""What a slider in hand would show at the values around it, for the browser to draw at once.

The round trip to the server takes longer than a bare page of Streamlit needs for a line of text.
So once a slider was moved, the pictures around its value are sent ahead; the server's own answer,
which comes a moment later, is the same.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from netlogic.benches import Knob
from pages.parts.figures.lab.picture import Set

REACH = 8  # steps to each side
MARGIN = 3  # steps from its end at which the next film is made


@dataclass(frozen=True)
class Film:
    """Which film the browser has: of which knob, with what else, from which value to which."""

    knob: str
    others: str
    low: float
    high: float


def others(now: Set, knob: str) -> str:
    """Where everything but a knob stands: a film holds as long as this is the same."""
    rest = {id_: value for id_, value in now.knobs.items() if id_ != knob}
    return json.dumps([rest, now.seed], sort_keys=True)


def moved(before: Set | None, now: Set) -> str | None:
    """The one knob that was moved since; None where it was none or several."""
    if before is None or before.seed != now.seed:
        return None
    found = [id_ for id_, value in now.knobs.items() if before.knobs.get(id_) != value]
    return found[0] if len(found) == 1 else None


def around(knob: Knob, at: float) -> tuple[float, ...]:
    """The values of a film, the nearest first."""
    low, high = knob.limits or (at, at)
    found = {
        round(at + n * knob.step, 6)
        for n in range(-REACH, REACH + 1)
        if low - 1e-9 <= at + n * knob.step <= high + 1e-9
    }
    return tuple(sorted(found, key=lambda value: abs(value - at)))


def holds(film: Film | None, knob: Knob, now: Set) -> bool:
    """Whether the film that the browser has still reaches far enough."""
    if film is None or film.knob != knob.id or film.others != others(now, knob.id):
        return False
    low, high = knob.limits or (0, 0)
    at, margin = now.number(knob.id), MARGIN * knob.step
    return max(low, at - margin) >= film.low - 1e-9 and min(high, at + margin) <= film.high + 1e-9


def film(
    knob: Knob, now: Set, frame: Callable[[Set], dict[str, Any]]
) -> tuple[Film, dict[str, dict[str, Any]]]:
    """A film around where a knob stands, and its frames by value; `frame` makes one of them."""
    values = around(knob, now.number(knob.id))
    frames = {
        f"{value:g}": frame(replace(now, knobs=dict(now.knobs) | {knob.id: value}))
        for value in values
    }
    return Film(knob.id, others(now, knob.id), min(values), max(values)), frames
