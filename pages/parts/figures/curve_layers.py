"""The layers of a figure of curves, from behind to the front; each is the data of Plotly's scatter.

Plain dictionaries: Plotly checks them once, when the figure is made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np

from netlogic.survival import Curve, Numbers
from pages.parts.figures import curve_words
from pages.parts.figures.badge import only
from pages.parts.figures.curve_plot import Arm, Mark, Plot
from pages.parts.figures.palette import CLEAR, COLOURS, DASHES, MUTED, PAGE, SYMBOLS
from pages.parts.figures.sizes import Sizes

Layer = dict[str, Any]
STILL: Layer = {"type": "scatter", "hoverinfo": "skip"}
STEPS = 400  # of a curve; more cannot be told apart
STOPS = (0.25, 0.5, 1, 2, 5, 10)  # months between the places where the pointer finds something
MOST_STOPS = 125
APART = 0.006  # of the axis: each interval from the landmark, so that none hides the other
FAR = 0.72  # of the axis; beyond it a text stands left of its mark
HALF = 50  # percent, where a median is read
NEAR = 0.3  # of the axis; words reach no further
TOP = 102  # percent at which the vertical axis ends


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(float(value), 3) for value in values]


def end(arm: Arm, horizon: float) -> tuple[float, float]:
    """Where the drawn curve of an arm ends: months and percent."""
    curve = arm.curve
    months = min(curve.last, horizon)
    place = int(np.searchsorted(curve.times, months, side="right"))
    return months, 100 * float(curve.survival[place - 1]) if place else 100.0


def lines(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    """Each arm as steps from 100 % at 0, through its events, to the last observation."""
    for arm in plot.arms:
        curve = arm.curve
        drops = (curve.events > 0) & (curve.times <= plot.horizon)
        months, last = end(arm, plot.horizon)
        x, y = _thinned(curve.times[drops], curve.survival[drops])
        yield {
            **STILL,
            "name": arm.name,
            "mode": "lines",
            "x": _rounded([0, *x, months]),
            "y": _rounded([100, *(100 * y), last]),
            "line": {
                "shape": "hv",
                "color": COLOURS[arm.role],
                "width": 2.5 * sizes.scale,
                "dash": DASHES[arm.role],
            },
        }


def _thinned(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """At most so many steps, the last one among them."""
    if x.size <= STEPS:
        return x, y
    kept = np.unique(np.linspace(0, x.size - 1, STEPS).astype(int))
    return x[kept], y[kept]


def bands(plot: Plot) -> Iterator[Layer]:
    """The interval of each arm as one closed polygon of steps, to where nobody is left."""
    if not plot.shown.band:
        return
    for arm in plot.arms:
        x, low, high = _limits(arm.curve, plot.horizon)
        yield {
            **STILL,
            "name": f"{arm.name}, interval",
            "mode": "lines",
            "x": _rounded([*x, *reversed(x)]),
            "y": _rounded([*high, *reversed(low)]),
            "fill": "toself",
            "fillcolor": COLOURS[arm.role],
            "opacity": 0.14,
            "line": {"width": 0, "color": COLOURS[arm.role]},
        }


def _limits(curve: Curve, horizon: float) -> tuple[list[float], list[float], list[float]]:
    """The corners of both limits, in months and percent."""
    some = (curve.events > 0) & (curve.times <= horizon) & ~np.isnan(curve.low)
    times = curve.times[some]
    steps = [_thinned(times, line[some]) for line in (curve.low, curve.high)]
    stop = min(curve.last, horizon)
    gone = curve.times[np.isnan(curve.low)]
    edges = np.concatenate(([0.0], steps[0][0], [min([stop, *gone[:1]])]))
    x = np.repeat(edges, 2)[1:-1]
    low, high = (np.repeat(np.concatenate(([1.0], line)), 2) * 100 for _, line in steps)
    return x.tolist(), low.tolist(), high.tolist()


def censorings(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    """A short upright line at every time at which somebody was censored."""
    if not plot.shown.censorings:
        return
    for arm in plot.arms:
        times, survival = arm.curve.censorings
        seen = times <= plot.horizon
        if seen.any():
            yield {
                **STILL,
                "name": f"{arm.name}, censored",
                "mode": "markers",
                "x": _rounded(times[seen]),
                "y": _rounded(100 * survival[seen]),
                "marker": {
                    "symbol": "line-ns-open",
                    "size": 8 * sizes.scale,
                    "color": COLOURS[arm.role],
                    "line": {"width": 1.3, "color": COLOURS[arm.role]},
                },
            }


def medians(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    """From a half to each curve and down, and in words, also where it is not reached."""
    if not plot.shown.medians:
        return
    reached = [m for arm in plot.arms if (m := drawn_median(arm, plot.horizon)) is not None]
    if reached:
        down = [(None, months, months) for months in reached]
        yield {
            **STILL,
            "name": "medians",
            "mode": "lines",
            "x": [0, max(reached), *(x for line in down for x in line)],
            "y": [50, 50, *([None, 50, 0] * len(down))],
            "line": {"color": MUTED, "width": 1.2, "dash": "dot"},
        }
    yield from _median_words(plot, sizes)


def _median_words(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    order = sorted(plot.arms, key=lambda arm: drawn_median(arm, plot.horizon) or 0, reverse=True)
    both = all(drawn_median(arm, plot.horizon) is not None for arm in order)
    later = None
    for line, arm in enumerate(order):
        months = drawn_median(arm, plot.horizon)
        near = later is not None and months is not None and later - months < NEAR * plot.horizon
        left = months is not None and months > (NEAR if near else FAR) * plot.horizon
        above = line == 0 and not left and both
        later = months
        words = curve_words.median(arm.curve)
        text = f"{only('wide', 'median ')}{words}" if months else f"{arm.name}: median {words}"
        yield {
            **STILL,
            "name": f"{arm.name}, median",
            "mode": "text",
            "x": [months or 0],
            # Right of the later median both curves are below one half, and may come to the foot.
            "y": [sizes.percent(sizes.text * (0.75 + 1.3 * line)) + (HALF if above else 0)],
            "text": [f" {text} "],
            "textposition": "middle left" if left else "middle right",
            "textfont": {"size": sizes.text, "color": COLOURS[arm.role]},
        }


def drawn_median(arm: Arm, horizon: float) -> float | None:
    """The median where it lies on the axis."""
    months = arm.curve.median.value
    return months if months is not None and months <= horizon else None


def landmark(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    """A line at the landmark, with each arm's share there and its interval."""
    if plot.landmark is None:
        return
    yield {
        **STILL,
        "name": "landmark",
        "mode": "lines",
        "x": [plot.landmark, plot.landmark],
        "y": [0, 100],
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
    }
    # Plotly leaves out what lies beyond the axis.
    middle = min(plot.landmark, (1 - APART) * plot.horizon)
    for way, arm in zip((-1, 1), plot.arms, strict=False):
        found = arm.curve.at(plot.landmark)
        if found.value is None:
            continue
        low, high = (100 * (found.value if v is None else v) for v in (found.low, found.high))
        value = 100 * found.value
        yield {
            **STILL,
            "name": f"{arm.name}, landmark",
            "mode": "markers",
            "x": [middle + way * APART * plot.horizon],
            "y": _rounded([value]),
            "error_y": {
                "array": _rounded([high - value]),
                "arrayminus": _rounded([value - low]),
                "color": COLOURS[arm.role],
                "thickness": 1.5 * sizes.scale,
                "width": 3 * sizes.scale,
            },
            "marker": {
                "symbol": SYMBOLS[arm.role],
                "size": 8 * sizes.scale,
                "color": PAGE,
                "line": {"width": 2, "color": COLOURS[arm.role]},
            },
            "cliponaxis": False,
        }


def predictions(plot: Plot, sizes: Sizes) -> Iterator[Layer]:
    """What the learner expected, as quiet hollow marks."""
    for mark, words in zip(plot.marks, _places(plot, sizes), strict=True):
        yield {
            **STILL,
            "name": "prediction",
            "mode": "markers+text",
            "x": [mark.months],
            "y": [mark.percent],
            "text": [f" {mark.words} "],
            "textposition": f"{words.level} {words.side}",
            "textfont": {"size": sizes.text, "color": COLOURS[mark.role]},
            "marker": {
                "symbol": "diamond-open",
                "size": 11 * sizes.scale,
                "color": COLOURS[mark.role],
                "line": {"width": 1.5},
            },
            "cliponaxis": False,
        }


@dataclass(frozen=True, slots=True)
class _Words:
    """Words beside a mark, the percent at which they stand, and how far from every line."""

    months: float
    level: str
    side: str
    percent: float
    far: float


def _places(plot: Plot, sizes: Sizes) -> tuple[_Words, ...]:
    """Where the words of all marks stand: first a line apart from each other, then as far as they
    can from everything that is drawn.
    """
    line, reach = sizes.percent(sizes.text), NEAR * plot.horizon
    free = (tuple(_beside(plot, mark, sizes)) or (_anyhow(mark),) for mark in plot.marks)

    def worth(found: tuple[_Words, ...]) -> tuple[bool, float]:
        apart = (
            abs(one.percent - other.percent) >= line
            for one, other in combinations(found, 2)
            if one.side == other.side and abs(one.months - other.months) < reach
        )
        return all(apart), min((one.far for one in found), default=0)

    return max(product(*free), key=worth)


def _anyhow(mark: Mark) -> _Words:
    """For a mark that lies beyond the axis."""
    return _Words(mark.months, "top", "left", mark.percent, 0.0)


def _beside(plot: Plot, mark: Mark, sizes: Sizes) -> Iterator[_Words]:
    """Every place beside a mark that is inside the figure, and what is drawn near it."""
    away = sizes.percent(1.3 * sizes.text)
    reached = [m for arm in plot.arms if (m := drawn_median(arm, plot.horizon)) is not None]
    half = max(reached, default=0) if plot.shown.medians else 0
    near = [
        other.percent
        for other in plot.marks
        if other is not mark and abs(other.months - mark.months) < NEAR * plot.horizon
    ]
    for side, way in (("left", -1), ("right", 1)):
        along = [mark.months + way * NEAR / 2 * plot.horizon * share for share in (0.2, 0.6, 1)]
        if not 0 <= along[-1] <= plot.horizon:
            continue
        lines = [100 * (arm.curve.at(m).value or 0) for arm in plot.arms for m in along]
        lines += [0, TOP, *near, *([50] if min(along) <= half else [])]
        for level, y in (("top", away), ("bottom", -away), ("middle", 0.0)):
            percent = mark.percent + y
            if 0 <= percent <= TOP:
                far = min(abs(percent - it) for it in lines)
                yield _Words(mark.months, level, side, percent, far)


def pointer(plot: Plot) -> Layer:
    """Nothing to see: what is said at the place of the pointer, of all arms together."""
    step = next((s for s in STOPS if plot.horizon / s < MOST_STOPS), plot.horizon / 100)
    stops = [n * step for n in range(int(plot.horizon / step) + 1)]
    return {
        "type": "scatter",
        "name": "pointer",
        "mode": "markers",
        "x": stops,
        "y": [100] * len(stops),
        "marker": {"size": 1, "color": CLEAR},
        "hoverinfo": "text",
        "hovertext": curve_words.pointed(plot, stops),
    }
