"""Side by side in the browser: the claim is judged first, the curves stay apart, a room fits."""

import re

import pytest
from playwright.sync_api import Page, expect

from netlogic.library import library
from netlogic.side_by_side import TITLES
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe
from tests.browser.walks import DEEP, TOO_WIDE, fits_a_room

PATH = "/side_by_side"


def at(step: str, *more: str) -> str:
    first = next(iter(TITLES))
    query = "&".join([*([f"step={step}"] if step != first else []), *more])
    return f"{PATH}?{query}" if query else PATH


def on(page: Page, step: str) -> Page:
    """The page once it has come to a step."""
    expect(page.get_by_role("heading", level=2, name=TITLES[step], exact=True)).to_be_visible()
    return settled(page)


def test_no_explanation_is_in_the_page_before_the_claim_is_judged(open_page: OpenPage) -> None:
    both = library().side_by_side
    assert both is not None
    asked = both.question
    page = on(open_page(at("claim")), "claim")
    assert not [one.id for one in asked.alternatives if one.why in page.evaluate(DEEP)]
    reveal = page.get_by_role("button", name="Reveal", exact=True)
    expect(reveal).to_be_disabled()
    page.get_by_text(asked.alternatives[0].words, exact=True).click()
    page.get_by_text("fairly sure", exact=True).click()
    expect(reveal).to_be_enabled()
    reveal.click()
    for one in asked.alternatives:
        expect(page.get_by_text(one.why).first).to_be_visible()


def test_each_trial_has_its_own_panel_badge_and_axis(open_page: OpenPage) -> None:
    page = on(open_page(at("curves"), height=1200), "curves")
    figures = page.get_by_role("figure")
    expect(figures).to_have_count(2)
    names = [figures.nth(n).get_attribute("aria-label") or "" for n in range(2)]
    assert len(set(names)) == 2
    for n, words in enumerate(("Months from randomisation", "Months of 28 days")):
        text = figures.nth(n).evaluate("node => node.textContent")
        assert words in text and "Synthetic cohort" in text, names[n]


def test_the_patient_of_the_address_is_held_against_both(open_page: OpenPage) -> None:
    page = on(open_page(at("patient", "ki67=15", "primary=pancreas")), "patient")
    expect(page.get_by_text(re.compile("midgut primary")).first).to_be_visible()
    expect(page.get_by_text(re.compile("Ki-67 below 10 %")).first).to_be_visible()


def test_a_room_sees_every_step_without_scrolling(open_page: OpenPage) -> None:
    page = on(open_page(at("claim", "present=1")), "claim")
    fits_a_room(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_with_every_step_shown(open_page: OpenPage, width: int) -> None:
    page = open_page(f"{PATH}?view=all", width=width, height=844)
    for step in TITLES:
        on(page, step)
    assert axe(page) == []


def test_at_320_px_nothing_is_wider_than_the_screen(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?view=all", width=320, height=640)
    for step in TITLES:
        on(page, step)
    assert page.evaluate(TOO_WIDE) <= 0
