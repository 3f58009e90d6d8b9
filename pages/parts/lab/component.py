"""The picture as it is drawn in the browser."""

from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
# The sentence is spoken when it changes; the rest of the picture is told by its name.
_HTML = """
<div class="lab" hidden>
  <div class="picture" role="figure">
    <p class="badge"></p>
    <div class="panels"></div>
  </div>
  <p class="sentence" role="status" aria-live="polite"></p>
  <dl class="readouts"></dl>
</div>
"""


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_LAB = st.components.v2.component(
    "netlogic_lab",
    html=_HTML,
    css=_text(_HERE / "lab.css"),
    js=_text(_DIAGRAM / "dom.js", _HERE / "films.js", _HERE / "lab.js"),
)


_FILM = st.components.v2.component("netlogic_film", js=_text(_HERE / "films.js", _HERE / "film.js"))


def picture(view: dict[str, Any], *, key: str) -> str:
    """Draws the picture of a view (`view.frame`, and where its sliders stand); gives the key of the
    slider whose film the browser asks for, and nothing where it asks for none.
    """
    found = _LAB(key=key, data=view, width="stretch", height="content", on_hand_change=lambda: None)
    return str(found.get("hand") or "")


def film(frames: dict[str, Any], *, key: str) -> None:
    """Sends the browser what a slider in hand would show (`film.film`); nothing is drawn here."""
    with st.container(height=1, border=False, key=f"{key}_place"):
        _FILM(key=key, data=frames)
