"""Patients for the tests: any, near the default, or of a kind; complete or partly unknown.

`edges` are the values worth trying: the telling ones, and of a number also those just below and
just above every limit. A kind of patient is described by criteria; patients of the kind are drawn
along the ways through its decision diagram, so none is thrown away and no kind is too rare.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from netlogic.criteria import Criteria
from netlogic.library import library
from netlogic.patient import INPUTS, Facts, Patient, Value, facts
from netlogic.unknowns import Diagram, Diagrams, Node

LIBRARY = library()
NEARLY = 0.001  # off every step of every widget
NUMBERS = tuple(name for name in INPUTS if LIBRARY.inputs[name].kind == "number")
WHOLE = tuple(name for name in NUMBERS if LIBRARY.inputs[name].whole)
UNDEFAULTED = tuple(name for name in INPUTS if LIBRARY.inputs[name].default is None)
SUM = "prrt_clinical_score"  # eleven inputs add up to it: too many combinations to write down
ANYONE = Criteria({})

_EXPECTED = Path(__file__).parent / "data" / "expectations.json"
# A quiet gut NET of whom everything is known, whatever the published default becomes.
USUAL = Patient.model_validate(
    json.loads(_EXPECTED.read_text(encoding="utf-8"))["defaults"]
    | {
        "ki67": 1,
        "hepatic_burden": 5,
        "tempo": "stable",
        "tumour_size": 3,
        "main_symptom": "both",
        "other_diarrhoea_excluded": False,
        "prrt_benefit_months": 14,
        "dpd": "normal",
    }
)


def around(name: str, limit: float) -> tuple[Value, ...]:
    """A limit, and the nearest values below and above it that the fact can have."""
    fact = LIBRARY.inputs[name]
    low, high = fact.limits or (limit, limit)
    apart = 1 if fact.whole else NEARLY
    near = (round(limit + by, 4) for by in (-apart, 0, apart))
    return tuple(int(v) if fact.whole else v for v in near if low <= v <= high)


def _edges(name: str) -> tuple[Value, ...]:
    default, found = LIBRARY.inputs[name].default, set(LIBRARY.telling[name])
    for limit in LIBRARY.limits_of(name):
        found |= set(around(name, limit))
    rest = sorted(found - {default}, key=lambda value: (str(type(value)), value))
    # The default first: failing examples shrink towards it.
    return tuple(rest) if default is None else (default, *rest)


EDGES: Mapping[str, tuple[Value, ...]] = {name: _edges(name) for name in INPUTS}
EXTREMES = {name: tuple(dict.fromkeys((v[0], v[-1]))) for name, v in LIBRARY.telling.items()}


VALUES: Mapping[str, st.SearchStrategy[Value]] = {
    name: st.sampled_from(values) for name, values in EDGES.items()
}


class _Ways:
    """The ways through a diagram that end at true."""

    def __init__(self, when: Criteria) -> None:
        self.values = EXTREMES if SUM in when else EDGES
        nobody = Patient()
        self.diagrams = Diagrams(nobody, facts(nobody), self.values)
        self.root: Diagram = True
        for fact, test in when.tests:
            met = self.diagrams.mapped(self.diagrams.fact(fact), test)  # type: ignore[arg-type]
            self.root = self.diagrams.combined(self.root, met, lambda a, b: bool(a and b))
        self._leads: dict[int, bool] = {}

    def leads(self, part: Diagram) -> bool:
        """Whether true can be reached from here."""
        if not isinstance(part, Node):
            return bool(part)
        if id(part) not in self._leads:
            self._leads[id(part)] = any([self.leads(branch) for branch in part.branches])
        return self._leads[id(part)]

    def onward(self, node: Node) -> tuple[str, list[tuple[Value, Diagram]]]:
        """The input that a node asks, with each value that leads to true and what follows."""
        name = self.diagrams.inputs[node.rank]
        pairs = zip(self.values[name], node.branches, strict=True)
        return name, [(value, branch) for value, branch in pairs if self.leads(branch)]


_known_ways: dict[str, _Ways] = {}


def ways(when: Criteria) -> _Ways:
    """The ways to meet the criteria, worked out once."""
    key = repr(when)
    if key not in _known_ways:
        _known_ways[key] = _Ways(when)
    return _known_ways[key]


def somebody(when: Criteria) -> Facts | None:
    """The facts of one patient that meet the criteria, whatever the others are; None if none do."""
    way = ways(when)
    part, found = way.root, Facts()
    while isinstance(part, Node):
        name, onward = way.onward(part)
        if not onward:
            return None
        found[name], part = onward[0]
    return found if part else None


@st.composite
def _met(draw: st.DrawFn, when: Criteria) -> Facts:
    way = ways(when)
    part, found = way.root, Facts()
    while isinstance(part, Node):
        name, onward = way.onward(part)
        found[name], part = draw(st.sampled_from(onward)) if len(onward) > 1 else onward[0]
    assert part, "nobody meets these criteria"
    return found


@cache
def _default() -> Facts:
    return dict(LIBRARY.default_patient())


@st.composite
def complete(draw: st.DrawFn, when: Criteria = ANYONE) -> Patient:
    """A patient of whom everything is known and who meets the criteria.

    Half of them differ from the default in a few facts only: drawn evenly, almost nobody is quiet.
    """
    met = draw(_met(when))
    few = draw(st.booleans())
    differs = draw(st.sets(st.sampled_from(INPUTS), max_size=8)) if few else INPUTS
    free = dict.fromkeys((*UNDEFAULTED, *(name for name in INPUTS if name in differs)))
    drawn = {name: draw(VALUES[name]) for name in free if name not in met}
    return Patient.model_validate(_default() | drawn | met)


@st.composite
def pertinent(draw: st.DrawFn, about: tuple[str, ...] = tuple(LIBRARY.rules)) -> Patient:
    """A complete patient to whom at least one of these rules applies."""
    return draw(complete(LIBRARY.rules[draw(st.sampled_from(about))].when))


@st.composite
def hidden(draw: st.DrawFn, patient: Patient, names: tuple[str, ...] = INPUTS) -> Patient:
    """The same patient with one to twelve of these facts unknown."""
    unknown = draw(st.sets(st.sampled_from(names), min_size=1, max_size=12))
    return patient.model_copy(update=dict.fromkeys(unknown))


@st.composite
def partly_unknown(draw: st.DrawFn) -> Patient:
    """A patient of whom some facts are unknown."""
    return draw(hidden(draw(pertinent())))


def changed(patient: Patient, **new: Value | None) -> Patient:
    """The same patient with some facts changed."""
    return patient.model_copy(update=new)
