"""One bench: its knobs, the picture that answers them, many trials at the press of a button."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from netlogic.benches import Knob
from netlogic.content import Library
from netlogic.replicates import in_parts
from pages.parts.figures.lab.benches import BENCHES, Many, Replicates, joined
from pages.parts.figures.lab.picture import Picture, Set
from pages.parts.frame import frame
from pages.parts.lab import component, held, numbers, view
from pages.parts.lab import film as films
from pages.parts.lab.held import Placed


@st.fragment
def bench(page: str, id_: str, content: Library, told: Callable[[], None]) -> None:
    """The bench, with what is `told` of it over its knobs; a fragment, so that a knob draws nothing
    else anew.
    """
    found = content.benches.get(id_)
    if found is None:
        st.warning(f"Without content/benches/{id_}.toml this simulation cannot be shown.")
        return
    placed = Placed(page, id_, found)
    now = held.begin(placed)
    left, right = st.columns([1, 3], gap="medium")
    with left, st.container(key=f"knobs-{placed.key}"):
        knobs, presses = st.container(), st.container()
    made = _presses(presses, placed, now)
    shown = BENCHES[id_].picture(now, made)
    # Before the knobs: where they stand is known already, and the eye waits for the picture.
    with right:
        taken = component.picture(_sent(placed, shown, now), key=f"{placed.key}_picture")
    with knobs:
        told()
        for knob in found.knobs:
            _knob(knob, placed.widget(knob.id))
    if not frame.presenting():
        with st.container(key=f"drawn-{placed.key}"):
            st.markdown(f":small[:gray[{found.drawn}]]")
        numbers.draw(shown, placed, now)
    held.in_address(placed)
    _ahead(placed, now, taken)


def _knob(knob: Knob, key: str) -> None:
    kept: dict[str, Any] = {"key": key, "persist_state": "session"}
    if knob.limits:
        low, high, step = (held.typed(knob, value) for value in (*knob.limits, knob.step))
        unit = knob.unit.replace("%", "%%")
        st.slider(knob.label, low, high, step=step, format=f"%g {unit}".strip(), **kept)
    elif knob.ways:
        words = {way.id: way.label for way in knob.ways}
        choose = st.selectbox if frame.presenting() else st.radio
        choose(knob.label, list(words), format_func=words.__getitem__, **kept)
    else:
        st.toggle(knob.label, **kept)


def _presses(place: Any, placed: Placed, now: Set) -> Replicates | None:
    """The buttons, in their place; gives the many trials if they were drawn with these settings."""
    many = BENCHES[placed.id].many
    with place, st.container(horizontal=True):
        if placed.bench.chance:
            st.button("Draw again", key=f"{placed.key}_again", on_click=held.again, args=(placed,))
        pressed = many and st.button(placed.bench.heavy, key=f"{placed.key}_heavy")
    if many and pressed:
        with place:
            held.keep_many(placed, now, _drawn(many, now))
    return held.many(placed, now)


def _drawn(many: Many, now: Set) -> Replicates:
    """Many trials, in parts, with a bar that says how far it is."""
    parts: list[Replicates] = []
    bar = st.progress(0.0, "Drawing trials")
    for done in in_parts(
        many.all, many.at_once, lambda part, n: parts.append(many.drawn(now, n, part))
    ):
        bar.progress(done, "Drawing trials")
    bar.empty()
    return joined(parts)


def _sent(placed: Placed, shown: Picture, now: Set) -> dict[str, Any]:
    """What the browser draws, and where each slider stands while this is what is drawn."""
    sliders = [knob.id for knob in placed.bench.knobs if knob.limits]
    return {
        **_frame(placed, shown, now),
        "key": placed.key,
        "stands": {placed.widget(knob): now.number(knob) for knob in sliders},
        "others": {placed.widget(knob): films.others(now, knob) for knob in sliders},
        "height": view.HEIGHT,
        "present": frame.presenting(),
    }


def _frame(placed: Placed, shown: Picture, now: Set) -> dict[str, Any]:
    seed = now.seed if placed.bench.chance else None
    return view.frame(shown, seed=seed, present=frame.presenting())


def _ahead(placed: Placed, now: Set, taken: str) -> None:
    """The film of the slider that was just taken in hand."""
    knobs = {placed.widget(knob.id): knob for knob in placed.bench.knobs if knob.limits}
    if taken not in knobs:
        return

    def drawn(at: Set) -> dict[str, Any]:
        return _frame(placed, BENCHES[placed.id].picture(at, held.many(placed, at)), at)

    made = films.film(knobs[taken], now, drawn)
    component.film({"of": placed.key, "knob": taken, **made}, key=f"{placed.key}_film")
