"""The decision map on its page: finding, figure, moves by click and key, numbers."""

from functools import partial

import streamlit as st

from netlogic import explore, map_words, sentences
from netlogic.borders import border, nearest, steps
from netlogic.content import Library
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import Patient, Value
from netlogic.regions import DecisionMap
from pages.parts import inputs, map_table
from pages.parts.figures import labels
from pages.parts.figures import map as figure
from pages.parts.frame import pad
from pages.parts.tables import component

AREA, CHART, PAD = "map_area", "map", "map_pad"


def picture(found: DecisionMap, patient: Patient, content: Library, *, present: bool) -> None:
    """The map under its finding; a click or a key moves the patient."""
    finding = map_words.finding(found, patient, content)
    with st.container(key="map_finding", gap=None):
        st.markdown(f"## {finding}")
        st.caption(f"{map_words.badge(content)} {map_words.hatched(found, content)}")
    with st.container(key=AREA):
        st.plotly_chart(
            figure.decision_map(found, patient, content, large=present),
            height="stretch",
            key=CHART,
            on_select=partial(_clicked, patient, found.x, found.y),
            selection_mode="points",
            config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
            alt=map_words.figure_name(finding),
        )
    _keys(found, patient, content, present=present)


def _keys(found: DecisionMap, patient: Patient, content: Library, *, present: bool) -> None:
    """The way over the map without a pointer, and what its letters stand for."""
    axes = zip("xy", (found.x, found.y), strict=True)
    pad.pad(
        AREA,
        {axis: _way(found, patient, fact, content) for axis, fact in axes},
        (map_words.leads if present else map_words.stands)(found, patient, content),
        key=PAD,
        on_move=partial(_stepped, patient, found.x, found.y),
        present=present,
    )
    written = labels.labels(found, patient, content, large=present)
    only_letters = {label.kind for label in written} - {one.kind for one in written if one.named}
    with st.container(key="map_key_wide"):
        if only_letters:
            st.caption(map_words.key(found, only_letters, content))
    with st.container(key="map_key_narrow"):
        st.caption(map_words.key(found, found.kinds, content))
    for line in _idle(found, patient, content):
        st.caption(line)


def _way(found: DecisionMap, patient: Patient, fact: str, content: Library) -> dict[str, object]:
    at = nearest(fact, getattr(patient, fact), content)
    down, up = (border(found, patient, fact, way, content) for way in (-1, 1))
    return {
        "name": content.inputs[fact].label,
        "at": at,
        "count": len(steps(fact, content)),
        "down": at - down.away if down else None,
        "up": at + up.away if up else None,
    }


def _idle(found: DecisionMap, patient: Patient, content: Library) -> list[str]:
    """Why an input of the map cannot matter for this patient, where it cannot."""
    still = explore.idle(explore.typical(patient, content), content)
    read = reading(patient, content)
    return [
        sentences.idle(fact, *still[fact], read, content)
        for fact in (found.x, found.y)
        if fact in still
    ]


def _clicked(patient: Patient, x: str, y: str) -> None:
    """Moves the patient to where the map was clicked; a callback."""
    points = st.session_state[CHART]["selection"]["points"]
    at = points[-1].get("customdata") if points else None
    if at:
        _put(patient, {x: at[0], y: at[1]})


def _stepped(patient: Patient, x: str, y: str) -> None:
    """Moves the patient to the step that a key asked for; a callback."""
    moved, content = st.session_state[PAD].get("moved") or {}, library()
    wanted: dict[str, Value | None] = {}
    for axis, fact in (("x", x), ("y", y)):
        known, at = steps(fact, content), moved.get(axis)
        if not isinstance(at, int) or not 0 <= at < len(known):
            return
        wanted[fact] = known[at]
    _put(patient, wanted)


def _put(patient: Patient, wanted: dict[str, Value | None]) -> None:
    """Loads the patient with these values; a forged one moves nobody."""
    if all(value in steps(fact, library()) for fact, value in wanted.items()):
        inputs.load(patient.model_copy(update=wanted))


def numbers(found: DecisionMap, patient: Patient, content: Library) -> None:
    """The map as a table and as a file, and the published limits along its sides."""
    with st.expander("Show the numbers", key="map_numbers"):
        component.table(
            "The decision map", *map_table.view(found, patient, content), key="map_twin"
        )
        columns, rows = map_table.limits(found, content)
        if rows:
            component.table("Published limits along the map", columns, rows, key="map_limits")
        st.download_button(
            "Download as CSV",
            map_table.file(found, patient, content),
            f"decision-map-{found.x}-{found.y}.csv",
            "text/csv",
            key="map_file",
            on_click="ignore",
        )
        st.page_link(
            "pages/decide/pathway.py", label="Pathway: why each option stands where it does"
        )
