"""The leading options of one patient over all values of two inputs: a map, exact at every limit.

A map is worked out by stretches, not point by point. What is shown at a place follows from the
arguments that certainly apply there; what could still lead there from decision diagrams in which
the two inputs are asked first, so that the part below a pair of values speaks of that place alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from netlogic.content import Library, inputs_of
from netlogic.criteria import Tests, verdict
from netlogic.explore import Leading, typical
from netlogic.pathway import Standing, prospects, reading, standing_now
from netlogic.patient import INPUTS, Patient, Value, facts
from netlogic.unknowns import Diagram, Diagrams, Node

Place = tuple[int, int]  # a column and a row
Kind = tuple[Leading, bool]  # of a place: what leads; where nothing does, whether something could


@dataclass(frozen=True, slots=True)
class Band:
    """Values of one input along which no place of the map changes.

    Of a number from `low` to `high`, where an open end does not belong to it; of a choice, a scale
    of named points or "not known" (None) one value, and no ends. `value` stands for all of them.
    """

    value: Value | None
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Value | None) -> bool:
        """Whether a value of the input lies within."""
        if value is None or self.low is None or self.high is None:
            return value == self.value
        at = float(value)
        above = at > self.low if self.low_open else at >= self.low
        return above and (at < self.high if self.high_open else at <= self.high)


@dataclass(frozen=True, slots=True)
class Cell:
    """What leads at one place, in the order of standing and content, whatever the balance.

    `could_lead` are the other options that some values of what is unknown would make leading.
    `waits_for` are the unknown inputs that could change what leads: none where nothing could. Where
    an input of the map is itself not known, it is one of them.
    """

    leading: Leading
    could_lead: tuple[str, ...]
    waits_for: tuple[str, ...]

    @property
    def uncertain(self) -> bool:
        """Whether some way to know what is unknown would give other leading options."""
        return bool(self.waits_for)

    @property
    def kind(self) -> Kind:
        """What places of one colour share."""
        return self.leading, bool(self.could_lead and not self.leading)


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring places with the same leading options; each place a column and a row."""

    kind: Kind
    places: tuple[Place, ...]


@dataclass(frozen=True)
class DecisionMap:
    """What leads over two inputs, all others being those of the patient.

    Columns belong to `x`, rows to `y`, "not known" first, then in the order of the scale. `cells`
    are by column, then by row.
    """

    x: str
    y: str
    columns: tuple[Band, ...]
    rows: tuple[Band, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def place(self, x: Value | None, y: Value | None) -> Place:
        """The column and the row that hold a pair of values."""
        column = next(n for n, band in enumerate(self.columns) if band.holds(x))
        row = next(n for n, band in enumerate(self.rows) if band.holds(y))
        return column, row

    def at(self, x: Value | None, y: Value | None) -> Cell:
        """What leads where the two inputs have these values."""
        column, row = self.place(x, y)
        return self.cells[column][row]

    def along(self, fact: str, other: Value | None) -> tuple[tuple[Band, Cell], ...]:
        """Each stretch of one input with its cell, where the other input has this value."""
        if fact == self.x:
            row = self.place(self.columns[0].value, other)[1]
            return tuple((band, self.cells[n][row]) for n, band in enumerate(self.columns))
        column = self.place(other, self.rows[0].value)[0]
        return tuple(zip(self.rows, self.cells[column], strict=True))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The different kinds of place, in the order in which columns and rows come upon them."""
        return tuple(dict.fromkeys(cell.kind for column in self.cells for cell in column))

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Places of one kind that touch, together; "not known" touches no known value."""
        left = {(c, r) for c in range(len(self.columns)) for r in range(len(self.rows))}
        found = []
        for start in sorted(left):
            if start in left:
                places = self._touching(start, left)
                left -= places
                found.append(Region(self.cells[start[0]][start[1]].kind, tuple(sorted(places))))
        return tuple(found)

    def _touching(self, start: Place, left: set[Place]) -> set[Place]:
        found, open_ = {start}, [start]
        while open_:
            c, r = open_.pop()
            for near in ((c - 1, r), (c + 1, r), (c, r - 1), (c, r + 1)):
                if near in left - found and self._alike(near) == self._alike(start):
                    found.add(near)
                    open_.append(near)
        return found

    def _alike(self, place: Place) -> tuple[object, ...]:
        """What two touching places share to be of one region."""
        column, row = place
        known = self.columns[column].value is not None, self.rows[row].value is not None
        return self.cells[column][row].kind, known


def decision_map(patient: Patient, x: str, y: str, library: Library) -> DecisionMap:
    """The map of a patient over two different inputs; their own values do not matter."""
    if x == y:
        raise ValueError(f"{x}: a map needs two different inputs")
    nowhere = patient.model_copy(update={x: None, y: None})
    return decided(typical(nowhere, library), x, y, library)


@lru_cache(maxsize=256)
def decided(patient: Patient, x: str, y: str, library: Library) -> DecisionMap:
    """As `decision_map`, for a patient of whom neither input is known."""
    survey = _Survey(patient, x, y, library)
    columns = (None, *library.telling[x])
    rows = (None, *library.telling[y])
    cells = tuple(tuple(survey.cell(a, b) for b in rows) for a in columns)
    across = _spans(x, cells, library)
    down = _spans(y, tuple(zip(*cells, strict=True)), library)
    return DecisionMap(
        x=x,
        y=y,
        columns=tuple(_band(x, span, library) for span in across),
        rows=tuple(_band(y, span, library) for span in down),
        cells=tuple(tuple(cells[a[0]][b[0]] for b in down) for a in across),
    )


def _spans(
    fact: str, lines: tuple[tuple[Cell, ...], ...], library: Library
) -> tuple[tuple[int, ...], ...]:
    """Places of telling values, "not known" first, that look the same along a number."""
    if not _measured(fact, library):
        return tuple((n,) for n in range(len(lines)))
    known = groupby(range(1, len(lines)), key=lambda n: lines[n])
    return ((0,), *(tuple(span) for _, span in known))


def _measured(fact: str, library: Library) -> bool:
    """Whether an input is a number between whose limits all values behave alike."""
    words = library.inputs[fact]
    return words.kind == "number" and not words.whole


def _band(fact: str, span: tuple[int, ...], library: Library) -> Band:
    """The stretch of some neighbouring telling values; 0 is the place of "not known"."""
    values = (None, *library.telling[fact])
    value = values[span[0]]
    if value is None or not _measured(fact, library):
        return Band(value)
    edges = {*library.limits_of(fact), *(library.inputs[fact].limits or ())}
    first, last = span[0], span[-1]
    low_open, high_open = values[first] not in edges, values[last] not in edges
    return Band(
        value=value,
        low=float(values[first - low_open] or 0),
        high=float(values[last + high_open] or 0),
        low_open=low_open,
        high_open=high_open,
    )


class _Survey:
    """Looks at one place after the other; what no place changes is worked out once."""

    def __init__(self, patient: Patient, x: str, y: str, library: Library) -> None:
        self.patient, self.x, self.y, self.library = patient, x, y, library
        self.options = [
            id_
            for id_, option in library.options.items()
            if option.lane == "tumour" and id_ not in library.silenced
        ]
        known = facts(patient)
        rules = dict.fromkeys(id_ for option in self.options for id_ in library.deciding[option])
        self.fixed = {id_: verdict(library.tests[id_], known) for id_ in rules}
        self.moving: dict[str, Tests] = {
            id_: library.tests[id_] for id_ in rules if {x, y} & inputs_of(library.rules[id_].when)
        }
        self.diagrams, whole = prospects(patient, self.options, (x, y), library)
        self.could: Mapping[str, Diagram] = {
            id_: self.diagrams.mapped(diagram, _if_leading)  # type: ignore[arg-type]
            for id_, diagram in whole.items()
        }

    def cell(self, x: Value | None, y: Value | None) -> Cell:
        """What leads at one pair of telling values."""
        patient = self.patient.model_copy(update={self.x: x, self.y: y})
        known = facts(patient)
        now = self.fixed | {id_: verdict(tests, known) for id_, tests in self.moving.items()}
        leading, could_lead, waits_for = [], [], set[str]()
        for option in self.options:
            shown = _if_leading(standing_now(option, known, now, self.library))
            could = self._at(self.could[option], x, y)
            if shown:
                leading.append((option, shown))
            if could is shown:
                continue
            reached = self.diagrams.results(could)
            if not shown and reached != {Standing.CLOSED}:
                could_lead.append(option)
            if reached != {shown}:
                waits_for |= self.diagrams.support(could) or self._behind(option, patient)
        leading.sort(key=lambda pair: -pair[1])
        return Cell(
            leading=tuple(leading),
            could_lead=tuple(could_lead),
            waits_for=tuple(fact for fact in INPUTS if fact in waits_for),
        )

    def _behind(self, option: str, patient: Patient) -> set[str]:
        """Where all values agree on another standing: what keeps it from being certain."""
        return set(reading(patient, self.library).options[option].behind)

    def _at(self, whole: Diagram, x: Value | None, y: Value | None) -> Diagram:
        """The part of a diagram that speaks of one place; not known keeps all branches."""
        for rank, (fact, value) in enumerate(((self.x, x), (self.y, y))):
            if value is not None:
                branch = self.library.telling[fact].index(value)
                whole = _followed(whole, rank, branch, self.diagrams)
        return whole


def _if_leading(standing: Standing) -> Standing:
    """The standing where it leads; the lowest, which is false, in place of all that do not."""
    return standing if standing >= Standing.REASONABLE else Standing.CLOSED


def _followed(whole: Diagram, rank: int, branch: int, diagrams: Diagrams) -> Diagram:
    """A diagram below one branch of the input of a rank, which is the first or second asked."""
    if not isinstance(whole, Node) or whole.rank > rank:
        return whole
    if whole.rank == rank:
        return whole.branches[branch]
    return diagrams.node(
        whole.rank, tuple(_followed(part, rank, branch, diagrams) for part in whole.branches)
    )
