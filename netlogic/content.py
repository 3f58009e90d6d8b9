"""All content by id, as the rest of the logic asks for it; netlogic.library reads it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from math import isfinite

from netlogic.benches import Bench
from netlogic.cohort_schema import Cohort
from netlogic.criteria import Bounds, Criteria, Tests
from netlogic.patient import DERIVED, INPUTS, LIMITS_IN, Patient, Value, inputs_behind
from netlogic.schema import (
    ADDS_NO_STANDING,
    About,
    DerivedFact,
    Disagreement,
    InputFact,
    Notice,
    Option,
    Preset,
    Reference,
    Revision,
    Rule,
    Scale,
    ScopeRemark,
    Step,
    Term,
    Threshold,
    Trial,
    Words,
)
from netlogic.side_by_side import SideBySide
from netlogic.teaching import Domain, Misconception, Walk
from netlogic.topics import Topic


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a content file, in words."""

    file: str
    where: str
    problem: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.where, self.problem) if part)


@dataclass(frozen=True, eq=False)  # one library is itself: it keys caches
class Library:
    """All content by id. `faults` says what could not be used; `silenced` are the options about
    which something may be missing, so that no standing is shown for them.
    """

    inputs: Mapping[str, InputFact]
    derived: Mapping[str, DerivedFact]
    options: Mapping[str, Option]
    groups: Mapping[str, str]
    rules: Mapping[str, Rule]
    step_of_rule: Mapping[str, str]
    line_of_rule: Mapping[str, int]
    notices: Mapping[str, Notice]
    steps: Mapping[str, Step]
    thresholds: tuple[Threshold, ...]
    disagreements: Mapping[str, Disagreement]
    references: Mapping[str, Reference]
    trials: Mapping[str, Trial]
    presets: Mapping[str, Preset]
    scope: Mapping[str, ScopeRemark]
    walks: Mapping[str, Walk]
    appraisal: Mapping[str, Domain]
    misconceptions: Mapping[str, Misconception]
    side_by_side: SideBySide | None
    topics: Mapping[str, Topic]
    benches: Mapping[str, Bench]
    cohorts: Mapping[str, Cohort]
    terms: Mapping[str, Term]
    grading: Mapping[str, Scale]
    about: About | None
    changes: tuple[Revision, ...]
    faults: tuple[Fault, ...]
    silenced: frozenset[str]

    @cached_property
    def rules_about(self) -> Mapping[str, tuple[str, ...]]:
        """The rules that argue about each option, alone or in a group."""
        found: dict[str, list[str]] = {option: [] for option in self.options}
        for id_, rule in self.rules.items():
            for option in self.members(rule.option) if rule.option else ():
                found[option].append(id_)
        return {option: tuple(ids) for option, ids in found.items()}

    @cached_property
    def deciding(self) -> Mapping[str, tuple[str, ...]]:
        """Of the rules about each option those that can set its standing."""
        return {
            option: tuple(id_ for id_ in ids if sets_standing(self.rules[id_]))
            for option, ids in self.rules_about.items()
        }

    @cached_property
    def rules_with(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The arguments by file and strength."""
        found: dict[tuple[str, str], list[str]] = {}
        for id_, rule in self.rules.items():
            if rule.strength:
                found.setdefault((self.step_of_rule[id_], rule.strength), []).append(id_)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def rules_asking(self) -> Mapping[str, tuple[str, ...]]:
        """The rules that ask for each input, themselves or through a derived fact."""
        return {
            name: tuple(id_ for id_, rule in self.rules.items() if name in inputs_of(rule.when))
            for name in self.inputs
        }

    @cached_property
    def notice_of(self) -> Mapping[str, str]:
        """The notice of each rule that shows one."""
        return {id_: rule.notice for id_, rule in self.rules.items() if rule.notice}

    @cached_property
    def tests(self) -> Mapping[str, Tests]:
        """The tests of each rule."""
        return {id_: rule.when.tests for id_, rule in self.rules.items()}

    @cached_property
    def telling(self) -> Mapping[str, tuple[Value, ...]]:
        """For each input, values of which one behaves like any other value it can have."""
        return {name: _telling(fact, self.limits_of(name)) for name, fact in self.inputs.items()}

    @property
    def readable(self) -> bool:
        """Whether every fact of the patient has its words: without them nothing can be read."""
        return set(self.inputs) == set(INPUTS) and set(self.derived) == set(DERIVED)

    def words(self, fact: str) -> Words:
        """How a fact, asked or derived, is named."""
        return self.inputs[fact] if fact in self.inputs else self.derived[fact]

    def members(self, name: str) -> tuple[str, ...]:
        """The options that an option's or a group's name stands for."""
        if name in self.options:
            return (name,)
        return tuple(id_ for id_, option in self.options.items() if name in option.groups)

    def limits_of(self, fact: str) -> tuple[float, ...]:
        """Every limit of a number, rising: published, asked by a rule or by a derived fact."""
        return self._limits.get(fact, ())

    @cached_property
    def _limits(self) -> Mapping[str, tuple[float, ...]]:
        found: dict[str, set[float]] = {name: set() for name in self.inputs}
        for published in self.thresholds:
            found.setdefault(published.fact, set()).update(published.numbers)
        for rule in self.rules.values():
            for fact, wanted in rule.when.items():
                if isinstance(wanted, Bounds):
                    found.setdefault(fact, set()).update(wanted.numbers)
        for name, limit in chain.from_iterable(LIMITS_IN.values()):
            found.setdefault(name, set()).add(limit)
        return {fact: tuple(sorted(float(n) for n in limits)) for fact, limits in found.items()}

    def default_patient(self) -> Patient:
        """The patient of whom every fact has its published default."""
        return self.patient({})

    def patient(self, facts: Mapping[str, Value | None]) -> Patient:
        """A patient; a fact left out takes its default, `None` and "unknown" are unknown.

        Raises ValueError with the fact for an unknown name, a wrong type or a value out of range.
        """
        for name in facts:
            if name not in self.inputs:
                raise ValueError(f"{name}: there is no fact of this name")
        values = {
            name: checked(name, fact, facts[name]) if name in facts else fact.default
            for name, fact in self.inputs.items()
        }
        return Patient.model_validate(values)


def checked(name: str, fact: InputFact, value: object) -> Value | None:
    """A value of a fact in its own type. Raises ValueError with the fact's name."""
    if value is None or value == "unknown":
        return None
    if fact.kind == "choice":
        known = [choice.id for choice in fact.values]
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"{name}: {value!r} is none of {', '.join(known)}")
        return value
    if fact.kind == "yes-no":
        if not isinstance(value, bool):
            raise ValueError(f"{name}: {value!r} is neither true nor false")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name}: {value!r} is not a number")
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{name}: {json.dumps(value)} is not a number")
    low, high = fact.limits or (float("-inf"), float("inf"))
    if not low <= value <= high:
        raise ValueError(f"{name}: {value} is outside {low:g} to {high:g}")
    if fact.whole:
        if value != int(value):
            raise ValueError(f"{name}: {value} is not a whole number")
        return int(value)
    return value


def sets_standing(rule: Rule) -> bool:
    """Whether an argument can change a standing; the others only weigh."""
    return rule.strength is not None and rule.strength not in ADDS_NO_STANDING


def inputs_of(criteria: Criteria) -> frozenset[str]:
    """The inputs behind all conditions."""
    return frozenset(chain.from_iterable(inputs_behind(fact) for fact in criteria))


def _telling(fact: InputFact, limits: tuple[float, ...]) -> tuple[Value, ...]:
    """All values of a choice; of a number its ends, each limit, and one value between any two."""
    if fact.kind == "choice":
        return tuple(choice.id for choice in fact.values)
    if fact.kind == "yes-no" or fact.limits is None:
        return (False, True)
    low, high = fact.limits
    if fact.whole:
        return tuple(range(int(low), int(high) + 1))
    edges = sorted({low, high, *limits})
    return tuple(sorted({*edges, *((a + b) / 2 for a, b in pairwise(edges))}))
