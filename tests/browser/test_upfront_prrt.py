"""Up-front PRRT in the browser: marks before trials, no answer before the question, a room, axe."""

import pytest
from playwright.sync_api import Page, expect

from netlogic.awaited import MARKS, NOBODY
from netlogic.library import library
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe
from tests.browser.walks import DEEP, TOO_WIDE, UNSOURCED, fits_a_room, said

TOPIC = library().topics["upfront_prrt"]
PATH = "/upfront_prrt"
ANSWERED = "&".join(f"answer-{one.id}={one.right.id},sure" for one in TOPIC.questions)
WEIGHED = f"weighed={','.join(['would'] * len(TOPIC.evidence))}"


def whole(page: Page) -> Page:
    """The page once every step and its curve are drawn."""
    expect(page.get_by_role("heading", level=2, name="Monday", exact=True)).to_be_visible()
    page.locator(".main-svg").first.wait_for()
    return settled(page)


def test_who_could_bring_the_evidence_is_told_only_once_all_is_marked(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=settle")
    button = page.get_by_role("button", name="See who could bring it")
    for number, one in enumerate(TOPIC.evidence):
        expect(button).to_be_disabled()
        assert NOBODY not in page.evaluate(DEEP)
        group = page.get_by_role("radiogroup", name=one.label)
        group.get_by_text(MARKS["would" if number % 2 else "would-not"], exact=True).click()
        expect(page.get_by_text(f"{number + 1} of {len(TOPIC.evidence)} marked.")).to_be_visible()
    button.click()
    table = page.get_by_role("table", name="What would change your mind, and who could bring it")
    expect(table.get_by_role("row")).to_have_count(len(TOPIC.evidence) + 1)
    expect(table).to_contain_text(NOBODY)
    expect(table).not_to_contain_text("differs")


def test_no_explanation_is_in_the_page_before_an_answer(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=catch")
    expect(page.get_by_text("How sure are you?")).to_be_visible()
    text = page.evaluate(DEEP)
    [asked] = [one for one in TOPIC.questions if one.step == "catch"]
    assert not [one.id for one in asked.alternatives if one.why[:40] in text]


def test_the_patient_is_held_against_netter_2(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=who&ki67=15&krenning=4&primary=pancreas")
    status = page.get_by_role("status").filter(has_text="NETTER-2: meets every criterion")
    expect(status).to_have_count(1)


def test_a_room_sees_every_screen_without_scrolling(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?present=1&{ANSWERED}")
    said(page, f"Step 1 of {len(TOPIC.steps)}")
    fits_a_room(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_with_every_step_shown(open_page: OpenPage, width: int) -> None:
    page = whole(open_page(f"{PATH}?view=all&{ANSWERED}&{WEIGHED}", width=width, height=844))
    assert axe(page) == []


def test_at_320_px_nothing_is_wider_than_the_screen(open_page: OpenPage) -> None:
    page = whole(open_page(f"{PATH}?view=all&{WEIGHED}", width=320, height=640))
    assert page.evaluate(TOO_WIDE) <= 0


def test_no_figure_stands_without_a_source(open_page: OpenPage) -> None:
    page = whole(open_page(f"{PATH}?view=all&{ANSWERED}&{WEIGHED}"))
    found = page.evaluate(UNSOURCED)
    assert [text for text in found if "no public address" not in text] == []
