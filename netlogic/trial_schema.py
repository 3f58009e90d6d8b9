"""The shape of a trial: who could enter it, what was done, what was found, what it leaves open."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from netlogic.criteria import Criteria
from netlogic.shape import Id, Percent, Review, Shape, Text

EVERYBODY = "all"  # stands for both arms together where a figure is not of one arm
# What a token of prose may ask of an outcome; no arm and no subgroup is called so.
PARTS = frozenset(
    "hr ratio ci p medians rates change n events counts difference hundred "
    f"interval count share severe {EVERYBODY}".split()
)
Whole = Annotated[int, Field(ge=0)]


class Interval(Shape):
    """A number with its interval; the interval must contain the number."""

    value: float
    low: float | None = None
    high: float | None = None
    level: int | None = None

    @model_validator(mode="after")
    def _inside(self) -> "Interval":
        low, high = self.low, self.high
        if (low is not None and self.value < low) or (high is not None and self.value > high):
            raise ValueError(f"the interval {low} to {high} does not contain {self.value}")
        return self


class HazardRatio(Interval):
    """Experimental against control; below 1 favours experimental."""

    value: Annotated[float, Field(gt=0)]
    p: str = ""
    stratified: bool = False


class Median(Shape):
    """Months of one arm; no value when not reached."""

    arm: Id
    value: Annotated[float, Field(ge=0)] | None = None
    low: float | None = None
    high: float | None = None
    level: int | None = None
    not_reached: bool = False

    @model_validator(mode="after")
    def _value_or_not_reached(self) -> "Median":
        if (self.value is None) != self.not_reached:
            raise ValueError("a median has a value, or not_reached = true")
        if self.value is not None:
            Interval(value=self.value, low=self.low, high=self.high)
        return self


class Rate(Shape):
    """Percent of one arm; `at` is the time it speaks of."""

    arm: Id
    value: Percent
    low: Percent | None = None
    high: Percent | None = None
    level: int | None = None
    events: int | None = None
    n: int | None = None
    at: str = ""
    p: str = ""

    @model_validator(mode="after")
    def _inside(self) -> "Rate":
        Interval(value=self.value, low=self.low, high=self.high)
        _at_most(self.events, self.n)
        if (
            self.events is not None
            and self.n
            and abs(self.value - 100 * self.events / self.n) > 0.5
        ):
            raise ValueError(f"{self.events} of {self.n} is not {self.value:g} %")
        return self


class Count(Shape):
    """Patients of one arm to whom something happened, of how many where that is known."""

    arm: Id
    events: Whole
    n: Whole | None = None

    @model_validator(mode="after")
    def _not_more_than_all(self) -> "Count":
        _at_most(self.events, self.n)
        return self


class Change(Interval):
    """A difference between arms, in a unit."""

    unit: Text
    arm: str = ""
    against: str = ""
    p: str = ""


class Size(Shape):
    """How many of one arm an outcome is about, where it is about fewer than the arm has."""

    arm: Id
    n: Annotated[int, Field(gt=0)]


class Definition(Shape):
    """What counts as an event of an endpoint; `event` says it in mid-sentence."""

    event: Text
    text: Text
    source: Id
    verified: bool


class Subgroup(Shape):
    """An outcome in some of the patients: in figures, or in the source's words (`says`).

    `by` is what the patients are told apart by; `prespecified` whether that was planned.
    """

    id: Id
    label: Text
    by: Text
    n: Whole | None = None
    hr: HazardRatio | None = None
    medians: tuple[Median, ...] = ()
    counts: tuple[Count, ...] = ()
    says: str = ""
    prespecified: Literal["yes", "no", "not known"] = "not known"
    source: Id
    verified: bool
    note: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Subgroup":
        if not (self.hr or self.medians or self.counts or self.says):
            raise ValueError("a subgroup needs hr, medians, counts or says")
        _at_most(sum(count.events for count in self.counts), self.n)
        return self


Site = Literal["gi", "pancreas", "thoracic"]


class Outcome(Shape):
    """One result of a trial, as the trial defined it; `sites` where it is of fewer than the trial.

    `events` are those of all arms, `counts` of each. `rates_are` says what the rates are: only
    those on the curve are Kaplan-Meier estimates. `landmark` is the outcome whose rates give this
    one's absolute difference.
    """

    id: Id
    label: Text
    endpoint: Text
    cohort: Text
    primary: bool = False
    source: Id
    verified: bool
    sites: tuple[Site, ...] = ()
    compared: bool = True  # false where the trial's arms were never meant to be compared
    note: str = ""
    n: Whole | None = None
    sizes: tuple[Size, ...] = ()
    events: Whole | None = None
    counts: tuple[Count, ...] = ()
    definition: Definition | None = None
    hr: HazardRatio | None = None
    medians: tuple[Median, ...] = ()
    rates: tuple[Rate, ...] = ()
    rates_are: Literal["on the curve", "response", "counted"] | None = None
    change: Change | None = None
    landmark: Id | None = None
    subgroups: tuple[Subgroup, ...] = ()

    @model_validator(mode="after")
    def _has_an_estimate(self) -> "Outcome":
        if not (self.hr or self.medians or self.rates or self.change or self.counts):
            raise ValueError("an outcome needs hr, medians, rates, change or counts")
        if self.rates_are and not self.rates:
            raise ValueError("rates_are: goes with rates, and only with them")
        return self

    @model_validator(mode="after")
    def _adds_up(self) -> "Outcome":
        _at_most(self.events, self.n)
        counted = sum(count.events for count in self.counts)
        if len(self.counts) > 1 and self.events not in (None, counted):
            raise ValueError(f"counts: {counted} events in the arms, {self.events} in all")
        if self.sizes and self.n != sum(size.n for size in self.sizes):
            raise ValueError("sizes: those of the arms do not add up to n")
        _once("subgroups", [subgroup.id for subgroup in self.subgroups])
        for subgroup in self.subgroups:
            if None not in (self.n, subgroup.n) and (subgroup.n or 0) > (self.n or 0):
                raise ValueError(f"subgroups: {subgroup.id}: {subgroup.n} patients of {self.n}")
        return self


class Measure(Shape):
    """A value of one arm, or of all patients; `sd` is its standard deviation."""

    arm: Id = EVERYBODY
    value: float | None = None
    sd: Annotated[float, Field(ge=0)] | None = None
    events: Whole | None = None
    n: Whole | None = None

    @model_validator(mode="after")
    def _value_or_count(self) -> "Measure":
        if (self.value is None) == (self.events is None):
            raise ValueError("a measure has a value, or events and n")
        if (self.events is None) != (self.n is None):
            raise ValueError("events: go with n, and only with it")
        _at_most(self.events, self.n)
        return self


OfOneArm = Median | Rate | Count | Measure | Size


class Baseline(Shape):
    """Who came: one feature of the patients at entry."""

    id: Id
    label: Text
    unit: Text
    statistic: Literal["share", "mean", "median", "not said"]
    values: tuple[Measure, ...]
    source: Id
    verified: bool
    note: str = ""

    @model_validator(mode="after")
    def _a_share_is_one(self) -> "Baseline":
        if not self.values:
            raise ValueError("values: a feature needs at least one")
        values = [measure.value for measure in self.values if measure.value is not None]
        if self.statistic == "share" and not all(0 <= value <= 100 for value in values):
            raise ValueError("values: a share is 0 to 100 %")
        return self


class Harm(Shape):
    """An unwanted event and how often it happened, from any cause or blamed on the treatment."""

    id: Id
    event: Text
    basis: Literal["any cause", "treatment-related", "not said"]
    rates: tuple[Rate, ...] = ()
    counts: tuple[Count, ...] = ()
    severe: tuple[Rate, ...] = ()
    source: Id
    verified: bool
    note: str = ""

    @model_validator(mode="after")
    def _is_counted(self) -> "Harm":
        if not (self.rates or self.counts):
            raise ValueError("a harm needs rates or counts")
        of = {rate.arm: rate.value for rate in self.rates}
        if any(rate.value > of.get(rate.arm, -1) for rate in self.severe):
            raise ValueError("severe: more than had it at all")
        return self


class Remark(Shape):
    """Something about how a trial went; `ours` where it is our inference and no source's words.

    `about` says what it is told with: conduct before the result, survival and harms after it.
    """

    id: Id
    label: Text
    says: Text
    about: Literal["conduct", "survival", "harms"] = "conduct"
    n: Whole | None = None
    counts: tuple[Count, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    verified: bool
    ours: bool = False


class Label(Shape):
    """What a licence says a drug is for, and when that was read."""

    id: Id
    region: Text
    drug: Text
    indication: Text
    source: Id
    verified: bool
    read_on: date


class Reading(Shape):
    """What one source says where sources differ; without a source it is not confirmed."""

    says: Text
    source: Id | None = None
    verified: bool

    @model_validator(mode="after")
    def _verified_has_a_source(self) -> "Reading":
        if self.verified and self.source is None:
            raise ValueError("source: what is verified names its source")
        return self


class Conflict(Shape):
    """Sources that differ: what each says, what is used here, and why they may differ.

    `ours`: the explanation is our inference, and no source gives it.
    """

    id: Id
    topic: Text
    readings: tuple[Reading, ...]
    used: Text
    explanation: str = ""
    ours: bool = True

    @model_validator(mode="after")
    def _has_two_sides(self) -> "Conflict":
        if len(self.readings) < 2:
            raise ValueError("readings: a conflict has at least two")
        return self


class Arm(Shape):
    """One arm of a trial; `short` is its name beside a result, without the dose."""

    id: Id
    label: Text
    short: Text
    role: Literal["experimental", "control", "single"]
    n: int | None = None


class EntryCriterion(Shape):
    """One thing that a trial asked of its patients, and as far as possible of which facts here.

    `when` is met by patients who certainly met it. All others did not, unless `partly` says that
    the facts here cannot tell of them, or `unless` names those who certainly did not. Without
    `when` and `unless` it is not asked here; what is not `verified` is never judged. `concerns`:
    of which patients it was asked. `beyond`: what the trial says about patients outside it.
    """

    asked: Text
    concerns: Criteria = Criteria({})
    when: Criteria | None = None
    unless: Criteria | None = None
    partly: StrictBool = False
    beyond: str = ""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    verified: StrictBool
    note: str = ""

    @model_validator(mode="after")
    def _says_how_it_is_judged(self) -> "EntryCriterion":
        for name, condition in (("when", self.when), ("unless", self.unless)):
            if condition is not None and not condition.root:
                raise ValueError(f"{name}: names no fact; leave it out where nothing is asked here")
        if self.partly and (self.when is None or self.unless is not None):
            raise ValueError("partly: goes with when, and without unless")
        if self.asked_here and not self.verified:
            raise ValueError("verified: a criterion that is not verified is not judged")
        if self.asked_here != bool(self.beyond):
            raise ValueError("beyond: goes with when or unless, and only with them")
        return self

    @property
    def asked_here(self) -> bool:
        """Whether the facts of a patient can say anything about it."""
        return self.when is not None or self.unless is not None


class Trial(Shape):
    """A trial: who could enter it, what was compared, what was found, what it does not show.

    `reviewed` is the review of its entry criteria. `extends` names the trial whose patients it
    follows: it compares nothing, so it needs no primary outcome here. `not_found` is what was
    looked for and not read anywhere.
    """

    name: Text
    question: Text
    nct: str = ""
    phase: str = ""
    design: Text
    status: Literal["reported", "no result yet"]
    year: int | None = None
    reference: Id
    population: Text
    sites: tuple[Site, ...]
    n: int | None = None
    not_shown: Text
    arms: Annotated[tuple[Arm, ...], Field(min_length=1)]
    outcomes: tuple[Outcome, ...] = ()
    criteria: tuple[EntryCriterion, ...] = ()
    reviewed: Review | None = None
    extends: Id | None = None
    baseline: tuple[Baseline, ...] = ()
    conduct: tuple[Remark, ...] = ()
    quality_of_life: tuple[Remark, ...] = ()
    harms: tuple[Harm, ...] = ()
    labels: tuple[Label, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    not_found: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _criteria_are_told_apart(self) -> "Trial":
        asked = [criterion.asked for criterion in self.criteria]
        _once("criteria", asked)
        if self.criteria and self.reviewed is None:
            raise ValueError("reviewed: says when the criteria were drafted")
        return self

    @model_validator(mode="after")
    def _ids_are_told_apart(self) -> "Trial":
        arms = [arm.id for arm in self.arms]
        _once("arms", arms)
        _once("outcomes", [outcome.id for outcome in self.outcomes])
        # One name for one figure: prose quotes all of these in the same way.
        figures = [*(o.id for o in self.outcomes), *(b.id for b in self.baseline)]
        figures += [*(h.id for h in self.harms), *(r.id for r in self._remarks)]
        _once("figures", [*figures, "n"])
        _once("labels", [label.id for label in self.labels])
        _once("conflicts", [conflict.id for conflict in self.conflicts])
        for outcome in self.outcomes:
            inner = [*arms, *(subgroup.id for subgroup in outcome.subgroups)]
            _once(f"outcomes: {outcome.id}: arms and subgroups", inner)
            if taken := next((name for name in inner if name in PARTS), None):
                raise ValueError(f"{taken!r} is no name of an arm or a subgroup")
        return self

    @model_validator(mode="after")
    def _arms_exist(self) -> "Trial":
        sizes = {arm.id: arm.n for arm in self.arms}
        for where, part in self._parts():
            if part.arm not in sizes and not (isinstance(part, Measure) and part.arm == EVERYBODY):
                raise ValueError(f"{where}: there is no arm {part.arm!r}")
            counted = part.n if isinstance(part, Count | Rate | Measure | Size) else None
            size = sizes.get(part.arm, self.n)
            if counted is not None and size is not None and counted > size:
                raise ValueError(f"{where}: {counted} patients of {size} in {part.arm}")
        return self

    @property
    def _remarks(self) -> tuple[Remark, ...]:
        return (*self.conduct, *self.quality_of_life)

    def _parts(self) -> Iterable[tuple[str, OfOneArm]]:
        """Every figure that belongs to one arm, with where it stands."""
        found: list[tuple[str, tuple[Sequence[OfOneArm], ...]]] = []
        for outcome in self.outcomes:
            where = f"outcomes: {outcome.id}"
            found.append((where, (outcome.medians, outcome.rates, outcome.counts, outcome.sizes)))
            for subgroup in outcome.subgroups:
                found.append((f"{where}: {subgroup.id}", (subgroup.medians, subgroup.counts)))
        for harm in self.harms:
            found.append((f"harms: {harm.id}", (harm.rates, harm.counts, harm.severe)))
        found += [(f"conduct: {remark.id}", (remark.counts,)) for remark in self._remarks]
        found += [(f"baseline: {feature.id}", (feature.values,)) for feature in self.baseline]
        return ((where, part) for where, parts in found for part in chain.from_iterable(parts))

    @model_validator(mode="after")
    def _outcomes_fit(self) -> "Trial":
        primary = self.extends or any(outcome.primary for outcome in self.outcomes)
        if self.status == "reported" and not primary:
            raise ValueError("outcomes: a reported trial names its primary outcome")
        if self.status == "no result yet" and self.outcomes:
            raise ValueError("outcomes: a trial without a result has none")
        rated = {outcome.id for outcome in self.outcomes if outcome.rates}
        for outcome in self.outcomes:
            if outcome.landmark is not None and outcome.landmark not in rated:
                words = f"landmark: there are no rates of {outcome.landmark!r}"
                raise ValueError(f"outcomes: {outcome.id}: {words}")
            if self.extends and outcome.compared:
                raise ValueError(f"outcomes: {outcome.id}: compared: an extension compares nothing")
        return self


def _at_most(events: int | None, n: int | None) -> None:
    if events is not None and n is not None and events > n:
        raise ValueError(f"{events} of {n} patients")


def _once(what: str, names: list[str]) -> None:
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"{what}: {twice!r} stands there twice")
