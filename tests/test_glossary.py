"""Terms are found by word and letter, point to terms that exist, and type no figure unsourced."""

import re

import pytest

from netlogic import glossary
from netlogic.library import library
from netlogic.schema import Term

LIBRARY = library()
TERMS = glossary.terms(LIBRARY)
# Names in which a digit is no figure.
NAMES = re.compile(r"Ki-67|177Lu|RECIST 1\.1|\b100 people\b")
# What every fellow meets first, by id.
ASKED_FOR = """
    net nec differentiation grade ki67 midgut hindgut sstr krenning fdg-pet ssa prrt pfs ttp os
    hazard-ratio confidence-interval kaplan-meier censoring median not-reached landmark rmst itt
    crossover interim-analysis stable-disease recist carcinoid-syndrome numbers-at-risk
"""


def test_the_words_of_the_field_and_of_its_statistics_are_there() -> None:
    assert len(TERMS) >= 45
    assert not [id_ for id_ in ASKED_FOR.split() if id_ not in TERMS]


def test_terms_stand_by_the_alphabet_and_once() -> None:
    names = [term.term for term in TERMS.values()]
    assert names == sorted(names, key=str.casefold)
    shorts = [term.short for term in TERMS.values() if term.short]
    assert len({*names, *shorts}) == len(names) + len(shorts)


@pytest.mark.parametrize("id_", list(TERMS))
def test_a_definition_is_short_and_its_figures_have_a_source(id_: str) -> None:
    term = LIBRARY.terms[id_]
    for text in (term.means, term.unlike):
        assert not text or (text[0].isupper() and text.endswith("."))
        assert len(text) < 330, "one or two sentences"
        assert "{" not in text and "figure missing" not in text
        if re.search(r"\d", NAMES.sub("", text)):
            assert term.sources, text


@pytest.mark.parametrize("id_", list(TERMS))
def test_a_term_points_to_others_and_never_to_itself(id_: str) -> None:
    term = LIBRARY.terms[id_]
    assert id_ not in term.see
    assert len(set(term.see)) == len(term.see)
    assert len(glossary.see_also(term, LIBRARY)) == len(term.see)


def test_every_term_is_reached_from_another_or_from_a_place_of_the_app() -> None:
    pointed = {id_ for term in LIBRARY.terms.values() for id_ in term.see}
    assert not [
        id_
        for id_, term in LIBRARY.terms.items()
        if id_ not in pointed and not (term.facts or term.trials or term.pages or term.see)
    ]


def test_a_word_finds_the_terms_that_hold_it_named_ones_first() -> None:
    assert glossary.found(LIBRARY, "ki-67")[0] == "ki67"
    assert {"ki67", "grade"} <= set(glossary.found(LIBRARY, "KI-67"))
    assert glossary.found(LIBRARY, "hazard ratio")[0] == "hazard-ratio"
    assert glossary.found(LIBRARY, "pfs")[0] == "pfs"
    assert glossary.found(LIBRARY, "no such word") == ()
    assert set(glossary.found(LIBRARY, "  ")) == set(TERMS)


def test_a_letter_finds_full_and_short_names() -> None:
    assert {"prrt", "pfs", "progression"} <= set(glossary.found(LIBRARY, letter="P"))
    assert "ttp" in glossary.found(LIBRARY, letter="t")
    assert all(glossary.found(LIBRARY, letter=letter) for letter in glossary.letters(LIBRARY))
    assert glossary.found(LIBRARY, "censoring", "c")
    assert not glossary.found(LIBRARY, "zz", "c")


def test_a_term_leads_to_pages_that_are_there_trials_and_rules() -> None:
    term = Term(term="T", means="M.", facts=("ki67",), trials=("promid",), pages=("a", "b"))
    met = glossary.met_in(term, LIBRARY, ["b"])
    assert [(place.page, place.query) for place in met] == [
        ("b", ()),
        ("trial_fit", (("trial", "promid"),)),
        ("rulebook", (("fact", "ki67"),)),
    ]
    assert re.fullmatch(r"\d+ rules on Ki-67.*", met[-1].label)


def test_a_trial_with_a_page_of_its_own_is_met_there_only() -> None:
    term = Term(term="T", means="M.", trials=("promid",), pages=("promid",))
    [place] = glossary.met_in(term, LIBRARY, ["promid"])
    assert (place.page, place.label) == ("promid", "PROMID")
