"""What holds on every page: titles, footer, accessibility, faults, links."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from deploy.run import ROOT, Server, serve
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe

PAGES = {
    "/": "Start",
    "/pathway": "Pathway",
    "/decision_map": "Decision map",
    "/trial_fit": "Trial fit",
    "/rulebook": "Rulebook",
    "/observe_or_treat": "Observe or treat",
    "/receptors": "Receptors",
    "/reading_pfs": "Reading PFS",
    "/pfs_lab": "PFS lab",
    "/promid": "PROMID",
    "/clarinet": "CLARINET",
    "/side_by_side": "Side by side",
    "/upfront_prrt": "Up-front PRRT",
    "/after_progression": "After an SSA",
    "/sources": "Sources",
    "/glossary": "Glossary",
}
# Others have a test of their own, with what opens on them open.
AXE_HERE = ("/", "/pathway", "/trial_fit", "/rulebook")


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_every_page_has_one_heading_its_own_title_and_the_footer(
    open_page: OpenPage, path: str, title: str
) -> None:
    page = open_page(path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert title in page.title()
    expect(page.get_by_text("For teaching, not for patient care")).to_be_visible()
    asks = "textarea, input[type=text]:not([role=combobox], [aria-label*=Search i])"
    assert page.locator(asks).count() == 0, "a page asks for free text that is no search"
    levels = page.evaluate(
        """() => { const found = []; const walk = root => root.querySelectorAll('*').forEach(n => {
             if (/^H[1-6]$/.test(n.tagName)) found.push(+n.tagName[1]);
             if (n.shadowRoot) walk(n.shadowRoot); }); walk(document); return found; }"""
    )
    assert all(level <= max(levels[:n] or [1]) + 1 for n, level in enumerate(levels))


@pytest.mark.parametrize("path", AXE_HERE)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width, height=844)
    assert axe(page) == []
    if path == "/pathway":
        page.locator(".st-key-cards summary").first.click()
        chosen = page.locator(".st-key-diagram :is(.options [role=button], .rows button)")
        chosen.locator("visible=true").first.press("Enter")
        expect(page.locator(".st-key-diagram .reasons").first).to_be_visible()
        if width > 640:
            page.get_by_text("More facts").click()
            expect(page.get_by_text("Organs and risks")).to_be_visible()
        assert axe(page) == []


def test_axe_finds_nothing_in_open_menus_and_presenter_mode(open_page: OpenPage) -> None:
    page = open_page("/pathway?present=1")
    assert axe(page) == []
    page.get_by_role("button", name="Patient", exact=True).click()
    expect(page.get_by_text("Ki-67 not known")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page = open_page("/pathway")
    page.get_by_role("button", name="Contents").click()
    expect(page.get_by_role("link", name="Start")).to_be_visible()
    assert axe(page) == []


def test_no_link_goes_to_the_first_page_by_its_name(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    page.get_by_role("button", name="Contents").click()
    link = page.get_by_role("link", name="Start")
    assert not (link.get_attribute("href") or "").endswith("/start")
    link.click()
    expect(page.get_by_role("heading", level=1, name="Start")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole app in another folder, to be spoilt there."""
    target = tmp_path_factory.mktemp("app")
    for name in ("app.py", "content", "netlogic", "pages", ".streamlit"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    return target


@pytest.fixture(scope="module")
def spoilt(copied: Path) -> Iterator[str]:
    """The address of the app with a broken trial, a broken rule and a page that fails."""
    trial = copied / "content/trials/netter-1.toml"
    trial.write_text(
        trial.read_text(encoding="utf-8").replace("low = 0.13", "low = 0.9", 1), "utf-8"
    )
    rules = copied / "content/rules/after-progression.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace('strength = "standard"', 'strength = "huge"', 1),
        "utf-8",
    )
    cohort = copied / "content/cohorts/promid-ttp.csv"
    cohort.write_text(cohort.read_text(encoding="utf-8").replace(",1\n", ",yes\n", 1), "utf-8")
    walk = copied / "content/walks/clarinet.toml"
    walk.write_text(f"surprise = 1\n{walk.read_text(encoding='utf-8')}", "utf-8")
    start = copied / "pages/learn/start.py"
    start.write_text("raise RuntimeError('forced')\n", "utf-8")
    with serve(app=copied / "app.py", options=()) as running:
        yield running.url


def test_spoilt_content_is_named_and_the_rest_is_shown(spoilt: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{spoilt}/pathway")
    settled(page)
    alert = page.get_by_role("alert").first
    expect(alert).to_contain_text("content/trials/netter-1.toml")
    expect(alert).to_contain_text("the interval 0.9")
    expect(alert).to_contain_text("content/rules/after-progression.toml: prrt-after-ssa-gut-even")
    expect(page.locator('.st-key-diagram svg [aria-label^="SSA: "]')).to_be_visible()
    expect(page.locator('.st-key-diagram svg [aria-label^="PRRT: "]')).to_have_count(0)
    page.close()


def test_a_trial_is_told_without_its_curve_and_a_lost_walk_says_so(
    spoilt: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{spoilt}/promid?step=result&predicted=skipped")
    alert = settled(page).get_by_role("alert")
    expect(alert.first).to_contain_text("content/cohorts/promid-ttp.csv")
    expect(alert.first).to_contain_text("content/walks/clarinet.toml: no field called 'surprise'")
    expect(alert.filter(has_text="no curve is drawn")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Hazard ratio")).to_be_visible()
    page.goto(f"{spoilt}/clarinet")
    lost = page.get_by_role("alert").filter(has_text="Without content/walks/clarinet.toml")
    expect(lost).to_be_visible()
    page.close()


def test_a_failing_page_says_so_and_the_menu_still_works(spoilt: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(spoilt)
    settled(page)
    expect(page.get_by_text("The page “Start” cannot be shown just now")).to_be_visible()
    expect(page.get_by_text("RuntimeError")).to_have_count(0)
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="Pathway").click()
    expect(page.get_by_role("heading", level=1, name="Pathway")).to_be_visible()
    page.close()


def test_a_denied_clipboard_shows_the_link_instead(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=40")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }"
    )
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Address of this page")
    expect(field).to_be_visible()
    assert "hepatic_burden=40" in field.input_value()


def test_copy_link_copies_the_patient(open_page: OpenPage) -> None:
    page = open_page(
        "/pathway?hepatic_burden=40", permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    assert "hepatic_burden=40" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_before_the_style_has_come_can_be_read(
    open_page: OpenPage, server: Server, scheme: str
) -> None:
    page = open_page("/pathway", width=390, scheme=scheme, alone=True)
    # Streamlit loads the part that brings our style on demand, sometimes after the page is drawn.
    late: list[Route] = []
    page.context.route("**/static/js/Html.*.js", lambda route: late.append(route))
    page.goto(server.url)
    button = page.get_by_role("button", name="Open the pathway")
    expect(button).to_be_visible()
    assert axe(page) == []
    assert late, "the style came another way: this test looks at nothing"
    for route in late:
        route.continue_()
    blue = {"light": "rgb(11, 92, 173)", "dark": "rgb(111, 177, 255)"}[scheme]
    expect(button).to_have_css("background-color", blue)
    assert axe(page) == []
