"""Two patients side by side on the Pathway page, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic.library import library
from pages.parts.keys import kept_said, query_of
from tests.browser.conftest import OpenPage, axe, settled
from tests.browser.steps import option, press, query, says, sentence, taken
from tests.browser.test_pathway import fits

CONTENT = library()
DIAGRAM = ".st-key-diagram"
BURDEN_45 = "Against A (hepatic burden 20 %): SSA discuss first → reasonable."
# As far apart as two teaching patients are: primary, Ki-67, burden, spread and symptoms differ.
FAR = "/pathway?hepatic_burden=45&a=primary%3Dpancreas%26ki67%3D12%26extrahepatic%3Dlimited"


def choose(page: Page, entry: str) -> None:
    """Takes an entry of the Compare menu."""
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("menuitem", name=entry, exact=True).click()


def entries(page: Page) -> list[str]:
    """What the Compare menu offers."""
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    found = page.get_by_role("menuitem").all_inner_texts()
    page.keyboard.press("Escape")
    return found


def legend(page: Page) -> Locator:
    """Who A and B are."""
    return page.locator(f"{DIAGRAM} .legend")


def differs(page: Page, name: str) -> Locator:
    """A table below the picture by its name."""
    return page.get_by_role("table", name=name)


def drawn(page: Page) -> dict[str, list[str] | str]:
    """Both routes, the tags on them, and every label and word of the picture and the tables."""
    found: dict[str, list[str] | str] = page.evaluate(
        """() => {
          const find = (within, what) => {
            const shadow = document.querySelector(within);
            const root = [...shadow.querySelectorAll('*')].find(n => n.shadowRoot)?.shadowRoot;
            return [...(root ?? shadow).querySelectorAll(what)];
          };
          const at = '.st-key-diagram';
          return {
            kept: find(at, '.route.kept')[0].getAttribute('d'),
            now: find(at, '.route.now')[0].getAttribute('d'),
            tags: find(at, '.tag text').map(n => n.textContent).filter(Boolean),
            labels: find(at, 'svg [role=button]').map(n => n.getAttribute('aria-label')),
            words: find(at, '.next, .legend').map(n => n.textContent),
            tables: [...document.querySelectorAll('[class*=st-key-differ-]')]
              .flatMap(n => find('.' + [...n.classList].find(c => c.startsWith('st-key-differ-')),
                '[role=cell], [role=rowheader]').map(c => c.textContent)),
          };
        }"""
    )
    return found


def test_keeping_a_patient_shows_both_routes_and_what_differs_also_from_the_address(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway")
    assert entries(page) == ["Keep this patient as A"]
    choose(page, "Keep this patient as A")
    says(page, "A and B are the same patient")
    expect(page.get_by_text("Nothing differs: A and B are the same patient.")).to_be_visible()
    page.wait_for_function("() => location.search === '?a=default'")
    press(page, "ArrowRight", 25)
    says(page, BURDEN_45)
    expect(page.locator(f'{DIAGRAM} [role="status"]')).to_contain_text(BURDEN_45)
    expect(legend(page)).to_contain_text("A hepatic burden 20 %")
    expect(legend(page)).to_contain_text("B hepatic burden 45 %")
    expect(option(page, "SSA")).to_have_attribute("aria-label", "SSA: reasonable, A: discuss first")
    label = taken(page, "How pressing is treatment?")
    expect(label).to_have_attribute("aria-label", re.compile(r"shrinkage.*; A: growing$"))
    # What has just changed is said, not marked: amber beside A's orange would be two meanings.
    expect(page.locator(f"{DIAGRAM} [data-was], {DIAGRAM} [data-changed]")).to_have_count(0)
    expect(differs(page, "Options that differ")).to_contain_text(CONTENT.rules["ssa-gut"].because)
    expect(differs(page, "Facts that differ")).to_contain_text("45 %")
    assert query(page) == {"hepatic_burden": ["45"], "a": ["default"]}
    here = drawn(page)
    assert here["kept"] and here["kept"] != here["now"]
    assert here["tags"] == ["A", "B", "A", "B"]
    fresh = open_page(page.url.removeprefix(page.url.split("/pathway")[0]))
    says(fresh, BURDEN_45)
    expect(differs(fresh, "Options that differ")).to_be_visible()
    assert drawn(fresh) == here


def test_a_stays_while_the_thumb_of_b_is_dragged_before_the_server_has_heard_of_it(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway?hepatic_burden=24&a=hepatic_burden%3D5")
    says(page, "nothing else differs")
    before = drawn(page)
    page.evaluate("() => { WebSocket.prototype.send = () => {} }")
    page.locator(".st-key-hepatic_burden input[type=range]").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    says(page, "Against A (hepatic burden 5 %): SSA discuss first → reasonable.")
    expect(legend(page)).to_contain_text("B hepatic burden 32 %")
    after = drawn(page)
    assert after["kept"] == before["kept"]
    assert after["now"] != before["now"]
    expect(option(page, "SSA")).to_have_attribute("aria-label", "SSA: reasonable, A: discuss first")


def test_swap_undo_instead_and_stop(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=45&a=default")
    says(page, BURDEN_45)
    assert entries(page) == ["Swap A and B", "Keep this patient as A instead", "Stop comparing"]
    choose(page, "Swap A and B")
    says(page, "Against A (hepatic burden 45 %): SSA reasonable → discuss first.")
    page.wait_for_function("() => location.search === '?a=hepatic_burden%3D45'")
    page.get_by_role("button", name="Undo").click()
    says(page, BURDEN_45)
    page.wait_for_function("() => location.search.includes('a=default')")
    press(page, "ArrowRight", 1)
    choose(page, "Keep this patient as A instead")
    says(page, "A and B are the same patient")
    page.get_by_role("button", name="Undo").click()  # undo moves B only
    expect(legend(page)).to_contain_text("A hepatic burden 46 %")
    expect(legend(page)).to_contain_text("B hepatic burden 45 %")
    choose(page, "Stop comparing")
    expect(legend(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="A and B: what differs")).to_have_count(0)
    page.wait_for_function("() => location.search === '?hepatic_burden=45'")
    assert drawn(page)["tags"] == []
    assert entries(page) == ["Keep this patient as A"]


@pytest.mark.parametrize("said", ["", "nonsense", "%00", "krenning%3Dzzz", "%5B%7B%27"])
def test_a_forged_comparison_is_none(open_page: OpenPage, said: str) -> None:
    page = open_page(f"/pathway?hepatic_burden=45&a={said}")
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("SSA: reasonable"))
    expect(legend(page)).to_be_hidden()
    assert page.get_by_role("alert").count() == 0
    page.wait_for_function("() => location.search === '?hepatic_burden=45'")


def test_scenario_and_reset_change_b_only(open_page: OpenPage) -> None:
    a, b = (CONTENT.presets[name] for name in ("quiet-ileal", "pancreas-high-burden"))
    page = open_page("/pathway")
    for scenario in (a, b):
        page.get_by_role("button", name="Scenario").click()
        page.get_by_role("menuitem", name=scenario.name).click()
        says(page, f"Scenario: {scenario.name}.")
        if scenario is a:
            choose(page, "Keep this patient as A")
            says(page, "A and B are the same patient")
    expect(legend(page)).to_contain_text(f"A {a.name}")
    expect(legend(page)).to_contain_text(f"B {b.name}")
    kept, now = (CONTENT.patient(one.patient) for one in (a, b))
    both = query_of(now, CONTENT) | {"a": kept_said(kept, CONTENT)}
    page.wait_for_function("() => location.search.includes('primary=pancreas')")
    assert query(page) == both
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => !location.search.includes('primary=pancreas')")
    assert query(page) == {"a": kept_said(kept, CONTENT)}
    expect(legend(page)).to_contain_text(f"A {a.name}")


def test_both_patients_survive_presenting_other_pages_and_a_reload(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=45&a=hepatic_burden%3D5")
    both = {"hepatic_burden": ["45"], "a": ["hepatic_burden=5"]}
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    says(page, "Against A (hepatic burden 5 %)")
    page.wait_for_function("() => location.search.includes('a=hepatic')")
    assert query(page) == both | {"present": ["1"]}
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1, name="Start")).to_be_visible()
    page.wait_for_function("() => location.search.includes('a=hepatic')")
    assert query(page) == both
    page.get_by_role("button", name="Open the pathway").click()
    says(page, "Against A (hepatic burden 5 %)")
    page.reload()
    settled(page)
    says(page, "Against A (hepatic burden 5 %)")
    assert query(page) == both


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_two_patients_fit_one_screen_in_presenter_mode(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page(f"{FAR}&present=1", width=width, height=height)
    says(page, "Against A (4 facts differ)")
    press(page, "ArrowRight", 1)
    says(page, "45 → 46 %")
    assert fits(page)
    texts = page.locator(f"{DIAGRAM} svg text").evaluate_all(
        "nodes => nodes.filter(n => n.textContent)"
        ".map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(texts) >= 18
    lines = sentence(page).evaluate(
        "n => n.getBoundingClientRect().height / parseFloat(getComputedStyle(n).lineHeight)"
    )
    assert lines < 2.5
    header = page.locator(".st-key-header").bounding_box()
    assert header and header["height"] < 60  # one line
    expect(page.get_by_role("heading", name="A and B: what differs")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_both_without_sideways_scrolling(open_page: OpenPage, width: int) -> None:
    page = open_page(FAR, width=width, height=844)
    expect(page.locator(f"{DIAGRAM} .narrow")).to_be_visible()
    expect(legend(page)).to_contain_text("A primary: pancreas")
    expect(page.locator(f"{DIAGRAM} .steps").get_by_text("A: growing")).to_be_visible()
    row = page.locator(f"{DIAGRAM} .rows button", has_text="Sunitinib")
    expect(row).to_contain_text("A: reasonable")
    page.get_by_text("Other answers").click()
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    assert wide <= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_two_patients_are_shown(open_page: OpenPage, width: int) -> None:
    page = open_page(FAR, width=width, height=844)
    expect(differs(page, "Options that differ")).to_be_visible()
    if width < 700:
        page.get_by_text("Other answers").click()
    assert axe(page) == []
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("menuitem", name="Stop comparing")).to_be_visible()
    # Streamlit draws an open menu, the scenarios' too, outside every landmark of the page.
    assert axe(page, allowed=["region"]) == []
