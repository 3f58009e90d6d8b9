"""One question: an answer and how sure one is, then the explanation of every answer."""

import streamlit as st

from netlogic.learning import CONFIDENCES, Alternative, Choice, Question, choice_in, choice_said
from netlogic.library import library
from pages.parts import answers, passages


def ask(page_id: str, question: Question) -> Choice | None:
    """The question; once it is answered, that answer and what there is to say of each."""
    item = f"answer-{question.id}"
    made = answers.to(page_id, item, lambda said: choice_in(said, question))
    with st.container(key=f"question-{question.id}", border=True):
        if made:
            _answered(question, made)
        else:
            _open(page_id, question, item)
        if cited := passages.cited(question.sources, library()):
            st.markdown(f":small[{cited}]")
    return made


def _open(page_id: str, question: Question, item: str) -> None:
    words = {one.id: one.words for one in question.alternatives}
    chosen, sure = (f"{answers.prefix(page_id)}{what}-{question.id}" for what in ("which", "sure"))
    st.radio(
        f"**{question.stem}**",
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=chosen,
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "How sure are you?",
            list(CONFIDENCES),
            format_func=CONFIDENCES.__getitem__,
            key=sure,
            persist_state="session",
        )
        ready = st.session_state.get(chosen) in words and st.session_state.get(sure)
        st.button(
            "Reveal",
            key=f"lead-answer-{question.id}",
            disabled=not ready,
            on_click=_commit,
            args=(page_id, item, chosen, sure),
        )


def _answered(question: Question, made: Choice) -> None:
    st.markdown(f"**{question.stem}**")
    st.markdown("\n".join(_explained(one, made) for one in question.alternatives))


def _explained(one: Alternative, made: Choice) -> str:
    """An alternative, what it was, and why it is right, or wrong and tempting."""
    marks = ["right" if one.right else "not right"]
    if one.id == made.alternative:
        marks.append(f"your answer, {CONFIDENCES[made.confidence]}")
    return f"- **{one.words}** ({'; '.join(marks)})  \n  {one.why}"


def _commit(page_id: str, item: str, chosen: str, sure: str) -> None:
    """Commits to the alternative and confidence that are chosen; a callback."""
    choice = Choice(st.session_state[chosen], st.session_state[sure])
    answers.commit(page_id, item, choice_said(choice))
