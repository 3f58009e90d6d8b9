"""Restricted mean survival: areas under two curves, in months."""

from netlogic import simulate
from netlogic.survival import Curve, kaplan_meier, restricted_mean, restricted_mean_difference
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_difference, of_months, of_ratio
from pages.parts.figures.lab.picture import Mark, Panel, Picture, Readout, Set, band, rule

PATIENTS = 1000
ACCRUAL, FOLLOW_UP, UNTIL = 12.0, 60.0, 60.0  # everybody is followed past the last horizon


def picture(now: Set, _made: object = None) -> Picture:
    """The area between two curves up to a horizon."""
    until, hr, median = now.number("until"), now.number("hr"), now.number("median")
    read = simulate.trial(now.seed, PATIENTS, median, hr, accrual=ACCRUAL, follow_up=FOLLOW_UP)
    lines = [kaplan_meier(arm) for arm in (read.experimental, read.control)]
    means = [restricted_mean(arm, until) for arm in (read.experimental, read.control)]
    gain = restricted_mean_difference(read.experimental, read.control, until)
    expected = simulate.rmst(median, until, hr) - simulate.rmst(median, until)
    axis = curves.months(UNTIL, 12)
    told = [f"{mean.value:.1f} months" if mean else "not estimable" for mean in means]
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    _between(lines, until),
                    rule("x", until, f"month {until:g}", role="ink"),
                    *curves.both(
                        read.experimental, read.control, UNTIL, limits=False, censored=False
                    ),
                ),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
            ),
        ),
        sentence=(
            f"Up to month {until:g} the treated were without progression for {told[0]} on average, "
            f"the controls for {told[1]}"
            + (f": {_more(gain.value)}." if gain else ".")
            + " Move the horizon, and this number moves; the hazard ratio stays."
        ),
        about="Two curves with the area between them up to a horizon.",
        readouts=(
            Readout("Mean, treated", told[0]),
            Readout("Mean, control", told[1]),
            Readout(
                "Difference",
                of_difference(gain),
                f"months, 95 % CI; expected {expected:.1f}",
            ),
            Readout("Hazard ratio", of_ratio(read.cox), "95 % CI"),
            Readout(
                "Medians",
                " and ".join(of_months(line.median.value) for line in lines),
            ),
        ),
        numbers=curves.table("Month", axis, (("Treated", lines[0]), ("Control", lines[1]))),
    )


def _between(lines: list[Curve], until: float) -> Mark:
    """The area between the curves, by small steps."""
    x = [until * n / 120 for n in range(121)]
    one, other = ([100 * (line.at(month).value or 0) for month in x] for line in lines)
    return band("changed", x, other, one, smooth=False)


def _more(gain: float) -> str:
    months = "month" if f"{abs(gain):.1f}" == "1.0" else "months"
    if f"{abs(gain):.1f}" == "0.0":
        return "no difference"
    return f"{abs(gain):.1f} {months} {'more' if gain > 0 else 'fewer'}"
