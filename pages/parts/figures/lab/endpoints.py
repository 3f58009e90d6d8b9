"""The same patients under three endpoints: what a death counts as."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from netlogic import simulate
from netlogic.survival import Arm, Curve, Flags, Numbers, arm, kaplan_meier
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.curves import many, of_months
from pages.parts.figures.lab.picture import (
    Axis,
    End,
    Mark,
    Panel,
    Picture,
    Readout,
    Role,
    Set,
    dots,
    lane,
)

PATIENTS = 20
PROGRESSION, AFTER = 12.0, 18.0  # months, medians: to progression, and from there to death
ACCRUAL, FOLLOW_UP, UNTIL = 12.0, 36.0, 48.0
NAMES = {
    "ttp": ("Time to progression", "Without progression (%)"),
    "pfs": ("Progression-free survival", "Alive without progression (%)"),
    "os": ("Overall survival", "Alive (%)"),
}


@dataclass(frozen=True, eq=False)
class _Fates:
    """Of each patient: months to progression if it came, to the end, and whether that was death."""

    progression: Numbers
    end: Numbers
    died: Flags

    @property
    def progressed(self) -> Flags:
        """Who progressed while watched."""
        result: Flags = self.progression <= self.end
        return result

    @property
    def died_without(self) -> Flags:
        """Who died without progression."""
        result: Flags = self.died & ~self.progressed
        return result

    def counted(self, endpoint: str) -> Arm:
        """Time and event under an endpoint."""
        if endpoint == "os":
            return arm(self.end, self.died)
        first = np.minimum(self.progression, self.end)
        if endpoint == "ttp":
            return arm(first, self.progressed)
        return arm(first, self.progressed | self.died_without)


def _fates(seed: int, death: float) -> _Fates:
    found = simulate.fates(seed, PATIENTS, PROGRESSION, death)
    later = simulate.times(simulate.loads(seed, "after", PATIENTS), AFTER)
    dies = np.where(found.death_first, found.death, found.progression + later)
    stop = simulate.followed(simulate.draws(seed, "came", PATIENTS), ACCRUAL, FOLLOW_UP)
    progression = np.where(found.death_first, np.inf, found.progression)
    return _Fates(progression, np.minimum(dies, stop), dies <= stop)


def picture(now: Set, _made: object = None) -> Picture:
    """Lanes with progression and death, and the curve of the endpoint that is switched on."""
    endpoint = now.way("counts")
    fates = _fates(now.seed, now.number("death"))
    lines = {name: kaplan_meier(fates.counted(name)) for name in NAMES}
    across = curves.months(UNTIL, 12)
    return Picture(
        panels=(
            Panel(
                across,
                Axis("", 0.2, PATIENTS + 0.8),
                tuple(
                    mark
                    for at, n in enumerate(np.argsort(fates.end))
                    for mark in _lane(fates, int(n), at + 1, endpoint)
                ),
                title="\N{BLACK CIRCLE} progression   \N{MULTIPLICATION X} death   | censored",
            ),
            Panel(
                across,
                curves.percent(NAMES[endpoint][1]),
                (
                    *(
                        mark
                        for name in NAMES
                        if name != endpoint
                        for mark in _other(name, lines[name])
                    ),
                    *curves.drawn(
                        "experimental",
                        lines[endpoint],
                        UNTIL,
                        label=endpoint.upper(),
                        limits=False,
                    ),
                ),
                rows=curves.counted("", "experimental", lines[endpoint], across),
                title=NAMES[endpoint][0],
            ),
        ),
        sentence=_sentence(fates, endpoint, lines),
        about="Patients as lines with progression and death, and the curve of one endpoint.",
        readouts=tuple(
            Readout(
                f"Median {name.upper()}",
                of_months(line.median.value),
                many(int(fates.counted(name).events.sum()), "event"),
            )
            for name, line in lines.items()
        ),
        numbers=curves.table(
            "Month",
            across,
            tuple((name.upper(), line) for name, line in lines.items()),
        ),
    )


def _other(name: str, curve: Curve) -> Iterator[Mark]:
    """An endpoint that is not switched on, as a thin line: how far the curves part is seen."""
    return curves.drawn(
        "muted",
        curve,
        UNTIL,
        label=name.upper(),
        limits=False,
        censored=False,
        thin=True,
        ghost=False,
    )


def _lane(fates: _Fates, n: int, place: int, endpoint: str) -> tuple[Mark, ...]:
    """What counts is in colour; what comes after it is faint."""
    counted = fates.counted(endpoint)
    until, end = float(counted.times[n]), float(fates.end[n])
    role: Role = "experimental" if counted.events[n] else "ink"
    marks: list[Mark] = []
    if end > until:
        marks.append(lane("muted", place, (until, end), faded=True))
    marks.append(lane(role, place, (0, until)))
    last: End = "death" if fates.died[n] else "censored"
    faint = endpoint != "os" and end > until
    marks.append(
        lane("muted" if faint else _of_death(fates, n, endpoint, role), place, (end, end), end=last)
    )
    if fates.progressed[n]:
        grown = float(fates.progression[n])
        marks.append(
            dots("muted" if endpoint == "os" else role, [grown], [place], filled=endpoint != "os")
        )
    return tuple(marks)


def _of_death(fates: _Fates, n: int, endpoint: str, role: Role) -> Role:
    """A death that is no event of the endpoint stands out."""
    return "changed" if endpoint == "ttp" and fates.died_without[n] else role


def _sentence(fates: _Fates, endpoint: str, lines: dict[str, Curve]) -> str:
    n = int(fates.died_without.sum())
    who = many(n, "patient", "patients")
    half = of_months(lines[endpoint].median.value)
    if endpoint == "os":
        died = int(fates.died.sum())
        return (
            f"Only death counts: {many(died, 'patient')} died while watched, whether or not the "
            f"tumour had grown. The median is {half}."
        )
    if endpoint == "ttp":
        told = f"{who} who died without progression {'is' if n == 1 else 'are'} censored there"
        if not n:
            told = "nobody died without progression, so nobody is censored for it"
    else:
        told = f"{who} who died without progression {'counts' if n == 1 else 'count'} as well"
        if not n:
            told = "nobody died without progression, so the curve is that of TTP"
    other = "pfs" if endpoint == "ttp" else "ttp"
    return (
        f"Counted as {endpoint.upper()}, {told}. The median is {half}; as {other.upper()} the same "
        f"patients give {of_months(lines[other].median.value)}."
    )
