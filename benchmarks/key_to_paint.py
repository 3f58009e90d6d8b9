"""From a key press on the burden slider to the painted pathway, against a bare app.

    python -m benchmarks.key_to_paint [--presses 12] [--rounds 4] [--limit 1.5]

The picture answers a key from readings the server sent ahead, and the server then confirms. Both
are measured: the sentence that the eye sees, which counts, and the confirmed words of the status.

Milliseconds say as much about the machine as about the app; the ratio is what counts. Both apps run
at once and take turns, so that other work on the machine disturbs both alike.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import BARE, chromium, drawn, p50, p95
from deploy.run import APP
from tests.browser.chromium import settled

# The first presses of a round meet a browser that still compiles its scripts.
UNCOUNTED = 2
# The sentence that the eye sees, drawn with the route and the options in one go.
SENTENCE = ".sentence .main"
# Spoken once the server has confirmed, or the slider has rested.
STATUS = '[role="status"]'
# Between two presses, so that nothing of the one before is still under way.
PAUSE_MS = 250
SLIDER = ".st-key-hepatic_burden input[type=range]"

# The words are watched where they are, in the page or in the open shadow root of a component. Two
# frames after they change they count as painted: the first draws them, the second says it is over.
WATCH = """
([within, words]) => {
  const find = root => root.querySelector(words) ?? [...root.querySelectorAll('*')]
    .reduce((hit, part) => hit ?? (part.shadowRoot && find(part.shadowRoot)), null);
  const said = () => find(document.querySelector(within))?.innerHTML;
  const seen = window.seen = {pressed: 0, changed: 0, painted: 0, before: ''};
  addEventListener('keydown', () => {
    Object.assign(seen, {pressed: performance.now(), changed: 0, painted: 0, before: said()});
  }, true);
  const look = () => {
    if (!seen.pressed || seen.changed || said() === seen.before) return;
    seen.changed = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => { seen.painted = performance.now(); }));
  };
  const root = find(document.querySelector(within)).getRootNode();
  new MutationObserver(look).observe(root, {subtree: true, childList: true, characterData: true});
}
"""


@dataclass(frozen=True)
class Measured:
    """A page under measurement and the milliseconds from key to paint so far."""

    name: str
    page: Page
    times: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.name:<10} p50 {p50(self.times):5.0f} ms   p95 {p95(self.times):5.0f} ms"
            f"   {len(self.times)} presses"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and fail when the ratio of the medians is above the limit."""
    chosen = _command_line(arguments)
    with chromium(BARE, chosen.app) as (browser, (bare_url, app_url)):

        def watched(url: str, within: str, words: str) -> Page:
            page = drawn(browser, url, f"{within} {words}")
            page.evaluate(WATCH, [within, words])
            return page

        bare = Measured("bare app", watched(bare_url, ".st-key-said", "p"))
        address, diagram = app_url + chosen.path, ".st-key-diagram"
        pathway = Measured("pathway", watched(address, diagram, SENTENCE))
        rows = [bare, pathway, Measured("confirmed", watched(address, diagram, STATUS))]
        for _ in range(chosen.rounds):
            for measured in rows:
                measured.times.extend(a_round(measured.page, SLIDER, chosen.presses))
    for measured in rows:
        print(measured)
    ratio, confirmed = (p50(measured.times) / p50(bare.times) for measured in rows[1:])
    print(f"ratio of the medians {ratio:.2f} (at most {chosen.limit}); confirmed {confirmed:.2f}")
    return 0 if ratio <= chosen.limit else 1


def _command_line(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Key press to painted sentence, as a ratio.")
    parser.add_argument("--presses", type=int, default=12, help="counted presses in a round")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--limit", type=float, default=1.5)
    parser.add_argument("--app", type=Path, default=APP)
    parser.add_argument("--path", default="/pathway")
    return parser.parse_args(arguments)


def a_round(page: Page, on: str, presses: int) -> list[float]:
    """Milliseconds from each counted press on a slider until what is watched is painted."""
    page.bring_to_front()
    page.locator(on).first.focus()
    # From the lowest value every press has somewhere to go.
    page.keyboard.press("Home")
    page.wait_for_timeout(4 * PAUSE_MS)
    settled(page)
    return [_press(page) for _ in range(UNCOUNTED + presses)][UNCOUNTED:]


def _press(page: Page) -> float:
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => window.seen.painted", timeout=15_000)
    milliseconds = page.evaluate("() => window.seen.painted - window.seen.pressed")
    page.wait_for_timeout(PAUSE_MS)
    return float(milliseconds)


if __name__ == "__main__":
    sys.exit(main())
