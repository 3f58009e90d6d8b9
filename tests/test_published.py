"""Where knobs begin: an address that does not name a knob means its start, so no start may change.

A new bench or knob is added to the file by hand, once it is published; a line is never changed.
"""

import json
from pathlib import Path

from netlogic.library import library

PUBLISHED = Path(__file__).parent / "data" / "bench_starts.json"


def test_no_start_of_a_published_knob_has_changed() -> None:
    held = {
        f"{id_}-{knob}": start
        for id_, bench in library().benches.items()
        for knob, start in [(k.id, k.start) for k in bench.knobs] + [("seed", bench.seed)]
    }
    assert held == json.loads(PUBLISHED.read_text(encoding="utf-8"))
