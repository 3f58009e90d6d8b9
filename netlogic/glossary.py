"""The words of the field and of survival statistics: found by word and letter, with their links."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from netlogic import words
from netlogic.content import Library
from netlogic.places import Place, family
from netlogic.rulebook import KINDS, rows
from netlogic.schema import Term


@lru_cache(maxsize=2)
def terms(library: Library) -> Mapping[str, Term]:
    """Every term, in the order of the alphabet."""
    return dict(sorted(library.terms.items(), key=lambda item: item[1].term.casefold()))


def letters(library: Library) -> tuple[str, ...]:
    """The letters with which a term begins, or its short form."""
    return tuple(sorted({letter for term in library.terms.values() for letter in _letters(term)}))


def _letters(term: Term) -> tuple[str, ...]:
    return tuple(said[0].upper() for said in (term.term, term.short) if said)


def found(library: Library, text: str = "", letter: str = "") -> tuple[str, ...]:
    """The terms that hold every word of a text and begin, in full or short, with a letter.

    Those with the words in their names come first.
    """
    sought = text.casefold().split()
    kept = [
        id_
        for id_, term in terms(library).items()
        if all(word in _text(id_, term) for word in sought)
        and (not letter or letter.upper() in _letters(term))
    ]
    return tuple(sorted(kept, key=lambda id_: not _is_named(terms(library)[id_], sought)))


def _is_named(term: Term, sought: Iterable[str]) -> bool:
    name = f"{term.term} {term.short}".casefold()
    return all(word in name for word in sought)


def _text(id_: str, term: Term) -> str:
    return " ".join((id_, term.term, term.short, term.means, term.unlike)).casefold()


def see_also(term: Term, library: Library) -> tuple[Place, ...]:
    """The terms that a term points to."""
    return tuple(
        Place("terms", id_, library.terms[id_].term, "glossary", (("term", id_),))
        for id_ in term.see
        if id_ in library.terms
    )


def met_in(term: Term, library: Library, pages: Iterable[str]) -> tuple[Place, ...]:
    """Where a term is met: pages that are there, trials, and the rules that ask for its facts."""
    known = set(pages)
    shown = tuple(
        Place("pages", id_, words.page(id_, library), id_) for id_ in term.pages if id_ in known
    )
    trials = tuple(
        Place("trials", id_, library.trials[id_].name, family("trials").page, (("trial", id_),))
        for id_ in term.trials
        if id_ in library.trials
        if library.trials[id_].criteria and id_ not in {place.id for place in shown}
    )
    facts = tuple(place for id_ in term.facts for place in _rules_with(id_, library))
    return (*shown, *trials, *facts)


def _rules_with(fact: str, library: Library) -> tuple[Place, ...]:
    """The rules that ask for a fact, as the rulebook filters them; none where no rule does."""
    count = sum(fact in KINDS["fact"](row) for row in rows(library))
    if not count:
        return ()
    named = f"{count} {'rule' if count == 1 else 'rules'} on {words.name_of(fact, library)}"
    return (Place("inputs", fact, named, "rulebook", (("fact", fact),)),)
