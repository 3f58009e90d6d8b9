"""After an SSA in the browser: trials by choice, arguments that come and go."""

from playwright.sync_api import expect

from netlogic import landscape
from netlogic.landscape import WANTED
from netlogic.library import library
from netlogic.patient import facts
from netlogic.weighing import after_an_ssa
from tests.browser.conftest import OpenPage

LIBRARY = library()
TOPIC = LIBRARY.topics["after_progression"]
PATH = "/after_progression"
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
