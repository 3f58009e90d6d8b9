"""Up-front PRRT in the browser: marks before trials, and the patient held against NETTER-2."""

from playwright.sync_api import expect

from netlogic.awaited import MARKS, NOBODY
from netlogic.library import library
from tests.browser.conftest import OpenPage
from tests.browser.walks import DEEP

TOPIC = library().topics["upfront_prrt"]
PATH = "/upfront_prrt"


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


def test_the_patient_is_held_against_netter_2(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=who&ki67=15&krenning=4&primary=pancreas")
    status = page.get_by_role("status").filter(has_text="NETTER-2: meets every criterion")
    expect(status).to_have_count(1)
