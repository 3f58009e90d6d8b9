"""The decision map as a figure: regions by colour, pattern and label, borders, the patient."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from netlogic import map_words
from netlogic.content import Library
from netlogic.pathway import Standing
from netlogic.patient import Patient, Value
from netlogic.regions import Cell, DecisionMap, Kind, Place, Region
from pages.parts.figures.axis import END, START, Axis
from pages.parts.figures.palette import CLEAR, CONTROL, EXPERIMENTAL, INK, MUTED, PAGE

# With the fourth, fifth and sixth chart colour of the theme, as in figures/palette.py.
HUES = ("#000004", EXPERIMENTAL, "#000005", CONTROL, "#000006")
# The slanting lines are kept for what is uncertain. Of each pattern a coarse and a fine one.
PATTERNS = ("", ".", "-", "|", "+")
SIZES = (10, 5)
CLICKS = 34  # along a number when both inputs are numbers: fewer than 1,500 in all
CLICKS_BESIDE_A_SCALE = 101
SIDE = 8  # px
DESK, ROOM = (770, 320), (940, 320)  # px of the known values' part, about, in the two sizes
LETTER = (0.52, 1.35)  # width and height of a letter, in sizes of its font
DOT = 0.035  # of the width: half of the patient's dot, with air
# Choosing a point dims all others, and nothing here is to be dimmed.
STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
Rectangle = tuple[float, float, float, float]


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


def decision_map(
    found: DecisionMap, patient: Patient, library: Library, *, large: bool
) -> go.Figure:
    """The whole figure; `large` for a room."""
    x, y = Axis(found.x, found.columns, library), Axis(found.y, found.rows, library)
    kinds, written = looks(found, library), labels(found, patient, library, large=large)
    figure = go.Figure(
        [
            *_grounds(found, kinds, x, y),
            *_hatched(found, x, y),
            _borders(found, x, y),
            *(_targets(kind, found, x, y, library) for kind in kinds),
            _letters(written, large=large),
            *_patient(patient, x, y, large=large),
        ]
    )
    figure.update_layout(
        annotations=[*_words(written, large=large), _name(patient, x, y, large=large)],
        xaxis=_axis(x, 12 if large else 14, large=large),
        yaxis=_axis(y, 40 if large else 18, large=large),
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverdistance=40,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
    return figure


def _axis(axis: Axis, width: int, *, large: bool) -> dict[str, Any]:
    """`width` is that of a line of words at the axis, in letters."""
    places, words = zip(*axis.ticks(width), strict=True)
    return {
        "title": {
            "text": axis.title,
            "font": {"size": _size(large, 13), "color": INK},
            "standoff": 4,
        },
        "range": [START, END],
        "fixedrange": True,
        "tickvals": places,
        "ticktext": words,
        "tickfont": {"size": _size(large, 12), "color": INK},
        "ticks": "outside" if axis.measured else "",
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def _size(large: bool, usual: int) -> int:
    return 18 if large else usual


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


def _places(found: DecisionMap) -> Iterator[Place]:
    for column in range(len(found.columns)):
        for row in range(len(found.rows)):
            yield column, row


def _grounds(
    found: DecisionMap, kinds: Mapping[Kind, Look], x: Axis, y: Axis
) -> Iterator[go.Scatter]:
    """Each kind in its colour, faint, and its pattern."""
    for kind, look in kinds.items():
        own = [place for place in _places(found) if _cell(found, place).kind == kind]
        yield _filled(own, x, y, fillcolor=look.hue, opacity=0.16)
        if look.pattern:
            yield _patterned(own, x, y, look.pattern, look.hue, size=look.size, solidity=0.22)


def _hatched(found: DecisionMap, x: Axis, y: Axis) -> Iterator[go.Scatter]:
    """Slanting lines where something that is not known could change what leads."""
    unsure = [place for place in _places(found) if _cell(found, place).uncertain]
    if unsure:
        yield _patterned(unsure, x, y, "/", INK, size=14, solidity=0.1)


def _patterned(
    places: Iterable[Place],
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
    return _filled(places, x, y, fillcolor=CLEAR, fillpattern=pattern)


def _filled(places: Iterable[Place], x: Axis, y: Axis, **look: Any) -> go.Scatter:
    path = _outline(r for place in places if (r := _rectangle(place, x, y)))
    still = {"mode": "lines", "line": {"width": 0}, "fill": "toself", "hoverinfo": "skip"}
    return go.Scatter(**path, **still, **look)


def _borders(found: DecisionMap, x: Axis, y: Axis) -> go.Scatter:
    """Lines where what leads changes, and around known and not known."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for column, row in _places(found):
        rectangle = _rectangle((column, row), x, y)
        if not rectangle:
            continue
        left, right, bottom, top = rectangle
        for (c, r), (x0, x1), (y0, y1) in (
            (_beside(x, column, -1, row, 0), (left, left), (bottom, top)),
            (_beside(x, column, 1, row, 0), (right, right), (bottom, top)),
            (_beside(y, row, -1, column, 1), (left, right), (bottom, bottom)),
            (_beside(y, row, 1, column, 1), (left, right), (top, top)),
        ):
            if (
                c is None
                or r is None
                or _cell(found, (c, r)).kind != _cell(found, (column, row)).kind
            ):
                xs += [x0, x1, None]
                ys += [y0, y1, None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"width": 1.5, "color": INK},
        hoverinfo="skip",
    )


def _beside(
    axis: Axis, at: int, way: int, other: int, turned: int
) -> tuple[int | None, int | None]:
    """The next place along an axis that is drawn, on the same side of "not known"."""
    n = at + way
    while 0 <= n < len(axis.bands) and axis.reaches[n] is None:
        n += way
    inside = 0 <= n < len(axis.bands) and bool(n) == bool(at)
    next_ = n if inside else None
    return (other, next_) if turned else (next_, other)


def _cell(found: DecisionMap, place: Place) -> Cell:
    return found.cells[place[0]][place[1]]


def _targets(kind: Kind, found: DecisionMap, x: Axis, y: Axis, library: Library) -> go.Scatter:
    """Squares that nobody sees: they say what is under the pointer, and take the click."""
    count = CLICKS if x.measured and y.measured else CLICKS_BESIDE_A_SCALE
    across, up = x.targets(count), y.targets(count)
    pairs: list[tuple[Value | None, Value | None]] = []
    for column, row in _places(found):
        if found.cells[column][row].kind == kind:
            pairs += [(a, b) for a in across[column] for b in up[row]]
    said = {
        fact: {v: map_words.at(fact, v, library) for v in {pair[n] for pair in pairs}}
        for n, fact in enumerate((x.fact, y.fact))
    }
    return go.Scatter(
        x=[x.place(a) for a, _ in pairs],
        y=[y.place(b) for _, b in pairs],
        customdata=[[a, b, said[x.fact][a], said[y.fact][b]] for a, b in pairs],
        mode="markers",
        marker={"symbol": "square", "size": SIDE, "color": CLEAR},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        hovertemplate=(
            f"<b>{map_words.label(kind, library)}</b><br>"
            + "<br>".join(map_words.in_full(kind[0], library).split("; "))
            + "<br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
    )


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
    size = _size(large, 13)
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


def _letters(written: Iterable[Label], *, large: bool) -> go.Scatter:
    """The letter of each region, under its words: seen where a screen is too narrow for words."""
    found = list(written)
    return go.Scatter(
        x=[label.x for label in found],
        y=[label.y for label in found],
        text=[label.letter for label in found],
        mode="markers+text",
        marker={"size": _size(large, 13) + 5, "color": PAGE, "opacity": 1},
        textfont={"size": _size(large, 13), "color": INK},
        hoverinfo="skip",
        **STILL,
    )


def _words(written: Iterable[Label], *, large: bool) -> Iterator[dict[str, Any]]:
    """What leads, written into each region."""
    for label in written:
        yield _note(label.x, label.y, label.text, _size(large, 13))


def _note(x: float, y: float, text: str, size: int, **more: Any) -> dict[str, Any]:
    font = {"size": size, "color": INK}
    look = {"showarrow": False, "font": font, "bgcolor": PAGE, "borderpad": 2}
    return {"x": x, "y": y, "text": text} | look | more


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


def _patient(patient: Patient, x: Axis, y: Axis, *, large: bool) -> Iterator[go.Scatter]:
    """A dot with a ring that stands out from any ground."""
    ring, dot = (26, 13) if large else (20, 10)
    for size, colour in ((ring, PAGE), (dot, EXPERIMENTAL)):
        yield go.Scatter(
            x=[x.place(getattr(patient, x.fact))],
            y=[y.place(getattr(patient, y.fact))],
            mode="markers",
            marker={
                "size": size,
                "color": colour,
                "opacity": 1,
                "line": {"width": 2, "color": INK},
            },
            hoverinfo="skip",
            **STILL,
        )


def _name(patient: Patient, x: Axis, y: Axis, *, large: bool) -> dict[str, Any]:
    """The word beside the dot; the last of all notes, so that a narrow screen can keep it."""
    place = x.place(getattr(patient, x.fact)), y.place(getattr(patient, y.fact))
    top = place[1] > 0.9
    shift = (26 if large else 20) * (-1 if top else 1)
    return _note(*place, "patient", _size(large, 12), yshift=shift)
