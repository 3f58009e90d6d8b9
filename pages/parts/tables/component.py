"""Tables of words, for which Streamlit has no part: `st.dataframe` draws a canvas that no screen
reader or printer can read, and `st.table` has no buttons and does not reflow on a phone.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

View = dict[str, Any]
WIDE = 8  # letters; a column of numbers with more has a larger share of its table

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
_HTML = """
<div class="tables">
  <p class="status" role="status" aria-live="polite" hidden></p>
  <div class="table" role="table" hidden>
    <div role="rowgroup" class="heads"><div class="row head" role="row"></div></div>
    <div role="rowgroup" class="body"></div>
  </div>
</div>
"""

_BOOK_HTML = """
<div class="tables book" hidden>
  <div class="top"><h2></h2><p class="status" role="status" aria-live="polite"></p></div>
  <p class="printed"></p>
  <div class="entries"></div>
  <div class="paging" hidden>
    <button class="press" type="button">Back</button><span class="small"></span>
    <button class="press" type="button"></button><button class="press" type="button"></button>
  </div>
</div>
"""


def _text(*files: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_TABLE = st.components.v2.component(
    "netlogic_table",
    html=_HTML,
    css=_text(_DIAGRAM / "lines.css", _HERE / "table.css"),
    js=_text(
        *(_DIAGRAM / name for name in ("dom.js", "shapes.js", "lines.js", "early.js")),
        _HERE / "table.js",
    ),
)

_BOOK = st.components.v2.component(
    "netlogic_book",
    html=_BOOK_HTML,
    css=_text(_DIAGRAM / "lines.css", _HERE / "table.css", _HERE / "book.css"),
    js=_text(*(_DIAGRAM / n for n in ("dom.js", "shapes.js", "lines.js")), _HERE / "book.js"),
)


def table(
    label: str,
    columns: list[View],
    rows: list[View],
    *,
    key: str,
    status: View | None = None,
    on_press: Callable[[], None] | None = None,
) -> str | None:
    """Draws a table; gives the id of the button that was just pressed, if one was.

    `status` {standing, words} stands above it and is spoken when it changes.

    A column is {id, title, share, flows}: its share of the width, 1 unless given, and whether its
    lines stand in columns within the cell. A row is {id, tone,
    cells}: `tone` is "", "blue", "amber" or "muted"; one cell a column, the first names the row.
    A cell is a list of lines {name, words, sources, small, rules, places, drops, notes, standing,
    said, button}: `name` is bold, `sources` are {id, name, address}, `rules` are ids that lead to
    the rulebook beside this page, `places` are {words, page, query}: pages of ours that take this
    one's place and keep the patient, but not what `drops` names of the address,
    `standing` is a standing or verdict drawn with its shape (`said` in place of its own words) and
    `button` is {id, words, name, lead, current}: `name` is what a screen reader says; one that
    `lead`s stands before the words as their name, and the `current` one is what is shown.
    """
    pressed: Mapping[str, Any] = _TABLE(
        key=key,
        data={"label": label, "columns": columns, "rows": rows, "status": status},
        width="stretch",
        height="content",
        on_pressed_change=on_press or (lambda: None),
    )
    found = pressed.get("pressed")
    return str(found) if found is not None else None


def numbers(label: str, heads: Sequence[str], lines: Sequence[Sequence[str]], *, key: str) -> None:
    """A table of plain texts: the first of each line names it, wide columns have a larger share."""
    wide = [max(map(len, column)) > WIDE for column in zip(*lines, strict=True)]
    columns = [
        {"id": f"c{n}", "title": head, "share": 1.6 if wide[n] else 1}
        for n, head in enumerate(heads)
    ]
    rows = [
        {"id": f"r{n}", "tone": "", "cells": [cell({"name": first}), *map(cell, rest)]}
        for n, (first, *rest) in enumerate(lines)
    ]
    table(label, columns, rows, key=key)


def book(view: View, *, key: str) -> None:
    """Draws a long list of entries: on screen in parts, on paper whole.

    A view is {heading, status, printed, present, sources, lines, entries}: `printed` heads the
    paper, `sources` are {id: {id, name, address, citation, read}}, `lines` are as in a table, but
    name their sources by id, and one with `screen` is not printed. An entry is {id, title, own,
    about, verdict, face, inside, cites, marks, open, lead}: `own` is the parameter of its own
    address, to which its title leads, if it has one; `verdict` is {shape, said}; `about`, `face`
    and `inside` are numbers of lines; `cites` are sources told in full; `marks` are what paper
    leaves room for; `open` shows all at once, and `lead` sets the first line of the face apart.
    """
    _BOOK(key=key, data=view, width="stretch", height="content")


def headings(*told: tuple[str, str, float]) -> list[View]:
    """Columns of a table, each as its id, its title and its share of the width."""
    return [{"id": id_, "title": title, "share": share} for id_, title, share in told]


def cell(*lines: View | str) -> list[View]:
    """A cell of lines; a text alone is a line of words, an empty one is left out."""
    return [{"words": line} if isinstance(line, str) else line for line in lines if line]
