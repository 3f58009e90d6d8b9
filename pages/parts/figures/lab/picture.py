"""What a picture of the lab is made of: panels with fixed axes, marks, a sentence and numbers."""

import csv as files
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from netlogic.benches import Setting

Role = Literal["experimental", "control", "muted", "ink", "changed"]
End = Literal["", "progression", "death", "censored"]
Mark = dict[str, Any]
Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
BADGE = "Simulated for teaching"
LONGEST = 250  # letters of a name that a screen reader speaks


@dataclass(frozen=True)
class Axis:
    """One axis: its words with the unit, its two ends, and its ticks, written as they are or as
    `labels` say. The ends are those of the knobs' limits, so that nothing jumps.
    """

    title: str
    low: float
    high: float
    ticks: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    log: bool = False


@dataclass(frozen=True)
class Row:
    """A line of numbers under the ticks of a panel, as those at risk."""

    label: str
    role: Role
    values: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """Marks over two axes. `share` is its part of the width; `tall` that of the usual height."""

    across: Axis
    up: Axis
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...] = ()
    title: str = ""
    share: float = 1
    tall: float = 1


@dataclass(frozen=True)
class Readout:
    """One number with its name, and a few words on it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """Everything that one setting of the knobs shows.

    `sentence` says what is seen, written anew from the numbers; `about` is what the picture shows,
    for those who do not see it; `in_a_room` is how many readouts a room reads.
    """

    panels: tuple[Panel, ...]
    sentence: str
    about: str
    numbers: Table
    readouts: tuple[Readout, ...] = ()
    in_a_room: int = 4


@dataclass(frozen=True)
class Set:
    """Where the knobs stand, and which draw it is."""

    knobs: Mapping[str, Setting]
    seed: int

    def number(self, knob: str) -> float:
        """Where a slider stands."""
        return float(self.knobs[knob])

    def count(self, knob: str) -> int:
        """The same for people and other whole things."""
        return round(self.number(knob))

    def way(self, knob: str) -> str:
        """Which way was chosen."""
        return str(self.knobs[knob])

    def on(self, knob: str) -> bool:
        """Whether a switch is on."""
        return bool(self.knobs[knob])


def alternative(picture: Picture) -> str:
    """What a screen reader is told of the picture: what it is, and its finding."""
    said = f"{picture.sentence} {picture.about} {BADGE}."
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def csv(picture: Picture, about: Iterable[str]) -> str:
    """The numbers as comma-separated values, under what they are."""
    heads, rows = picture.numbers
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in (f"{BADGE}: not patient data", *about))
    out = files.writer(text, lineterminator="\n")
    out.writerow(heads)
    out.writerows(rows)
    return text.getvalue()


# ------------------------------------------------------------------------------------------- marks
def _plain(values: Iterable[float]) -> list[float]:
    return [round(float(value), 3) for value in values]


def steps(
    role: Role,
    x: Sequence[float],
    y: Sequence[float],
    *,
    label: str = "",
    dashed: bool = False,
    thin: bool = False,
    ghost: bool = True,
) -> Mark:
    """A line of steps: a value holds until the next place. Where it has a ghost, the line that
    stood before the knob was moved stays in sight.
    """
    return {
        "kind": "steps",
        "role": role,
        "x": _plain(x),
        "y": _plain(y),
        "label": label,
        "dashed": dashed,
        "thin": thin,
        "ghost": ghost,
    }


def line(role: Role, x: Sequence[float], y: Sequence[float], **look: Any) -> Mark:
    """A smooth line."""
    return steps(role, x, y, **look) | {"kind": "line"}


def band(
    role: Role, x: Sequence[float], low: Sequence[float], high: Sequence[float], *, smooth: bool
) -> Mark:
    """What lies between two lines; of steps where it is not smooth."""
    return {
        "kind": "band",
        "role": role,
        "x": _plain(x),
        "low": _plain(low),
        "high": _plain(high),
        "smooth": smooth,
    }


def ticks(role: Role, x: Sequence[float], y: Sequence[float]) -> Mark:
    """Short upright lines, as where somebody was censored."""
    return {"kind": "ticks", "role": role, "x": _plain(x), "y": _plain(y)}


def rule(
    of: Literal["x", "y"], at: float, label: str = "", *, role: Role = "muted", foot: bool = False
) -> Mark:
    """A dotted line across the panel at a place of one axis; its words at the top or the foot."""
    return {"kind": "rule", "of": of, "at": float(at), "label": label, "role": role, "foot": foot}


def lane(
    role: Role,
    y: float,
    x: tuple[float, float],
    *,
    end: End = "",
    faded: bool = False,
    ghost: bool = False,
) -> Mark:
    """One patient, or one interval, as a line from left to right with a mark at its end."""
    return {
        "kind": "lane",
        "role": role,
        "y": float(y),
        "x": _plain(x),
        "end": end,
        "faded": faded,
        "ghost": ghost,
    }


def dots(
    role: Role,
    x: Sequence[float],
    y: Sequence[float],
    *,
    shape: Literal["circle", "square", "diamond"] = "circle",
    filled: bool = True,
    small: bool = False,
    ghost: bool = False,
) -> Mark:
    """Places marked by a shape."""
    return {
        "kind": "dots",
        "role": role,
        "x": _plain(x),
        "y": _plain(y),
        "shape": shape,
        "filled": filled,
        "small": small,
        "ghost": ghost,
    }


def bars(role: Role, edges: Sequence[float], heights: Sequence[float]) -> Mark:
    """Bars from edge to edge, one fewer than edges."""
    return {"kind": "bars", "role": role, "x": _plain(edges), "y": _plain(heights)}


def words(
    role: Role,
    x: float,
    y: float,
    text: str,
    *,
    anchor: Literal["start", "middle", "end"] = "start",
) -> Mark:
    """Words at a place."""
    return {"kind": "words", "role": role, "x": x, "y": y, "text": text, "anchor": anchor}
