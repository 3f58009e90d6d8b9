"""What a patient's state looks like, what is said of a move, and both for every next move.

The picture answers a headline input at once, from states that the server sent before; the server's
own answer then takes their place. So both are made by the same functions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from netlogic import sentences
from netlogic.content import Library
from netlogic.explore import Changes, Interval, changes, leaders, with_value
from netlogic.nearby import Led, Nearby, Values, around
from netlogic.pathway import Reading, Standing, rank
from netlogic.patient import Patient, Value
from netlogic.words import value_of

View = dict[str, Any]
Along = Mapping[Value | None, Reading]
Nearest = Mapping[str, str]  # per headline input where it would next change who leads; "": nowhere
BURDEN = "hepatic_burden"
VALUE = "{value}"  # in a sentence that holds for several values, where the browser writes the value


def state(read: Reading, library: Library) -> View:
    """What changes with the patient: answers and why, standings and what they wait for."""
    waiting = [o for o in read.options.values() if o.waits_for and o.could_be > o.standing]
    return {
        "answers": {step.id: step.answer for step in read.steps},
        "because": {
            step.id: sentences.because(n, read, library) for n, step in enumerate(read.steps)
        },
        "unknown": {
            step.id: [library.inputs[fact].label for fact in step.unknown]
            for step in read.steps
            if step.unknown
        },
        "standings": {id_: option.standing.words for id_, option in read.options.items()},
        "others": [
            option.id
            for option in sorted(read.options.values(), key=rank)
            if library.options[option.id].lane != "tumour"
            and option.standing != Standing.NOT_LISTED
        ],
        "could_be": {option.id: option.could_be.words for option in waiting},
        "waits": {
            option.id: [library.inputs[fact].settled_by for fact in option.waits_for]
            for option in waiting
        },
    }


def sentence(
    now: Reading,
    before: Reading | None,
    burden: tuple[Interval, ...],
    scales: Mapping[str, Along],
    library: Library,
) -> View:
    """What changed and what would change it next; before the first move, what to do."""
    at = now.patient.hepatic_burden
    if before is not None:
        near = {BURDEN: _next_burden(at, burden, library)}
        for fact, readings in scales.items():
            led = {value: leaders(read) for value, read in readings.items()}
            near[fact] = sentences.next_choice(fact, now.facts[fact], led, library)
        return _moved(before, now, near, library)
    if now.out_of_scope:
        return {"main": now.out_of_scope, "next": "", "also": "", "kind": "changed"}
    words = library.inputs["krenning"].help.split(". ")[0].rstrip(".")
    first = sentences.first_move(burden, at)
    return {"main": first, "next": f"{words}.", "also": "", "kind": "first"}


def _next_burden(
    at: float | None, burden: Sequence[Interval] | Sequence[Led], library: Library
) -> str:
    return "" if at is None else sentences.next_change(BURDEN, at, burden, library)


def _moved(before: Reading, now: Reading, nearest: Nearest, library: Library) -> View:
    """`next` is about the input that was moved, `also` goes on about the others."""
    changed = changes(before, now, library)
    said = _scenario(changed, now, library) or sentences.what_changed(changed, library)
    if now.out_of_scope:
        return {"main": now.out_of_scope, "next": said, "also": "", "kind": "changed"}
    moved = {change.fact for change in changed.inputs}
    own = [near for fact, near in nearest.items() if near and fact in moved]
    rest = [near for fact, near in nearest.items() if near and fact not in moved]
    start = sentences.what_next(own) if own else ""
    also = sentences.what_next([*own, *rest]).removeprefix(start)
    return {"main": said, "next": start, "also": also, "kind": changed.kind}


def _scenario(changed: Changes, now: Reading, library: Library) -> str:
    """The words of a teaching patient who was loaded whole; nothing for a move."""
    for preset in library.presets.values() if len(changed.inputs) > 1 else ():
        if library.patient(preset.patient) == now.patient:
            return sentences.scenario(preset.name, preset.description)
    return ""


def along(
    now: Reading, burden: tuple[Interval, ...], scales: Mapping[str, Along], library: Library
) -> dict[str, View]:
    """For each headline input the states along it, and the moves that lead there from now."""
    near = around(now.patient, (BURDEN, *scales), library)
    return {BURDEN: _burden_moves(now, burden, near, library)} | {
        fact: _scale_moves(fact, now, readings, near, library) for fact, readings in scales.items()
    }


def _next_choice(fact: str, there: Values, near: Nearby, library: Library) -> str:
    """Where a scale would next change who leads, the headline inputs being so."""
    known = (None, *library.telling[fact])
    led = {value: frozenset(near.leading({**there, fact: value})) for value in known}
    return sentences.next_choice(fact, there[fact], led, library)


def _burden_moves(
    now: Reading, burden: tuple[Interval, ...], near: Nearby, library: Library
) -> View:
    here = {fact: now.facts[fact] for fact in near.inputs}
    states, moves = [], []
    for n, stretch in enumerate(burden):
        low, high = on_grid(stretch)
        states.append(state(_as(with_value(now.patient, BURDEN, low), stretch.reading), library))
        there = here | {BURDEN: low}
        choices = {
            fact: _next_choice(fact, there, near, library) for fact in here if fact != BURDEN
        }
        for values in _alike(int(low), int(high), now, library):
            patient = with_value(now.patient, BURDEN, values[0])
            own = [_next_burden(value, burden, library) for value in values]
            said = _moved(now, _as(patient, stretch.reading), {BURDEN: own[0], **choices}, library)
            moves.append(
                {"low": values[0], "high": values[-1], "state": n}
                | _for(said, values, own, library)
            )
    return {"states": states, "moves": moves}


def _alike(low: int, high: int, now: Reading, library: Library) -> Iterator[list[int]]:
    """Runs of values with the same limits crossed; where the patient is, no move leads."""
    at = now.patient.hepatic_burden
    if at is None:
        return  # the slider is switched off, so nothing leads away from here
    limits = library.limits_of(BURDEN)

    def sides(value: float) -> list[int]:
        return [(value > limit) - (value < limit) for limit in (*limits, at)]

    for side, run in groupby(range(low, high + 1), key=sides):
        if side[-1]:
            yield list(run)


def _for(said: View, values: list[int], near: list[str], library: Library) -> View:
    """The sentence of the first of these values, made to hold for all of them."""
    unit = library.inputs[BURDEN].unit
    old, new = (f"{sentences.ARROW} {value} {unit}" for value in (values[0], VALUE))
    return said | {
        "main": said["main"].replace(old, new, 1),
        "next": [said["next"].replace(old, new, 1).replace(near[0], each) for each in near],
    }


def _scale_moves(fact: str, now: Reading, readings: Along, near: Nearby, library: Library) -> View:
    here = {name: now.facts[name] for name in near.inputs}
    at = now.patient.hepatic_burden
    states, moves = [], []
    for n, (value, like) in enumerate(readings.items()):
        read = _as(with_value(now.patient, fact, value), like)
        there = here | {fact: value}
        nearest = {BURDEN: _next_burden(at, near.along(BURDEN, there), library)}
        for scale in near.inputs:
            if scale != BURDEN:
                nearest[scale] = _next_choice(scale, there, near, library)
        states.append(state(read, library))
        where = {"value": value, "shown": shown(fact, value, library), "state": n}
        moves.append(where | _moved(now, read, nearest, library))
    return {"states": states, "moves": moves}


def shown(fact: str, value: Value | None, library: Library) -> str:
    """The words of a value on its widget, by which the picture knows it again."""
    labels = {choice.id: choice.label for choice in library.inputs[fact].values}
    return labels.get(str(value)) or value_of(fact, value, library)


def _as(patient: Patient, like: Reading) -> Reading:
    """The reading of a patient, who reads like another but has numbers of their own."""
    return replace(like, patient=patient, facts=like.facts | patient.__dict__)


def on_grid(stretch: Interval) -> tuple[float, float]:
    """The first and last whole number of a stretch, which is what the slider can reach."""
    return stretch.low + stretch.low_open, stretch.high - stretch.high_open
