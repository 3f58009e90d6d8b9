"""Every reference is cited and every cited one exists; places lead where they say."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlogic import citations, places, rulebook
from netlogic.citations import NO_ADDRESS, Citation
from netlogic.content import Library
from netlogic.library import CONTENT, library
from netlogic.places import FAMILIES, WALKED, Place
from netlogic.schema import Term
from netlogic.side_by_side import TITLES as STEPS_BESIDE
from netlogic.teaching import TITLES
from pages.parts import vocabulary
from tests.shown import page as shown_page
from tests.test_pages import PAGES

LIBRARY = library()
EVERY = citations.citations(LIBRARY)
BY_ID = {citation.id: citation for citation in EVERY}
CHOICES = citations.choices(LIBRARY)


def named(value: Any, key: str = "") -> Iterator[str]:
    """Every id that stands in a file under the name of a source."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from named(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from named(part, key)
    elif isinstance(value, str) and key in places.NAMING:
        yield value


def in_files() -> set[str]:
    files = [file for file in CONTENT.rglob("*.toml") if file.stem not in ("references", "about")]
    return {id_ for file in files for id_ in named(tomllib.loads(file.read_text("utf-8")))}


def test_each_reference_is_cited_and_each_cited_one_exists() -> None:
    assert in_files() == set(LIBRARY.references)
    assert places.uncited(LIBRARY) == ()
    assert all(citation.places for citation in EVERY)


def test_every_reference_stands_once_by_name() -> None:
    assert sorted(BY_ID) == sorted(LIBRARY.references)
    assert len(EVERY) == len(BY_ID)
    assert [c.name.casefold() for c in EVERY] == sorted(c.name.casefold() for c in EVERY)


def test_a_reference_says_what_its_file_says() -> None:
    for citation in EVERY:
        reference = LIBRARY.references[citation.id]
        assert citation.citation == reference.citation
        assert (citation.seen, citation.read_on) == (reference.seen, reference.read_on)
        assert bool(citation.addresses) == bool(reference.address)
        if citation.addresses:
            assert citation.addresses[0][1] == reference.address


def test_the_rules_of_a_reference_are_those_of_the_rulebooks_filter() -> None:
    rows = rulebook.rows(LIBRARY)
    for citation in EVERY:
        found = {p.id for p in citation.places if p.kind in ("rules", "notices")}
        assert found == {row.id for row in rulebook.chosen(rows, {"source": [citation.id]})}


def test_a_rule_that_shows_a_notice_is_a_caution() -> None:
    kinds = {(p.kind, p.id) for c in EVERY for p in c.places if p.page == "rulebook"}
    assert {i for kind, i in kinds if kind == "notices"} <= set(LIBRARY.notice_of)
    assert not {i for kind, i in kinds if kind == "rules"} & set(LIBRARY.notice_of)


def test_places_of_one_kind_stand_together_in_the_order_of_the_families() -> None:
    order = list(FAMILIES)
    for citation in EVERY:
        ranks = [order.index(place.kind) for place in citation.places if place.kind in order]
        assert ranks == sorted(ranks)


def test_a_place_has_words_and_its_own_page() -> None:
    for place in {place for citation in EVERY for place in citation.places}:
        assert place.label
        assert bool(place.page) >= bool(place.query)
        if place.page == "rulebook" and place.query[0][0] == "option":
            assert place.id in rulebook.choices(LIBRARY)["option"]
        if place.page == "rulebook" and place.query[0][0] == "fact":
            assert place.id in rulebook.choices(LIBRARY)["fact"], place.id


# --- Pages that are walked through ---

STEPS_OF = {page: TITLES for page in LIBRARY.walks} | {"side_by_side": STEPS_BESIDE}
STEPS_OF |= {page: topic.titles for page, topic in LIBRARY.topics.items()}


def of_steps(citation: Citation) -> list[Place]:
    return [place for place in citation.places if place.kind in WALKED]


def by_steps() -> set[tuple[str, str, str]]:
    """Reference, page and step wherever a step of a page names a source, read from the files."""
    found: set[tuple[str, str, str]] = set()
    for file in (CONTENT / "walks").glob("*.toml"):
        told = tomllib.loads(file.read_text("utf-8"))
        parts = [(step, told[step]) for step in TITLES]
        parts += [(question["step"], question) for question in told["questions"]]
        parts += [("catch", one) for one in (*told["appraisal"], *told["certainty"])]
        found |= {(id_, file.stem, step) for step, part in parts for id_ in named(part)}
    told = tomllib.loads((CONTENT / "side_by_side.toml").read_text("utf-8"))
    parts = list(told["parts"].items()) + [(row["step"], row) for row in told["rows"]]
    parts += [(told["question"]["step"], told["question"])]
    parts += [("outside", one) for one in told["outside"]]
    found |= {(id_, "side_by_side", step) for step, part in parts for id_ in named(part)}
    for file in (CONTENT / "topics").glob("*.toml"):
        told = tomllib.loads(file.read_text("utf-8"))
        parts = [(step["id"], step) for step in told["steps"]]
        parts += [(question["step"], question) for question in told.get("questions", ())]
        drawn = [(s["id"], p.get("kind")) for s in told["steps"] for p in s.get("passages", ())]
        shares = [step for step, kind in drawn if kind == "expression"]
        parts += [(step, one) for step in shares for one in told["shares"]]
        found |= {(id_, file.stem, step) for step, part in parts for id_ in named(part)}
    return found


def test_each_step_that_cites_is_a_place_and_no_other_step_is() -> None:
    found = [(c.id, *place.id.split()) for c in EVERY for place in of_steps(c)]
    assert len(found) == len(set(found)), "a step cites a source once"
    assert set(found) == by_steps()


def test_a_step_that_cites_leads_to_a_page_and_a_step_that_are_there() -> None:
    for place in {place for citation in EVERY for place in of_steps(citation)}:
        page, step = place.id.split()
        assert place.page == page and page in vocabulary.pages()
        assert f"pages/learn/{page}.py" in PAGES
        # The first step of a page has no address of its own.
        first = step == next(iter(STEPS_OF[page]))
        assert place.query == (() if first else (("step", step),))


@pytest.mark.parametrize("page", STEPS_OF)
def test_the_page_itself_has_every_step_that_cites_under_its_title(page: str) -> None:
    places = {place for citation in EVERY for place in of_steps(citation) if place.page == page}
    assert len(places) > 4
    shown = shown_page(f"pages/learn/{page}.py", view="all", predicted="skipped")
    titles = [said.text for said in shown if said.place == "header"]
    name = next(said.text for said in shown if said.place == "title")
    for place in places:
        assert place.label == f"{name}: {titles[list(STEPS_OF[page]).index(place.id.split()[1])]}"


@pytest.mark.parametrize("page", STEPS_OF)
def test_the_address_of_a_place_opens_its_step(page: str) -> None:
    places = {p for citation in EVERY for p in of_steps(citation) if p.page == page and p.query}
    place = max(places, key=lambda p: p.label)
    shown = shown_page(f"pages/learn/{page}.py", predicted="skipped", **dict(place.query))
    [title] = [said.text for said in shown if said.place == "header"]
    assert place.label.endswith(f": {title}")


def test_steps_are_counted_in_words() -> None:
    places = of_steps(BY_ID["clarinet"])
    walked = [place for place in places if place.kind == "walks"]
    many = f"{len(walked)} steps of the trials' pages"
    assert citations.counted(walked) == many
    assert citations.counted(places).startswith(f"{many}, ")


@dataclass(frozen=True, eq=False)
class Wider(Library):
    """A library with a family that places.py has never heard of."""

    lectures: Mapping[str, Term] = field(default_factory=dict)


def wider(term: Term) -> Library:
    held = {f.name: getattr(LIBRARY, f.name) for f in fields(LIBRARY)}
    return Wider(**held, lectures={"first": term})


def test_a_family_that_nobody_named_is_found_all_the_same() -> None:
    term = Term(term="First lecture", means="A lecture.", sources=("lutia",))
    found = places.cited_in(wider(term))["lutia"]
    assert ("lectures", "first", "First lecture") in {(p.kind, p.id, p.label) for p in found}
    assert citations.counted([p for p in found if p.kind == "lectures"]) == "1 lecture"


def test_places_are_counted_in_words() -> None:
    of = [place for place in BY_ID["clarinet"].places if place.kind in ("rules", "trials")]
    rules = sum(place.kind == "rules" for place in of)
    assert rules > 1
    assert citations.counted(of) == f"{rules} rules and 1 trial"
    assert citations.counted(()) == ""


@pytest.mark.parametrize(
    ("kind", "broad"),
    [
        ("RCT, subgroups", "RCT"),
        ("RCT phase II", "RCT"),
        ("RCT (stopped early)", "RCT"),
        ("cohorts", "cohort"),
        ("review / Delphi", "review"),
        ("guideline summary", "guideline summary"),
        ("phase II", "phase II"),
    ],
)
def test_the_detail_of_a_kind_is_no_kind_of_its_own(kind: str, broad: str) -> None:
    assert citations.broad(kind) == broad


def answers(citation: Citation, kind: str, id_: str) -> bool:
    """Whether a reference answers to a value of a filter, asked of the content itself."""
    if kind == "kind":
        broad = citations.broad(LIBRARY.references[citation.id].kind)
        return CHOICES["kind"][id_] == broad
    if kind == "use":
        return any(place.kind == id_ for place in citation.places)
    return bool(LIBRARY.references[citation.id].address) == (id_ == "some")


WANTED = st.fixed_dictionaries(
    {kind: st.lists(st.sampled_from(sorted(ids)), max_size=2) for kind, ids in CHOICES.items()}
)


@given(WANTED)
def test_filters_equal_brute_force(wanted: dict[str, list[str]]) -> None:
    expected = [
        citation
        for citation in EVERY
        if all(
            not ids or any(answers(citation, kind, id_) for id_ in ids)
            for kind, ids in wanted.items()
        )
    ]
    assert list(citations.chosen(EVERY, wanted)) == expected


def test_each_value_of_a_filter_finds_some_reference() -> None:
    for kind, ids in CHOICES.items():
        for id_ in ids:
            assert citations.chosen(EVERY, {kind: [id_]}), (kind, id_)


def test_every_word_must_be_there_in_any_case() -> None:
    assert citations.chosen(EVERY, {}, ("CAPLIN", "2014"))[0].id == "clarinet"
    assert "promid" in {c.id for c in citations.chosen(EVERY, {}, ("19704057",))}
    assert citations.chosen(EVERY, {}, ("no such word",)) == ()


def test_the_csv_holds_every_reference_with_address_and_places() -> None:
    text = citations.csv_text(EVERY)
    assert text.startswith("\N{BYTE ORDER MARK}")
    lines = list(csv.DictReader(io.StringIO(text[1:])))
    assert [line["Reference"] for line in lines] == [citation.id for citation in EVERY]
    for line in lines:
        citation = BY_ID[line["Reference"]]
        assert line["Places"].count(";") >= len(citation.places) - 1
        assert line["Addresses"] != "" and (line["Addresses"] == NO_ADDRESS) == (
            not citation.addresses and not citation.also
        )
        assert not any((said or "").startswith(rulebook.FORMULA) for said in line.values())
