"""A drawn figure as a picture in a file: SVG, or PNG of twice its size."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_HTML = """
<div class="save">
  <button type="button" data-form="svg" hidden></button>
  <button type="button" data-form="png" hidden></button>
  <p role="status" aria-live="polite"></p>
</div>
"""

_SAVE = st.components.v2.component(
    "netlogic_save",
    html=_HTML,
    css=(_HERE / "save.css").read_text(encoding="utf-8"),
    js=(_HERE / "save.js").read_text(encoding="utf-8"),
)


def pictures(
    chart: str, file: str, name: str, *, heads: tuple[str, str], foot: Sequence[str]
) -> None:
    """Two buttons that save the chart with this key; `heads` and `foot` are written around it.

    `name` says which figure it is; `heads` are its title and its subtitle.
    """
    words = {
        "svg": f"{name} as SVG",
        "png": f"{name} as PNG",
        "saved": "Saved.",
        "missing": "The figure is not drawn yet. Try again in a moment.",
        "failed": "This browser cannot make the picture. Print the page, or take the CSV.",
    }
    data = {"chart": chart, "file": file, "words": words, "heads": list(heads), "foot": list(foot)}
    _SAVE(key=f"{chart}_save", data=data, width="content", height="content")
