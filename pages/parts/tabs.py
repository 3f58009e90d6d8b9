"""Below the picture: the options as cards, what would change them, their harms side by side.

In presenter mode, where the picture fills the screen, the last two open over it instead.
"""

import streamlit as st

from netlogic.content import Library
from netlogic.flips import flips
from netlogic.library import library
from netlogic.pathway import Reading, reading
from pages.parts import cards, changes, harms, inputs
from pages.parts.diagram import component
from pages.parts.frame import frame
from pages.parts.tables.component import table

CARDS, CHANGES, HARMS = "options", "changes", "harms"
TITLES = {
    CARDS: "Options to discuss",
    CHANGES: "What would change it",
    HARMS: "Harms side by side",
}
KEY = "show"
_INTRO = (
    "For each fact of this patient by itself: the nearest change that alters the leading options."
)


def draw(now: Reading, before: Reading | None, content: Library) -> None:
    """The tabs; only the one that is open is worked out."""
    if KEY not in st.session_state:
        st.session_state[KEY] = TITLES[frame.asked_for(KEY, TITLES, CARDS)]
    tabs = st.tabs(list(TITLES.values()), key=KEY, on_change=inputs.hold)
    shown = next((id_ for id_, tab in zip(TITLES, tabs, strict=True) if tab.open), CARDS)
    frame.address("pathway", [KEY], {KEY: [shown]} if shown != CARDS else {}, of=KEY)
    with tabs[list(TITLES).index(shown)]:
        if shown == CARDS:
            component.cards(cards.view(now, content))
        else:
            _SECTIONS[shown](now, before, content)


def ask() -> None:
    """The button of presenter mode that opens one of them over the picture."""
    asked = st.menu_button(
        "Ask why", [CHANGES, HARMS], format_func=TITLES.__getitem__, key="ask_why"
    )
    if asked and library().readable:
        st.dialog(TITLES[asked], width="large")(_answer)(asked)


def _answer(asked: str) -> None:
    content, earlier = library(), inputs.before()
    before = reading(earlier, content) if earlier else None
    _SECTIONS[asked](reading(inputs.described(), content), before, content)


def _changes(now: Reading, before: Reading | None, content: Library) -> None:
    """What would change the leading options; a button makes that patient this one."""
    found = flips(now.patient, content)
    st.caption(_INTRO)
    for part in changes.tables(found, now, content):
        st.header(part.heading, anchor=False)
        pressed = table(part.heading, part.columns, part.rows, key=f"changes-{part.id}")
        if wanted := changes.to_try(found).get(pressed or ""):
            inputs.take(wanted)


def _harms(now: Reading, before: Reading | None, content: Library) -> None:
    """The harms of each option, and what this patient's organs and fitness add to them."""
    st.caption(harms.entered(now, content))
    table(TITLES[HARMS], harms.COLUMNS, harms.rows(now, before, content), key="harms")
    st.caption(harms.review(content))


_SECTIONS = {CHANGES: _changes, HARMS: _harms}
