"""After an SSA in the browser: trials by choice, arguments that come and go."""

import re

from playwright.sync_api import expect

from netlogic import cohorts, landscape
from netlogic.landscape import WANTED
from netlogic.library import library
from netlogic.patient import facts
from netlogic.weighing import after_an_ssa
from tests.browser.conftest import OpenPage
from tests.browser.drawn import check_curves

LIBRARY = library()
TOPIC = LIBRARY.topics["after_progression"]
PATH = "/after_progression"
TOLD = [trial for family in TOPIC.families for trial in family.trials]
COHORTS = [one for one in LIBRARY.cohorts.values() if one.trial in TOLD]
BESIDES = sum(bool(family.besides) for family in TOPIC.families)
NAMED = {weight.id: weight for weight in TOPIC.weights}


def left(wanted: landscape.Wanted, **changed: str) -> int:
    known = facts(after_an_ssa(LIBRARY.default_patient().model_copy(update=changed)))
    return len(landscape.shown(landscape.found(TOPIC.families, known, LIBRARY), wanted, known))


def test_the_choice_of_trials_changes_forest_and_table_together(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=trials&primary=pancreas")
    table = page.get_by_role("table", name="What each trial found")
    for wanted, words in WANTED.items():
        page.get_by_role("radio", name=words).click()
        rows = left(wanted, primary="pancreas") + BESIDES + 1
        expect(table.get_by_role("row")).to_have_count(rows)
    expect(page.get_by_role("figure", name="Each trial against its own comparator")).to_have_count(
        1
    )
    expect(table).to_contain_text("this patient: does not meet")


def test_the_patient_of_other_pages_decides_which_trials_are_shown(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=trials&primary=lung-typical")
    table = page.get_by_role("table", name="What each trial found")
    rows = left("site", primary="lung-typical") + BESIDES + 1
    expect(table.get_by_role("row")).to_have_count(rows)
    expect(table).not_to_contain_text("NETTER-1")


def test_an_argument_comes_by_key_and_goes_again(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=weigh")
    group = page.get_by_role("radiogroup", name=NAMED["comorbidity"].label)
    group.get_by_role("radio", name="As it is").focus()
    page.keyboard.press("ArrowRight")
    table = page.get_by_role("table", name="Arguments that come and go")
    expect(table).to_contain_text("rules PRRT out")
    expect(page.get_by_text("Supposed: weak kidneys.")).to_be_visible()
    standings = page.get_by_role("table", name="Standings as carried and as supposed")
    expect(standings).to_contain_text("usually avoid")
    page.keyboard.press("ArrowLeft")
    expect(table).to_have_count(0)
    expect(page.get_by_text("Choose something above.")).to_be_visible()
    assert "creatinine" not in page.url  # the patient that is carried is not touched


def test_a_choice_stays_while_the_walk_goes_on_and_comes_back(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=weigh")
    group = page.get_by_role("radiogroup", name=NAMED["location"].label)
    group.get_by_text("Only the liver grows", exact=True).click()
    expect(page.get_by_text("Supposed: only the liver grows.")).to_be_visible()
    page.get_by_role("button", name="Next: what each choice leaves open").click()
    expect(page.get_by_role("table", name="What each next treatment leaves open")).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_text("Supposed: only the liver grows.")).to_be_visible()


def test_each_trial_has_curves_that_step_down_a_badge_and_its_effect_in_formats(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{PATH}?step=curves", height=1400)
    for cohort in COHORTS:
        page.get_by_role("combobox", name="Whose curves").click()
        page.get_by_role("option", name=cohort.label, exact=True).click()
        figure = page.locator('[class*="st-key-figure_"]').filter(has_text=cohort.label)
        figure.locator(".main-svg").first.wait_for(state="attached")
        expect(figure.get_by_text(re.compile("Synthetic cohort")).first).to_be_visible()
        named = {arm.id: arm.short for arm in LIBRARY.trials[cohort.trial].arms}
        sizes = [(named[arm], found.n) for arm, found in cohorts.arms(cohort).items()]
        check_curves(figure, sizes)
        formats = page.get_by_role("table", name="One effect in several formats")
        for said in ("Hazard ratio", "Median"):
            expect(formats.get_by_role("row").filter(has_text=said).first).to_be_visible()


def test_a_supposed_patient_is_carried_only_when_taken_and_undo_leads_back(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{PATH}?step=weigh")
    page.get_by_text("Severe lung disease", exact=True).click()
    page.get_by_role("button", name="Take this patient to the Pathway").click()
    expect(page).to_have_url(re.compile("/pathway.*lung"))
    expect(page.get_by_role("heading", level=1, name="Pathway")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page).not_to_have_url(re.compile("lung"))
