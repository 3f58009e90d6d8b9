"""What is written into a figure of curves, and the grey ground where few patients remain."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from pages.parts.figures import badge, curve_words
from pages.parts.figures.badge import only
from pages.parts.figures.curve_layers import end
from pages.parts.figures.curve_plot import Arm, Plot
from pages.parts.figures.palette import COLOURS, INK, MUTED
from pages.parts.figures.sizes import Sizes

FEW, FEW_PERCENT = 5, 10  # patients at risk, and percent of those who began
SHORT = 10  # letters


def few(plot: Plot) -> tuple[float, str, str] | None:
    """From when on too few remain of an arm, in months, and what is said, in full and shorter."""
    found = [(months, arm) for arm in plot.arms if (months := thin_from(arm)) < plot.horizon]
    if not found:
        return None
    months, arm = min(found, key=lambda pair: pair[0])
    limit = f"{FEW}" if arm.curve.n * FEW_PERCENT / 100 <= FEW else f"{FEW_PERCENT} %"
    words = f"grey: fewer than {limit}"
    return months, f"{words} of {arm.name} left", f"{words} left"


def thin_from(arm: Arm) -> float:
    """The time after which fewer than five, or fewer than a tenth, are at risk."""
    least = max(FEW, arm.curve.n * FEW_PERCENT / 100)
    after = arm.curve.at_risk - arm.curve.events - arm.curve.censored
    if arm.curve.n < least:
        return 0.0
    return float(arm.curve.times[int(np.argmax(after < least))])


def grounds(plot: Plot) -> list[dict[str, Any]]:
    """The stretch in which few remain, greyed."""
    found = few(plot)
    if found is None:
        return []
    area = {"x0": found[0], "x1": plot.horizon, "y0": 0, "y1": 1, "yref": "y domain"}
    look = {"fillcolor": MUTED, "opacity": 0.16, "line": {"width": 0}, "layer": "below"}
    return [{"type": "rect", **area, **look}]


def notes(plot: Plot, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Badge, what the axis counts, where few remain, and the names at the ends."""
    above = {"yref": "paper", "y": 1, "yanchor": "bottom"}
    right = {"xref": "paper", "x": 1, "xanchor": "right"}
    yield badge.note(plot.badge, sizes.text, sizes.top, lines=1 if sizes.large else 2)
    plain = {"showarrow": False, "font": {"size": sizes.text, "color": INK}}
    yield {
        "text": plot.share,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -round(24 * sizes.scale),
        **above,
        **plain,
    }
    if found := few(plot):
        yield {"text": only("wide", found[1]), **right, "x": sizes.share, **above, **plain}
        yield {"text": only("narrow", found[2]), **right, **above, **plain}
    yield from _names(plot, sizes)


def broken(name: str) -> list[str]:
    """A name in lines that a phone has room for: `high-dose` and `octreotide`."""
    if len(name) <= SHORT:
        return [name]
    words = name.split(" ") if " " in name else [part for part in re.split(r"(?<=-)", name) if part]
    return [line for word in words for line in broken(word)] if len(words) > 1 else words


def letters(plot: Plot) -> int:
    """The letters of the longest line beside the curves."""
    return max(len(line) for arm in plot.arms for line in broken(arm.name))


def _names(plot: Plot, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Each arm's name at the end of its curve, apart where two ends are close."""
    lines = max(len(broken(arm.name)) for arm in plot.arms) + (plot.landmark is not None)
    for arm, y in zip(plot.arms, _apart(plot, sizes, lines), strict=True):
        text = f"<b>{'<br>'.join(broken(arm.name))}</b>"
        if plot.landmark is not None:
            text += "<br>" + only("wide", curve_words.share_at(arm.curve, plot.landmark))
        yield {
            "text": text,
            "align": "left",
            "x": sizes.share,
            "xref": "paper",
            "xanchor": "left",
            "xshift": round(7 * sizes.scale),
            "y": y,
            "showarrow": False,
            "font": {"size": sizes.text, "color": COLOURS[arm.role]},
        }


def _apart(plot: Plot, sizes: Sizes, lines: int) -> list[float]:
    """The heights of the names, in percent: at the ends, no nearer than they are tall."""
    ends = [end(arm, plot.horizon)[1] for arm in plot.arms]
    tall = sizes.percent(lines * sizes.text * 1.35 + 2)
    ends = [min(max(y, tall / 2), 102 - tall / 2) for y in ends]
    if len(ends) == 2 and (missing := tall - abs(ends[0] - ends[1])) > 0:
        first = 0 if ends[0] >= ends[1] else 1
        ends[first] += missing / 2
        ends[1 - first] -= missing / 2
        low = min(0, ends[1 - first] - tall / 2)
        ends = [y - low for y in ends]
    return ends
