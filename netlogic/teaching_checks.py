"""Whether what is taught agrees with the rest of the content: what it names is there, figures come
from tokens, and no result is told before it was predicted.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from netlogic.content import Fault, Library
from netlogic.evidence import TOKEN
from netlogic.predictions import answer, verdict
from netlogic.presence import Say, exist
from netlogic.schema import Shape
from netlogic.side_by_side import TITLES as STEPS_BESIDE
from netlogic.side_by_side import SideBySide
from netlogic.teaching import BEFORE_THE_RESULT, STEPS, Alternative, Walk
from netlogic.topic_checks import checked_topic

M = TypeVar("M", bound=Shape)
Fill = Callable[[str, str, str], str]  # file, place, text: the text with its figures
# The fields that readers see.
PROSE = frozenset(
    {"asks", "besides", "cells", "claim", "close", "coming", "counter", "high", "how", "known"}
)
PROSE |= {"label", "lead", "leads", "low", "reason", "result", "room", "short", "stem"}
PROSE |= {"subtitle", "tempts", "text", "title", "why", "words"}
FIGURE = re.compile(
    r"\b\d[\d.,]*(?: |-)?(?:%|percent|months?\b|weeks?\b)|\bHR \d|\bof \d{1,3}\b(?!-)|\b0\.\d+"
)
# Numbers that a trial set beforehand, and no result: limits, times, visits, units.
STRUCTURE = (
    "6 months",
    "24 months",
    "4 weeks",
    "96 weeks",
    "12 to 24 weeks",
    "3 to 6 months",
    "below 10 %",
    "10 % or more",
    "up to 10 %",
    "at most 10 %",
    "more than 10 %",
    "above 10 %",
    "at most 25 %",
    "more than 25 %",
    "10 to 55 %",
    "up to 20 %",
    "95 %",
    "of 100",
)
SET_BEFOREHAND = re.compile("|".join(rf"(?<![\d.]){phrase}" for phrase in STRUCTURE), re.IGNORECASE)


def checked_teaching(lib: Library, say: Say, fill: Fill) -> Library:
    """The library with its walks, checklist, comparison and misconceptions filled with figures."""
    for file, where, entry in _entries(lib):
        _sources(lib, say, file, where, entry)
        _mistakes(lib, say, file, where, entry)
    for id_, walk in lib.walks.items():
        _walk(lib, say, f"walks/{id_}.toml", walk)
    if lib.side_by_side:
        _side_by_side(lib, say, lib.side_by_side)
    for id_, topic in lib.topics.items():
        checked_topic(lib, say, f"topics/{id_}.toml", topic)
    steps = {**dict.fromkeys(lib.walks, STEPS), "side_by_side": tuple(STEPS_BESIDE)}
    steps |= {id_: tuple(topic.titles) for id_, topic in lib.topics.items()}
    for id_, mistake in lib.misconceptions.items():
        for place in mistake.met:
            page, _, step = place.partition(" ")
            if step not in steps.get(page, ()):
                say("misconceptions.toml", f"{id_}: met", f"there is no step {place!r}")
    return _told(lib, fill)


def mapped(value: Any, change: Callable[[str, str], str], place: str = "", name: str = "") -> Any:
    """The same content with every text that readers see changed; `change` gets its place too."""

    def inside(part: Any, step: object, field: str) -> Any:
        return mapped(part, change, f"{place}.{step}" if place else str(step), field)

    if isinstance(value, Shape):
        return value.model_copy(update={field: inside(p, field, field) for field, p in value})
    if isinstance(value, dict):
        return {key: inside(part, key, name) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(inside(part, at, name) for at, part in enumerate(value))
    return change(place, value) if isinstance(value, str) and name in PROSE else value


def texts(entry: Shape) -> tuple[tuple[str, str], ...]:
    """Every text of an entry that readers see, with its place."""
    found: list[tuple[str, str]] = []

    def keep(place: str, text: str) -> str:
        found.append((place, text))
        return text

    mapped(entry, keep)
    return tuple(found)


def shapes(value: Any) -> Iterator[Shape]:
    """An entry and everything inside it."""
    if isinstance(value, Shape):
        yield value
        value = tuple(part for _, part in value)
    if isinstance(value, dict):
        value = tuple(value.values())
    for part in value if isinstance(value, tuple) else ():
        yield from shapes(part)


def typed(lib: Library) -> Iterator[Fault]:
    """Every figure typed into what is taught; asked before any text has its figures."""
    for file, where, entry in _entries(lib):
        for place, text in texts(entry):
            if figure := typed_figure(text):
                words = f"types the figure {figure!r}; write a token for it"
                yield Fault(f"content/{file}", _at(where, place), words)


def typed_figure(text: str) -> str:
    """The first figure that is typed rather than quoted by a token; empty when there is none."""
    found = FIGURE.search(SET_BEFOREHAND.sub("", TOKEN.sub("", text)))
    return found.group() if found else ""


def _entries(lib: Library) -> Iterator[tuple[str, str, Shape]]:
    for id_, walk in lib.walks.items():
        yield f"walks/{id_}.toml", "", walk
    for id_, domain in lib.appraisal.items():
        yield "appraisal.toml", id_, domain
    for id_, mistake in lib.misconceptions.items():
        yield "misconceptions.toml", id_, mistake
    if lib.side_by_side:
        yield "side_by_side.toml", "", lib.side_by_side
    for id_, topic in lib.topics.items():
        yield f"topics/{id_}.toml", "", topic


def _at(*places: str) -> str:
    return ": ".join(place for place in places if place)


def _sources(lib: Library, say: Say, file: str, where: str, entry: Shape) -> None:
    named = {name for part in shapes(entry) for name in getattr(part, "sources", ())}
    for name in sorted(named - set(lib.references)):
        say(file, _at(where, "sources"), f"there is no {name!r} in references.toml")


def _mistakes(lib: Library, say: Say, file: str, where: str, entry: Shape) -> None:
    for part in shapes(entry):
        mistake = part.misconception if isinstance(part, Alternative) else None
        if isinstance(part, Alternative) and mistake and mistake not in lib.misconceptions:
            place = _at(where, part.id, "misconception")
            say(file, place, f"there is no {mistake!r} in misconceptions.toml")


def _walk(lib: Library, say: Say, file: str, walk: Walk) -> None:
    exist(lib, say, file, "trial", (walk.trial,))
    exist(lib, say, file, "extension", (walk.extension,) if walk.extension else ())
    exist(lib, say, file, "cohort", (walk.cohort,))
    asked = [judgement.domain for judgement in walk.appraisal]
    for domain in sorted(set(asked) ^ set(lib.appraisal)):
        problem = "is not answered" if domain in lib.appraisal else "is not in appraisal.toml"
        say(file, "appraisal", f"{domain!r} {problem}")
    _dials(lib, say, file, walk)
    _nothing_told_before(lib, say, file, walk)


def _dials(lib: Library, say: Say, file: str, walk: Walk) -> None:
    for dial in walk.dials if walk.trial in lib.trials else ():
        published = answer(dial, lib.trials[walk.trial])
        if published is None:
            say(file, f"dials: {dial.id}", "no verified figure of the trial answers it")
        elif not dial.limits[0] <= published.value <= dial.limits[1]:
            say(file, f"dials: {dial.id}: limits", "leave out the answer")
        elif verdict(dial, dial.start, published) == "close":
            say(file, f"dials: {dial.id}: start", "is close to the answer and gives it away")


def _nothing_told_before(lib: Library, say: Say, file: str, walk: Walk) -> None:
    """Until the prediction is made, no text of the walk quotes a result of its trial."""
    results = {
        (id_, outcome.id)
        for id_ in (walk.trial, walk.extension)
        if id_ and id_ in lib.trials
        for outcome in lib.trials[id_].outcomes
    }
    early: list[tuple[str, Shape]] = [(step, walk.part(step)) for step in BEFORE_THE_RESULT]
    early += [(f"questions: {q.id}", q) for q in walk.questions if q.step in BEFORE_THE_RESULT]
    said = [("subtitle", walk.subtitle)] + [(f"dials: {d.id}", d.label) for d in walk.dials]
    said += [(_at(where, place), text) for where, part in early for place, text in texts(part)]
    for where, text in said:
        for token in TOKEN.finditer(text):
            if token.groups()[:2] in results:
                say(file, where, f"{token.group()} tells a result before it is predicted")


def _side_by_side(lib: Library, say: Say, found: SideBySide) -> None:
    named = {*found.trials, *(trial for one in found.outside for trial in one.trials)}
    exist(lib, say, "side_by_side.toml", "trials", sorted(named))
    exist(lib, say, "side_by_side.toml", "panels: cohort", [p.cohort for p in found.panels])


def _told(lib: Library, fill: Fill) -> Library:
    def told(file: str, where: str, entry: M) -> M:
        filled: M = mapped(entry, lambda place, text: fill(file, _at(where, place), text))
        return filled

    side = lib.side_by_side
    return replace(
        lib,
        walks={i: told(f"walks/{i}.toml", "", walk) for i, walk in lib.walks.items()},
        appraisal={i: told("appraisal.toml", i, one) for i, one in lib.appraisal.items()},
        misconceptions={
            i: told("misconceptions.toml", i, one) for i, one in lib.misconceptions.items()
        },
        side_by_side=told("side_by_side.toml", "", side) if side else None,
        topics={i: told(f"topics/{i}.toml", "", topic) for i, topic in lib.topics.items()},
    )
