"""What a person does and sees on the Pathway page, for the journeys."""

import re
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Download, Locator, Page, TimeoutError, expect

from netlogic.library import library
from netlogic.patient import Patient
from pages.parts.keys import query_of


def address(patient: Patient) -> str:
    """The address of the Pathway page with this patient."""
    content = library()
    pairs = [f"{k}={v}" for k, values in query_of(patient, content).items() for v in values]
    return "/pathway?" + "&".join(pairs)


def sentence(page: Page) -> Locator:
    """What changed and what would change it next."""
    return page.locator(".st-key-diagram .sentence")


def option(page: Page, name: str) -> Locator:
    """An option of the picture by the start of its name: its label says standing and change."""
    return page.locator(f'.st-key-diagram svg [role="button"][aria-label^="{name}: "]')


def taken(page: Page, question: str) -> Locator:
    """The patient's answer to a question of the picture."""
    return page.locator(f'.st-key-diagram svg [aria-label^="{question} "][data-taken="true"]')


def slider(page: Page, key: str) -> Locator:
    """The range input of a slider."""
    return page.locator(f".st-key-{key} input[type=range]")


def press(page: Page, key: str, times: int, *, on: str = "hepatic_burden") -> None:
    """Presses a key on a slider, waiting each time until the URL has the new value."""
    handle = slider(page, on)
    handle.focus()
    for _ in range(times):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_function("before => location.href !== before", arg=before)


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def standings(page: Page) -> dict[str, str]:
    """Every option of the picture with the standing its label says."""
    labels = page.locator('.st-key-diagram svg .options [role="button"]').evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    pairs = (label.split(": ", 1) for label in labels)
    return {name: rest.split(",")[0] for name, rest in pairs}


def says(page: Page, text: str) -> None:
    """Waits until the sentence holds a text."""
    expect(sentence(page)).to_contain_text(text)


def listed(page: Page, text: str) -> None:
    """Waits until the status of a list says a text, and no other list is left on the page."""
    expect(page.locator(".book [role=status]")).to_have_text([text])


def chosen(page: Page, *, standings_are: dict[str, str]) -> None:
    """Waits until the picture shows these standings."""
    for name, standing in standings_are.items():
        expect(option(page, name)).to_have_attribute(
            "aria-label", re.compile(rf"^{re.escape(name)}: {standing}(,|$)")
        )


def eventually(check: Callable[[], None], page: Page, seconds: float = 10) -> None:
    """Checks in frame after frame until it holds; at the end what it finds wrong is raised."""
    end = monotonic() + seconds
    while monotonic() < end:
        with suppress(AssertionError):
            return check()
        page.evaluate("() => new Promise(requestAnimationFrame)")
    return check()


def downloaded(page: Page, button: Locator) -> Download:
    """The file behind a button. Now and then a headless Chromium under load fetches it (200) and
    tells of no download: then it is pressed once more.
    """
    for patience in (5_000, 30_000):
        with suppress(TimeoutError):
            with page.expect_download(timeout=patience) as started:
                button.click()
            return started.value
    raise AssertionError("nothing was downloaded")
