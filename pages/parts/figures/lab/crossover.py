"""Control patients who get the drug at progression: why overall survival can stay flat."""

from collections.abc import Iterator

import numpy as np

from netlogic import simulate
from netlogic.simulate import Pair
from netlogic.survival import Curve, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months, of_ratio
from pages.parts.figures.lab.picture import Mark, Panel, Picture, Readout, Set, rule

PATIENTS = 1000
PROGRESSION = 6.0  # months, the control arm's median
FIRST, LAST = 36.0, 84.0  # months of follow-up
UNTIL, EARLY = 84.0, 36.0


def picture(now: Set, _made: object = None) -> Picture:
    """Overall survival with crossover, over what the same control arm would have shown without."""
    hr, survival = now.number("hr"), now.number("survival")
    half = PATIENTS // 2
    life = [simulate.loads(now.seed, f"life {arm}", half) for arm in ("experimental", "control")]
    grown, slowed = (
        simulate.times(simulate.loads(now.seed, f"progression {arm}", half), PROGRESSION, ratio)
        for arm, ratio in (("control", 1.0), ("experimental", now.number("pfs")))
    )
    crosses = simulate.draws(now.seed, "crosses", half) < now.number("cross") / 100
    end = [
        simulate.followed(simulate.draws(now.seed, f"came {arm}", half), LAST - FIRST, FIRST)
        for arm in ("experimental", "control")
    ]
    treated = simulate.seen(simulate.times(life[0], survival, hr), end[0])
    happened = simulate.crossing(grown, life[1], crosses, survival, hr)
    alone = simulate.crossing(grown, life[1], False, survival, hr)
    seen, without = (simulate.seen(part, end[1]) for part in (happened, alone))
    crossed = int(np.sum(crosses & (grown < np.minimum(alone, end[1]))))
    read, truth = Pair(treated, seen), Pair(treated, without)
    growth = Pair(simulate.seen(slowed, end[0]), simulate.seen(grown, end[1]))
    lines = [kaplan_meier(arm) for arm in (treated, seen, without)]
    axis = curves.months(UNTIL, 12)
    return Picture(
        panels=(
            Panel(
                curves.months(EARLY, 6),
                curves.PERCENT,
                curves.both(
                    growth.experimental, growth.control, EARLY, limits=False, censored=False
                ),
                title="Progression: crossover comes after it",
            ),
            Panel(
                axis,
                curves.percent("Alive (%)"),
                (
                    rule("y", 50),
                    *_had_none_crossed(lines[2]),
                    *curves.both(treated, seen, UNTIL, censored=False),
                ),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
                title="Survival: crossover goes into it",
                share=1.4,
            ),
        ),
        sentence=_sentence(read, truth, crossed, half),
        about="Progression and survival of both arms, and survival had nobody crossed over.",
        readouts=(
            Readout("Hazard ratio of survival", of_ratio(read.cox), "95 % CI"),
            Readout("Had nobody crossed over", of_ratio(truth.cox), "95 % CI"),
            Readout("Hazard ratio of progression", of_ratio(growth.cox), "95 % CI"),
            Readout("True ratio of survival", f"{hr:.2f}"),
            Readout("Median, treated", of_months(lines[0].median.value)),
            Readout("Median, control", of_months(lines[1].median.value)),
        ),
        numbers=curves.table(
            "Month",
            axis,
            (("Treated", lines[0]), ("Control", lines[1]), ("Control, none crossed", lines[2])),
        ),
    )


def _had_none_crossed(curve: Curve) -> Iterator[Mark]:
    return curves.drawn(
        "muted",
        curve,
        UNTIL,
        label="none crossed",
        limits=False,
        censored=False,
        thin=True,
        ghost=False,
    )


def _sentence(read: Pair, truth: Pair, crossed: int, half: int) -> str:
    if read.cox is None or truth.cox is None:
        return "With these settings no hazard ratio can be estimated."
    if not crossed:
        return (
            f"Nobody crosses over: the hazard ratio of survival is {read.cox.hr:.2f}, and nothing "
            "hides what the drug does."
        )
    return (
        f"{curves.many(crossed, 'patient')} of {half} in the control arm got the drug at "
        f"progression. The hazard ratio of survival reads {read.cox.hr:.2f}; had nobody crossed "
        f"over, the same patients would give {truth.cox.hr:.2f}. The drug is the same in both."
    )
