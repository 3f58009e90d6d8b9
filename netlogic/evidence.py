"""How an estimate is quoted, and how prose quotes one: `{netter-1 pfs medians}`."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from netlogic.schema import Change, HazardRatio, Interval, Median, Outcome, Rate, Reference, Trial

TOKEN = re.compile(r"\{([a-z0-9-]+) ([a-z0-9-]+)(?: (hr|medians|rates|change))?\}")
LOOSE = re.compile(r"[{}]")


class QuoteError(ValueError):
    """A token of prose that names no verified figure; the message says which."""


def two_decimals(value: float) -> str:
    """A ratio as papers print it: two decimals, half up."""
    return str(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def interval(part: Interval) -> str:
    """The interval in brackets, or nothing when none is known."""
    if part.low is None or part.high is None:
        return ""
    return f" ({part.level or 95} % CI {two_decimals(part.low)} to {two_decimals(part.high)})"


def quote_hr(hr: HazardRatio) -> str:
    """`HR 0.21 (95 % CI 0.13 to 0.33)`."""
    return f"HR {two_decimals(hr.value)}{interval(hr)}"


def _months(median: Median) -> str:
    return "not reached" if median.value is None else f"{median.value:.1f}"


def _with_unit(median: Median) -> str:
    return _months(median) if median.value is None else f"{_months(median)} months"


def quote_medians(medians: tuple[Median, ...], *, compared: bool = True) -> str:
    """`22.8 against 8.5 months`, experimental arm first; `and` where arms are not compared."""
    if all(median.not_reached for median in medians):
        return "not reached" if len(medians) == 1 else "not reached in either arm"
    if medians[-1].not_reached:
        return _between(compared).join(_with_unit(median) for median in medians)
    return f"{_between(compared).join(_months(median) for median in medians)} months"


def _between(compared: bool) -> str:
    return " against " if compared else " and "


def quote_rates(rates: tuple[Rate, ...], *, compared: bool = True) -> str:
    """`43 against 9.3 %`, experimental arm first; `and` where arms are not compared."""
    return f"{_between(compared).join(f'{rate.value:g}' for rate in rates)} %"


def quote_change(change: Change) -> str:
    """`-0.81 bowel movements a day (95 % CI ...)`, with a real minus sign."""
    return f"{_signed(two_decimals(change.value))} {change.unit}{_signed(interval(change))}"


def _signed(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")


def quote(outcome: Outcome, part: str | None = None) -> str:
    """An outcome in one phrase; without a part its first of HR, medians, rates, change."""
    if outcome.hr and part in (None, "hr"):
        return quote_hr(outcome.hr)
    if outcome.medians and part in (None, "medians"):
        return quote_medians(outcome.medians, compared=outcome.compared)
    if outcome.rates and part in (None, "rates"):
        return quote_rates(outcome.rates, compared=outcome.compared)
    if outcome.change and part in (None, "change"):
        return quote_change(outcome.change)
    raise QuoteError(f"{outcome.id} has no {part}")


def primary_outcomes(trial: Trial) -> tuple[Outcome, ...]:
    """The primary outcomes that may be shown as published, one per cohort."""
    return tuple(o for o in trial.outcomes if o.primary and o.verified)


def headline(trial: Trial) -> tuple[str, ...]:
    """A trial's primary results in one line each, with who was compared, or that none is there."""
    if trial.status == "no result yet":
        return (f"{arms(trial)}: no result yet",)
    found = primary_outcomes(trial)
    lines = tuple(_line(outcome, several=len(found) > 1) for outcome in found)
    return (f"{arms(trial)}: {lines[0]}", *lines[1:]) if lines else ()


def arms(trial: Trial) -> str:
    """`octreotide against placebo`; arms of one name once, `and` where they are not compared."""
    names = list(dict.fromkeys(arm.short for arm in trial.arms))
    compared = all(outcome.compared for outcome in primary_outcomes(trial))
    return _between(compared).join(names)


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
    source, name, part = token.groups()
    trial, reference = trials.get(source), references.get(source)
    if trial:
        found = [outcome for outcome in trial.outcomes if outcome.id == name]
        if found and not found[0].verified:
            raise QuoteError(f"{token.group()}: the figure is not verified")
        if found:
            return quote(found[0], part)
    if reference and name in reference.figures:
        return reference.figures[name]
    raise QuoteError(f"{token.group()}: there is no such figure in trials/ or references.toml")


def filled(text: str, trials: Mapping[str, Trial], references: Mapping[str, Reference]) -> str:
    """Prose with its tokens replaced by figures. Raises QuoteError."""
    whole = TOKEN.sub(lambda token: figure(token, trials, references), text)
    if LOOSE.search(whole):
        raise QuoteError(f"a brace that is no token: {whole[:60]!r}")
    return whole
