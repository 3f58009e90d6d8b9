"""What the pictures of the lab have in common: axes, Kaplan-Meier curves, and numbers in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from netlogic.survival import Area, Arm, Cox, Curve, Estimate, Numbers, kaplan_meier
from pages.parts.figures.lab.picture import Axis, Mark, Role, Row, band, line, steps, ticks
from pages.parts.figures.lab.picture import rule as ruled

MOST = 170  # steps of a drawn curve
NAMES: Mapping[Role, str] = {"experimental": "treated", "control": "control"}
PERCENT = Axis("Without progression (%)", 0, 102, (0, 25, 50, 75, 100))


def months(until: float, every: float = 6, title: str = "Months") -> Axis:
    """An axis of months from 0."""
    places = np.arange(0, until + every / 2, every)
    return Axis(title, 0, until, tuple(float(place) for place in places))


def ratio(low: float = 0.2, high: float = 3, title: str = "Hazard ratio") -> Axis:
    """A logarithmic axis of hazard ratios."""
    every = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5)
    places = tuple(tick for tick in every if low <= tick <= high)
    return Axis(title, low, high, places, tuple(f"{tick:g}" for tick in places), log=True)


def percent(axis_title: str) -> Axis:
    """The upright axis of a curve under another name."""
    return Axis(axis_title, PERCENT.low, PERCENT.high, PERCENT.ticks)


def drawn(
    role: Role,
    curve: Curve,
    until: float,
    *,
    label: str = "",
    dashed: bool = False,
    limits: bool = True,
    censored: bool = True,
    thin: bool = False,
    ghost: bool = True,
) -> Iterator[Mark]:
    """A curve as steps from 100 % to the last observation, with its interval and censorings."""
    some = (curve.events > 0) & (curve.times <= until)
    x, y, low, high = (
        _thinned(part[some]) for part in (curve.times, curve.survival, curve.low, curve.high)
    )
    end = min(curve.last, until)
    if limits and x.size:
        known = ~np.isnan(low)
        stop = float(x[~known][0]) if (~known).any() else end
        yield band(
            role,
            [0, *x[known], stop],
            [100, *(100 * low[known]), 100 * low[known][-1] if known.any() else 100],
            [100, *(100 * high[known]), 100 * high[known][-1] if known.any() else 100],
            smooth=False,
        )
    last = float(y[-1]) if x.size else 1.0
    yield steps(
        role,
        [0, *x, end],
        [100, *(100 * y), 100 * last],
        label=label,
        dashed=dashed,
        thin=thin,
        ghost=ghost,
    )
    if censored:
        at, left = curve.censorings
        inside = at <= until
        if inside.any():
            yield ticks(
                role, _thinned(at[inside]).tolist(), (100 * _thinned(left[inside])).tolist()
            )


def _thinned(values: Numbers) -> Numbers:
    """At most so many of them, the last among them."""
    if values.size <= MOST:
        return values
    kept: Numbers = values[np.unique(np.linspace(0, values.size - 1, MOST).astype(int))]
    return kept


def both(
    experimental: Arm, control: Arm, until: float, *, limits: bool = True, censored: bool = True
) -> tuple[Mark, ...]:
    """The curves of two arms, the control dashed."""
    return (
        *drawn(
            "control",
            kaplan_meier(control),
            until,
            label=NAMES["control"],
            dashed=True,
            limits=limits,
            censored=censored,
        ),
        *drawn(
            "experimental",
            kaplan_meier(experimental),
            until,
            label=NAMES["experimental"],
            limits=limits,
            censored=censored,
        ),
    )


def medians(curves: Sequence[tuple[Role, Curve]]) -> Iterator[Mark]:
    """Half, and where each curve comes down to it."""
    yield ruled("y", 50)
    for role, curve in curves:
        if curve.median.value is not None:
            yield steps(
                role,
                [curve.median.value, curve.median.value],
                [50, 0],
                thin=True,
                dashed=True,
                ghost=False,
            )


def at_risk(label: str, role: Role, curve: Curve, axis: Axis) -> Row:
    """How many are under observation at each tick."""
    return Row(label, role, tuple(str(n) for n in curve.counts(axis.ticks).at_risk))


def both_at_risk(treated: Curve, control: Curve, axis: Axis) -> tuple[Row, Row]:
    """Those at risk in two arms."""
    return (
        at_risk("Treated", "experimental", treated, axis),
        at_risk("Control", "control", control, axis),
    )


def counted(label: str, role: Role, curve: Curve, axis: Axis) -> tuple[Row, Row, Row]:
    """At risk, censored and with the event at each tick; the three add up to all."""
    found = curve.counts(axis.ticks)
    return (
        Row(f"{label}at risk", role, tuple(map(str, found.at_risk))),
        Row("censored", role, tuple(map(str, found.censored))),
        Row("events", role, tuple(map(str, found.events))),
    )


# ------------------------------------------------------------------------------- numbers in words
def of_months(value: float | None) -> str:
    """`12.3 months`, or that half was not reached."""
    return "not reached" if value is None else f"{value:.1f} months"


def plus(value: float) -> float:
    """One decimal, and no minus before nothing."""
    return round(value, 1) + 0.0


def of_difference(found: Area | None) -> str:
    """`3.4 (2.3 to 4.5)`, or that no difference can be estimated."""
    if found is None:
        return "not estimable"
    return f"{plus(found.value):.1f} ({plus(found.low):.1f} to {plus(found.high):.1f})"


def of_ratio(found: Cox | None) -> str:
    """`0.52 (0.35 to 0.77)`, or that no ratio can be estimated."""
    if found is None:
        return "not estimable"
    return f"{found.hr:.2f} ({found.low:.2f} to {found.high:.2f})"


def of_share(found: Estimate) -> str:
    """`65 % (54 to 74)`, or that nobody was followed so long."""
    if found.value is None:
        return "not known: nobody was followed so long"
    if found.low is None or found.high is None:
        return f"{100 * found.value:.0f} %"
    return f"{100 * found.value:.0f} % ({100 * found.low:.0f} to {100 * found.high:.0f})"


def some(n: int, one: str, more: str) -> str:
    """`none was`, `1 was`, `2 were`."""
    return f"{n or 'none'} {one if n <= 1 else more}"


def many(n: int, one: str, more: str = "") -> str:
    """`no patient`, `1 patient`, `2 patients`."""
    if n == 0:
        return f"no {one}"
    return f"{n:,} {one if n == 1 else more or f'{one}s'}"


def table(
    first: str, axis: Axis, columns: Sequence[tuple[str, Curve]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """At each tick of an axis the share of each curve, with its interval."""
    heads = (first, *(name for name, _ in columns))
    lines = (
        (f"{tick:g}", *(of_share(curve.at(tick)) for _, curve in columns)) for tick in axis.ticks
    )
    return heads, tuple(lines)


def model(role: Role, share: Callable[[Numbers], Numbers], until: float, **look: Any) -> Mark:
    """A curve of the model itself, without chance, in percent."""
    x = np.linspace(0, until, 121)
    return line(role, x.tolist(), (100 * share(x)).tolist(), **look)


def histogram(values: Numbers, edges: Numbers) -> Numbers:
    """The share of the values in each bar, percent; what lies outside is in the first or last."""
    inside = np.clip(values[~np.isnan(values)], edges[0], edges[-1] * (1 - 1e-9))
    counts, _ = np.histogram(inside, edges)
    return 100 * counts / max(1, values.size)


def middle(values: Numbers, *, unknown_is_late: bool = False) -> tuple[float, float]:
    """The ends between which the middle 95 % lie, of those that are known; what was not reached
    counts as later than all, and an end may then be infinite.
    """
    known = values[~np.isnan(values)]
    if unknown_is_late:
        known = np.where(np.isnan(values), np.inf, values)
    last = known.size - 1
    inside = np.sort(known)
    return float(inside[int(0.025 * last)]), float(inside[-1 - int(0.025 * last)])


def geometric(log_hr: Numbers) -> float:
    """The mean of hazard ratios, on the log scale."""
    return float(np.exp(np.nanmean(log_hr)))
