"""Two arms that are scanned at different intervals: a hazard ratio out of nothing."""

import numpy as np

from netlogic import simulate
from netlogic.simulate import Pair
from netlogic.survival import Arm, Numbers, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months, of_ratio
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Set, rule

PATIENTS = 1000
MEDIAN = 11.0  # months; beside every whole interval, so that no median hangs on one scan
ACCRUAL, FOLLOW_UP, UNTIL = 12.0, 24.0, 36.0


def picture(now: Set, _made: object = None) -> Picture:
    """The same patients as scanned, and as they would be read without any delay."""
    hr = now.number("hr")
    every = {True: now.number("treated"), False: now.number("control")}
    loads = simulate.two_arms(now.seed, PATIENTS)

    def grown(load: Numbers, treated: bool) -> Numbers:
        return simulate.times(load, MEDIAN, hr if treated else 1)

    truth = loads.pair(grown, ACCRUAL, FOLLOW_UP)
    read = Pair(
        _read(grown(loads.experimental, True), loads.came_experimental, every[True]),
        _read(grown(loads.control, False), loads.came_control, every[False]),
    )
    found = [kaplan_meier(arm) for arm in (read.experimental, read.control)]
    axis = curves.months(UNTIL)
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (rule("y", 50), *curves.both(read.experimental, read.control, UNTIL)),
                rows=curves.both_at_risk(found[0], found[1], axis),
            ),
        ),
        sentence=_sentence(every, read, truth, hr),
        about="Curves of both arms as their scans find progression.",
        readouts=(
            Readout("Hazard ratio that is read", of_ratio(read.cox), "95 % CI"),
            Readout("Of the same patients, without delay", of_ratio(truth.cox), "95 % CI"),
            Readout("True", f"{hr:.2f}"),
            Readout("Median, treated", of_months(found[0].median.value)),
            Readout("Median, control", of_months(found[1].median.value)),
        ),
        numbers=curves.table("Month", axis, (("Treated", found[0]), ("Control", found[1]))),
    )


def _read(grown: Numbers, came: Numbers, every: float) -> Arm:
    """An arm as its scans show it: without progression it ends at the last scan before the end."""
    ends = simulate.followed(came, ACCRUAL, FOLLOW_UP)
    return simulate.seen(simulate.scanned(grown, every), np.floor(ends / every) * every)


def _sentence(every: dict[bool, float], read: Pair, truth: Pair, hr: float) -> str:
    if read.cox is None or truth.cox is None:
        return "With these settings no hazard ratio can be estimated."
    read_as, was = f"{read.cox.hr:.2f}", f"{truth.cox.hr:.2f}"
    both = f"{read_as}, where the same patients without delay give {was}"
    if every[True] == every[False]:
        return (
            f"Both arms are scanned at the same times: the hazard ratio that is read is {both}. "
            "An equal delay moves both curves and leaves the ratio nearly alone."
        )
    arm = "treated" if every[True] > every[False] else "control"
    if read_as == was:
        return (
            f"The {arm} arm is scanned less often; here the hazard ratio is {was} with and without "
            "that delay."
        )
    nothing = " Nothing but the calendar makes the difference." if hr == 1 else ""
    return (
        f"The {arm} arm is scanned less often and so seems to progress later: the hazard ratio "
        f"that is read is {both}.{nothing}"
    )
