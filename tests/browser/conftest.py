"""A warmed server, a Chromium, and pages that are ready, for the browser tests.

Tests wait for texts, never for time. Every test fails at its end if a page asked another host for
anything.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from deploy.run import Server, serve
from tests.browser import chromium
from tests.browser.chromium import settled

__all__ = ["OpenPage", "axe", "settled"]

# A machine that runs all tests at once is slower than a desk; what is wrong stays wrong.
expect.set_options(timeout=15_000)

# Streamlit loads what brings our style on demand, sometimes after the page is drawn.
STYLED = """() => [...document.querySelectorAll('style')]
  .some(style => style.textContent.includes('stMainBlockContainer'))"""

# The page has the colours of a scheme: Streamlit takes them up a moment after the browser has.
PAINTED = """colour => getComputedStyle(document.querySelector('[data-testid=stApp]'))
  .backgroundColor === colour"""
PHONE = 640  # px below which a page is laid out for a phone
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 22, 29)"}

# open_page(path="/", width=1280, height=720, scheme=None, alone=False, **options of a context)
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """NETlogic itself on a free port, warmed, for the whole session (one for each worker)."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers, for the whole session."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium for tests that need a context of their own."""
    started = chromium.launch(playwright, chromium.found())
    yield started
    started.close()


@pytest.fixture(scope="session")
def shared(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A context for all tests that ask for nothing special: what one page loaded and compiled, the
    next has, which saves a third of the time of a page.
    """
    profile = tmp_path_factory.mktemp("profile")
    context = chromium.kept(playwright, chromium.found(), profile)
    yield context
    context.close()


@pytest.fixture
def open_page(
    server: Server, request: pytest.FixtureRequest, shared: BrowserContext
) -> Iterator[OpenPage]:
    """A function that opens a path of the app and gives back the page once it is ready: in the
    light, or on a phone in the dark, unless a scheme is given.

    Pages of one context share what the browser has fetched; the app keeps nothing else there. One
    that is `alone`, or with an option of the context (permissions), has a context of its own.
    """
    other_hosts: list[str] = []
    pages: list[Page] = []
    contexts: list[BrowserContext] = []

    def opened(
        path: str = "/",
        width: int = 1280,
        height: int = 720,
        scheme: Literal["light", "dark"] | None = None,
        reduced_motion: Literal["reduce", "no-preference"] = "reduce",
        alone: bool = False,
        **options: Any,
    ) -> Page:
        context = shared
        if alone or options:
            context = request.getfixturevalue("browser").new_context(**options)
            context.on("page", noted)
            contexts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        # Motion is tested where it is meant; elsewhere it only blurs what is looked at.
        usual: Literal["light", "dark"] = "dark" if width < PHONE else "light"
        page.emulate_media(color_scheme=scheme or usual, reduced_motion=reduced_motion)
        page.goto(server.url + path)
        page.wait_for_function(STYLED)
        return settled(page)

    def noted(page: Page) -> None:
        pages.append(page)
        _note_others(page, server.url, other_hosts)

    shared.on("page", noted)
    yield opened
    shared.remove_listener("page", noted)
    for page in pages:
        page.close()
    for context in contexts:
        context.close()
    assert not other_hosts, f"requests to other hosts: {other_hosts}"


def axe(page: Page, allowed: Collection[str] = ()) -> list[str]:
    """What axe finds wrong on the page, one line for each element; empty when nothing is.

    Everything in the scheme that is on; on a desk also the contrast, which alone depends on it, in
    the other. A phone is opened in the dark, and what is light there has been seen on the desk.
    """
    found = _violations(page, {})
    if not page.evaluate("width => innerWidth < width", PHONE):
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        there, back = ("light", "dark") if dark else ("dark", "light")
        _turn(page, there)
        found += _violations(page, {"runOnly": ["color-contrast"]})
        _turn(page, back)
    return [line for rule, line in found if rule not in allowed]


def _turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(PAINTED, arg=GROUND[scheme])


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, str]]:
    # Of all that passes axe would tell every element: that takes longer than finding out.
    told = {"resultTypes": ["violations"], **options}
    found = Axe().run(page, options=told).response["violations"]
    return [
        (violation["id"], f"{violation['id']} ({violation['impact']}): {node['html'][:160]}")
        for violation in found
        for node in violation["nodes"]
    ]


def _note_others(page: Page, url: str, other_hosts: list[str]) -> None:
    """Notes every address outside the server that the page asks for; the browser finds none."""
    host = urlsplit(url).netloc

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            other_hosts.append(address)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
