"""Journeys through Sources and Glossary, and the banner of an overdue review."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from deploy.run import Server, serve
from netlogic import citations, glossary
from netlogic.library import library
from tests.browser.conftest import STYLED, OpenPage, axe, settled
from tests.browser.steps import downloaded, listed, query

CONTENT = library()
EVERY = citations.citations(CONTENT)
CHOICES = citations.choices(CONTENT)
PATHS = (
    "/sources?words=clarinet",
    "/sources?reference=clarinet",
    "/sources?show=grades",
    "/sources?show=review",
    "/sources?show=changes",
    "/glossary?letter=c",
    "/glossary?term=ki67",
)
SIDEWAYS = """() => { const m = document.querySelector('[data-testid=stMain]');
  return m.scrollWidth - m.clientWidth }"""


def entries(page: Page) -> Locator:
    return page.locator(".book .entry")


def count(wanted: dict[str, list[str]], words: tuple[str, ...] = ()) -> str:
    return f"{len(citations.chosen(EVERY, wanted, words))} of {len(EVERY)} references"


@pytest.mark.parametrize(
    ("label", "kind", "id_"),
    [("Kind", "kind", "guideline"), ("Used in", "use", "terms"), ("Address", "address", "none")],
)
def test_a_filter_filters_and_stands_in_the_address(
    open_page: OpenPage, label: str, kind: str, id_: str
) -> None:
    page = open_page("/sources?krenning=2")
    listed(page, count({}))
    page.get_by_role("combobox", name=label).fill(CHOICES[kind][id_])
    page.get_by_role("option", name=CHOICES[kind][id_], exact=True).first.click()
    page.keyboard.press("Escape")
    listed(page, count({kind: [id_]}))
    page.wait_for_function("pair => location.search.includes(pair)", arg=f"{kind}={id_}")
    page.get_by_role("button", name="Clear filters").click()
    listed(page, count({}))
    page.wait_for_function("() => location.search === '?krenning=2'")


def test_filters_of_an_address_combine_and_the_csv_holds_what_is_shown(
    open_page: OpenPage,
) -> None:
    page = open_page("/sources?kind=rct&words=lanreotide")
    wanted = {"kind": ["rct"]}
    listed(page, count(wanted, ("lanreotide",)))
    download = downloaded(page, page.get_by_role("button", name="Download CSV"))
    text = download.path().read_text(encoding="utf-8-sig")
    named = [line["Reference"] for line in csv.DictReader(io.StringIO(text))]
    assert named == [c.id for c in citations.chosen(EVERY, wanted, ("lanreotide",))]


def test_a_reference_leads_to_a_rule_and_back_with_the_patient_and_the_filters(
    open_page: OpenPage,
) -> None:
    page = open_page("/sources?kind=rct&hepatic_burden=24")
    entries(page).get_by_role("link", name="CLARINET", exact=True).click()
    page.wait_for_url(re.compile("reference=clarinet"))
    listed(settled(page), "one reference, and where it is used")
    for place in next(c for c in EVERY if c.id == "clarinet").places:
        expect(entries(page)).to_contain_text(place.label)
    entries(page).get_by_role("link", name="ssa-gut", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="Rule ssa-gut")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert query(settled(page)) == {"hepatic_burden": ["24"], "rule": ["ssa-gut"]}
    page.go_back()
    listed(settled(page), "one reference, and where it is used")
    page.get_by_role("button", name="Show all references").click()
    listed(page, count({"kind": ["rct"]}))
    page.wait_for_function("() => location.search.includes('hepatic_burden=24')")


def test_a_forged_address_is_no_filter_and_a_forged_name_is_named(open_page: OpenPage) -> None:
    page = open_page("/sources?kind=moon&show=zzz&reference=%3Cb%3Emoon")
    listed(page, f"There is no reference called “<b>moon”. {count({})}")
    page = open_page("/glossary?letter=%C3%9F&term=moon")
    every = len(CONTENT.terms)
    listed(page, f"There is no term called “moon”. {every} of {every} terms")


@pytest.mark.parametrize(
    ("part", "heading", "text"),
    [
        ("Grades", "What the grades mean", "2 (field test 2017, original version)"),
        ("Review", "Authors, funding and licence", "The NETlogic authors"),
        ("Changes", "Changes", "A glossary of the field"),
    ],
)
def test_each_part_has_its_address(open_page: OpenPage, part: str, heading: str, text: str) -> None:
    page = open_page("/sources")
    page.get_by_role("radio", name=part).or_(
        page.get_by_role("button", name=part, exact=True)
    ).first.click()
    expect(page.get_by_role("heading", level=2, name=heading, exact=True)).to_be_visible()
    expect(entries(page).filter(has_text=text).first).to_be_visible()
    page.wait_for_function("show => location.search === `?show=${show}`", arg=part.lower())


def test_the_grades_of_tumours_are_a_table_with_sources(open_page: OpenPage) -> None:
    page = open_page("/sources?show=grades")
    table = page.get_by_role("table", name="Grades")
    expect(table.get_by_role("row")).to_have_count(5)
    row = table.get_by_role("row").filter(has_text="NET G2")
    expect(row).to_contain_text("3 to 20 %")
    expect(row).to_contain_text("2 to 20 per 2 mm²")
    expect(row.get_by_role("link").first).to_be_visible()


def test_the_licence_can_be_read_on_the_page(open_page: OpenPage) -> None:
    page = open_page("/sources?show=review")
    page.get_by_text("The licence in full").click()
    expect(page.get_by_text("Permission is hereby granted")).to_be_visible()


def test_a_term_leads_to_others_to_rules_and_back(open_page: OpenPage) -> None:
    page = open_page("/glossary?term=ki67&krenning=2")
    listed(page, "one term")
    entries(page).get_by_role("link", name="Mitotic rate").click()
    expect(page.get_by_role("heading", level=2, name="Mitotic rate")).to_be_visible()
    assert query(settled(page)) == {"term": ["mitotic-rate"], "krenning": ["2"]}
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Ki-67 index")).to_be_visible()
    entries(settled(page)).get_by_role("link", name=re.compile("rules on Ki-67")).click()
    expect(page.get_by_role("heading", level=1, name="Rulebook")).to_be_visible()
    assert query(settled(page)) == {"fact": ["ki67"], "krenning": ["2"]}


def test_terms_are_found_by_word_and_letter_and_the_address_keeps_them(
    open_page: OpenPage,
) -> None:
    page = open_page("/glossary")
    every = len(CONTENT.terms)
    listed(page, f"{every} of {every} terms")
    box = page.get_by_role("textbox", name="Search")
    box.fill("hazard")
    box.press("Enter")
    listed(page, f"{len(glossary.found(CONTENT, 'hazard'))} of {every} terms")
    expect(entries(page).first.get_by_role("heading")).to_have_text("Hazard")
    page.get_by_role("button", name="P", exact=True).or_(
        page.get_by_role("radio", name="P", exact=True)
    ).first.click()
    both = glossary.found(CONTENT, "hazard", "P")
    listed(page, f"{len(both)} of {every} terms")
    page.wait_for_function("() => location.search === '?words=hazard&letter=p'")
    again = open_page("/glossary?words=hazard&letter=p")
    listed(again, f"{len(both)} of {every} terms")
    entries(again).first.get_by_role("link").first.click()
    listed(again, "one term")
    again.get_by_role("button", name="Show all terms").click()
    listed(again, f"{len(both)} of {every} terms")


@pytest.mark.parametrize("path", ["/", "/pathway", "/promid", "/glossary"])  # one of each section
def test_one_click_from_any_page_leads_to_authors_and_dates_and_keeps_the_patient(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(f"{path}?hepatic_burden=24")
    page.get_by_role("link", name="Sources, authors and review").click()
    expect(page.get_by_role("heading", level=1, name="Sources")).to_be_visible()
    known = ("The NETlogic authors", "Next review due: 2027-05-24", "Funding", "Disclosures")
    for text in (*known, "Release", "Last review by a clinician: none yet"):
        expect(page.locator(".stMain").get_by_text(text).first).to_be_visible()
    page.wait_for_function("() => location.search.includes('hepatic_burden=24')")


@pytest.mark.parametrize("path", ["/sources", "/glossary"])
def test_paper_has_every_entry_whole_and_nothing_to_press(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(entries(page).first).to_be_visible()
    page.emulate_media(media="print")
    last = entries(page).last
    expect(last).to_be_visible()
    expect(last.locator(".face")).not_to_be_empty()
    expect(page.locator(".book .printed")).to_be_visible()
    for hidden in ("Present", "Download CSV", "Show all 125"):
        expect(page.get_by_role("button", name=hidden, exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Sources, authors and review")).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).count(b"/MediaBox") > 3


@pytest.mark.parametrize("path", PATHS)
def test_a_small_phone_needs_no_sideways_scrolling(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=320, height=844)
    expect(entries(page).first).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("path", PATHS)
def test_links_are_tall_enough_to_hit_and_headings_skip_no_level(
    open_page: OpenPage, path: str
) -> None:
    page = open_page(path, width=390, height=844)
    expect(entries(page).first).to_be_visible()
    low = page.locator(".book .place a").evaluate_all(
        "links => links.filter(a => a.getBoundingClientRect().height < 24).map(a => a.innerText)"
    )
    assert low == []
    levels = (
        page.locator(".stMain")
        .get_by_role("heading")
        .evaluate_all("nodes => nodes.map(node => Number(node.tagName[1]))")
    )
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width, height=844)
    expect(entries(page).first).to_be_visible()
    for opener in (page.get_by_role("button", name="Details"), page.get_by_text("The licence in")):
        if opener.count() and opener.first.is_visible():
            opener.first.click()
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/sources", "/glossary", "/sources?show=changes"])
def test_lists_turn_pages_for_a_room(open_page: OpenPage, path: str) -> None:
    page = open_page(f"{path}{'&' if '?' in path else '?'}present=1")
    expect(entries(page).first).to_be_visible()
    fits = "() => { const m = document.querySelector('[data-testid=stMain]');" + (
        "return m.scrollHeight <= m.clientHeight + 1 && m.scrollWidth <= m.clientWidth }"
    )
    page.wait_for_function(fits)
    onward = page.get_by_role("button", name="Next")
    if onward.count() and onward.is_visible():
        onward.click()
        page.wait_for_function(fits)


# ---------------------------------------------------------------------------------- overdue review
@pytest.fixture(scope="module")
def late_server() -> Iterator[Server]:
    """NETlogic on the day after its review was due."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NETLOGIC_TODAY", "2027-05-25")
        with serve() as running:
            yield running


def test_an_overdue_review_is_told_on_every_page_without_moving_what_a_room_sees(
    late_server: Server, shared: BrowserContext
) -> None:
    page = shared.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(reduced_motion="reduce")
    for path in ("/rulebook?present=1", "/pathway?present=1", "/rulebook", "/pathway"):
        page.goto(f"{late_server.url}{path}")
        page.wait_for_function(STYLED)
        banner = settled(page).locator(".st-key-overdue")
        expect(banner).to_contain_text("due for review on 2027-05-24")
        assert (banner.bounding_box() or {"height": 99})["height"] < 48
        expect(page.get_by_text("BidiComponent Error")).to_have_count(0)
        assert axe(page) == []
    banner.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Sources")).to_be_visible()
    page.close()
