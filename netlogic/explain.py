"""A reading as JSON: facts of patients in, one line a patient out."""

import json
from collections.abc import Iterator
from typing import Any

from netlogic.content import Library
from netlogic.pathway import OptionReading, Reading, reading
from netlogic.patient import Patient, Value
from netlogic.words import joined, phrase

GATE = "differentiation"  # asked first in every step, so it explains only where it decides


class InputError(Exception):
    """Facts that cannot be read; the message names line and field."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name}: stands there twice")
        found[name] = value
    return found


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("lists or objects stand too deep in each other") from None


def _objects(text: str) -> Iterator[tuple[int, object]]:
    """Each object with its line: the whole text as one, or one a line."""
    slip: json.JSONDecodeError | None = None
    try:
        whole = _parsed(text)
    except json.JSONDecodeError as error:
        whole, slip = None, error
    except ValueError as error:  # a key twice, or NaN, in what is one object: its line is unknown
        if len([line for line in text.splitlines() if line.strip()]) == 1 or _one_object(text):
            raise InputError(f"line {_first_line(text)}: {error}") from None
        whole = None
    if whole is not None:
        yield _first_line(text), whole
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, _parsed(line)
            except json.JSONDecodeError as error:
                # A first line that is no object by itself begins one that spans lines.
                at = slip if slip and number == _first_line(text) else error
                line_number = at.lineno if at is slip else number
                where = f"line {line_number}, column {at.colno}"
                raise InputError(f"{where}: this is not JSON: {at.msg}") from None
            except ValueError as error:
                raise InputError(f"line {number}: {error}") from None


def _one_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _first_line(text: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.strip()), 1)


def patients(text: str, library: Library) -> list[Patient]:
    """The patients of a JSON object or of JSON Lines, all checked. Raises InputError."""
    found = []
    for line, facts in _objects(text):
        if not isinstance(facts, dict):
            raise InputError(f"line {line}: a patient is an object of facts, not {_kind(facts)}")
        try:
            found.append(library.patient(facts))
        except ValueError as error:
            raise InputError(f"line {line}: {error}") from None
    if not found:
        raise InputError("line 1: there is no patient in the input")
    return found


def _kind(value: object) -> str:
    kinds = {list: "a list", str: "a text", bool: "true or false", int: "a number"}
    return kinds.get(type(value), "a number" if isinstance(value, float) else "null")


def explained(patient: Patient, library: Library) -> dict[str, Any]:
    """The whole reading of a patient in plain values; the form is described in the README."""
    read = reading(patient, library)
    return {
        "options": {id_: _option(o, library) for id_, o in read.options.items()},
        "steps": [
            {"id": step.id, "answer": step.answer, "because": because(n, read, library)}
            for n, step in enumerate(read.steps)
        ],
        "undetermined": [
            {"fact": fact, "test": library.inputs[fact].settled_by, "options": list(options)}
            for fact, options in read.undetermined.items()
        ],
        "notices": list(read.notices),
        "out_of_scope": read.out_of_scope,
    }


def _option(option: OptionReading, library: Library) -> dict[str, Any]:
    return {
        "standing": option.standing.words,
        "could_be": option.could_be.words,
        "depends_on": list(option.depends_on),
        "lane": library.options[option.id].lane,
        "arguments": [_argument(id_, library) for id_ in option.arguments],
    }


def _argument(id_: str, library: Library) -> dict[str, Any]:
    rule = library.rules[id_]
    said: dict[str, Value | list[str] | None] = {
        "rule": id_,
        "argues": rule.argues,
        "strength": rule.strength,
        "because": rule.because,
        "evidence": list(rule.evidence),
        "sources": list(rule.sources),
    }
    return said | ({"to": rule.to} if rule.to else {})


def because(step_index: int, read: Reading, library: Library) -> str:
    """The deciding condition of a step's answer in words."""
    step = read.steps[step_index]
    if step.answer is None:
        names = [library.inputs[fact].label for fact in step.unknown]
        return f"not known: {joined(names)}" if names else "not known"
    alone = len(step.asked) == 1 and not step.standing_of
    asked = [fact for fact in step.asked if alone or fact != GATE]
    parts = [phrase(fact, read.facts[fact], library) for fact in asked]
    parts += [
        f"{library.options[id_].short}: {read.options[id_].standing.words}"
        for id_ in step.standing_of
        if id_ in read.options
    ]
    parts += [library.rules[id_].because.rstrip(".") for id_ in step.arguments]
    if not parts:
        answer = next(a for a in library.steps[step.id].answers if a.id == step.answer)
        parts = [answer.words]
    if step.unknown:
        parts.append(f"not known: {joined(library.inputs[f].label for f in step.unknown)}")
    return "; ".join(dict.fromkeys(parts))


def lines(text: str, library: Library) -> Iterator[str]:
    """One compact line a patient, in order; everything is checked before the first."""
    for patient in patients(text, library):
        yield json.dumps(explained(patient, library), ensure_ascii=False, separators=(",", ":"))
