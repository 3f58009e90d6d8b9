"""The words of the field and of survival statistics: searched, linked, printed."""

import streamlit as st

from netlogic import glossary
from netlogic.content import Library
from netlogic.library import library
from pages.parts import vocabulary
from pages.parts.frame import frame
from pages.parts.tables.component import book


def page(content: Library) -> None:
    """A single term where the address asks for one, else those that are looked for."""
    wanted = vocabulary.asked()
    if wanted in content.terms:
        single(wanted, content)
    else:
        several(wanted, content)


def single(term: str, content: Library) -> None:
    """One term alone."""
    with st.container(key="screen-all-terms"):
        st.button("Show all terms", key="show_all_terms", on_click=vocabulary.leave)
    book(vocabulary.one(term, content, present=frame.presenting()), key="one_term")


def several(wanted: str, content: Library) -> None:
    """The terms that hold the words and begin with the letter."""
    with st.container(key="screen-glossary-tools"):
        text, letter = vocabulary.chosen(content)
    found = glossary.found(content, text, letter)
    present = frame.presenting()
    book(vocabulary.several(found, content, present=present, asked_for=wanted), key="terms")


page(library())
