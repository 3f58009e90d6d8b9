"""What a person does and sees on a page that is walked through, for the journeys."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from netlogic.teaching import TITLES
from tests.browser.chromium import settled
from tests.browser.steps import eventually

# Everything in the page, also in the rooms of components, which page.content() leaves out.
DEEP = """() => { const found = []; const walk = root => { found.push(root.innerHTML);
  root.querySelectorAll('*').forEach(node => node.shadowRoot && walk(node.shadowRoot)); };
  walk(document.documentElement); return found.join('\\n'); }"""
TOO_TALL = """() => { const main = document.querySelector('[data-testid=stMain]');
  return main.scrollHeight - main.clientHeight; }"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Every place that says a figure with a unit but has no source: a row of a table, a paragraph with
# what belongs to it, a question, a figure with its title. None is needed for what nobody has found,
# what is asked, what the learner predicted, and what a simulation assumes.
UNSOURCED = """() => { const found = []; const said = /\\d[\\d.]*\\s*(%|months?\\b)|\\bHR \\d/;
  const places = '[role=row], [data-testid=stMarkdown], [class*=st-key-figure_],' +
    '[class*=st-key-question-]';
  const look = root => root.querySelectorAll('*').forEach(node => {
    if (node.shadowRoot) look(node.shadowRoot);
    const words = node.textContent.trim();
    if (!node.matches(places) || !said.test(words)) return;
    if (node.closest('[class*=not_found], [class*=st-key-drawn-]')) return;
    if (/[?]$|^You predicted:/.test(words)) return;
    const around = node.closest('[class*=st-key-figure_], [class*=st-key-question-]') ?? node;
    const host = node.getRootNode().host;
    const figure = host?.closest('[class*=st-key-figure_]');
    if (!(figure ?? around).querySelector('a[href]')) found.push(words);
  });
  look(document.querySelector('[data-testid=stMain]')); return found; }"""
PLACE = re.compile(r"Step (\d) of (\d)(?:, part (\d) of (\d))?")
NUMBERS = [str(number) for number in range(1, len(TITLES) + 1)]


@dataclass(frozen=True)
class Screen:
    """Where a room is: the step among all, and its part among the parts of that step."""

    step: int
    of: int
    part: int
    parts: int

    @property
    def following(self) -> str:
        """How the place of the next screen begins."""
        if self.part < self.parts:
            return f"Step {self.step} of {self.of}, part {self.part + 1} of {self.parts}"
        return f"Step {self.step + 1} of {self.of}"


def at(walk: str, step: str, *more: str) -> str:
    """The address of a step; the first is named `question`, and has no name of its own there."""
    query = "&".join([*([f"step={step}"] if step != "question" else []), *more])
    return f"/{walk}?{query}" if query else f"/{walk}"


def on(page: Page, step: str) -> Page:
    """The page once it has come to a step."""
    name = {str(id_): title for id_, title in TITLES.items()}[step]
    expect(page.get_by_role("heading", level=2, name=name, exact=True)).to_be_visible()
    said(page, f"Step {[*TITLES].index(step) + 1} of {len(TITLES)}")
    return settled(page)


def said(page: Page, place: str) -> None:
    """Waits until the status of the walk says this place."""
    expect(page.get_by_role("status").filter(has_text=place)).to_have_count(1)


def whole(page: Page) -> Page:
    """The page once every step of it is drawn."""
    expect(page.get_by_role("heading", level=2, name="Monday", exact=True)).to_be_visible()
    return settled(page)


def screen(page: Page) -> Screen:
    """Where the page says it is."""
    status = page.get_by_role("navigation", name="Steps").get_by_role("status")
    found = PLACE.search(status.inner_text())
    assert found, status.inner_text()
    return Screen(int(found[1]), int(found[2]), int(found[3] or 1), int(found[4] or 1))


def turned(page: Page, key: str = "PageDown") -> Page:
    """The page one screen further, by clicker."""
    following = screen(page).following
    page.keyboard.press(key)
    said(page, following)
    return settled(page)


def next_button(page: Page) -> Locator:
    """The button that leads on."""
    return page.get_by_role("button", name=re.compile("^Next"))


def fits(page: Page) -> None:
    """Nothing of a screen is below its foot, and all of it is large enough for a room."""
    assert page.evaluate(TOO_TALL) <= 0
    small = page.locator('[class*="st-key-step-"] [data-testid="stMarkdown"] p').evaluate_all(
        "nodes => nodes.filter(n => parseFloat(getComputedStyle(n).fontSize) < 24).length"
    )
    assert small == 0
    drawn = page.locator(".main-svg text").evaluate_all(
        "nodes => nodes.filter(n => n.textContent.trim())"
        ".map(n => parseFloat(getComputedStyle(n).fontSize))"
    )
    assert min(drawn, default=18) >= 18


def fits_a_room(page: Page) -> None:
    """Turns through every screen to the last step; each fits a small room and a large one."""
    while True:
        for width, height in ((1280, 720), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            eventually(lambda: fits(page), page)  # a figure takes up the new size a moment later
        here = screen(page)
        if (here.step, here.part) == (here.of, here.parts):
            break
        turned(page)
