"""The body as it is drawn in the browser, and how a change of it comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
# Seen from the front: the liver is on the left of the picture, the spleen on its right.
_HTML = """
<div class="body" role="group" hidden>
  <div class="picture">
    <svg viewBox="0 0 280 360" role="group">
      <g aria-hidden="true">
        <path class="skin" d="M120 4C120 20 116 28 96 34C66 42 44 50 38 82C34 108 40 150 42 190
          C44 222 34 262 34 312L34 356L246 356L246 312C246 262 236 222 238 190
          C240 150 246 108 242 82C236 50 214 42 184 34C164 28 160 20 160 4Z"/>
        <path class="faint" d="M140 34V300M88 300C88 344 124 348 140 330C156 348 192 344 192 300"/>
        <ellipse class="faint" cx="88" cy="94" rx="34" ry="42"/>
        <ellipse class="faint" cx="192" cy="94" rx="34" ry="42"/>
        <path class="faint" d="M92 244C92 226 188 226 188 250C188 272 128 262 128 282
          C128 296 188 286 188 300"/>
        <path class="liver" d="M46 168C46 146 66 138 100 140C136 142 168 146 178 156
          C172 174 150 182 130 200C108 216 70 226 54 214C46 206 46 186 46 168Z"/>
        <ellipse class="spleen" cx="214" cy="172" rx="15" ry="25" transform="rotate(-14 214 172)"/>
        <text class="organ" x="48" y="236">liver</text>
        <text class="organ" x="196" y="216">spleen</text>
      </g>
      <g class="lesions"></g>
    </svg>
  </div>
  <div class="bar">
    <p class="name"></p>
    <div class="presses">
      <button type="button" class="less">&#8722;</button>
      <button type="button" class="more">+</button>
      <button type="button" class="avid"><i></i>FDG</button>
      <button type="button" class="scan">FDG-PET</button>
    </div>
  </div>
</div>
"""


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_BODY = st.components.v2.component(
    "netlogic_body",
    html=_HTML,
    css=_text(_HERE / "body.css"),
    js=_text(_DIAGRAM / "dom.js", _HERE / "body.js"),
)


def body(view: dict[str, Any], *, key: str, on_change: Callable[[], None]) -> None:
    """Draws the body of a view; once it was changed, `changed` of the state under `key` is the
    whole body as an address writes it, so that a change that arrives twice or late does no harm.
    """
    _BODY(key=key, data=view, width="stretch", height="content", on_changed_change=on_change)
