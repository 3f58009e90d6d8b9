"""Moves by key or button over a picture of two inputs, and says politely where one has come to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
_HTML = """
<div class="pad" role="group">
  <div class="keys">
    <button type="button" data-axis="x" data-way="-1">&#8592;</button>
    <button type="button" data-axis="y" data-way="1">&#8593;</button>
    <button type="button" data-axis="y" data-way="-1">&#8595;</button>
    <button type="button" data-axis="x" data-way="1">&#8594;</button>
    <label><input type="checkbox"> to the next border</label>
  </div>
  <p role="status" aria-live="polite"></p>
</div>
"""

_PAD = st.components.v2.component(
    "netlogic_pad",
    html=_HTML,
    css=(_HERE / "pad.css").read_text(encoding="utf-8"),
    js="\n".join(
        file.read_text(encoding="utf-8") for file in (_DIAGRAM / "dom.js", _HERE / "pad.js")
    ),
)


def pad(
    area: str,
    axes: Mapping[str, Mapping[str, Any]],
    said: str,
    *,
    key: str,
    on_move: Callable[[], None],
    present: bool,
) -> None:
    """Four buttons, and the arrow keys on them and in the container with key `area`.

    `axes` are x and y, each {name, at, count, down, up}: which of its `count` steps one stands on,
    and the steps beyond the next border on the way down and up, or None. A move is then found as
    {x, y} under `key` in the session's state: the steps to stand on, never how far to go, so that
    a move that arrives twice or late does no harm.
    """
    data = {"area": area, "axes": {name: dict(axis) for name, axis in axes.items()}}
    _PAD(
        key=key,
        data=data | {"said": said, "present": present},
        width="stretch",
        height="content",
        on_moved_change=on_move,
    )
