"""Every reference and where it is used; grades; who made the content, its reviews and changes."""

from typing import Any

import streamlit as st

from netlogic import citations
from netlogic.citations import Citation
from netlogic.content import Library
from netlogic.library import library
from pages.parts import about, bibliography, filters
from pages.parts.filters import SOURCES
from pages.parts.frame import frame
from pages.parts.tables.component import book


def page(content: Library) -> None:
    """A single reference where the address asks for one, else the part that is chosen."""
    about.in_short(content)
    wanted = filters.asked(SOURCES)
    found = next((c for c in citations.citations(content) if c.id == wanted), None)
    if found:
        single(found)
    else:
        parts(content)


def single(citation: Citation) -> None:
    """One reference alone, with every place that cites it."""
    with st.container(key="screen-all-references"):
        leave = {"on_click": filters.leave, "args": (SOURCES,)}
        st.button("Show all references", key="show_all_references", **leave)
    book(bibliography.one(citation, present=frame.presenting()), key="one_reference")


def parts(content: Library) -> None:
    """The references, the grades, the reviews or the changes."""
    with st.container(horizontal=True, key="screen-sources-tools"):
        show, tools = filters.part(SOURCES), st.container(horizontal=True, width="content")
    if show == SOURCES.usual:
        several(content, tools)
        return
    filters.remember(SOURCES, show)
    draw = {"grades": about.graded, "review": about.review, "changes": about.changed}[show]
    draw(content)


def several(content: Library, tools: Any) -> None:
    """The references chosen, to read, to print and to take away."""
    present, known = frame.presenting(), citations.choices(content)
    chosen = filters.draw(SOURCES, known, tools)
    filters.remember(SOURCES, SOURCES.usual, chosen)
    shown = citations.chosen(citations.citations(content), chosen, chosen[filters.WORDS])
    with tools:
        filters.clear_button(SOURCES, chosen)
        if not present:
            download(shown)
    view = bibliography.several(shown, content, present=present, asked=filters.asked(SOURCES))
    book(view, key="references")


def download(shown: tuple[Citation, ...]) -> None:
    """The references shown as a table for a spreadsheet, made when it is asked for."""
    made = {"data": lambda: citations.csv_text(shown).encode(), "mime": "text/csv"}
    name = {"file_name": "netlogic-sources.csv", "key": "sources_csv", "on_click": "ignore"}
    st.download_button("Download CSV", **made, **name)


page(library())
