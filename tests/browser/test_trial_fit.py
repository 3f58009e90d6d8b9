"""Journeys through the Trial fit page, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic.library import library
from netlogic.patient import facts
from netlogic.trial_fit import SHOWN, fit, in_order, sentence
from pages.parts.keys import query_of
from tests.browser.conftest import OpenPage, axe
from tests.browser.steps import query

CONTENT = library()


def listed(page: Page, name: str) -> Locator:
    """The row of a trial in the list of all."""
    button = page.get_by_role("button", name=f"{name}, show its criteria", exact=True)
    return page.locator(".st-key-all_trials .body .row").filter(has=button)


def criterion(page: Page, words: str) -> Locator:
    """The row of a criterion of the chosen trial."""
    return page.locator(".st-key-criteria .body .row").filter(has_text=words)


def order(page: Page) -> list[str]:
    """The names in the list of all trials, from top to bottom."""
    return page.locator(".st-key-all_trials .press[data-lead]").all_text_contents()


def with_patient(trial: str, preset: str) -> str:
    """The address of a trial with the patient of a scenario."""
    patient = CONTENT.patient(CONTENT.presets[preset].patient)
    pairs = [f"{k}={v}" for k, said in query_of(patient, CONTENT).items() for v in said]
    return "/trial_fit?" + "&".join([f"trial={trial}", *pairs])


def status(page: Page) -> Locator:
    """What is said, and spoken, about the chosen trial."""
    return page.locator(".st-key-criteria").get_by_role("status")


def drawn(page: Page) -> Page:
    """The page once its last part, the list of all trials, stands there."""
    expect(page.locator(".st-key-all_trials .body .row")).to_have_count(
        len(in_order(CONTENT)), timeout=30_000
    )
    return page


def choose(page: Page, label: str, value: str) -> None:
    """Takes a value in a box of the panel or of the page."""
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=value, exact=True).click()


def type_ki67(page: Page, value: str) -> None:
    field = page.get_by_label("Ki-67 (%)", exact=True)
    field.fill(value)
    field.press("Enter")


def test_ki67_of_15_percent_marks_clarinet_by_name(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit?trial=clarinet"))
    expect(status(page)).to_have_text(
        "CLARINET: meets every criterion asked here; 6 are not asked here."
    )
    expect(listed(page, "CLARINET")).to_contain_text("meets what is asked here")
    type_ki67(page, "15")
    expect(listed(page, "CLARINET")).to_contain_text("does not meet: Ki-67 below 10 %")
    expect(status(page)).to_have_text("CLARINET: would not have been enrolled: Ki-67 below 10 %.")
    row = criterion(page, "Ki-67 below 10 %")
    expect(row).to_contain_text("Ki-67 15 %")
    expect(row).to_contain_text("does not meet")
    expect(listed(page, "NETTER-2")).to_contain_text("meets what is asked here")
    expect(page.locator(".st-key-meaning")).to_contain_text("enrolled nobody with a Ki-67 of 10 %")


def test_a_pancreatic_primary_marks_promid_by_name(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit"))
    expect(status(page)).to_contain_text("PROMID: meets every criterion asked here")
    choose(page, "Primary", "Pancreas")
    expect(listed(page, "PROMID")).to_contain_text("does not meet: midgut")
    expect(status(page)).to_have_text("PROMID: would not have been enrolled: midgut primary.")


def test_an_unknown_fact_is_never_met_and_names_its_test(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit?trial=clarinet&ki67_unknown=true"))
    row = criterion(page, "Ki-67 below 10 %")
    expect(row).to_contain_text("not known")
    expect(row).to_contain_text("settled by Ki-67 on a biopsy")
    expect(status(page)).to_have_text("CLARINET: cannot be said; not known: Ki-67 below 10 %.")


def test_what_is_not_asked_is_listed_and_not_met(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit?trial=radiant-3&primary=pancreas"))
    row = criterion(page, "aged 18 or more")
    expect(row).to_contain_text("not asked here")
    expect(row).to_contain_text("never counted as met")
    expect(row).to_contain_text("not confirmed")


def test_the_list_says_of_every_trial_what_the_function_says(open_page: OpenPage) -> None:
    page = drawn(
        open_page("/trial_fit?primary=pancreas&krenning=unknown&line=after-ssa&tempo=slow")
    )
    who = CONTENT.patient(
        {"primary": "pancreas", "krenning": "unknown", "line": "after-ssa", "tempo": "slow"}
    )
    for id_ in in_order(CONTENT):
        found = fit(id_, facts(who), CONTENT)
        row = listed(page, CONTENT.trials[id_].name)
        expect(row).to_contain_text("meets what is" if found.verdict == "meets" else found.verdict)
        for one in found.those(found.verdict)[:SHOWN] if found.verdict != "meets" else ():
            expect(row).to_contain_text(one.criterion.asked)


def test_a_trial_is_chosen_from_the_list_by_key_and_kept_in_the_address(
    open_page: OpenPage,
) -> None:
    page = drawn(open_page("/trial_fit?ki67=15"))
    before = order(page)
    assert before == [CONTENT.trials[id_].name for id_ in in_order(CONTENT)]
    button = page.get_by_role("button", name="NETTER-2, show its criteria", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("NETTER-2: meets")
    expect(button).to_have_attribute("aria-current", "true")
    expect(button).to_be_focused()
    page.wait_for_function("() => location.search.includes('trial=netter-2')")
    assert query(page) == {"ki67": ["15"], "trial": ["netter-2"]}
    page.reload()
    expect(status(page)).to_contain_text("NETTER-2: meets")
    choose(page, "Trial", "PROMID")
    page.wait_for_function("() => !location.search.includes('trial=')")
    choose(page, "Primary", "Lung, typical carcinoid")
    expect(listed(page, "SPINET")).to_contain_text("meets what is asked here")
    assert order(page) == before


def test_arguments_that_rest_on_a_trial_lead_to_the_rulebook(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit?trial=promid"))
    row = page.locator(".st-key-arguments .body .row").first
    expect(row).to_contain_text("applies")
    href = row.get_by_role("link", name=re.compile("^rule ")).get_attribute("href") or ""
    assert "/rulebook?" in href and "rule=" in href
    page.get_by_text(re.compile("Arguments that do not apply here")).click()
    expect(page.locator(".st-key-others .body .row").first).to_contain_text("does not apply")


def test_an_argument_that_extrapolates_says_so(open_page: OpenPage) -> None:
    page = drawn(open_page(with_patient("clarinet", "uncontrolled-carcinoid")))
    expect(status(page)).to_contain_text("would not have been enrolled: no hormone syndrome")
    row = page.locator(".st-key-arguments .body .row").filter(has_text="ssa-gut")
    expect(row.first).to_contain_text("extrapolates: this patient would not have been in any trial")


@pytest.mark.parametrize("path", ["/trial_fit?trial=zzz&part=zzz", "/trial_fit?present=1&part=zz"])
def test_a_forged_address_falls_back_to_the_first_trial(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    expect(page.get_by_role("status").filter(has_text="PROMID: ")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_room_sees_one_part_at_a_time_without_scrolling(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page("/trial_fit?present=1&trial=netter-2&ki67=15", width, height)
    table = page.locator(".st-key-room_table")
    for part, words in (
        ("Criteria", "Ki-67 of 10 to 55 %"),
        ("Criteria 2", "no radioligand therapy before"),
        ("Extrapolating", "In any case"),
        ("Result", "PFS HR"),
        ("Arguments", "rule "),
    ):
        page.get_by_role("radio", name=part, exact=True).click()
        expect(table.locator(".body")).to_contain_text(words)
        size = table.locator(".tables").evaluate("n => parseFloat(getComputedStyle(n).fontSize)")
        assert size >= 24
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("m => m.scrollHeight - m.clientHeight") <= 0, part
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(table.get_by_role("status")).to_contain_text("NETTER-2: meets every criterion")
    assert axe(page) == []


def test_a_room_sees_clarinet_turn(open_page: OpenPage) -> None:
    page = open_page("/trial_fit?present=1&trial=clarinet")
    said = page.locator(".st-key-room_table").get_by_role("status")
    expect(said).to_contain_text("meets every criterion asked here")
    page.get_by_role("button", name="Patient", exact=True).click()
    type_ki67(page, "15")
    expect(said).to_have_text("CLARINET: would not have been enrolled: Ki-67 below 10 %.")


def test_a_narrow_screen_needs_no_sideways_scrolling(open_page: OpenPage) -> None:
    page = drawn(open_page("/trial_fit?trial=cabinet", 320, 900))
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    over = page.locator(".tables").evaluate_all(
        "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1).length"
    )
    assert over == 0


def test_the_cards_say_whether_the_patient_would_have_been_in_each_trial(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway?ki67=15")
    card = page.locator(".st-key-cards article").filter(has_text="CLARINET").first
    card.locator("summary").click()
    said = sentence(fit("clarinet", facts(CONTENT.patient({"ki67": 15})), CONTENT))
    expect(card.locator(".inside")).to_contain_text(f"This patient: {said}")
