"""How a trial's result is told in one line, and how prose quotes a figure: `{promid ttp medians}`.

A token is a trial or a reference, a figure of it, and at most two words for a part of that figure.
"""

import re
from collections.abc import Mapping

from netlogic.differences import difference
from netlogic.formats import hundred
from netlogic.quotes import QuoteError as QuoteError
from netlogic.quotes import (
    between,
    bounds,
    counted,
    quote_arm,
    quote_baseline,
    quote_change,
    quote_harm,
    quote_hr,
    quote_medians,
    quote_rates,
    quote_remark,
    two_decimals,
)
from netlogic.schema import Reference
from netlogic.trial_schema import Outcome, Subgroup, Trial

TOKEN = re.compile(r"\{([a-z0-9-]+) ([a-z0-9-]+)(?: ([a-z0-9-]+))?(?: ([a-z0-9-]+))?\}")
LOOSE = re.compile(r"[{}]")


def quote(of: Outcome | Subgroup, part: str | None = None) -> str:
    """An outcome in one phrase; without a part its first of HR, medians, rates, change, counts."""
    outcome = of if isinstance(of, Outcome) else None
    compared = outcome.compared if outcome else True
    if of.hr and part in (None, "hr"):
        return quote_hr(of.hr)
    if of.medians and part in (None, "medians"):
        return quote_medians(of.medians, compared=compared)
    if outcome and outcome.rates and part in (None, "rates"):
        return quote_rates(outcome.rates, compared=compared)
    if outcome and outcome.change and part in (None, "change"):
        return quote_change(outcome.change)
    if counted(of) and part in (None, "counts"):
        return between(compared).join(str(count.events) for count in counted(of))
    if part is not None and (told := _number(of, part)):
        return told
    raise QuoteError(f"{of.id} has no {part or 'figure'}")


def _number(of: Outcome | Subgroup, part: str) -> str:
    """One bare number of an outcome, or nothing when it has none of this name."""
    if of.hr and part == "ratio":
        return two_decimals(of.hr.value)
    if of.hr and part == "ci":
        return bounds(of.hr)
    if of.hr and part == "p":
        return of.hr.p
    if part == "n" and of.n is not None:
        return str(of.n)
    if part == "events":
        stated = of.events if isinstance(of, Outcome) else None
        added = sum(count.events for count in counted(of)) if counted(of) else None
        return str(next((n for n in (stated, added) if n is not None), ""))
    return ""


def primary_outcomes(trial: Trial) -> tuple[Outcome, ...]:
    """The primary outcomes that may be shown as published, one per cohort."""
    return tuple(o for o in trial.outcomes if o.primary and o.verified)


def headline(trial: Trial) -> tuple[str, ...]:
    """A trial's primary results in one line each, with who was compared, or that none is there."""
    if trial.status == "no result yet":
        return (f"{arms(trial)}: no result yet",)
    if trial.extends:
        return (f"{arms(trial)}: an extension without a control, which compares nothing",)
    found = primary_outcomes(trial)
    lines = tuple(_line(outcome, several=len(found) > 1) for outcome in found)
    return (f"{arms(trial)}: {lines[0]}", *lines[1:]) if lines else ()


def arms(trial: Trial) -> str:
    """`octreotide against placebo`; arms of one name once, `and` where they are not compared."""
    names = list(dict.fromkeys(arm.short for arm in trial.arms))
    compared = all(outcome.compared for outcome in primary_outcomes(trial) or trial.outcomes)
    return between(compared).join(names)


def _line(outcome: Outcome, *, several: bool) -> str:
    parts = [quote(outcome)]
    if outcome.hr and outcome.medians:
        parts.append(f"median {quote_medians(outcome.medians)}")
    cohort = f"{outcome.cohort}: " if several else ""
    return f"{cohort}{outcome.endpoint} {'; '.join(parts)}"


def figure(
    token: re.Match[str], trials: Mapping[str, Trial], references: Mapping[str, Reference]
) -> str:
    """The words for one token of prose. Raises QuoteError when no verified figure has its name."""
    source, name, part, detail = token.groups()
    trial, reference = trials.get(source), references.get(source)
    if trial:
        try:
            if told := _of_trial(trial, name, part, detail):
                return told
        except QuoteError as error:
            raise QuoteError(f"{token.group()}: {error}") from None
    if reference and name in reference.figures and part is None:
        return reference.figures[name]
    raise QuoteError(f"{token.group()}: there is no such figure in trials/ or references.toml")


def _of_trial(trial: Trial, name: str, part: str | None, detail: str | None) -> str:
    """The words for a figure of a trial, or nothing when it has none of this name."""
    if name == "n":
        return _patients(trial, part, detail)
    for outcome in trial.outcomes:
        if outcome.id == name:
            _verified(outcome.verified)
            return _of_outcome(trial, outcome, part, detail)
    for harm in trial.harms:
        if harm.id == name:
            _verified(harm.verified)
            return quote_harm(harm, part, detail)
    for feature in trial.baseline:
        if feature.id == name:
            _verified(feature.verified)
            return quote_baseline(feature, part, detail)
    for remark in (*trial.conduct, *trial.quality_of_life):
        if remark.id == name:
            _verified(remark.verified and not remark.ours)
            return quote_remark(remark, part, detail)
    return ""


def _verified(read: bool) -> None:
    if not read:
        raise QuoteError("the figure is not verified")


def _patients(trial: Trial, arm: str | None, detail: str | None) -> str:
    sizes = {None: trial.n} | {one.id: one.n for one in trial.arms}
    if detail is not None or sizes.get(arm) is None:
        raise QuoteError(f"n: there is no number of patients of {detail or arm or 'the trial'}")
    return str(sizes[arm])


def _of_outcome(trial: Trial, outcome: Outcome, part: str | None, detail: str | None) -> str:
    if part == "difference":
        return _difference(outcome, detail)
    if part == "hundred" or (detail == "hundred" and part is not None):
        return _of_hundred(trial, outcome, part if detail else None)
    of: Outcome | Subgroup = outcome
    for subgroup in outcome.subgroups:
        if subgroup.id == part:
            _verified(subgroup.verified)
            of, part, detail = subgroup, detail, None
    if part in {arm.id for arm in trial.arms}:
        return quote_arm(of, part, detail)
    if detail is not None:
        raise QuoteError(f"{of.id} {part} has no {detail}")
    return quote(of, part)


def _difference(outcome: Outcome, detail: str | None) -> str:
    found = difference(outcome)
    if found is None or detail not in (None, "interval"):
        raise QuoteError(f"{outcome.id} has no difference {detail or ''}".rstrip())
    return found.words + (found.interval if detail else "")


def _of_hundred(trial: Trial, outcome: Outcome, arm: str | None) -> str:
    found = hundred(outcome, trial)
    counts = {one.arm: str(one.count) for one in found.arms} if found else {}
    if not counts or (arm is not None and arm not in counts):
        raise QuoteError(f"{outcome.id} has no people of 100")
    return counts[arm] if arm else f"{between(True).join(counts.values())} of 100"


def filled(text: str, trials: Mapping[str, Trial], references: Mapping[str, Reference]) -> str:
    """Prose with its tokens replaced by figures. Raises QuoteError."""
    whole = TOKEN.sub(lambda token: figure(token, trials, references), text)
    if LOOSE.search(whole):
        raise QuoteError(f"a brace that is no token: {whole[:60]!r}")
    return whole
