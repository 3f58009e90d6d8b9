"""A warmed server, a Chromium, and pages that are ready, for the browser tests.

Tests wait for texts, never for time. Every test fails at its end if a page asked another host for
anything.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from deploy.run import Server, serve
from tests.browser import chromium
from tests.browser.chromium import settled

__all__ = ["OpenPage", "axe", "settled"]

# Streamlit loads what brings our style on demand, sometimes after the page is drawn.
STYLED = """() => [...document.querySelectorAll('style')]
  .some(style => style.textContent.includes('stMainBlockContainer'))"""

# open_page(path="/", width=1280, height=720, scheme="light", **options of the browser context)
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """NETlogic itself on a free port, warmed, for the whole session (one for each worker)."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session; each opened page has a context of its own."""
    path = chromium.found()
    with sync_playwright() as playwright:
        started = chromium.launch(playwright, path)
        yield started
        started.close()


@pytest.fixture
def other_hosts() -> list[str]:
    """Addresses outside the server that the pages of this test asked for; they were refused."""
    return []


@pytest.fixture
def open_page(server: Server, browser: Browser, other_hosts: list[str]) -> Iterator[OpenPage]:
    """A function that opens a path of the app and gives back the page once it is ready."""
    contexts: list[BrowserContext] = []

    def opened(
        path: str = "/",
        width: int = 1280,
        height: int = 720,
        scheme: Literal["light", "dark"] = "light",
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            # Motion is tested where it is meant; elsewhere it only blurs what is looked at.
            reduced_motion=options.pop("reduced_motion", "reduce"),
            **options,
        )
        contexts.append(context)
        _refuse_others(context, server.url, other_hosts)
        page = context.new_page()
        page.goto(server.url + path)
        page.wait_for_function(STYLED)
        return settled(page)

    yield opened
    for context in contexts:
        context.close()
    assert not other_hosts, f"requests to other hosts: {other_hosts}"


def axe(page: Page, allowed: Collection[str] = ()) -> list[str]:
    """What axe finds wrong on the page, one line for each element; empty when nothing is."""
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in found
        if violation["id"] not in allowed
        for node in violation["nodes"]
    ]


def _refuse_others(context: BrowserContext, url: str, other_hosts: list[str]) -> None:
    host = urlsplit(url).netloc

    def is_other(address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host

    # The route refuses, the listener notes: a redirect passes the listener only.
    context.route(is_other, lambda route: route.abort())
    context.on(
        "request",
        lambda request: other_hosts.append(request.url) if is_other(request.url) else None,
    )
    context.on(
        "page",
        lambda page: page.on(
            "websocket",
            lambda socket: other_hosts.append(socket.url) if is_other(socket.url) else None,
        ),
    )
