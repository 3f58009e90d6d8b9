"""A walk in the browser: where Next is, what the address holds, the clicker, and no early answer.

Shown on the PROMID page; what is said here holds for every walk.
"""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic.teaching import TITLES
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe
from tests.browser.walks import (
    DEEP,
    TOO_WIDE,
    fits_a_room,
    next_button,
    on,
    said,
    screen,
    turned,
    whole,
)
from tests.browser.walks import at as address_of

STEPS = {str(id_): title for id_, title in TITLES.items()}
AFTER = ("result", "catch", "monday")
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
FOCUS = "() => document.activeElement.textContent.trim()"
# What has the focus, in the page or in the room of a component, if the bar hides its foot.
UNDER_THE_BAR = """() => { let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const bar = document.querySelector('[data-testid=stBottom]');
  if (bar.contains(node) || node.contains(bar)) return '';
  return node.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
    ? node.outerHTML.slice(0, 160) : ''; }"""


def at(step: str, *more: str) -> str:
    """The address of a step of the PROMID page."""
    return address_of("promid", step, *more)


def pill(page: Page, title: str) -> Locator:
    return page.get_by_role("navigation", name="Steps").get_by_role(
        "button", name=title, exact=True
    )


def findings(page: Page) -> list[str]:
    """What a step says in its headings, and in the names of its figures."""
    main = page.locator('[class*="st-key-step-"]')
    said = main.get_by_role("heading", level=3).all_inner_texts()
    figures = main.get_by_role("figure").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    return [text for text in [*said, *figures] if text]


def minutes_left(page: Page) -> int:
    """How long the rest takes, as the walk says."""
    status = page.get_by_role("navigation", name="Steps").get_by_role("status")
    found = re.search(r"about (\d+) minutes? left", status.inner_text())
    return int(found[1]) if found else 0


def test_next_stands_at_one_place_on_every_step_and_leads_to_the_last(open_page: OpenPage) -> None:
    page = open_page(at("question", "predicted=skipped"))
    places, minutes = [], []
    for step in list(STEPS)[:-1]:
        box = next_button(on(page, step)).bounding_box()
        assert box and box["y"] + box["height"] <= 720
        places.append((round(box["x"] + box["width"]), round(box["y"])))
        minutes.append(minutes_left(page))
        next_button(page).click()
    on(page, "monday")
    minutes.append(minutes_left(page))
    assert minutes == sorted(minutes, reverse=True)
    assert len(set(minutes)) > len(STEPS) / 2 and minutes[-1] <= 1
    expect(next_button(page)).to_have_count(0)
    assert len(set(places)) == 1
    assert places[0][0] > 1200


def test_a_new_step_starts_at_its_top_and_is_read_from_its_heading(open_page: OpenPage) -> None:
    page = on(open_page(at("who"), height=400), "who")
    status = page.get_by_role("status").filter(has_text="Step 2 of 7").element_handle()
    page.mouse.move(600, 200)
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"({SCROLLED})() > 100")
    next_button(page).click()
    on(page, "done")
    page.wait_for_function(f"({FOCUS})() === 'What was done'")
    assert page.evaluate(SCROLLED) == 0
    assert status is not None
    assert "Step 3 of 7" in status.inner_text(), "the status is another node"
    expect(pill(page, "What was done")).to_have_attribute("aria-current", "step")
    expect(pill(page, "Who")).not_to_have_attribute("aria-current", "step")


def test_the_address_holds_the_step_and_the_patient_stays(open_page: OpenPage) -> None:
    page = on(open_page(at("question", "hepatic_burden=40")), "question")
    next_button(page).click()
    on(page, "who")
    page.wait_for_function("/step=who/.test(location) && /hepatic_burden=40/.test(location)")
    pill(page, "Predict").click()
    on(page, "predict")
    page.go_back()
    on(page, "who")
    page.go_back()
    on(page, "question")
    page.wait_for_function("!/step/.test(location) && /hepatic_burden=40/.test(location)")
    page.go_forward()
    on(page, "who")
    page.reload()
    on(settled(page), "who")


def test_a_forged_step_is_the_first(open_page: OpenPage) -> None:
    on(open_page(at("nowhere")), "question")


@pytest.mark.parametrize("walk", ["promid", "clarinet"])
def test_before_the_commitment_the_page_holds_no_answer(open_page: OpenPage, walk: str) -> None:
    page = on(open_page(address_of(walk, "result", "predicted=skipped")), "result")
    answers = findings(page)
    assert answers, "the result says nothing that could be looked for"
    assert all(answer in page.evaluate(DEEP) for answer in answers)
    page = on(open_page(address_of(walk, "result")), "result")
    expect(page.get_by_role("button", name="Predict first")).to_be_visible()
    held = page.evaluate(DEEP)
    assert not [answer for answer in answers if answer in held]
    page = whole(open_page(f"/{walk}?view=all"))
    expect(page.get_by_role("button", name="Predict first")).to_have_count(len(AFTER))
    held = page.evaluate(DEEP)
    assert not [answer for answer in answers if answer in held]


def test_reveal_waits_for_every_dial_and_the_first_answer_stays(open_page: OpenPage) -> None:
    page = on(open_page(at("predict")), "predict")
    reveal = page.get_by_role("button", name="Reveal", exact=True)
    expect(reveal).to_be_disabled()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    for tick in page.get_by_text("I keep this value").all()[1:]:
        tick.click()
    expect(reveal).to_be_enabled()
    reveal.click()
    on(page, "result")
    page.wait_for_function("/predicted=/.test(location)")
    page.reload()
    on(settled(page), "result")
    assert findings(page)
    page.get_by_role("button", name="Back", exact=True).click()
    on(page, "predict")
    expect(page.get_by_text("You predicted").first).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("button", name="Start again").click()
    on(page, "question")
    page.wait_for_function("!/predicted=/.test(location)")


def control(page: Page, kind: str) -> str:
    """Uses a control of the page; gives the step on which it is."""
    if kind == "slider key":
        on(page, "predict").get_by_role("slider").first.press("ArrowRight")
    elif kind == "slider click":
        track = on(page, "predict").locator('[data-testid="stSlider"] [role="presentation"]').first
        box = (track if track.count() else page.get_by_role("slider").first).bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    elif kind == "tick":
        on(page, "predict").get_by_text("I keep this value").first.click()
    elif kind == "radio":
        page.locator('[data-testid="stRadio"] label').nth(1).click()
    elif kind == "segment":
        page.get_by_role("radio", name="fairly sure").or_(
            page.get_by_role("button", name="fairly sure")
        ).first.click()
    elif kind == "button":
        page.get_by_role("button", name="Show without predicting").click()
        on(page, "result")
        return "result"
    return "predict"


@pytest.mark.parametrize("kind", ["slider key", "slider click", "tick", "button"])
def test_the_clicker_turns_also_right_after_a_control(open_page: OpenPage, kind: str) -> None:
    page = open_page(at("predict", "present=1"))
    step = control(page, kind)
    here = f"Step {[*STEPS].index(step) + 1} of {len(STEPS)}"
    dials = page.get_by_role("slider")
    values = [dial.input_value() for dial in dials.all()]
    turned(page)
    page.keyboard.press("PageUp")
    said(page, here)
    on(page, step)
    assert [dial.input_value() for dial in dials.all()] == values, "the clicker turned a dial"
    page.keyboard.press("PageUp")
    on(page, [*STEPS][[*STEPS].index(step) - 1])


@pytest.mark.parametrize("kind", ["radio", "segment"])
def test_the_clicker_turns_also_right_after_a_question(open_page: OpenPage, kind: str) -> None:
    page = on(open_page(at("catch", "present=1", "predicted=skipped")), "catch")
    while screen(page).part < screen(page).parts:  # the question is the last screen of its step
        turned(page)
    expect(page.get_by_text("How sure are you?")).to_be_visible()
    control(page, kind)
    page.keyboard.press("PageDown")
    on(page, "monday")


def test_quick_presses_of_the_clicker_are_all_counted(open_page: OpenPage) -> None:
    page = on(open_page(at("predict", "present=1", "predicted=skipped")), "predict")
    for _ in range(3):
        page.keyboard.press("PageDown")
    said(page, "Step 5 of 7, part 3")


def test_outside_presenter_mode_those_keys_scroll(open_page: OpenPage) -> None:
    page = on(open_page(at("who"), height=300), "who")
    page.get_by_role("heading", level=2).click()
    page.keyboard.press("PageDown")
    page.wait_for_function(f"({SCROLLED})() > 0")
    on(page, "who")


ANSWERED = {
    "promid": ("predicted=50,50,18", "answer-promid-large-load=harm,sure"),
    "clarinet": ("predicted=45,60", "answer-clarinet-stable=on-progression,sure"),
}


@pytest.mark.parametrize("walk", ANSWERED)
def test_a_room_sees_every_screen_without_scrolling(open_page: OpenPage, walk: str) -> None:
    page = on(open_page(address_of(walk, "question", "present=1", *ANSWERED[walk])), "question")
    fits_a_room(page)


@pytest.mark.parametrize("height", [844, 667])
def test_on_a_phone_the_bar_is_low_and_hides_no_focus(open_page: OpenPage, height: int) -> None:
    page = on(open_page(at("result", "predicted=skipped"), width=390, height=height), "result")
    expect(page.get_by_text("Step 5 of 7")).to_be_visible()
    bar = page.locator('[data-testid="stBottom"]')
    box = bar.bounding_box()
    assert box and box["height"] <= 0.2 * height
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(UNDER_THE_BAR)


@pytest.mark.parametrize("walk", ["promid", "clarinet"])
def test_at_320_px_nothing_is_wider_than_the_screen(open_page: OpenPage, walk: str) -> None:
    page = whole(open_page(f"/{walk}?view=all&predicted=skipped", width=320, height=640))
    assert page.evaluate(TOO_WIDE) <= 0


def test_what_is_pressed_is_large_enough(open_page: OpenPage) -> None:
    for width in (1280, 390):
        page = on(open_page(at("predict"), width=width), "predict")
        for button in page.get_by_role("button").locator("visible=true").all():
            box = button.bounding_box()
            assert box and min(box["width"], box["height"]) >= 24, button.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_before_the_answer(open_page: OpenPage, width: int) -> None:
    page = on(open_page(at("predict"), width=width, height=844), "predict")
    assert axe(page) == []
    next_button(page).click()
    assert axe(on(page, "result")) == []  # asks to predict first


@pytest.mark.parametrize(("walk", "width"), [("promid", 1280), ("clarinet", 390)])
def test_axe_finds_nothing_with_all_shown_and_opened(
    open_page: OpenPage, walk: str, width: int
) -> None:
    query = "&".join(("view=all", *ANSWERED[walk]))
    page = whole(open_page(f"/{walk}?{query}", width=width, height=844))
    for closed in page.locator('[data-testid="stExpander"] summary').all():
        closed.click()
    expect(page.get_by_role("button", name=re.compile("as CSV$")).last).to_be_visible()
    assert axe(settled(page)) == []


def test_headings_skip_no_level_with_all_steps_shown(open_page: OpenPage) -> None:
    page = whole(open_page("/promid?view=all&predicted=skipped"))
    levels = [
        int(level)
        for level in page.get_by_role("heading").evaluate_all(
            "nodes => nodes.map(node => node.ariaLevel ?? node.tagName.slice(1))"
        )
    ]
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_on_paper_stands_the_walk_without_its_controls(open_page: OpenPage) -> None:
    page = whole(open_page("/promid?view=all&predicted=skipped"))
    page.emulate_media(media="print")
    for name in ("Read it all", "One step at a time", "Start again", "Question"):
        expect(
            page.get_by_role("button", name=name, exact=True).locator("visible=true")
        ).to_have_count(0)
    for title in STEPS.values():
        expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible()
    assert len(page.pdf()) > 0


def test_the_clicker_counts_from_where_a_button_led_right_after_a_turn(
    open_page: OpenPage,
) -> None:
    page = on(open_page(at("predict", "present=1")), "predict")
    page.keyboard.press("PageDown")
    on(page, "result")
    page.keyboard.press("PageUp")
    on(page, "predict")
    page.get_by_role("button", name="Show without predicting").click()
    on(page, "result")
    page.keyboard.press("PageDown")
    said(page, "Step 5 of 7, part 2 of")
