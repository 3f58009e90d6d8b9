"""Every figure on a page about a topic is traced to the content, and no result is typed in code."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import pytest

from netlogic import words
from netlogic.cohort_schema import Cohort
from netlogic.patient import facts
from netlogic.topics import Topic
from pages.parts.figures import curve_words
from pages.parts.figures.curve_notes import broken
from tests.shown import Said, page, texts
from tests.test_pages import opened
from tests.tracing import (
    ALLOWED,
    DIGIT,
    LIBRARY,
    NUMBER,
    computed,
    figures,
    left,
    longest,
    of_the_patient,
    prose,
)

TOPICS = LIBRARY.topics
EACH = pytest.mark.parametrize("id_", TOPICS)
SIMULATED = ("reading_pfs", "pfs_lab")
ROOMS = pytest.mark.parametrize("present", ["0", "1"], ids=["at a desk", "in a room"])
# What no content holds, and why it may stand here all the same.
HERE = {
    r"^\d of \d marked\.$": "how many patients the learner has placed",
}
ALWAYS = re.compile("|".join((*ALLOWED, *HERE)))
# Bare numbers, which test_traced compares cell by cell for the same figures.
CELL_BY_CELL = (" numbers", " pointer", "_table")


def cohorts_of(id_: str) -> list[Cohort]:
    passages = [one for step in TOPICS[id_].steps for one in step.passages]
    named = [one.of for one in passages if one.kind == "curve" and one.of]
    if any(one.kind == "curves" for one in passages):
        told = {trial for family in TOPICS[id_].families for trial in family.trials}
        named += [name for name, one in LIBRARY.cohorts.items() if one.trial in told]
    return [LIBRARY.cohorts[name] for name in named]


def said_of_families(topic: Topic) -> Iterator[str]:
    """`PRRT; 2017; n = 229`: beside each result of a family, with how many it is about."""
    for family in topic.families:
        for trial in (LIBRARY.trials[id_] for id_ in family.trials):
            for n in {trial.n, *(outcome.n for outcome in trial.outcomes)}:
                yield f"{family.label}; {trial.year}; n = {n}"


@cache
def known(id_: str) -> tuple[str, ...]:
    """All that the content says, the figures of its trials, and what is computed from them."""
    every = [getattr(LIBRARY, kind) for kind in LIBRARY.__dataclass_fields__ if kind != "cohorts"]
    every = [dict(held) if hasattr(held, "items") else held for held in every]
    bare = tuple(one.with_patients(()) for one in LIBRARY.cohorts.values())
    cases = [facts(LIBRARY.patient(case.patient)) for case in TOPICS[id_].cases]
    return longest(
        [
            *(text for held in (*every, bare) for text, sure in prose(held) if sure),
            *chain.from_iterable(figures(trial) for trial in LIBRARY.trials.values()),
            *chain.from_iterable(computed(cohort) for cohort in cohorts_of(id_)),
            *(f"| {trial.year}" for trial in LIBRARY.trials.values()),
            *said_of_families(TOPICS[id_]),
            *(" ".join(broken(arm.short)) for t in LIBRARY.trials.values() for arm in t.arms),
            *of_the_patient([t for t, trial in LIBRARY.trials.items() if trial.criteria]),
            *(words.phrase(fact, case[fact], LIBRARY) for case in cases for fact in case),
            *(words.value_of("krenning", at, LIBRARY) for at in LIBRARY.telling["krenning"]),
            *(f"read on {one.read_on}" for t in LIBRARY.trials.values() for one in t.labels),
            *(words.source_name(name, LIBRARY) for name in LIBRARY.references),
            *(words.criteria(rule.when, LIBRARY) for rule in LIBRARY.rules.values()),
            *(
                words.condition(fact, wanted, LIBRARY)
                for rule in LIBRARY.rules.values()
                for fact, wanted in rule.when.items()
            ),
        ]
    )


def lost(shown: Iterable[Said], id_: str) -> list[tuple[list[str], str, str]]:
    """What is not traced: the numbers, where they stand, and the text."""
    told = [(one, one.text.replace("\N{NO-BREAK SPACE}", " ").casefold()) for one in shown]
    return [
        (numbers, one.place, one.text)
        for one, text in told
        if DIGIT.search(text) and not one.place.endswith(CELL_BY_CELL)
        if (numbers := left(text, known(id_), ALWAYS))
    ]


def done(id_: str) -> dict[str, str]:
    """Everything answered, so that every explanation is shown."""
    topic = TOPICS[id_]
    said = {f"answer-{one.id}": f"{one.right.id},sure" for one in topic.questions}
    if topic.cases:
        said["sorted"] = ",".join(["watch"] * len(topic.cases))
    return said


@ROOMS
@EACH
def test_every_figure_of_a_topic_is_traced(id_: str, present: str) -> None:
    shown = page(f"pages/learn/{id_}.py", view="all", present=present, **done(id_))
    # Pictures of simulations are no part of what is traced, and their pages quote few results.
    least = 8 if id_ in SIMULATED else 20
    assert len([one for one in shown if NUMBER.search(one.text)]) > least
    assert lost(shown, id_) == []


@EACH
def test_before_anything_was_answered_every_figure_is_traced_too(id_: str) -> None:
    assert lost(page(f"pages/learn/{id_}.py", view="all"), id_) == []


def test_a_wrong_figure_in_the_code_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    known("observe_or_treat")  # what is right is known before anything is wrong
    monkeypatch.setattr(curve_words, "share_at", lambda curve, months: "71 % (60 to 80) at 24")
    app = opened("pages/learn/observe_or_treat.py", step="untreated")
    found = lost(texts(app), "observe_or_treat")
    assert "71" in chain.from_iterable(numbers for numbers, _, _ in found)


@pytest.mark.parametrize("text", ["6.05 months", "18.0 months (95 % CI 12.1 to 25.0)", "39 of 43"])
def test_a_figure_that_nobody_published_is_not_traced(text: str) -> None:
    assert lost([Said("markdown", text)], "observe_or_treat")
