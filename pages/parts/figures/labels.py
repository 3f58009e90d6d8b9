"""What is written into the regions of a map, and where there is room for it. Knows no Plotly."""

from collections.abc import Iterator
from dataclasses import dataclass

from netlogic import map_words
from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.regions import DecisionMap, Kind, Place, Region
from pages.parts.figures.axis import Axis
from pages.parts.figures.ground import Rectangle

DESK, ROOM = (770, 320), (940, 320)  # px of the known values' part, about, in the two sizes
LETTER = (0.52, 1.35)  # width and height of a letter, in sizes of its font
DOT = 0.035  # of the width: half of the patient's dot, with air


@dataclass(frozen=True)
class Label:
    """What is written into one region: its middle, the letter, and the words where they fit."""

    kind: Kind
    x: float
    y: float
    letter: str
    text: str

    @property
    def named(self) -> bool:
        """Whether the region has room for words on a desk."""
        return self.text != self.letter


def labels(
    found: DecisionMap, patient: Patient, library: Library, *, large: bool
) -> tuple[Label, ...]:
    """The label of each region that is drawn, out of the way of the patient's dot."""
    x, y = Axis(found.x, found.columns, library), Axis(found.y, found.rows, library)
    letters = map_words.letters(found)
    dot = x.place(getattr(patient, x.fact)), y.place(getattr(patient, y.fact))
    wide, high = ROOM if large else DESK
    size = font_size(large, 13)
    made = []
    for region in found.regions:
        if spot := _spot(region, x, y):
            left, right, bottom, top = _free_of(dot, spot)
            letter = f"<b>{letters[region.kind]}</b>"
            text = _fitting(
                letter,
                map_words.label(region.kind, library),
                int((right - left) * wide / (size * LETTER[0])),
                int((top - bottom) * high / (size * LETTER[1])),
            )
            made.append(Label(region.kind, (left + right) / 2, (bottom + top) / 2, letter, text))
    return tuple(made)


def _free_of(dot: tuple[float, float], spot: Rectangle) -> Rectangle:
    """The largest part of a rectangle beside, above or below the patient's dot."""
    left, right, bottom, top = spot
    x, y = dot
    if not (left - DOT <= x <= right + DOT and bottom - DOT <= y <= top + DOT):
        return spot
    parts = (
        (left, x - DOT, bottom, top),
        (x + DOT, right, bottom, top),
        (left, right, bottom, y - DOT),
        (left, right, y + 2 * DOT, top),  # the word "patient" stands above the dot
    )

    def room(part: Rectangle) -> float:
        return max(part[1] - part[0], 0) * max(part[3] - part[2], 0)

    best = max(parts, key=room)
    return best if room(best) else spot


def _fitting(letter: str, words: str, width: int, lines: int) -> str:
    """The letter with the words, on as many lines as there is room; or the letter alone."""
    if len(words) + 2 <= width:
        return f"{letter} {words}"
    # "+3" never stands alone on a line.
    parts = [part.replace(",+", ", +") for part in words.replace(", +", ",+").split()]
    rows, long = [letter], 1  # of the letter one character is seen
    for part in parts:
        if long + 1 + len(part) <= width:
            rows[-1], long = f"{rows[-1]} {part}", long + 1 + len(part)
        else:
            rows, long = [*rows, part], len(part)
    fits = len(rows) <= lines and max(map(len, parts)) <= width
    return "<br>".join(rows) if fits else letter


def _spot(region: Region, x: Axis, y: Axis) -> Rectangle | None:
    """The largest rectangle of a region, which is where its label stands."""
    own = set(region.places)
    best: tuple[float, Rectangle] | None = None
    for column, row in region.places:
        for rectangle in _grown(column, row, own, x, y):
            left, right, bottom, top = rectangle
            # Words are wide: of two rectangles of one size the wider one has room for them.
            size = (right - left) ** 1.2 * (top - bottom)
            if best is None or size > best[0]:
                best = (size, rectangle)
    return best[1] if best else None


def _grown(column: int, row: int, own: set[Place], x: Axis, y: Axis) -> Iterator[Rectangle]:
    """Every rectangle of a region's places with this one at its lower left."""
    last = len(x.bands)
    for r in range(row, len(y.bands)):
        c = column
        while c < last and (c, r) in own:
            c += 1
        last = c
        if last == column:
            return
        drawn = [n for n in range(column, last) if x.reaches[n]]
        rows = [n for n in range(row, r + 1) if y.reaches[n]]
        if drawn and rows:
            (left, _), (_, right) = x.reaches[drawn[0]], x.reaches[drawn[-1]]  # type: ignore[misc]
            (bottom, _), (_, top) = y.reaches[rows[0]], y.reaches[rows[-1]]  # type: ignore[misc]
            yield left, right, bottom, top


def font_size(large: bool, usual: int) -> int:
    """Size of a text in px; for a room nothing is smaller than 18."""
    return 18 if large else usual
