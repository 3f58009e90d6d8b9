"""Tables of words, for which Streamlit has no part: `st.dataframe` draws a canvas that no screen
reader or printer can read, and `st.table` has no buttons and does not reflow on a phone.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

View = dict[str, Any]

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
_HTML = """
<div class="tables">
  <p class="status" role="status" aria-live="polite" hidden></p>
  <div class="table" role="table">
    <div role="rowgroup" class="heads"><div class="row head" role="row"></div></div>
    <div role="rowgroup" class="body"></div>
  </div>
</div>
"""


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_TABLE = st.components.v2.component(
    "netlogic_table",
    html=_HTML,
    css=_text(_DIAGRAM / "lines.css", _HERE / "table.css"),
    js=_text(*(_DIAGRAM / n for n in ("dom.js", "shapes.js", "lines.js")), _HERE / "table.js"),
)


def table(
    label: str,
    columns: list[View],
    rows: list[View],
    *,
    key: str,
    status: View | None = None,
    large: bool = False,
    on_press: Callable[[], None] | None = None,
) -> str | None:
    """Draws a table; gives the id of the button that was just pressed, if one was.

    `status` {standing, words} stands above it and is spoken when it changes; `large` is for a room.

    A column is {id, title, share}: its share of the width, 1 unless given. A row is {id, tone,
    cells}: `tone` is "", "blue", "amber" or "muted"; one cell a column, the first names the row.
    A cell is a list of lines {name, words, sources, small, rules, notes, standing, said, button}:
    `name` is bold, `sources` are {id, name, address}, `rules` are ids that lead to the rulebook,
    `standing` is a standing or verdict drawn with its shape (`said` in place of its own words) and
    `button` is {id, words, name, lead, current}: `name` is what a screen reader says; one that
    `lead`s stands before the words as their name, and the `current` one is what is shown.
    """
    pressed: Mapping[str, Any] = _TABLE(
        key=key,
        data={"label": label, "columns": columns, "rows": rows, "status": status, "large": large},
        width="stretch",
        height="content",
        on_pressed_change=on_press or (lambda: None),
    )
    found = pressed.get("pressed")
    return str(found) if found is not None else None


def cell(*lines: View | str) -> list[View]:
    """A cell of lines; a text alone is a line of words, an empty one is left out."""
    return [{"words": line} if isinstance(line, str) else line for line in lines if line]
