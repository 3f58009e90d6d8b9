"""One effect in six formats: the hazard ratio stands still while everything else moves."""

from dataclasses import dataclass
from functools import partial

from netlogic import simulate
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.picture import (
    Axis,
    Mark,
    Panel,
    Picture,
    Readout,
    Role,
    Set,
    dots,
    rule,
    steps,
    words,
)

UNTIL = 60.0
SHAPES = {"constant": 1.0, "rising": 2.0, "falling": 0.6}
ACROSS = 10  # people in a row
SAME = 0.005  # of a ratio: what rounds to the same two decimals


@dataclass(frozen=True)
class _Effect:
    """What the model says: shares and people at the landmark, medians, means up to it."""

    hr: float
    at: float
    shares: tuple[float, float]
    people: tuple[int, int]
    medians: tuple[float, float]
    means: tuple[float, float]

    @property
    def of_medians(self) -> float:
        """The control's median over that of the treated, to be held beside the hazard ratio."""
        return self.medians[1] / self.medians[0]


def _effect(now: Set) -> _Effect:
    hr, median, at = (now.number(knob) for knob in ("hr", "median", "at"))
    shape = SHAPES[now.way("shape")]
    shares = [100 * float(simulate.survival(at, median, ratio, shape)) for ratio in (hr, 1)]
    means = [simulate.rmst_weibull(median, at, ratio, shape) for ratio in (hr, 1)]
    return _Effect(
        hr=hr,
        at=at,
        shares=(shares[0], shares[1]),
        people=(round(shares[0]), round(shares[1])),
        medians=(simulate.median_of(median, hr, shape), median),
        means=(means[0], means[1]),
    )


def picture(now: Set, _made: object = None) -> Picture:
    """The curves of the model, 100 people of each arm, and the formats as numbers."""
    found = _effect(now)
    median, shape = now.number("median"), SHAPES[now.way("shape")]
    at = found.at
    arms: tuple[tuple[Role, float], ...] = (("control", 1.0), ("experimental", found.hr))
    lines = [
        curves.model(
            role,
            partial(simulate.survival, median=median, hr=ratio, shape=shape),
            UNTIL,
            label=curves.NAMES[role],
            dashed=role == "control",
        )
        for role, ratio in arms
    ]
    marks: list[Mark] = [rule("x", at, f"month {at:g}", role="ink"), rule("y", 50), *lines]
    ends: tuple[tuple[Role, float], ...] = (
        ("experimental", found.medians[0]),
        ("control", found.medians[1]),
    )
    marks += [
        steps(role, [end, end], [50, 0], thin=True, dashed=True, ghost=False)
        for role, end in ends
        if end <= UNTIL
    ]
    return Picture(
        panels=(
            Panel(curves.months(UNTIL, 12), curves.PERCENT, tuple(marks), share=1.7),
            _people(found),
        ),
        sentence=_sentence(found, now.way("shape")),
        about="Curves of a treated and a control arm, and 100 people of each at the landmark.",
        readouts=_formats(found),
        in_a_room=5,
        numbers=_numbers(found),
    )


def _people(found: _Effect) -> Panel:
    """Of 100 people in each arm, those without progression filled."""
    marks: list[Mark] = []
    arms: tuple[tuple[Role, int], ...] = (("experimental", 0), ("control", 1))
    for role, n in arms:
        first, count = n * (ACROSS + 2), found.people[n]
        shape = "circle" if n == 0 else "square"
        for people, filled in ((range(count), True), (range(count, 100), False)):
            marks.append(
                dots(
                    role,
                    [first + one % ACROSS for one in people],
                    [ACROSS - one // ACROSS for one in people],
                    shape="circle" if shape == "circle" else "square",
                    filled=filled,
                    small=True,
                )
            )
        marks.append(words(role, first - 0.4, -0.4, f"{curves.NAMES[role]} {count}"))
    wide = Axis("", -0.7, 2 * ACROSS + 1.7)
    return Panel(
        wide,
        Axis("", -1, ACROSS + 0.7),
        tuple(marks),
        title=f"Of 100 people at month {found.at:g}",
        tall=0.86,
    )


def _formats(found: _Effect) -> tuple[Readout, ...]:
    gap = found.people[0] - found.people[1]
    gained = found.means[0] - found.means[1]
    return (
        Readout("Hazard ratio", f"{found.hr:.2f}", "of rates, at every moment"),
        Readout(
            f"Share at month {found.at:g}",
            f"{found.shares[0]:.0f} % and {found.shares[1]:.0f} %",
            f"difference {_points(found.shares)}",
        ),
        Readout("Of 100 people", _more(gap), f"at month {found.at:g}"),
        Readout(
            "Medians (months)",
            f"{found.medians[0]:.1f} and {found.medians[1]:.1f}",
            f"ratio {found.of_medians:.2f}",
        ),
        Readout(
            f"Mean to month {found.at:g}",
            f"{found.means[0]:.1f} and {found.means[1]:.1f}",
            f"difference {curves.plus(gained):.1f} months",
        ),
    )


def _points(shares: tuple[float, float]) -> str:
    """The difference of two shares, with its sign."""
    points = round(shares[0] - shares[1])
    return f"{'-' if points < 0 else ''}{abs(points)} {'point' if abs(points) == 1 else 'points'}"


def _more(gap: int) -> str:
    if gap == 0:
        return "as many"
    return f"{abs(gap)} {'more' if gap > 0 else 'fewer'}"


def _sentence(found: _Effect, shape: str) -> str:
    one, other = found.people
    begins = (
        f"A hazard ratio of {found.hr:.2f} means here that at month {found.at:g}, {one} rather "
        f"than {other} of 100 are without progression: {_more(one - other)}."
    )
    if abs(found.hr - 1) < SAME:
        return f"{begins} At 1.00 the two curves are the same, whatever the control arm does."
    if shape == "constant":
        return (
            f"{begins} The hazard is constant, so the ratio of the medians is "
            f"{found.of_medians:.2f} too."
        )
    return (
        f"{begins} The hazard is {shape}, so the ratio of the medians is {found.of_medians:.2f}: "
        "it is not the hazard ratio."
    )


def _numbers(found: _Effect) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = (
        (f"Without progression at month {found.at:g} (%)", found.shares, ".1f"),
        (f"Of 100 people at month {found.at:g}", found.people, "d"),
        ("Median (months)", found.medians, ".1f"),
        (f"Mean up to month {found.at:g} (months)", found.means, ".1f"),
    )
    lines = [(name, *(f"{value:{form}}" for value in pair)) for name, pair, form in rows]
    return ("Format", "Treated", "Control"), (("Hazard ratio", f"{found.hr:.2f}", "1"), *lines)
