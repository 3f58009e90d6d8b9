"""What a step of a walk says: its sentence and its passages, each with its sources."""

from collections.abc import Iterable
from typing import Any, TypeVar

import streamlit as st

from netlogic.content import Library
from netlogic.teaching import PartOf, Saying
from pages.parts.cards import sources_of
from pages.parts.frame import frame

P = TypeVar("P", bound=Saying)


def lead(part: PartOf[Any], content: Library) -> None:
    """The sentence that the step is about."""
    said = part.said(to_a_room=frame.presenting())
    st.markdown(_with_sources(said, part.sources, content))


def shown(part: PartOf[P]) -> tuple[P, ...]:
    """The passages that are drawn here: for a room only those that fit its screen."""
    return part.shown(to_a_room=frame.presenting())


def passage(one: Saying, content: Library) -> None:
    """One passage; what its kind computes is drawn below it by the page."""
    if one.title:
        st.subheader(one.title, anchor=False)
    st.markdown(words(one, content))


def words(one: Saying, content: Library) -> str:
    """The text of a passage with its sources, without its title."""
    return _with_sources(one.said(to_a_room=frame.presenting()), one.sources, content)


def _with_sources(said: str, ids: Iterable[str], content: Library) -> str:
    """A text with the links to its sources in small type behind it."""
    links = cited(ids, content)
    return f"{said} :small[{links}]" if links else said


def cited(ids: Iterable[str], content: Library) -> str:
    """Sources as links, in a line; one without a public address by its name alone."""
    return " · ".join(
        f"[{one['name']}]({one['address']})" if one["address"] else one["name"]
        for one in sources_of(ids, content)
    )
