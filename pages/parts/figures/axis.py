"""Where the values of an input lie along an axis of a map. Knows neither Streamlit nor Plotly.

Known values fill 0 to 1, "not known" has a place of its own before them. A number is drawn wider
where its published limits lie close together, the same for every patient, so that nothing moves.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt
from textwrap import wrap

from netlogic.borders import steps
from netlogic.content import Library
from netlogic.patient import Value
from netlogic.regions import Band
from netlogic.words import UNKNOWN, value_of

NOT_KNOWN = (-0.13, -0.03)
START = -0.14  # of the drawn range; it ends at END
END = 1.005
PAD = 0.03  # beyond either end of a number, so that its end values have a place to be seen
SHORT = 8  # letters, so that "not known" takes two lines in its narrow place
APART = 0.045  # of the width, between the numbers that are written at an axis


@dataclass(frozen=True)
class Axis:
    """One input of a map, with the stretches that this patient's map has along it."""

    fact: str
    bands: tuple[Band, ...]
    library: Library

    @cached_property
    def measured(self) -> bool:
        """Whether it is a number, drawn to scale, rather than a row of named values."""
        return any(band.low is not None for band in self.bands)

    @property
    def title(self) -> str:
        """What stands along it."""
        words = self.library.inputs[self.fact]
        return f"{words.label} ({words.unit})" if words.unit else words.label

    @cached_property
    def _knots(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The ends and limits of a number, and where each is drawn."""
        ends = self.library.inputs[self.fact].limits or (0, 1)
        values = sorted({*map(float, ends), *self.library.limits_of(self.fact)})
        # Between a scale true to numbers, on which Ki-67 2, 3 and 5 % fall together, and one on
        # which every stretch is as wide as the next.
        widths = [sqrt(b - a) for a, b in pairwise(values)]
        places = [PAD]
        for width in widths:
            places.append(places[-1] + width / sum(widths) * (1 - 2 * PAD))
        return tuple(values), tuple(places)

    def place(self, value: Value | None) -> float:
        """The middle of a value on the axis."""
        if value is None:
            return sum(NOT_KNOWN) / 2
        if not self.measured:
            known = [band.value for band in self.bands if band.value is not None]
            return (known.index(value) + 0.5) / len(known)
        return self._to_scale(float(value))

    def _to_scale(self, value: float) -> float:
        values, places = self._knots
        n = min(max(bisect_right(values, value) - 1, 0), len(values) - 2)
        share = (value - values[n]) / (values[n + 1] - values[n])
        return places[n] + share * (places[n + 1] - places[n])

    @cached_property
    def held(self) -> tuple[tuple[Value, ...], ...]:
        """The values of the widget in each stretch; none where they are closer than its step."""
        known = steps(self.fact, self.library)[1:]
        return tuple(tuple(v for v in known if band.holds(v)) for band in self.bands)

    @cached_property
    def reaches(self) -> tuple[tuple[float, float] | None, ...]:
        """From where to where each stretch is drawn; the ground between two steps is shared."""
        found: list[tuple[float, float] | None] = []
        for band, values in zip(self.bands, self.held, strict=True):
            if band.value is None:
                found.append(NOT_KNOWN)
            elif not values:
                found.append(None)
            elif self.measured:
                found.append((self._edge(values[0], -1), self._edge(values[-1], 1)))
            else:
                half = 0.5 / (len(self.bands) - 1)
                found.append((self.place(band.value) - half, self.place(band.value) + half))
        return tuple(found)

    def _edge(self, value: Value, way: int) -> float:
        """Half a step beyond a value; the end of the axis beyond the last one."""
        words = self.library.inputs[self.fact]
        low, high = words.limits or (0, 1)
        at = float(value) + way * (words.step or 1) / 2
        if at < low:
            return 0
        return 1 if at > high else self._to_scale(at)

    def targets(self, count: int) -> tuple[tuple[Value | None, ...], ...]:
        """For each stretch the values that can be reached by a click, some `count` in all."""
        found: list[tuple[Value | None, ...]] = []
        for band, values, reach in zip(self.bands, self.held, self.reaches, strict=True):
            if band.value is None or not self.measured:
                found.append((band.value,))
            elif reach is None:
                found.append(())
            else:
                found.append(self._spread(values, ceil((reach[1] - reach[0]) * count)))
        return tuple(found)

    def _spread(self, values: tuple[Value, ...], count: int) -> tuple[Value, ...]:
        """So many of these values, evenly apart as they are drawn."""
        if len(values) <= count:
            return values
        first, last = self.place(values[0]), self.place(values[-1])
        wanted = [first + (last - first) * (n + 0.5) / count for n in range(count)]
        places = [self.place(value) for value in values]
        return tuple(dict.fromkeys(_nearest(values, places, at) for at in wanted))

    def ticks(self, width: int) -> tuple[tuple[float, str], ...]:
        """Where something is written, and what: the limits of a number, each value of a choice."""
        written = [(self.place(None), _lines(UNKNOWN, min(width, SHORT)))]
        if not self.measured:
            known = [band.value for band in self.bands if band.value is not None]
            return (*written, *((self.place(v), _lines(self._name(v), width)) for v in known))
        for value, place in zip(*self._knots, strict=True):
            if place - written[-1][0] >= APART or len(written) == 1:
                written.append((place, f"{value:g}"))
        return tuple(written)

    def _name(self, value: Value) -> str:
        words = self.library.inputs[self.fact]
        point = next((f"{p.at} {p.label}" for p in words.scale if p.at == value), None)
        said = value_of(self.fact, value, self.library)
        both = [text for c in words.values if c.id == value for text in (c.label, c.words)]
        shortest = min(both, key=len, default=said)
        return point or shortest[:1].upper() + shortest[1:]


def _lines(words: str, width: int) -> str:
    return "<br>".join(wrap(words, width))


def _nearest(values: Sequence[Value], places: Sequence[float], at: float) -> Value:
    n = min(range(len(places)), key=lambda n: abs(places[n] - at))
    return values[n]
