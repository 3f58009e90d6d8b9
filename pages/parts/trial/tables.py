"""From what is told of a trial to tables: who came, how it went, harms, labels. No Streamlit.

What is not verified is left out, or marked where it is told as words.
"""

from collections.abc import Callable, Iterable
from typing import Any

from netlogic import quotes
from netlogic.cohorts import calendar_months
from netlogic.content import Library
from netlogic.trial_schema import Baseline, Harm, Median, Outcome, Remark, Trial
from netlogic.words import sentence
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell, headings

View = dict[str, Any]

NOT_CONFIRMED = "not confirmed"
OUR_INFERENCE = "our inference, no source says it"
PLACEBO_MEDIANS = ("pfs", "pfs-label")  # outcomes: the paper's, and the label's in other months

WHO_CAME = headings(("feature", "Who came", 3), ("value", "At entry", 4))
CONDUCT = headings(("point", "How it went", 2), ("said", "What is known", 5))
HARMS = headings(
    ("event", "Event", 2), ("any", "Any cause", 3), ("related", "Put down to treatment", 3)
)
LABELS = headings(("where", "Label", 2), ("said", "What it says", 5))
MONTHS = headings(("said", "Median on placebo", 3), ("value", "Months", 2))
CONFLICTS = headings(
    ("topic", "Sources differ", 2),
    ("readings", "What they say", 4),
    ("used", "What is used here, and why", 4),
)


def row(id_: str, *lines: View) -> View:
    """A row whose first line names it and whose others stand in one cell beside it."""
    first, *rest = lines
    return {"id": id_, "tone": "", "cells": [cell(first), cell(*rest)]}


def said(words: str, sources: Iterable[str], content: Library, *small: str, note: str = "") -> View:
    """A line with its sources, what is said of it in small type, and a note."""
    return {
        "words": words,
        "small": "; ".join(part for part in small if part),
        "sources": sources_of(sources, content),
        "notes": [note] if note else [],
    }


def arms(trial: Trial) -> str:
    """Who is who where two numbers stand beside each other."""
    return " against ".join(arm.short for arm in trial.arms)


def who_came(trial: Trial, content: Library) -> list[View]:
    """The patients at entry, one feature a row."""
    return [_feature(found, trial, content) for found in trial.baseline if found.verified]


def _feature(found: Baseline, trial: Trial, content: Library) -> View:
    kind = "" if found.statistic in ("share", "not said") else found.statistic
    by_arm = arms(trial) if len(found.values) > 1 else ""
    value = said(
        quotes.quote_baseline(found), [found.source], content, kind, by_arm, note=found.note
    )
    return row(found.id, {"name": sentence(found.label).rstrip(".")}, value)


def remarks(about: str, trial: Trial, content: Library) -> list[View]:
    """What was said about one side of the trial, a point a row."""
    return [_remark(one, content) for one in trial.conduct if one.about == about]


def quality_of_life(trial: Trial, content: Library) -> list[View]:
    """What was found about quality of life, or that it was not seen."""
    return [_remark(one, content) for one in trial.quality_of_life]


def _remark(one: Remark, content: Library) -> View:
    """Something that was said of the trial, with whose inference it is."""
    marks = ("" if one.verified else NOT_CONFIRMED, OUR_INFERENCE if one.ours else "")
    return row(one.id, {"name": one.label}, said(sentence(one.says), one.sources, content, *marks))


def harms(trial: Trial, content: Library) -> list[View]:
    """Harms with both ways of counting beside each other; what was not counted so says it."""
    by_event: dict[str, dict[str, Harm]] = {}
    for harm in trial.harms:
        if harm.verified:
            by_event.setdefault(harm.event, {})[harm.basis] = harm
    return [
        {"id": event, "tone": "", "cells": [cell({"name": event}), *_bases(found, trial, content)]}
        for event, found in by_event.items()
    ]


def _bases(found: dict[str, Harm], trial: Trial, content: Library) -> list[list[View]]:
    """Both cells; where a source does not say from which cause, it stands under any cause."""
    columns = (("any cause", "not said"), ("treatment-related",))
    return [
        cell(*(_harm(found[basis], trial, content) for basis in bases if basis in found))
        or cell({"small": "not reported"})
        for bases in columns
    ]


def _harm(harm: Harm, trial: Trial, content: Library) -> View:
    counted = {part.arm for part in (*harm.rates, *harm.counts)}
    names = [arm.short for arm in trial.arms if arm.id in counted]
    # A number alone must not be taken for that of both arms.
    alone = f"on {names[0]}" if len(names) == 1 else ""
    severe = f"severe: {quotes.quote_harm(harm, 'severe')}" if harm.severe else ""
    cause = "cause not said" if harm.basis == "not said" else ""
    told = quotes.quote_harm(harm)
    return said(told, [harm.source], content, alone, severe, cause, note=harm.note)


def labels(trial: Trial, content: Library) -> list[View]:
    """What licences say, where and when they were read."""
    return [
        row(
            label.id,
            {"name": f"{label.region}: {label.drug}"},
            said(
                sentence(label.indication),
                [label.source],
                content,
                f"read on {label.read_on}",
                "" if label.verified else NOT_CONFIRMED,
            ),
        )
        for label in trial.labels
    ]


def months(trial: Trial, content: Library) -> list[View]:
    """The placebo median as the paper prints it, the same in calendar months, and the label's."""
    paper, label = (_placebo(name, trial) for name in PLACEBO_MEDIANS)
    if paper is None or label is None:
        return []
    (outcome, median), (printed, other) = paper, label
    read = said(
        "The paper's, if its months have 28 days",
        [outcome.source],
        content,
        "computed: × 28 / 30.4",
    )
    return [
        _months("paper", said("The paper", [outcome.source], content), median),
        _months("computed", read, median, calendar_months),
        _months("label", said("The US label", [printed.source], content), other),
    ]


def _placebo(name: str, trial: Trial) -> tuple[Outcome, Median] | None:
    """A verified outcome and the median of its control arm."""
    controls = {arm.id for arm in trial.arms if arm.role == "control"}
    for outcome in trial.outcomes:
        if outcome.id == name and outcome.verified:
            return next(((outcome, m) for m in outcome.medians if m.arm in controls), None)
    return None


def _months(id_: str, first: View, of: Median, turned: Callable[[float], float] = float) -> View:
    """A median with its interval, each number turned into other months on the way."""
    value, low, high = (
        "not reported" if number is None else quotes.rounded(turned(number), 1)
        for number in (of.value, of.low, of.high)
    )
    return row(id_, first, {"name": value, "words": f"(95 % CI {low} to {high})"})


def conflicts(trial: Trial, content: Library) -> list[View]:
    """Where sources of one trial differ: what each says, what is used here, and why they may."""
    rows = []
    for one in trial.conflicts:
        readings = [
            said(
                sentence(reading.says),
                [reading.source] if reading.source else [],
                content,
                "" if reading.verified else NOT_CONFIRMED,
            )
            for reading in one.readings
        ]
        why = {
            "words": sentence(one.explanation) if one.explanation else "",
            "small": OUR_INFERENCE if one.ours and one.explanation else "",
        }
        used = [{"words": sentence(one.used)}, *([why] if one.explanation else [])]
        cells = [cell({"name": one.topic}), cell(*readings), cell(*used)]
        rows.append({"id": one.id, "tone": "", "cells": cells})
    return rows
