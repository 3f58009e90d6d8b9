"""The places that cite a reference.

A place is found by itself: whatever names a source in a field called `source`, `sources` or
`reference`, or a trial in one called `evidence`, in any family of the content.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from netlogic import rulebook, words
from netlogic.content import Library
from netlogic.side_by_side import TITLES as STEPS_BESIDE
from netlogic.teaching import STEPS, TITLES

NAMING = ("source", "sources", "reference")  # fields that name references
RESTING = "evidence"  # a field that names trials, and through them their references
WALKED = ("walks", "side_by_side", "topics")  # families whose entries are told in steps of a page


@dataclass(frozen=True, slots=True)
class Family:
    """What an entry of a family is called, the page that shows it and the parameter that does."""

    one: str
    many: str
    page: str = ""
    key: str = ""
    value: str = ""  # of the parameter, where it is not the entry's id


@dataclass(frozen=True, slots=True)
class Place:
    """A place that cites: what it is, its words, and the page of ours that shows it, if any."""

    kind: str
    id: str
    label: str
    page: str = ""
    query: tuple[tuple[str, str], ...] = ()


# In the order of the page. A family that is not named here is found all the same.
FAMILIES: Mapping[str, Family] = {
    "rules": Family("rule", "rules", "rulebook", "rule"),
    "notices": Family("caution", "cautions", "rulebook", "rule"),
    "trials": Family("trial", "trials", "trial_fit", "trial"),
    "options": Family("option", "options", "rulebook", "option"),
    "inputs": Family("fact", "facts", "rulebook", "fact"),
    "derived": Family("derived fact", "derived facts", "rulebook", "fact"),
    "thresholds": Family("limit", "limits", "rulebook", "show", "thresholds"),
    "disagreements": Family("disagreement", "disagreements", "rulebook", "show", "disagreements"),
    "scope": Family("remark on scope", "remarks on scope"),
    "grading": Family("scale", "scales", "sources", "show", "grades"),
    "terms": Family("term", "terms", "glossary", "term"),
    "walks": Family("step of a trial's page", "steps of the trials' pages", key="step"),
    "side_by_side": Family("step of Side by side", "steps of Side by side", key="step"),
    "topics": Family("step of another page", "steps of other pages", key="step"),
    "benches": Family("simulation", "simulations"),
    "cohorts": Family("synthetic cohort", "synthetic cohorts"),
    "appraisal": Family("question of the checklist", "questions of the checklist"),
    "misconceptions": Family("misconception", "misconceptions"),
}


def family(kind: str) -> Family:
    """How a family is called; one that nobody named is called by its own name."""
    return FAMILIES.get(kind, Family(kind.removesuffix("s"), kind))


@lru_cache(maxsize=2)
def cited_in(library: Library) -> Mapping[str, tuple[Place, ...]]:
    """Every reference with the places that cite it, in the order of the families."""
    found: dict[str, list[Place]] = {id_: [] for id_ in library.references}
    for kind, id_, entry in _entries(library):
        for name in dict.fromkeys(_cited(entry, library)):
            if name in found:
                found[name].append(_place(kind, id_, entry, library))
    rank = {kind: n for n, kind in enumerate(FAMILIES)}
    return {
        id_: tuple(sorted(places, key=lambda place: rank.get(place.kind, len(rank))))
        for id_, places in found.items()
    }


def uncited(library: Library) -> tuple[str, ...]:
    """The references that nothing cites."""
    return tuple(id_ for id_, places in cited_in(library).items() if not places)


def _entries(library: Library) -> Iterator[tuple[str, str, object]]:
    """Every entry of every family but the references themselves, in the order of FAMILIES.

    Of a page that is walked through, every step is an entry: its id is `promid result`.
    """
    names = [field.name for field in fields(library) if field.name != "references"]
    for kind in dict.fromkeys((*(name for name in FAMILIES if name in names), *names)):
        held: Any = getattr(library, kind)
        if kind in WALKED:
            yield from (
                (kind, f"{page} {step}", told) for page, step, told in _steps(library, kind)
            )
            continue
        if isinstance(held, Mapping):
            pairs: Iterable[tuple[Any, Any]] = held.items()
        else:
            listed = held if isinstance(held, tuple) else (held,)
            pairs = enumerate(listed, 1)
        for id_, entry in pairs:
            if isinstance(entry, BaseModel):
                yield kind, str(id_), entry


def _steps(library: Library, kind: str) -> Iterator[tuple[str, str, object]]:
    """Page, step, and everything that the step tells."""
    if kind == "walks":
        for page, walk in library.walks.items():
            for step in STEPS:
                asked = [question for question in walk.questions if question.step == step]
                judged = (walk.appraisal, walk.certainty) if step == "catch" else ()
                yield page, step, (walk.part(step), asked, judged)
    elif kind == "topics":
        for page, topic in library.topics.items():
            for told in topic.steps:
                asked = [question for question in topic.questions if question.step == told.id]
                drawn = {passage.kind for passage in told.passages}
                shares = topic.shares if "expression" in drawn else ()
                yield page, told.id, (told, asked, shares)
    elif found := library.side_by_side:
        for name, part in found.parts.items():
            rows = [row for row in found.rows if row.step == name]
            question = found.question if found.question.step == name else None
            outside = found.outside if name == "outside" else ()
            yield kind, name, (part, rows, question, outside)


def _cited(value: object, library: Library) -> Iterator[str]:
    """The references that a value names, itself or through the trials it rests on."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in NAMING:
                yield from (held,) if isinstance(held, str) else held or ()
            elif name == RESTING:
                yield from (library.trials[t].reference for t in held if t in library.trials)
            else:
                yield from _cited(held, library)
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _cited(held, library)
    elif isinstance(value, tuple | list):
        for held in value:
            yield from _cited(held, library)


def _place(kind: str, id_: str, entry: object, library: Library) -> Place:
    if kind in WALKED:
        return _place_of_step(kind, id_, library)
    # A rule that shows a notice is what readers know as a caution.
    kind = "notices" if kind == "rules" and id_ in library.notice_of else kind
    of = family(kind)
    if not _is_shown(kind, id_, library):
        of = Family(of.one, of.many)
    query = ((of.key, of.value or id_),) if of.key else ()
    return Place(kind, id_, _label(kind, id_, entry, library), of.page, query)


def _place_of_step(kind: str, id_: str, library: Library) -> Place:
    """A step of a page; the first one needs no parameter."""
    page, step = id_.split()
    titles = _titles(kind, page, library)
    name = words.page(page, library)
    query = () if step == next(iter(titles)) else ((family(kind).key, step),)
    return Place(kind, id_, f"{name}: {titles[step]}", page, query)


def _titles(kind: str, page: str, library: Library) -> Mapping[str, str]:
    """The title of each step of a page, in their order."""
    if kind == "topics":
        return library.topics[page].titles
    return (
        STEPS_BESIDE if kind == "side_by_side" else {str(id_): said for id_, said in TITLES.items()}
    )


def _is_shown(kind: str, id_: str, library: Library) -> bool:
    """Whether the page of a family shows an entry: the rulebook filters by what rules ask for, and
    Trial fit judges by entry criteria.
    """
    if kind == "trials":
        return bool(library.trials[id_].criteria)
    if kind in ("options", "inputs", "derived"):
        return id_ in rulebook.choices(library)[family(kind).key]
    return True


def _label(kind: str, id_: str, entry: object, library: Library) -> str:
    if kind in ("rules", "notices"):
        return id_
    if kind == "thresholds":
        fact = getattr(entry, "fact", "")
        return f"{rulebook.fact_label(fact, library)}: {getattr(entry, 'limit', '')}"
    named = (getattr(entry, name, "") for name in ("label", "name", "term", "topic", "title"))
    return str(next((said for said in named if said), words.spoken(id_)))
