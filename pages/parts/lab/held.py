"""What this session holds of a bench: where its knobs stand, and the many trials that it drew.

Settings are taken from the address once, kept, and said in it. Their keys begin as those of answers
do, so that "Start again" brings every knob to its start.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from netlogic.benches import SEEDS, Bench, Knob, Setting
from pages.parts import answers
from pages.parts.figures.lab.benches import Replicates
from pages.parts.figures.lab.picture import Set
from pages.parts.frame import frame

SEED = "seed"
_READ = "benches_read"


@dataclass(frozen=True)
class Placed:
    """A bench with its id, on a page."""

    page: str
    id: str
    bench: Bench

    @property
    def key(self) -> str:
        """How the keys of its parts begin."""
        return f"{self.page}_{self.id.replace('-', '_')}"

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """The knobs, and the seed as one."""
        return (*self.bench.knobs, Knob(id=SEED, label="Seed", limits=SEEDS, start=self.bench.seed))

    def widget(self, knob: str) -> str:
        """The key of a knob's widget."""
        return f"{answers.prefix(self.page)}{self.id}-{knob}"

    def parameter(self, knob: Knob) -> str:
        """What a knob is called in the address."""
        return f"{self.id}-{knob.id}"


def begin(placed: Placed) -> Set:
    """Where everything stands; the first time a session asks, the address may say it."""
    read: set[str] = st.session_state.setdefault(_READ, set())
    for knob in placed.knobs:
        name = placed.widget(knob.id)
        said = None if name in read else st.query_params.get(placed.parameter(knob))
        read.add(name)
        if name not in st.session_state:
            st.session_state[name] = typed(knob, knob.start if said is None else knob.read(said))
    held = {knob.id: st.session_state[placed.widget(knob.id)] for knob in placed.knobs}
    return Set({id_: held[id_] for id_ in held if id_ != SEED}, int(held[SEED]))


def typed(knob: Knob, setting: Setting) -> Setting:
    """A setting in the type that its widget holds: whole numbers where all of it is whole."""
    whole = knob.limits and all(value == int(value) for value in (*knob.limits, knob.step))
    return int(float(setting)) if whole else setting


def again(placed: Placed) -> None:
    """The next draw; after the last one the first; a callback."""
    name = placed.widget(SEED)
    first, last = SEEDS
    st.session_state[name] = first + (st.session_state[name] + 1 - first) % (last - first + 1)


def in_address(placed: Placed) -> None:
    """Says what is moved in the address; what stands at its start is not said."""
    place = f"{placed.page} in a room" if frame.presenting() else placed.page
    keys = [placed.parameter(knob) for knob in placed.knobs]
    frame.address(place, keys, dict(_said(placed)), of=f"{placed.page}-{placed.id}")


def _said(placed: Placed) -> Iterator[tuple[str, list[str]]]:
    for knob in placed.knobs:
        now = st.session_state[placed.widget(knob.id)]
        if now != knob.start:
            words = str(now).lower() if isinstance(now, bool | str) else f"{now:g}"
            yield placed.parameter(knob), [words]


def keep_many(placed: Placed, now: Set, made: Replicates) -> None:
    """Keeps the many trials that were drawn with these settings; the last ones only."""
    st.session_state[f"{placed.key}_many"] = (now, made)


def many(placed: Placed, now: Set) -> Replicates | None:
    """The many trials that were drawn with these settings, if they were."""
    then, made = st.session_state.get(f"{placed.key}_many", (None, None))
    return made if then == now else None
