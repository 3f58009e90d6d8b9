"""Figures as the browser has them: their layers, and what holds of every curve."""

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator

# A figure as Plotly holds it: its layers, its axis, and where its ticks and numbers are drawn.
DRAWN = """node => { const plot = node.querySelector('.js-plotly-plot');
  const layers = plot.data.map(({ name, x, y, text, fill, line, opacity }) =>
    ({ name, x: x && [...x], y: y && [...y], text, fill, line, opacity }));
  const across = nodes => [...nodes].map(n => { const box = n.getBoundingClientRect();
    return [n.textContent, box.x + box.width / 2]; });
  return { layers, range: plot.layout.yaxis.range,
    ticks: across(plot.querySelectorAll('.xtick text')),
    numbers: across(plot.querySelectorAll('.textpoint text')) }; }"""


def layer(drawn: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in drawn["layers"] if one["name"] == name)
    return found


def check_curves(figure: Locator, arms: Sequence[tuple[str, int]]) -> None:
    """Steps from 100 % that only fall, with intervals, over numbers that add up to each arm."""
    drawn = figure.evaluate(DRAWN)
    assert drawn["range"][0] == 0 and 100 <= drawn["range"][1] < 105
    numbers = layer(drawn, "numbers")
    rows: dict[float, dict[float, int]] = {}
    for x, y, text in zip(numbers["x"], numbers["y"], numbers["text"], strict=True):
        rows.setdefault(y, {})[x] = int(re.sub(r"<[^>]*>", "", text))
    triples = [[rows[line] for line in sorted(rows)][n : n + 3] for n in (0, 3)]
    for (name, n), (at_risk, censored, events) in zip(arms, triples, strict=True):
        line = layer(drawn, name)
        assert line["line"]["shape"] == "hv"
        assert (line["x"][0], line["y"][0]) == (0, 100)
        assert line["y"] == sorted(line["y"], reverse=True)
        band = layer(drawn, f"{name}, interval")
        assert band["fill"] == "toself" and 0 < band["opacity"] < 0.5
        assert {at_risk[t] + censored[t] + events[t] for t in at_risk} == {n}
    assert len({layer(drawn, name)["line"]["dash"] for name, _ in arms}) == 2
