"""The pathway picture, the strip under a slider and the cards, each drawn from one view."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent

# The picture's fixed parts. Names of the svg stand outside it: a title inside would be a tooltip.
_PATHWAY_HTML = """
<div class="pathway">
  <p id="pathway-name" hidden></p>
  <p id="pathway-route" hidden></p>
  <div class="frame">
    <svg class="wide" role="group" aria-labelledby="pathway-name pathway-route">
      <g aria-hidden="true">
        <g class="heads"></g>
        <path class="route kept"/><g class="branches kept"></g>
        <path class="route now"/><g class="branches now"></g>
      </g>
      <g class="places"></g>
      <g class="options"></g>
    </svg>
    <div class="narrow">
      <button class="toggle" type="button" aria-expanded="false">Other answers</button>
      <ol class="steps"></ol>
      <p class="head">Options to discuss</p>
      <ul class="rows" aria-label="Options to discuss"></ul>
      <p class="head other">Symptoms and support</p>
    </div>
    <div class="foot">
      <p class="legend" hidden>
        <span class="who kept"><b>A</b><i></i><span></span></span>
        <span class="who now"><b>B</b><i></i><span></span></span>
      </p>
      <ul class="others" aria-label="Symptoms and support"></ul>
    </div>
  </div>
  <div class="say">
    <p class="spoken" role="status" aria-live="polite"></p>
    <div class="sentence">
      <p class="main" aria-hidden="true"></p>
      <p class="next"><span class="own" aria-hidden="true"></span><span class="also"></span></p>
    </div>
    <div class="reasons" aria-live="polite" hidden>
      <div class="top"><p class="title"></p><button class="close" type="button">Close</button></div>
      <ul class="arguments"></ul><p class="more"></p>
    </div>
  </div>
</div>
"""

_STRIP_HTML = """
<div class="strip">
  <div class="ticks"></div><div class="segments"></div><div class="mark" hidden></div>
</div>
"""

_CARDS_HTML = """
<div class="cards" hidden>
  <section><h2></h2><div class="grid"></div></section>
  <section class="others"><h2></h2><ul></ul></section>
  <section class="notices"><h2></h2><ul></ul></section>
</div>
"""


def _text(*names: str) -> str:
    """The text of files of this folder, one after the other: a component takes one script."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


_PATHWAY = st.components.v2.component(
    "netlogic_pathway",
    html=_PATHWAY_HTML,
    css=_text("diagram.css"),
    js=_text(
        *("dom.js", "shapes.js", "lines.js", "view.js"),
        *("wide.js", "preview.js", "early.js", "diagram.js"),
    ),
)
_STRIP = st.components.v2.component(
    "netlogic_strip",
    html=_STRIP_HTML,
    css=_text("strip.css"),
    js=_text("dom.js", "preview.js", "strip.js"),
)
_CARDS = st.components.v2.component(
    "netlogic_cards",
    html=_CARDS_HTML,
    css=_text("lines.css", "cards.css"),
    js=_text("dom.js", "shapes.js", "lines.js", "early.js", "cards.js"),
)


def pathway(view: dict[str, object], *, key: str = "diagram") -> None:
    """Draw the pathway picture with its sentence; choosing in it never asks the server."""
    _PATHWAY(key=key, data=view, width="stretch", height="content")


def strip(view: dict[str, object], *, key: str) -> None:
    """Draw the map of one slider: what leads along its range, in words, and published limits."""
    _STRIP(key=key, data=view, width="stretch", height="content")


def cards(view: dict[str, object], *, key: str = "cards") -> None:
    """Draw the options as cards: for, against, evidence; opening one never asks the server."""
    _CARDS(key=key, data=view, width="stretch", height="content")
