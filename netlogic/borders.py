"""Ways over a map: one step of a widget, or to the next border of what leads."""

from dataclasses import dataclass
from functools import lru_cache

from netlogic.content import Library
from netlogic.explore import with_value
from netlogic.patient import Patient, Value
from netlogic.regions import Band, Cell, DecisionMap


@dataclass(frozen=True, slots=True)
class Border:
    """The first value beyond a border, the stretch it lies in, and how many steps away it is."""

    value: Value | None
    band: Band
    away: int


@lru_cache(maxsize=128)
def steps(fact: str, library: Library) -> tuple[Value | None, ...]:
    """Every value that a widget gives an input: not known, then from the lower to the upper end."""
    words = library.inputs[fact]
    if words.kind != "number" or words.whole or words.limits is None or words.step is None:
        return (None, *library.telling[fact])
    low, high = words.limits
    count = round((high - low) / words.step)
    return (None, *(_plain(low + n * words.step) for n in range(count + 1)))


def _plain(value: float) -> float | int:
    kept = round(value, 6)
    return int(kept) if kept == int(kept) else kept


def nearest(fact: str, value: Value | None, library: Library) -> int:
    """Which of the steps is nearest to a value."""
    all_ = steps(fact, library)
    if value is None or value in all_:
        return all_.index(value)
    return min(range(1, len(all_)), key=lambda n: abs(float(all_[n] or 0) - float(value)))


def stepped(patient: Patient, fact: str, by: int, library: Library) -> Patient:
    """The patient some steps further along one input, at most to its end."""
    all_ = steps(fact, library)
    at = nearest(fact, getattr(patient, fact), library) + by
    return with_value(patient, fact, all_[min(max(at, 0), len(all_) - 1)])


def border(
    found: DecisionMap, patient: Patient, fact: str, way: int, library: Library
) -> Border | None:
    """Where the leading options next differ on the way up (1) or down (-1) along one input.

    "Not known" lies beyond the lowest value and is always a border. None where no border is left.
    """
    all_ = steps(fact, library)
    other = found.y if fact == found.x else found.x
    line = found.along(fact, getattr(patient, other))
    at = nearest(fact, getattr(patient, fact), library)
    here, _ = _in(line, all_[at])
    n = at + way
    while 0 <= n < len(all_):
        cell, band = _in(line, all_[n])
        if cell.kind != here.kind or (all_[n] is None) != (all_[at] is None):
            return Border(all_[n], band, abs(n - at))
        n += way
    return None


def _in(line: tuple[tuple[Band, Cell], ...], value: Value | None) -> tuple[Cell, Band]:
    return next((cell, band) for band, cell in line if band.holds(value))
