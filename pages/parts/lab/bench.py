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
from pages.parts.lab import component, held, view
from pages.parts.lab import film as films
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
    now, room = held.settings(page, id_, found), frame.presenting()
    seed = now.seed if found.chance else None
    shown = model.picture(now, _made(key, now))
    with right:
        told_to_the_browser = {
            **view.frame(shown, seed=seed, present=room),
            **_stands(page, id_, found, now),
            "key": key,
            "height": view.HEIGHT,
            "present": room,
        }
        component.picture(told_to_the_browser, key=f"{key}_picture")
    with left, st.container(key=f"knobs-{key}"):
        told()
        for knob in found.knobs:
            _knob(knob, held.key(page, id_, knob.id))
        with st.container(horizontal=True):
            if found.chance:
                st.button("Draw again", key=f"{key}_again", on_click=held.again, args=(page, id_))
            if model.many:
                _many(model.many, found, now, key)
    if not frame.presenting():
        with st.container(key=f"drawn-{key}"):
            st.markdown(f":small[:gray[{found.drawn}]]")
        _numbers(shown, found, now, key)
    held.in_address(page, id_, found)
    _ahead(
        found,
        now,
        key,
        lambda at: view.frame(model.picture(at, None), seed=seed, present=room),
        lambda knob: held.key(page, id_, knob),
    )


def _stands(page: str, id_: str, found: Bench, now: Set) -> dict[str, Any]:
    """Where each slider stands, by the key of its widget, and where all else does beside it."""
    keys = {knob.id: held.key(page, id_, knob.id) for knob in found.knobs if knob.limits}
    return {
        "stands": {key: now.number(knob) for knob, key in keys.items()},
        "others": {key: films.others(now, knob) for knob, key in keys.items()},
    }


def _ahead(
    found: Bench,
    now: Set,
    key: str,
    drawn: Callable[[Set], dict[str, Any]],
    widget: Callable[[str], str],
) -> None:
    """The film of the slider that is in hand, where the browser has none that still holds."""
    before, has = st.session_state.get(f"{key}_film", (None, None))
    in_hand = films.moved(before, now) or (has.knob if has else None)
    knob = next((one for one in found.knobs if one.id == in_hand and one.limits), None)
    if knob and not films.holds(has, knob, now):
        has, frames = films.film(knob, now, drawn)
        sent = {"of": key, "knob": widget(knob.id), "others": has.others, "frames": frames}
        component.film(sent, key=f"{key}_film_sent")
    st.session_state[f"{key}_film"] = (now, has)


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


def _many(many: Many, found: Bench, now: Set, key: str) -> None:
    """The button that draws many trials; they hold until a knob is moved."""
    if st.button(found.heavy, key=f"{key}_heavy"):
        parts: list[Replicates] = []
        bar = st.progress(0.0, "Drawing trials")
        for done in in_parts(
            many.all, many.at_once, lambda part, n: parts.append(many.drawn(now, n, part))
        ):
            bar.progress(done, "Drawing trials")
        st.session_state[f"{key}_many"] = (now, joined(parts))
        st.rerun(scope="fragment")


def _made(key: str, now: Set) -> Replicates | None:
    """The many trials that were drawn with these settings."""
    then, made = st.session_state.get(f"{key}_many", (None, None))
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
