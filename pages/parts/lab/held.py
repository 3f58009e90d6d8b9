"""Where the knobs of a bench stand in this session: taken from the address once, kept, said in it.

Their keys begin as those of answers do, so that "Start again" brings every knob to its start.
"""

from collections.abc import Iterator

import streamlit as st

from netlogic.benches import SEEDS, Bench, Knob, Setting
from pages.parts import answers
from pages.parts.figures.lab.picture import Set
from pages.parts.frame import frame

SEED = "seed"
_READ = "benches_read"


def begin(page: str, id_: str, bench: Bench) -> None:
    """Takes each setting from the address, the first time a session asks for it."""
    read: set[str] = st.session_state.setdefault(_READ, set())
    for knob in _every(bench):
        name = key(page, id_, knob.id)
        said = None if name in read else st.query_params.get(_parameter(id_, knob))
        read.add(name)
        if name not in st.session_state:
            st.session_state[name] = typed(knob, knob.start if said is None else knob.read(said))


def typed(knob: Knob, setting: Setting) -> Setting:
    """A setting in the type that its widget holds: whole numbers where all of it is whole."""
    whole = knob.limits and all(value == int(value) for value in (*knob.limits, knob.step))
    return int(float(setting)) if whole else setting


def settings(page: str, id_: str, bench: Bench) -> Set:
    """Where all of it stands."""
    held = {knob.id: st.session_state[key(page, id_, knob.id)] for knob in bench.knobs}
    return Set(held, int(st.session_state[key(page, id_, SEED)]))


def again(page: str, id_: str) -> None:
    """The next draw; after the last one the first; a callback."""
    name = key(page, id_, SEED)
    first, last = SEEDS
    st.session_state[name] = first + (st.session_state[name] + 1 - first) % (last - first + 1)


def in_address(page: str, id_: str, bench: Bench) -> None:
    """Says what is moved in the address; what stands at its start is not said."""
    place = f"{page} in a room" if frame.presenting() else page
    keys = [_parameter(id_, knob) for knob in _every(bench)]
    frame.address(place, keys, dict(_said(page, id_, bench)), of=f"{page}-{id_}")


def _said(page: str, id_: str, bench: Bench) -> Iterator[tuple[str, list[str]]]:
    for knob in _every(bench):
        now = st.session_state[key(page, id_, knob.id)]
        if now != knob.start:
            words = str(now).lower() if isinstance(now, bool | str) else f"{now:g}"
            yield _parameter(id_, knob), [words]


def key(page: str, id_: str, knob: str) -> str:
    """The key of a knob's widget."""
    return f"{answers.prefix(page)}{id_}-{knob}"


def _parameter(id_: str, knob: Knob) -> str:
    return f"{id_}-{knob.id}"


def _every(bench: Bench) -> tuple[Knob, ...]:
    """The knobs, and the seed as one."""
    return (*bench.knobs, Knob(id=SEED, label="Seed", limits=SEEDS, start=bench.seed))
