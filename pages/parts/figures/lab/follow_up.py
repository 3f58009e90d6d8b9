"""The end of follow-up: a median that is reached or not, and a landmark that can be read or not."""

from netlogic import simulate
from netlogic.survival import Curve, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months, of_share
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Role, Set, rule

PATIENTS = 200
MEDIAN = 16.0
ACCRUAL, UNTIL = 12.0, 60.0


def picture(now: Set, _made: object = None) -> Picture:
    """Both arms as they would be published at an analysis in this month."""
    end, at, hr = now.number("end"), now.number("at"), now.number("hr")
    loads = simulate.two_arms(now.seed, PATIENTS)
    lines = [
        kaplan_meier(simulate.seen(simulate.times(load, MEDIAN, ratio), end - ACCRUAL * came))
        for load, came, ratio in (
            (loads.experimental, loads.came_experimental, hr),
            (loads.control, loads.came_control, 1.0),
        )
    ]
    axis = curves.months(UNTIL)
    marks = [
        *curves.medians((("experimental", lines[0]), ("control", lines[1]))),
        rule("x", end, "analysis", role="ink", foot=True),
        rule("x", at, f"month {at:g}"),
    ]
    arms: tuple[tuple[Role, Curve], ...] = (("control", lines[1]), ("experimental", lines[0]))
    for role, line in arms:
        dashed = role == "control"
        marks += curves.drawn(role, line, UNTIL, label=curves.NAMES[role], dashed=dashed)
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                tuple(marks),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
            ),
        ),
        sentence=_sentence(end, at, lines),
        about="Curves of two arms as they stand at the analysis.",
        readouts=(
            Readout("Median, treated", of_months(lines[0].median.value)),
            Readout("Median, control", of_months(lines[1].median.value)),
            Readout(f"Treated at month {at:g}", of_share(lines[0].at(at))),
            Readout(f"Control at month {at:g}", of_share(lines[1].at(at))),
            Readout(
                "True medians",
                f"{simulate.median_of(MEDIAN, hr):.0f} and {MEDIAN:.0f} months",
            ),
        ),
        numbers=curves.table("Month", axis, (("Treated", lines[0]), ("Control", lines[1]))),
    )


def _sentence(end: float, at: float, lines: list[Curve]) -> str:
    begins = f"At an analysis in month {end:g} "
    treated, control = (line.median.value for line in lines)
    last = 100 * float(lines[0].survival[-1])
    if treated is None and control is None:
        told = "neither median is reached: both curves end above one half."
    elif treated is None:
        told = (
            f"the treated median is not reached: the curve ends at {last:.0f} %, and what comes "
            f"after is not known. The control median is {of_months(control)}."
        )
    elif control is None:
        told = f"the treated median is {of_months(treated)}, that of the control is not reached."
    else:
        told = f"the medians are {of_months(treated)} and {of_months(control)}."
    shares = [line.at(at).value for line in lines]
    one, other = (None if share is None else f"{100 * share:.0f} %" for share in shares)
    if one is None and other is None:
        return f"{begins}{told} Nobody was followed to month {at:g}: there is no landmark to read."
    if one is None or other is None:
        arm = "treated" if one is None else "control"
        rest = f"the {'control' if one is None else 'treated'} arm stands at {one or other}"
        return f"{begins}{told} Nobody of the {arm} arm was followed to month {at:g}; {rest}."
    return f"{begins}{told} At month {at:g} one reads {one} and {other}."
