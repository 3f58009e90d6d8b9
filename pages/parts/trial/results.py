"""From a trial's results to tables: one effect in several formats, survival, subgroups, and how
far they were predicted and may be trusted. No Streamlit.
"""

from collections.abc import Iterable

from netlogic import quotes
from netlogic.content import Library
from netlogic.evidence import quote
from netlogic.formats import Format
from netlogic.predictions import Gap
from netlogic.teaching import OURS, Certainty, Dial
from netlogic.trial_schema import Median, Outcome, Subgroup, Trial
from netlogic.words import sentence
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell, headings
from pages.parts.trial.tables import View, quality_of_life, remarks, row, said

PLANNED = {"yes": "planned", "no": "not planned", "not known": "not known whether planned"}

FORMATS = headings(("format", "One effect", 1))
SURVIVAL = headings(("what", "Length and quality of life", 3), ("found", "Found", 4))
SUBGROUPS = headings(("group", "Subgroup", 3), ("n", "People", 1), ("found", "Found", 4))
EXTENSION = headings(("what", "Extension, no placebo beside it", 3), ("found", "Median", 4))
GAPS = headings(("dial", "Predicted and found", 3), ("why", "Why", 4))
CERTAINTY = headings(("result", "Result", 2), ("level", "Certainty", 1), ("reason", "Why", 4))


def formats(found: Iterable[Format], content: Library, *, brief: bool) -> list[View]:
    """One effect in several formats; what is computed says from what.

    A room reads the values alone.
    """
    return [
        {
            "id": one.id,
            "tone": "",
            "cells": [
                cell(
                    {
                        "name": one.title,
                        "words": one.value,
                        "sources": sources_of(one.sources, content),
                    },
                    {
                        "small": "" if brief else one.sentence,
                        "notes": [part for part in (one.origin, one.badge) if part],
                    },
                )
            ],
        }
        for one in found
    ]


def survival(trial: Trial, content: Library) -> list[View]:
    """How long people lived and how well, in figures and in words, and what blurs the answer."""
    outcomes = [one for one in trial.outcomes if one.endpoint == "OS" and one.verified]
    return [
        *(_outcome(one, content) for one in outcomes),
        *remarks("survival", trial, content),
        *quality_of_life(trial, content),
    ]


def _outcome(one: Outcome, content: Library) -> View:
    parts = [quotes.quote_hr(one.hr)] if one.hr else []
    if one.medians:
        parts.append(f"median {quotes.quote_medians(one.medians, compared=one.compared)}")
    words = "; ".join(parts) or f"deaths: {quote(one)}"
    deaths = f"{one.events} deaths" if one.events and parts else ""
    found = said(words, [one.source], content, deaths, note=one.note)
    return row(one.id, {"name": one.label}, found)


def subgroups(trial: Trial, content: Library) -> list[View]:
    """Every subgroup with its size, in figures or in the words of its source."""
    return [
        _subgroup(group, outcome, content)
        for outcome in trial.outcomes
        for group in outcome.subgroups
        if group.verified
    ]


def _subgroup(group: Subgroup, outcome: Outcome, content: Library) -> View:
    parts = [quotes.quote_hr(group.hr)] if group.hr else []
    if group.medians:
        parts.append(f"median {quotes.quote_medians(group.medians)}")
    words = "; ".join(parts) or sentence(group.says)
    found = said(words, [group.source], content, PLANNED[group.prespecified], note=group.note)
    people = {"name": _people(group.n)} if group.n is not None else {"small": "not reported"}
    name = {"name": group.label, "small": outcome.endpoint}
    id_ = f"{outcome.id} {group.id}"
    return {"id": id_, "tone": "", "cells": [cell(name), cell(people), cell(found)]}


def _people(n: int) -> str:
    """`n = 21`, never broken at the end of a line."""
    return f"n = {n}".replace(" ", "\N{NO-BREAK SPACE}")


def extension(trial: Trial, content: Library) -> list[View]:
    """Results of an extension, which compares nothing."""
    return [_extended(one, trial, content) for one in trial.outcomes if one.verified]


def _extended(one: Outcome, trial: Trial, content: Library) -> View:
    short = {arm.id: arm.short for arm in trial.arms}
    medians = (f"{_median(one, median)}, {short[median.arm]}" for median in one.medians)
    people = _people(one.n) if one.n is not None else ""
    found = said("; ".join(medians) or quote(one), [one.source], content, people, note=one.note)
    return row(one.id, {"name": one.label}, found)


def _median(outcome: Outcome, median: Median) -> str:
    return quotes.quote_arm(outcome, median.arm, "interval")


def gaps(found: Iterable[tuple[Dial, Gap]], trial: Trial, content: Library) -> list[View]:
    """What was predicted beside what was found, and why the guess tempts."""
    read_in = {one.id: one.source for one in trial.outcomes}
    return [
        row(dial.id, {"name": gap.sentence}, said(gap.why, [read_in[dial.outcome]], content))
        for dial, gap in found
    ]


def certainty(judged: Iterable[Certainty], content: Library) -> list[View]:
    """How far we would trust each result, in GRADE's levels; always labelled as ours."""
    return [
        {
            "id": one.result,
            "tone": "",
            "cells": [
                cell({"name": one.result}),
                cell({"name": one.level.replace("-", " ")}),
                cell(said(one.reason, one.sources, content, OURS)),
            ],
        }
        for one in judged
    ]
