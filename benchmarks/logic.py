"""How long the logic takes, on one core, with nothing remembered from before.

    python -m benchmarks.logic

One reading of a known patient (limit 0.5 ms), all logic of one move of the page (40 ms), what would
change it (60 ms) and the harms side by side (10 ms), which a move only asks for while their tab is
open, a decision map of which 101 x 51 places are asked (150 ms), a move of the slowest bench of the
PFS lab and one trial of 5000 patients with statistics and figure (50 ms each), and
`python -m netlogic explain` with every fact unknown, the start of Python included (1 s).
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from netlogic import explore, nearby, regions, simulate
from netlogic.content import Library
from netlogic.flips import flips
from netlogic.library import CONTENT, library
from netlogic.pathway import reading
from netlogic.patient import INPUTS, Patient
from pages.parts import cards, changes, harms
from pages.parts.diagram import ahead, view
from pages.parts.figures.lab import curves
from pages.parts.figures.lab.benches import BENCHES
from pages.parts.figures.lab.picture import Set
from pages.parts.lab import view as lab

ROUNDS = 30


def known(content: Library) -> Patient:
    """The default patient with the facts that are unknown by default filled in."""
    patient = content.default_patient()
    missing = [name for name in INPUTS if getattr(patient, name) is None]
    return patient.model_copy(update={name: content.telling[name][0] for name in missing})


def forget() -> None:
    """Empties what is remembered between moves, as for a patient whom nobody looked at yet."""
    memories = (reading, explore.idle, explore.stretches, nearby.remembered, flips)
    for remembered in (*memories, regions.decided):
        remembered.cache_clear()


def move(patient: Patient, earlier: Patient, content: Library) -> None:
    """Everything the Pathway page works out for one move of a slider."""
    now, before = reading(patient, content), reading(earlier, content)
    alike = explore.typical(patient, content)
    burden = explore.intervals(alike, "hepatic_burden", content)
    scales = {fact: explore.along(alike, fact, content) for fact in ("krenning", "distribution")}
    view.burden_strip(burden, patient.hepatic_burden, content, present=False)
    ahead.burden_strip(now, tuple(scales), content)
    ahead.scale_strip("krenning", now, burden, tuple(scales), content)
    view.pathway(now, before, burden, scales, content, present=False)
    cards.view(now, content)
    explore.idle(alike, content)


def changing(patient: Patient, content: Library) -> None:
    """What the tab "What would change it" works out for a patient."""
    changes.tables(flips(patient, content), reading(patient, content), content)


def harming(patient: Patient, earlier: Patient, content: Library) -> None:
    """What the tab "Harms side by side" works out after a move."""
    now, before = reading(patient, content), reading(earlier, content)
    harms.entered(now, content)
    harms.rows(now, before, content)


def looked_up(patient: Patient, content: Library) -> None:
    """A map, and what leads at every percent of burden and every second percent of Ki-67."""
    found = regions.decision_map(patient, "hepatic_burden", "ki67", content)
    for burden in range(101):
        for ki67 in range(0, 101, 2):
            found.at(burden, ki67)


def simulated(id_: str, content: Library, **moved: float) -> None:
    """Everything a bench of the PFS lab works out for one move: statistics and figure."""
    bench = content.benches[id_]
    knobs = {knob.id: knob.start for knob in bench.knobs} | moved
    picture = BENCHES[id_].picture(Set(knobs, bench.seed), None)
    json.dumps(lab.frame(picture, seed=bench.seed, present=False))


def large() -> None:
    """Both curves with their intervals, their medians and the hazard ratio of a large trial."""
    found = simulate.trial(1, 5000, 12, 0.5)
    marks = curves.both(found.experimental, found.control, 48)
    assert found.cox
    json.dumps(marks)


def slowest(content: Library) -> list[float]:
    """Times of the bench that takes longest, as it stands at first."""
    found = [milliseconds(partial(simulated, id_, content)) for id_ in content.benches]
    return max(found, key=statistics.median)


def milliseconds(work: Callable[[], object]) -> list[float]:
    """Times of some runs of cold work, shortest first."""
    times = []
    for _ in range(ROUNDS):
        forget()
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return sorted(times)


def explained() -> float:
    """Milliseconds of the whole process that explains a patient of whom nothing is known."""
    nothing = json.dumps(dict.fromkeys(INPUTS))
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "netlogic", "explain", "-"],
        input=nothing,
        text=True,
        capture_output=True,
        check=True,
        cwd=CONTENT.parent,
    )
    return 1e3 * (time.perf_counter() - start)


def main() -> int:
    """Prints the figures beside their limits; 1 when a median is above its limit."""
    content = library()
    patient = known(content)
    default = content.default_patient()
    moved = default.model_copy(update={"hepatic_burden": 35.0})
    rows = [
        ("reading of a known patient", 0.5, milliseconds(lambda: reading(patient, content))),
        ("one move of the page", 40.0, milliseconds(lambda: move(moved, default, content))),
        ("what would change it", 60.0, milliseconds(lambda: changing(moved, content))),
        ("harms side by side", 10.0, milliseconds(lambda: harming(moved, default, content))),
        ("map of 101 x 51 places", 150.0, milliseconds(lambda: looked_up(default, content))),
        ("slowest bench of the PFS lab", 50.0, slowest(content)),
        (
            "one trial of 5000 patients",
            50.0,
            milliseconds(large),
        ),
        ("explain, every fact unknown", 1000.0, sorted(explained() for _ in range(5))),
    ]
    slow = False
    for name, limit, times in rows:
        middle = statistics.median(times)
        slow |= middle > limit
        print(f"{name:30} {middle:8.2f} ms   (limit {limit:g}; {times[0]:.2f} to {times[-1]:.2f})")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
