"""One hazard ratio, and any gap at a landmark; a median that is not reached."""

import math

from netlogic import simulate
from netlogic.survival import Curve, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months, of_ratio, of_share
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Set, rule

PATIENTS = 1000
UNTIL = 60.0


def picture(now: Set, _made: object = None) -> Picture:
    """Both arms to the end of follow-up, read at a landmark and at one half."""
    at, end, hr, median = (now.number(knob) for knob in ("at", "end", "hr", "median"))
    read = simulate.trial(now.seed, PATIENTS, median, hr, accrual=0, follow_up=end)
    lines = [kaplan_meier(arm) for arm in (read.experimental, read.control)]
    axis = curves.months(UNTIL, 12)
    expected = [100 * float(simulate.survival(at, median, ratio)) for ratio in (hr, 1)]
    widest = median * -math.log2(simulate.widest_gap(hr))
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    rule("x", at, f"month {at:g}", role="ink"),
                    *curves.medians((("experimental", lines[0]), ("control", lines[1]))),
                    *curves.both(read.experimental, read.control, UNTIL, censored=False),
                ),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
            ),
        ),
        sentence=_sentence(at, end, lines),
        about="Two curves read at a landmark and at one half.",
        readouts=(
            Readout("Treated at the landmark", of_share(lines[0].at(at))),
            Readout("Control at the landmark", of_share(lines[1].at(at))),
            Readout("Expected", f"{expected[0]:.0f} % and {expected[1]:.0f} %"),
            Readout("Gap expected to be widest", f"month {widest:.0f}" if hr != 1 else "no gap"),
            Readout("Median, treated", of_months(lines[0].median.value)),
            Readout("Median, control", of_months(lines[1].median.value)),
            Readout("Hazard ratio", of_ratio(read.cox), "95 % CI"),
        ),
        numbers=curves.table("Month", axis, (("Treated", lines[0]), ("Control", lines[1]))),
    )


def _sentence(at: float, end: float, lines: list[Curve]) -> str:
    one, other = (of_months(line.median.value) for line in lines)
    half = f"The medians: treated {one}, control {other}."
    if one == other:
        half = f"Both medians: {one}."
    shares = [line.at(at).value for line in lines]
    if None in shares:
        return (
            f"Follow-up ends at month {end:g}, so that nothing can be said of month {at:g}. {half}"
        )
    more, less = (round(100 * (share or 0)) for share in shares)
    way = "more" if more > less else "fewer"
    gap = f"{abs(more - less)} of 100 {way}" if more != less else "no gap"
    return (
        f"At month {at:g}, {more} % of the treated and {less} % of the controls are without "
        f"progression: {gap}. {half}"
    )
