"""From a key press on a knob of the PFS lab to the painted picture, against a bare app.

    python -m benchmarks.knob_to_paint [--presses 8] [--rounds 2] [--limit 1.5]

Every bench is measured by its first slider. The picture is watched with its sentence: both are
drawn in one go. Both apps run at once and take turns; the ratio is what counts.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.browser import BARE, chromium, drawn, p50, p95
from benchmarks.key_to_paint import WATCH, a_round
from deploy.run import APP
from netlogic.library import library

PICTURE = ".lab"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and fail when the ratio of the medians of any bench is above the limit."""
    chosen = _command_line(arguments)
    bare: list[float] = []
    times: dict[str, list[float]] = {}
    with chromium(BARE, chosen.app) as (browser, (bare_url, app_url)):
        plain = drawn(browser, bare_url, ".st-key-said p")
        plain.evaluate(WATCH, [".st-key-said", "p"])
        for name, (path, knob, picture) in _benches(chosen.only).items():
            page = drawn(browser, app_url + path, f"{picture} {PICTURE}")
            page.evaluate(WATCH, [picture, PICTURE])
            times[name] = []
            for _ in range(chosen.rounds):
                bare += a_round(plain, "input[type=range]", chosen.presses)
                times[name] += a_round(page, f"{knob} input[type=range]", chosen.presses)
            page.close()
    print(f"{'bare app':<12} p50 {p50(bare):5.0f} ms   p95 {p95(bare):5.0f} ms")
    worst = 0.0
    for name, found in times.items():
        ratio = p50(found) / p50(bare)
        worst = max(worst, ratio)
        print(f"{name:<12} p50 {p50(found):5.0f} ms   p95 {p95(found):5.0f} ms   ratio {ratio:.2f}")
    print(f"largest ratio of the medians {worst:.2f} (at most {chosen.limit:g})")
    return 0 if worst <= chosen.limit else 1


def _benches(only: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Of each bench, or of these: its address, its first slider, and the place of its picture."""
    content, found = library(), {}
    for page, topic in content.topics.items():
        for step in topic.steps:
            for one in step.passages:
                if one.kind != "bench" or one.of is None or (only and one.of not in only):
                    continue
                knob = next(knob for knob in content.benches[one.of].knobs if knob.limits)
                # Lines on the calendar make no curve yet.
                order = "&people-order=sorted" if one.of == "people" else ""
                found[one.of] = (
                    f"/{page}?step={step.id}{order}",
                    f".st-key-answering-{page}-{one.of}-{knob.id}",
                    f".st-key-{page}_{one.of.replace('-', '_')}_picture",
                )
    return found


def _command_line(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Key press to painted picture, as a ratio.")
    parser.add_argument("--presses", type=int, default=8, help="counted presses in a round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--limit", type=float, default=1.5)
    parser.add_argument("--only", nargs="*", default=(), help="ids of benches")
    parser.add_argument("--app", type=Path, default=APP)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
