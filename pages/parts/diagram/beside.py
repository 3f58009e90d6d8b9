"""A second patient in the picture: A, who is kept, beside B, the one in hand. No Streamlit.

A stands still while B moves. What is said of the two is made here, for B now and after every next
move of a headline input, which the picture shows before the server has heard of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from netlogic import compare
from netlogic.content import Library
from netlogic.explore import Interval, changes, with_value
from netlogic.pathway import Reading
from netlogic.words import phrase
from pages.parts.diagram.moves import BURDEN, VALUE, Along, View, on_grid, shown, state

# Facts by which a patient goes, and characters of what differs: a room has one line for each.
FACTS, FACTS_PRESENT = 2, 1
ROOM, ROOM_PRESENT = 140, 110


@dataclass(frozen=True, slots=True)
class _Pair:
    """A, the patient B sets out from, and where they are shown."""

    kept: Reading
    now: Reading
    library: Library
    present: bool


def view(
    kept: Reading,
    now: Reading,
    burden: tuple[Interval, ...],
    scales: Mapping[str, Along],
    library: Library,
    *,
    present: bool,
) -> View:
    """A's state, and what is said of A and B now and after each move of a headline input."""
    pair = _Pair(kept, now, library, present)
    along = {BURDEN: {"moves": list(_burden_moves(pair, burden))}}
    for fact, readings in scales.items():
        along[fact] = {"moves": list(_scale_moves(pair, fact, readings))}
    return {"state": state(kept, library), "words": _words(pair, now), "along": along}


def _words(pair: _Pair, now: Reading) -> View:
    """Who A and B are by what differs in them, and what else differs."""
    facts = FACTS_PRESENT if pair.present else FACTS
    room = ROOM_PRESENT if pair.present else ROOM
    a, b = compare.names(pair.kept.patient, now.patient, pair.library, shown=facts)
    differ = changes(pair.kept, now, pair.library)
    return {"a": a, "b": b, "against": compare.against(differ, pair.library, room=room)}


def _burden_moves(pair: _Pair, burden: tuple[Interval, ...]) -> Iterator[View]:
    if pair.now.patient.hepatic_burden is None:
        return  # the slider is switched off, so nothing leads away from here
    singular = _singular(pair)
    for stretch in burden:
        low, high = on_grid(stretch)
        values = range(int(low), int(high) + 1)
        for _, run in groupby(values, key=lambda value: value if value in singular else None):
            alike = list(run)
            patient = with_value(pair.now.patient, BURDEN, alike[0])
            words = _words(pair, replace(stretch.reading, patient=patient))
            told = phrase(BURDEN, alike[0], pair.library)
            for_all = told.replace(f" {alike[0]} ", f" {VALUE} ")
            named = words["b"].replace(told, for_all, 1)
            yield words | {"b": named, "low": alike[0], "high": alike[-1]}


def _singular(pair: _Pair) -> set[float | None]:
    """The burdens at which B is A in this, or has the name of a scenario."""
    named = {
        scenario.hepatic_burden
        for scenario in compare.scenarios(pair.library)
        if scenario == with_value(pair.now.patient, BURDEN, scenario.hepatic_burden)
    }
    return {pair.kept.patient.hepatic_burden, *named}


def _scale_moves(pair: _Pair, fact: str, readings: Along) -> Iterator[View]:
    for value, like in readings.items():
        read = replace(like, patient=with_value(pair.now.patient, fact, value))
        words = shown(fact, value, pair.library)
        yield {"value": value, "shown": words} | _words(pair, read)
