"""A figure of curves in words: one sentence, a table, a file, and what the pointer is told."""

import csv as files
import io
from collections.abc import Iterator, Sequence

from netlogic.quotes import rounded
from netlogic.survival import Curve, Estimate
from pages.parts.figures.badge import comments
from pages.parts.figures.curve_plot import Arm, Plot

SHORTEST, LONGEST = 20, 250  # letters of a text alternative
NOT_REACHED, NO_ESTIMATE = "not reached", "no estimate"


def median(curve: Curve) -> str:
    """The median in months, or that it is not reached."""
    return NOT_REACHED if curve.median.value is None else rounded(curve.median.value, 1)


def share_at(curve: Curve, months: float) -> str:
    """The share at a landmark with its interval, in percent."""
    return f"{_percent(curve.at(months))} at {months:g}"


def _percent(found: Estimate) -> str:
    if found.value is None:
        return NO_ESTIMATE
    value = f"{rounded(100 * found.value, 0)} %"
    if found.low is None or found.high is None:
        return value
    return f"{value} ({rounded(100 * found.low, 0)} to {rounded(100 * found.high, 0)})"


def pointed(plot: Plot, stops: Sequence[float]) -> list[str]:
    """What is said of every arm at each of these months."""
    columns = [list(_said(arm, stops)) for arm in plot.arms]
    return [
        "<br>".join([f"{months:g} months", *lines])
        for months, *lines in zip(stops, *columns, strict=True)
    ]


def _said(arm: Arm, stops: Sequence[float]) -> Iterator[str]:
    for months, left in zip(stops, arm.curve.counts(stops).at_risk, strict=True):
        yield f"<b>{arm.name}</b> {_percent(arm.curve.at(months))}, {left} at risk"


def alternative(plot: Plot) -> str:
    """The finding in 20 to 250 letters: the title, then as much as there is room for."""
    said = plot.title.rstrip(".") + "."
    for more in (_medians(plot), plot.effect, _landmarks(plot), plot.badge.title):
        if more and len(said) + len(more) + 2 <= LONGEST:
            said += f" {more[:1].upper()}{more[1:]}."
    if len(said) > LONGEST:
        said = said[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return said if len(said) >= SHORTEST else f"Curves of {plot.endpoint}. {said}"


def _medians(plot: Plot) -> str:
    words = [f"{median(arm.curve)} with {arm.name}" for arm in plot.arms]
    return f"Median {plot.endpoint} in months: {', '.join(words)}"


def _landmarks(plot: Plot) -> str:
    if plot.landmark is None:
        return ""
    shares = [f"{_percent(arm.curve.at(plot.landmark))} with {arm.name}" for arm in plot.arms]
    return f"At {plot.landmark:g} months {', '.join(shares)}"


def rows(plot: Plot) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and lines of the table: a line for each tick, then the medians."""
    heads = ["Months"]
    for arm in plot.arms:
        heads += [f"{arm.name} (n = {arm.curve.n})"]
        heads += [f"{arm.name}: {what}" for what in ("at risk", "censored", "events")]
    counts = [arm.curve.counts(plot.ticks) for arm in plot.arms]
    lines = []
    for n, tick in enumerate(plot.ticks):
        line = [f"{tick:g}"]
        for arm, found in zip(plot.arms, counts, strict=True):
            numbers = (found.at_risk[n], found.censored[n], found.events[n])
            line += [_percent(arm.curve.at(tick)), *map(str, numbers)]
        lines.append(tuple(line))
    last = ["Median, months"]
    for arm in plot.arms:
        last += [_with_limits(arm.curve.median), "", "", ""]
    return tuple(heads), (*lines, tuple(last))


def _with_limits(found: Estimate) -> str:
    if found.value is None:
        return NOT_REACHED
    low, high = (NOT_REACHED if v is None else rounded(v, 1) for v in (found.low, found.high))
    return f"{rounded(found.value, 1)} ({low} to {high})"


def csv(plot: Plot) -> str:
    """Every step of every curve as comma-separated values, under what the badge says."""
    text = io.StringIO()
    text.writelines(f"{line}\n" for line in comments(plot.title, plot.subtitle, plot.badge))
    out = files.writer(text, lineterminator="\n")
    heads = ("percent", "low", "high", "at_risk", "events", "censored")
    out.writerow(["arm", "months", *heads])
    for arm in plot.arms:
        curve = arm.curve
        out.writerow([arm.name, 0, 100, "", "", curve.n, 0, 0])
        columns = (curve.survival, curve.low, curve.high)
        shares = zip(*((100 * column).round(2).tolist() for column in columns), strict=True)
        counts = (curve.at_risk, curve.events, curve.censored)
        whole = zip(*(column.astype(int).tolist() for column in counts), strict=True)
        for months, share, number in zip(curve.times.tolist(), shares, whole, strict=True):
            limits = ["" if value != value else value for value in share]
            out.writerow([arm.name, round(months, 3), *limits, *number])
    return text.getvalue()
