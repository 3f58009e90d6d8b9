"""What holds on every page about no single trial: nothing told early, sources, a room, axe."""

import pytest
from playwright.sync_api import Page, expect

from netlogic.library import library
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe
from tests.browser.steps import eventually
from tests.browser.walks import DEEP, TOO_WIDE, UNSOURCED, fits_a_room, said

TOPICS = library().topics
EACH = pytest.mark.parametrize("id_", TOPICS)


def done(id_: str) -> str:
    """The part of an address in which all that a page asks is answered."""
    topic = TOPICS[id_]
    parts = [f"answer-{one.id}={one.right.id},sure" for one in topic.questions]
    if topic.cases:
        sides = ["watch", "treat"] * len(topic.cases)
        parts.append(f"sorted={','.join(sides[: len(topic.cases)])}")
    if topic.evidence:
        parts.append(f"weighed={','.join(['would'] * len(topic.evidence))}")
    if topic.bodies:
        parts.append("body-gut=fast-without-target,4404444-nnynnnn")
    return "&".join(parts)


def whole(page: Page, id_: str) -> Page:
    """The page once every step and what is drawn in it are there."""
    expect(page.get_by_role("heading", level=2, name="Monday", exact=True)).to_be_visible()
    kinds = {one.kind for step in TOPICS[id_].steps for one in step.passages}
    if kinds & {"curve", "curves", "forest"}:
        page.locator(".main-svg").first.wait_for()
    if "body" in kinds:
        expect(page.get_by_role("slider", name="Chest nodes", exact=True)).to_be_visible()
    return settled(page)


@EACH
def test_no_explanation_is_in_the_page_before_an_answer(open_page: OpenPage, id_: str) -> None:
    text = whole(open_page(f"/{id_}?view=all"), id_).evaluate(DEEP)
    asked = TOPICS[id_].questions
    told = [one.id for one in asked for a in one.alternatives if a.why[:40] in text]
    assert asked
    assert told == []


@EACH
def test_a_room_sees_every_screen_without_scrolling(open_page: OpenPage, id_: str) -> None:
    page = open_page(f"/{id_}?present=1&{done(id_)}")
    said(page, f"Step 1 of {len(TOPICS[id_].steps)}")
    fits_a_room(page)


@EACH
def test_on_a_desk_axe_finds_nothing_and_every_figure_has_a_source(
    open_page: OpenPage, id_: str
) -> None:
    page = whole(open_page(f"/{id_}?view=all&{done(id_)}", height=844), id_)
    assert axe(page) == []
    found = page.evaluate(UNSOURCED)
    assert [text for text in found if "no public address" not in text] == []


@EACH
def test_on_a_phone_axe_finds_nothing_and_at_320_px_nothing_is_too_wide(
    open_page: OpenPage, id_: str
) -> None:
    page = whole(open_page(f"/{id_}?view=all&{done(id_)}", width=390, height=844), id_)
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    eventually(lambda: narrow(page), page)


def narrow(page: Page) -> None:
    assert page.evaluate(TOO_WIDE) <= 0
