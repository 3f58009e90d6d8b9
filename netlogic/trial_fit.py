"""Whether a patient would have been in a trial: criterion by criterion, never by guessing.

What is not known, or not asked here, is never taken as met.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from netlogic.content import Library, inputs_of
from netlogic.criteria import Criteria
from netlogic.patient import INPUTS, Facts, inputs_behind
from netlogic.schema import EntryCriterion, Rule, Trial

Verdict = Literal["meets", "does not meet", "not known", "not asked here"]
MEETS: Verdict = "meets"
DOES_NOT_MEET: Verdict = "does not meet"
NOT_KNOWN: Verdict = "not known"
NOT_ASKED: Verdict = "not asked here"
SHOWN = 3  # criteria in a sentence; the rest is counted


@dataclass(frozen=True, slots=True)
class CriterionFit:
    """One criterion for one patient. `facts` are those it is judged by; `unknown` the inputs that
    would have to be known to judge it. Not known without them: the facts here are too coarse.
    """

    criterion: EntryCriterion
    verdict: Verdict
    facts: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialFit:
    """Every criterion of a trial that concerns a patient, in the order of its file."""

    trial: str
    criteria: tuple[CriterionFit, ...]

    def those(self, verdict: Verdict) -> tuple[CriterionFit, ...]:
        """The criteria with this verdict."""
        return tuple(one for one in self.criteria if one.verdict == verdict)

    @property
    def verdict(self) -> Verdict:
        """Of the whole trial: one criterion that fails decides, and one that is open leaves it so.

        "Meets" speaks only of the criteria that are asked here.
        """
        found = {one.verdict for one in self.criteria}
        order = (DOES_NOT_MEET, NOT_KNOWN, MEETS)
        return next((verdict for verdict in order if verdict in found), NOT_ASKED)


def fit(trial: str, known: Facts, library: Library) -> TrialFit:
    """How a patient, given by all facts, fits the entry criteria of a trial."""
    asked = library.trials[trial].criteria
    concerning = [c for c in asked if c.concerns.verdict(known) is not False]
    return TrialFit(trial, tuple(_judged(criterion, known) for criterion in concerning))


def _judged(criterion: EntryCriterion, known: Facts) -> CriterionFit:
    found = verdict(criterion, known)
    parts = [part for part in (criterion.when, criterion.unless) if part]
    return CriterionFit(
        criterion=criterion,
        verdict=found,
        facts=_told(tuple(dict.fromkeys(chain.from_iterable(parts)))),
        unknown=_unknown([criterion.concerns, *parts], known) if found == NOT_KNOWN else (),
    )


def _told(facts: tuple[str, ...]) -> tuple[str, ...]:
    """The facts without those that only say again what the others say: a syndrome by name says
    that there is one.
    """
    return tuple(
        fact
        for fact in facts
        if fact in INPUTS or not inputs_behind(fact) <= {other for other in facts if other != fact}
    )


def verdict(criterion: EntryCriterion, known: Facts) -> Verdict:
    """What the facts say of one criterion, if it concerns the patient at all."""
    if not criterion.asked_here:
        return NOT_ASKED
    met = criterion.when.verdict(known) if criterion.when else False
    if met:
        return MEETS
    missed = _missed(criterion, met, known)
    if criterion.concerns.verdict(known) is None:
        return NOT_KNOWN  # of somebody whom it may not concern it cannot be said that he fails it
    if missed:
        return DOES_NOT_MEET
    # Where the facts are too coarse to tell, it stays open as if they were not known; what they
    # can only rule out, and did not, is not asked.
    return NOT_KNOWN if criterion.when or missed is None else NOT_ASKED


def _missed(criterion: EntryCriterion, met: bool | None, known: Facts) -> bool | None:
    """Whether a patient of whom it is not certain that he met it certainly did not."""
    if criterion.unless is not None:
        return criterion.unless.verdict(known)
    if met is None:
        return None
    return not criterion.partly


def _unknown(parts: Iterable[Criteria], known: Facts) -> tuple[str, ...]:
    """The unknown inputs behind the conditions that are undetermined."""
    open_ = [part for part in parts if part.verdict(known) is None]
    found = set(chain.from_iterable(inputs_of(part) for part in open_))
    return tuple(name for name in INPUTS if name in found and known[name] is None)


def named(criteria: Iterable[CriterionFit]) -> str:
    """What was asked, in one phrase; of many the first, so that it stays a line or two."""
    asked = [one.criterion.asked for one in criteria]
    more = len(asked) - SHOWN
    return "; ".join(asked[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def sentence(found: TrialFit) -> str:
    """Whether the patient would have been enrolled, with the criteria that decide by name."""
    if not found.criteria:
        return "Cannot be said: no entry criteria were read."
    if found.verdict == DOES_NOT_MEET:
        return f"Would not have been enrolled: {named(found.those(DOES_NOT_MEET))}."
    if found.verdict == NOT_KNOWN:
        return f"Cannot be said; not known: {named(found.those(NOT_KNOWN))}."
    if found.verdict == NOT_ASKED:
        return "Cannot be said: nothing that the trial asked for is asked here."
    rest = len(found.those(NOT_ASKED))
    more = f"; {rest} {'is' if rest == 1 else 'are'} not asked here" if rest else ""
    return f"Meets every criterion asked here{more}."


def in_order(library: Library) -> tuple[str, ...]:
    """The trials with entry criteria, in the order of the options whose evidence they are."""
    named = chain.from_iterable(option.evidence for option in library.options.values())
    ids = dict.fromkeys((*named, *library.trials))
    return tuple(id_ for id_ in ids if id_ in library.trials and library.trials[id_].criteria)


@dataclass(frozen=True, slots=True)
class Resting:
    """A rule whose evidence names a trial, and whether it holds for a patient.

    It extrapolates when it argues for an option, holds, and the patient would not have been
    enrolled in any trial that it names.
    """

    id: str
    rule: Rule
    applies: bool | None
    extrapolates: bool


def resting_on(trial: str, known: Facts, library: Library) -> tuple[Resting, ...]:
    """The rules that rest on a trial: those that apply first, then the undetermined ones."""
    found = [
        Resting(id_, rule, rule.when.verdict(known), _extrapolates(rule, known, library))
        for id_, rule in library.rules.items()
        if trial in rule.evidence
    ]
    return tuple(sorted(found, key=lambda one: (True, None, False).index(one.applies)))


def _extrapolates(rule: Rule, known: Facts, library: Library) -> bool:
    trials = [id_ for id_ in rule.evidence if id_ in library.trials]
    return (
        rule.argues == "for"
        and rule.when.verdict(known) is True
        and all(fit(id_, known, library).verdict == DOES_NOT_MEET for id_ in trials)
    )


def of_other_sites(trial: Trial, known: Facts) -> bool:
    """Whether it certainly enrolled tumours of other sites only."""
    return known["site"] not in (None, *trial.sites)
