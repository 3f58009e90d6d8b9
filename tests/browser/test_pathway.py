"""Journeys through the Pathway page, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import INPUTS, Patient
from pages.parts.keys import keys, patient_in, patient_of, query_of
from tests.browser.conftest import OpenPage
from tests.browser.steps import (
    address,
    chosen,
    eventually,
    option,
    press,
    query,
    says,
    sentence,
    slider,
    standings,
    taken,
)

CONTENT = library()
# As far from every preset as a patient can be: no key has its default.
FAR = Patient(
    primary="lung-atypical",
    differentiation="well",
    ki67=33.3,
    extent="regional",
    tumour_size=7.5,
    hepatic_burden=88,
    extrahepatic="extensive",
    bone="few",
    bone_pain=True,
    peritoneum="present",
    bowel_obstruction=True,
    resectability="debulk-70-90",
    krenning=1,
    distribution="heterogeneous",
    fdg="negative",
    tempo="rapid",
    liver_only_progression=True,
    syndrome="carcinoid",
    syndrome_severity="mild",
    refractory=True,
    main_symptom="flushing",
    other_diarrhoea_excluded=False,
    ileal_resection=True,
    carcinoid_heart="present",
    bulk_symptoms="severe",
    quality_of_life="moderate",
    line="after-prrt",
    prior_everolimus=True,
    prior_tki=True,
    prior_cabozantinib=True,
    prior_chemotherapy=True,
    prior_radioembolisation=True,
    capecitabine_recent=True,
    prrt_benefit_months=15,
    prrt_unsuitable=True,
    performance_status=3,
    frail=True,
    creatinine_clearance=35,
    marrow="borderline",
    liver_function="mild-moderate",
    portal_vein="thrombosis",
    bilirubin=2.6,
    diabetes="controlled",
    lung_disease="mild",
    cardiovascular="controlled",
    bleeding_risk="at-risk",
    biliary=True,
    dpd="partial",
    pregnancy=True,
)


def expected(patient: Patient) -> dict[str, str]:
    """The standing of every option the picture shows for a patient."""
    read = reading(patient, CONTENT)
    return {
        CONTENT.options[id_].short: o.standing.words
        for id_, o in read.options.items()
        if CONTENT.options[id_].lane == "tumour" and id_ != "platinum-etoposide"
    }


def test_burden_20_to_35_and_uptake_3_to_1_change_picture_options_and_sentence(
    open_page: OpenPage,
) -> None:
    page = open_page("/pathway")
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("discuss first"))
    expect(taken(page, "How pressing is treatment?")).to_contain_text("growing")
    slider(page, "hepatic_burden").focus()
    press(page, "ArrowRight", 5)
    press(page, "ArrowRight", 1)
    says(page, "Hepatic burden 25 → 26 %: past 25 %")
    says(page, "SSA: discuss first → reasonable")
    press(page, "ArrowRight", 9)
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("SSA: reasonable"))
    expect(taken(page, "How pressing is treatment?")).to_contain_text("shrinkage")
    press(page, "ArrowLeft", 2, on="krenning")
    says(page, "Krenning score 2 (about liver) → 1 (below liver)")
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("usually avoid"))
    expect(option(page, "PRRT, up-front")).to_have_attribute(
        "aria-label", re.compile("closed here")
    )
    expect(taken(page, "Do all lesions carry receptors?")).to_contain_text("negative")
    assert query(page) == {"hepatic_burden": ["35"], "krenning": ["1"]}


def test_one_key_press_is_one_rerun_and_keeps_the_heading(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=24")
    page.evaluate("window.heading = document.querySelector('h1')")
    page.evaluate(
        """() => { window.sent = 0; const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) { window.sent++; send.call(this, data); } }"""
    )
    chosen(page, standings_are={"SSA": "discuss first"})
    before = standings(page)
    press(page, "ArrowRight", 1)
    says(page, "24 → 25 %")
    assert standings(page) == before
    press(page, "ArrowRight", 1)
    says(page, "25 → 26 %")
    expect(option(page, "SSA")).to_have_attribute("aria-label", re.compile("was discuss first"))
    assert standings(page) != before
    assert page.evaluate("window.heading === document.querySelector('h1')")
    assert page.evaluate("window.sent") == 2


def test_a_move_without_effect_says_so_and_how_far_the_next_limit_is(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=30")
    press(page, "ArrowRight", 1)
    says(page, "Hepatic burden 30 → 31 %: nothing changed.")
    says(page, "points away")


def test_a_deep_link_restores_every_fact_and_reset_clears_the_address(
    open_page: OpenPage,
) -> None:
    usual = keys(CONTENT.default_patient(), CONTENT)
    far = keys(FAR, CONTENT)
    same = {key for key in usual if far[key] == usual[key] and not key.endswith("_unknown")}
    assert not same, f"these keys have their default: {same}"
    page = open_page(address(FAR))
    chosen(page, standings_are=expected(FAR))
    assert query(page) == query_of(FAR, CONTENT)
    again = open_page(page.url.removeprefix(page.url.split("/pathway")[0]))
    chosen(again, standings_are=expected(FAR))
    again.get_by_role("button", name="Reset").click()
    expect(option(again, "SSA")).to_have_attribute("aria-label", re.compile("discuss first"))
    again.wait_for_function("() => location.search === ''")


def test_every_fact_can_be_unknown_in_the_address(open_page: OpenPage) -> None:
    page = open_page(address(Patient()))
    says(page, "No pathology, no pathway")
    assert query(page) == query_of(Patient(), CONTENT)
    assert set(standings(page).values()) == {"not listed here"}


def test_a_forged_address_falls_back_to_defaults_in_silence(open_page: OpenPage) -> None:
    page = open_page(
        "/pathway?hepatic_burden=999&krenning=zzz&distribution=%00&ki67=nan&primary=moon"
        "&spread=bone-few&spread=nonsense&organs=&performance_status=1.5&foo=bar&bilirubin=-3"
        "&tempo=rapid&tempo=slow"
    )
    assert page.get_by_role("alert").count() == 0
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(option(page, "SSA")).to_be_visible()
    # What is sound in it counts: of two values the later one.
    sound = CONTENT.default_patient().model_copy(update={"bone": "few", "tempo": "slow"})
    chosen(page, standings_are=expected(sound))
    assert query(page) == query_of(sound, CONTENT) | {"foo": ["bar"]}


def test_every_preset_gives_exactly_itself_whatever_was_before(open_page: OpenPage) -> None:
    page = open_page(address(FAR))
    for preset in CONTENT.presets.values():
        page.get_by_role("button", name="Scenario").click()
        page.get_by_role("menuitem", name=preset.name).click()
        patient = CONTENT.patient(preset.patient)
        is_addressed(page, patient)
        chosen(page, standings_are=expected(patient))


def is_addressed(page: Page, patient: Patient) -> None:
    """Waits until the address says this patient and nothing else."""

    def said() -> None:
        assert query(page) == query_of(patient, CONTENT)

    eventually(said, page)


def test_undo_goes_back_one_patient_after_the_other(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=25")
    press(page, "ArrowRight", 2)
    says(page, "26 → 27 %")
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    says(page, "27 → 26 %")
    undo.click()
    says(page, "26 → 25 %")
    page.wait_for_function("() => location.search.includes('hepatic_burden=25')")
    undo.click()
    expect(page.get_by_text("There is nothing to undo.")).to_be_visible()


def test_presenting_and_leaving_keep_the_patient_and_the_address(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=28&organs=frail")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.wait_for_function("() => location.search.includes('organs=frail')")
    assert query(page) == {"present": ["1"], "hepatic_burden": ["28"], "organs": ["frail"]}
    press(page, "ArrowRight", 1)
    says(page, "28 → 29 %")
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()
    page.wait_for_function("() => !location.search.includes('present')")
    page.wait_for_function("() => location.search.includes('hepatic_burden=29')")
    assert query(page) == {"hepatic_burden": ["29"], "organs": ["frail"]}


def test_what_reruns_the_page_before_its_numbers_are_drawn_changes_no_fact(
    open_page: OpenPage,
) -> None:
    page = open_page("/")
    held: list[Route] = []
    page.route("**/static/js/NumberInput*.js", lambda route: held.append(route))
    page.goto(page.url + "pathway")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("There is nothing to undo.")).to_be_visible()
    assert held
    for route in held:
        route.continue_()
    expect(page.get_by_role("spinbutton", name="Ki-67 (%)")).to_have_value("4.0")
    press(page, "ArrowRight", 1)
    says(page, "Hepatic burden 20 → 21 %")
    assert query(page) == {"hepatic_burden": ["21"]}


def test_a_scenario_says_whom_it_shows(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    page.get_by_role("button", name="Scenario").click()
    preset = CONTENT.presets["lung-atypical"]
    page.get_by_role("menuitem", name=preset.name).click()
    says(page, f"Scenario: {preset.name}. {preset.description}")


@pytest.mark.parametrize(
    ("parameters", "test"),
    [("krenning=unknown", "SSTR imaging"), ("tempo=unknown", "second scan")],
)
def test_unknown_keeps_what_is_possible_and_names_the_test(
    open_page: OpenPage, parameters: str, test: str
) -> None:
    page = open_page(f"/pathway?{parameters}")
    waiting = page.locator('.st-key-diagram svg .options [aria-label*="depends on"]')
    expect(waiting.first).to_be_visible()
    labels = waiting.evaluate_all("nodes => nodes.map(n => n.getAttribute('aria-label')).join()")
    assert test in labels
    expect(page.locator(".st-key-cards").get_by_text(re.compile(test)).first).to_be_visible()


def test_ki67_not_known_is_one_tick_and_the_number_is_ignored(open_page: OpenPage) -> None:
    page = open_page("/pathway?ki67=30")
    expect(taken(page, "What kind of tumour is it?")).to_contain_text("G3")
    page.get_by_text("Ki-67 not known").click()
    expect(taken(page, "What kind of tumour is it?")).to_contain_text("not known")
    assert query(page)["ki67_unknown"] == ["true"]


def test_every_card_has_reasons_for_and_against_with_a_source(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=40")
    cards = page.locator(".st-key-cards article")
    expect(cards.first).to_be_visible()
    for card in cards.all():
        text = card.inner_text()
        for title in ("For", "Against", "Evidence"):
            assert title in text, (title, text[:80])
        assert card.locator("a[href^=http]").count() or "no source" in text
        assert "recommended" not in text.lower()


def test_choosing_an_option_shows_its_reasons_until_escape(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    option(page, "SSA").focus()
    page.keyboard.press("Enter")
    reasons = page.locator(".st-key-diagram .reasons")
    expect(reasons).to_be_visible()
    rule = CONTENT.rules["ssa-gut"].because
    expect(reasons).to_contain_text(rule)
    page.keyboard.press("Escape")
    expect(reasons).to_be_hidden()


def test_an_idle_input_says_why_it_is_not_used(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    page.get_by_text("More facts").click()
    expect(page.get_by_text("Primary size: not used here because it needs")).to_be_visible()


def test_the_status_is_polite_and_stays_the_same_node(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=25")
    status = page.locator('.st-key-diagram [role="status"]')
    expect(status).to_have_attribute("aria-live", "polite")
    status.evaluate("node => { window.status_node = node }")
    before = status.text_content()
    press(page, "ArrowRight", 1)
    expect(status).to_contain_text("25 → 26 %")
    assert status.text_content() != before
    assert status.evaluate("node => node === window.status_node")


def test_a_click_on_the_track_moves_the_patient(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    box = page.locator(".st-key-hepatic_burden [data-testid=stSlider]").bounding_box()
    thumb = page.locator(".st-key-hepatic_burden [role=slider], .st-key-hepatic_burden input")
    assert box
    track = thumb.first.evaluate(
        "node => { const r = (node.closest('[data-testid=stSlider]')).getBoundingClientRect();"
        " return [r.left, r.right] }"
    )
    handle = page.locator(".st-key-hepatic_burden [data-testid=stSliderThumbValue]")
    y = handle.bounding_box()
    assert y
    page.mouse.click(track[0] + (track[1] - track[0]) * 0.6, y["y"] + y["height"] + 8)
    page.wait_for_function("() => location.search.includes('hepatic_burden=')")
    assert abs(int(query(page)["hepatic_burden"][0]) - 60) <= 1


def test_end_and_home_reach_both_ends_of_every_headline_slider(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    press(page, "End", 1)
    assert query(page)["hepatic_burden"] == ["100"]
    press(page, "Home", 1)
    assert query(page)["hepatic_burden"] == ["0"]
    press(page, "Home", 1, on="krenning")
    assert query(page)["krenning"] == ["unknown"]
    press(page, "End", 1, on="krenning")
    assert query(page)["krenning"] == ["4"]


def fits(page: Page) -> bool:
    """Whether nothing of the page needs scrolling."""
    return bool(
        page.evaluate(
            """() => [...document.querySelectorAll('[data-testid=stMain], html')]
              .every(n => n.scrollHeight <= n.clientHeight + 1 && n.scrollWidth <= n.clientWidth)"""
        )
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_presenter_mode_fits_one_screen_with_large_type(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page("/pathway?present=1&hepatic_burden=25", width=width, height=height)
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    press(page, "ArrowRight", 1)
    says(page, "25 → 26 %")
    assert fits(page)
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert sentence(page).locator(".main").evaluate(size) >= 24
    texts = page.locator(".st-key-diagram svg text").evaluate_all(
        f"nodes => nodes.filter(n => n.textContent).map({size})"
    )
    assert min(texts) >= 18
    assert page.locator(".st-key-diagram").inner_text().count("notes") == 0
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_needs_no_sideways_scrolling(open_page: OpenPage, width: int) -> None:
    page = open_page("/pathway", width=width, height=844)
    expect(page.locator(".st-key-diagram .narrow")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.body.clientWidth")
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    assert wide <= 0


def test_the_slider_in_hand_stays_in_sight_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/pathway", width=390, height=844)
    slider(page, "hepatic_burden").focus()
    page.locator(".st-key-diagram .rows").scroll_into_view_if_needed()
    box = page.locator(".st-key-headline-hepatic_burden").bounding_box()
    assert box
    assert 0 <= box["y"] < 844 / 5
    assert box["height"] <= 844 / 5


def test_buttons_are_large_enough_to_hit(open_page: OpenPage) -> None:
    page = open_page("/pathway")
    small = page.evaluate(
        """() => { const found = []; const walk = root => root.querySelectorAll('*').forEach(n => {
             if (n.shadowRoot) walk(n.shadowRoot);
             if (n.matches('button, summary, [role=button], [role=radio]')) {
               const r = n.getBoundingClientRect();
               const small = r.width && (r.width < 24 || r.height < 23.9);
               if (small) found.push(n.outerHTML.slice(0, 120));
             } }); walk(document); return found; }"""
    )
    assert small == []


def test_the_app_never_reads_a_patient_it_did_not_draw(open_page: OpenPage) -> None:
    page = open_page("/pathway?hepatic_burden=70&organs=frail")
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", level=1, name="Start")).to_be_visible()
    page.get_by_role("button", name="Open the pathway").click()
    expect(page.get_by_role("heading", level=1, name="Pathway")).to_be_visible()
    page.wait_for_function("() => location.search.includes('hepatic_burden=70')")
    assert query(page) == {"hepatic_burden": ["70"], "organs": ["frail"]}


def test_every_input_has_a_key_and_every_key_comes_back() -> None:
    assert patient_of(keys(FAR, CONTENT), CONTENT) == FAR
    assert patient_in(query_of(FAR, CONTENT), CONTENT) == FAR
    assert all(getattr(FAR, name) is not None for name in INPUTS)
