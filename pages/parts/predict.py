"""Predict the result first: dials, and a commitment before which nothing of the answer is drawn."""

from collections.abc import Sequence

import streamlit as st

from netlogic.learning import Dial, Prediction, is_whole, prediction_in, prediction_said
from pages.parts import answers
from pages.parts.frame import turns

STEP = "predict"  # the step of a walk on which the dials stand
_ITEM = "predicted"


def committed(page_id: str, dials: Sequence[Dial]) -> Prediction | None:
    """What was predicted on this page, or that it was shown without; None while neither."""
    return answers.to(page_id, _ITEM, lambda said: prediction_in(said, dials))


def dials(page_id: str, dials: Sequence[Dial], then: str = "result") -> None:
    """The dials and the button that commits to them and leads to the step `then`.

    Afterwards what was predicted: the first answer stays.
    """
    made = committed(page_id, dials)
    if made:
        st.markdown("\n".join(_told(made, dials)))
        return
    for dial in dials:
        _dial(page_id, dial)
    ready = all(st.session_state.get(_kept(page_id, dial)) for dial in dials)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Reveal",
            key="lead-reveal",
            disabled=not ready,
            on_click=_commit,
            args=(page_id, dials, then),
        )
        _skip_button(page_id, then, "dials")
    if not ready:
        st.caption("Move every dial, or tick that you keep its value. Your first answer stays.")


def first(page_id: str, step: str) -> None:
    """In place of a step that would give the answer away: the way to the dials, and past them."""
    st.markdown("Predict first. This step shows the answer.")
    with st.container(horizontal=True):
        st.button("Predict first", key=f"lead-predict-{step}", on_click=turns.to, args=(STEP,))
        _skip_button(page_id, step, step)


def _skip_button(page_id: str, then: str, place: str) -> None:
    st.button("Show without predicting", key=f"skip-{place}", on_click=_skip, args=(page_id, then))


def _dial(page_id: str, dial: Dial) -> None:
    """One dial; moving it ticks that its value is meant."""
    whole = is_whole(dial)
    number = int if whole else float
    kept = _kept(page_id, dial)
    with st.container(key=f"dial-{dial.id}"):
        st.slider(
            dial.label,
            *(number(limit) for limit in dial.limits),
            number(dial.start),
            step=number(dial.step),
            format=f"{'%d' if whole else '%.10g'} {dial.unit.replace('%', '%%')}",
            key=_turned(page_id, dial),
            on_change=_mean,
            args=(kept,),
            persist_state="session",
        )
        st.checkbox("I keep this value", key=kept, persist_state="session")


def _told(made: Prediction, dials: Sequence[Dial]) -> list[str]:
    if made.skipped:
        return ["You had the answer shown without predicting."]
    guesses = made.by(dials)
    lines = [f"- {dial.label}: **{guesses[dial.id]:g} {dial.unit}**" for dial in dials]
    return ["You predicted:", "", *lines, "", "The first answer stays."]


def _mean(kept: str) -> None:
    st.session_state[kept] = True


def _commit(page_id: str, dials: Sequence[Dial], then: str) -> None:
    """Commits to the dials as they stand; a callback."""
    turned = tuple(st.session_state[_turned(page_id, dial)] for dial in dials)
    answers.commit(page_id, _ITEM, prediction_said(Prediction(turned)))
    _lead(then)


def _skip(page_id: str, then: str) -> None:
    """Keeps that the answer was shown without predicting; a callback."""
    answers.commit(page_id, _ITEM, prediction_said(Prediction()))
    _lead(then)


def _lead(then: str) -> None:
    if not turns.whole():  # there the answer appears below
        turns.to(then)


def _turned(page_id: str, dial: Dial) -> str:
    return f"{answers.prefix(page_id)}dial-{dial.id}"


def _kept(page_id: str, dial: Dial) -> str:
    return f"{answers.prefix(page_id)}kept-{dial.id}"
