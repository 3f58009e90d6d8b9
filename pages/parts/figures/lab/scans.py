"""Scans find what happened earlier: the true curve beside the one that is read."""

from netlogic import simulate
from netlogic.survival import kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Set, rule

PATIENTS = 200
UNTIL = 48.0
FOLLOWED = 1000.0  # months: everybody is scanned until progression is found


def picture(now: Set, _made: object = None) -> Picture:
    """Every patient is scanned until progression is found."""
    every, median = now.number("every"), now.number("median")
    truth = simulate.times(simulate.loads(now.seed, "progression", PATIENTS), median)
    found = simulate.scanned(truth, every)
    grown, read = (kaplan_meier(simulate.seen(part, FOLLOWED)) for part in (truth, found))
    axis = curves.months(UNTIL)
    late = float((found - truth).mean())
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    rule("y", 50),
                    *curves.drawn(
                        "control", grown, UNTIL, label="grown", dashed=True, limits=False
                    ),
                    *curves.drawn("experimental", read, UNTIL, label="found", limits=False),
                ),
                rows=(
                    curves.at_risk("Found", "experimental", read, axis),
                    curves.at_risk("Grown", "control", grown, axis),
                ),
            ),
        ),
        sentence=(
            f"With a scan every {_every(every)} progression is found {late:.1f} months after it "
            f"happened, on average. The median that is read is {of_months(read.median.value)}; "
            f"half had grown by {of_months(grown.median.value)}."
        ),
        about="Two curves of the same patients: when tumours grew, and when scans found it.",
        readouts=(
            Readout("Median, grown", of_months(grown.median.value)),
            Readout("Median, found", of_months(read.median.value)),
            Readout("Found later, on average", f"{late:.1f} months"),
            Readout(
                "Expected",
                f"{simulate.scan_delay(median, every):.1f} months",
                f"half an interval: {every / 2:.1f}",
            ),
        ),
        numbers=curves.table("Month", axis, (("Not grown", grown), ("Not found to grow", read))),
    )


def _every(months: float) -> str:
    return "month" if months == 1 else f"{months:g} months"
