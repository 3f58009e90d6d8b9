"""Trials that may stop early for benefit: those that do have drawn luck as well."""

import numpy as np

from netlogic import replicates
from netlogic.survival import Flags, Numbers
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import geometric
from pages.parts.figures.lab.picture import Axis, Panel, Picture, Readout, Role, Set, bars, rule

TRIALS, MANY, AT_ONCE = 200, 6000, 200
RATIOS = np.geomspace(0.15, 2.5, 33)
ROLES: tuple[Role, Role] = ("changed", "muted")
HIGHEST = 30.0  # percent of the trials in one bar
LOOKS = ("the first look", "the second look", "the end")


def drawn(now: Set, trials: int, part: int) -> tuple[Numbers, ...]:
    """Of each trial: look at which it ended, log hazard ratio there, and at the last look."""
    seed = now.seed + replicates.PART * part
    found = replicates.stopping(seed, trials, now.number("hr"), final=now.count("events"))
    return found.look.astype(np.float64), found.log_hr, found.in_the_end


def picture(now: Set, made: tuple[Numbers, ...] | None = None) -> Picture:
    """What is read by trials that stopped, and by those that went on to the end."""
    hr = now.number("hr")
    look, log_hr, in_the_end = made or drawn(now, TRIALS, 0)
    early = look < len(LOOKS) - 1
    share = Axis("Trials (%)", 0, HIGHEST, (0, 10, 20, 30))
    axis = curves.ratio(0.15, 2.5, "Hazard ratio that is reported")
    heights = [
        curves.histogram(np.exp(log_hr[part]), RATIOS) * part.mean() for part in (early, ~early)
    ]
    truth = rule("x", hr, f"truth {hr:.2f}", role="ink")
    titles = (f"Stopped early: {100 * early.mean():.1f} %", "Went on to the end")
    return Picture(
        panels=tuple(
            Panel(
                axis,
                share,
                (bars(role, RATIOS.tolist(), heights[n].tolist()), rule("x", 1), truth),
                title=titles[n],
            )
            for n, role in enumerate(ROLES)
        ),
        sentence=_sentence(hr, early, log_hr, in_the_end),
        about="Hazard ratios of trials that stopped early, and of those that went on.",
        readouts=(
            Readout("Stopped early", f"{int(early.sum()):,} of {early.size:,}"),
            Readout(
                "Their mean hazard ratio", f"{geometric(log_hr[early]):.2f}" if early.any() else "-"
            ),
            Readout("Mean of all, as reported", f"{geometric(log_hr):.2f}"),
            Readout("Mean had none stopped", f"{geometric(in_the_end):.2f}"),
        ),
        numbers=_numbers(look, log_hr),
    )


def _sentence(hr: float, early: Flags, log_hr: Numbers, in_the_end: Numbers) -> str:
    asked = f"Of {early.size:,} trials with a true hazard ratio of {hr:.2f},"
    n = int(early.sum())
    if not n:
        return f"{asked} none crossed a boundary early."
    told, on = geometric(log_hr[early]), geometric(in_the_end[early])
    whose = "It reports" if n == 1 else "They report"
    had = "Had it gone on, it" if n == 1 else "Had they gone on, the same trials"
    return (
        f"{asked} {n:,} stopped early for benefit. {whose} {told:.2f} on average. "
        f"{had} would have read {on:.2f}."
    )


def _numbers(look: Numbers, log_hr: Numbers) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    lines = []
    for at, name in enumerate(LOOKS):
        ended = look == at
        told = f"{geometric(log_hr[ended]):.2f}" if ended.any() else "none"
        lines.append((name, f"{int(ended.sum()):,}", told))
    return ("Ended at", "Trials", "Mean hazard ratio"), tuple(lines)
