"""The picture follows the thumb of a headline input before the server has heard of it.

What it then shows is compared with what the server sends once the move is made, worked out here by
the functions that the page calls.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from netlogic.patient import Patient, Value
from pages.parts.diagram.moves import shown
from tests.browser.conftest import OpenPage
from tests.browser.steps import address, eventually, slider
from tests.views import CONTENT, HEADLINE, View, confirmed, pathway, strips

PRESETS = {id_: CONTENT.patient(preset.patient) for id_, preset in CONTENT.presets.items()}
DEFAULT = CONTENT.default_patient()
PICTURE = [option["id"] for option in pathway(DEFAULT)["options"]]
WITHIN = (
    "key => [...document.querySelectorAll(`.st-key-${key} *`)].find(n => n.shadowRoot).shadowRoot"
)

# Everything that the picture and the strips say, to the eye and to a screen reader.
DRAWN = (
    "() => { const within = "
    + WITHIN
    + """;
  const picture = within('diagram');
  const place = 'wide' in picture.querySelector('.pathway').dataset ? 'svg.wide' : '.narrow';
  const nodes = [...picture.querySelectorAll(`:is(${place}, .others) [data-key]`)];
  const words = selector => picture.querySelector(selector).textContent;
  const strip = key => {
    const root = within(key).querySelector('.strip');
    const bars = [...root.querySelectorAll('.segments > span')];
    const mark = root.querySelector('.mark');
    return {
      segments: bars.map(bar => [bar.textContent, bar.title, +bar.dataset.tone]),
      here: bars.findIndex(bar => 'here' in bar.dataset),
      mark: mark.hidden ? null : +mark.getAttribute('style').match(/\\* ([\\d.e-]+)\\)/)[1],
      spoken: root.getAttribute('aria-label'),
      early: 'early' in root.dataset,
    };
  };
  return {
    labels: nodes.map(node => [
      node.dataset.key, node.getAttribute('aria-label'), node.textContent,
      'taken' in node.dataset, 'changed' in node.dataset, 'was' in node.dataset]),
    lines: picture.querySelectorAll('.branches path').length,
    main: words('.main'), next: words('.own'), also: words('.also'),
    kind: picture.querySelector('.say').dataset.kind,
    strips: {'strip-burden': strip('strip-burden'), 'strip-krenning': strip('strip-krenning')},
  };
}"""
)

# Moves the thumb of an input as Streamlit does in a drag, without the server; the input is in hand.
TRIED = (
    "async ([fact, values]) => { const drawn = "
    + DRAWN
    + """;
  const widget = document.querySelector(`.st-key-${fact}`);
  widget.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
  // From keys to pointer Streamlit draws its slider anew, with the value that it knows.
  for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame);
  const input = widget.querySelector('input[type=range]');
  const segments = [...widget.querySelectorAll('[role=radio]')];
  const show = (at, words) => {
    if (input) {
      input.value = at;
      input.setAttribute('aria-valuetext', words);
    } else segments.forEach((node, n) => node.setAttribute('aria-checked', String(n === at)));
  };
  const before = input ? [input.valueAsNumber, input.getAttribute('aria-valuetext')]
    : [segments.findIndex(node => node.ariaChecked === 'true')];
  const found = [];
  for (const [at, words] of values) {
    show(at, words);
    await Promise.resolve();
    found.push(drawn());
  }
  show(...before);
  await Promise.resolve();
  return found;
}"""
)
COUNT = """() => { window.sent = 0; const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { window.sent++; send.call(this, data); } }"""
# The picture, both strips and the widgets are there.
THERE = (
    "() => { const within = "
    + WITHIN.replace(").shadowRoot", ")?.shadowRoot")
    + """;
  return within('diagram')?.querySelector('.pathway')?.app
    && ['burden', 'krenning'].every(key => within(`strip-${key}`)?.querySelector('.strip')?.strip)
    && document.querySelector('.st-key-distribution [role=radio]'); }"""
)
APP = "(" + WITHIN + ")('diagram').querySelector('.pathway').app"
# The server has answered for this value, and nothing is ahead of it.
CONFIRMED = (
    f"([fact, value]) => {{ const app = {APP};"
    " return app.view === app.data && app.data.now[fact] === value; }"
)
ANSWERED = f"burden => {APP}.data.now.hepatic_burden === burden"
# The server has the patient of whom both the thumb and the picture tell.
AGREED = (
    "() => { const input = document.querySelector('.st-key-hepatic_burden input');"
    f" const app = {APP};"
    " return app.view === app.data && app.data.now.hepatic_burden === input.valueAsNumber; }"
)


def values(fact: str) -> list[Value | None]:
    """Every value of a headline input in the order of its widget."""
    if fact == "hepatic_burden":
        return list(range(101))
    telling = CONTENT.telling[fact]
    return [None, *telling] if fact == "krenning" else [*telling, None]


def places(fact: str, wanted: list[Value | None]) -> list[tuple[int, str]]:
    """Where the widget stands at these values, and what it then says."""
    unit = CONTENT.inputs[fact].unit
    words = [f"{v} {unit}" if unit else shown(fact, v, CONTENT) for v in values(fact)]
    return [(at, words[at]) for at in map(values(fact).index, wanted)]


def opened(open_page: OpenPage, patient: Patient, also: str = "", **options: Any) -> Page:
    """The Pathway page with this patient, drawn, and counting what it sends to the server."""
    page = open_page(address(patient) + also, **options)
    page.wait_for_function(THERE)
    page.evaluate(COUNT)
    return page


def tried(page: Page, fact: str, wanted: list[Value | None]) -> list[View]:
    """What is drawn while an input shows these values and the server has not heard of them."""
    found: list[View] = page.evaluate(TRIED, [fact, places(fact, wanted)])
    return found


def drawn(page: Page) -> View:
    found: View = page.evaluate(DRAWN)
    return found


def moved(patient: Patient, fact: str, value: Value | None) -> Patient:
    return patient.model_copy(update={fact: value})


def same_as_the_server(seen: View, patient: Patient, before: Patient) -> None:
    """What is seen is what the server sends for this patient after that one."""
    view = confirmed(patient, before)
    sentence = view["sentence"]
    told = [sentence[part] for part in ("main", "next", "also", "kind")]
    assert [seen[part] for part in ("main", "next", "also", "kind")] == told
    found = {key: label for key, label, *_ in seen["labels"]}
    assert {key: said for key, said in found.items() if key.startswith("option:")} == {
        f"option:{id_}": label for id_, label in options(view).items()
    }
    taken = [label for _, label, _, is_taken, *_ in seen["labels"] if is_taken]
    for label, (id_, answer) in zip(taken, view["state"]["answers"].items(), strict=True):
        step = CONTENT.steps[id_]
        words = next((a.words for a in step.answers if a.id == answer), "not known")
        assert label.split(": ")[0] == f"{step.question} {words}"
    same_strips(seen["strips"], patient)


def options(view: View) -> dict[str, str]:
    """The label of every option in the picture and in the line under it."""
    now, then = view["state"], view["before"]
    found = {}
    for id_ in (*PICTURE, *now["others"]):
        standing, was = now["standings"][id_], then["standings"][id_]
        waits = now["waits"].get(id_, [])
        said = [standing]
        said += [f"was {was}"] if was != standing else []
        said += [f"could be {now['could_be'][id_]}"] if id_ in now["could_be"] else []
        said += [f"depends on {', '.join(waits)}"] if waits else []
        found[id_] = f"{CONTENT.options[id_].short}: {', '.join(said)}"
    return found


def same_standings(seen: View, view: View) -> None:
    """Every option that is drawn, in the picture or in the list of a phone, stands as in a view."""
    drawn = {
        key.removeprefix("option:"): label.split(": ")[1].split(",")[0]
        for key, label, *_ in seen["labels"]
        if key.startswith("option:")
    }
    assert set(PICTURE) <= set(drawn)
    assert drawn == {id_: view["state"]["standings"][id_] for id_ in drawn}


def same_strips(seen: dict[str, Any], patient: Patient) -> None:
    """Marks and segments are those of this patient; a strip that is dimmed has a segment without
    a leader, and only its mark is looked at.
    """
    for key, strip in strips(patient).items():
        found, fact = seen[key], strip["fact"]
        stand = values(fact).index(getattr(patient, fact))
        span = len(values(fact)) - 1
        assert found["mark"] == pytest.approx(stand / span), key
        if found["early"]:
            assert not all(one["tone"] for one in strip["segments"]), key
            continue
        wanted = [[one["words"], one["title"], one["tone"]] for one in strip["segments"]]
        assert found["segments"] == wanted, key
        here = [n for n, one in enumerate(strip["segments"]) if one["from"] <= stand <= one["to"]]
        assert found["here"] == here[0], key


def is_confirmed(page: Page, fact: str, value: Value | None) -> None:
    page.wait_for_function(CONFIRMED, arg=[fact, value])


def ends(patient: Patient, fact: str) -> list[tuple[str, Value | None]]:
    """Two real moves of an input, away from here and on: keys, or the segment to press."""
    all_ = values(fact)
    if fact == "distribution":
        others = [value for value in all_ if value != patient.distribution]
        return [(str(all_.index(value)), value) for value in (others[-1], others[0])]
    both = [("Home", all_[0]), ("End", all_[-1])]
    return both[::-1] if getattr(patient, fact) == all_[0] else both


def make(page: Page, fact: str, how: str) -> None:
    """Makes a real move."""
    if fact == "distribution":
        page.locator(".st-key-distribution [role=radio]").nth(int(how)).click()
    else:
        slider(page, fact).press(how)


# A patient from every part of the pathway: the first line, later lines, lung, G3, nothing known.
@pytest.mark.parametrize(
    "preset", ["quiet-ileal", "after-prrt-kidney", "lung-atypical", "net-g3", "receptors-unknown"]
)
def test_the_preview_is_what_the_server_then_draws(open_page: OpenPage, preset: str) -> None:
    patient = PRESETS[preset]
    page = opened(open_page, patient)
    for fact in HEADLINE:
        wanted = [value for value in values(fact) if value != getattr(patient, fact)]
        for value, seen in zip(wanted, tried(page, fact, wanted), strict=True):
            same_as_the_server(seen, moved(patient, fact, value), patient)
    assert page.evaluate("window.sent") == 0
    for fact in HEADLINE:
        for how, value in ends(patient, fact):
            before, patient = patient, moved(patient, fact, value)
            [seen] = tried(page, fact, [value])
            make(page, fact, how)
            is_confirmed(page, fact, value)
            answered = drawn(page)
            same_as_the_server(answered, patient, before)
            dimmed = [key for key, strip in seen["strips"].items() if strip["early"]]
            assert without(dimmed, seen) == without(dimmed, answered)


def without(dimmed: list[str], seen: View) -> View:
    """All that is drawn but these strips."""
    return seen | {"strips": {k: strip for k, strip in seen["strips"].items() if k not in dimmed}}


def thumb(page: Page, key: str) -> tuple[float, float, float, float]:
    """Where the thumb of a slider is, and from where to where its track reaches."""
    track = page.locator(f".st-key-{key} [data-testid=stSlider] [role=group]").bounding_box()
    at = slider(page, key).locator("xpath=../..").bounding_box()
    assert track and at
    x, y = at["x"] + at["width"] / 2, track["y"] + track["height"] / 2
    return x, y, track["x"], track["x"] + track["width"]


def stands_at(page: Page, key: str) -> Value | None:
    """The value that a slider shows."""
    return values(key)[int(float(slider(page, key).input_value()))]


@pytest.mark.parametrize(
    ("key", "also"),
    [("hepatic_burden", ""), ("krenning", ""), ("hepatic_burden", "&present=1")],
)
def test_a_drag_asks_the_server_only_on_release(open_page: OpenPage, key: str, also: str) -> None:
    patient = moved(DEFAULT, "krenning", 3)
    page = opened(open_page, patient, also)
    x, y, left, right = thumb(page, key)
    page.mouse.move(x, y)
    page.mouse.down()
    passed, seen = set(), drawn(page)
    for share in (0.2, 0.97, 0.5, 0.02, 0.4):
        page.mouse.move(left + share * (right - left), y, steps=5)
        value, seen = stands_at(page, key), drawn(page)
        passed.add(value)
        if value != getattr(patient, key):
            same_as_the_server(seen, moved(patient, key, value), patient)
    assert len(passed) == 5
    assert page.evaluate("window.sent") == 0
    assert page.locator(".st-key-cards .cards[data-early]").count() == (0 if also else 1)
    page.mouse.up()
    is_confirmed(page, key, value)
    assert drawn(page) == seen
    assert page.evaluate("window.sent") == 1
    assert page.locator("[data-early]").count() == 0


def test_a_finger_on_a_phone_moves_the_list(open_page: OpenPage) -> None:
    page = opened(open_page, DEFAULT, width=390, height=844, has_touch=True, is_mobile=True)
    x, y, left, right = thumb(page, "hepatic_burden")
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x, y)
    for share in (0.3, 0.5, 0.9, 0.6):
        touch("touchMove", left + share * (right - left), y)
        wanted = round(100 * share)
        page.wait_for_function(
            "at => Math.abs(document.querySelector('.st-key-hepatic_burden input').value - at) < 3",
            arg=wanted,
        )
    value = stands_at(page, "hepatic_burden")
    assert value != DEFAULT.hepatic_burden
    seen = drawn(page)
    view = confirmed(moved(DEFAULT, "hepatic_burden", value), DEFAULT)
    assert seen["main"] == view["sentence"]["main"]
    same_standings(seen, view)
    assert page.evaluate("window.sent") == 0
    touch("touchEnd")
    is_confirmed(page, "hepatic_burden", value)
    assert drawn(page) == seen


HELD = """() => { const send = WebSocket.prototype.send; const held = [];
  WebSocket.prototype.send = function (data) {
    held.push(() => send.call(this, data));
  };
  window.letGo = () => { WebSocket.prototype.send = send; held.forEach(late => late()); }; }"""


def test_a_second_input_moved_before_the_server_answered_waits_for_it(open_page: OpenPage) -> None:
    page = opened(open_page, DEFAULT)
    page.evaluate(HELD)
    make(page, "hepatic_burden", "End")
    first = moved(DEFAULT, "hepatic_burden", 100)
    same_as_the_server(drawn(page), first, DEFAULT)
    labels = drawn(page)["labels"]
    make(page, "krenning", "Home")
    # Two moves at once have no state here: what is drawn stays true of the first.
    assert drawn(page)["labels"] == labels
    page.evaluate("letGo()")
    is_confirmed(page, "krenning", None)
    is_confirmed(page, "hepatic_burden", 100)
    same_standings(drawn(page), confirmed(moved(first, "krenning", None), first))


@pytest.mark.parametrize("tool", ["Scenario", "Undo"])
def test_a_patient_loaded_during_a_drag_is_the_one_that_is_drawn(
    open_page: OpenPage, tool: str
) -> None:
    page = opened(open_page, DEFAULT)
    make(page, "hepatic_burden", "End")
    is_confirmed(page, "hepatic_burden", 100)
    x, y, left, right = thumb(page, "hepatic_burden")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(left + 0.5 * (right - left), y, steps=4)
    page.get_by_role("button", name=tool).dispatch_event("click")
    wanted = DEFAULT
    if tool == "Scenario":
        preset = CONTENT.presets["lung-atypical"]
        wanted = PRESETS["lung-atypical"]
        page.get_by_role("menuitem", name=preset.name).dispatch_event("click")
    page.wait_for_function(ANSWERED, arg=wanted.hepatic_burden)
    page.mouse.up()
    page.wait_for_function(AGREED)

    def drawn_as_it_stands() -> None:
        at = stands_at(page, "hepatic_burden")
        same_standings(drawn(page), confirmed(moved(wanted, "hepatic_burden", at), DEFAULT))

    eventually(drawn_as_it_stands, page)  # letting go sends one more value


def test_with_the_burden_not_known_the_other_inputs_are_followed(open_page: OpenPage) -> None:
    patient = moved(DEFAULT, "hepatic_burden", None)
    page = opened(open_page, patient)
    assert slider(page, "hepatic_burden").is_disabled()
    for fact in ("krenning", "distribution"):
        wanted = [value for value in values(fact) if value != getattr(patient, fact)]
        for value, seen in zip(wanted, tried(page, fact, wanted), strict=True):
            assert seen["strips"]["strip-burden"]["mark"] is None
            there = moved(patient, fact, value)
            view = confirmed(there, patient)["sentence"]
            assert [seen[part] for part in ("main", "next", "also")] == [
                view[part] for part in ("main", "next", "also")
            ]
