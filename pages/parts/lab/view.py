"""From a picture to what the browser draws. No Streamlit."""

from dataclasses import asdict, replace
from typing import Any

from pages.parts.figures.lab.picture import BADGE, Panel, Picture, alternative

HEIGHT = 285  # px of a picture at a desk


def frame(picture: Picture, *, seed: int | None, present: bool) -> dict[str, Any]:
    """The panels with their marks, and everything that is said; no seed where nothing is drawn by
    chance.
    """
    drawn = "the model itself, without chance" if seed is None else f"seed {seed}"
    return {
        "panels": [_panel(panel) for panel in picture.panels],
        "readouts": _readouts(picture, present=present),
        "sentence": picture.sentence,
        "alternative": alternative(picture),
        "badge": f"{BADGE} \N{MIDDLE DOT} {drawn}",
    }


def _panel(panel: Panel) -> dict[str, Any]:
    """A panel as plain values. Not by `asdict`, which copies every number of every mark."""
    return vars(panel) | {
        "across": vars(panel.across),
        "up": vars(panel.up),
        "rows": [vars(row) for row in panel.rows],
    }


def _readouts(picture: Picture, *, present: bool) -> list[dict[str, str]]:
    """A room reads the first few, without their notes."""
    told = picture.readouts[: picture.in_a_room] if present else picture.readouts
    return [asdict(replace(one, note="") if present else one) for one in told]
