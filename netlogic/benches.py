"""The shape of a simulation of the PFS lab: its knobs with their limits, and what is assumed.

The words and limits are content; the model behind them is netlogic.simulate's.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from netlogic.schema import Id, Review, Shape, Text

Setting = float | str | bool
MOST_STEPS = 1000  # of a slider: more cannot be reached by key
SEEDS = (1, 999)  # the draws that a learner can ask for


Finite = Annotated[float, Field(allow_inf_nan=False)]


class Way(Shape):
    """One of the ways that a knob can stand."""

    id: Id
    label: Text


class Knob(Shape):
    """What is moved by hand: a slider with limits, a choice of ways, or a switch.

    `unit` follows the number. `start` is where it stands at first, and in every address that does
    not name it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Text
    unit: str = ""
    limits: tuple[Finite, Finite] | None = None
    step: Annotated[Finite, Field(gt=0)] = 1
    ways: tuple[Way, ...] = ()
    start: StrictBool | float | str

    @model_validator(mode="after")
    def _is_one_kind(self) -> "Knob":
        if self.limits and self.ways:
            raise ValueError("ways: a slider has none")
        if self.limits:
            self._slides(*self.limits)
        elif self.ways:
            ids = [way.id for way in self.ways]
            if self.start not in ids or len(set(ids)) != len(ids):
                raise ValueError(f"start: {self.start!r} is not one of the ways, each named once")
        elif not isinstance(self.start, bool):
            raise ValueError("start: without limits or ways it is true or false")
        return self

    def _slides(self, low: float, high: float) -> None:
        if isinstance(self.start, bool | str) or not low <= self.start <= high:
            raise ValueError(f"start: {self.start!r} is no number from {low:g} to {high:g}")
        for what, value in (("limits", high), ("start", self.start)):
            steps = (value - low) / self.step
            if abs(steps - round(steps)) > 1e-6:
                raise ValueError(f"{what}: {value:g} is not on a step of {self.step:g}")
        if not low < high or (high - low) / self.step > MOST_STEPS:
            raise ValueError(f"limits: more than {MOST_STEPS} steps, or none")

    @property
    def ends(self) -> tuple[Setting, ...]:
        """Where it can stand at the outermost: both limits, every way, on and off."""
        if self.limits:
            return self.limits
        return tuple(way.id for way in self.ways) or (False, True)

    def read(self, said: object) -> Setting:
        """A setting from an address or a widget: on its step and within its limits, whatever was
        said; where nothing can be made of it, the start.
        """
        if self.limits is None:
            if self.ways:
                return str(said) if said in [way.id for way in self.ways] else self.start
            return {"true": True, "false": False}.get(str(said).lower(), self.start)
        low, high = self.limits
        try:
            value = float(str(said))
        except ValueError:
            return self.start
        if not low <= value <= high:
            return self.start
        return round(low + round((value - low) / self.step) * self.step, 6)


class Bench(Shape):
    """One simulation. `drawn` says what is simulated and what that assumes; `heavy` is what its
    button does, where many trials are drawn at once. Without `chance` it shows the model itself;
    else `seed` is the draw to begin with, one that shows what is usual.
    """

    label: Text
    drawn: Text
    heavy: str = ""
    chance: StrictBool = True
    seed: Annotated[int, Field(ge=SEEDS[0], le=SEEDS[1])] = SEEDS[0]
    knobs: Annotated[tuple[Knob, ...], Field(min_length=1, max_length=4)]
    reviewed: Review

    @model_validator(mode="after")
    def _knobs_are_told_apart(self) -> "Bench":
        ids = [knob.id for knob in self.knobs]
        if len(set(ids)) != len(ids) or "seed" in ids:
            raise ValueError("knobs: an id stands there twice, or is that of the seed")
        return self


SLIDER, SWITCH = ("a slider",), ("a switch",)
# What the model of each bench reads: its knobs, and for a choice every way that it knows.
READS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "people": {
        "order": ("calendar", "randomised", "sorted"),
        "until": SLIDER,
        "end": SLIDER,
        "extra": SWITCH,
    },
    "censoring": {"handled": ("rightly", "event", "dropped", "cured"), "lost": SLIDER},
    "follow-up": dict.fromkeys(("end", "at", "hr"), SLIDER),
    "effect": {
        **dict.fromkeys(("hr", "median", "at"), SLIDER),
        "shape": ("constant", "rising", "falling"),
    },
    "confidence": dict.fromkeys(("n", "follow", "hr"), SLIDER),
    "endpoints": {"counts": ("ttp", "pfs", "os"), "death": SLIDER},
    "scans": dict.fromkeys(("every", "median"), SLIDER),
    "schedules": dict.fromkeys(("treated", "control", "hr"), SLIDER),
    "leaving": dict.fromkeys(("treated", "control", "hr"), SLIDER),
    "crossover": dict.fromkeys(("cross", "hr", "pfs", "survival"), SLIDER),
    "small": dict.fromkeys(("n", "hr"), SLIDER),
    "delay": dict.fromkeys(("lag", "hr", "until"), SLIDER),
    "stopping": dict.fromkeys(("hr", "events"), SLIDER),
    "subgroups": dict.fromkeys(("n", "hr"), SLIDER),
    "rmst": dict.fromkeys(("until", "hr", "median"), SLIDER),
    "landmark": dict.fromkeys(("at", "end", "hr", "median"), SLIDER),
}


def misread(id_: str, bench: Bench) -> Iterator[tuple[str, str]]:
    """Where a file and its model do not agree, and how: such a bench cannot be drawn."""
    reads = READS.get(id_)
    if reads is None:
        yield "", f"there is no model of this name; there are {', '.join(READS)}"
        return
    has = {knob.id: _kind(knob) for knob in bench.knobs}
    for name, kind in reads.items():
        if name not in has:
            yield "knobs", f"the model reads {name!r}, which is not there"
        elif set(has[name]) - set(kind) or (len(kind) == 1 and has[name] != kind):
            yield f"knobs: {name}", f"the model reads {' or '.join(kind)}"
    for name in has:
        if name not in reads:
            yield "knobs", f"the model does not read {name!r}"


def _kind(knob: Knob) -> tuple[str, ...]:
    if knob.limits:
        return SLIDER
    return tuple(way.id for way in knob.ways) or SWITCH
