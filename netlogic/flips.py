"""For every input the nearest single change that alters the leading options.

Nearest within an input: of a number by its distance, on the step of its widget; of a scale or of a
choice that gets worse from value to value (`worse` in content/inputs.toml) by the places between;
the other values of any other choice are equally near. Of equally near values the plainest is taken,
which alters the fewest leading options, then the first. Between inputs: by the share of its own
range that each would have to move.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil, floor

from netlogic.content import Library, inputs_of
from netlogic.criteria import Bounds, Condition, verdict
from netlogic.explore import Changes, Leaders, changes, idle, leaders, typical, with_value
from netlogic.nearby import Nearby
from netlogic.pathway import Reading, reading
from netlogic.patient import INPUTS, Facts, Patient, Value, facts

NOISE = 1e-6  # of a step: what dividing by a step of 0.1 may leave


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of one input that alters the leading options.

    `patient` has the value; `when` are the values around it with the same leading options, None if
    any value has them. `away` is in the unit of a number or in places of a scale, None where
    nothing lies between; `share` is the part of the input's own range, 1 for such a change.
    """

    fact: str
    patient: Patient
    when: Condition | None
    away: float | None
    share: float
    changes: Changes


@dataclass(frozen=True, slots=True)
class Lesser:
    """An input that matters here, while no value of it alters the leading options.

    `options` are those about which it turns an argument; `notices` those it would show or hide;
    `waits` are unknown inputs without which rules that ask for it cannot be decided.
    """

    fact: str
    options: tuple[str, ...]
    notices: tuple[str, ...]
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """An input that cannot matter here: the nearest rule asking for it and what is in its way."""

    fact: str
    rule: str
    stuck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flips:
    """Every input, in one of four places.

    `unknown` has a change for each result of a test that would alter the leading options, in the
    order of the facts; `nearest` has one for each known input that can, the closest first.
    """

    unknown: tuple[Flip, ...]
    nearest: tuple[Flip, ...]
    lesser: tuple[Lesser, ...]
    idle: tuple[Idle, ...]


@lru_cache(maxsize=256)
def flips(patient: Patient, library: Library) -> Flips:
    """What would change the leading options of a patient, one input at a time."""
    read = reading(patient, library)
    now = _Now(read, library)
    still = idle(typical(patient, library), library)
    unknown: list[Flip] = []
    nearest: list[Flip] = []
    lesser: list[Lesser] = []
    for fact in INPUTS:
        if fact in still:
            continue
        if read.facts[fact] is None:
            found = list(_results(fact, now))
            unknown += found
        else:
            found = list(_nearest(fact, now))
            nearest += found
        if not found:
            lesser.append(_lesser(fact, now))
    return Flips(
        unknown=tuple(unknown),
        nearest=tuple(sorted(nearest, key=lambda flip: flip.share)),
        lesser=tuple(lesser),
        idle=tuple(Idle(fact, *why) for fact, why in still.items()),
    )


@dataclass(frozen=True, slots=True)
class _Now:
    """A patient's reading, of which content."""

    read: Reading
    library: Library

    def flip(self, fact: str, value: Value, when: Condition | None, away: float | None) -> Flip:
        """The flip to a value; `away` counts only where an input has an order."""
        words = self.library.inputs[fact]
        span = float(len(words.values) - 1) if words.kind == "choice" and words.worse else 0.0
        if words.kind == "number" and words.limits:
            span = words.limits[1] - words.limits[0]
        away = away if span else None
        patient = with_value(self.read.patient, fact, value)
        return Flip(
            fact=fact,
            patient=patient,
            when=when,
            away=away,
            share=1 if away is None else away / span,
            changes=changes(self.read, reading(patient, self.library), self.library),
        )


# The values of an input and what leads at them


@dataclass(frozen=True, slots=True)
class _Part:
    """Values that every rule takes for alike: of a number one limit, or all between two limits.

    `value` is the one to try. `low` and `high` are the same at a limit, else they lie outside.
    """

    value: Value
    leaders: Leaders
    low: float = 0
    high: float = 0

    @property
    def is_limit(self) -> bool:
        """Whether this is a single number."""
        return self.low == self.high


def _is_continuous(fact: str, library: Library) -> bool:
    return library.inputs[fact].kind == "number" and not library.inputs[fact].whole


def _parts(fact: str, now: _Now) -> list[_Part]:
    """All values that the widget of an input can have, in order, with what leads at them.

    Of a number only one value of each part: the nearest to the patient's or, while that is not
    known, to the usual one.
    """
    leaders_at = _leaders_at(fact, now)
    if not _is_continuous(fact, now.library):
        return [_Part(value, leaders_at(value)) for value in now.library.telling[fact]]
    usual, present = now.library.inputs[fact].default, now.read.facts[fact]
    at = float(present or 0 if usual is None else usual if present is None else present)
    found = []
    for low, high in _spans(fact, now.library):
        value = _on_a_step(low, high, at, fact, now.library)
        if value is not None:
            found.append(_Part(value, leaders_at(value), low, high))
    return found


def _leaders_at(fact: str, now: _Now) -> Callable[[Value], Leaders]:
    """The leading options by the value of one input."""
    near = Nearby(now.read.patient, (fact,), now.library)
    return lambda value: frozenset(near.leading({fact: value}))


def _spans(fact: str, library: Library) -> list[tuple[float, float]]:
    """Every limit of a number and what lies between two, rising, from end to end of its range."""
    low, high = library.inputs[fact].limits or (0, 0)
    edges = [low, *(limit for limit in library.limits_of(fact) if low < limit < high), high]
    found = [(low, low)]
    for a, b in pairwise(edges):
        found += [(a, b), (b, b)]
    return found


def _on_a_step(low: float, high: float, at: float, fact: str, library: Library) -> Value | None:
    """The value of a span nearest to another that stands on a step; None if it has none."""
    words = library.inputs[fact]
    start, step = (words.limits or (0, 0))[0], words.step or 1
    first, last = (low - start) / step, (high - start) / step
    if low == high:
        lowest, highest = ceil(first - NOISE), floor(first + NOISE)
    else:
        lowest, highest = floor(first + NOISE) + 1, ceil(last - NOISE) - 1
    if lowest > highest:
        return None
    value = round(start + step * min(max(round((at - start) / step), lowest), highest), 6)
    return int(value) if value == int(value) else value


def _bounds(parts: list[_Part], first: int, last: int) -> Condition | None:
    """Neighbouring parts of a number as a condition; None for its whole range."""
    low, high = parts[first], parts[last]
    if first == last and low.is_limit:
        return low.value
    limits: dict[str, float] = {}
    if first > 0:
        limits["at_least" if low.is_limit else "above"] = low.low
    if last + 1 < len(parts):
        limits["at_most" if high.is_limit else "below"] = high.high
    return Bounds.model_validate(limits) if limits else None


# Known inputs: the nearest other value


def _nearest(fact: str, now: _Now) -> Iterator[Flip]:
    """The nearest change of a known input that alters the leading options, if one does."""
    parts, mine = _parts(fact, now), leaders(now.read)
    away = _distances(fact, parts, now)
    others = [n for n, part in enumerate(parts) if part.leaders != mine]
    if not others:
        return
    best = min(others, key=lambda n: (away[n], len(parts[n].leaders ^ mine), n))
    when: Condition | None = parts[best].value
    if _is_continuous(fact, now.library):
        first = last = best
        while first > 0 and parts[first - 1].leaders == parts[best].leaders:
            first -= 1
        while last + 1 < len(parts) and parts[last + 1].leaders == parts[best].leaders:
            last += 1
        when = _bounds(parts, first, last)
    yield now.flip(fact, parts[best].value, when, away[best])


def _distances(fact: str, parts: list[_Part], now: _Now) -> list[float]:
    """How far each value is from the patient's, in the unit of a number or in places of an order;
    1 for every other value where there is no order.
    """
    words, present = now.library.inputs[fact], now.read.facts[fact]
    if words.kind == "number":
        return [round(abs(float(part.value) - float(present or 0)), 6) for part in parts]
    values = [part.value for part in parts]
    if words.worse and present in values:
        return [abs(n - values.index(present)) for n in range(len(values))]
    return [float(value != present) for value in values]


# Unknown inputs: what each result would make of it


def _results(fact: str, now: _Now) -> Iterator[Flip]:
    """The results of an unknown input that would alter the leading options."""
    usual = now.library.inputs[fact].default
    alike = _neighbours if _is_continuous(fact, now.library) else _kinds
    for when, some in alike(_parts(fact, now)):
        if some[0].leaders != leaders(now.read):
            values = [part.value for part in some]
            yield now.flip(fact, _example(values, usual), when, None)


def _example(values: list[Value], usual: Value | None) -> Value:
    """The value to try: the usual one, of other numbers the nearest to it, else the first."""
    if usual in values:
        return next(value for value in values if value == usual)
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if numbers and isinstance(usual, int | float):
        return min(numbers, key=lambda value: abs(value - usual))
    return values[0]


def _kinds(parts: list[_Part]) -> Iterator[tuple[Condition | None, list[_Part]]]:
    """Values of a choice or scale by what leads at them."""
    together: dict[Leaders, list[_Part]] = {}
    for part in parts:
        together.setdefault(part.leaders, []).append(part)
    for some in together.values():
        one = some[0].value if len(some) == 1 else tuple(part.value for part in some)
        yield None if len(together) == 1 else one, some


def _neighbours(parts: list[_Part]) -> Iterator[tuple[Condition | None, list[_Part]]]:
    """Stretches of a number with the same leading options."""
    for _, group in groupby(range(len(parts)), key=lambda n: parts[n].leaders):
        span = list(group)
        yield _bounds(parts, span[0], span[-1]), [parts[n] for n in span]


# Inputs that alter less


def _lesser(fact: str, now: _Now) -> Lesser:
    """What an input would alter short of the leading options."""
    read, library = now.read, now.library
    options: set[str] = set()
    waits: set[str] = set()
    shown = [_shown(fact, read.facts, library)]
    for value in library.telling[fact]:
        changed = facts(with_value(read.patient, fact, value))
        shown.append(_shown(fact, changed, library))
        options |= _turned(fact, read.facts, changed, library)
        for id_ in library.rules_asking[fact]:
            if verdict(library.tests[id_], changed) is None:
                waits |= inputs_of(library.rules[id_].when)
    return Lesser(
        fact=fact,
        options=tuple(id_ for id_ in read.options if id_ in options),
        notices=tuple(sorted(frozenset().union(*shown) - frozenset.intersection(*shown))),
        waits=tuple(n for n in INPUTS if n in waits - {fact} and read.facts[n] is None),
    )


def _turned(fact: str, before: Facts, after: Facts, library: Library) -> set[str]:
    """The options about which an argument turns, or which come to exist or cease to."""
    exists = {
        id_: (option.available.verdict(before), option.available.verdict(after))
        for id_, option in library.options.items()
    }
    found = {id_ for id_, (then, now) in exists.items() if then is not now}
    for id_ in library.rules_asking[fact]:
        tests, about = library.tests[id_], library.rules[id_].option
        if about and verdict(tests, before) is not verdict(tests, after):
            found |= {o for o in library.members(about) if exists[o][0] is not False}
    return found


def _shown(fact: str, known: Facts, library: Library) -> frozenset[str]:
    """Of the notices that a fact has a part in, those that are shown."""
    asked = {library.notice_of[i] for i in library.rules_asking[fact] if i in library.notice_of}
    return frozenset(
        notice
        for id_, notice in library.notice_of.items()
        if notice in asked and verdict(library.tests[id_], known)
    )
