"""One trial with its intervals, and twenty redraws of the same truth."""

import math

import numpy as np

from netlogic import simulate
from netlogic.simulate import Pair
from netlogic.survival import Cox, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import many, of_ratio, some
from pages.parts.figures.lab.picture import (
    Axis,
    Mark,
    Panel,
    Picture,
    Readout,
    Role,
    Set,
    dots,
    lane,
    rule,
)

TRIALS = 20
MEDIAN = 12.0
ACCRUAL, UNTIL = 12.0, 48.0
FEW = 4  # patients left in an arm
LOW, HIGH = 0.1, 4.0


def picture(now: Set, _made: object = None) -> Picture:
    """The curves of the first trial, and the hazard ratios of all twenty."""
    n, hr, follow_up = now.count("n"), now.number("hr"), now.number("follow")
    # Twenty seeds a draw, so that the next draw shares no trial with this one.
    seeds = range(TRIALS * (now.seed - 1) + 1, TRIALS * now.seed + 1)
    trials = [
        simulate.trial(seed, n, MEDIAN, hr, accrual=ACCRUAL, follow_up=follow_up) for seed in seeds
    ]
    found = [trial.cox for trial in trials]
    first = trials[0]
    tail = _tail(first)
    lines = [kaplan_meier(arm) for arm in (first.experimental, first.control)]
    axis = curves.months(UNTIL)
    left = Panel(
        axis,
        curves.PERCENT,
        (
            *curves.both(first.experimental, first.control, UNTIL),
            rule("x", tail, f"{FEW} left in an arm", role="ink"),
        ),
        rows=curves.both_at_risk(lines[0], lines[1], axis),
        title="This trial",
        share=1.35,
    )
    right = Panel(
        curves.ratio(LOW, HIGH),
        Axis("", 0.2, TRIALS + 0.8),
        (
            rule("x", 1),
            rule("x", hr, role="ink"),
            *(mark for at, one in enumerate(found) for mark in _interval(one, TRIALS - at, hr)),
        ),
        title=f"{TRIALS} trials at the same truth, {hr:.2f}",
    )
    return Picture(
        panels=(left, right),
        sentence=_sentence(found, hr, first),
        about="Curves of one trial with their intervals, and the hazard ratios of twenty trials.",
        readouts=_readouts(first, found, hr),
        numbers=(
            ("Trial", "Hazard ratio (95 % CI)", "Events"),
            tuple(
                (str(at), of_ratio(one), str(trial.events))
                for at, (one, trial) in enumerate(zip(found, trials, strict=True), 1)
            ),
        ),
    )


def _tail(trial: Pair) -> float:
    """From when on no more than these few are left in one of the arms."""
    return min(
        float(np.sort(arm.times)[-FEW - 1]) if arm.n > FEW else 0.0
        for arm in (trial.experimental, trial.control)
    )


def _holds(found: Cox | None, hr: float) -> bool:
    return found is not None and found.low <= hr <= found.high


def _interval(found: Cox | None, place: int, hr: float) -> tuple[Mark, ...]:
    if found is None:
        return ()
    holds = _holds(found, hr)
    role: Role = "experimental" if holds else "changed"
    ends = max(found.low, LOW), min(found.high, HIGH)
    return (
        lane("ink" if place == TRIALS and holds else role, place, ends),
        dots(role, [found.hr], [place], shape="circle" if holds else "diamond", ghost=True),
    )


def _readouts(first: Pair, found: list[Cox | None], hr: float) -> tuple[Readout, ...]:
    spread = math.exp(simulate.log_width(max(first.events, 1)) / 2)
    values = [one.hr for one in found if one]
    return (
        Readout("This trial", of_ratio(first.cox), "95 % CI"),
        Readout("Events", f"{first.events} of {first.n} patients"),
        Readout(
            "Expected of the events",
            f"{hr / spread:.2f} to {hr * spread:.2f}",
            "around the truth",
        ),
        Readout(
            "Lowest and highest", f"{min(values):.2f}, {max(values):.2f}" if values else "none"
        ),
        Readout("Intervals that hold the truth", f"{sum(_holds(one, hr) for one in found)} of 20"),
    )


def _sentence(found: list[Cox | None], hr: float, first: Pair) -> str:
    hold = sum(_holds(one, hr) for one in found)
    sure = sum(one is not None and one.high < 1 for one in found)
    one = first.cox
    told = (
        "This trial has too few events for a hazard ratio."
        if one is None
        else f"This trial reads {one.hr:.2f} ({one.low:.2f} to {one.high:.2f}), from "
        f"{many(first.events, 'event')}."
    )
    return (
        f"{told} Of {TRIALS} trials at the same truth, "
        f"{many(hold, 'interval holds', 'intervals hold')} {hr:.2f}, and "
        f"{some(sure, 'lies', 'lie')} wholly below 1."
    )
