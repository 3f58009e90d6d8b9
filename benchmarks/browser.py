"""What the benchmarks in Chromium share: servers and pages to measure, and how times are told."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from deploy.run import serve
from tests.browser.chromium import found, launch, settled

BARE = Path(__file__).parent / "bare_app.py"
DESK = {"width": 1280, "height": 720}


@contextmanager
def chromium(*apps: Path) -> Iterator[tuple[Browser, list[str]]]:
    """A browser, and the address of a warmed server for each of these apps."""
    with ExitStack() as stack:
        urls = [stack.enter_context(serve(app=app)).url for app in apps]
        browser = launch(stack.enter_context(sync_playwright()), found())
        stack.callback(browser.close)
        yield browser, urls


def drawn(browser: Browser, url: str, wanted: str) -> Page:
    """A page of desk size in which this part is drawn."""
    page = browser.new_page(viewport=DESK)
    page.goto(url)
    settled(page).locator(wanted).first.wait_for(state="attached")
    return page


def p50(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]
