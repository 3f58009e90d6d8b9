"""The absolute difference between two arms, computed from figures that were read."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from netlogic.quotes import quote_rates, rounded, signed
from netlogic.trial_schema import Outcome, Rate

Z95 = 1.959964  # of the normal distribution, for an interval of 95 %
METHOD = "interval from those of the two arms, by squaring and adding (Newcombe)"


@dataclass(frozen=True, slots=True)
class Difference:
    """Experimental minus control, with an interval only where both arms have one."""

    value: float
    low: float | None
    high: float | None
    unit: str
    origin: str
    method: str

    @property
    def words(self) -> str:
        """`29.5 percentage points`."""
        return f"{signed(rounded(self.value, 1))} {self.unit}"

    @property
    def interval(self) -> str:
        """` (95 % CI 8.0 to 47.1)`, or nothing."""
        if self.low is None or self.high is None:
            return ""
        return signed(f" (95 % CI {rounded(self.low, 1)} to {rounded(self.high, 1)})")


def difference(outcome: Outcome) -> Difference | None:
    """Experimental minus control: percentage points of rates, or months of two medians.

    None where the arms are not compared, or one of them has no figure.
    """
    if not outcome.compared:
        return None
    if len(outcome.rates) == 2:
        return _of_rates(*outcome.rates)
    values = [median.value for median in outcome.medians]
    if len(values) == 2 and values[0] is not None and values[1] is not None:
        value = float(Decimal(str(values[0])) - Decimal(str(values[1])))
        origin = f"computed from {rounded(values[0], 1)} and {rounded(values[1], 1)} months"
        return Difference(value, None, None, "months", origin, "")
    return None


def _of_rates(experimental: Rate, control: Rate) -> Difference:
    value = float(percent(experimental) - percent(control))
    origin = f"computed from {written(experimental)} and {written(control)}"
    first, second = _limits(experimental), _limits(control)
    if first is None or second is None:
        return Difference(value, None, None, "percentage points", origin, "")
    (low1, high1), (low2, high2) = first, second
    p1, p2 = float(percent(experimental)), float(percent(control))
    low = value - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = value + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Difference(value, low, high, "percentage points", origin, METHOD)


def percent(rate: Rate) -> Decimal:
    """Percent of one arm, from the count where there is one: a printed figure has lost digits."""
    if rate.events is not None and rate.n:
        return Decimal(100 * rate.events) / rate.n
    return Decimal(str(rate.value))


def written(rate: Rate) -> str:
    """What a rate is computed from: `28/42`, or the percentage as it was printed."""
    if rate.events is not None and rate.n:
        return f"{rate.events}/{rate.n}"
    return quote_rates([rate])


def _limits(rate: Rate) -> tuple[float, float] | None:
    """The arm's own 95 % interval in percent: the published one, or Wilson's from a count."""
    if rate.low is not None and rate.high is not None:
        return (rate.low, rate.high) if rate.level in (None, 95) else None
    return wilson(rate.events, rate.n) if rate.events is not None and rate.n else None


def wilson(events: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, in percent."""
    p, z2 = events / n, Z95**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
