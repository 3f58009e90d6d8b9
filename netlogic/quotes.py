"""How a figure is worded: ratios, medians, rates, counts, always half up and with its unit."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from netlogic.trial_schema import (
    Baseline,
    Change,
    Count,
    Harm,
    HazardRatio,
    Interval,
    Measure,
    Median,
    Outcome,
    Rate,
    Remark,
    Subgroup,
)


class QuoteError(ValueError):
    """A token of prose that names no verified figure; the message says which."""


def rounded(value: float | Decimal, places: int) -> str:
    """A number with so many decimals, half up as papers round, never to even."""
    step = Decimal(1).scaleb(-places)
    return str(Decimal(str(value)).quantize(step, ROUND_HALF_UP))


def two_decimals(value: float) -> str:
    """A ratio as papers print it: two decimals, half up."""
    return rounded(value, 2)


def interval(part: Interval) -> str:
    """The interval in brackets, or nothing when none is known."""
    return _interval(part.low, part.high, part.level, places=2)


def _interval(low: float | None, high: float | None, level: int | None, *, places: int) -> str:
    if low is None or high is None:
        return ""
    return f" ({level or 95} % CI {rounded(low, places)} to {rounded(high, places)})"


def quote_hr(hr: HazardRatio) -> str:
    """`HR 0.21 (95 % CI 0.13 to 0.33)`."""
    return f"HR {two_decimals(hr.value)}{interval(hr)}"


def bounds(part: Interval) -> str:
    """`0.13 to 0.33`. Raises QuoteError where no interval was read."""
    if part.low is None or part.high is None:
        raise QuoteError("no interval was read")
    return f"{two_decimals(part.low)} to {two_decimals(part.high)}"


def _months(median: Median) -> str:
    return "not reached" if median.value is None else rounded(median.value, 1)


def _with_unit(median: Median) -> str:
    return _months(median) if median.value is None else f"{_months(median)} months"


def quote_medians(medians: tuple[Median, ...], *, compared: bool = True) -> str:
    """`22.8 against 8.5 months`, experimental arm first; `and` where arms are not compared."""
    if all(median.not_reached for median in medians):
        return "not reached" if len(medians) == 1 else "not reached in either arm"
    if medians[-1].not_reached:
        return between(compared).join(_with_unit(median) for median in medians)
    return f"{between(compared).join(_months(median) for median in medians)} months"


def between(compared: bool) -> str:
    """What stands between two arms."""
    return " against " if compared else " and "


def quote_rates(rates: Sequence[Rate], *, compared: bool = True) -> str:
    """`43 against 9.3 %`, experimental arm first; `and` where arms are not compared."""
    return f"{between(compared).join(f'{rate.value:g}' for rate in rates)} %"


def quote_change(change: Change) -> str:
    """`-0.81 bowel movements a day (95 % CI ...)`, with a real minus sign."""
    return f"{signed(two_decimals(change.value))} {change.unit}{signed(interval(change))}"


def signed(number: str) -> str:
    """A number with a real minus sign."""
    return number.replace("-", "\N{MINUS SIGN}")


def quote_count(count: Count) -> str:
    """`28 of 42`, or the bare number where nobody said of how many."""
    return str(count.events) if count.n is None else f"{count.events} of {count.n}"


def quote_counts(counts: Sequence[Count], *, compared: bool = True) -> str:
    """`5 of 42 against 0 of 43`."""
    return between(compared).join(map(quote_count, counts))


def share(counts: Sequence[Count]) -> str:
    """Counts as whole percentages, computed: 38 of 43 is `88 %`. Raises QuoteError."""
    if not counts or not all(count.n for count in counts):
        raise QuoteError("of how many was not read")
    parts = (rounded(Decimal(100 * c.events) / (c.n or 1), 0) for c in counts)
    return f"{between(True).join(parts)} %"


def counted(of: Outcome | Subgroup) -> tuple[Count, ...]:
    """The events of each arm, whether they stand alone or beside a rate."""
    rates = of.rates if isinstance(of, Outcome) else ()
    beside = (Count(arm=r.arm, events=r.events, n=r.n) for r in rates if r.events is not None)
    return of.counts or tuple(beside)


def quote_arm(of: Outcome | Subgroup, arm: str, detail: str | None = None) -> str:
    """The estimate of one arm with its unit: `14.3 months`, `66.7 %`, or the events alone.

    `detail`: interval (the estimate with it), count (`28 of 42`), events, n.
    """
    if detail in ("count", "events", "n", "share"):
        return _of_count(of, arm, detail)
    for median in of.medians:
        if median.arm == arm:
            extra = _interval(median.low, median.high, median.level, places=1)
            return _with_unit(median) + (extra if _asked(of, detail) else "")
    for rate in of.rates if isinstance(of, Outcome) else ():
        if rate.arm == arm:
            extra = _interval(rate.low, rate.high, rate.level, places=1)
            return f"{rate.value:g} %" + (extra if _asked(of, detail) else "")
    return _of_count(of, arm, detail or "events")


def _asked(of: Outcome | Subgroup, detail: str | None) -> bool:
    if detail not in (None, "interval"):
        raise QuoteError(f"{of.id} has no {detail}")
    return detail == "interval"


def _of_count(of: Outcome | Subgroup, arm: str, detail: str) -> str:
    found = next((count for count in counted(of) if count.arm == arm), None)
    if found is not None:
        if detail == "events":
            return str(found.events)
        if detail == "count":
            return quote_count(found)
        if detail == "n" and found.n is not None:
            return str(found.n)
        if detail == "share":
            return share((found,))
    raise QuoteError(f"{of.id} has no {detail} of {arm}")


def quote_harm(harm: Harm, part: str | None = None, detail: str | None = None) -> str:
    """`35 against 35 %`, `5 of 42 against 0 of 43`; `part`: severe, or an arm (`35 %`)."""
    rates, counts = harm.rates, harm.counts
    if part == "severe" and harm.severe:
        part, detail, rates = detail, None, harm.severe
    if part is not None:
        rates = tuple(rate for rate in rates if rate.arm == part)
        counts = tuple(count for count in counts if count.arm == part)
    if detail is not None or not (rates or counts):
        raise QuoteError(f"{harm.id} has no {detail or part}")
    return quote_rates(rates) if rates else quote_counts(counts)


def quote_baseline(feature: Baseline, part: str | None = None, detail: str | None = None) -> str:
    """`96 %`, `64 of 85`, `63.3 against 62.2 years`; `part`: an arm, or share (`75 %`)."""
    values = feature.values
    arms = {measure.arm for measure in values}
    if part in arms:
        values = tuple(measure for measure in values if measure.arm == part)
        part, detail = detail, None
    counts = tuple(Count(arm=m.arm, events=m.events, n=m.n) for m in values if m.events is not None)
    if detail is not None or part not in (None, "share") or (part and not counts):
        raise QuoteError(f"{feature.id} has no {detail or part}")
    if part == "share":
        return share(counts)
    if counts:
        return quote_counts(counts)
    numbers = between(True).join(_value(feature, measure) for measure in values)
    return f"{numbers} {feature.unit}"


def _value(feature: Baseline, measure: Measure) -> str:
    value = measure.value or 0.0
    return f"{value:g}" if feature.statistic == "share" else rounded(value, 1)


def quote_remark(remark: Remark, part: str | None = None, detail: str | None = None) -> str:
    """`38 of 43`, or the number it holds; `part`: an arm, or share (`88 %`)."""
    counts = remark.counts
    if part in {count.arm for count in counts}:
        counts = tuple(count for count in counts if count.arm == part)
        part, detail = detail, None
    if detail is None and part == "share":
        return share(counts)
    if part is not None or detail is not None:
        raise QuoteError(f"{remark.id} has no {detail or part}")
    if counts:
        return quote_counts(counts)
    if remark.n is not None:
        return str(remark.n)
    raise QuoteError(f"{remark.id} has no figure")
