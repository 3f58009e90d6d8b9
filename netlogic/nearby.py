"""Which options lead for patients who differ from one in a few inputs, without reading each whole.

The answer is that of a reading of each patient (tested), at a small part of the time: a page asks
for a hundred of them at every move of a slider. What the inputs cannot change is worked out once,
what some of them change once for each of their values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from netlogic.content import Library
from netlogic.criteria import Tests, verdict
from netlogic.explore import Leaders, Leading, Stretch, like, spans_of, typical
from netlogic.pathway import Standing, balance_of, standing_of
from netlogic.patient import DERIVED, INPUTS, Facts, Patient, Value, derived, facts, inputs_behind
from netlogic.schema import Rule

Values = Mapping[str, Value | None]
Key = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Led(Stretch):
    """A stretch of one input along which the leading options and their standings stay."""

    leading: Leading

    @property
    def leaders(self) -> Leaders:
        """The leading options with their standing, whatever their order."""
        return frozenset(self.leading)


@dataclass(frozen=True, slots=True)
class _Option:
    """A tumour option: rules that apply whatever the inputs are, and those that still ask them."""

    id: str
    available: Tests
    certain: list[Rule]
    asking: list[tuple[Rule, Tests]]
    facts: tuple[str, ...]  # that are asked
    seen: dict[Key, tuple[Standing, int]] = field(default_factory=dict)

    def standing(self, key: Key) -> tuple[Standing, int]:
        """The standing and the balance of arguments where the facts asked have these values."""
        if key not in self.seen:
            known = dict(zip(self.facts, key, strict=True))
            rules = self.certain + [rule for rule, tests in self.asking if verdict(tests, known)]
            here = verdict(self.available, known)
            standing = standing_of(rules) if here else Standing.NOT_LISTED
            self.seen[key] = standing, balance_of(rules)
        return self.seen[key]


class Nearby:
    """The leading options of all who differ from a patient in these inputs only.

    What the patient has there does not matter, so one serves while a slider moves: see `around`.
    """

    def __init__(self, patient: Patient, inputs: Sequence[str], library: Library) -> None:
        self._patient, self.inputs, self._library = patient, tuple(inputs), library
        self._known = facts(patient)
        self._turning = {f for f in (*INPUTS, *DERIVED) if inputs_behind(f) & set(inputs)}
        self._options = [(option, _getter(option.facts)) for option in self._all_options()]
        asked = {fact for option, _ in self._options for fact in option.facts}
        self._follow = [
            (fact, _getter([name for name in self.inputs if name in inputs_behind(fact)]))
            for fact in DERIVED
            if fact in asked
        ]
        self._followed: dict[tuple[str, Key], Value | None] = {}
        self._found: dict[Key, Leading] = {}

    def leading(self, values: Values) -> Leading:
        """The leading options with their standing, best first, where the inputs are so."""
        place = tuple(like(name, values[name], self._library) for name in self.inputs)
        if place not in self._found:
            self._found[place] = self._leading(place)
        return self._found[place]

    def along(self, fact: str, values: Values) -> tuple[Led, ...]:
        """The stretches of one number along which the same options lead, the others being so."""
        telling = self._library.telling[fact]
        found = [self.leading({**values, fact: value}) for value in telling]
        spans = spans_of(fact, [frozenset(leading) for leading in found], self._library)
        return tuple(
            Led(span.low, span.high, span.low_open, span.high_open, found[first])
            for first, span in spans
        )

    def _leading(self, place: Key) -> Leading:
        known: Facts = dict(zip(self.inputs, place, strict=True))
        values = dict(known)
        for fact, behind in self._follow:
            key = fact, behind(values)
            if key not in self._followed:
                self._followed[key] = derived(self._patient.model_copy(update=values), fact)
            known[fact] = self._followed[key]
        found = [(*option.standing(asked(known)), option.id) for option, asked in self._options]
        found.sort(key=lambda one: (-one[0], -one[1]))  # equal ones keep the order of the content
        return tuple((id_, s) for s, _, id_ in found if s >= Standing.REASONABLE)

    def _all_options(self) -> Iterator[_Option]:
        for id_, option in self._library.options.items():
            available = self._left(option.available.tests)
            if option.lane != "tumour" or id_ in self._library.silenced or available is None:
                continue
            certain, asking = [], []
            for name in self._library.rules_about[id_]:
                left = self._left(self._library.tests[name])
                if left:
                    asking.append((self._library.rules[name], left))
                elif left is not None:
                    certain.append(self._library.rules[name])
            tests = [*available, *(test for _, left in asking for test in left)]
            facts = tuple(dict.fromkeys(fact for fact, _ in tests))
            yield _Option(id_, available, certain, asking, facts)

    def _left(self, tests: Tests) -> Tests | None:
        """The tests that the inputs decide; None where the other facts do not meet theirs."""
        if not verdict((test for test in tests if test[0] not in self._turning), self._known):
            return None
        return tuple(test for test in tests if test[0] in self._turning)


def around(patient: Patient, inputs: tuple[str, ...], library: Library) -> Nearby:
    """Those near a patient, worked out once for all patients who differ in these inputs only."""
    alike = typical(patient.model_copy(update=dict.fromkeys(inputs)), library)
    return remembered(alike, inputs, library)


@lru_cache(maxsize=128)
def remembered(patient: Patient, inputs: tuple[str, ...], library: Library) -> Nearby:
    """As `around`, for a patient of whom these inputs are not known."""
    return Nearby(patient, inputs, library)


def _getter(names: Sequence[str]) -> Callable[[Facts], Key]:
    """A quick way to these values, always as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda known: tuple(known[name] for name in names)
