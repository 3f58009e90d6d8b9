"""The page around the page."""

import logging
import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from netlogic.content import Fault

_HERE = Path(__file__).parent
_LOG = logging.getLogger("netlogic")
_SHOWN_FAULTS = 8
# Parameters that the server writes. With them it writes all others as it heard of them last, which
# may be long ago, and so does whoever goes back in the browser: then all are said anew.
_WRITTEN_HERE = ("present", "step", "view")

_COPY = st.components.v2.component(
    "netlogic_copy",
    html='<div class="copy"><button type="button" hidden></button>'
    '<span role="status" aria-live="polite"></span></div>',
    css=(_HERE / "copy.css").read_text(encoding="utf-8"),
    js=(_HERE / "copy.js").read_text(encoding="utf-8"),
)


_ADDRESS = st.components.v2.component(
    "netlogic_address", js=(_HERE / "address.js").read_text(encoding="utf-8")
)


def presenting() -> bool:
    """Whether the page is shown to a room: `?present=1`."""
    return st.query_params.get("present") == "1"


def present(on: bool) -> None:
    """Switches presenter mode; a callback."""
    if on:
        st.query_params["present"] = "1"
    else:
        del st.query_params["present"]


def present_button() -> None:
    """Into presenter mode and out of it."""
    if presenting():
        st.button("Leave", key="leave", on_click=present, args=(False,))
    else:
        st.button("Present", key="present_button", on_click=present, args=(True,))


def style() -> None:
    """The style of all pages, larger and without frame for a room."""
    names = ["frame.css", "walk.css", *(["present.css"] if presenting() else [])]
    text = "".join((_HERE / name).read_text(encoding="utf-8") for name in names)
    st.html(f"<style>{text}</style>")


def home(first: Any) -> None:
    """The name of the app, which leads to its first page."""
    st.page_link(first, label="NETlogic", width="content")


def contents(sections: dict[str, list[Any]]) -> None:
    """The table of contents as one small menu, which screen readers can follow."""
    with st.popover("Contents", key="contents"):
        for section, pages in sections.items():
            st.markdown(f"**{section}**")
            for page in pages:
                st.page_link(page)


def copy_link() -> None:
    """A button that copies the address, and with it the patient."""
    words = {"button": "Copy link", "done": "Link copied", "denied": "Copy the address in the box"}
    data = {"words": words, "name": "Address of this page", "text": None}
    _COPY(key="copy_link", data=data, width="content", height="content")


def copy_text(label: str, name: str, text: str, *, key: str) -> None:
    """A button that copies a text; `name` is what the text is."""
    words = {"button": label, "done": f"{name} copied", "denied": "Copy the text in the box"}
    data = {"words": words, "name": name, "text": text}
    _COPY(key=key, data=data, width="content", height="content")


def address(
    place: str, keys: Sequence[str], query: Mapping[str, Sequence[str]], *, of: str = "patient"
) -> None:
    """Writes parameters into the address, in place of those with these keys; all others stay.

    `place` tells pages and presenter mode apart: each of them has just had its address rewritten.
    `of` says whose parameters they are: the patient's, or a page's own choices.
    """
    pairs = [[key, value] for key, values in query.items() for value in values]
    said, since = st.session_state.get(f"address_{of}", (None, 0))
    now = (place, pairs, [st.query_params.get(key) for key in _WRITTEN_HERE])
    if said != now:
        since = time.time_ns() // 1_000_000
        st.session_state[f"address_{of}"] = (now, since)
    with st.container(height=1, border=False, key=f"address_place_{of}"):
        _ADDRESS(
            key=f"address-{of}-{place.replace(' ', '-')}",
            data={"keys": list(keys), "pairs": pairs, "at": place, "of": of, "since": since},
        )


def asked_for(key: str, known: Collection[str], usual: str) -> str:
    """What the address says of a page's own choice; the usual where it says nothing known."""
    said = st.query_params.get(key, usual)
    return said if said in known else usual


def all_asked_for(key: str, known: Collection[str]) -> list[str]:
    """What the address says of a choice of several, as far as it is known; each once."""
    return [said for said in dict.fromkeys(st.query_params.get_all(key)) if said in known]


def faults(found: Sequence[Fault]) -> None:
    """What is wrong with the content, by file and field; nothing when all is well."""
    if not found:
        return
    lines = [f"- {fault}" for fault in found[:_SHOWN_FAULTS]]
    if more := len(found) - _SHOWN_FAULTS:
        lines += [f"- and {more} more: run `python -m netlogic check`"] if more > 0 else []
    st.error(
        "Part of the teaching content cannot be used. What it touches is left out; the rest is "
        "shown.\n\n" + "\n".join(lines)
    )


def today() -> date:
    """The day by which reviews are due; the environment may set another, to try it out."""
    with suppress(ValueError):
        return date.fromisoformat(os.environ.get("NETLOGIC_TODAY", ""))
    return date.today()


def overdue(said: str) -> None:
    """That a review of the content is overdue, and the way to who made it; nothing before."""
    if said:
        with st.container(horizontal=True, key="overdue"):
            st.markdown(f"**{said}**", width="stretch")
            if not presenting():
                _about("Who made it, and when")


def _about(label: str) -> None:
    st.page_link("pages/about/sources.py", label=label, width="content")


@contextmanager
def boundary(what: str) -> Iterator[None]:
    """Keeps a failing page from taking the frame down; the log has the details."""
    try:
        yield
    except Exception:
        _LOG.exception("the page %s failed", what)
        st.error(
            f"The page “{what}” cannot be shown just now. The other pages work: "
            "choose one under Contents. The server's log says what happened."
        )


def footer() -> None:
    """What NETlogic is not, and the way to its sources, on every page."""
    with st.container(horizontal=True, key="footer"):
        st.caption(
            "For teaching, not for patient care. Drafted from cited sources; "
            "clinical review pending. Enter no patient's data.",
            width="stretch",
        )
        _about("Sources, authors and review")
