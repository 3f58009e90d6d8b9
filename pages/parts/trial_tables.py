"""From a trial's content to tables of its walk: who came, how it went, harms, labels. No Streamlit.

What is not verified is left out, or marked where it is told as words.
"""

from collections.abc import Iterable
from typing import Any

from netlogic import evidence
from netlogic.cohorts import calendar_months
from netlogic.content import Library
from netlogic.formats import Format
from netlogic.predictions import Gap
from netlogic.teaching import OURS, Certainty
from netlogic.trial_schema import Baseline, Harm, Outcome, Remark, Subgroup, Trial
from netlogic.words import sentence
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell

View = dict[str, Any]

NOT_CONFIRMED = "not confirmed"
OUR_INFERENCE = "our inference, no source says it"
BASIS = {"any cause": "Any cause", "treatment-related": "Put down to treatment"}

WHO_CAME = [
    {"id": "feature", "title": "Who came", "share": 3},
    {"id": "value", "title": "At entry", "share": 4},
]
CONDUCT = [
    {"id": "point", "title": "How it went", "share": 2},
    {"id": "said", "title": "", "share": 5},
]
FORMATS = [
    {"id": "format", "title": "Told as", "share": 2},
    {"id": "value", "title": "What it says", "share": 5},
]
HARMS = [
    {"id": "event", "title": "Event", "share": 2},
    {"id": "any", "title": "Any cause", "share": 3},
    {"id": "related", "title": "Put down to treatment", "share": 3},
]
SURVIVAL = [
    {"id": "what", "title": "Length of life", "share": 3},
    {"id": "found", "title": "Found", "share": 4},
]
SUBGROUPS = [
    {"id": "group", "title": "Subgroup", "share": 3},
    {"id": "n", "title": "People", "share": 1},
    {"id": "found", "title": "Found", "share": 4},
]
EXTENSION = [
    {"id": "what", "title": "Extension, no placebo beside it", "share": 3},
    {"id": "found", "title": "Median", "share": 4},
]
LABELS = [
    {"id": "where", "title": "Label", "share": 2},
    {"id": "said", "title": "What it says", "share": 5},
]
MONTHS = [
    {"id": "said", "title": "Median on placebo", "share": 3},
    {"id": "value", "title": "Months", "share": 1},
    {"id": "low", "title": "From", "share": 1},
    {"id": "high", "title": "To", "share": 1},
]
CONFLICTS = [
    {"id": "topic", "title": "Where sources differ", "share": 2},
    {"id": "readings", "title": "What they say", "share": 4},
    {"id": "used", "title": "What is used here, and why", "share": 4},
]
GAPS = [
    {"id": "dial", "title": "Predicted and found", "share": 3},
    {"id": "why", "title": "Why it tempts", "share": 4},
]
CERTAINTY = [
    {"id": "result", "title": "Result", "share": 2},
    {"id": "level", "title": "Certainty", "share": 1},
    {"id": "reason", "title": "Why", "share": 4},
]


def who_came(trial: Trial, content: Library) -> list[View]:
    """The patients at entry, one feature a row."""
    return [_feature(found, trial, content) for found in trial.baseline if found.verified]


def _feature(found: Baseline, trial: Trial, content: Library) -> View:
    small = "" if found.statistic in ("share", "not said") else found.statistic
    value = {
        "words": evidence.quote_baseline(found, trial),
        "small": small,
        "sources": sources_of([found.source], content),
        "notes": [found.note] if found.note else [],
    }
    return _row(found.id, {"name": found.label}, value)


def conduct(trial: Trial, content: Library, ids: Iterable[str] = ()) -> list[View]:
    """How the trial went, a point a row; of `ids` only, where some are given."""
    wanted = set(ids)
    told = (*trial.conduct, *trial.quality_of_life)
    return [_remark(one, content) for one in told if not wanted or one.id in wanted]


def _remark(one: Remark, content: Library) -> View:
    marks = [*([] if one.verified else [NOT_CONFIRMED]), *([OUR_INFERENCE] if one.ours else [])]
    said = {
        "words": sentence(one.says),
        "small": "; ".join(marks),
        "sources": sources_of([one.source], content),
    }
    return _row(one.id, {"name": one.label}, said)


def formats(found: Iterable[Format], content: Library) -> list[View]:
    """One effect in several formats; what is computed says from what."""
    return [
        _row(
            one.id,
            {"name": one.title},
            {"name": one.value},
            {
                "words": one.sentence,
                "small": "; ".join(part for part in (one.origin, one.badge) if part),
                "sources": sources_of(one.sources, content),
            },
        )
        for one in found
    ]


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
    cells = []
    for basis in BASIS:
        harm = found.get(basis)
        if basis == "any cause" and harm is None:
            harm = found.get("not said")
        cells.append(cell(_harm(harm, trial, content) if harm else {"small": "not reported"}))
    return cells


def _harm(harm: Harm, trial: Trial, content: Library) -> View:
    small = "cause not said" if harm.basis == "not said" else ""
    notes = [f"severe: {evidence.quote_rates(harm.severe)}"] if harm.severe else []
    return {
        "words": evidence.quote_harm(harm, trial),
        "small": small,
        "sources": sources_of([harm.source], content),
        "notes": [*notes, *([harm.note] if harm.note else [])],
    }


def survival(trial: Trial, content: Library) -> list[View]:
    """What was found about length of life, and what was said of it without figures."""
    outcomes = [o for o in trial.outcomes if o.endpoint == "OS" and o.verified]
    said = [_remark(r, content) for r in trial.conduct if r.id.startswith("survival")]
    crossed = [_remark(r, content) for r in trial.conduct if r.id == "crossover"]
    return [*(_outcome(one, content) for one in outcomes), *said, *crossed]


def _outcome(one: Outcome, content: Library) -> View:
    parts = [evidence.quote_hr(one.hr)] if one.hr else []
    if one.medians:
        parts.append(f"median {evidence.quote_medians(one.medians, compared=one.compared)}")
    if not parts:
        parts.append(evidence.quote(one))
    events = f"{one.events} deaths" if one.events else ""
    said = {
        "words": "; ".join(parts),
        "small": events,
        "sources": sources_of([one.source], content),
        "notes": [one.note] if one.note else [],
    }
    return _row(one.id, {"name": one.label}, said)


def subgroups(trial: Trial, content: Library) -> list[View]:
    """Every subgroup with its size, in figures or in the words of its source."""
    return [
        _subgroup(group, outcome, content)
        for outcome in trial.outcomes
        for group in outcome.subgroups
        if group.verified
    ]


def _subgroup(group: Subgroup, outcome: Outcome, content: Library) -> View:
    parts = [evidence.quote_hr(group.hr)] if group.hr else []
    if group.medians:
        parts.append(f"median {evidence.quote_medians(group.medians)}")
    planned = {"yes": "planned", "no": "not planned", "not known": "not known whether planned"}
    said = {
        "words": "; ".join(parts) or sentence(group.says),
        "small": planned[group.prespecified],
        "sources": sources_of([group.source], content),
        "notes": [group.note] if group.note else [],
    }
    name = {"name": group.label, "small": outcome.endpoint}
    people = {"name": f"n = {group.n}"} if group.n is not None else {"small": "not reported"}
    id_ = f"{outcome.id} {group.id}"
    return {"id": id_, "tone": "", "cells": [cell(name), cell(people), cell(said)]}


def extension(trial: Trial, content: Library) -> list[View]:
    """Results of an extension, which compares nothing."""
    return [_extended(one, content) for one in trial.outcomes if one.verified]


def _extended(one: Outcome, content: Library) -> View:
    people = f"n = {one.n}" if one.n is not None else ""
    medians = [evidence.median_in_full(median) for median in one.medians]
    said = {
        "words": "; ".join(medians) or evidence.quote(one),
        "small": people,
        "sources": sources_of([one.source], content),
        "notes": [one.note] if one.note else [],
    }
    return _row(one.id, {"name": one.label}, said)


def labels(trial: Trial, content: Library) -> list[View]:
    """What licences say, where and when they were read."""
    return [
        _row(
            label.id,
            {"name": f"{label.region}: {label.drug}"},
            {
                "words": sentence(label.indication),
                "small": "; ".join(
                    [f"read on {label.read_on}", *([] if label.verified else [NOT_CONFIRMED])]
                ),
                "sources": sources_of([label.source], content),
            },
        )
        for label in trial.labels
    ]


def months(trial: Trial, content: Library) -> list[View]:
    """The published placebo median in 28-day months, the same in calendar months, and the label's."""
    paper, label = (_placebo(name, trial) for name in ("pfs", "pfs-label"))
    if paper is None or label is None:
        return []
    (outcome, median), (printed, other) = paper, label
    numbers = (median.value, median.low, median.high)
    computed = [None if n is None else f"{calendar_months(n):.1f}" for n in numbers]
    return [
        _months("paper", "the paper", numbers, sources_of([outcome.source], content)),
        _months("computed", "the same as calendar months", computed, [], "computed: × 28 / 30.4"),
        _months(
            "label",
            "the US label",
            (other.value, other.low, other.high),
            sources_of([printed.source], content),
        ),
    ]


def _placebo(name: str, trial: Trial) -> Any:
    control = next(arm.id for arm in trial.arms if arm.role == "control")
    for outcome in trial.outcomes:
        if outcome.id == name and outcome.verified:
            return next(((outcome, m) for m in outcome.medians if m.arm == control), None)
    return None


def _months(
    id_: str, said: str, numbers: Iterable[Any], sources: list[View], small: str = ""
) -> View:
    values = ["not reported" if n is None else str(n) for n in numbers]
    first = {"name": sentence(said).rstrip("."), "small": small, "sources": sources}
    return {"id": id_, "tone": "", "cells": [cell(first), *(cell(value) for value in values)]}


def conflicts(trial: Trial, content: Library) -> list[View]:
    """Where sources of one trial differ: what each says, what is used here, and why they may."""
    rows = []
    for one in trial.conflicts:
        readings = [
            {
                "words": sentence(reading.says),
                "small": "" if reading.verified else NOT_CONFIRMED,
                "sources": sources_of([reading.source], content),
            }
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


def gaps(found: Iterable[tuple[str, Gap]]) -> list[View]:
    """What was predicted beside what was found, and why the guess tempts."""
    return [_row(id_, {"name": gap.sentence}, {"words": gap.why}) for id_, gap in found]


def certainty(judged: Iterable[Certainty], content: Library) -> list[View]:
    """How far we would trust each result, in GRADE's levels; always labelled as ours."""
    return [
        {
            "id": one.result,
            "tone": "",
            "cells": [
                cell({"name": one.result}),
                cell({"name": one.level.replace("-", " ")}),
                cell(
                    {
                        "words": one.reason,
                        "small": OURS,
                        "sources": sources_of(one.sources, content),
                    }
                ),
            ],
        }
        for one in judged
    ]


def _row(id_: str, *lines: View) -> View:
    first, *rest = lines
    return {"id": id_, "tone": "", "cells": [cell(first), cell(*rest)]}
