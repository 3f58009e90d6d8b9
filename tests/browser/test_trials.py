"""PROMID and CLARINET in the browser: curves, formats, files, sources, the learner's patient."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from deploy.run import Server
from netlogic.grading import benefit
from netlogic.library import library
from netlogic.teaching import OURS
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage
from tests.browser.drawn import DRAWN, check_curves, layer
from tests.browser.steps import downloaded
from tests.browser.walks import DEEP, UNSOURCED, at, on, whole

LIBRARY = library()
WALKS = ("promid", "clarinet")
SYNTHETIC = "Synthetic cohort"


@pytest.fixture(scope="module")
def result(
    server: Server, shared: BrowserContext, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The result step of a walk, shown without a prediction; one page for all that look at it."""
    page = shared.new_page()
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(server.url + at(request.param, "result", "predicted=skipped"))
    page.locator(".main-svg").nth(1).wait_for(state="attached")
    yield on(page, "result")
    page.close()


def each_result(*walks: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("result", walks or WALKS, indirect=True)


def figures(page: Page) -> Locator:
    return page.locator('[class*="st-key-figure_"]')


def arms(walk: str) -> list[tuple[str, int]]:
    """Name and size of each arm."""
    return [(arm.short, arm.n or 0) for arm in LIBRARY.trials[walk].arms]


def walk_of(page: Page) -> str:
    return next(walk for walk in WALKS if f"/{walk}" in page.url)


@each_result()
def test_curves_step_down_from_100_over_numbers_that_add_up(result: Page) -> None:
    check_curves(figures(result).first, arms(walk_of(result)))


def test_so_do_the_curves_of_survival(open_page: OpenPage) -> None:
    page = on(open_page(at("promid", "catch", "predicted=skipped"), height=1400), "catch")
    figure = page.locator(".st-key-figure_promid_os")
    figure.locator(".main-svg").first.wait_for(state="attached")
    check_curves(figure, arms("promid"))
    expect(figure.get_by_text(re.compile(SYNTHETIC)).first).to_be_visible()


@each_result()
def test_numbers_stand_under_their_ticks(result: Page) -> None:
    drawn = figures(result).first.evaluate(DRAWN)
    ticks = {float(text): x for text, x in drawn["ticks"]}
    months = [float(x) for x in layer(drawn, "numbers")["x"]]
    under = [x for text, x in drawn["numbers"] if text.isdigit()]
    assert len(under) == len(months)
    for month, x in zip(months, under, strict=True):
        assert abs(x - ticks[month]) <= 8, month


@each_result("promid")
def test_a_response_rate_is_no_point_of_a_curve(result: Page) -> None:
    drawn = figures(result).first.evaluate(DRAWN)
    names = {one["name"] for one in drawn["layers"]}
    assert not [name for name in names if "landmark" in name]
    row = result.get_by_role("row").filter(has_text="Absolute difference")
    expect(row).to_contain_text("A response rate, not a point on the curve")
    expect(row).to_contain_text("computed from 28/42 and 16/43")


@each_result()
def test_six_formats_say_the_same_and_only_the_computed_ones_say_so(result: Page) -> None:
    said = {
        name: result.get_by_role("row").filter(has_text=name).first.inner_text()
        for name in ("Hazard ratio", "Absolute difference", "Of 100 people", "Median", "Restricted")
    }
    walk = LIBRARY.walks[walk_of(result)]
    outcome = next(
        one
        for one in LIBRARY.trials[walk.trial].outcomes
        if one.id == LIBRARY.cohorts[walk.cohort].outcome
    )
    assert outcome.hr
    assert (
        f"{outcome.hr.value:.2f} ({outcome.hr.low:.2f} to {outcome.hr.high:.2f})"
        in (said["Hazard ratio"])
    )
    for name in ("Absolute difference", "Of 100 people", "Restricted"):
        assert "computed from" in said[name]
    for name in ("Hazard ratio", "Median"):
        assert "computed" not in said[name]
    assert SYNTHETIC in said["Restricted"]
    dots = figures(result).nth(1)
    words = dots.get_by_role("figure").get_attribute("aria-label") or ""
    for number in re.findall(r"\d+", said["Of 100 people"])[:2]:
        assert number in words


@each_result()
def test_each_figure_has_badge_name_table_and_files(result: Page, tmp_path: Path) -> None:
    for number in range(figures(result).count()):
        place = figures(result).nth(number)
        name = place.get_by_role("figure").get_attribute("aria-label") or ""
        assert 20 <= len(name) <= 250, name
        badge = SYNTHETIC if number == 0 else "Computed by us"
        expect(place.get_by_text(re.compile(badge)).first).to_be_visible()
        shut = place.locator("details:not([open]) summary")
        if shut.count():
            shut.click()
        expect(place.get_by_role("columnheader").first).to_be_visible()
        for kind, first in (("CSV", "# "), ("SVG", "<svg")):
            waited = downloaded(result, place.get_by_role("button", name=re.compile(f"as {kind}$")))
            file = tmp_path / f"{number}.{kind}"
            waited.save_as(file)
            text = file.read_text(encoding="utf-8-sig")
            assert text.lstrip().startswith(first)
            assert badge in text, "the badge is not in the file"
        lines = [line for line in file.with_suffix(".CSV").read_text().splitlines() if line]
        body = list(csv.reader(line for line in lines if not line.startswith("#")))
        assert len(body) > 2 and len({len(row) for row in body}) == 1
        picture = downloaded(result, place.get_by_role("button", name=re.compile("as PNG$")))
        head = picture.path().read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        drawn = place.locator(".main-svg").first.bounding_box()
        assert drawn and int.from_bytes(head[16:20]) >= 2 * drawn["width"] - 2, "not sharp"


@pytest.mark.parametrize(("walk", "predicted"), [("promid", "50,50,18"), ("clarinet", "45,60")])
def test_no_figure_stands_without_a_source(open_page: OpenPage, walk: str, predicted: str) -> None:
    page = whole(open_page(f"/{walk}?view=all&predicted={predicted}"))
    page.locator(".main-svg").first.wait_for()
    assert page.evaluate(UNSOURCED) == []


def test_a_figure_without_a_source_would_be_found(open_page: OpenPage) -> None:
    page = whole(open_page("/promid?view=all&predicted=skipped"))
    page.locator(".main-svg").first.wait_for()
    link = "() => document.querySelector('.st-key-step-result [data-testid=stMarkdown] a').remove()"
    page.evaluate(link)
    assert len(page.evaluate(UNSOURCED)) == 1


@pytest.mark.parametrize("walk", WALKS)
def test_what_was_predicted_by_key_stands_beside_the_result(open_page: OpenPage, walk: str) -> None:
    page = on(open_page(at(walk, "predict")), "predict")
    dials = page.get_by_role("slider")
    for number in range(dials.count()):
        dials.nth(number).press("ArrowRight")
        expect(page.get_by_role("checkbox", checked=True)).to_have_count(number + 1)
    values = [dial.input_value() for dial in dials.all()]
    page.get_by_role("button", name="Reveal", exact=True).click()
    on(page, "result")
    rows = page.get_by_role("table", name="Your prediction against the result").get_by_role("row")
    expect(rows).to_have_count(len(values) + 1)
    for number, value in enumerate(values, 1):
        expect(rows.nth(number)).to_contain_text(re.compile(rf"You predicted {value} .*; it was "))
    page.get_by_role("button", name="Start again").click()
    on(page, "question")
    page.wait_for_function("!/predicted/.test(location)")


def test_starting_again_forgets_this_page_only(open_page: OpenPage) -> None:
    page = on(open_page(at("promid", "result", "predicted=skipped")), "result")
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="CLARINET", exact=True).click()
    on(page, "question")
    expect(page.get_by_text(re.compile("about 7 minutes left"))).to_have_count(1)
    page.get_by_role("button", name="Start again").click()
    settled(page)
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="PROMID", exact=True).click()
    on(page, "question")
    page.get_by_role("navigation", name="Steps").get_by_role("button", name="Result").click()
    on(page, "result")
    expect(page.get_by_role("row").filter(has_text="Hazard ratio")).to_be_visible()


@pytest.mark.parametrize("walk", WALKS)
def test_an_answer_brings_an_explanation_of_every_alternative(
    open_page: OpenPage, walk: str
) -> None:
    asked = LIBRARY.walks[walk].questions[0]
    wrong = next(one for one in asked.alternatives if not one.right)
    page = on(open_page(at(walk, asked.step, "predicted=skipped")), asked.step)
    held = page.evaluate(DEEP)
    assert not [one.id for one in asked.alternatives if one.why in held]
    box = page.locator(f".st-key-question-{asked.id}")
    box.get_by_text(wrong.words, exact=True).click()
    reveal = box.get_by_role("button", name="Reveal", exact=True)
    expect(reveal).to_be_disabled()
    box.get_by_text("fairly sure", exact=True).click()
    reveal.click()
    for one in asked.alternatives:
        expect(box.get_by_text(one.why)).to_be_visible()
        assert len(one.why.split()) >= 12
    expect(box.get_by_text("not right; your answer, fairly sure")).to_be_visible()


def test_our_appraisal_comes_once_every_point_is_marked(open_page: OpenPage) -> None:
    walk = "promid"
    page = on(open_page(at(walk, "catch", "predicted=skipped"), height=1200), "catch")
    judged = LIBRARY.walks[walk].appraisal
    assert not [one.domain for one in judged if one.reason in page.evaluate(DEEP)]
    points = page.locator(".st-key-checklist")
    for number, group in enumerate(points.get_by_role("radiogroup").all(), 1):
        group.get_by_text("no concern", exact=True).click()
        expect(page.get_by_text(f"{number} of {len(judged)} marked.")).to_be_visible()
    page.get_by_role("button", name="Compare with our reading").click()
    ours = page.get_by_role("table", name="Your marks beside our reading")
    expect(ours.get_by_role("row")).to_have_count(len(judged) + 1)
    expect(page.get_by_text(re.compile(f"Our reading: {OURS}"))).to_be_visible()
    expect(page.get_by_role("table", name="Certainty")).to_contain_text(OURS)
    score = benefit(walk, LIBRARY)
    assert score and "field test 2017, original version" in score.words
    expect(page.get_by_text(f"ESMO-MCBS {score.words}.")).to_be_visible()


def test_the_learners_patient_is_held_against_the_criteria(open_page: OpenPage) -> None:
    page = on(open_page(at("clarinet", "who", "primary=lung-typical", "ki67=15")), "who")
    verdict = page.get_by_role("status").filter(has_text="would not have been enrolled")
    expect(verdict).to_contain_text("Ki-67 below 10 %")
    page.get_by_role("link", name="Change the patient on Trial fit").click()
    expect(page.get_by_role("heading", level=1, name="Trial fit")).to_be_visible()
    page.wait_for_function("/ki67=15/.test(location) && /lung-typical/.test(location)")


def test_a_patient_changed_elsewhere_is_met_here_on_coming_back(open_page: OpenPage) -> None:
    page = on(open_page(at("clarinet", "who")), "who")
    expect(page.get_by_role("status").filter(has_text="meets every criterion")).to_have_count(1)
    page.get_by_role("link", name="Change the patient on Trial fit").click()
    field = page.get_by_label("Ki-67 (%)", exact=True)
    field.fill("15")
    field.press("Enter")
    page.wait_for_function("/ki67=15/.test(location)")
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="CLARINET", exact=True).click()
    on(page, "question")
    page.get_by_role("navigation", name="Steps").get_by_role("button", name="Who").click()
    on(page, "who")
    verdict = page.get_by_role("status").filter(has_text="would not have been enrolled")
    expect(verdict).to_contain_text("Ki-67 below 10 %")


@each_result()
def test_arms_are_told_apart_without_colour(result: Page) -> None:
    drawn = figures(result).first.evaluate(DRAWN)
    for name, _ in arms(walk_of(result)):
        label = figures(result).first.locator(".annotation-text").filter(has_text=name)
        expect(label.first).to_be_visible()
        assert layer(drawn, name)["line"]["color"]
    dashes = [layer(drawn, name)["line"]["dash"] for name, _ in arms(walk_of(result))]
    assert dashes[0] == "solid" and dashes[1] != "solid"


def test_a_switch_takes_the_interval_from_the_curve(open_page: OpenPage) -> None:
    page = on(open_page(at("promid", "result", "predicted=skipped"), height=1400), "result")
    place = figures(page).first
    assert [one for one in place.evaluate(DRAWN)["layers"] if "interval" in (one["name"] or "")]
    page.get_by_role("button", name="Interval", exact=True).click()
    page.wait_for_function(
        "() => !document.querySelector('[class*=st-key-figure_] .js-plotly-plot').data"
        ".some(one => (one.name ?? '').includes('interval'))"
    )
