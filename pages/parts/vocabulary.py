"""The glossary: search and letters in the address, and terms as the entries that are drawn."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from netlogic import glossary
from netlogic.content import Library
from netlogic.schema import Term
from pages.parts import entries
from pages.parts.cards import sources_of
from pages.parts.entries import links, said
from pages.parts.frame import frame

View = dict[str, Any]
TERM, WORDS, LETTER = "term", "words", "letter"  # parameters of the address
OWN = (TERM, WORDS, LETTER)
LONGEST = 60
PAGES = Path(__file__).resolve().parents[1]
PRINTED = "NETlogic glossary: words of the field and of survival statistics."


def asked() -> str:
    """The term that the address asks for; empty when it asks for none."""
    return st.query_params.get(TERM, "")[:LONGEST]


def leave() -> None:
    """From a single term back to all of them; a callback."""
    st.query_params.pop(TERM, None)


def chosen(content: Library) -> tuple[str, str]:
    """What is looked for and the letter, by widgets whose values the address holds."""
    letters = glossary.letters(content)
    st.session_state.setdefault("glossary_words", st.query_params.get(WORDS, "")[:LONGEST])
    if "glossary_letter" not in st.session_state:
        said_letter = st.query_params.get(LETTER, "").upper()
        st.session_state["glossary_letter"] = said_letter if said_letter in letters else None
    with st.container(horizontal=True):
        text = st.text_input("Search", key="glossary_words", max_chars=LONGEST, width=260)
        letter = st.pills("First letter", letters, key="glossary_letter", width="stretch")
    query = {WORDS: [text.strip()], LETTER: [(letter or "").lower()]}
    room = " in a room" if frame.presenting() else ""
    kept = {key: values for key, values in query.items() if values != [""]}
    frame.address(f"glossary{room}", OWN, kept, of="glossary")
    return text.strip(), letter or ""


def several(ids: Sequence[str], content: Library, *, present: bool, asked_for: str = "") -> View:
    """The terms found; `asked_for` is the id of a term that somebody wanted in vain."""
    status = f"{len(ids)} of {len(content.terms)} terms"
    if asked_for:
        status = f"There is no term called “{asked_for}”. {status}"
    found = [_term(id_, content.terms[id_], content, brief=present) for id_ in ids]
    return _view("Terms", status, found, content, present=present)


def one(id_: str, content: Library, *, present: bool) -> View:
    """A single term."""
    term = content.terms[id_]
    entry = _term(id_, term, content, brief=False) | {"open": True, "own": ""}
    return _view(term.term, "one term", [entry], content, present=present)


def _view(heading: str, status: str, found: list[View], content: Library, *, present: bool) -> View:
    named = {id_ for entry in found for line in entry["face"] for id_ in line.get("sources", ())}
    known = {source["id"]: source for source in sources_of(sorted(named), content)}
    return entries.view(heading, status, found, known, printed=PRINTED, present=present)


def _term(id_: str, term: Term, content: Library, *, brief: bool) -> View:
    see, met = glossary.see_also(term, content), glossary.met_in(term, content, pages())
    around = [links("See also:", see, OWN)] if see else []
    around += [links("Met in:", met, OWN)] if met else []
    return entries.entry(id_, term.term, own=TERM) | {
        "about": [{"small": term.short}] if term.short else [],
        "face": [
            said("", term.means) | {"sources": list(term.sources)},
            *([said("Mind:", term.unlike)] if term.unlike else []),
            *([] if brief else around),
        ],
    }


def pages() -> Iterable[str]:
    """The pages that are there, by the last part of their addresses."""
    return {file.stem for file in PAGES.glob("*/*.py") if file.parent.name != "parts"}
