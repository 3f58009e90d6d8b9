"""Censored patients handled rightly, and three ways of doing it wrongly."""

import numpy as np

from netlogic import simulate
from netlogic.survival import Arm, Curve, arm, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import many, of_months, of_share
from pages.parts.figures.lab.picture import Panel, Picture, Readout, Set, rule

PATIENTS = 200
MEDIAN = 12.0
ACCRUAL, FOLLOW_UP, UNTIL, LANDMARK = 18.0, 12.0, 36.0, 24.0
WRONG = {
    "event": "Counting them as progressed",
    "dropped": "Leaving them out",
    "cured": "Treating them as never progressing",
}


def picture(now: Set, _made: object = None) -> Picture:
    """The curve as it should be, the truth behind it, and the curve of a mistake."""
    happens = simulate.times(simulate.loads(now.seed, "progression", PATIENTS), MEDIAN)
    end = simulate.followed(simulate.draws(now.seed, "came", PATIENTS), ACCRUAL, FOLLOW_UP)
    lost = simulate.draws(now.seed, "lost", PATIENTS) < now.number("lost") / 100
    end = np.where(lost, end * simulate.draws(now.seed, "when", PATIENTS) + simulate.TINY, end)
    seen = simulate.seen(happens, end)
    right = kaplan_meier(seen)
    handled = now.way("handled")
    wrong = None if handled == "rightly" else _wrong(seen, handled)
    line = kaplan_meier(wrong) if wrong else None
    axis = curves.months(UNTIL)
    truth = curves.model(
        "muted", lambda t: simulate.survival(t, MEDIAN), UNTIL, thin=True, ghost=False
    )
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    rule("y", 50),
                    truth,
                    *curves.drawn(
                        "experimental",
                        right,
                        UNTIL,
                        label="rightly",
                        limits=line is None,
                    ),
                    *(
                        curves.drawn(
                            "changed",
                            line,
                            UNTIL,
                            label="wrongly",
                            dashed=True,
                            limits=False,
                            censored=False,
                        )
                        if line
                        else ()
                    ),
                ),
                rows=(
                    *curves.counted("", "experimental", right, axis),
                    *((curves.at_risk("wrongly", "changed", line, axis),) if line else ()),
                ),
            ),
        ),
        sentence=_sentence(seen, right, line, handled),
        about="A curve with its censored patients, the truth as a thin line, and a mistake.",
        readouts=_readouts(right, line),
        numbers=curves.table(
            "Month",
            axis,
            (("Handled rightly", right), *((("Handled wrongly", line),) if line else ())),
        ),
    )


def _wrong(seen: Arm, handled: str) -> Arm:
    """The same patients as somebody would have them who mistakes what censoring is."""
    if handled == "event":
        return arm(seen.times, np.ones_like(seen.events))
    if handled == "cured":
        return arm(np.where(seen.events, seen.times, UNTIL), seen.events)
    if not seen.events.any():
        return seen
    return arm(seen.times[seen.events], seen.events[seen.events])


def _readouts(right: Curve, line: Curve | None) -> tuple[Readout, ...]:
    truth = 100 * float(simulate.survival(LANDMARK, MEDIAN))
    found = [
        Readout("Median, rightly", of_months(right.median.value), f"true: {MEDIAN:g} months"),
        Readout(
            f"At month {LANDMARK:g}, rightly", of_share(right.at(LANDMARK)), f"true: {truth:.0f} %"
        ),
    ]
    if line:
        found += [
            Readout("Median, wrongly", of_months(line.median.value)),
            Readout(f"At month {LANDMARK:g}, wrongly", of_share(line.at(LANDMARK))),
        ]
    return tuple(found)


def _sentence(seen: Arm, right: Curve, line: Curve | None, handled: str) -> str:
    n = int((~seen.events).sum())
    said = many(n, "patient is", "patients are")
    if line is None:
        return (
            f"{said[0].upper()}{said[1:]} censored. Each counts among those at risk as long as "
            "watched, and makes no step when leaving."
        )
    share = right.at(LANDMARK).value
    # Beyond its last observation a curve that came down to nothing stays there.
    wrong = line.at(min(LANDMARK, line.last)).value
    if share is None or wrong is None:
        return f"{WRONG[handled]} changes the curve; nobody was watched up to month {LANDMARK:g}."
    off = round(100 * wrong) - round(100 * share)
    if not off:
        bias = "leaves it there"
    else:
        way = "high" if off > 0 else "low"
        bias = f"makes it {100 * wrong:.0f} %, {many(abs(off), 'point')} too {way}"
    return (
        f"Handled rightly, the curve stands at {100 * share:.0f} % at month {LANDMARK:g}. "
        f"{WRONG[handled]} {bias} ({said} censored)."
    )
