"""Journeys over the decision map, in a real browser."""

import csv
import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic import map_words
from netlogic.library import library
from netlogic.patient import Patient, Value
from netlogic.regions import decision_map
from tests.browser.conftest import OpenPage, axe
from tests.browser.steps import downloaded, eventually, press, query

CONTENT = library()
DEFAULT = CONTENT.default_patient()
X, Y = "hepatic_burden", "krenning"


def figure(page: Page) -> Locator:
    return page.locator(".st-key-map [role=figure]")


def drawn(page: Page) -> Page:
    """The page once the figure is there, which comes after the script has run."""
    page.wait_for_selector(".st-key-map .main-svg", state="attached", timeout=60_000)
    page.wait_for_selector(".st-key-map .point")
    return page


def status(page: Page) -> Locator:
    return page.locator(".st-key-map_pad [role=status]")


def stands(patient: Patient, x: str = X, y: str = Y) -> str:
    return map_words.stands(decision_map(patient, x, y, CONTENT), patient, CONTENT)


def moved(**new: Value | None) -> Patient:
    return DEFAULT.model_copy(update=new)


def click(page: Page, x: float, y: float) -> None:
    """Clicks at a share of the known values' part, counted from its lower left."""
    box = page.locator(".st-key-map .bglayer, .st-key-map .nsewdrag").last.bounding_box()
    assert box
    known = 1 / 1.145  # of the drawn range, the rest is "not known"
    left = box["x"] + box["width"] * (1 - known - 0.004)
    bottom = box["y"] + box["height"] * (known + 0.004)
    page.mouse.click(left + x * box["width"] * known, bottom - y * box["height"] * known)


def test_the_figure_has_a_name_that_says_its_finding(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    finding = map_words.finding(decision_map(DEFAULT, X, Y, CONTENT), DEFAULT, CONTENT)
    expect(page.get_by_role("heading", level=2, name=finding)).to_be_visible()
    name = figure(page).get_attribute("aria-label") or ""
    assert finding in name
    assert 20 <= len(name) <= 250
    expect(page.get_by_text("drafted, not yet reviewed by a clinician")).to_be_visible()
    expect(status(page)).to_have_text(stands(DEFAULT))
    expect(status(page)).to_have_attribute("aria-live", "polite")


def test_a_click_moves_the_patient_there_once_and_undo_brings_it_back(
    open_page: OpenPage,
) -> None:
    page = drawn(open_page("/decision_map"))
    click(page, 0.9, 0.3)
    page.wait_for_function("() => location.search.includes('krenning=1')")
    found = query(page)
    assert set(found) == {X, Y}
    burden = int(found[X][0])
    assert burden > 70
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=burden, krenning=1)))
    drawn(page)
    click(page, 0.6, 0.9)
    page.wait_for_function("() => location.search.includes('krenning=4')")
    expect(status(page)).to_contain_text("and Krenning score 4")
    page.get_by_role("button", name="Undo").click()
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=burden, krenning=1)))
    page.get_by_role("button", name="Undo").click()
    expect(status(page)).to_have_text(stands(DEFAULT))
    page.wait_for_function("() => location.search === ''")


def test_a_click_in_the_band_of_not_known_makes_the_fact_unknown(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    click(page, 0.5, -0.08)
    page.wait_for_function("() => location.search.includes('krenning=unknown')")
    expect(status(page)).to_contain_text("Krenning score not known")
    expect(status(page)).to_contain_text("SSTR imaging")


def test_a_click_lands_within_two_percent_of_the_scale(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map?x=hepatic_burden&y=ki67"))
    dots = page.locator(".st-key-map .scatterlayer .trace:last-child .point")
    for share in (0.2, 0.55, 0.8):
        before = page.url
        click(page, share, 0.75)
        page.wait_for_function("before => location.href !== before", arg=before)
        expect(status(page)).to_contain_text(f"hepatic burden {query(page)[X][0]} %")
        drawn(page)
        box = page.locator(".st-key-map .nsewdrag").last.bounding_box()
        dot = dots.last.bounding_box()
        assert box
        assert dot
        wanted = box["x"] + box["width"] * (1 - (1 - share) / 1.145)
        assert abs(dot["x"] + dot["width"] / 2 - wanted) <= 0.02 * box["width"]


def test_arrow_keys_move_one_step_and_with_shift_to_the_next_border(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    page.get_by_role("button", name="Hepatic tumour burden: one step up").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('hepatic_burden=21')")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => location.search.includes('krenning=2')")
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=21, krenning=2)))
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("() => location.search.includes('hepatic_burden=26')")
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=26, krenning=2)))


def test_keys_that_come_faster_than_the_server_are_all_counted(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    page.get_by_role("button", name="Hepatic tumour burden: one step down").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('hepatic_burden=28')")
    expect(status(page)).to_contain_text("hepatic burden 28 %")


def test_a_click_gives_the_map_the_keys(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map?hepatic_burden=40"))
    click(page, 0.9, 0.3)
    page.wait_for_function("() => location.search.includes('krenning=1')")
    expect(status(page)).to_contain_text("and Krenning score 1")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => location.search.includes('krenning=0')")


def test_the_buttons_move_too_and_to_the_next_border_when_asked(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    page.get_by_role("button", name="Receptor uptake (Krenning): one step down").click()
    page.wait_for_function("() => location.search.includes('krenning=2')")
    expect(status(page)).to_contain_text("and Krenning score 2")
    page.get_by_label("to the next border").check()
    page.get_by_role("button", name="Hepatic tumour burden: one step up").click()
    page.wait_for_function("() => location.search.includes('hepatic_burden=26')")


def test_the_sliders_of_the_panel_move_the_patient_too(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    press(page, "ArrowRight", 1)
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=21)))


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_any_two_inputs_can_be_chosen_and_stand_in_the_address(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map"))
    choose(page, "Up", "Growth")
    expect(status(page)).to_have_text(stands(DEFAULT, X, "tempo"))
    page.wait_for_function("() => location.search === '?x=hepatic_burden&y=tempo'")
    page.get_by_role("button", name="Swap").click()
    expect(status(page)).to_have_text(stands(DEFAULT, "tempo", X))
    page.wait_for_function("() => location.search === '?x=tempo&y=hepatic_burden'")
    # The same input twice is no map: the two change places.
    choose(page, "Up", "Growth")
    expect(status(page)).to_have_text(stands(DEFAULT, X, "tempo"))
    page.get_by_role("button", name="Pairs to teach with").click()
    page.get_by_role("menuitem", name="Ki-67 index by Receptor uptake").click()
    expect(status(page)).to_have_text(stands(DEFAULT, "ki67", Y))
    again = drawn(open_page("/decision_map?x=ki67&y=krenning&hepatic_burden=40"))
    expect(status(again)).to_have_text(stands(moved(hepatic_burden=40), "ki67", Y))


@pytest.mark.parametrize("forged", ["x=moon&y=%00", "x=ki67&y=ki67", "x=&y=grade"])
def test_a_forged_pair_of_inputs_falls_back_to_the_usual_one(
    open_page: OpenPage, forged: str
) -> None:
    page = drawn(open_page(f"/decision_map?{forged}&hepatic_burden=30"))
    assert page.get_by_role("alert").count() == 0
    expect(status(page)).to_have_text(stands(moved(hepatic_burden=30)))
    page.wait_for_function("() => location.search === '?hepatic_burden=30'")


def test_an_input_that_cannot_matter_says_so(open_page: OpenPage) -> None:
    page = drawn(open_page("/decision_map?y=tumour_size"))
    expect(page.get_by_text("Primary size: not used here because it needs")).to_be_visible()


def test_the_table_and_the_file_say_what_the_map_shows(open_page: OpenPage, tmp_path: Path) -> None:
    page = drawn(open_page("/decision_map?hepatic_burden=30"))
    patient = moved(hepatic_burden=30)
    found = decision_map(patient, X, Y, CONTENT)
    page.get_by_text("Show the numbers").click()
    table = page.get_by_role("table", name="The decision map")
    for kind in found.kinds:
        expect(table).to_contain_text(map_words.in_full(kind[0], CONTENT))
    here = table.get_by_role("cell").filter(has_text="Patient here")
    expect(here).to_have_count(1)
    expect(here).to_contain_text(map_words.said(found.at(30, 3), CONTENT))
    started = downloaded(page, page.get_by_role("button", name="Download as CSV"))
    started.save_as(tmp_path / "map.csv")
    with (tmp_path / "map.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(found.columns) * len(found.rows)
    [own] = [line for line in lines if line["patient here"]]
    assert own["leading options"] == map_words.said(found.at(30, 3), CONTENT)
    limits = page.get_by_role("table", name="Published limits along the map")
    assert limits.locator("a[href^=http]").count() > 0


def test_on_a_phone_letters_stand_for_words_and_nothing_scrolls_sideways(
    open_page: OpenPage,
) -> None:
    for width in (390, 320):
        page = drawn(open_page("/decision_map", width=width, height=844))
        found = decision_map(DEFAULT, X, Y, CONTENT)
        expect(page.get_by_text(map_words.key(found, found.kinds, CONTENT))).to_be_visible()
        expect(page.locator(".st-key-map .annotation").first).to_be_hidden()
        expect(page.locator(".st-key-map .annotation").last).to_be_visible()
        wide = page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return m.scrollWidth - m.clientWidth }"
        )
        assert wide <= 0


@pytest.mark.parametrize("axes", ["", "&x=ki67&y=primary&krenning=unknown"])
def test_in_a_room_the_map_fills_one_screen_with_large_type(open_page: OpenPage, axes: str) -> None:
    page = drawn(open_page(f"/decision_map?present=1{axes}"))
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        eventually(
            partial(fills, page, height), page
        )  # the figure takes up the size a moment later


def fills(page: Page, height: int) -> None:
    """The map has half of a screen, which needs no scrolling, and words that a room can read."""
    assert page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain], html')]
          .every(n => n.scrollHeight <= n.clientHeight + 1 && n.scrollWidth <= n.clientWidth)"""
    )
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert status(page).evaluate(size) >= 24
    assert page.get_by_role("heading", level=2).evaluate(size) >= 24
    texts = page.locator(".st-key-map svg text")
    assert min(texts.evaluate_all(f"nodes => nodes.map({size})")) >= 18
    box = figure(page).bounding_box()
    assert box
    assert box["height"] >= 0.5 * height


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_map_and_its_table(open_page: OpenPage, width: int) -> None:
    page = drawn(open_page("/decision_map?krenning=unknown", width=width, height=844))
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("table", name="The decision map")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize(
    ("scheme", "first"), [("light", "rgb(11, 92, 173)"), ("dark", "rgb(111, 177, 255)")]
)
def test_the_colours_of_the_figure_are_those_of_the_readers_theme(
    open_page: OpenPage, scheme: str, first: str
) -> None:
    page = open_page("/decision_map", scheme=scheme)
    drawn = page.locator(".st-key-map_area .js-plotly-plot")
    expect(drawn.get_by_text("patient", exact=True)).to_be_visible()
    colours = drawn.evaluate(
        """plot => [...plot.querySelectorAll('*')].flatMap(node => {
             const { fill, stroke } = getComputedStyle(node); return [fill, stroke]; })"""
    )
    assert first in colours
    assert "rgb(0, 0, 1)" not in colours
