"""What changed between two readings, where along one input a reading changes, and what is idle."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from netlogic.content import Library
from netlogic.criteria import Tests, verdict
from netlogic.pathway import Reading, Standing, arguments_of, reading
from netlogic.patient import INPUTS, Patient, Value, facts, inputs_behind
from netlogic.schema import Rule, Threshold

Leading = tuple[tuple[str, Standing], ...]
Leaders = frozenset[tuple[str, Standing]]  # whatever their order


@dataclass(frozen=True, slots=True)
class InputChange:
    """One input that changed, and the published limits that its number crossed."""

    fact: str
    old: Value | None
    new: Value | None
    crossed: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One option whose standing changed, and the best it could be by what is not known."""

    option: str
    before: Standing
    after: Standing
    could_be: Standing


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two readings.

    "Changed" means that the list of leading options or any standing changed; notices, the balance
    of arguments and what an option depends on are a smaller change.
    """

    inputs: tuple[InputChange, ...]
    standings: tuple[StandingChange, ...]
    leading: tuple[Leading, Leading]
    answers: tuple[str, ...]
    notices: tuple[str, ...]
    new_notices: tuple[str, ...]
    smaller: bool

    @property
    def kind(self) -> str:
        """`changed`, `small` or `none`."""
        if self.standings or self.leading[0] != self.leading[1]:
            return "changed"
        return "small" if self.smaller else "none"


def leading(read: Reading) -> Leading:
    """The leading options with their standing, best first."""
    return tuple((id_, read.options[id_].standing) for id_ in read.leading)


def changes(before: Reading, after: Reading, library: Library) -> Changes:
    """What differs between two readings of the same content."""
    old, new = before.patient.__dict__, after.patient.__dict__
    both = [id_ for id_ in after.options if id_ in before.options]
    answers = {step.id: step.answer for step in before.steps}
    return Changes(
        inputs=tuple(
            InputChange(fact, old[fact], new[fact], _crossed(fact, old[fact], new[fact], library))
            for fact in INPUTS
            if old[fact] != new[fact]
        ),
        standings=tuple(
            StandingChange(
                id_,
                before.options[id_].standing,
                after.options[id_].standing,
                after.options[id_].could_be,
            )
            for id_ in both
            if before.options[id_].standing != after.options[id_].standing
        ),
        leading=(leading(before), leading(after)),
        answers=tuple(step.id for step in after.steps if step.answer != answers.get(step.id)),
        notices=tuple(sorted(set(before.notices) ^ set(after.notices))),
        new_notices=tuple(id_ for id_ in after.notices if id_ not in before.notices),
        smaller=signature(before) != signature(after),
    )


def _crossed(
    fact: str, old: Value | None, new: Value | None, library: Library
) -> tuple[Threshold, ...]:
    """The limits that one number is below, at or above and the other is not."""
    if library.inputs[fact].kind != "number" or old is None or new is None:
        return ()
    a, b = float(old), float(new)
    return tuple(
        limit
        for limit in library.thresholds
        if limit.fact == fact and any((a < n, a > n) != (b < n, b > n) for n in limit.numbers)
    )


def signature(read: Reading) -> tuple[object, ...]:
    """Everything a reading shows; readings with the same signature look the same."""
    return (
        tuple((o.standing, o.could_be, o.depends_on, o.arguments) for o in read.options.values()),
        tuple((s.answer, s.unknown, s.asked, s.arguments, s.standing_of) for s in read.steps),
        read.notices,
        read.scope,
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a number: `low` and `high` are its ends; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool
    high_open: bool

    def holds(self, value: float) -> bool:
        """Whether a value of the input lies within."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return above and below


@dataclass(frozen=True, slots=True)
class Interval(Stretch):
    """A stretch of one input along which the reading stays the same."""

    reading: Reading

    @property
    def leaders(self) -> Leaders:
        """The leading options with their standing, whatever their order."""
        return leaders(self.reading)


def with_value(patient: Patient, fact: str, value: Value | None) -> Patient:
    """The same patient with one input changed."""
    return patient.model_copy(update={fact: value})


def typical(patient: Patient, library: Library) -> Patient:
    """A patient who reads the same, with each number replaced by one telling value of its stretch.

    Numbers between two limits behave alike, so what is found for one patient holds for the other.
    """
    changes = {name: like(name, getattr(patient, name), library) for name in library.inputs}
    return patient.model_copy(update=changes)


@lru_cache(maxsize=4096)
def like(name: str, value: Value | None, library: Library) -> Value | None:
    """A telling value of an input that behaves as this one does."""
    fact = library.inputs[name]
    if fact.kind != "number" or fact.whole or value is None:
        return value
    limits, number = library.limits_of(name), float(value)
    side = [(number < limit, number > limit) for limit in limits]
    for other in map(float, library.telling[name]):
        if [(other < limit, other > limit) for limit in limits] == side:
            return other
    return value


def intervals(patient: Patient, fact: str, library: Library) -> tuple[Interval, ...]:
    """The stretches of constant reading along a number, from its lower to its upper end."""
    return stretches(with_value(patient, fact, None), fact, library)


@lru_cache(maxsize=512)
def stretches(patient: Patient, fact: str, library: Library) -> tuple[Interval, ...]:
    """As `intervals`, for a patient of whom the fact itself is not known."""
    values = [float(v) for v in library.telling[fact]]
    whole = library.inputs[fact].whole
    read = [reading(with_value(patient, fact, int(v) if whole else v), library) for v in values]
    spans = spans_of(fact, [signature(one) for one in read], library)
    return tuple(
        Interval(span.low, span.high, span.low_open, span.high_open, read[first])
        for first, span in spans
    )


def spans_of(fact: str, looks: Sequence[object], library: Library) -> Iterator[tuple[int, Stretch]]:
    """The stretches of a number along which its look stays, each with the place of its first value.

    There is one look for each telling value of the number.
    """
    values = [float(v) for v in library.telling[fact]]
    whole = library.inputs[fact].whole
    edges = {*library.limits_of(fact), *(library.inputs[fact].limits or ())}
    for _, group in groupby(range(len(values)), key=looks.__getitem__):
        span = list(group)
        first, last = span[0], span[-1]
        low_open = not whole and values[first] not in edges
        high_open = not whole and values[last] not in edges
        yield (
            first,
            Stretch(
                low=values[first - 1] if low_open else values[first],
                high=values[last + 1] if high_open else values[last],
                low_open=low_open,
                high_open=high_open,
            ),
        )


def along(patient: Patient, fact: str, library: Library) -> dict[Value | None, Reading]:
    """The reading at each value of a choice or whole-number scale, and at unknown (None)."""
    found: dict[Value | None, Reading] = {None: reading(with_value(patient, fact, None), library)}
    for value in library.telling[fact]:
        found[value] = reading(with_value(patient, fact, value), library)
    return found


def merged(stretches: Iterable[Interval]) -> list[tuple[Interval, ...]]:
    """Neighbouring stretches with the same leading options and standings, together."""
    return [tuple(group) for _, group in groupby(stretches, key=lambda i: leaders(i.reading))]


def leaders(read: Reading) -> Leaders:
    """The leading options with their standing, whatever their order."""
    return frozenset(leading(read))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The argument for an option that comes closest, and the facts that stand in its way."""

    rule: str | None
    facts: tuple[str, ...]


def obstacle(option: str, read: Reading, library: Library) -> Obstacle:
    """What keeps an option off the list: where it exists at all, or its nearest argument for."""
    missing = library.options[option].available.unmet(read.facts)
    if missing:
        return Obstacle(None, missing)
    near = [
        (len(unmet), len(library.tests[id_]), id_, unmet)
        for id_ in library.rules_about[option]
        if _for(library.rules[id_]) and (unmet := library.rules[id_].when.unmet(read.facts))
    ]
    if not near:
        return Obstacle(None, ())
    *_, id_, unmet = min(near)  # of equally near ones the plainest
    return Obstacle(id_, unmet)


def _for(rule: Rule) -> bool:
    return rule.argues == "for" and rule.strength in ("standard", "option", "emerging")


@lru_cache(maxsize=512)
def idle(patient: Patient, library: Library) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Inputs no value of which could change anything for this patient.

    For each: the nearest rule that asks for it, and the other facts that keep it from applying.
    """
    read = reading(patient, library)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for fact in INPUTS:
        asking = [id_ for id_ in library.rules_asking[fact] if _speaks(id_, read, library)]
        if not _matters(fact, asking, read, library):
            found[fact] = _nearest(fact, read, library)
    return found


def _speaks(rule: str, read: Reading, library: Library) -> bool:
    """Whether a rule is a notice or about an option that exists for this patient."""
    option = library.rules[rule].option
    return option is None or any(
        library.options[member].available.verdict(read.facts) is not False
        for member in library.members(option)
    )


def _groups_that_could_turn(fact: str, read: Reading, library: Library) -> list[list[Tests]]:
    """Arguments that an answer asks for and this fact decides, where no other argument does."""
    asking = set(library.rules_asking[fact])
    found = []
    for step in library.steps.values():
        for answer in step.answers:
            ids = arguments_of(answer, library)
            others = (library.tests[id_] for id_ in ids if id_ not in asking)
            if ids and not any(verdict(tests, read.facts) for tests in others):
                found.append([library.tests[id_] for id_ in ids if id_ in asking])
    return found


def _matters(fact: str, asking: list[str], read: Reading, library: Library) -> bool:
    tests = [library.tests[id_] for id_ in asking]
    tests += [a.when.tests for s in library.steps.values() for a in s.answers if a.when.root]
    tests += [option.available.tests for option in library.options.values()]
    tests = [t for t in tests if any(fact in inputs_behind(f) for f, _ in t)]
    tests = [t for t in tests if _could_move(t, fact, read)]
    now = [verdict(t, read.facts) for t in tests]
    groups = [group for group in _groups_that_could_turn(fact, read, library) if group]
    turned = [any(verdict(t, read.facts) for t in group) for group in groups]
    for value in library.telling[fact] if tests or groups else ():
        if value != read.facts[fact]:
            changed = facts(with_value(read.patient, fact, value))
            if any(verdict(t, changed) is not n for t, n in zip(tests, now, strict=True)):
                return True
            if turned != [any(verdict(t, changed) for t in group) for group in groups]:
                return True
    return False


def _could_move(tests: Tests, fact: str, read: Reading) -> bool:
    """Whether no condition on other facts already fails: only then can this fact decide."""
    for asked, test in tests:
        value = read.facts[asked]
        if value is not None and fact not in inputs_behind(asked) and not test(value):
            return False
    return True


def _nearest(fact: str, read: Reading, library: Library) -> tuple[str, tuple[str, ...]]:
    """The rule that asks for a fact with the fewest other facts in its way."""
    telling = library.telling[fact]
    variants = [read.facts] + [facts(with_value(read.patient, fact, v)) for v in telling]
    ways = []
    for id_ in library.rules_asking[fact]:
        stuck = tuple(
            asked
            for asked, test in library.tests[id_]
            if all((v := known[asked]) is not None and not test(v) for known in variants)
        )
        ways.append((len(stuck), id_, stuck))
    ways = [way for way in ways if way[0]] or ways
    if not ways:
        return "", ()
    _, id_, stuck = min(ways)
    return id_, stuck
