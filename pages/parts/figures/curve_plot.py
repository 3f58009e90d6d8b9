"""What a figure of curves shows, as values."""

from dataclasses import dataclass
from typing import Literal

from netlogic.survival import Curve
from pages.parts.figures.badge import Badge

Role = Literal["experimental", "control"]
Counted = Literal["at risk", "censored", "events"]
ROWS: tuple[Counted, ...] = ("at risk", "censored", "events")


@dataclass(frozen=True)
class Arm:
    """One arm: its name in mid-sentence, and its curve."""

    name: str
    role: Role
    curve: Curve


@dataclass(frozen=True)
class Mark:
    """What the learner expected of an arm: so many percent at so many months."""

    role: Role
    months: float
    percent: float
    words: str


@dataclass(frozen=True)
class Shown:
    """What is drawn beside the curves; `rows` are those of the numbers under the ticks."""

    band: bool = True
    censorings: bool = True
    medians: bool = True
    rows: tuple[Counted, ...] = ROWS


@dataclass(frozen=True)
class Plot:
    """Everything that a figure of one or two arms says; the experimental arm comes first.

    `title` is the finding, `subtitle` what is plotted, `share` what the vertical axis counts,
    `axis` the words of the horizontal one with its unit, `effect` the effect in words with its
    interval. Ticks, horizon and landmark are months.
    """

    title: str
    subtitle: str
    endpoint: str
    share: str
    axis: str
    ticks: tuple[float, ...]
    horizon: float
    arms: tuple[Arm, ...]
    badge: Badge
    effect: str = ""
    landmark: float | None = None
    marks: tuple[Mark, ...] = ()
    shown: Shown = Shown()
