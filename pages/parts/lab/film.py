"""What a slider in hand would show at the values around it, for the browser to draw at once.

The round trip to the server takes longer than a bare page of Streamlit needs for a line of text.
So the browser asks for the pictures around the value of a slider that is taken in hand, and for
more when it comes near the end of them; the server's own answer to a move, which comes a moment
later, is the same.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from netlogic.benches import Knob
from pages.parts.figures.lab.picture import Set

REACH = 8  # steps to each side
MARGIN = 3  # steps from its end at which the next film is asked for
ROUNDED = 6  # decimals of a value


def others(now: Set, knob: str) -> str:
    """Where everything but a knob stands: a film holds as long as this is the same."""
    rest = {id_: value for id_, value in now.knobs.items() if id_ != knob}
    return json.dumps([rest, now.seed], sort_keys=True)


def around(knob: Knob, at: float) -> tuple[float, ...]:
    """The values of a film, from the lowest to the highest."""
    low, high = knob.limits or (at, at)
    every = (round(at + n * knob.step, ROUNDED) for n in range(-REACH, REACH + 1))
    return tuple(value for value in every if low <= value <= high)


def film(knob: Knob, now: Set, frame: Callable[[Set], dict[str, Any]]) -> dict[str, Any]:
    """The frames around where a knob stands, by value, and from where to where they are enough;
    `frame` makes one of them.
    """
    values = around(knob, now.number(knob.id))
    low, high = knob.limits or (values[0], values[-1])
    margin = MARGIN * knob.step
    return {
        "others": others(now, knob.id),
        "from": low if values[0] == low else round(values[0] + margin, ROUNDED),
        "to": high if values[-1] == high else round(values[-1] - margin, ROUNDED),
        "frames": {
            f"{value:g}": frame(replace(now, knobs=dict(now.knobs) | {knob.id: value}))
            for value in values
        },
    }
