"""Ten factors that change nothing, and twenty subgroups that differ all the same."""

import numpy as np

from netlogic import replicates
from netlogic.replicates import Fits
from netlogic.survival import Flags, Numbers
from pages.parts.figures.lab import curves
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

FACTORS = "ABCDEFGHIJ"
MANY, AT_ONCE = 300, 50
LOW, HIGH = 0.1, 4.0


def drawn(now: Set, trials: int, part: int) -> tuple[Numbers, ...]:
    """Of each trial: lowest and highest subgroup, and how many of their intervals include 1."""
    found = _fits(now, trials, now.seed + replicates.PART * part)
    ratios = np.exp(np.array([one.log_hr for one in found]))
    over = np.array([_open(one) for one in found]).sum(0)
    # Unlike nanmin these say nothing of a trial in which no subgroup can be estimated.
    return np.fmin.reduce(ratios), np.fmax.reduce(ratios), over.astype(np.float64)


def _fits(now: Set, trials: int, seed: int) -> tuple[Fits, ...]:
    n, hr = now.count("n"), now.number("hr")
    return replicates.subgroups(seed, trials, n, hr, factors=len(FACTORS))


def _open(one: Fits) -> Flags:
    """Whether there is an interval and it includes 1."""
    result: Flags = (one.low <= 1) & (one.high >= 1)
    return result


def picture(now: Set, made: tuple[Numbers, ...] | None = None) -> Picture:
    """A forest of one trial; many trials are counted in the sentence."""
    hr = now.number("hr")
    found = _fits(now, 1, now.seed)
    log_hr = np.array([float(one.log_hr[0]) for one in found])
    names = [f"{factor} {has}" for factor in FACTORS for has in ("yes", "no")]
    includes = [bool(_open(one)[0]) for one in found]
    known = ~np.isnan(log_hr)
    ends = np.exp([log_hr[known].min(), log_hr[known].max()]) if known.any() else None
    up = Axis(
        "",
        0.3,
        len(names) + 1.9,
        tuple(float(len(names) - n) for n in range(len(names))),
        tuple(names),
    )
    return Picture(
        panels=(
            Panel(
                curves.ratio(LOW, HIGH),
                up,
                (
                    rule("x", 1),
                    rule("x", hr, f"truth {hr:.2f}", role="ink"),
                    *(
                        mark
                        for n, one in enumerate(found)
                        for mark in _row(one, len(names) - n, includes[n])
                    ),
                ),
                tall=1.25,
            ),
        ),
        sentence=_sentence(now, ends, sum(includes), int(known.sum()), made),
        about="Hazard ratios of twenty subgroups by ten factors that change nothing.",
        readouts=(
            Readout("Lowest subgroup", f"{ends[0]:.2f}" if ends is not None else "not estimable"),
            Readout("Highest subgroup", f"{ends[1]:.2f}" if ends is not None else "not estimable"),
            Readout("Intervals that include 1", f"{sum(includes)} of {int(known.sum())}"),
            Readout("True, in every subgroup", f"{hr:.2f}"),
        ),
        numbers=(
            ("Subgroup", "Hazard ratio (95 % CI)"),
            tuple((name, _said(one)) for name, one in zip(names, found, strict=True)),
        ),
    )


def _row(one: Fits, place: int, includes: bool) -> tuple[Mark, ...]:
    if np.isnan(one.log_hr[0]):
        return ()
    role: Role = "changed" if includes else "experimental"
    low, high = max(float(one.low[0]), LOW), min(float(one.high[0]), HIGH)
    value = float(np.exp(one.log_hr[0]))
    return (
        lane(role, place, (low, high)),
        dots(role, [value], [place], shape="diamond" if includes else "square", ghost=True),
    )


def _said(one: Fits) -> str:
    if np.isnan(one.log_hr[0]):
        return "not estimable"
    return f"{np.exp(one.log_hr[0]):.2f} ({one.low[0]:.2f} to {one.high[0]:.2f})"


def _sentence(
    now: Set,
    ends: Numbers | None,
    includes: int,
    known: int,
    made: tuple[Numbers, ...] | None,
) -> str:
    truth = f"a true hazard ratio of {now.number('hr'):.2f}"
    if made is not None:
        lowest, highest, over = made
        some = 100 * float((over > 0).mean())
        return (
            f"In {lowest.size:,} such trials, all with {truth} everywhere, the lowest subgroup "
            f"read {np.nanmean(lowest):.2f} on average and the highest {np.nanmean(highest):.2f}; "
            f"in {some:.0f} % of them at least one interval included 1."
        )
    if ends is None:
        return "With so few patients no subgroup has a hazard ratio that can be estimated."
    count = (
        f"{includes or 'none'} of {known} intervals {'includes' if includes <= 1 else 'include'}"
    )
    return (
        f"Every subgroup has {truth}, and nothing else is different. By chance one reads "
        f"{ends[0]:.2f} and another {ends[1]:.2f}; {count} 1."
    )
