"""The PFS pages in the browser: pictures that answer a key and a thumb, seeds, numbers, a room."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from netlogic.library import library
from tests.browser.chromium import settled
from tests.browser.conftest import OpenPage, axe
from tests.browser.steps import downloaded, eventually, query

CONTENT = library()
PLACES = [
    (page, step.id, one.of)
    for page, topic in CONTENT.topics.items()
    for step in topic.steps
    for one in step.passages
    if one.kind == "bench" and one.of
]
EACH = pytest.mark.parametrize(("page_id", "step", "id_"), PLACES)
# What a picture is made of, as it is drawn.
DRAWN = """root => [...root.querySelectorAll('svg')].map(picture => picture.innerHTML).join('')"""
# Where the ticks and the ends of the axes are.
AXES = """root => [...root.querySelectorAll('svg text.tick')].map(node =>
  [node.textContent, node.getAttribute('x'), node.getAttribute('y')].join(' '))"""
PATHS = """(root, wanted) => [...root.querySelectorAll(`svg > path.stroke.${wanted}`)]
  .map(node => node.getAttribute('d'))"""
# The middle of the thumb of a slider, px.
THUMB = """node => { let thumb = node;
  while (thumb.offsetWidth <= 8 || thumb.offsetWidth >= 40) thumb = thumb.parentElement;
  const { x, y, width, height } = thumb.getBoundingClientRect();
  return [x + width / 2, y + height / 2]; }"""


def lab(page: Page) -> Locator:
    """The picture of the step."""
    return page.locator(".lab:visible").first


def sentence(page: Page) -> str:
    """The sentence under the picture, once it is drawn."""
    found = page.locator(".lab .sentence").first
    expect(found).not_to_be_empty()
    return found.inner_text()


def slider(page: Page, page_id: str, id_: str, knob: str) -> Locator:
    return page.locator(f".st-key-answering-{page_id}-{id_}-{knob} input[type=range]")


def pressed(page: Page, handle: Locator, key: str, times: int = 1) -> None:
    handle.focus()
    for _ in range(times):
        page.keyboard.press(key)


def says_another(page: Page, before: str) -> None:
    expect(page.locator(".lab .sentence").first).not_to_have_text(before)
    settled(page)


@contextmanager
def cut_off(page: Page) -> Iterator[None]:
    """No network; the context is shared with other tests, so it is always given back."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


# --- Every bench ---


@EACH
def test_a_picture_is_a_named_figure_with_its_badge_and_answers_without_the_server(
    open_page: OpenPage, page_id: str, step: str, id_: str
) -> None:
    order = "&people-order=sorted" if id_ == "people" else ""
    page = open_page(f"/{page_id}?step={step}{order}")
    figure = page.get_by_role("figure").filter(has=page.locator(".badge"))
    expect(figure).to_have_count(1)
    name = figure.get_attribute("aria-label") or ""
    assert 20 <= len(name) <= 250 and name.startswith(sentence(page)[:150])
    bench = CONTENT.benches[id_]
    drawn = f"seed {bench.seed}" if bench.chance else "the model itself, without chance"
    expect(page.locator(".badge")).to_have_text(f"Simulated for teaching · {drawn}")
    knob = next(knob for knob in bench.knobs if knob.limits)
    handle = slider(page, page_id, id_, knob.id)
    way = "ArrowLeft" if knob.limits and knob.start == knob.limits[1] else "ArrowRight"
    root, status = lab(page), page.locator(".lab .sentence").element_handle()
    axes, picture = root.evaluate(AXES), root.evaluate(DRAWN)
    pressed(page, handle, way)
    page.wait_for_function(
        "([root, before]) => [...root.querySelectorAll('svg')]"
        ".map(one => one.innerHTML).join('') !== before",
        arg=[root.element_handle(), picture],
    )
    page.wait_for_url(re.compile(f"{id_}-{knob.id}="))
    settled(page)
    films = "key => globalThis.netlogicFilms.has(key)"
    page.wait_for_function(films, arg=f"{page_id}_{id_.replace('-', '_')}")
    # From here on the browser has what the slider would show: it needs no server to draw it.
    before = root.evaluate(DRAWN)
    with cut_off(page):
        pressed(page, handle, way)
        page.wait_for_function(
            "([root, before]) => [...root.querySelectorAll('svg')]"
            ".map(one => one.innerHTML).join('') !== before",
            arg=[root.element_handle(), before],
        )
    assert root.evaluate(AXES) == axes, "an axis jumped"
    assert page.locator(".lab .ghost > *").count() > 0 or id_ in ("small", "stopping", "people")
    assert page.evaluate(
        "node => node.isConnected && node.getAttribute('aria-live') === 'polite'", status
    )


@pytest.mark.parametrize(
    ("path", "name", "file"),
    [
        ("/pfs_lab?step=crossover&crossover-cross=88", "Crossover", "pfs-lab-crossover.csv"),
        (
            "/reading_pfs?step=censoring&censoring-handled=dropped",
            "Censoring",
            "reading-pfs-censoring.csv",
        ),
    ],
)
def test_the_numbers_are_a_table_with_heads_and_a_file(
    open_page: OpenPage, path: str, name: str, file: str, tmp_path: Any
) -> None:
    page = open_page(path)
    page.get_by_text("Show the numbers", exact=True).first.click()
    table = page.get_by_role("table", name=name)
    expect(table.get_by_role("columnheader").first).to_have_text("Month")
    assert table.get_by_role("rowheader").count() == table.get_by_role("row").count() - 1
    assert axe(settled(page)) == []
    found = downloaded(page, page.get_by_role("button", name=f"{name} as CSV"))
    assert found.suggested_filename == file
    found.save_as(tmp_path / file)
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Simulated for teaching: not patient data"
    assert any(line.startswith("# Seed: ") for line in lines)
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    shown = [cell.inner_text() for cell in table.get_by_role("columnheader").all()]
    assert rows[0] == shown and len(rows) == table.get_by_role("row").count()


# --- Seeds and addresses ---


def test_the_same_seed_gives_the_same_picture_after_a_reload_and_another_gives_another(
    open_page: OpenPage,
) -> None:
    page = open_page("/pfs_lab?step=small")
    before, first = sentence(page), lab(page).evaluate(DRAWN)
    page.get_by_role("button", name="Draw again").click()
    says_another(page, before)
    expect(page.locator(".badge")).to_contain_text("seed 2")
    page.wait_for_url(re.compile("small-seed=2"))
    second = lab(page).evaluate(DRAWN)
    assert second != first
    page.reload()
    expect(settled(page).locator(".badge")).to_contain_text("seed 2")
    eventually(lambda: same(lab(page).evaluate(DRAWN), second), page)
    other = open_page("/pfs_lab?step=small&small-seed=1")
    assert lab(other).evaluate(DRAWN) == first


def same(one: object, other: object) -> None:
    assert one == other


def test_a_link_holds_every_knob_of_every_step_and_start_again_empties_it(
    open_page: OpenPage,
) -> None:
    page = open_page("/pfs_lab?step=scans&scans-every=6&scans-seed=9&rmst-until=60")
    expect(page.locator(".badge")).to_contain_text("seed 9")
    assert sentence(page).startswith("With a scan every 6 months")
    page.get_by_role("button", name="RMST", exact=True).click()
    expect(page.locator(".lab .sentence")).to_contain_text("Up to month 60")
    found = query(page)
    assert found["scans-every"] == ["6"] and found["rmst-until"] == ["60"]
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".lab .sentence")).to_contain_text("With a scan every 3 months")
    eventually(lambda: emptied(page), page)


def emptied(page: Page) -> None:
    assert not [key for key in query(page) if key.startswith("scans")]


def test_a_forged_address_is_a_picture_as_at_the_beginning(open_page: OpenPage) -> None:
    page = open_page("/pfs_lab?step=scans&scans-every=999&scans-median=zzz&scans-seed=-1")
    assert sentence(page).startswith("With a scan every 3 months")
    expect(page.get_by_role("alert")).to_have_count(0)


# --- The concepts ---


def test_more_censoring_leaves_the_events_where_they_were(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?step=censoring&censoring-lost=0")
    told, before = sentence(page), lab(page).evaluate(PATHS, "experimental")
    pressed(page, slider(page, "reading_pfs", "censoring", "lost"), "ArrowRight", 6)
    says_another(page, told)
    page.wait_for_url(re.compile("censoring-lost=30"))
    after = lab(page).evaluate(PATHS, "experimental")
    first, then = (places(line[0]) for line in (before, after))
    assert then <= first | {max(then)}, "a step stands where nobody had the event before"
    assert len(then) < len(first)
    assert sentence(page) != told


def places(path: str) -> set[float]:
    """Where a line steps down, px."""
    return {float(x) for x in re.findall(r"H([\d.]+)V", path)}


def test_without_an_effect_the_two_curves_lie_in_each_others_bands(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?step=confidence&confidence-n=300")
    told = sentence(page)
    handle = slider(page, "reading_pfs", "confidence", "hr")
    for _ in range(10):
        pressed(page, handle, "ArrowRight")
    page.wait_for_url(re.compile("confidence-hr=1(?!\\.)"))
    says_another(page, told)
    root = lab(page)
    overlap = root.evaluate(
        """root => { const svg = root.querySelector('svg');
          const at = (path, t) => path.getPointAtLength(t * path.getTotalLength());
          const line = svg.querySelector('path.stroke.control');
          const band = svg.querySelector('path.band.experimental');
          const found = Array.from({ length: 60 }, (_, n) => at(line, n / 60));
          return found.filter(p => band.isPointInFill(p)).length / found.length; }"""
    )
    assert overlap > 0.8
    assert "1.00" in sentence(page)


def test_the_ratio_stands_still_while_the_baseline_moves_the_people(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?step=hazard")
    values = page.locator(".readout .value")
    told, before = sentence(page), values.all_inner_texts()
    pressed(page, slider(page, "reading_pfs", "effect", "median"), "ArrowRight", 12)
    says_another(page, told)
    after = values.all_inner_texts()
    assert after[0] == before[0] == "0.50"
    assert all(one != other for one, other in zip(before[1:], after[1:], strict=True))
    assert "so the ratio of the medians is 0.50 too" in sentence(page)
    page.get_by_text("rising", exact=True).click()
    expect(page.locator(".lab .sentence")).to_contain_text("it is not the hazard ratio")


def test_the_same_patients_give_another_curve_when_deaths_count(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?step=endpoints")
    told, root = sentence(page), lab(page)
    assert told.startswith("Counted as TTP")
    line = root.evaluate(PATHS, "experimental")
    page.get_by_text("progression or death (PFS)", exact=True).click()
    expect(page.locator(".lab .sentence")).to_contain_text("Counted as PFS")
    assert root.evaluate(PATHS, "experimental") != line
    page.get_by_text("death (OS)", exact=True).click()
    expect(page.locator(".lab .sentence")).to_contain_text("Only death counts")


def test_one_more_censored_patient_lowers_those_at_risk_and_makes_no_step(
    open_page: OpenPage,
) -> None:
    page = open_page("/reading_pfs?step=people&people-order=sorted")
    assert "21" not in page.locator(".lab svg text.row").all_inner_texts()
    told = sentence(page)
    page.get_by_text("One more, censored at month 6", exact=True).click()
    says_another(page, told)
    assert re.search(
        r"those at risk fell from \d+ to \d+, and the curve made no step", sentence(page)
    )
    assert "21" in page.locator(".lab svg text.row").all_text_contents()


def test_many_trials_are_drawn_behind_a_button(open_page: OpenPage) -> None:
    page = open_page("/pfs_lab?step=stopping")
    assert sentence(page).startswith("Of 200 trials")
    page.get_by_role("button", name="Draw 6,000 trials").click()
    expect(page.locator(".lab .sentence")).to_contain_text("Of 6,000 trials", timeout=30_000)
    found = re.search(r"([\d,]+) stopped early .* report (0\.\d\d)", sentence(page))
    assert found
    assert 900 < int(found[1].replace(",", "")) < 1500 and 0.45 < float(found[2]) < 0.55


# --- By hand, on a phone, before a room ---


@pytest.mark.parametrize("moved_before", [False, True], ids=["at once", "after a key"])
def test_the_picture_follows_the_thumb_while_it_is_held(
    open_page: OpenPage, *, moved_before: bool
) -> None:
    page = open_page("/pfs_lab?step=scans")
    handle = slider(page, "pfs_lab", "scans", "every")
    told = sentence(page)
    if moved_before:
        pressed(page, handle, "ArrowRight")
        says_another(page, told)
    x, y = handle.evaluate(THUMB)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_function("() => globalThis.netlogicFilms?.has('pfs_lab_scans')")
    settled(page)
    address, told = page.url, sentence(page)
    for n in range(1, 16):
        page.mouse.move(x + 4 * n, y)
    expect(page.locator(".lab .sentence")).not_to_have_text(told)
    assert page.url == address, "the server has not heard of it yet"
    held = sentence(page)
    page.mouse.up()
    page.wait_for_url(lambda url: url != address)
    assert sentence(settled(page)) == held


def test_where_it_bites_leads_to_the_trial(open_page: OpenPage) -> None:
    page = open_page("/pfs_lab?step=stopping")
    page.get_by_role("link", name="SUN 1111: who was enrolled").click()
    expect(page.get_by_role("heading", level=1, name="Trial fit")).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("SUN 1111")
    page.go_back()
    page.get_by_role("link", name="PROMID, step by step").click()
    expect(page.get_by_role("heading", level=1, name="PROMID")).to_be_visible()


def test_on_a_phone_every_knob_is_reached_and_the_picture_is_as_wide_as_the_page(
    open_page: OpenPage,
) -> None:
    page = open_page("/reading_pfs?step=hazard", width=390, height=844)
    box = lab(page).bounding_box()
    assert box and box["width"] > 340
    sizes = page.locator(".lab svg text").evaluate_all(
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 12
    told = sentence(page)
    pressed(page, slider(page, "reading_pfs", "effect", "hr"), "ArrowRight")
    says_another(page, told)


def test_a_room_sees_large_letters_and_the_same_numbers(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?present=1&step=confidence")
    sizes = page.locator(".lab svg text, .lab .badge").evaluate_all(
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 18
    size = page.locator(".lab .sentence").evaluate("n => parseFloat(getComputedStyle(n).fontSize)")
    assert size >= 24
    room = sentence(page)
    assert sentence(open_page("/reading_pfs?step=confidence")) == room


def test_what_a_step_tells_stands_there_only_after_its_questions(open_page: OpenPage) -> None:
    page = open_page("/reading_pfs?step=people")
    expect(page.get_by_role("heading", name="What to see")).to_have_count(0)
    page.get_by_text("Nothing; the number at risk falls by one.", exact=True).click()
    page.get_by_role("radio", name="sure", exact=True).click()
    page.get_by_role("button", name="Reveal").click()
    expect(page.get_by_role("heading", name="What to see")).to_be_visible()


def test_the_two_arms_are_told_apart_without_colour(open_page: OpenPage) -> None:
    page = open_page("/pfs_lab?step=landmark")
    assert sentence(page)
    eventually(lambda: differ_by_dash(page), page)
    names = page.locator(".lab text.name").all_text_contents()
    assert {"treated", "control"} <= set(names)


def differ_by_dash(page: Page) -> None:
    # In one go: a picture that is drawn anew meanwhile has other nodes.
    treated, control = page.locator(".lab").first.evaluate(
        """root => ['experimental', 'control'].map(role => getComputedStyle(
          root.querySelector(`svg > path.stroke.${role}:not(.thin)`)).strokeDasharray)"""
    )
    assert treated == "none" and control != "none"
