"""From a key press on a step of a walk to its painted title and figure, against a bare app.

    python -m benchmarks.step_to_paint [--presses 12] [--limit 6]

The step with the most on it is measured: PROMID's result, with a curve, two more figures and three
tables, coming from Monday. Both apps run at once and take turns; the ratio is what counts.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import BARE, chromium, drawn, p50, p95
from deploy.run import APP
from tests.browser.chromium import settled

UNCOUNTED = 2  # the first presses meet a browser that still compiles its scripts
PAUSE_MS = 250  # so that nothing of the press before is still under way
WALK = "/promid?predicted=skipped&step=monday"
BARE_SAYS = "document.querySelector('.st-key-said p')?.textContent ?? ''"
# What the eye waits for: the title of the step, and then its curve as well.
TITLE = "document.querySelector('.st-key-step-result h2')?.textContent ?? ''"
CURVE = (
    "document.querySelector('.st-key-step-result .st-key-figure_promid_curve .main-svg .xy')"
    " ? 'drawn' : ''"
)
# Looked at in every frame; two frames after the words are new they count as painted.
WATCH = """
expressions => {
  const said = expressions.map(words => new Function(`return ${words}`));
  const seen = window.seen = {pressed: 0, painted: []};
  addEventListener('keydown', () => {
    const before = said.map(words => words());
    Object.assign(seen, {pressed: performance.now(), painted: said.map(() => 0)});
    const look = () => {
      said.forEach((words, n) => {
        if (seen.painted[n] || !words() || words() === before[n]) return;
        seen.painted[n] = -1;
        requestAnimationFrame(() => requestAnimationFrame(() => {
          seen.painted[n] = performance.now();
        }));
      });
      if (seen.painted.some(time => time <= 0)) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}
"""
ALL_PAINTED = "() => seen.painted.length && seen.painted.every(time => time > 0)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and fail when the ratio of the medians of the title is above the limit."""
    chosen = _command_line(arguments)
    bare, title, curve = [], [], []
    with chromium(BARE, chosen.app) as (browser, (bare_url, app_url)):
        plain = drawn(browser, bare_url, ".st-key-said p")
        plain.evaluate(WATCH, [BARE_SAYS])
        walk = drawn(browser, app_url + WALK, ".st-key-step-monday h2")
        walk.evaluate(WATCH, [TITLE, CURVE])
        for _ in range(UNCOUNTED + chosen.presses):
            bare += _pressed(plain, "input[type=range]", "ArrowRight")
            at_title, at_curve = _pressed(walk, _pill("Result"), "Enter")
            title.append(at_title)
            curve.append(at_curve)
            _back(walk)
    rows = {"bare app": bare, "title": title, "curve": curve}
    counted = {name: times[UNCOUNTED:] for name, times in rows.items()}
    for name, times in counted.items():
        print(f"{name:<9} p50 {p50(times):5.0f} ms   p95 {p95(times):5.0f} ms")
    ratio, drawn_ = (p50(counted[name]) / p50(counted["bare app"]) for name in ("title", "curve"))
    print(
        f"ratio of the medians {ratio:.1f} (at most {chosen.limit:g}); with its curve {drawn_:.1f}"
    )
    return 0 if ratio <= chosen.limit else 1


def _command_line(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Key press to painted step, as a ratio.")
    parser.add_argument("--presses", type=int, default=12, help="counted presses")
    parser.add_argument("--limit", type=float, default=6)
    parser.add_argument("--app", type=Path, default=APP)
    return parser.parse_args(arguments)


def _pill(title: str) -> str:
    return f"nav[aria-label=Steps] button:text-is('{title}')"


def _pressed(page: Page, on: str, key: str) -> list[float]:
    """Milliseconds from the key press until each thing that is waited for is painted."""
    page.bring_to_front()
    page.locator(on).first.focus()
    page.keyboard.press(key)
    page.wait_for_function(ALL_PAINTED, timeout=15_000)
    times: list[float] = page.evaluate("() => seen.painted.map(time => time - seen.pressed)")
    page.wait_for_timeout(PAUSE_MS)
    return times


def _back(page: Page) -> None:
    page.locator(_pill("Monday")).click()
    page.locator(".st-key-step-monday h2").wait_for()
    settled(page)
    page.wait_for_timeout(PAUSE_MS)


if __name__ == "__main__":
    sys.exit(main())
