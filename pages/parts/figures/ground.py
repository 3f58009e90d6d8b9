"""The ground of a map: each kind of place in its colour and pattern, hatching, borders."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from netlogic import map_words
from netlogic.content import Library
from netlogic.pathway import Standing
from netlogic.regions import Cell, DecisionMap, Kind, Place
from pages.parts.figures.axis import Axis
from pages.parts.figures.palette import CLEAR, CONTROL, EXPERIMENTAL, INK, MUTED

# With the fourth, fifth and sixth chart colour of the theme, as in figures/palette.py.
HUES = ("#000004", EXPERIMENTAL, "#000005", CONTROL, "#000006")
# The slanting lines are kept for what is uncertain. Of each pattern a coarse and a fine one.
PATTERNS = ("", ".", "-", "|", "+")
SIZES = (10, 5)
Rectangle = tuple[float, float, float, float]  # left, right, bottom, top


@dataclass(frozen=True)
class Look:
    """How a kind of place is drawn."""

    letter: str
    hue: str
    pattern: str
    size: int


def looks(found: DecisionMap, library: Library) -> dict[Kind, Look]:
    """A look for each kind: the colour says what comes first, the pattern tells kinds apart."""
    letters = map_words.letters(found)
    used: dict[str, int] = {}
    made = {}
    for kind in found.kinds:
        hue = _hue(kind, library)
        n = used[hue] = used.get(hue, -1) + 1
        size = SIZES[n // len(PATTERNS) % len(SIZES)]
        made[kind] = Look(letters[kind], hue, PATTERNS[n % len(PATTERNS)], size)
    return made


def _hue(kind: Kind, library: Library) -> str:
    """By the option to discuss first, the same on every map; grey where none comes first."""
    first = [id_ for id_, standing in kind[0] if standing == Standing.DISCUSS_FIRST]
    return HUES[_can_be_first(library).index(first[0]) % len(HUES)] if first else MUTED


def _can_be_first(library: Library) -> list[str]:
    """The options that some argument makes the one to discuss first."""
    return [
        id_
        for id_, about in library.deciding.items()
        if any(library.rules[name].strength == "standard" for name in about)
        and library.options[id_].lane == "tumour"
    ]


def _rectangle(place: Place, x: Axis, y: Axis) -> Rectangle | None:
    across, up = x.reaches[place[0]], y.reaches[place[1]]
    return (*across, *up) if across and up else None


def _outline(rectangles: Iterable[Rectangle]) -> dict[str, list[float | None]]:
    """Rectangles as one path, with a gap after each."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for left, right, bottom, top in rectangles:
        xs += [left, right, right, left, left, None]
        ys += [bottom, bottom, top, top, bottom, None]
    return {"x": xs, "y": ys}


def places(found: DecisionMap) -> Iterator[Place]:
    for column in range(len(found.columns)):
        for row in range(len(found.rows)):
            yield column, row


def grounds(
    found: DecisionMap, kinds: Mapping[Kind, Look], x: Axis, y: Axis
) -> Iterator[go.Scatter]:
    """Each kind in its colour, faint, and its pattern."""
    for kind, look in kinds.items():
        own = [place for place in places(found) if cell_at(found, place).kind == kind]
        yield _filled(own, x, y, fillcolor=look.hue, opacity=0.16)
        if look.pattern:
            yield _patterned(own, x, y, look.pattern, look.hue, size=look.size, solidity=0.22)


def hatched(found: DecisionMap, x: Axis, y: Axis) -> Iterator[go.Scatter]:
    """Slanting lines where something that is not known could change what leads."""
    unsure = [place for place in places(found) if cell_at(found, place).uncertain]
    if unsure:
        yield _patterned(unsure, x, y, "/", INK, size=14, solidity=0.1)


def _patterned(
    where: Iterable[Place],
    x: Axis,
    y: Axis,
    shape: str,
    colour: str,
    *,
    size: int,
    solidity: float,
) -> go.Scatter:
    pattern = {
        "shape": shape,
        "bgcolor": CLEAR,
        "fgcolor": colour,
        "fgopacity": 0.6,
        "size": size,
        "solidity": solidity,
    }
    return _filled(where, x, y, fillcolor=CLEAR, fillpattern=pattern)


def _filled(where: Iterable[Place], x: Axis, y: Axis, **look: Any) -> go.Scatter:
    path = _outline(r for place in where if (r := _rectangle(place, x, y)))
    still = {"mode": "lines", "line": {"width": 0}, "fill": "toself", "hoverinfo": "skip"}
    return go.Scatter(**path, **still, **look)


def borders(found: DecisionMap, x: Axis, y: Axis) -> go.Scatter:
    """Lines where what leads changes, and around known and not known."""
    lines = [
        ((at, at), reach)
        for one, other, at in _sides(x)
        for row, reach in enumerate(y.reaches)
        if reach and _differ(found, _beside(one, row), _beside(other, row))
    ]
    lines += [
        (reach, (at, at))
        for one, other, at in _sides(y)
        for column, reach in enumerate(x.reaches)
        if reach and _differ(found, _beside(column, one), _beside(column, other))
    ]
    return go.Scatter(
        x=[at for across, _ in lines for at in (*across, None)],
        y=[at for _, up in lines for at in (*up, None)],
        mode="lines",
        line={"width": 1.5, "color": INK},
        hoverinfo="skip",
    )


def _sides(axis: Axis) -> Iterator[tuple[int | None, int | None, float]]:
    """Where two stretches that are drawn meet, or one ends: the two, and the place."""
    drawn = [(n, reach) for n, reach in enumerate(axis.reaches) if reach]
    for part in (drawn[:1], drawn[1:]):  # not known, and known
        for (n, reach), (after, _) in zip(part, [*part[1:], (None, None)], strict=True):
            if n == part[0][0]:
                yield None, n, reach[0]
            yield n, after, reach[1]


def _beside(column: int | None, row: int | None) -> Place | None:
    return None if column is None or row is None else (column, row)


def _differ(found: DecisionMap, one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return True
    return cell_at(found, one).kind != cell_at(found, other).kind


def cell_at(found: DecisionMap, place: Place) -> Cell:
    """What leads at a column and a row."""
    return found.cells[place[0]][place[1]]
