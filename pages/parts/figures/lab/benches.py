"""Every bench of the lab by its id: what makes its picture, and its many trials."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from netlogic.survival import Numbers
from pages.parts.figures.lab import (
    censoring,
    confidence,
    crossover,
    delay,
    effect,
    endpoints,
    follow_up,
    landmark,
    leaving,
    people,
    rmst,
    scans,
    schedules,
    small,
    stopping,
    subgroups,
)
from pages.parts.figures.lab.picture import Picture, Set

Replicates = tuple[Numbers, ...]


@dataclass(frozen=True)
class Many:
    """What the button for many trials does: it draws `all`, `at_once` at a time; `drawn` gets the
    settings, how many, and the number of the part.
    """

    drawn: Callable[[Set, int, int], Replicates]
    all: int
    at_once: int


@dataclass(frozen=True)
class Model:
    """`picture` gets the settings, and the many trials once they were drawn."""

    picture: Callable[[Set, Replicates | None], Picture]
    many: Many | None = None


def joined(parts: Sequence[Replicates]) -> Replicates:
    """The parts of many trials as one."""
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))


BENCHES: Mapping[str, Model] = {
    "people": Model(people.picture),
    "censoring": Model(censoring.picture),
    "follow-up": Model(follow_up.picture),
    "effect": Model(effect.picture),
    "confidence": Model(confidence.picture),
    "endpoints": Model(endpoints.picture),
    "scans": Model(scans.picture),
    "schedules": Model(schedules.picture),
    "leaving": Model(leaving.picture),
    "crossover": Model(crossover.picture),
    "small": Model(small.picture, Many(small.drawn, small.MANY, small.AT_ONCE)),
    "delay": Model(delay.picture),
    "stopping": Model(stopping.picture, Many(stopping.drawn, stopping.MANY, stopping.AT_ONCE)),
    "subgroups": Model(subgroups.picture, Many(subgroups.drawn, subgroups.MANY, subgroups.AT_ONCE)),
    "rmst": Model(rmst.picture),
    "landmark": Model(landmark.picture),
}
