"""How large the parts of a figure of curves are, in px: on a desk, and for a room."""

from dataclasses import dataclass

TEXT, ROW = 12, 15.5  # at scale 1
PLOT, LEAST = 256, 150  # height of the curves' part: as a rule, and at least
ROOM = 1.25
PHONE = 286  # width of curves and names on the smallest usual phone
LETTER, ASIDE = 6.4, 5  # width of a bold letter, and of the gap before a name


@dataclass(frozen=True)
class Sizes:
    """From the scale of the type, the lines under the ticks, the whole height wanted, and the
    letters of the longest line beside the curves.
    """

    scale: float
    lines: int
    wanted: int | None = None
    letters: int = 0

    @property
    def large(self) -> bool:
        """Whether it is for a room, which is wide."""
        return self.scale >= ROOM

    @property
    def text(self) -> int:
        """Ticks, numbers and notes."""
        return round(TEXT * self.scale)

    @property
    def left(self) -> int:
        """Room for "censored" beside the first column of numbers."""
        return round(68 * self.scale)

    @property
    def top(self) -> int:
        """Room for the badge, and what the axis counts under it."""
        return round((42 if self.large else 58) * self.scale)

    @property
    def share(self) -> float:
        """Of the width, what the curves have; the rest is for their names, also on a phone."""
        if self.large:
            return 0.74
        return min(0.79, 1 - (LETTER * self.letters + ASIDE) / PHONE)

    @property
    def table(self) -> float:
        """Height of the rows of numbers and of the arms' names above them."""
        return self.lines * ROW * self.scale

    @property
    def plot(self) -> float:
        """Height of the curves' part."""
        if self.wanted is None:
            return PLOT
        return max(self.wanted - self.top - self.between - self.table - 2, LEAST)

    @property
    def between(self) -> float:
        """Ticks and title of the horizontal axis."""
        return 44 * self.scale

    @property
    def inner(self) -> float:
        """Height without the margins."""
        return self.plot + self.between + self.table

    @property
    def height(self) -> int:
        """Of the whole figure."""
        return round(self.inner + self.top + 2)

    @property
    def plot_from(self) -> float:
        """Where the curves' part begins, as a share of the inner height."""
        return (self.table + self.between) / self.inner

    @property
    def table_to(self) -> float:
        """Where the rows of numbers end, as a share of the inner height."""
        return self.table / self.inner

    def percent(self, px: float) -> float:
        """How many percent of the vertical axis so many px are."""
        return 102 * px / self.plot
