"""One bench: its knobs, the picture that answers them, many trials at the press of a button."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from netlogic.benches import Bench, Knob
from netlogic.content import Library
from netlogic.replicates import in_parts
from pages.parts.figures.lab import picture as pictures
from pages.parts.figures.lab.benches import BENCHES, Many, Replicates, joined
from pages.parts.figures.lab.picture import Picture, Set
from pages.parts.frame import frame
from pages.parts.lab import held
from pages.parts.lab.component import picture
from pages.parts.lab.view import view
from pages.parts.tables.component import cell, table

WIDE = 8  # letters; a column with more has a larger share of a table


@st.fragment
def bench(page: str, id_: str, content: Library, told: Callable[[], None]) -> None:
    """The bench, with what is `told` of it over its knobs; a fragment, so that a knob draws nothing
    else anew.
    """
    found = content.benches.get(id_)
    if found is None:
        st.warning(f"Without content/benches/{id_}.toml this simulation cannot be shown.")
        return
    model, key = BENCHES[id_], f"{page}_{id_.replace('-', '_')}"
    held.begin(page, id_, found)
    left, right = st.columns([1, 3], gap="medium")
    with left, st.container(key=f"knobs-{key}"):
        told()
        for knob in found.knobs:
            _knob(knob, held.key(page, id_, knob.id))
        with st.container(horizontal=True):
            if found.chance:
                st.button("Draw again", key=f"{key}_again", on_click=held.again, args=(page, id_))
            now = held.settings(page, id_, found)
            made = _many(model.many, found, now, key) if model.many else None
    shown = model.picture(now, made)
    with right:
        seed = now.seed if found.chance else None
        picture(view(shown, seed=seed, present=frame.presenting()), key=f"{key}_picture")
    if not frame.presenting():
        st.markdown(f":small[:gray[{found.drawn}]]")
        _numbers(shown, found, now, key)
    held.in_address(page, id_, found)


def _knob(knob: Knob, key: str) -> None:
    held_for_good: dict[str, Any] = {"key": key, "persist_state": "session"}
    if knob.limits:
        low, high, step = (held.typed(knob, value) for value in (*knob.limits, knob.step))
        unit = knob.unit.replace("%", "%%")
        st.slider(knob.label, low, high, step=step, format=f"%g {unit}".strip(), **held_for_good)
    elif knob.ways:
        words = {way.id: way.label for way in knob.ways}
        choose = st.selectbox if frame.presenting() else st.radio
        choose(knob.label, list(words), format_func=words.__getitem__, **held_for_good)
    else:
        st.toggle(knob.label, **held_for_good)


def _many(many: Many, found: Bench, now: Set, key: str) -> Replicates | None:
    """Many trials, drawn at the press of the button; they hold until a knob is moved."""
    name = f"{key}_many"
    if st.button(found.heavy, key=f"{key}_heavy"):
        parts: list[Replicates] = []
        bar = st.progress(0.0, "Drawing trials")
        for done in in_parts(
            many.all, many.at_once, lambda part, n: parts.append(many.drawn(now, n, part))
        ):
            bar.progress(done, "Drawing trials")
        bar.empty()
        st.session_state[name] = (now, joined(parts))
    then, made = st.session_state.get(name, (None, None))
    return made if then == now else None


def _numbers(shown: Picture, found: Bench, now: Set, key: str) -> None:
    with st.expander("Show the numbers", key=f"{key}_numbers", on_change="rerun") as opened:
        if not opened.open:
            return
        heads, rows = shown.numbers
        wide = [max(map(len, column)) > WIDE for column in zip(heads, *rows, strict=True)]
        columns = [
            {"id": f"c{n}", "title": head, "share": 1.6 if wide[n] else 1}
            for n, head in enumerate(heads)
        ]
        body = [
            {"id": f"r{n}", "tone": "", "cells": [cell({"name": first}), *map(cell, rest)]}
            for n, (first, *rest) in enumerate(rows)
        ]
        table(found.label, columns, body, key=f"{key}_table")
        st.download_button(
            f"{found.label} as CSV",
            pictures.csv(shown, _about(found, now)),
            file_name=f"{key.replace('_', '-')}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
        )


def _about(found: Bench, now: Set) -> tuple[str, ...]:
    """What stands over the numbers in a file: what was simulated, and with which settings."""
    stood = (f"{knob.label}: {now.knobs[knob.id]} {knob.unit}".rstrip() for knob in found.knobs)
    return (found.label, found.drawn, *stood, *([f"Seed: {now.seed}"] if found.chance else []))
