"""Every figure on Sources and Glossary is traced to the content, or counted here anew."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from netlogic import rulebook, words
from netlogic.grading import benefits
from netlogic.library import CONTENT
from netlogic.schema import Shape
from pages.parts.filters import SOURCES
from tests.shown import Said, page
from tests.tracing import DIGIT, LIBRARY, NUMBER, left, longest, prose

PAGES = [("sources", {"show": part}) for part in SOURCES.parts] + [("glossary", {})]
EACH = pytest.mark.parametrize(
    ("name", "query"), PAGES, ids=[" ".join([name, *query.values()]) for name, query in PAGES]
)
ROOMS = pytest.mark.parametrize("present", ["0", "1"], ids=["at a desk", "in a room"])
# What no content holds: what is counted, each kind compared in a test further below.
COUNTED = {
    r"^\d+ of \d+ (references|terms)$|^\d+ (changes of the content|ways of grading)": "entries",
    r"^used in: [^.]*$": "places that cite a reference",
    r"^\d+ rules on ": "rules that ask for a fact",
}
ALWAYS = re.compile("|".join(COUNTED))
BY_CELL = ("tumours", "parts")  # tables whose bare numbers are compared further below


def days(value: Any) -> Iterator[date]:
    """Every day inside some content."""
    if isinstance(value, Shape):
        value = dict(value)
    if isinstance(value, dict):
        for part in value.values():
            yield from days(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from days(part)
    elif isinstance(value, date):
        yield value


@cache
def known() -> tuple[str, ...]:
    """All that the content says, its days, and the names of its sources."""
    every = [getattr(LIBRARY, kind) for kind in LIBRARY.__dataclass_fields__]
    every = [dict(held) if hasattr(held, "items") else held for held in every]
    return longest(
        [
            *(text for held in every for text, _ in prose(held)),
            *(str(day) for held in every for day in days(held)),
            *(words.source_name(id_, LIBRARY) for id_ in LIBRARY.references),
            *(one.words for one in benefits(LIBRARY)),
        ]
    )


def lost(shown: Iterable[Said]) -> list[tuple[list[str], str, str]]:
    """What is not traced: the numbers, where they stand, and the text."""
    texts = [(said, said.text.replace("\N{NO-BREAK SPACE}", " ").casefold()) for said in shown]
    return [
        (numbers, said.place, said.text)
        for said, text in texts
        if DIGIT.search(text)
        and not (said.place in BY_CELL and not re.search(r"\d-\d|[a-z]{6}", text))
        and (numbers := left(text, known(), ALWAYS))
    ]


def address(name: str) -> str:
    return f"pages/about/{name}.py"


@ROOMS
@EACH
def test_every_figure_is_traced(name: str, query: dict[str, str], present: str) -> None:
    shown = page(address(name), present=present, **query)
    assert len([one for one in shown if NUMBER.search(one.text)]) > 5
    assert lost(shown) == []


@pytest.mark.parametrize("id_", ["promid", "clarinet", "esmo-mcbs-2017", "who-2019-table"])
def test_every_figure_of_a_single_reference_is_traced(id_: str) -> None:
    assert lost(page(address("sources"), reference=id_)) == []


@pytest.mark.parametrize(
    "text",
    ["HR 0.35 (95 % CI 0.20 to 0.59)", "Read on 2026-11-22: the abstract", "PROMID 2010, 14.4"],
)
def test_a_figure_that_the_content_has_not_is_not_traced(text: str) -> None:
    assert lost([Said("references promid", text)])


def test_every_allowance_is_needed() -> None:
    shown = [one.text.casefold() for n, q in PAGES for one in page(address(n), present="0", **q)]
    assert [one for one in COUNTED if not any(re.search(one, text) for text in shown)] == []


# --- What is counted ---


def raw(*path: str) -> dict[str, Any]:
    """A file of the content as it was written, past all code of ours."""
    return tomllib.loads(CONTENT.joinpath(*path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "show", "file", "wanted"),
    [
        ("sources", "references", "references", "{0} of {0} references"),
        ("sources", "changes", "changes", "{0} changes of the content, the newest first"),
        ("glossary", "", "terms", "{0} of {0} terms"),
    ],
)
def test_the_entries_are_as_many_as_in_the_file(
    name: str, show: str, file: str, wanted: str
) -> None:
    held = raw(f"{file}.toml")
    number = len(held.get("changes", held))
    assert wanted.format(number) in {one.text for one in page(address(name), show=show)}


def test_the_ways_of_grading_are_those_of_the_file_and_ours() -> None:
    shown = {one.text for one in page(address("sources"), show="grades")}
    assert f"{len(raw('grading.toml')) + 1} ways of grading" in shown


def test_the_places_that_cite_are_as_many_as_a_reference_says() -> None:
    told: dict[str, int] = {}
    listed: dict[str, int] = {}
    for one in page(address("sources"), present="0"):
        if one.text.startswith(("Figures that", "With it")):
            continue
        if one.text.startswith("Used in: "):
            told[one.place] = sum(map(int, re.findall(r"(\d+) [a-z]", one.text)))
            listed[one.place] = 0
        elif one.place.endswith(" place"):
            listed[one.place.removesuffix(" place")] += 1
        elif one.place in told and (unlinked := re.match(r"[A-Z][^:]*: (.+)", one.text)):
            listed[one.place] += unlinked[1].count("; ") + 1  # no page shows these
    assert len(told) == len(LIBRARY.references)
    assert told == listed


def test_the_rules_on_a_fact_are_as_many_as_the_rulebook_shows() -> None:
    rows = rulebook.rows(LIBRARY)
    told: dict[str, list[int]] = {}
    for one in page(address("glossary"), present="0"):
        if re.match(r"\d+ rules? on ", one.text):
            id_ = one.place.removeprefix("terms ").removesuffix(" place")
            told.setdefault(id_, []).append(int(one.text.split()[0]))
    assert len(told) > 20
    for id_, counted in told.items():
        facts = LIBRARY.terms[id_].facts
        wanted = [len(rulebook.chosen(rows, {"fact": [fact]})) for fact in facts]
        assert sorted(counted) == sorted(n for n in wanted if n), id_


def test_the_rules_of_each_file_are_counted() -> None:
    shown = [one.text for one in page(address("sources"), show="review") if one.place == "parts"]
    files = sorted((CONTENT / "rules").glob("*.toml"))
    assert len(files) > 5
    for file in files:
        label = f"Rules: {words.spoken(file.stem)}"
        number = shown[shown.index(label) + 1]
        rules = raw("rules", file.name)
        assert number == str(len(rules)), file.name


def test_every_other_part_is_counted_as_it_stands_in_its_files() -> None:
    shown = [one.text for one in page(address("sources"), show="review") if one.place == "parts"]
    for label, kind in {
        "Trials walked through": "walks",
        "Synthetic cohorts": "cohorts",
        "Trials: arms and results": "trials",
        "Options": "options",
        "Teaching scenarios": "presets",
    }.items():
        number = len([*(CONTENT / kind).glob("*.toml")])
        assert shown[shown.index(label) + 1] == str(number), label
    for label, name in {"References": "references", "Glossary": "terms"}.items():
        assert shown[shown.index(label) + 1] == str(len(raw(f"{name}.toml"))), label


def test_the_table_of_grades_says_the_limits_of_the_files() -> None:
    shown = page(address("sources"), show="grades")
    cells = "\n".join(one.text for one in shown if one.place == "tumours")
    [limit] = [one for one in LIBRARY.thresholds if one.fact == "ki67" and one.who == "WHO"]
    low, high = sorted(limit.numbers)
    for said in (f"below {low:g} %", f"{low:g} to {high:g} %", f"above {high:g} %"):
        assert said in cells
    for grade in raw("grading.toml")["who-grade"]["grades"]:
        for number in grade.get("mitoses", {}).values():
            assert re.search(rf"\b{number} (to \d+ )?per 2 mm", cells)
