"""The bodies of a page as this session has them: taken from the address once, kept, said in it."""

import streamlit as st

from netlogic.bodies import Examined, Plan, begun, examined_in
from netlogic.lesions import body_in
from pages.parts import answers
from pages.parts.frame import frame


def held(page: str, plan: Plan) -> Examined:
    """The body as the learner has it; the first time a session asks, the address may hold it."""
    read = st.session_state.setdefault(f"{page}_bodies_read", set())
    if plan.id not in read:
        read.add(plan.id)
        st.session_state.setdefault(_key(page, plan), st.query_params.get(_parameter(plan), ""))
    return examined_in(st.session_state.get(_key(page, plan), ""), plan) or begun(plan)


def load(page: str, plan: Plan, pattern: str) -> None:
    """Takes a pattern in place of the body there is; a callback."""
    _keep(page, plan, begun(plan, pattern))
    st.session_state[_turn(page, plan)] = turn(page, plan) + 1


def change(page: str, plan: Plan, block: str) -> None:
    """Takes the body that the browser has made of it; a callback of the block that draws it."""
    found = body_in(str(st.session_state[block].get("changed") or ""), len(plan.lesions))
    if found:
        _keep(page, plan, Examined(held(page, plan).pattern, found))


def turn(page: str, plan: Plan) -> int:
    """How often a pattern was loaded: the browser then drops what it has."""
    return int(st.session_state.get(_turn(page, plan), 0))


def in_address(page: str, plan: Plan, block: str) -> None:
    """Says the body in the address; one as it is at the beginning is not said."""
    now = held(page, plan)
    said = [] if now == begun(plan) else [now.said]
    place = f"{page} in a room" if frame.presenting() else page
    frame.address(place, [_parameter(plan)], {_parameter(plan): said}, of=block)


def _keep(page: str, plan: Plan, now: Examined) -> None:
    st.session_state[_key(page, plan)] = now.said


def _parameter(plan: Plan) -> str:
    return f"body-{plan.id}"


def _key(page: str, plan: Plan) -> str:
    """Of the prefix that "Start again" forgets."""
    return f"{answers.prefix(page)}body-{plan.id}"


def _turn(page: str, plan: Plan) -> str:
    return f"{page}_turn_{plan.id}"
