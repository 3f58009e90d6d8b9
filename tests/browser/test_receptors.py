"""Receptors in the browser: a body changed by key, finger and pattern, and what follows from it."""

import re

from playwright.sync_api import Locator, Page, expect

from netlogic.library import library
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage
from tests.browser.walks import said

TOPIC = library().topics["receptors"]
PATH = "/receptors"
DARK = "body-gut=fast-without-target,4404444-nnynnnn"


def lesion(page: Page, name: str) -> Locator:
    """A lesion of the first body on the page."""
    return page.get_by_role("slider", name=name, exact=True).first


def shows(page: Page, words: str) -> None:
    """Waits until the pathway's answer about receptors is this one."""
    expect(page.get_by_role("status").filter(has_text=f"Receptors: {words}.")).not_to_have_count(0)


def test_arrow_keys_change_a_lesion_and_the_findings_follow(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=pattern")
    shows(page, "positive, even")
    pelvis = lesion(page, "Pelvis")
    pelvis.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(pelvis).to_have_attribute("aria-valuetext", "0 (none)")
    shows(page, "some negative")
    table = page.get_by_role("table", name="What the scans show")
    expect(table).to_contain_text("4 (above spleen) in the typical lesion")
    expect(table).to_contain_text("pelvis")
    expect(page).to_have_url(re.compile("body-gut=all-bright%2C4444440"))
    page.keyboard.press("ArrowDown")
    expect(pelvis).to_have_attribute("aria-valuetext", "not known")
    shows(page, "not known")
    page.keyboard.press("3")
    shows(page, "positive, uneven")
    expect(pelvis).to_be_focused()
    page.reload()
    expect(lesion(settled(page), "Pelvis")).to_have_attribute("aria-valuetext", "3 (above liver)")


def test_a_finger_reaches_every_score_and_the_buttons_are_large(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=pattern", width=390, height=844, has_touch=True)
    spine = lesion(page, "Spine")
    for words in ("not known", "0 (none)", "1 (below liver)"):
        spine.locator(".disc").tap()
        expect(spine).to_have_attribute("aria-valuetext", words)
    more = page.get_by_role("button", name="Spine: more uptake")
    more.tap()
    expect(spine).to_have_attribute("aria-valuetext", "2 (about liver)")
    shows(page, "positive, uneven")
    sizes = [more.bounding_box(), *(one.bounding_box() for one in page.locator(".touch").all())]
    assert all(box and min(box["width"], box["height"]) >= 44 for box in sizes)
    names = page.locator(".lesion").all()
    middle = [(box["x"], box["y"]) for one in names if (box := one.bounding_box())]
    assert len(set(middle)) == len(TOPIC.body("gut").lesions)


def test_a_pattern_is_one_press_away_and_start_again_forgets_it(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=pattern")
    for label, answer in (
        ("Faint everywhere", "negative"),
        ("As bright as liver", "borderline"),
        ("Bone not imaged", "not known"),
        ("One bone lesion dark", "some negative"),
    ):
        page.get_by_role("button", name=label, exact=True).click()
        shows(page, answer)
    expect(lesion(page, "Pelvis")).to_have_attribute("aria-valuetext", "0 (none)")
    page.get_by_role("button", name="Start again").click()
    said(page, "Step 1 of 7")
    page.get_by_role("button", name="Intensity and distribution").click()
    shows(page, "positive, even")


def test_one_fast_lesion_without_receptors_changes_the_answer(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=fdg")
    expect(page.get_by_role("button", name="Primary takes up FDG")).to_have_count(0)
    page.get_by_role("button", name="FDG-PET: not done").click()
    expect(page.get_by_role("table", name="What the scans show")).to_contain_text("negative")
    spine = lesion(page, "Spine")
    spine.focus()
    page.keyboard.press("f")
    expect(spine).to_have_attribute("aria-valuetext", "4 (above spleen), takes up FDG")
    expect(spine).to_have_attribute("data-fdg", "true")
    shows(page, "positive, even")
    page.keyboard.press("1")
    shows(page, "FDG-discordant")
    page.get_by_role("button", name="Spine takes up FDG").click()
    shows(page, "some negative")


def test_the_answer_is_of_a_supposed_patient_until_it_is_taken(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?step=reach&ki67=4&{DARK}")
    expect(page.get_by_role("table", name="What is reached and what is left")).to_contain_text(
        "6 of 7 lesions"
    )
    table = page.get_by_role("table", name="With this body")
    row = table.get_by_role("row").filter(has_text="PRRT")
    expect(row).to_contain_text("emerging")
    expect(row).to_contain_text("closed here")
    assert "krenning=" not in page.url
    page.get_by_role("button", name="Take these findings to the Pathway").click()
    expect(page.get_by_role("heading", level=1, name="Pathway")).to_be_visible()
    expect(page).to_have_url(re.compile("krenning=4"))
    expect(page).to_have_url(re.compile("distribution=negative-lesions"))
    expect(page).to_have_url(re.compile("fdg-discordant"))
    settled(page).get_by_role("button", name="Undo", exact=True).click()
    expect(page).not_to_have_url(re.compile("krenning="))


def test_the_clicker_turns_also_from_a_lesion(open_page: OpenPage) -> None:
    page = open_page(f"{PATH}?present=1&step=pattern")
    lesion(page, "Spine").focus()
    page.keyboard.press("PageUp")
    said(page, "Step 2 of 7")
