"""A Learn page as a walk: one step on the screen at a time, or all of them one below the other.

The step stands in the address (`?step=result`; the first has none) and nowhere else, so reload,
links and the browser's Back show what they say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from netlogic.learning import Dial
from pages.parts import answers, predict
from pages.parts.frame import frame, turns


@dataclass(frozen=True)
class Step:
    """One step: its title, what draws it below the title, and about how many minutes it takes.

    `leads` are the words after "Next: " where the title will not do; `beside` draws what stands
    quietly beside Back and Next.
    """

    id: str
    title: str
    draw: Callable[[], None]
    minutes: float = 1
    leads: str = ""
    beside: Callable[[], None] | None = None


def walk(page_id: str, steps: Sequence[Step], dials: Sequence[Dial] = ()) -> None:
    """Draws the step that the address asks for, or all of them, and the way through them.

    With dials, nothing after the step "predict" is drawn before something was predicted.
    """
    ids = [step.id for step in steps]
    at = None if turns.whole() else turns.asked(ids)
    _head(page_id, steps, at)
    closed = _closed(page_id, ids, dials)
    for step in steps if at is None else [steps[at]]:
        with st.container(key=f"step-{step.id}"):
            st.header(step.title, anchor=False)
            if step.id in closed:
                predict.first(page_id, step.id)
            else:
                step.draw()
    if at is not None:
        _bar(steps, at, shown=steps[at].id not in closed)
    keys, query = answers.query(page_id)
    place = f"{page_id} in a room" if frame.presenting() else page_id
    frame.address(place, keys, query, of="answers")


def progress(steps: Sequence[Step], at: int | None) -> tuple[str, str, str]:
    """Where one is, as in ("Step 5 of 7", "Result", "about 2 minutes left")."""
    minutes = max(1, round(sum(step.minutes for step in steps[at or 0 :])))
    about = f"about {minutes} minute{'s' if minutes > 1 else ''}"
    if at is None:
        return f"All {len(steps)} steps", "", about
    return f"Step {at + 1} of {len(steps)}", steps[at].title, f"{about} left"


def _closed(page_id: str, ids: Sequence[str], dials: Sequence[Dial]) -> Sequence[str]:
    """The steps that would give the answer away: those after the dials, while they are open."""
    if not dials or predict.committed(page_id, dials):
        return ()
    return ids[ids.index(predict.STEP) + 1 :]


def _head(page_id: str, steps: Sequence[Step], at: int | None) -> None:
    """The row of steps, and what is done with all of them at once."""
    with st.container(horizontal=True, vertical_alignment="center", key="walk_head"):
        titles = {step.id: step.title for step in steps}
        turns.row(titles, at, progress(steps, at), on_turn=lambda: _take(steps[0].id))
        if frame.presenting():
            return
        if at is None:
            st.button("One step at a time", key="walk_steps", on_click=turns.to)
        else:
            st.button("Read it all", key="walk_whole", on_click=turns.show_whole)
        st.button("Start again", key="walk_again", on_click=_restart, args=(page_id,))


def _bar(steps: Sequence[Step], at: int, *, shown: bool) -> None:
    """Back and Next at the foot of the window, where they are on every step."""
    beside = steps[at].beside
    with st.bottom, st.container(horizontal=True, horizontal_alignment="right", key="walk_bar"):
        if beside and shown:
            with st.container(key="walk_beside"):
                beside()
        back = steps[at - 1].id if at > 1 else ""
        st.button("Back", key="walk_back", on_click=turns.to, args=(back,), disabled=at == 0)
        if at + 1 < len(steps):
            following = steps[at + 1]
            words = f"Next: {following.leads or following.title}"
            st.button(words, key="lead-walk_next", on_click=turns.to, args=(following.id,))


def _take(first: str) -> None:
    """The step that was chosen in the row, or by the clicker; a callback."""
    chosen = turns.turned()
    turns.to("" if chosen == first else chosen)


def _restart(page_id: str) -> None:
    """Forgets what was answered on this page, and begins at its first step; a callback."""
    answers.restart(page_id)
    turns.to()
