"""Prose of a page, from content/text/ under the page's own name."""

import streamlit as st

from netlogic.library import CONTENT


def page(stem: str) -> None:
    """Draws the prose of a page; a missing file is named."""
    file = CONTENT / "text" / f"{stem}.md"
    try:
        st.markdown(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        st.error(f"content/text/{file.name} cannot be read: {error}")
