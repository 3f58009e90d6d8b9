"""Observe or treat in the browser: nobody is told before every patient is placed."""

from playwright.sync_api import Page, expect

from netlogic import placing
from netlogic.library import library
from tests.browser.conftest import OpenPage
from tests.browser.walks import (
    DEEP,
)

LIBRARY = library()
TOPIC = LIBRARY.topics["observe_or_treat"]
PATH = "/observe_or_treat"
OPEN = "watching is open"


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare with the pathway").click()


def test_the_pathway_is_told_only_once_every_patient_is_placed(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=place")
    button = page.get_by_role("button", name="Compare with the pathway")
    for number, case in enumerate(TOPIC.cases):
        expect(button).to_be_disabled()
        assert OPEN not in page.evaluate(DEEP).replace("leaves watching open", "")
        group = page.get_by_role("radiogroup", name=case.label)
        group.get_by_text(placing.SIDES["watch" if number % 2 else "treat"]).click()
        expect(page.get_by_text(f"{number + 1} of {len(TOPIC.cases)} marked.")).to_be_visible()
    compare(page)
    table = page.get_by_role("table", name="Your side beside the pathway's answer")
    expect(table.get_by_role("row")).to_have_count(len(TOPIC.cases) + 1)
    expect(table).to_contain_text(OPEN)
    page.wait_for_function("/sorted=/.test(location)")
    page.reload()
    expect(table.get_by_role("row")).to_have_count(len(TOPIC.cases) + 1)


def test_a_side_that_the_pathway_closes_is_marked_in_words(open_page: OpenPage) -> None:
    marks = ",".join(["watch"] * len(TOPIC.cases))
    page = open_page(f"{PATH}?step=place&sorted={marks}")
    row = page.get_by_role("row").filter(has_text="Flushing and diarrhoea")
    expect(row).to_contain_text("differs")
    expect(row).to_contain_text("closed here")
    expect(row.get_by_role("link").first).to_be_visible()


def test_the_arguments_are_those_of_the_learners_patient(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=who&tempo=stable&bulk_symptoms=none&hepatic_burden=5&ki67=1")
    table = page.get_by_role("table", name="Arguments about watching this patient")
    expect(table).to_contain_text("Low volume, slow or no growth")
    expect(table).not_to_contain_text("does not apply")
    page.get_by_text("Arguments that do not apply").click()
    expect(page.get_by_role("table", name="Other arguments about watching")).to_be_visible()
