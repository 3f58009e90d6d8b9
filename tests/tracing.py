"""Where the figures of a page come from: all that the content says, and what is computed from it.

A text of a page is traced when nothing with a digit is left of it once everything that the content
holds has been taken out: its sentences whole, its verified figures as they are written, and what
is computed from them. What is left over otherwise stands in ALLOWED, with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from netlogic import cohorts, formats, survival, trial_fit, words
from netlogic.cohort_schema import Cohort
from netlogic.grading import benefits
from netlogic.library import library
from netlogic.patient import facts
from netlogic.schema import Shape, Trial
from netlogic.teaching import Walk
from netlogic.trial_schema import Count, HazardRatio, Median, Rate
from tests.shown import Said, plain

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
GUESSES = {"promid": (83, 17, 29), "clarinet": (91, 88)}  # figures of nobody
NUMBER = re.compile(r"(?<![\w.-])\d+(?:[.,]\d+)*")
DIGIT = re.compile(r"\d")
# Bare numbers, which are compared cell by cell further below.
CELL_BY_CELL = ("_curve_table", "_os_table", "_hundred_table", " numbers", " pointer")
CELL_BY_CELL += ("side_promid_table", "side_clarinet_table", "_forest_os_2013_table")
# What no content holds, and why it may stand on a page all the same.
ALLOWED = {
    r"^all \d+ steps$|^step \d+ of \d+(, part \d of \d+)?$": "where one is in the walk",
    r"^about \d+ minutes?( left)?$": "how long the walk takes",
    r"^\d+ of 11 marked\.$": "how much of the checklist the learner has marked",
    r"; and \d+ more\b": "how many criteria of a trial are not named in a line",
    r"\bof 100\b": "the people of the picture, by definition",
    r"\b95 % ci\b": "the level of an interval, in a column's head",
    r"\bfewer than (5|10 %)": "where the grey ground begins: a rule of the figure, no result",
    r"× 28 / 30\.4\b|\bmonths have 28 days\b": "days of a month, of four weeks and of the calendar",
}


NOT_READ = ("id", "p", "at", "nct", "phase", "seed")  # fields that no reader sees as prose


def prose(value: Any, *, sure: bool = True, field: str = "") -> Iterator[tuple[str, bool]]:
    """Every text inside some content, and whether it was confirmed."""
    if isinstance(value, Shape):
        sure = sure and getattr(value, "verified", True)
        for name, part in value:
            yield from prose(part, sure=sure, field=name)
    elif isinstance(value, dict):
        for part in value.values():
            yield from prose(part, sure=sure, field=field)
    elif isinstance(value, tuple):
        for part in value:
            yield from prose(part, sure=sure, field=field)
    elif isinstance(value, str) and field not in NOT_READ:
        yield value, sure


def of_ratio(hr: HazardRatio) -> Iterator[str]:
    yield f"{hr.value:.2f}"
    if hr.low is None or hr.high is None:
        yield f"HR {hr.value:.2f}"
        return
    yield f"HR {hr.value:.2f} (95 % CI {hr.low:.2f} to {hr.high:.2f})"
    yield f"{hr.value:.2f} ({hr.low:.2f} to {hr.high:.2f})"
    yield f"{hr.low:.2f} to {hr.high:.2f}"


def of_medians(medians: Iterable[Median], names: dict[str, str]) -> Iterator[str]:
    both = ["not reached" if m.value is None else f"{m.value:.1f}" for m in medians]
    yield f"{' against '.join(both)} months"
    for one, said in zip(medians, both, strict=True):
        if one.value is not None:
            ends = "" if one.low is None or one.high is None else f"{one.low:.1f} to {one.high:.1f}"
            yield f"{said} months (95 % CI {ends})" if ends else f"{said} months"
            yield f"{said} | (95 % CI {ends})"
            yield f"{said} months"
            yield f"median {said}"
            yield f"{said} with {names[one.arm]}"


def of_rates(rates: Iterable[Rate]) -> Iterator[str]:
    said = [f"{rate.value:g}" for rate in rates]
    yield from (f"{between.join(said)} %" for between in (" against ", " and "))
    yield from (f"{one} %" for one in said)


def of_counts(counts: Iterable[Count | Rate]) -> Iterator[str]:
    said = [f"{one.events} of {one.n}" for one in counts if one.n and one.events is not None]
    yield " against ".join(said)
    yield from said


def figures(trial: Trial) -> Iterator[str]:
    """Every verified figure of a trial as the house writes it; written here anew."""
    names = {arm.id: arm.short for arm in trial.arms}
    for size in (trial.n, *(arm.n for arm in trial.arms)):
        yield f"n = {size}"
    for outcome in (one for one in trial.outcomes if one.verified):
        yield from (f"n = {outcome.n}", f"{outcome.events} deaths")
        for of in (outcome, *(group for group in outcome.subgroups if group.verified)):
            yield f"n = {of.n}"
            yield from of_ratio(of.hr) if of.hr else ()
            yield from of_medians(of.medians, names)
            yield from of_counts(of.counts)
        yield from chain(of_rates(outcome.rates), of_counts(outcome.rates))
    for harm in (one for one in trial.harms if one.verified):
        yield from chain(of_rates(harm.rates), of_rates(harm.severe), of_counts(harm.counts))
    for feature in (one for one in trial.baseline if one.verified):
        yield from of_counts(
            Count(arm=m.arm, events=m.events, n=m.n) for m in feature.values if m.events is not None
        )
        places = "g" if feature.statistic == "share" else ".1f"
        said = [f"{m.value:{places}}" for m in feature.values if m.value is not None]
        yield f"{' against '.join(said)} {feature.unit}"


def mean_times(cohort: Cohort) -> formats.Restricted:
    """The restricted means, to the last tick with at least five and a tenth left in both arms."""
    arms = list(cohorts.arms(cohort).values())
    curves = [survival.kaplan_meier(arm) for arm in arms]
    until = max(
        tick
        for tick in cohort.ticks
        if all(c.counts([tick]).at_risk[0] >= max(5, c.n / 10) for c in curves)
    )
    one, other = (survival.restricted_mean(arm, until) for arm in arms)
    gained = survival.restricted_mean_difference(*arms, until)
    assert one and other and gained
    unit = "months of 28 days" if cohort.month == "28-day" else "months"
    badge, ends = cohorts.badge(cohort).title, (gained.low, gained.high)
    return formats.Restricted(until, one.value, other.value, gained.value, *ends, badge, unit)


def computed(cohort: Cohort) -> Iterator[str]:
    """What is computed from a trial's figures and from its cohort."""
    trial = LIBRARY.trials[cohort.trial]
    for one in formats.formats(trial, cohort.outcome, mean_times(cohort)):
        yield from (f"{one.title} | {one.value}", one.value, one.sentence, one.origin)
    outcome = next(one for one in trial.outcomes if one.id == cohort.outcome)
    landmark = next((one for one in trial.outcomes if one.id == outcome.landmark), outcome)
    if of := formats.hundred(landmark, trial):
        yield from (of.sentence, of.origin, of.origin.removeprefix("computed "))
        for arm in of.arms:
            yield from (f"{arm.name}: {arm.count}", f"{arm.count} with {arm.name}")
    if landmark.rates_are == "on the curve":
        at = float(landmark.rates[0].at.removesuffix(" months"))
        for id_, arm in cohorts.arms(cohort).items():
            said = share(survival.kaplan_meier(arm).at(at))
            name = next(one.short for one in trial.arms if one.id == id_)
            yield from (f"{said} at {at:g}", f"{said} with {name}")
    for one in trial.outcomes:
        for m in one.medians if cohort.month == "28-day" else ():
            if m.value and m.low and m.high:
                turned = [f"{cohorts.calendar_months(x):.1f}" for x in (m.value, m.low, m.high)]
                yield "{} | (95 % CI {} to {})".format(*turned)


def share(found: survival.Estimate) -> str:
    """An estimate on a curve in percent, as a figure says it."""
    if found.value is None:
        return "no estimate"
    said = f"{100 * found.value:.0f} %"
    if found.low is None or found.high is None:
        return said
    return f"{said} ({100 * found.low:.0f} to {100 * found.high:.0f})"


def of_the_learner(walk: Walk) -> Iterator[str]:
    for dial, guess in zip(walk.dials, GUESSES[walk.trial], strict=True):
        for before in ("you: ", "you predicted ", f"{dial.label}: "):
            yield f"{before}{guess} {dial.unit}"


def of_the_patient(trials: Iterable[str]) -> Iterator[str]:
    """The facts of the patient, how they are settled, and what they mean for the trials."""
    known = facts(LIBRARY.default_patient())
    yield from (words.phrase(fact, value, LIBRARY) for fact, value in known.items())
    yield from (fact.settled_by for fact in LIBRARY.inputs.values())
    for id_ in trials:
        yield trial_fit.sentence(trial_fit.fit(id_, known, LIBRARY))


@cache
def sources(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that a page may say in figures: what was confirmed, and that with what was not."""
    walk = LIBRARY.walks.get(name)
    beside = LIBRARY.side_by_side
    assert beside is not None
    trials = [walk.trial, *([walk.extension] if walk.extension else [])] if walk else beside.trials
    told: list[Any] = [walk or beside, *(LIBRARY.trials[id_] for id_ in trials)]
    made = [one for one in LIBRARY.cohorts.values() if one.trial in trials]
    bare = tuple(one.with_patients(()) for one in made)
    every = [*prose((*told, *bare, *LIBRARY.appraisal.values(), *LIBRARY.options.values()))]
    more = [
        *chain.from_iterable(figures(LIBRARY.trials[id_]) for id_ in trials),
        *chain.from_iterable(computed(cohort) for cohort in made),
        *of_the_patient([id_ for id_ in trials if LIBRARY.trials[id_].criteria]),
        *(f"read on {label.read_on}" for id_ in trials for label in LIBRARY.trials[id_].labels),
        *(one.words for one in benefits(LIBRARY)),
        *(words.source_name(id_, LIBRARY) for id_ in LIBRARY.references),
        *(of_the_learner(walk) if walk else ()),
    ]
    sure = [*more, *(text for text, is_sure in every if is_sure)]
    return longest(sure), longest([*sure, *(text for text, _ in every)])


def longest(said: Iterable[str]) -> tuple[str, ...]:
    """Those of these texts that hold a digit, as they are compared, the longest first."""
    found = {plain(text).casefold().rstrip(".") for text in said if DIGIT.search(text)}
    return tuple(sorted(found, key=len, reverse=True))


ALWAYS = re.compile("|".join(ALLOWED))


def untraced(said: Said, name: str) -> list[str]:
    """The numbers of a text that neither the content nor ALLOWED accounts for."""
    if not DIGIT.search(said.text) or said.place.endswith(CELL_BY_CELL):
        return []
    text = said.text.replace("\N{NO-BREAK SPACE}", " ").casefold()
    sure, every = sources(name)
    return left(text, every if "not confirmed" in text else sure, ALWAYS)


def left(text: str, sayings: Iterable[str], always: re.Pattern[str]) -> list[str]:
    """The numbers that are left of a text when all that is known and allowed has been taken out."""
    for known in sayings:
        if known in text:  # and not inside a longer number
            text = re.sub(rf"(?<![\d.,]){re.escape(known)}(?!\d|[.,]\d)", "\N{BULLET}", text)
    return NUMBER.findall(always.sub("", text))


def lost(shown: Iterable[Said], name: str) -> list[tuple[list[str], str, str]]:
    """What is not traced: the numbers, where they stand, and the text."""
    return [(found, s.place, s.text) for s in shown if (found := untraced(s, name))]
