"""Twenty patients as lanes, and the curve that they make."""

from dataclasses import dataclass

import numpy as np

from netlogic import simulate
from netlogic.survival import Curve, Flags, Numbers, arm, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import many, some
from pages.parts.figures.lab.picture import (
    Axis,
    End,
    Mark,
    Panel,
    Picture,
    Readout,
    Role,
    Row,
    Set,
    lane,
    rule,
    words,
)

PATIENTS = 20
MEDIAN = 12.0
ENTRY, ANALYSIS = 15.0, 30.0  # months of the calendar: the last to come in, the last analysis
LOST = 0.15  # the share who are lost sight of before it
SOON = 0.5  # month of the calendar in which one more patient comes in
EXTRA = 6.0  # months after randomisation at which one more patient is censored
ORDERS = {
    "calendar": "Months of the calendar",
    "randomised": "Months from randomisation",
    "sorted": "Months from randomisation",
}


@dataclass(frozen=True, eq=False)
class _People:
    """Months of entry, months watched from then on, and whether that ended with progression."""

    entry: Numbers
    watched: Numbers
    grown: Flags

    def sorted(self) -> "_People":
        """Those who were watched for longest come first, at the top."""
        order = np.argsort(-self.watched)
        return _People(self.entry[order], self.watched[order], self.grown[order])


def _people(seed: int, end: float, *, extra: bool) -> _People:
    entry = ENTRY * np.sort(simulate.draws(seed, "entry", PATIENTS))
    grown = simulate.times(simulate.loads(seed, "progression", PATIENTS), MEDIAN)
    leaves = simulate.draws(seed, "leaves", PATIENTS) < LOST
    left = (ANALYSIS - entry) * np.where(leaves, simulate.draws(seed, "when", PATIENTS), 1)
    ends = np.minimum(left, end - entry)
    found = _People(entry, np.minimum(grown, ends), grown <= ends)
    if not extra:
        return found
    return _People(
        np.append(found.entry, SOON),
        np.append(found.watched, EXTRA),
        np.append(found.grown, False),
    )


def picture(now: Set, _made: object = None) -> Picture:
    """The lanes as far as they have been watched, and the curve as far as it has come."""
    order, until, extra = now.way("order"), now.number("until"), now.on("extra")
    end = now.number("end")
    people = _people(now.seed, end, extra=extra)
    if order == "sorted":
        people = people.sorted()
    curve = kaplan_meier(arm(people.watched, people.grown))
    across = curves.months(ANALYSIS, title=ORDERS[order])
    lanes = Panel(
        across,
        Axis("", 0.2, PATIENTS + 1.8),
        (
            *(mark for n in range(people.entry.size) for mark in _lane(people, n, order, until)),
            rule("x", until, role="ink"),
            *((rule("x", end, "analysis"),) if order == "calendar" and end < ANALYSIS else ()),
        ),
        title="Each line is a patient",
    )
    return Picture(
        panels=(lanes, _curve(curve, order, until)),
        sentence=_sentence(curve, order, until, end, extra=extra),
        about="Patients as lines up to progression or censoring, and the curve that they make.",
        readouts=(
            Readout("\N{BLACK CIRCLE} progressed", str(int(people.grown.sum()))),
            Readout("| censored", str(int((~people.grown).sum()))),
            Readout("Patients", str(people.entry.size)),
        ),
        numbers=_numbers(curve),
    )


def _is_extra(people: _People, n: int) -> bool:
    """Whether this is the one more, whom a room looks for."""
    return bool(people.entry[n] == SOON and people.watched[n] == EXTRA)


def _lane(people: _People, n: int, order: str, until: float) -> tuple[Mark, ...]:
    """One patient: what was watched so far, and faintly what is to come."""
    begins = float(people.entry[n]) if order == "calendar" else 0.0
    ends = begins + float(people.watched[n])
    grown = bool(people.grown[n])
    place = people.entry.size - n + (PATIENTS + 1 - people.entry.size)
    role: Role = "experimental" if grown else "changed" if _is_extra(people, n) else "ink"
    if ends <= until:
        end: End = "progression" if grown else "censored"
        return (lane(role, place, (begins, ends), end=end),)
    rest = lane("muted", place, (max(begins, min(until, ends)), ends), faded=True)
    if until <= begins:
        return (rest,)
    return (rest, lane("ink", place, (begins, until)))


def _curve(curve: Curve, order: str, until: float) -> Panel:
    across = curves.months(ANALYSIS, title="Months from randomisation")
    if order == "calendar":
        said = words(
            "muted",
            ANALYSIS / 2,
            50,
            "No curve yet: everybody begins on another day",
            anchor="middle",
        )
        return Panel(across, curves.PERCENT, (said,), title="The curve")
    counts = curve.counts(across.ticks)
    seen = [tick <= until for tick in across.ticks]
    rows = tuple(
        Row(name, "ink", tuple(str(n) if s else "" for n, s in zip(found, seen, strict=True)))
        for name, found in (
            ("at risk", counts.at_risk),
            ("censored", counts.censored),
            ("events", counts.events),
        )
    )
    return Panel(
        across,
        curves.PERCENT,
        (
            *curves.drawn("experimental", curve, until, limits=False),
            rule("x", until, role="ink"),
        ),
        rows=rows,
        title="The curve",
    )


def _sentence(curve: Curve, order: str, until: float, end: float, *, extra: bool) -> str:
    if order == "calendar":
        grown, censored = int(curve.events.sum()), int(curve.censored.sum())
        return (
            "On the calendar everybody begins on another day. At the analysis, month "
            f"{end:g}, {many(grown, 'patient has', 'patients have')} progressed and "
            f"{some(censored, 'is', 'are')} censored. A curve needs all lines to begin at "
            "randomisation."
        )
    counts = curve.counts([until + simulate.TINY])
    grown, censored, left = counts.events[0], counts.censored[0], counts.at_risk[0]
    share = curve.at(min(until, curve.last)).value or 0.0
    stands = (
        f"By month {until:g}, {many(grown, 'patient has', 'patients have')} progressed and "
        f"{some(censored, 'was', 'were')} censored; {some(left, 'is', 'are')} still watched. "
        f"The curve stands at {100 * share:.0f} %."
    )
    if extra and until >= EXTRA:
        just = curve.counts([EXTRA, EXTRA + simulate.TINY]).at_risk
        stands += (
            f" At month {EXTRA:g} one more left: those at risk fell from {just[0]} to {just[1]}, "
            "and the curve made no step."
        )
    return stands


def _numbers(curve: Curve) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    lines = []
    for n, month in enumerate(curve.times):
        happened = "progression" if curve.events[n] else "censored"
        lines.append(
            (f"{month:.1f}", happened, f"{curve.at_risk[n]:.0f}", f"{100 * curve.survival[n]:.1f}")
        )
    return ("Month", "What happened", "At risk just before", "Curve after it (%)"), tuple(lines)
