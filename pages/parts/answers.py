"""The answers of this session: taken from the address once, kept, and said in the address again."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from netlogic.learning import Answers

T = TypeVar("T")
_KEPT = "answers"
_READ = (
    "answers_read"  # (page, item) that the address was asked for: a later one may be out of date
)


def to(page: str, item: str, meaning: Callable[[str | None], T | None]) -> T | None:
    """The answer to an item, in the meaning its page gives it; None while there is none.

    The first time a session asks, the address may hold it.
    """
    read: set[tuple[str, str]] = st.session_state.setdefault(_READ, set())
    if (page, item) not in read:
        read.add((page, item))
        said = st.query_params.get(item)
        if said is not None and meaning(said) is not None:
            commit(page, item, said)
    return meaning(_answers().to(page, item))


def commit(page: str, item: str, said: str) -> None:
    """Takes an answer; the first one stays."""
    st.session_state[_KEPT] = _answers().with_answer(page, item, said)


def restart(page: str) -> None:
    """Forgets the answers of one page, also those that were not given yet."""
    st.session_state[_KEPT] = _answers().without(page)
    for key in [key for key in st.session_state if str(key).startswith(prefix(page))]:
        del st.session_state[key]


def prefix(page: str) -> str:
    """How the keys of the widgets begin with which a page is answered."""
    return f"answering-{page}-"


def query(page: str) -> tuple[list[str], dict[str, list[str]]]:
    """The parameters of a page's answers: all that it has asked for, and what was answered."""
    asked = [item for at, item in st.session_state.get(_READ, ()) if at == page]
    said = _answers().of(page)
    return sorted(asked), {item: [said[item]] for item in sorted(asked) if item in said}


def _answers() -> Answers:
    kept: Answers = st.session_state.get(_KEPT, Answers())
    return kept
