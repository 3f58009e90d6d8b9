"""The same truth drawn many times: how far small trials scatter."""

import math

import numpy as np

from netlogic import replicates, simulate
from netlogic.survival import Numbers
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.picture import Axis, Panel, Picture, Readout, Set, bars, rule

MEDIAN = 12.0
TRIALS, MANY, AT_ONCE = 200, 5000, 200
RATIOS = np.geomspace(0.1, 4, 37)
MONTHS = np.arange(0.0, 41.0)
HIGHEST = 45.0  # percent of the trials in one bar


def drawn(now: Set, trials: int, part: int) -> tuple[Numbers, ...]:
    """Log hazard ratio, control median and events of each trial."""
    seed = now.seed + replicates.PART * part
    made = replicates.redrawn(seed, trials, now.count("n"), MEDIAN, now.number("hr"))
    return made.fits().log_hr, made.control_medians(), made.events.sum(1).astype(np.float64)


def picture(now: Set, made: tuple[Numbers, ...] | None = None) -> Picture:
    """What is read in each trial, as bars: the hazard ratio, and the control arm's median."""
    n, hr = now.count("n"), now.number("hr")
    log_hr, medians, events = made or drawn(now, TRIALS, 0)
    ratios = np.exp(log_hr)
    low, high = curves.middle(ratios)
    first, last = curves.middle(medians, unknown_is_late=True)
    late = f"{last:.1f} months" if math.isfinite(last) else "one that is not reached"
    share = Axis("Trials (%)", 0, HIGHEST, (0, 15, 30, 45))
    until = curves.months(40, 10, "Median of the control arm, months")
    heights = curves.histogram(ratios, RATIOS), curves.histogram(medians, MONTHS)
    spread = simulate.log_width(float(events.mean())) / 2
    return Picture(
        panels=(
            Panel(
                curves.ratio(0.1, 4, "Hazard ratio that is read"),
                share,
                (
                    bars("experimental", RATIOS.tolist(), heights[0].tolist()),
                    rule("x", 1),
                    rule("x", hr, f"truth {hr:.2f}", role="ink"),
                ),
            ),
            Panel(
                until,
                share,
                (
                    bars("control", MONTHS.tolist(), heights[1].tolist()),
                    rule("x", MEDIAN, f"truth {MEDIAN:g}", role="ink"),
                ),
            ),
        ),
        sentence=(
            f"{len(ratios):,} trials of {n} patients, all with a true hazard ratio of {hr:.2f}: "
            f"the middle 95 % of them read anything from {low:.2f} to {high:.2f}, and a control "
            f"median from {first:.1f} months to {late}."
        ),
        about="How many of the trials read which hazard ratio, and which control median.",
        readouts=(
            Readout("Middle 95 %, hazard ratio", f"{low:.2f} to {high:.2f}"),
            Readout(
                "Expected of the events",
                f"{hr * np.exp(-spread):.2f} to {hr * np.exp(spread):.2f}",
                f"{events.mean():.0f} events a trial",
            ),
            Readout("Lowest and highest", f"{np.nanmin(ratios):.2f}, {np.nanmax(ratios):.2f}"),
            Readout("Above 1", f"{100 * np.mean(ratios > 1):.1f} % of the trials"),
        ),
        numbers=_numbers(heights[0]),
    )


def _numbers(heights: Numbers) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    edges = list(zip(RATIOS[:-1], RATIOS[1:], heights, strict=True))
    lines = tuple((f"{a:.2f} to {b:.2f}", f"{height:.1f}") for a, b, height in edges if height)
    return ("Hazard ratio that is read", "Trials (%)"), lines
