"""Colours and settings of the app: readable in both themes, and nobody is counted."""

import tomllib
from typing import Any

import pytest

from deploy.run import ROOT

SETTINGS: dict[str, Any] = tomllib.loads(
    (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
SCHEMES = ("light", "dark")
# Streamlit draws a caption in the text's colour at this strength.
CAPTION_STRENGTH = 0.6


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of sRGB as WCAG 2 defines it, 0 black to 1 white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def grounds(scheme: str) -> list[str]:
    """What text stands on: page, boxes, sidebar."""
    theme = SETTINGS["theme"][scheme]
    parts = (theme, theme["sidebar"])
    names = ("backgroundColor", "secondaryBackgroundColor")
    return [part[name] for part in parts for name in names]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "name",
    [
        "textColor",
        "primaryColor",
        "linkColor",
        "blueTextColor",
        "orangeTextColor",
        "yellowTextColor",
        "grayTextColor",
    ],
)
def test_every_text_colour_stands_out_from_every_ground(scheme: str, name: str) -> None:
    colour = rgb(SETTINGS["theme"][scheme][name])
    for ground in grounds(scheme):
        assert contrast(colour, rgb(ground)) >= 4.5, ground


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_caption_is_readable_on_every_ground(scheme: str) -> None:
    text = rgb(SETTINGS["theme"][scheme]["textColor"])
    for ground in map(rgb, grounds(scheme)):
        caption = tuple(
            CAPTION_STRENGTH * ink + (1 - CAPTION_STRENGTH) * paper
            for ink, paper in zip(text, ground, strict=True)
        )
        assert contrast(caption, ground) >= 4.5, ground


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_of_a_chart_stands_out_from_the_page(scheme: str) -> None:
    theme = SETTINGS["theme"][scheme]
    for colour in theme["chartCategoricalColors"]:
        assert contrast(rgb(colour), rgb(theme["backgroundColor"])) >= 3, colour


def test_no_usage_statistics_are_gathered() -> None:
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_a_reader_is_never_shown_a_traceback() -> None:
    assert SETTINGS["client"]["showErrorDetails"] == "none"
