"""The benches on their pages, without a browser: every knob at its ends, seeds, many trials."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from netlogic.benches import Knob
from netlogic.library import library
from pages.parts.figures.lab.picture import BADGE
from tests.shown import elements
from tests.test_pages import opened

LIBRARY = library()
PLACES = {
    one.of: (page, step.id)
    for page, topic in LIBRARY.topics.items()
    for step in topic.steps
    for one in step.passages
    if one.kind == "bench" and one.of
}
EACH = pytest.mark.parametrize("id_", PLACES)
HEAVY = [id_ for id_ in PLACES if LIBRARY.benches[id_].heavy]
NOT_A_NUMBER = re.compile(r"\bNaN\b|\bInfinity\b|\bnan\b|\binf\b|\bNone\b")


def at(id_: str, **query: str) -> AppTest:
    page, step = PLACES[id_]
    return opened(f"pages/learn/{page}.py", step=step, **query)


def drawn(app: AppTest) -> dict[str, Any]:
    """What the browser is given to draw."""
    assert not app.exception and not app.error and not app.warning
    [found] = [one for one in elements(app) if str(getattr(one, "key", "")).endswith("_picture")]
    assert not NOT_A_NUMBER.search(found.proto.json)
    view: dict[str, Any] = json.loads(found.proto.json)
    return view


def addressed(app: AppTest) -> dict[str, str]:
    """What the page writes into the address of the bench."""
    written = [
        json.loads(one.proto.json)
        for one in elements(app)
        if str(getattr(one, "key", "")).startswith("address-")
    ]
    return {k: v for data in written if "-" in data["of"] for k, v in data["pairs"]}


def key(id_: str, knob: str) -> str:
    return f"answering-{PLACES[id_][0]}-{id_}-{knob}"


def moved(app: AppTest, id_: str, knob: Knob, to: Any) -> AppTest:
    """The page after one knob was moved."""
    name = key(id_, knob.id)
    if knob.limits:
        return app.slider(key=name).set_value(to).run()
    if knob.ways:
        return app.radio(key=name).set_value(to).run()
    return app.toggle(key=name).set_value(to).run()


def ends(id_: str) -> Iterator[tuple[Knob, Any]]:
    for knob in LIBRARY.benches[id_].knobs:
        for end in knob.ends:
            yield knob, end


@EACH
def test_every_knob_at_both_ends_gives_a_picture_a_sentence_and_an_address(id_: str) -> None:
    app = at(id_)
    first = drawn(app)
    assert addressed(app) == {}
    for knob, end in ends(id_):
        app = moved(app, id_, knob, end)
        view = drawn(app)
        assert view["sentence"].endswith(".") and view["panels"]
        if end == knob.start:
            assert f"{id_}-{knob.id}" not in addressed(app)
        else:
            said = str(end).lower() if isinstance(end, bool | str) else f"{end:g}"
            assert addressed(app)[f"{id_}-{knob.id}"] == said
        app = moved(app, id_, knob, knob.start)
        assert drawn(app) == first


@EACH
def test_an_address_gives_the_picture_that_was_sent(id_: str) -> None:
    app = at(id_)
    for knob in LIBRARY.benches[id_].knobs:
        app = moved(app, id_, knob, knob.ends[-1])
    assert drawn(at(id_, **addressed(app))) == drawn(app)


@EACH
def test_a_forged_address_gives_the_picture_of_the_beginning(id_: str) -> None:
    forged = {f"{id_}-{knob.id}": "zzz" for knob in LIBRARY.benches[id_].knobs}
    assert drawn(at(id_, **forged, **{f"{id_}-seed": "-7"})) == drawn(at(id_))
    beyond = {f"{id_}-{knob.id}": "1e9" for knob in LIBRARY.benches[id_].knobs}
    assert drawn(at(id_, **beyond, **{f"{id_}-seed": "nan"})) == drawn(at(id_))


@EACH
def test_a_draw_has_its_seed_on_the_picture_and_in_the_address(id_: str) -> None:
    bench, app = LIBRARY.benches[id_], at(id_)
    assert drawn(app)["badge"].startswith(BADGE)
    button = f"{PLACES[id_][0]}_{id_.replace('-', '_')}_again"
    again = [one for one in app.button if one.key == button]
    if not bench.chance:
        assert not again and "seed" not in drawn(app)["badge"]
        return
    assert drawn(app)["badge"] == f"{BADGE} · seed {bench.seed}"
    before, after = drawn(app), drawn(again[0].click().run())
    assert after["badge"] == f"{BADGE} · seed {bench.seed + 1}"
    assert (after["panels"], after["sentence"]) != (before["panels"], before["sentence"])
    assert addressed(app) == {f"{id_}-seed": str(bench.seed + 1)}
    assert drawn(at(id_, **addressed(app))) == after


def test_after_the_last_seed_the_first_is_drawn() -> None:
    app = at("scans", **{"scans-seed": "999"})
    app = app.button(key="pfs_lab_scans_again").click().run()
    assert drawn(app)["badge"].endswith("seed 1")


@EACH
def test_start_again_brings_every_knob_back(id_: str) -> None:
    app = at(id_)
    first, page = drawn(app), PLACES[id_][0]
    for knob in LIBRARY.benches[id_].knobs:
        app = moved(app, id_, knob, knob.ends[-1])
    assert drawn(app) != first
    app = app.button(key="walk_again").click().run()
    app = app.switch_page(f"pages/learn/{page}.py")
    app.query_params["step"] = PLACES[id_][1]
    assert drawn(app.run()) == first


@pytest.mark.parametrize("id_", HEAVY)
def test_many_trials_are_drawn_at_a_press_and_hold_until_a_knob_is_moved(id_: str) -> None:
    app = at(id_)
    bench, few = LIBRARY.benches[id_], drawn(app)["sentence"]
    app = app.button(key=f"pfs_lab_{id_}_heavy").click().run(timeout=60)
    many = drawn(app)["sentence"]
    count = re.search(r"\d[\d,]*", bench.heavy)
    assert count and count.group() in many and many != few
    assert drawn(app.run())["sentence"] == many
    [first, *_] = bench.knobs
    app = moved(app, id_, first, first.ends[-1])
    assert count.group() not in drawn(app)["sentence"]
    assert drawn(moved(app, id_, first, first.start))["sentence"] == many


@EACH
def test_a_room_has_the_same_picture_with_fewer_numbers_beside_it(id_: str) -> None:
    desk, room = drawn(at(id_)), drawn(at(id_, present="1"))
    assert (room["panels"], room["sentence"]) == (desk["panels"], desk["sentence"])
    assert 0 < len(room["readouts"]) <= 5
    assert not any(one["note"] for one in room["readouts"])


def test_a_bench_that_cannot_be_read_is_missed_by_name_and_the_rest_of_the_page_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost = replace(LIBRARY, benches={k: v for k, v in LIBRARY.benches.items() if k != "scans"})
    monkeypatch.setattr("pages.parts.topic.page.library", lambda: lost)
    app = at("scans")
    assert not app.exception
    assert "content/benches/scans.toml" in app.warning[0].value
    assert app.radio(key="answering-pfs_lab-which-two-and-six")
