"""Journeys through the Rulebook page: filter, open one rule, report, print, present."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic import rulebook
from netlogic.library import library
from tests.browser.conftest import OpenPage, axe, settled
from tests.browser.steps import downloaded, listed, option, query

CONTENT = library()
ROWS = rulebook.rows(CONTENT)
RULE = "ssa-gut"


def entries(page: Page) -> Locator:
    return page.locator(".book .entry")


def count(wanted: dict[str, list[str]], words: tuple[str, ...] = ()) -> str:
    """What the status says of a choice of filters, for the usual patient."""
    now = rulebook.verdicts(CONTENT.default_patient(), CONTENT)
    return f"{len(rulebook.chosen(ROWS, wanted, now, words))} of {len(ROWS)} rules"


def choose(page: Page, label: str, words: str) -> None:
    """Chooses a value of a filter by its words."""
    page.get_by_role("combobox", name=label).fill(words)
    page.get_by_role("option", name=words, exact=True).first.click()
    page.keyboard.press("Escape")


CHOSEN = [
    ("Step", "step", "first-line"),
    ("Option", "option", "ssa"),
    ("Argues", "argues", "notice"),
    ("For the patient now", "now", "applies"),
    ("Fact it asks for", "fact", "fdg"),
    ("Source or trial", "source", "compete"),
    ("How sure", "verification", "design"),
    ("Review", "review", "reviewed"),
]


def test_each_filter_filters_and_stands_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/rulebook")
    for label, kind, id_ in CHOSEN:
        listed(page, count({}))
        choose(page, label, rulebook.choices(CONTENT)[kind][id_])
        listed(page, count({kind: [id_]}))
        page.wait_for_function("query => location.search === query", arg=f"?{kind}={id_}")
        page.get_by_role("button", name="Clear filters").click()


def test_filters_combine_survive_the_address_and_are_cleared(open_page: OpenPage) -> None:
    page = open_page("/rulebook?step=first-line&option=ssa&argues=for&words=ki-67&krenning=2")
    wanted = {"step": ["first-line"], "option": ["ssa"], "argues": ["for"]}
    listed(page, count(wanted, ("ki-67",)))
    page.get_by_role("button", name="Clear filters").click()
    listed(page, count({}))
    page.wait_for_function("() => location.search === '?krenning=2'")


def test_words_are_typed_and_looked_for(open_page: OpenPage) -> None:
    page = open_page("/rulebook")
    box = page.get_by_role("combobox", name="Words in it")
    box.fill("lanreotide")
    box.press("Enter")
    listed(page, count({}, ("lanreotide",)))
    page.wait_for_function("() => location.search === '?words=lanreotide'")


def test_filters_survive_presenting_and_leaving(open_page: OpenPage) -> None:
    page = open_page("/rulebook?step=mdt")
    listed(page, count({"step": ["mdt"]}))
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    listed(page, count({"step": ["mdt"]}))
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
    listed(page, count({"step": ["mdt"]}))
    page.wait_for_function("() => location.search === '?step=mdt'")


def test_a_forged_address_is_no_filter_and_a_forged_rule_is_named(open_page: OpenPage) -> None:
    page = open_page("/rulebook?step=moon&now=%00&show=zzz&rule=%3Cb%3Emoon%3C%2Fb%3E")
    listed(
        page,
        f"There is no rule called “<b>moon</b>”: it may have another name now. {count({})}",
    )
    assert page.get_by_role("alert").count() == 0
    page.wait_for_function("() => location.search === ''")


def test_a_rule_opens_alone_in_full_and_leads_back_to_the_filtered_list(
    open_page: OpenPage,
) -> None:
    page = open_page("/rulebook?step=first-line")
    entries(page).first.get_by_role("link", name=RULE, exact=True).click()
    page.wait_for_url(re.compile(f"rule={RULE}"))
    entry = entries(settled(page))
    expect(page.get_by_role("heading", level=2, name=f"Rule {RULE}")).to_be_visible()
    expect(entry).to_have_count(1)
    row = next(row for row in ROWS if row.id == RULE)
    for text in (row.because, row.when, row.does, row.review, f"{row.file}, line {row.line}"):
        expect(entry).to_contain_text(text)
    for source in row.sources:
        expect(entry).to_contain_text(source.citation)
        expect(entry).to_contain_text(f"Read on {source.read_on}: {source.seen}")
        expect(entry.locator(f'a[href="{source.address}"]').first).to_be_visible()
    page.get_by_role("button", name="Show all rules").click()
    listed(page, count({"step": ["first-line"]}))
    page.wait_for_function("() => location.search === '?step=first-line'")


def follows(page: Page, link: Locator) -> Page:
    """The page that a link opens beside this one."""
    with page.context.expect_page() as opened:
        link.click()
    return settled(opened.value)


@pytest.mark.parametrize("place", ["card", "picture", "not now"])
def test_every_argument_of_the_pathway_leads_to_its_rule_with_the_patient(
    open_page: OpenPage, place: str
) -> None:
    page = open_page("/pathway?hepatic_burden=24&organs=frail")
    if place == "picture":
        option(page, "SSA").press("Enter")
        link = page.locator(".st-key-diagram .reasons").get_by_role("link").first
    else:
        inside = "article" if place == "card" else ".others"
        link = page.locator(f".st-key-cards {inside}").get_by_role("link", name="rule ").first
    id_ = link.inner_text().removeprefix("rule ")
    opened = follows(page, link)
    expect(opened.get_by_role("heading", level=2, name=f"Rule {id_}", exact=True)).to_be_visible()
    expect(opened.get_by_text("Page not found")).to_have_count(0)
    expect(opened.get_by_text("hepatic burden 24 % and frailty.")).to_be_visible()
    assert query(opened) == {"hepatic_burden": ["24"], "organs": ["frail"], "rule": [id_]}
    if place == "card":
        expect(entries(opened).locator(".side .standing")).to_have_text("applies")
    opened.get_by_role("link", name="Back to the pathway").click()
    expect(opened.get_by_role("heading", level=1, name="Pathway")).to_be_visible()
    opened.wait_for_function("() => location.search.includes('hepatic_burden=24')")
    assert query(opened) == {"hepatic_burden": ["24"], "organs": ["frail"]}


def test_the_reasons_of_an_answer_lead_to_the_rule_that_gives_it(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    page.locator('.st-key-diagram svg [aria-label^="Can an SSA hold the growth?"]').locator(
        "visible=true"
    ).and_(page.locator("[data-taken=true]")).press("Enter")
    link = page.locator(".st-key-diagram .reasons").get_by_role("link")
    expect(link.first).to_have_attribute("href", re.compile(f"rule={RULE}"))


def test_a_report_is_copied_ready_made_without_the_patient(open_page: OpenPage) -> None:
    page = open_page(
        f"/rulebook?rule={RULE}&hepatic_burden=24",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.get_by_role("button", name="Copy a report on this rule").click()
    expect(page.get_by_text("Report copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == rulebook.report(next(row for row in ROWS if row.id == RULE))
    assert "hepatic burden" not in copied.lower()


def test_where_the_clipboard_is_denied_the_report_stands_in_a_box(open_page: OpenPage) -> None:
    page = open_page(f"/rulebook?rule={RULE}")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }"
    )
    page.get_by_role("button", name="Copy a report on this rule").click()
    box = page.get_by_role("textbox", name="Report")
    expect(box).to_be_visible()
    assert box.input_value() == rulebook.report(next(row for row in ROWS if row.id == RULE))


def test_the_csv_holds_the_filtered_rules(open_page: OpenPage) -> None:
    page = open_page("/rulebook?step=mdt")
    listed(page, count({"step": ["mdt"]}))
    download = downloaded(page, page.get_by_role("button", name="Download CSV"))
    text = download.path().read_text(encoding="utf-8-sig")
    rules = [line["Rule"] for line in csv.DictReader(io.StringIO(text))]
    assert rules == [row.id for row in rulebook.chosen(ROWS, {"step": ["mdt"]})]


def test_the_list_is_long_on_the_screen_only_when_asked_and_whole_on_paper(
    open_page: OpenPage,
) -> None:
    page = open_page("/rulebook")
    listed(page, count({}))
    shown = page.locator(".book .entry:not([data-later])")
    first = shown.count()
    assert first < len(ROWS)
    page.get_by_role("button", name="Show 50 more").click()
    expect(shown).to_have_count(first + 50)
    page.emulate_media(media="print")
    last = entries(page).last
    expect(last).to_be_visible()
    expect(last).to_contain_text(f"{ROWS[-1].file}, line {ROWS[-1].line}")
    whole = "nodes => nodes.filter(n => n.getClientRects().length && n.innerText.includes('line '))"
    assert entries(page).evaluate_all(f"nodes => ({whole})(nodes).length") == len(ROWS)
    expect(last.locator(".marks")).to_be_visible()
    expect(last.locator(".marks")).to_contain_text("agrees")
    expect(page.locator(".book .printed")).to_contain_text("not yet reviewed by a clinician")
    for hidden in ("Clear filters", "Show all 347", "Present"):
        expect(page.get_by_role("button", name=hidden, exact=True)).to_be_hidden()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()


def test_the_paper_is_a4_and_holds_every_rule(open_page: OpenPage) -> None:
    page = open_page("/rulebook?step=first-line")
    listed(page, count({"step": ["first-line"]}))
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    sizes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", paper))
    assert sizes in ({(b"594", b"841")}, {(b"595", b"842")}, {(b"595", b"841")})
    assert paper.count(b"/MediaBox") > 5


@pytest.mark.parametrize(
    ("show", "heading", "entry"),
    [
        ("disagreements", "Where sources differ", "Watch, or start an SSA at once?"),
        ("thresholds", "Limits", "Hepatic tumour burden: at most 25 %, above 25 %"),
    ],
)
def test_the_other_parts_have_their_address_and_lead_to_rules(
    open_page: OpenPage, show: str, heading: str, entry: str
) -> None:
    page = open_page("/rulebook?step=mdt")
    page.get_by_role("radio", name=heading).or_(
        page.get_by_role("button", name=heading, exact=True)
    ).first.click()
    expect(page.get_by_role("heading", level=2, name=heading)).to_be_visible()
    page.wait_for_function("show => location.search.includes('show=' + show)", arg=show)
    article = page.get_by_role("article", name=entry, exact=True)
    article.get_by_role("button", name="Details").click()
    link = article.get_by_role("link", name=re.compile("^rule "))
    expect(link.first).to_be_visible()
    opened = follows(page, link.first)
    expect(opened.get_by_role("button", name="Show all rules")).to_be_visible()
    again = open_page(f"/rulebook?show={show}")
    expect(again.get_by_role("heading", level=2, name=heading)).to_be_visible()


def fits(page: Page) -> bool:
    return bool(
        page.evaluate(
            """() => [...document.querySelectorAll('[data-testid=stMain], html')]
              .every(n => n.scrollHeight <= n.clientHeight + 1 && n.scrollWidth <= n.clientWidth)"""
        )
    )


def longest() -> str:
    """The rule with the most to read in presenter mode."""
    return max(
        ROWS,
        key=lambda r: sum(map(len, (r.because, r.notice, r.when, r.does, r.note, *r.differs))),
    ).id


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("rule", [RULE, longest()])
def test_a_single_rule_fits_one_screen_for_a_room(
    open_page: OpenPage, width: int, height: int, rule: str
) -> None:
    page = open_page(f"/rulebook?present=1&rule={rule}", width=width, height=height)
    expect(entries(page)).to_have_count(1)
    assert fits(page)
    sizes = entries(page).evaluate(
        """node => [...node.querySelectorAll('*')]
          .filter(n => [...n.childNodes].some(k => k.nodeType === 3 && k.textContent.trim()))
          .map(n => parseFloat(getComputedStyle(n).fontSize))"""
    )
    assert min(sizes) >= 24


@pytest.mark.parametrize("show", ["rules", "disagreements", "thresholds"])
def test_lists_turn_pages_for_a_room(open_page: OpenPage, show: str) -> None:
    page = open_page(f"/rulebook?present=1&show={show}")
    shown = page.locator(".book .entry:not([data-later])")
    first = shown.first.inner_text()
    assert fits(page)
    page.get_by_role("button", name="Next").click()
    expect(shown.first).not_to_have_text(first)
    assert fits(page)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".book .paging .small")).to_have_text(re.compile("^1 to "))
    assert shown.first.inner_text() == first


@pytest.mark.parametrize(
    "path", ["/rulebook", f"/rulebook?rule={RULE}", "/rulebook?show=thresholds"]
)
def test_a_small_phone_needs_no_sideways_scrolling(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=320, height=844)
    expect(entries(page).first).to_be_visible()
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    assert wide <= 0


@pytest.mark.parametrize("path", [f"/rulebook?rule={RULE}", "/rulebook?show=disagreements"])
def test_axe_finds_nothing_with_details_open(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(entries(page).first).to_be_visible()
    details = page.get_by_role("button", name="Details")
    if details.count():
        details.first.click()
    assert axe(page) == []
