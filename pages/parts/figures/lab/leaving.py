"""Patients who leave just before they would progress: the curve rises without any benefit."""

from collections.abc import Iterator

from netlogic import simulate
from netlogic.simulate import Pair
from netlogic.survival import Arm, Curve, Numbers, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import of_months, of_ratio
from pages.parts.figures.lab.picture import Mark, Panel, Picture, Readout, Set, rule

PATIENTS = 1000
MEDIAN = 12.0
ACCRUAL, FOLLOW_UP, UNTIL = 12.0, 24.0, 36.0


def picture(now: Set, _made: object = None) -> Picture:
    """Both arms as read, over thin lines of what happened to the same patients."""
    hr = now.number("hr")
    shares = now.number("treated") / 100, now.number("control") / 100
    loads = simulate.two_arms(now.seed, PATIENTS)
    grown = simulate.times(loads.experimental, MEDIAN, hr), simulate.times(loads.control, MEDIAN)
    ends = [
        simulate.followed(came, ACCRUAL, FOLLOW_UP)
        for came in (loads.came_experimental, loads.came_control)
    ]
    truth = Pair(*(simulate.seen(part, end) for part, end in zip(grown, ends, strict=True)))
    read = Pair(
        _read(now.seed, "experimental", grown[0], ends[0], shares[0]),
        _read(now.seed, "control", grown[1], ends[1], shares[1]),
    )
    lines = [kaplan_meier(arm) for arm in (read.experimental, read.control)]
    whole = [kaplan_meier(arm) for arm in (truth.experimental, truth.control)]
    axis = curves.months(UNTIL)
    return Picture(
        panels=(
            Panel(
                axis,
                curves.PERCENT,
                (
                    rule("y", 50),
                    *_happened(whole[0]),
                    *_happened(whole[1], dashed=True),
                    *curves.both(read.experimental, read.control, UNTIL, limits=False),
                ),
                rows=curves.both_at_risk(lines[0], lines[1], axis),
            ),
        ),
        sentence=_sentence(
            read,
            truth,
            (lines[0].median.value, whole[0].median.value),
            alike=shares[0] == shares[1],
        ),
        about="Curves of both arms as read, over thin lines of what happened.",
        readouts=(
            Readout("Hazard ratio that is read", of_ratio(read.cox), "95 % CI"),
            Readout("Of what happened", of_ratio(truth.cox), "95 % CI"),
            Readout(
                "Median read, treated",
                of_months(lines[0].median.value),
                f"happened: {of_months(whole[0].median.value)}",
            ),
            Readout(
                "Median read, control",
                of_months(lines[1].median.value),
                f"happened: {of_months(whole[1].median.value)}",
            ),
        ),
        numbers=curves.table(
            "Month",
            axis,
            (
                ("Treated, read", lines[0]),
                ("Treated, happened", whole[0]),
                ("Control, read", lines[1]),
                ("Control, happened", whole[1]),
            ),
        ),
    )


def _happened(curve: Curve, *, dashed: bool = False) -> Iterator[Mark]:
    return curves.drawn(
        "muted",
        curve,
        UNTIL,
        dashed=dashed,
        limits=False,
        censored=False,
        thin=True,
        ghost=False,
    )


def _read(seed: int, arm: str, grown: Numbers, end: Numbers, share: float) -> Arm:
    leaves, near = (
        simulate.draws(seed, f"{what} {arm}", grown.size) for what in ("leaves", "near")
    )
    return simulate.leaving(grown, leaves, near, end, share)


def _sentence(
    read: Pair, truth: Pair, medians: tuple[float | None, float | None], *, alike: bool
) -> str:
    median, happened = medians
    if read.cox is None or truth.cox is None:
        return "With these settings no hazard ratio can be estimated."
    lost = (
        (truth.experimental.events.sum() - read.experimental.events.sum()),
        (truth.control.events.sum() - read.control.events.sum()),
    )
    if not any(lost):
        return (
            f"Nobody leaves before progression is found: the curves show what happened, and the "
            f"hazard ratio is {read.cox.hr:.2f}."
        )
    said = " and ".join(
        f"{curves.many(int(n), 'patient')} of the {arm} arm"
        for n, arm in zip(lost, ("treated", "control"), strict=True)
        if n
    )
    read_as, was = f"{read.cox.hr:.2f}", f"{truth.cox.hr:.2f}"
    way = "falls" if read.cox.hr < truth.cox.hr else "rises"
    moves = f"{way} from {was}, which is what happened, to {read_as}"
    if read_as == was:
        moves = f"stays at {was}"
    chance = (
        " Both arms lose alike, so what moves it is chance." if alike and read_as != was else ""
    )
    return (
        f"{said[0].upper()}{said[1:]} left just before progression. The hazard ratio {moves}."
        f"{chance} The treated median: {of_months(median)} as read, {of_months(happened)} as it "
        "happened."
    )
