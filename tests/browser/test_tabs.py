"""Below the picture: what would change it, and harms side by side; over it in presenter mode."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from netlogic.flips import flips
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.suppositions import supposed
from tests.browser.conftest import OpenPage, axe
from tests.browser.steps import chosen, option, press, query, says
from tests.browser.test_pathway import fits

CONTENT = library()
DEFAULT = CONTENT.default_patient()
CHANGES, HARMS = "What would change it", "Harms side by side"


def table(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name=name, exact=True)


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def ask_why(page: Page, name: str) -> Locator:
    """Opens one of the answers over the picture."""
    page.get_by_role("button", name="Ask why").click()
    page.get_by_role("menuitem", name=name).click()
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog.get_by_role("table").first).to_be_visible()
    return dialog


def test_try_it_moves_the_patient_once_and_undo_brings_them_back(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    open_tab(page, CHANGES)
    first = flips(DEFAULT, CONTENT).nearest[0]
    words = supposed(first, reading(DEFAULT, CONTENT), CONTENT)
    page.get_by_role("button", name=f"Try it: {words}", exact=True).click()
    says(page, "Ki-67 4 → 10 %")
    chosen(page, standings_are={"SSA": "reasonable", "PRRT, up-front": "reasonable"})
    page.wait_for_function("() => location.search.includes('ki67=10')")
    assert query(page) == {"show": ["changes"], "ki67": ["10"]}
    expect(page.get_by_role("tab", name=CHANGES)).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Undo").click()
    says(page, "Ki-67 10 → 4 %")
    press(page, "ArrowRight", 1)
    says(page, "Hepatic burden 20 → 21 %")
    chosen(page, standings_are={"SSA": "discuss first"})
    assert query(page) == {"show": ["changes"], "hepatic_burden": ["21"]}


def test_a_tab_opened_before_the_sliders_are_drawn_changes_no_fact(open_page: OpenPage) -> None:
    page = open_page("/")
    held: list[Route] = []
    page.route("**/static/js/Slider*.js", lambda route: held.append(route))
    page.goto(page.url + "pathway")
    page.get_by_role("tab", name=CHANGES).click()
    expect(table(page, "Nearest first")).to_be_visible()
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(".st-key-hepatic_burden")).to_contain_text("20 %")
    page.get_by_role("button", name=re.compile("^Try it: If Ki-67")).click()
    says(page, "Ki-67 4 → 10 %")
    page.wait_for_function("() => location.search.includes('ki67=10')")
    assert query(page) == {"show": ["changes"], "ki67": ["10"]}


def test_changes_are_listed_by_closeness_and_the_first_after_a_move(open_page: OpenPage) -> None:
    page = open_page("/pathway?show=changes")
    rows = table(page, "Nearest first").get_by_role("rowheader")
    now, found = reading(DEFAULT, CONTENT), flips(DEFAULT, CONTENT)
    told = [supposed(flip, now, CONTENT) for flip in found.nearest]
    expect(rows).to_have_text(told, use_inner_text=True)
    press(page, "ArrowRight", 5)
    expect(rows.first).to_contain_text("If hepatic burden were above 25 % (up to 70 %)")
    expect(table(page, "Nearest first")).to_contain_text("25 %, 1 point away")


def test_what_is_not_known_stands_first_with_its_test(open_page: OpenPage) -> None:
    page = open_page("/pathway?show=changes&krenning=unknown")
    headings = page.get_by_role("tabpanel").get_by_role("heading", level=2)
    expect(headings).to_have_text(["Not known yet", "Nearest first", "Everything else"])
    unknown = table(page, "Not known yet")
    expect(unknown).to_contain_text("SSTR imaging.")
    expect(unknown).to_contain_text("If Krenning score were 0 (none) or 1 (below liver)")
    unknown.get_by_role("button").first.click()
    page.wait_for_function("() => !location.search.includes('unknown')")
    expect(table(page, "Not known yet")).to_have_count(0)


def test_an_idle_input_says_why_in_the_table_too(open_page: OpenPage) -> None:
    page = open_page("/pathway?show=changes")
    others = table(page, "Everything else")
    expect(others).to_contain_text("Primary size: not used here because it needs primary: pancreas")
    expect(others).to_contain_text("Despite an SSA: not used here because it needs a hormone")
    page = open_page("/pathway?show=changes&syndrome=carcinoid")
    expect(table(page, "Everything else")).to_contain_text("Primary size: not used here")
    expect(page.get_by_text("Despite an SSA: not used here")).to_have_count(0)


def test_the_open_tab_stands_in_the_address_and_a_forged_one_does_not(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway?show=harms&hepatic_burden=30")
    expect(table(page, HARMS)).to_be_visible()
    open_tab(page, CHANGES)
    page.wait_for_function("() => location.search.includes('show=changes')")
    assert query(page) == {"show": ["changes"], "hepatic_burden": ["30"]}
    open_tab(page, "Options to discuss")
    page.wait_for_function("() => !location.search.includes('show')")
    expect(page.locator(".st-key-cards article").first).to_be_visible()
    page = open_page("/pathway?show=everything")
    expect(page.locator(".st-key-cards article").first).to_be_visible()
    page.wait_for_function("() => !location.search.includes('show')")


def test_presenting_and_leaving_keep_the_open_tab(open_page: OpenPage) -> None:
    page = open_page("/pathway?show=harms")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.get_by_role("button", name="Leave").click()
    expect(table(page, HARMS)).to_be_visible()


def test_impaired_marrow_names_prrt_and_a_move_marks_what_it_touched(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway?show=harms&organs=marrow-impaired")
    prrt = table(page, HARMS).get_by_role("row").filter(has_text="PRRT as first systemic treatment")
    expect(prrt).to_contain_text("Closes it: " + CONTENT.rules["prrt-marrow-impaired"].because)
    expect(prrt.get_by_role("link", name="rule prrt-marrow-impaired")).to_have_attribute(
        "href", re.compile(r"/rulebook\?.*organs=marrow-impaired.*rule=prrt-marrow-impaired")
    )
    expect(page.get_by_text("speaks against Chemotherapy · PRRT, up-front")).to_be_visible()
    expect(page.get_by_text("not yet reviewed by a clinician")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(prrt).to_contain_text("No longer: PRRT asks for")
    expect(prrt).to_contain_text("touched by the last move")
    expect(prrt).to_have_attribute("data-tone", "amber")
    chemotherapy = table(page, HARMS).get_by_role("row").filter(has_text="CAPTEM")
    expect(chemotherapy).to_contain_text("DPD activity (a DPD test), which could close it")


def test_picture_and_first_cards_stand_on_one_screen(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    why = page.locator(".st-key-cards article dd").first
    expect(why).to_be_visible()
    box = why.bounding_box()
    assert box
    assert box["y"] + 40 < 720
    expect(page.get_by_role("heading", level=2, name="Options to discuss")).to_have_count(1)


def test_presenting_the_answers_open_over_the_picture(open_page: OpenPage) -> None:
    page = open_page("/pathway?present=1")
    page.wait_for_function(
        """() => new Set([...document.querySelectorAll('.st-key-header button')]
          .map(button => button.getBoundingClientRect()).filter(box => box.height)
          .map(box => Math.round((box.y + box.height / 2) / 10))).size === 1"""
    )
    dialog = ask_why(page, CHANGES)
    assert fits(page)
    size = "nodes => Math.min(...nodes.map(n => parseFloat(getComputedStyle(n).fontSize)))"
    for words in (
        dialog.get_by_role("rowheader"),
        dialog.locator("p"),
        dialog.locator(".standing"),
    ):
        assert words.evaluate_all(size) >= 24
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    dialog = ask_why(page, CHANGES)
    dialog.get_by_role("button", name=re.compile("^Try it: If Ki-67")).click()
    expect(dialog).to_have_count(0)
    says(page, "Ki-67 4 → 10 %")
    page.wait_for_function("() => location.search.includes('ki67=10')")
    press(page, "ArrowRight", 1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    dialog = ask_why(page, HARMS)
    expect(dialog).to_contain_text("Somatostatin analogue against growth")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("discuss first"))


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_either_tab(open_page: OpenPage, width: int) -> None:
    page = open_page("/pathway?show=changes&dpd=x&krenning=unknown", width=width)
    expect(table(page, "Not known yet")).to_be_visible()
    assert axe(page) == []
    page = open_page("/pathway?show=harms&organs=marrow-impaired", width=width)
    expect(table(page, HARMS)).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(table(page, HARMS)).to_contain_text("No longer")
    assert axe(page) == []


def test_axe_finds_nothing_in_the_answers_over_the_picture(open_page: OpenPage) -> None:
    page = open_page("/pathway?present=1")
    for name in (CHANGES, HARMS):
        ask_why(page, name)
        assert axe(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("tab", ["changes", "harms"])
def test_tables_need_no_sideways_scrolling_at_320_px(open_page: OpenPage, tab: str) -> None:
    page = open_page(f"/pathway?show={tab}", width=320, height=844)
    expect(page.get_by_role("table").first).to_be_visible()
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    assert wide <= 0
    buttons = page.get_by_role("tabpanel").get_by_role("button", name=re.compile("^Try it"))
    for button in buttons.all()[:3]:
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
