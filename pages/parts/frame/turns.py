"""The turns of a walk: which step the address asks for, the row of steps, and a clicker's keys."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from pages.parts.frame import frame

_HERE = Path(__file__).parent
_DIAGRAM = _HERE.parent / "diagram"
_HTML = """
<nav class="turns" aria-label="Steps"><ol></ol>
<p role="status" aria-live="polite"></p></nav>
"""
_STEP, _VIEW, _ALL = "step", "view", "all"

_TURNS = st.components.v2.component(
    "netlogic_turns",
    html=_HTML,
    css=(_HERE / "turns.css").read_text(encoding="utf-8"),
    js="\n".join(
        file.read_text(encoding="utf-8") for file in (_DIAGRAM / "dom.js", _HERE / "turns.js")
    ),
)


def asked(ids: Sequence[str]) -> int:
    """The place of the step that the address asks for; the first where it asks for none.

    A part of a step that is not shown in parts here is that step.
    """
    said = st.query_params.get(_STEP, "")
    found = next((id_ for id_ in (said, whole_of(said)) if id_ in ids), ids[0])
    return ids.index(found)


def part_of(step: str, n: int) -> str:
    """The id of the n-th part of a step; the first has the step's own."""
    return step if n == 1 else f"{step}-{n}"


def whole_of(part: str) -> str:
    """The step of which something is a part: itself where it is none."""
    step, _, number = part.rpartition("-")
    return step if step and number.isdecimal() else part


def whole() -> bool:
    """Whether all steps stand one below the other: `?view=all`."""
    return st.query_params.get(_VIEW) == _ALL


def to(step: str = "") -> None:
    """Moves to a step, or to the first, which no address names; a callback."""
    _say({_STEP: step, _VIEW: ""})


def show_whole() -> None:
    """Shows all steps one below the other; a callback."""
    _say({_STEP: "", _VIEW: _ALL})


def _say(wanted: Mapping[str, str]) -> None:
    """Writes parameters in one go: each time would be one more entry in the browser's history."""
    if all(st.query_params.get(key, "") == value for key, value in wanted.items()):
        return
    query = {key: st.query_params.get_all(key) for key in st.query_params if key not in wanted}
    st.query_params.from_dict(query | {key: [value] for key, value in wanted.items() if value})


def row(
    titles: Mapping[str, str],
    at: int | None,
    said: tuple[str, str, str],
    *,
    on_turn: Callable[[], None],
) -> None:
    """The steps in a row, the one at `at` current; None where all are shown.

    `said` is the place among them, the title and the time left, as in ("Step 5 of 7", "Result",
    "about 2 minutes left"). The step that was chosen, by press or by clicker, is then found with
    `turned()`. The clicker turns in presenter mode only: elsewhere its keys scroll the page.
    """
    steps = [{"id": i, "title": title, "of": whole_of(i)} for i, title in titles.items()]
    data = {"steps": steps, "at": at, "said": list(said), "present": frame.presenting()}
    _TURNS(key="turns", data=data, width="stretch", height="content", on_turned_change=on_turn)


def turned() -> str:
    """The step that was just chosen; for the callback of `row`."""
    return str(st.session_state["turns"].get("turned") or "")
