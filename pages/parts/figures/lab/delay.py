"""A drug that acts late: one hazard ratio for two stretches of time."""

from netlogic import simulate
from netlogic.simulate import Pair
from netlogic.survival import (
    Arm,
    Numbers,
    kaplan_meier,
    proportionality,
    restricted_mean_difference,
)
from netlogic.survival import arm as observed
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_difference, of_ratio
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Set, rule

PATIENTS = 1000
MEDIAN = 8.0
ACCRUAL, FOLLOW_UP, UNTIL = 18.0, 36.0, 36.0
APART = 12  # months between two lines whose words stand beside each other
LEVEL = 0.05  # below it a test is said to see something


def picture(now: Set, _made: object = None) -> Picture:
    """Both arms, and the hazard ratio before and after the drug acts."""
    lag, hr, until = now.number("lag"), now.number("hr"), now.number("until")

    def grown(load: Numbers, treated: bool) -> Numbers:
        return simulate.late(load, MEDIAN, hr if treated else 1, lag)

    read = simulate.two_arms(now.seed, PATIENTS).pair(grown, ACCRUAL, FOLLOW_UP)
    early, later = _until(read, lag), _after(read, lag)
    test = proportionality(read.experimental, read.control)
    gain = restricted_mean_difference(read.experimental, read.control, until)
    lines = [kaplan_meier(arm) for arm in (read.experimental, read.control)]
    axis = curves.months(UNTIL)
    expected = simulate.rmst_late(MEDIAN, until, hr, lag) - simulate.rmst(MEDIAN, until)
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    *((rule("x", lag, "the drug acts"),) if lag else ()),
                    rule("x", until, "mean up to here", foot=until - lag < APART),
                    *curves.both(read.experimental, read.control, UNTIL),
                ),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
            ),
        ),
        sentence=_sentence(read, early, later, (lag, hr), test.p if test else None),
        about="Curves of two arms that part only after the drug begins to act.",
        readouts=(
            Readout("One hazard ratio for all", of_ratio(read.cox), "95 % CI"),
            *((Readout(f"Up to month {lag:g}", of_ratio(early.cox), "95 % CI"),) if lag else ()),
            *((Readout(f"After month {lag:g}", of_ratio(later.cox), "95 % CI"),) if lag else ()),
            Readout("Test of proportionality", _p(test.p) if test else "not estimable"),
            Readout(
                f"Mean gained up to month {until:g}",
                of_difference(gain),
                f"months; expected {expected:.1f}",
            ),
        ),
        numbers=curves.table("Month", axis, (("Treated", lines[0]), ("Control", lines[1]))),
    )


def _until(read: Pair, lag: float) -> Pair:
    """Nobody is watched for longer than this."""

    def cut(found: Arm) -> Arm:
        return observed(found.times.clip(max=lag), found.events & (found.times <= lag))

    return Pair(cut(read.experimental), cut(read.control))


def _after(read: Pair, lag: float) -> Pair:
    """Those who are still watched then, from there on."""

    def rest(found: Arm) -> Arm:
        left = found.times > lag
        return observed(found.times[left], found.events[left])

    return Pair(rest(read.experimental), rest(read.control))


def _sentence(
    read: Pair, early: Pair, later: Pair, acts: tuple[float, float], p: float | None
) -> str:
    lag, hr = acts
    if read.cox is None or later.cox is None or p is None:
        return "With these settings no hazard ratio can be estimated."
    sees = f"A test of proportionality sees it ({_p(p)})."
    if p >= LEVEL:
        sees = f"A test of proportionality does not see it ({_p(p)})."
    if not lag or early.cox is None:
        return (
            f"The drug acts from the first day: one hazard ratio, {read.cox.hr:.2f}, describes the "
            "whole curve."
        )
    first = "month" if lag == 1 else f"{lag:g} months"
    whole, before, after = (f"{one.hr:.2f}" for one in (read.cox, early.cox, later.cox))
    said = (
        f"One hazard ratio is read for all of it, {whole}. In the first {first} it was {before}, "
        f"later {after}"
    )
    if hr == 1:
        return f"{said}: the drug does nothing in either stretch, and the rest is chance. {sees}"
    between = min(before, after) < whole < max(before, after)
    return f"{said}{': it describes neither stretch' if between else ''}. {sees}"


def _p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
